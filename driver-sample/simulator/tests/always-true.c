// The routine claims what is the neighbour's.
// SIMULATE: --messages=0 --neighbour=300
// RECORD: starved-neighbour Isr
// RECORD: interrupt-storm Isr
// ALSO: lock-contention
#define TINY_ISR Isr
#include "tiny.h"

static BOOLEAN Isr(PVOID Extension) {
  PTINY T = (PTINY)Extension;
  ULONG Answers = ReadReg(T, REG_ANSWERS);

  for (; Answers != 0; Answers--)
    InterlockedIncrement(&T->Answered);
  StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  return TRUE;
}
