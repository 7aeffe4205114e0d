// "Served |= f(q)" is a join of results, not forgetting (engine: values). What
// the sum of results says of a single one still holds.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _QUEUE {
  PULONG Doorbell;
  ULONG Head, Tail;
} QUEUE;

typedef struct _ADAPTER {
  QUEUE Queue[8];
  ULONG Queues, Completed;
} ADAPTER;

static BOOLEAN Serve(ADAPTER *Adapter, QUEUE *Queue) {
  if (Queue->Head == Queue->Tail)
    return FALSE;
  Queue->Head++;
  Adapter->Completed++;
  return TRUE;
}

// Quiet: one sum of results, tested twice.
HW_DPC_ROUTINE All;
VOID All(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Served = FALSE;
  for (ULONG I = 0; I < Adapter->Queues; I++)
    Served |= Serve(Adapter, &Adapter->Queue[I]);
  if (Served)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  StorPortWriteRegisterUlong(Adapter, Adapter->Queue[0].Doorbell, 1);
  if (Served)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: what the first call made true, the second cannot undo.
HW_DPC_ROUTINE Two;
VOID Two(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Served = Serve(Adapter, &Adapter->Queue[0]);
  if (Served)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  BOOLEAN First = Served;
  Served |= Serve(Adapter, &Adapter->Queue[1]);
  if (First && Served)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: TRUE as soon as the lock was taken.
HW_DPC_ROUTINE Always;
VOID Always(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  BOOLEAN Served = FALSE;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Served |= TRUE;
  Served |= Serve(Adapter, &Adapter->Queue[1]);
  if (!Served)
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the second call may turn FALSE into TRUE.
HW_DPC_ROUTINE Later;
VOID Later(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Served = Serve(Adapter, &Adapter->Queue[0]);
  if (Served)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Served |= Serve(Adapter, &Adapter->Queue[1]);
  if (Served)
    // CHECK-DAG: or-accumulated.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the sum may be FALSE.
HW_DPC_ROUTINE Never;
VOID Never(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  BOOLEAN Served = FALSE;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  for (ULONG I = 0; I < Adapter->Queues; I++)
    Served |= Serve(Adapter, &Adapter->Queue[I]);
  if (!Served)
    // CHECK-DAG: or-accumulated.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Never' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// CHECK: {{^}}2 errors;
