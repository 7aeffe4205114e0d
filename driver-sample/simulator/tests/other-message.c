// Released with another message's number.
// SIMULATE: --messages=4
// RECORD: unheld-release StartIo
// ALSO: lock-held-at-exit
// ALSO: self-deadlock
// ALSO: deadlock
// ALSO: irql-below-lock
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;
  ULONG OldIrql;

  StorPortAcquireMSISpinLock(T, 1, &OldIrql);
  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  StorPortReleaseMSISpinLock(T, 2, OldIrql);
  return TRUE;
}
