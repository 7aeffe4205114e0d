// The same counter, interlocked; and one under the lock of message 3. Reads
// without a lock are hints.
// SIMULATE: --messages=4
// SIMULATE: --messages=4 --seed=2
// ALSO: request-timeout
#define TINY_MESSAGE_ISR Isr
#define TINY_RINGS 4
#include "tiny.h"

static ULONG Hint;

static BOOLEAN Isr(PVOID Extension, ULONG MessageId) {
  PTINY T = (PTINY)Extension;
  ULONG OldIrql;

  InterlockedIncrement((volatile LONG *)&T->Counter);
  if (MessageId == 3) {
    T->Spare[0]++;
  } else {
    StorPortAcquireMSISpinLock(T, 3, &OldIrql);
    T->Spare[0]++;
    StorPortReleaseMSISpinLock(T, 3, OldIrql);
  }
  if (T->Spare[0] == 1000000)
    Hint = 1;
  if (MessageId == 0) {
    InterlockedIncrement(&T->Answered);
    StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  }
  return TRUE;
}
