// SIMULATE: --messages=0
// RECORD: self-deadlock StartIo
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN Nothing(PVOID Extension, PVOID Context) {
  UNREFERENCED_PARAMETER(Extension);
  UNREFERENCED_PARAMETER(Context);
  return TRUE;
}

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Handle;

  UNREFERENCED_PARAMETER(Srb);
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &Handle);
  StorPortSynchronizeAccess(Extension, Nothing, NULL);
  StorPortReleaseSpinLock(Extension, &Handle);
  return TRUE;
}
