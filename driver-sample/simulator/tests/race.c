// A counter that interrupt routines of several messages count up, unlocked.
// SIMULATE: --messages=4
// RECORD: data-race Isr
// ALSO: request-timeout
#define TINY_MESSAGE_ISR Isr
#define TINY_RINGS 4
#include "tiny.h"

static BOOLEAN Isr(PVOID Extension, ULONG MessageId) {
  PTINY T = (PTINY)Extension;

  T->Counter++;
  if (MessageId == 0) {
    InterlockedIncrement(&T->Answered);
    StorPortIssueDpc(T, &T->Dpc, NULL, NULL);
  }
  return TRUE;
}
