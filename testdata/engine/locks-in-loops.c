// A lock taken in an iteration and still held at the back edge leaks there. Early
// returns and breaks out of a loop leave with what is held; the first iteration is
// like the others (engine: locks).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Pending, Queues, Found;
  BOOLEAN Busy[8];
} ADAPTER;

// Quiet: taken and given back in each iteration; break, continue, return.
HW_DPC_ROUTINE Each;
VOID Each(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  for (ULONG I = 0; I < Adapter->Queues && I < 8; I++) {
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    if (!Adapter->Busy[I]) {
      StorPortReleaseSpinLock(Adapter, &Lock);
      continue;
    }
    if (Adapter->Pending == 0) {
      StorPortReleaseSpinLock(Adapter, &Lock);
      return;
    }
    Adapter->Pending--;
    StorPortReleaseSpinLock(Adapter, &Lock);
  }
}

// Quiet: released around the wait, held again at the loop's test.
HW_DPC_ROUTINE Around;
VOID Around(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  while (Adapter->Pending != 0) {
    Adapter->Pending--;
    StorPortReleaseSpinLock(Adapter, &Lock);
    StorPortWriteRegisterUlong(Adapter, Adapter->Status, 1);
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  }
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: taken by the first iteration that needs it, given back after the loop.
HW_DPC_ROUTINE First;
VOID First(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Held = FALSE;
  for (ULONG I = 0; I < 8; I++) {
    if (!Adapter->Busy[I])
      continue;
    if (!Held) {
      StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
      Held = TRUE;
    }
    Adapter->Found++;
  }
  if (Held)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: leaves the loop with the lock.
HW_DPC_ROUTINE Break;
VOID Break(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  for (ULONG I = 0; I < 8; I++) {
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    if (Adapter->Busy[I])
      break;
    StorPortReleaseSpinLock(Adapter, &Lock);
  }
  Adapter->Found++;
  // CHECK-DAG: locks-in-loops.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Break' returns here [miniport-lock-unpaired]
}

// Warn: returns early out of an inner loop.
HW_DPC_ROUTINE Return;
VOID Return(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  for (ULONG I = 0; I < Adapter->Queues; I++)
    for (ULONG J = 0; J < 8; J++)
      if (Adapter->Busy[J])
        // CHECK-DAG: locks-in-loops.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Return' returns here [miniport-lock-unpaired]
        return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the second iteration takes it again.
HW_DPC_ROUTINE Again;
VOID Again(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG I = 0;
  do {
    // CHECK-DAG: locks-in-loops.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is acquired here again, but the acquisition of the previous iteration was never released [miniport-lock-unpaired]
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    Adapter->Found++;
  } while (++I < Adapter->Queues);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the second iteration gives back what it no longer has.
HW_DPC_ROUTINE Once;
VOID Once(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  do {
    // CHECK-DAG: locks-in-loops.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
  } while (StorPortReadRegisterUlong(Adapter, Adapter->Status) & 1);
}

// CHECK: {{^}}4 errors;
