// ASSERT and NT_ASSERT assume nothing: a free build runs on. __assume and its
// relatives do assume, and _Analysis_assume_lock_* makes a lock maybe held
// (engine: assumptions).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- -DDBG=0 %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- -DDBG=1 %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending, Done;
  KSPIN_LOCK Spin;
} ADAPTER;

// Warn: an assertion is a hope.
HW_DPC_ROUTINE Asserted;
VOID Asserted(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Pending = Adapter->Pending;
  ASSERT(Pending != 0);
  NT_ASSERT(Pending != 0);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Pending != 0)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: assumptions.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Asserted' returns here [miniport-lock-unpaired]
}

// Quiet: a promise to the compiler is one to us.
HW_DPC_ROUTINE Promised;
VOID Promised(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Pending = Adapter->Pending;
  __assume(Pending != 0);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Pending != 0)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: so is one to the analyser.
HW_DPC_ROUTINE ForAnalysis;
VOID ForAnalysis(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Pending = Adapter->Pending, Done = Adapter->Done;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  _Analysis_assume_(Pending > 1);
  NT_ANALYSIS_ASSUME(Done == 0);
  if (Pending != 0 && Done < 4)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: a place that is said not to be reached.
HW_DPC_ROUTINE NotReached;
VOID NotReached(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  switch (Adapter->Pending & 1) {
  case 0:
  case 1:
    StorPortReleaseSpinLock(Adapter, &Lock);
    break;
  default:
    __assume(0);
  }
}

// Quiet: the lock that an annotation speaks of may be held from there on.
HW_DPC_ROUTINE SaidHeld;
VOID SaidHeld(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  _Analysis_assume_lock_held_(Adapter->Spin);
  Adapter->Done++;
  KeReleaseSpinLockFromDpcLevel(&Adapter->Spin);
}

HW_DPC_ROUTINE SaidReleased;
VOID SaidReleased(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  KeAcquireSpinLockAtDpcLevel(&Adapter->Spin);
  Adapter->Done++;
  _Analysis_assume_lock_released_(Adapter->Spin);
}

// Warn: nobody says so of this one.
HW_DPC_ROUTINE NotSaid;
VOID NotSaid(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  KeAcquireSpinLockAtDpcLevel(&Adapter->Spin);
  Adapter->Done++;
  // CHECK-DAG: assumptions.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is still held when 'NotSaid' returns here [miniport-lock-unpaired]
}

// CHECK: {{^}}2 errors;
