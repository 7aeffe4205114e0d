// A lock belongs to its routines. Some pairs of different spelling belong together
// (the raising and the AtDpcLevel forms, StorPortNotification), others do not: a
// lock of the port driver is not given back by the routine of another one (engine:
// locks).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-msi-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  KSPIN_LOCK Spin;
  ULONG Pending;
} ADAPTER;

// Quiet: the level is raised and lowered by hand, the lock taken in between.
HW_WORKITEM ByHand;
VOID ByHand(PVOID Extension, PVOID Context, PVOID Worker) {
  ADAPTER *Adapter = Extension;
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  KeAcquireSpinLockAtDpcLevel(&Adapter->Spin);
  Adapter->Pending++;
  KeReleaseSpinLock(&Adapter->Spin, Old);
  KeAcquireSpinLock(&Adapter->Spin, &Old);
  Adapter->Pending++;
  KeReleaseSpinLockFromDpcLevel(&Adapter->Spin);
  KeLowerIrql(Old);
}

// Quiet: the level as a result.
HW_WORKITEM Result;
VOID Result(PVOID Extension, PVOID Context, PVOID Worker) {
  ADAPTER *Adapter = Extension;
  KIRQL Old = KeAcquireSpinLockRaiseToDpc(&Adapter->Spin);
  Adapter->Pending++;
  KeReleaseSpinLock(&Adapter->Spin, Old);
}

// Quiet: the port driver's own spellings.
HW_DPC_ROUTINE Notification;
VOID Notification(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  ULONG Irql = 0;
  StorPortNotification(AcquireSpinLock, Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending++;
  StorPortReleaseSpinLock(Adapter, &Lock);
  StorPortExtendedFunction(ExtFunctionAcquireMSISpinLock, Adapter, 1, &Irql);
  Adapter->Pending++;
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

// Quiet: a queued lock by its handle.
HW_DPC_ROUTINE Queued;
VOID Queued(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  KLOCK_QUEUE_HANDLE Handle;
  KeAcquireInStackQueuedSpinLockAtDpcLevel(&Adapter->Spin, &Handle);
  Adapter->Pending++;
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&Handle);
}

// Warn: InterruptLock is no message lock.
HW_DPC_ROUTINE AsMessage;
VOID AsMessage(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending++;
  // CHECK-DAG: mixed-apis.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is released here, but is not held [miniport-msi-lock-unpaired]
  StorPortReleaseMSISpinLock(Adapter, 0, Lock.Context.OldIrql);
  // CHECK-DAG: mixed-apis.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'AsMessage' returns here [miniport-lock-unpaired]
}

// Warn: a message lock is none of the port driver's spin locks.
HW_DPC_ROUTINE AsSpin;
VOID AsSpin(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  Lock.Context.OldIrql = (KIRQL)Irql;
  // CHECK-DAG: mixed-apis.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: mixed-apis.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is still held when 'AsSpin' returns here [miniport-msi-lock-unpaired]
}

// Warn: a plain spin lock is not released as a queued one.
HW_DPC_ROUTINE AsQueued;
VOID AsQueued(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  KLOCK_QUEUE_HANDLE Handle = {0};
  KeAcquireSpinLockAtDpcLevel(&Adapter->Spin);
  Adapter->Pending++;
  // CHECK-DAG: mixed-apis.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  KeReleaseInStackQueuedSpinLockFromDpcLevel(&Handle);
  // CHECK-DAG: mixed-apis.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'spin lock' is still held when 'AsQueued' returns here [miniport-lock-unpaired]
}

// CHECK: {{^}}6 errors;
