// A driver function without a body that is handed a lock handle, an OldIrql place
// or a spin lock, or a call that cannot be resolved and gets one, may do anything
// to the locks: no lock or IRQL finding to the end of the caller (engine: taint).
// One that is handed nothing of the kind hides nothing.
// RUN: %exits 1 %miniport_tidy --checks=-*,miniport-lock-unpaired,miniport-msi-lock-unpaired,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  PVOID Buffer;
  KSPIN_LOCK Spin;
  ULONG Pending;
  VOID (*Hook)(struct _ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle);
} ADAPTER;

VOID VendorLock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle);
VOID VendorUnlock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle);
VOID VendorUnlockMessage(ADAPTER *Adapter, PULONG OldIrql);
VOID VendorUnlockSpin(PKSPIN_LOCK Spin);
VOID VendorCount(PULONG Counter);

// Quiet: taken by a function of another source, given back here.
HW_DPC_ROUTINE ForeignLock;
VOID ForeignLock(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  VendorLock(Adapter, &Handle);
  Adapter->Pending++;
  StorPortReleaseSpinLock(Adapter, &Handle);
}

// Quiet: the other way round, by handle, by level, by lock.
HW_DPC_ROUTINE ForeignUnlock;
VOID ForeignUnlock(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  Adapter->Pending++;
  VendorUnlock(Adapter, &Handle);
  StorPortFreePool(Adapter, Adapter->Buffer);
}

HW_DPC_ROUTINE ForeignMessage;
VOID ForeignMessage(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  Adapter->Pending++;
  VendorUnlockMessage(Adapter, &Irql);
}

HW_DPC_ROUTINE ForeignSpin;
VOID ForeignSpin(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  KeAcquireSpinLockAtDpcLevel(&Adapter->Spin);
  Adapter->Pending++;
  VendorUnlockSpin(&Adapter->Spin);
}

// Quiet: a pointer that nobody sets here, handed the handle.
HW_DPC_ROUTINE Unresolved;
VOID Unresolved(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  Adapter->Pending++;
  Adapter->Hook(Adapter, &Handle);
}

// Quiet: in a helper; its caller goes on in the same doubt.
static VOID Finish(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  Adapter->Pending--;
  VendorUnlock(Adapter, Handle);
}
HW_DPC_ROUTINE InHelper;
VOID InHelper(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  Finish(Adapter, &Handle);
}

// Warn: it is handed a counter, no lock.
HW_DPC_ROUTINE Counter;
VOID Counter(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  VendorCount(&Adapter->Pending);
  // CHECK-DAG: taint.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
  // CHECK-DAG: taint.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Counter' returns here [miniport-lock-unpaired]
}

// Warn: an early return before the doubt begins.
HW_DPC_ROUTINE Before;
VOID Before(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  if (Adapter->Pending == 0)
    // CHECK-DAG: taint.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Before' returns here [miniport-lock-unpaired]
    return;
  VendorUnlock(Adapter, &Handle);
}

// CHECK: {{^}}3 errors;
