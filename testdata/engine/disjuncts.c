// States that agree on the held locks are kept apart for four combinations of
// facts, and joined beyond (engine: disjuncts, blurred states). Flags that differ
// only in what no later branch asks do not count.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

#define ALL_MESSAGES 0xffffffff

typedef struct _ADAPTER {
  KSPIN_LOCK Spin[8];
  ULONG Mode, Id, Done;
  BOOLEAN A, B, C, D, E, F;
} ADAPTER;

// Quiet: "either or" in both wrappers of a lock.
static VOID Lock(ADAPTER *Adapter, ULONG Id, PSTOR_LOCK_HANDLE Handle) {
  if (Adapter->Mode == 0 || Id == ALL_MESSAGES)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
  else if (Adapter->Mode == 1 && Id > 3)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Spin[0]);
}
static VOID Unlock(ADAPTER *Adapter, ULONG Id, PSTOR_LOCK_HANDLE Handle) {
  if (Adapter->Mode == 0 || Id == ALL_MESSAGES)
    StorPortReleaseSpinLock(Adapter, Handle);
  else if (Adapter->Mode == 1 && Id > 3)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Spin[0]);
}

HW_TIMER EitherOr;
VOID EitherOr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, Adapter->Id, &Handle);
  Adapter->Done++;
  Unlock(Adapter, Adapter->Id, &Handle);
}

// Quiet: six locks under six flags, 64 combinations, in the order of acquisition.
HW_DPC_ROUTINE Six;
VOID Six(PSTOR_DPC Self, PVOID Extension, PVOID X, PVOID Y) {
  ADAPTER *Adapter = Extension;
  if (Adapter->A)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Spin[0]);
  if (Adapter->B)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Spin[1]);
  if (Adapter->C)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Spin[2]);
  if (Adapter->D)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Spin[3]);
  if (Adapter->E)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Spin[4]);
  if (Adapter->F)
    KeAcquireSpinLockAtDpcLevel(&Adapter->Spin[5]);
  Adapter->Done++;
  if (Adapter->F)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Spin[5]);
  if (Adapter->E)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Spin[4]);
  if (Adapter->D)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Spin[3]);
  if (Adapter->C)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Spin[2]);
  if (Adapter->B)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Spin[1]);
  if (Adapter->A)
    KeReleaseSpinLockFromDpcLevel(&Adapter->Spin[0]);
}

// Quiet: what the two flags decide is remembered by the number of ways in which
// it came about, six, and asked once.
HW_DPC_ROUTINE Ways;
VOID Ways(PSTOR_DPC Self, PVOID Extension, PVOID X, PVOID Y) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  ULONG Reason = 0;
  if (Adapter->A)
    Reason = 1;
  else if (Adapter->B)
    Reason = 2;
  else if (Adapter->C)
    Reason = 3;
  else if (Adapter->D)
    Reason = 4;
  else if (Adapter->E)
    Reason = 5;
  if (Reason != 0)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  Adapter->Done++;
  if (Reason != 0)
    StorPortReleaseSpinLock(Adapter, &Handle);
}

// Warn: the second "either or" is an "and".
HW_DPC_ROUTINE And;
VOID And(PSTOR_DPC Self, PVOID Extension, PVOID X, PVOID Y) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  if (Adapter->Mode == 0 || Adapter->Id == ALL_MESSAGES)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  Adapter->Done++;
  if (Adapter->Mode == 0 && Adapter->Id == ALL_MESSAGES)
    StorPortReleaseSpinLock(Adapter, &Handle);
  // CHECK-DAG: disjuncts.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'And' returns here [miniport-lock-unpaired]
}

// CHECK: {{^}}1 error;
