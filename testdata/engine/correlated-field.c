// A field of the device extension keeps its fact from one test to the next,
// across everything that cannot write it (engine: what a call does to memory).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  LIST_ENTRY Waiting;
  ULONG Pending, Done, Limit;
  BOOLEAN MsixEnabled, Draining;
} ADAPTER;

// Quiet: other fields are written, a routine is called, a list is changed.
HW_DPC_ROUTINE Drain;
VOID Drain(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  LIST_ENTRY Entry;
  ULONG Irql = 0;
  if (!Adapter->MsixEnabled)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Draining = TRUE;
  Adapter->Pending--;
  InsertTailList(&Adapter->Waiting, &Entry);
  StorPortDebugPrint(1, "drained %u\n", Adapter->Done);
  if (!IsListEmpty(&Adapter->Waiting))
    RemoveHeadList(&Adapter->Waiting);
  Adapter->Draining = FALSE;
  if (!Adapter->MsixEnabled)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: two fields are compared with each other.
HW_TIMER Compare;
VOID Compare(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Pending < Adapter->Limit)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Adapter->Limit > Adapter->Pending)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the field is written between the tests.
HW_DPC_ROUTINE Write;
VOID Write(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Pending != 0)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending = Adapter->Limit;
  if (Adapter->Pending != 0)
    // CHECK-DAG: correlated-field.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: correlated-field.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Write' returns here [miniport-lock-unpaired]
}

// Warn: counted down between them.
HW_DPC_ROUTINE Count;
VOID Count(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Pending == 0)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending--;
  if (Adapter->Pending == 0)
    // CHECK-DAG: correlated-field.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Count' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: another flag than at the acquire.
HW_DPC_ROUTINE Other;
VOID Other(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->MsixEnabled)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Adapter->MsixEnabled && !Adapter->Draining)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: correlated-field.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Other' returns here [miniport-lock-unpaired]
}

// CHECK: {{^}}4 errors;
