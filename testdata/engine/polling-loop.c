// A volatile place, a register, an interlocked result is fresh at each read
// (engine: symbols). Otherwise a polling loop, once entered, could never be left
// and whatever comes after it would seem to be unreachable.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  volatile ULONG Command;
  LONG Outstanding;
  ULONG Pending;
} ADAPTER;

// Warn: reached only once the device has answered.
HW_DPC_ROUTINE Register;
VOID Register(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  while (StorPortReadRegisterUlong(Adapter, Adapter->Status) & 1)
    StorPortStallExecution(1);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  // CHECK-DAG: polling-loop.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Register' returns here [miniport-lock-unpaired]
}

// Warn: a volatile field that somebody else clears.
HW_DPC_ROUTINE Field;
VOID Field(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  do {
  } while (Adapter->Command != 0);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  // CHECK-DAG: polling-loop.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Field' returns here [miniport-lock-unpaired]
}

// Warn: two reads of a volatile field disagree.
HW_DPC_ROUTINE TwoReads;
VOID TwoReads(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Command != 0)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Command != 0)
    // CHECK-DAG: polling-loop.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: polling-loop.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'TwoReads' returns here [miniport-lock-unpaired]
}

// Warn: each decrement is a result of its own.
HW_DPC_ROUTINE Interlocked;
VOID Interlocked(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (InterlockedDecrement(&Adapter->Outstanding) != 0)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (InterlockedDecrement(&Adapter->Outstanding) != 0)
    // CHECK-DAG: polling-loop.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Interlocked' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: what was read once is one value, in a loop as well.
HW_DPC_ROUTINE Snapshot;
VOID Snapshot(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Status;
  LONG Left = InterlockedDecrement(&Adapter->Outstanding);
  while ((Status = StorPortReadRegisterUlong(Adapter, Adapter->Status)) != 0) {
    if (Status & 2)
      StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    Adapter->Pending++;
    if (Status & 2)
      StorPortReleaseSpinLock(Adapter, &Lock);
  }
  if (Left == 0)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending++;
  if (Left == 0)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// CHECK: {{^}}5 errors;
