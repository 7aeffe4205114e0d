// Two answers in one interrupt: read, and so quieted, and then disowned.
// SIMULATE: --messages=0
// RECORD: interrupt-disowned Isr
// ALSO: request-timeout
#define TINY_ISR Isr
#include "tiny.h"

static BOOLEAN Isr(PVOID Extension) {
  PTINY T = (PTINY)Extension;
  ULONG Answers = ReadReg(T, REG_ANSWERS);
  BOOLEAN One = Answers == 1;

  if (Answers == 0)
    return FALSE;
  for (; Answers != 0; Answers--)
    InterlockedIncrement(&T->Answered);
  StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  return One;
}
