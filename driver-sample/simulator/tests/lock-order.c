// DpcLock, then StartIoLock; and the other way round in StartIo.
// SIMULATE: --messages=0
// RECORD: deadlock
#define TINY_DPC Dpc
#define TINY_STARTIO StartIo
#include "tiny.h"

static VOID Dpc(PSTOR_DPC D, PVOID Extension, PVOID A, PVOID B) {
  PTINY T = (PTINY)Extension;
  STOR_LOCK_HANDLE Outer, Handle;

  UNREFERENCED_PARAMETER(A);
  UNREFERENCED_PARAMETER(B);
  StorPortAcquireSpinLock(T, DpcLock, D, &Outer);
  StorPortAcquireSpinLock(T, StartIoLock, NULL, &Handle);
  for (LONG N = InterlockedExchange(&T->Answered, 0); N > 0; N--) {
    PSCSI_REQUEST_BLOCK Srb = Pop(T);

    if (Srb != NULL)
      Complete(T, Srb);
  }
  StorPortReleaseSpinLock(T, &Handle);
  StorPortReleaseSpinLock(T, &Outer);
}

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;
  STOR_LOCK_HANDLE Handle;

  StorPortAcquireSpinLock(T, DpcLock, &T->Dpc, &Handle);
  Push(T, Srb);
  WriteReg(T, REG_RING, 1);
  StorPortReleaseSpinLock(T, &Handle);
  return TRUE;
}
