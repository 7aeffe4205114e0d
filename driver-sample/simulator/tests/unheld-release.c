// A handle is released twice.
// SIMULATE: --messages=0
// RECORD: unheld-release StartIo
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;
  STOR_LOCK_HANDLE Handle;

  StorPortAcquireSpinLock(T, InterruptLock, NULL, &Handle);
  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  StorPortReleaseSpinLock(T, &Handle);
  StorPortReleaseSpinLock(T, &Handle);
  return TRUE;
}
