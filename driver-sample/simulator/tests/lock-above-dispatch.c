// The StartIo lock in an interrupt routine.
// SIMULATE: --messages=0
// RECORD: lock-above-dispatch Isr
// ALSO: deadlock
// ALSO: self-deadlock
// ALSO: irql-at-exit
#define TINY_ISR Isr
#include "tiny.h"

static BOOLEAN Isr(PVOID Extension) {
  PTINY T = (PTINY)Extension;
  STOR_LOCK_HANDLE Handle;
  ULONG Answers = ReadReg(T, REG_ANSWERS);

  if (Answers == 0)
    return FALSE;
  StorPortAcquireSpinLock(T, StartIoLock, NULL, &Handle);
  for (; Answers != 0; Answers--)
    InterlockedIncrement(&T->Answered);
  StorPortReleaseSpinLock(T, &Handle);
  StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  return TRUE;
}
