// A handle may be copied part by part; the copy stands for what was taken by the
// other (engine: locks).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  STOR_DPC Dpc;
  STOR_LOCK_HANDLE Handle;
} ADAPTER;

// Quiet: by every scalar, and by parts of more than one, through memory.
HW_DPC_ROUTINE Scalars;
VOID Scalars(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE First = {0}, Second = {0};
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &First);
  Second.Lock = First.Lock;
  Second.Context.LockQueue.Next = First.Context.LockQueue.Next;
  Second.Context.LockQueue.Lock = First.Context.LockQueue.Lock;
  Second.Context.OldIrql = First.Context.OldIrql;
  StorPortReleaseSpinLock(Adapter, &Second);
}
static VOID Keep(ADAPTER *Adapter, const STOR_LOCK_HANDLE *Handle) {
  Adapter->Handle.Lock = Handle->Lock;
  Adapter->Handle.Context = Handle->Context;
}
HW_DPC_ROUTINE Parts;
VOID Parts(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE First = {0}, Second = {0};
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &First);
  Keep(Adapter, &First);
  Second.Lock = Adapter->Handle.Lock;
  Second.Context = Adapter->Handle.Context;
  StorPortReleaseSpinLock(Adapter, &Second);
}

// Warn: the one that is given back is no copy.
HW_DPC_ROUTINE Other;
VOID Other(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE First = {0}, Second = {0}, Third = {0};
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &First);
  Second.Lock = First.Lock;
  Second.Context = First.Context;
  // CHECK-DAG: handle-parts.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Third);
  StorPortReleaseSpinLock(Adapter, &Second);
}
// CHECK: {{^}}1 error;
