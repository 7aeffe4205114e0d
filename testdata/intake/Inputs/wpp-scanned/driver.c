#include <ntddk.h>
#include <storport.h>
#include "driver.tmh"

static ULONG Free(PVOID Extension) {
  StorPortFreePool(Extension, Extension);
  return 0;
}

HW_INTERRUPT Interrupt;
BOOLEAN Interrupt(PVOID Extension) {
  LogInterrupt(Extension, "freed %u", Free(Extension));
  return FALSE;
}
