// Every kind of spin lock, paired and not: DpcLock, StartIoLock, InterruptLock, the
// kernel's plain, queued, executive and cancel locks, tries and attempts that fail.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  KSPIN_LOCK Spin;
  EX_SPIN_LOCK Shared;
  STOR_DPC Dpc;
  ULONG Pending;
} ADAPTER;

// Quiet: all of them, given back.
HW_BUILDIO Paired;
BOOLEAN Paired(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE First, Second;
  KLOCK_QUEUE_HANDLE Queued;
  KIRQL Old;
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &First);
  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Second);
  StorPortReleaseSpinLock(Adapter, &Second);
  StorPortReleaseSpinLock(Adapter, &First);
  KeAcquireSpinLock(&Adapter->Spin, &Old);
  KeReleaseSpinLock(&Adapter->Spin, Old);
  KeAcquireInStackQueuedSpinLock(&Adapter->Spin, &Queued);
  KeReleaseInStackQueuedSpinLock(&Queued);
  Old = ExAcquireSpinLockShared(&Adapter->Shared);
  ExReleaseSpinLockShared(&Adapter->Shared, Old);
  Old = ExAcquireSpinLockExclusive(&Adapter->Shared);
  ExReleaseSpinLockExclusive(&Adapter->Shared, Old);
  return TRUE;
}

// Quiet: held only if the routine says so.
HW_BUILDIO Attempt;
BOOLEAN Attempt(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  if (KeTryToAcquireSpinLockAtDpcLevel(&Adapter->Spin)) {
    Adapter->Pending++;
    KeReleaseSpinLockFromDpcLevel(&Adapter->Spin);
  }
  if (StorPortAcquireSpinLockEx(Adapter, InterruptLock, NULL, &Lock) !=
      STOR_STATUS_SUCCESS)
    return FALSE;
  Adapter->Pending++;
  StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

// Warn: nobody asked whether it was got.
HW_BUILDIO Unasked;
BOOLEAN Unasked(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  KeTryToAcquireSpinLockAtDpcLevel(&Adapter->Spin);
  Adapter->Pending++;
  // CHECK-DAG: kinds.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  KeReleaseSpinLockFromDpcLevel(&Adapter->Spin);
  return TRUE;
}

// Warn: one after the other left out.
HW_BUILDIO Left;
BOOLEAN Left(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  KLOCK_QUEUE_HANDLE Queued;
  switch (Srb->Lun) {
  case 0:
    StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &Lock);
    // CHECK-DAG: kinds.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'DpcLock' is still held when 'Left' returns here [miniport-lock-unpaired]
    return TRUE;
  case 1:
    KeAcquireInStackQueuedSpinLockAtDpcLevel(&Adapter->Spin, &Queued);
    // CHECK-DAG: kinds.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is still held when 'Left' returns here [miniport-lock-unpaired]
    return TRUE;
  case 2:
    ExAcquireSpinLockExclusiveAtDpcLevel(&Adapter->Shared);
    // CHECK-DAG: kinds.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is still held when 'Left' returns here [miniport-lock-unpaired]
    return TRUE;
  case 3:
    ExAcquireSpinLockSharedAtDpcLevel(&Adapter->Shared);
    // CHECK-DAG: kinds.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is still held when 'Left' returns here [miniport-lock-unpaired]
    return TRUE;
  }
  // Quiet: the StartIo lock that the port driver holds here is the port driver's.
  return TRUE;
}

// Quiet: ResetBus and StartIo are entered with the StartIo lock, and return with it.
HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ((ADAPTER *)Extension)->Pending = 0;
  return TRUE;
}

// Warn: on top of that lock, one of its own.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Pending > 8)
    // CHECK-DAG: kinds.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'StartIo' returns here [miniport-lock-unpaired]
    return FALSE;
  StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

// CHECK: {{^}}6 errors;
