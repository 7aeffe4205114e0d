// SIMULATE: --messages=0
// RECORD: isr-duration Isr
#define TINY_ISR Isr
#include "tiny.h"

static BOOLEAN Isr(PVOID Extension) {
  PTINY T = (PTINY)Extension;
  ULONG Answers = ReadReg(T, REG_ANSWERS);

  if (Answers == 0)
    return FALSE;
  for (ULONG I = 0; I < 10; I++)
    StorPortStallExecution(50);
  for (; Answers != 0; Answers--)
    InterlockedIncrement(&T->Answered);
  StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  return TRUE;
}
