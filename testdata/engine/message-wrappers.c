// Wrappers of a message lock that keep the old level in a handle: which lock is
// meant follows from their arguments, and p is not p + 1 (engine: locks).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Messages;
} ADAPTER;

static VOID Take(ADAPTER *Adapter, ULONG Message, PSTOR_LOCK_HANDLE Handle) {
  ULONG Old = 0;
  StorPortAcquireMSISpinLock(Adapter, Message, &Old);
  Handle->Context.OldIrql = (KIRQL)Old;
}

static VOID Give(ADAPTER *Adapter, ULONG Message, PSTOR_LOCK_HANDLE Handle) {
  // CHECK: message-wrappers.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is released here, but is not held [miniport-msi-lock-unpaired]
  StorPortReleaseMSISpinLock(Adapter, Message, Handle->Context.OldIrql);
}

// Quiet.
HW_DPC_ROUTINE Same;
VOID Same(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  STOR_LOCK_HANDLE Handle = {0};
  ULONG Queue = (ULONG)(ULONG_PTR)A;
  Take(Extension, Queue + 1, &Handle);
  Give(Extension, Queue + 1, &Handle);
}

// Warn, in the wrapper: the level is that of another lock.
HW_DPC_ROUTINE Other;
VOID Other(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  STOR_LOCK_HANDLE Handle = {0};
  ULONG Queue = (ULONG)(ULONG_PTR)A;
  Take(Extension, Queue + 1, &Handle);
  Give(Extension, Queue, &Handle);
}
// CHECK: {{^}}1 error;
