// Pool at DIRQL, twice freed, touched when freed, beyond its end.
// SIMULATE: --messages=0
// RECORD: invalid-irql Isr
// RECORD: double-free Init
// RECORD: use-after-free Init
// RECORD: out-of-bounds Init
// ALSO: request-timeout
#define TINY_ISR Isr
#define TINY_INIT Init
#include "tiny.h"

static VOID Init(PTINY T) {
  PVOID Buffer;
  volatile ULONG *Words;

  if (StorPortAllocatePool(T, 64, 'ynit', &Buffer) != STOR_STATUS_SUCCESS)
    return;
  Words = (volatile ULONG *)Buffer;
  Words[16] = 1;
  StorPortFreePool(T, Buffer);
  Words[3] = 1;
  StorPortFreePool(T, Buffer);
}

static BOOLEAN Isr(PVOID Extension) {
  PTINY T = (PTINY)Extension;
  PVOID Buffer;
  ULONG Answers = ReadReg(T, REG_ANSWERS);

  if (Answers == 0)
    return FALSE;
  StorPortAllocatePool(T, 64, 'ynit', &Buffer);
  for (; Answers != 0; Answers--)
    InterlockedIncrement(&T->Answered);
  StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  return TRUE;
}
