// One OldIrql for two locks of messages.
// SIMULATE: --messages=4
// RECORD: irql-at-exit StartIo
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;
  ULONG OldIrql;

  StorPortAcquireMSISpinLock(T, 1, &OldIrql);
  StorPortAcquireMSISpinLock(T, 2, &OldIrql);
  StorPortReleaseMSISpinLock(T, 2, OldIrql);
  StorPortReleaseMSISpinLock(T, 1, OldIrql);
  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  return TRUE;
}
