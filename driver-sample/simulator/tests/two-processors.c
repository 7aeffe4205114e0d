// Locks of two messages, taken in both orders.
// SIMULATE: --messages=4
// RECORD: deadlock Isr
// ALSO: self-deadlock
#define TINY_MESSAGE_ISR Isr
#define TINY_RINGS 2
#include "tiny.h"

static BOOLEAN Isr(PVOID Extension, ULONG MessageId) {
  PTINY T = (PTINY)Extension;
  ULONG OldIrql;

  if (MessageId < 2) {
    StorPortAcquireMSISpinLock(T, 1 - MessageId, &OldIrql);
    T->Counter++;
    StorPortReleaseMSISpinLock(T, 1 - MessageId, OldIrql);
  }
  InterlockedIncrement(&T->Answered);
  StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  return TRUE;
}
