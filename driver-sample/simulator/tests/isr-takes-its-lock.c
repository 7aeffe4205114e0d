// The interrupt routine asks for the lock that it was called with.
// SIMULATE: --messages=0
// RECORD: self-deadlock Isr
#include <miniport.h>

#include <storport.h>
#define TINY_ISR Isr
#include "tiny.h"

static BOOLEAN Isr(PVOID Extension) {
  STOR_LOCK_HANDLE Handle;

  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &Handle);
  StorPortReleaseSpinLock(Extension, &Handle);
  return TRUE;
}
