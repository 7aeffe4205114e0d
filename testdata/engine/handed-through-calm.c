// A function that gives back its own lock may still hand ours on to one that
// cannot be followed; from then on nothing is known of ours. Stores under our
// lock in such a function count for a field that is tested again behind it.
// RUN: %exits 1 %miniport_tidy --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  KSPIN_LOCK Own, Other;
  ULONG Pending, Resetting;
} ADAPTER;

VOID Finish(PKSPIN_LOCK Lock, KIRQL Irql); // in another library: it may release

// Calm, for all that is seen, and not quiet: it waits.
static VOID Count(ADAPTER *Adapter, PKSPIN_LOCK Lock, KIRQL Irql) {
  KIRQL Old;
  KeAcquireSpinLock(&Adapter->Other, &Old);
  Adapter->Pending--;
  StorPortStallExecution(1);
  KeReleaseSpinLock(&Adapter->Other, Old);
  Finish(Lock, Irql);
}

HW_TIMER HandedOn;
VOID HandedOn(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  KIRQL Irql;
  KeAcquireSpinLock(&Adapter->Own, &Irql);
  Count(Adapter, &Adapter->Own, Irql);
}

// The same without handing it on.
static VOID Wait(ADAPTER *Adapter) {
  KIRQL Old;
  KeAcquireSpinLock(&Adapter->Other, &Old);
  Adapter->Pending++;
  StorPortStallExecution(1);
  KeReleaseSpinLock(&Adapter->Other, Old);
}

HW_TIMER Kept;
VOID Kept(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  KIRQL Irql;
  KeAcquireSpinLock(&Adapter->Own, &Irql);
  Wait(Adapter);
  if (Adapter->Pending == 3)
    return;
  // CHECK: :[[#@LINE-1]]:5: error: 'spin lock' is still held
  KeReleaseSpinLock(&Adapter->Own, Irql);
}

// Writes under the caller's InterruptLock, in a run for all levels.
static VOID Mark(ADAPTER *Adapter) {
  KIRQL Old;
  Adapter->Resetting++;
  KeAcquireSpinLock(&Adapter->Other, &Old);
  StorPortStallExecution(1);
  KeReleaseSpinLock(&Adapter->Other, Old);
}

HW_DPC_ROUTINE Reset;
VOID Reset(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Mark(Adapter);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

HW_DPC_ROUTINE TestedAgain;
VOID TestedAgain(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Resetting)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Resetting)
    return;
  // CHECK: :[[#@LINE-1]]:5: error: 'InterruptLock' is still held
  StorPortReleaseSpinLock(Adapter, &Lock);
}
