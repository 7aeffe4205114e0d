// Which lock is taken may depend on what was not tested before: the ways are
// not one for that (engine: states, lock identity).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  USHORT Queues;
  BOOLEAN OneVector;
} ADAPTER;

static VOID Lock(ADAPTER *Adapter, ULONG Id, PSTOR_LOCK_HANDLE Handle) {
  ULONG Old = 0;
  StorPortAcquireMSISpinLock(Adapter, (Adapter->OneVector ? 0 : Id), &Old);
  Handle->Context.OldIrql = (KIRQL)Old;
}
static VOID Unlock(ADAPTER *Adapter, ULONG Id, PSTOR_LOCK_HANDLE Handle) {
  StorPortReleaseMSISpinLock(Adapter, (Adapter->OneVector ? 0 : Id),
                             Handle->Context.OldIrql);
}

// Quiet: in a loop, once for each queue.
HW_RESET_BUS Reset;
BOOLEAN Reset(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  for (ULONG I = 0; I < Adapter->Queues; I++) {
    STOR_LOCK_HANDLE Handle = {0};
    ULONG Id = I + 1;
    Lock(Adapter, Id, &Handle);
    Unlock(Adapter, Id, &Handle);
  }
  return TRUE;
}

// Warn: the other one does not ask.
static VOID UnlockOwn(ADAPTER *Adapter, ULONG Id, PSTOR_LOCK_HANDLE Handle) {
  // CHECK: lock-of-two.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is released here, but is not held [miniport-msi-lock-unpaired]
  StorPortReleaseMSISpinLock(Adapter, Id, Handle->Context.OldIrql);
}
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  for (ULONG I = 0; I < Adapter->Queues; I++) {
    STOR_LOCK_HANDLE Handle = {0};
    Lock(Adapter, I + 1, &Handle);
    UnlockOwn(Adapter, I + 1, &Handle);
  }
}
// CHECK: {{^}}1 error;
