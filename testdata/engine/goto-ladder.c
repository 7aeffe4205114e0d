// Clean-up ladders: each label undoes one step more (engine: states are kept
// apart by the locks that they hold).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  KSPIN_LOCK Spin;
  STOR_DPC Dpc;
  PVOID Buffer, Table;
  ULONG Pending;
} ADAPTER;

// Quiet: two locks and a buffer, four ways out.
HW_BUILDIO Right;
BOOLEAN Right(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  BOOLEAN Done = FALSE;
  if (StorPortAllocatePool(Adapter, 64, 'yrrM', &Adapter->Buffer))
    goto Out;
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &Lock);
  if (Adapter->Pending > 8)
    goto Unlock;
  KeAcquireSpinLockAtDpcLevel(&Adapter->Spin);
  if (Srb->Lun != 0)
    goto UnlockBoth;
  Adapter->Pending++;
  Done = TRUE;
UnlockBoth:
  KeReleaseSpinLockFromDpcLevel(&Adapter->Spin);
Unlock:
  StorPortReleaseSpinLock(Adapter, &Lock);
  if (!Done)
    StorPortFreePool(Adapter, Adapter->Buffer);
Out:
  return Done;
}

// Quiet: one label that looks what there is to undo.
HW_BUILDIO OneLabel;
BOOLEAN OneLabel(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock, *Held = NULL;
  ULONG Status = STOR_STATUS_UNSUCCESSFUL;
  if (Srb->Lun != 0)
    goto Exit;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Held = &Lock;
  if (Adapter->Pending > 8)
    goto Exit;
  Adapter->Pending++;
  Status = STOR_STATUS_SUCCESS;
Exit:
  if (Held != NULL)
    StorPortReleaseSpinLock(Adapter, Held);
  return Status == STOR_STATUS_SUCCESS;
}

// Quiet: back to the beginning, with nothing held.
HW_BUILDIO Again;
BOOLEAN Again(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
Retry:
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Pending > 8) {
    StorPortReleaseSpinLock(Adapter, &Lock);
    goto Retry;
  }
  Adapter->Pending++;
  StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

// Warn: jumps to the label below the one that it needs.
HW_BUILDIO TooLow;
BOOLEAN TooLow(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  BOOLEAN Done = FALSE;
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &Lock);
  KeAcquireSpinLockAtDpcLevel(&Adapter->Spin);
  if (Srb->Lun != 0)
    goto Unlock;
  Done = TRUE;
  KeReleaseSpinLockFromDpcLevel(&Adapter->Spin);
Unlock:
  StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: goto-ladder.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is still held when 'TooLow' returns here [miniport-lock-unpaired]
  return Done;
}

// Warn: jumps to the label above it.
HW_BUILDIO TooHigh;
BOOLEAN TooHigh(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Done = FALSE;
  if (Srb->Lun != 0)
    goto Unlock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending++;
  Done = TRUE;
Unlock:
  // CHECK-DAG: goto-ladder.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Lock);
  return Done;
}

// CHECK: {{^}}2 errors;
