// Branches on one local agree with each other (engine: values and places). What
// was decided once stays decided, until the local is written again.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Pending, Done;
  BOOLEAN Shared;
} ADAPTER;

// Quiet: the local is a copy of something that changes; the copy does not.
HW_DPC_ROUTINE CopyOfRegister;
VOID CopyOfRegister(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Status = StorPortReadRegisterUlong(Adapter, Adapter->Status);
  if (Status != 0)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done += Adapter->Pending;
  if (Status != 0)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: a flag set where the lock is taken, by whichever way.
HW_DPC_ROUTINE HeldFlag;
VOID HeldFlag(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Held = FALSE;
  if (Adapter->Pending > 1) {
    if (Adapter->Shared) {
      StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
      Held = TRUE;
    }
    Adapter->Pending--;
  }
  Adapter->Done++;
  if (Held)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: the second test is weaker than, and implied by, the first one.
HW_DPC_ROUTINE Implied;
VOID Implied(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Pending = Adapter->Pending;
  if (Pending < 4)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Pending >= 2)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the register is read again, and has changed meanwhile.
HW_DPC_ROUTINE ReadTwice;
VOID ReadTwice(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    // CHECK-DAG: correlated-local.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'ReadTwice' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the second test is stronger than the first one.
HW_DPC_ROUTINE Stronger;
VOID Stronger(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Pending = Adapter->Pending;
  if (Pending >= 2)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Pending >= 4)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: correlated-local.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Stronger' returns here [miniport-lock-unpaired]
}

// Warn: the flag is set a line too early.
HW_DPC_ROUTINE TooEarly;
VOID TooEarly(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Held = FALSE;
  if (Adapter->Pending > 1) {
    Held = TRUE;
    if (Adapter->Shared)
      StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  }
  if (Held)
    // CHECK-DAG: correlated-local.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// CHECK: {{^}}3 errors;
