// One path returns with the lock.
// SIMULATE: --messages=0
// RECORD: lock-held-at-exit StartIo
// ALSO: self-deadlock
// ALSO: deadlock
// ALSO: irql-at-exit
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;
  STOR_LOCK_HANDLE Handle;

  StorPortAcquireSpinLock(T, InterruptLock, NULL, &Handle);
  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  if (T->Tail == 5)
    return TRUE;
  StorPortReleaseSpinLock(T, &Handle);
  return TRUE;
}
