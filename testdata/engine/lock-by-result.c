// A function takes a lock that its caller gives back, on success only; the result
// says which (engine: cases with different results stay apart). BOOLEAN, status
// and pointer results; a result kept in a local or a field on the way.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _REQUEST {
  struct _REQUEST *Next;
} REQUEST;

typedef struct _ADAPTER {
  REQUEST *First;
  ULONG Pending, LastStatus;
  BOOLEAN Stopped;
} ADAPTER;

static BOOLEAN TryBegin(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock) {
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Lock);
  if (Adapter->Pending == 0) {
    StorPortReleaseSpinLock(Adapter, Lock);
    return FALSE;
  }
  return TRUE;
}

static ULONG Begin(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock) {
  ULONG Status = STOR_STATUS_SUCCESS;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Lock);
  if (Adapter->Stopped)
    Status = STOR_STATUS_BUSY;
  else if (Adapter->Pending == 0)
    Status = STOR_STATUS_UNSUCCESSFUL;
  if (Status != STOR_STATUS_SUCCESS)
    StorPortReleaseSpinLock(Adapter, Lock);
  return Status;
}

static REQUEST *Next(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock) {
  REQUEST *Request;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Lock);
  Request = Adapter->First;
  if (Request == NULL)
    StorPortReleaseSpinLock(Adapter, Lock);
  return Request;
}

// Quiet: all three, tested as it is usual.
HW_DPC_ROUTINE Right;
VOID Right(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  REQUEST *Request;
  if (TryBegin(Adapter, &Lock)) {
    Adapter->Pending--;
    StorPortReleaseSpinLock(Adapter, &Lock);
  }
  if (Begin(Adapter, &Lock) == STOR_STATUS_SUCCESS) {
    Adapter->Pending--;
    StorPortReleaseSpinLock(Adapter, &Lock);
  }
  Request = Next(Adapter, &Lock);
  if (!Request)
    return;
  Adapter->First = Request->Next;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: the result waits in a local or in a field until it is tested.
HW_DPC_ROUTINE Kept;
VOID Kept(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  BOOLEAN Mine = TryBegin(Adapter, &Lock);
  Adapter->Pending += 2;
  if (Mine)
    StorPortReleaseSpinLock(Adapter, &Lock);
  Adapter->LastStatus = Begin(Adapter, &Lock);
  Adapter->Pending++;
  if (Adapter->LastStatus)
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: tested the wrong way round.
HW_DPC_ROUTINE Inverted;
VOID Inverted(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  if (Begin(Adapter, &Lock))
    // CHECK-DAG: lock-by-result.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: lock-by-result.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Inverted' returns here [miniport-lock-unpaired]
}

// Warn: BUSY is not the only failure.
HW_DPC_ROUTINE OnlyBusy;
VOID OnlyBusy(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  if (Begin(Adapter, &Lock) != STOR_STATUS_BUSY)
    // CHECK-DAG: lock-by-result.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: not tested at all.
HW_DPC_ROUTINE Untested;
VOID Untested(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  REQUEST *Request = Next(Adapter, &Lock);
  Adapter->Pending = Request != NULL;
  // CHECK-DAG: lock-by-result.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// CHECK: {{^}}4 errors;
