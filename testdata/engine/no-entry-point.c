// A function that no entry point reaches is entered once, at an unknown level and
// with unknown locks held (engine: roles): in one source of many that is the rule.
// Only what must be wrong inside it is reported.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-msi-lock-unpaired,miniport-isr-irql,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PVOID Buffer;
  KSPIN_LOCK Spin;
  ULONG Pending;
} ADAPTER;

// Quiet: who calls may hold the lock, or take what is handed out.
VOID Unlock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortReleaseSpinLock(Adapter, Handle);
}
VOID Lock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}
BOOLEAN LockIf(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  if (Adapter->Pending == 0)
    return FALSE;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
  return TRUE;
}
VOID UnlockMessage(ADAPTER *Adapter, ULONG Id, ULONG Irql) {
  StorPortReleaseMSISpinLock(Adapter, Id, Irql);
}

// Quiet: nobody knows the level, nor how long the caller may wait.
VOID Release(ADAPTER *Adapter) { StorPortFreePool(Adapter, Adapter->Buffer); }
VOID Pause(VOID) { StorPortStallExecution(5000); }

// Quiet: gives the caller's lock back and takes it again.
VOID Around(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortReleaseSpinLock(Adapter, Handle);
  Adapter->Pending++;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}

// Warn: a lock of its own, in a handle of its own, forgotten on one of its paths.
VOID Submit(ADAPTER *Adapter) {
  STOR_LOCK_HANDLE Handle;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  if (Adapter->Pending > 8)
    // CHECK-DAG: no-entry-point.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Submit' returns here [miniport-lock-unpaired]
    return;
  Adapter->Pending++;
  StorPortReleaseSpinLock(Adapter, &Handle);
}

// Quiet: whether it is right, its callers decide; one of them is a callback.
static VOID Worker(ADAPTER *Adapter) {
  StorPortFreePool(Adapter, Adapter->Buffer);
}
HW_WORKITEM Item;
VOID Item(PVOID Extension, PVOID Context, PVOID Handle) {
  Worker((ADAPTER *)Extension);
}

// CHECK: {{^}}1 error;
