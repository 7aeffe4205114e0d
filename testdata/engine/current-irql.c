// KeGetCurrentIrql and StorPortGetCurrentIrql yield the level of the state as a
// value, so a test of it prunes (engine: the level is a value).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PVOID Buffer;
  STOR_DPC Dpc;
  ULONG Pending;
} ADAPTER;

// Quiet: freed here, or by the DPC, as the level allows.
static VOID Release(ADAPTER *Adapter) {
  if (KeGetCurrentIrql() <= DISPATCH_LEVEL)
    StorPortFreePool(Adapter, Adapter->Buffer);
  else
    StorPortIssueDpc(Adapter, &Adapter->Dpc, Adapter->Buffer, NULL);
}

// Quiet: by a local, by an early return, by a routine of the port driver.
static VOID ReleaseLater(ADAPTER *Adapter) {
  KIRQL Level = KeGetCurrentIrql();
  Adapter->Pending = 0;
  if (Level > DISPATCH_LEVEL) {
    StorPortIssueDpc(Adapter, &Adapter->Dpc, Adapter->Buffer, NULL);
    return;
  }
  StorPortFreePool(Adapter, Adapter->Buffer);
}

static BOOLEAN MayFree(ADAPTER *Adapter) {
  KIRQL Level = HIGH_LEVEL;
  if (StorPortGetCurrentIrql(Adapter, &Level) != STOR_STATUS_SUCCESS)
    return FALSE;
  return Level < DISPATCH_LEVEL + 1;
}

static VOID ReleaseIf(ADAPTER *Adapter) {
  if (MayFree(Adapter))
    StorPortFreePool(Adapter, Adapter->Buffer);
}

// Warn: the test is the wrong way round.
static VOID Inverted(ADAPTER *Adapter) {
  if (KeGetCurrentIrql() > DISPATCH_LEVEL)
    // CHECK-DAG: current-irql.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Buffer);
}

// Warn: the level was asked for before the lock raised it.
static VOID Stale(ADAPTER *Adapter) {
  STOR_LOCK_HANDLE Lock;
  KIRQL Level = KeGetCurrentIrql();
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Level <= DISPATCH_LEVEL)
    // CHECK-DAG: current-irql.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Buffer);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: an assertion of the level proves nothing.
static VOID Asserts(ADAPTER *Adapter) {
  ASSERT(KeGetCurrentIrql() <= DISPATCH_LEVEL);
  // CHECK-DAG: current-irql.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (Adapter->Pending == 0)
    return FALSE;
  Release(Adapter);
  ReleaseLater(Adapter);
  ReleaseIf(Adapter);
  Inverted(Adapter);
  Asserts(Adapter);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  Release(Adapter);
  ReleaseLater(Adapter);
  ReleaseIf(Adapter);
  Stale(Adapter);
}

// CHECK: {{^}}3 errors;
