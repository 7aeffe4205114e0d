// A constant that says who calls goes down three calls, in drivers as "Isr" or
// "AtDIRQL" (engine: contexts are keyed by relevant inputs). A function between
// may add to it, keep it in a record, or pass it on under another name.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-lock-unpaired,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define RUN_AT_DIRQL 0x8

typedef struct _ADAPTER {
  PVOID Buffer;
  STOR_DPC Dpc;
  ULONG Pending;
} ADAPTER;

typedef struct _WORK {
  ADAPTER *Adapter;
  ULONG Flags;
} WORK;

// Quiet: by a parameter.
static VOID Release(ADAPTER *Adapter, BOOLEAN AtDIRQL) {
  STOR_LOCK_HANDLE Lock = {0};
  if (!AtDIRQL) {
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    Adapter->Pending--;
    StorPortReleaseSpinLock(Adapter, &Lock);
    StorPortFreePool(Adapter, Adapter->Buffer);
    StorPortStallExecution(80);
  }
}
static VOID Complete(ADAPTER *Adapter, ULONG Count, BOOLEAN isr) {
  for (ULONG I = 0; I < Count; I++)
    Release(Adapter, isr);
}
static BOOLEAN Process(ADAPTER *Adapter, BOOLEAN isr) {
  if (Adapter->Pending == 0)
    return FALSE;
  Complete(Adapter, Adapter->Pending, isr);
  return TRUE;
}

// Quiet: by a bit in a record that is made at the top.
static VOID ReleaseWork(WORK *Work) {
  if (Work->Flags & RUN_AT_DIRQL)
    StorPortIssueDpc(Work->Adapter, &Work->Adapter->Dpc, NULL, NULL);
  else
    StorPortFreePool(Work->Adapter, Work->Adapter->Buffer);
}
static VOID CompleteWork(WORK *Work, ULONG More) {
  Work->Flags |= More;
  ReleaseWork(Work);
}
static VOID ProcessWork(ADAPTER *Adapter, ULONG Flags) {
  WORK Work = {0};
  Work.Adapter = Adapter;
  Work.Flags = Flags;
  CompleteWork(&Work, 1);
}

// Warn: one of the three forgets the flag.
static VOID ReleaseBad(ADAPTER *Adapter, BOOLEAN AtDIRQL) {
  if (!AtDIRQL)
    // CHECK-DAG: flag-down-three-calls.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Buffer);
}
static VOID CompleteBad(ADAPTER *Adapter, BOOLEAN isr) {
  UNREFERENCED_PARAMETER(isr);
  ReleaseBad(Adapter, FALSE);
}
static VOID ProcessBad(ADAPTER *Adapter, BOOLEAN isr) {
  CompleteBad(Adapter, isr);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Process(Adapter, TRUE))
    return FALSE;
  ProcessWork(Adapter, RUN_AT_DIRQL | 2);
  ProcessBad(Adapter, TRUE);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  Process(Adapter, FALSE);
  ProcessWork(Adapter, 0);
  ProcessBad(Adapter, FALSE);
}

// CHECK: {{^}}1 error;
