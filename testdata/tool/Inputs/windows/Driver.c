// Includes as Windows finds them: the case of no name is the one on disk.
#include <StorPort.h>
#include "LIB.h"
#include "sub\inner\Lock.H"
#include "driver.tmh"

static BOOLEAN Interrupt(PVOID Extension) {
  STOR_LOCK_HANDLE Handle;
  if (*(volatile ULONG *)Extension == 0)
    return FALSE;
  TakeDpcLock(Extension, &Handle);
  StorPortReleaseSpinLock(Extension, &Handle);
  return TRUE;
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data = {0};
  WPP_INIT_TRACING(DriverObject, RegistryPath);
  Data.HwInitializationDataSize = LIB_SIZE;
  Data.HwInterrupt = Interrupt;
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
