// Four bytes for a field of one.
// SIMULATE: --messages=4
// RECORD: narrow-write StartIo
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;
  STOR_LOCK_HANDLE Handle;

  Handle.Context.OldIrql = 0;
  StorPortAcquireMSISpinLock(T, 1, (PULONG)&Handle.Context.OldIrql);
  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  StorPortReleaseMSISpinLock(T, 1, Handle.Context.OldIrql);
  return TRUE;
}
