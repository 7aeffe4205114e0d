// A function that gives back what it takes is explained by the run that showed
// it, and then for each level at which it is called.
// RUN: %miniport_tidy --explain-function=Update %s -- %winflags | FileCheck %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Count, Mode;
} ADAPTER;

static VOID Update(ADAPTER *Adapter, BOOLEAN AtDirql) {
  STOR_LOCK_HANDLE Lock = {0};
  if (!AtDirql)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Count++;
  if (!AtDirql)
    StorPortReleaseSpinLock(Adapter, &Lock);
}
// CHECK: 'Update' at
// CHECK: leaves locks and IRQL as they were, whoever calls it; seen in a run with nothing known at its entry
// CHECK: outcome
// CHECK: returns with IRQL unknown
// CHECK: takes 'InterruptLock', at IRQL unknown
// CHECK: context 1: IRQL DISPATCH_LEVEL
// CHECK: only looked through: locks and IRQL stay as they are
// CHECK: takes 'InterruptLock', at IRQL DISPATCH_LEVEL

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  Update(Extension, FALSE);
}
