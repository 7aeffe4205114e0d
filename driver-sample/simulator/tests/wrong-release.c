// InterruptLock freed by the routine for messages.
// SIMULATE: --messages=1
// RECORD: mismatched-release StartIo
// ALSO: lock-held-at-exit
// ALSO: self-deadlock
// ALSO: deadlock
// ALSO: irql-below-lock
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;
  STOR_LOCK_HANDLE Handle;

  StorPortAcquireSpinLock(T, InterruptLock, NULL, &Handle);
  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  StorPortReleaseMSISpinLock(T, 0, Handle.Context.OldIrql);
  return TRUE;
}
