// InterruptLock, which contains the lock of the message that is served.
// SIMULATE: --messages=4
// RECORD: self-deadlock Isr
#define TINY_MESSAGE_ISR Isr
#include "tiny.h"

static BOOLEAN Isr(PVOID Extension, ULONG MessageId) {
  STOR_LOCK_HANDLE Handle;

  UNREFERENCED_PARAMETER(MessageId);
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &Handle);
  StorPortReleaseSpinLock(Extension, &Handle);
  return TRUE;
}
