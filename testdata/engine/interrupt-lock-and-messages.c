// InterruptLock contains every message lock; each is still released by its own
// routine, and the level after a release is that of what is still held (engine:
// locks).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-msi-lock-unpaired,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PVOID Buffer, Table;
  ULONG Pending;
} ADAPTER;

// Quiet here: both are released, in order.
HW_DPC_ROUTINE Both;
VOID Both(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  ULONG Irql = 0;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  Adapter->Pending++;
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
  // Warn: still under InterruptLock.
  // CHECK-DAG: interrupt-lock-and-messages.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
  StorPortReleaseSpinLock(Adapter, &Lock);
  // Quiet: at DISPATCH_LEVEL again.
  StorPortFreePool(Adapter, Adapter->Table);
}

// Warn: containing a lock is not having acquired it.
HW_DPC_ROUTINE NotTaken;
VOID NotTaken(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending++;
  // CHECK-DAG: interrupt-lock-and-messages.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is released here, but is not held [miniport-msi-lock-unpaired]
  StorPortReleaseMSISpinLock(Adapter, 1, 0);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: releasing the container does not release the message lock.
HW_DPC_ROUTINE Left;
VOID Left(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  ULONG Irql = 0;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  Adapter->Pending++;
  StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: interrupt-lock-and-messages.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is still held when 'Left' returns here [miniport-msi-lock-unpaired]
}

// Quiet: an interrupt routine of one message takes the locks of others.
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
BOOLEAN Message(PVOID Extension, ULONG Id) {
  ADAPTER *Adapter = Extension;
  ULONG Irql = 0;
  if (Id != 1) {
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
    Adapter->Pending++;
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
  }
  return TRUE;
}

// CHECK: {{^}}3 errors;
