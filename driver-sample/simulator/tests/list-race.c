// Locks of messages are none when the line is used: nothing is excluded.
// SIMULATE: --messages=0
// RECORD: data-race
// ALSO: request-timeout
#define TINY_ISR Isr
#define TINY_STARTIO StartIo
#include "tiny.h"

static BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY T = (PTINY)Extension;
  ULONG OldIrql = 0;

  Push(T, Srb);
  StorPortAcquireMSISpinLock(T, 0, &OldIrql);
  T->Spare[1]++;
  StorPortReleaseMSISpinLock(T, 0, OldIrql);
  WriteReg(T, REG_RING, 1);
  return TRUE;
}

static BOOLEAN Isr(PVOID Extension) {
  PTINY T = (PTINY)Extension;
  ULONG Answers = ReadReg(T, REG_ANSWERS);

  if (Answers == 0)
    return FALSE;
  T->Spare[1]--;
  for (; Answers != 0; Answers--)
    InterlockedIncrement(&T->Answered);
  StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  return TRUE;
}
