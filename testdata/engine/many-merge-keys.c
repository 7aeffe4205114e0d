// More than 16 sets of held locks at one place: those on which the sets differ
// become maybe held (engine: merge keys). A lock that is maybe held is neither
// leaked nor released without need; the others are as sure as ever.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _QUEUE {
  KSPIN_LOCK Spin;
  ULONG Head;
} QUEUE;

typedef struct _ADAPTER {
  QUEUE Q0, Q1, Q2, Q3, Q4;
  ULONG Mask, Done;
} ADAPTER;

static VOID LockSome(ADAPTER *Adapter, ULONG Mask) {
  if (Mask & 1)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Q0.Spin);
  if (Mask & 2)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Q1.Spin);
  if (Mask & 4)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Q2.Spin);
  if (Mask & 8)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Q3.Spin);
  if (Mask & 16)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Q4.Spin);
}

static VOID UnlockSome(ADAPTER *Adapter, ULONG Mask) {
  if (Mask & 16)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Q4.Spin);
  if (Mask & 8)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Q3.Spin);
  if (Mask & 4)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Q2.Spin);
  if (Mask & 2)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Q1.Spin);
  if (Mask & 1)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Q0.Spin);
}

// Quiet: five locks, each or not, 32 sets.
HW_DPC_ROUTINE Some;
VOID Some(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  ULONG Mask = Adapter->Mask;
  LockSome(Adapter, Mask);
  Adapter->Done++;
  UnlockSome(Adapter, Mask);
}

// Warn: InterruptLock is held in every one of the sets, and stays so.
HW_DPC_ROUTINE Sure;
VOID Sure(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  ULONG Mask = Adapter->Mask;
  LockSome(Adapter, Mask);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Adapter->Done == 0) {
    UnlockSome(Adapter, Mask);
    // CHECK-DAG: many-merge-keys.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Sure' returns here [miniport-lock-unpaired]
    return;
  }
  StorPortReleaseSpinLock(Adapter, &Lock);
  UnlockSome(Adapter, Mask);
}

// CHECK: {{^}}1 error;
