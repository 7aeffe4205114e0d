// A lock is its class, its argument and a token that the acquire writes into the
// handle, the OldIrql place or the result; tokens flow like any value, through
// fields and narrowing casts. A release looks the token up, then the handle, then
// the only lock of the class. It restores the level that the token saved
// (engine: locks).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-msi-lock-unpaired,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  PVOID Buffer;
  STOR_DPC Dpc;
  KSPIN_LOCK Spin, Other;
  STOR_LOCK_HANDLE Kept;
  KIRQL SavedLevel;
  ULONG Pending;
} ADAPTER;

// Quiet: a message lock's level is kept in a lock handle, narrowed and widened.
static VOID Lock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  ULONG Old = 0;
  StorPortAcquireMSISpinLock(Adapter, 1, &Old);
  Handle->Context.OldIrql = (KIRQL)Old;
}
static VOID Unlock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortReleaseMSISpinLock(Adapter, 1, Handle->Context.OldIrql);
}

HW_DPC_ROUTINE Narrowed;
VOID Narrowed(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  Lock(Adapter, &Handle);
  Adapter->Pending++;
  Unlock(Adapter, &Handle);
  StorPortFreePool(Adapter, Adapter->Buffer); // at DISPATCH_LEVEL again
}

// Quiet: the handle lives in the device extension; the level in a field.
HW_DPC_ROUTINE InFields;
VOID InFields(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Adapter->Kept);
  Adapter->Pending++;
  StorPortReleaseSpinLock(Adapter, &Adapter->Kept);
  KeAcquireSpinLock(&Adapter->Spin, &Adapter->SavedLevel);
  Adapter->Pending++;
  KeReleaseSpinLock(&Adapter->Spin, Adapter->SavedLevel);
}

// Quiet: released in another order than taken.
HW_DPC_ROUTINE Crossed;
VOID Crossed(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE First, Second;
  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &First);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Second);
  StorPortReleaseSpinLock(Adapter, &First);
  StorPortReleaseSpinLock(Adapter, &Second);
}

// Warn: released twice by one handle, the other lock is left.
HW_DPC_ROUTINE WrongHandle;
VOID WrongHandle(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE First, Second;
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &First);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Second);
  StorPortReleaseSpinLock(Adapter, &Second);
  // CHECK-DAG: tokens.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Second);
  // CHECK-DAG: tokens.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'DpcLock' is still held when 'WrongHandle' returns here [miniport-lock-unpaired]
}

// Warn: between two locks the level is that of the outer one; after both it is
// DISPATCH_LEVEL again.
HW_DPC_ROUTINE Levels;
VOID Levels(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  ULONG Outer = 0, Inner = 0;
  KIRQL Level;
  StorPortAcquireMSISpinLock(Adapter, 1, &Outer);
  StorPortAcquireMSISpinLock(Adapter, 2, &Inner);
  StorPortReleaseMSISpinLock(Adapter, 2, Inner);
  // CHECK-DAG: tokens.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
  StorPortReleaseMSISpinLock(Adapter, 1, Outer);
  StorPortFreePool(Adapter, Adapter->Buffer);
  KeAcquireSpinLock(&Adapter->Spin, &Level);
  KeReleaseSpinLock(&Adapter->Spin, Level);
  StorPortFreePool(Adapter, Adapter->Buffer);
}

// Warn: the level is restored to what was saved, which a passive caller sees.
HW_WORKITEM Worker;
VOID Worker(PVOID Extension, PVOID Context, PVOID Handle) {
  ADAPTER *Adapter = Extension;
  KIRQL Level;
  KeAcquireSpinLock(&Adapter->Spin, &Level);
  // CHECK-DAG: tokens.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortRegistryRead' requires IRQL <= PASSIVE_LEVEL, but runs at DISPATCH_LEVEL here [miniport-isr-irql]
  StorPortRegistryRead(Adapter, NULL, 0, 0, Adapter->Buffer, NULL);
  KeReleaseSpinLock(&Adapter->Spin, Level);
  StorPortRegistryRead(Adapter, NULL, 0, 0, Adapter->Buffer, NULL);
}

// Quiet: hand over hand, each level goes with the other lock; then all is as it
// was before.
HW_WORKITEM HandOverHand;
VOID HandOverHand(PVOID Extension, PVOID Context, PVOID Handle) {
  ADAPTER *Adapter = Extension;
  KIRQL Outer, Inner;
  KeAcquireSpinLock(&Adapter->Spin, &Outer);
  KeAcquireSpinLock(&Adapter->Other, &Inner);
  KeReleaseSpinLock(&Adapter->Spin, Inner);
  KeReleaseSpinLock(&Adapter->Other, Outer);
  StorPortRegistryRead(Adapter, NULL, 0, 0, Adapter->Buffer, NULL);
}

// CHECK: {{^}}4 errors;
