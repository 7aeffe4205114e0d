// Where paths meet with different values in a place, the place gets one symbol
// of the join (engine: phi symbols), so that later reads of it agree, although
// nothing is known of the value.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Kind, First, Second, Done, Chosen;
} ADAPTER;

// Quiet: two tests of the merged value, in a local.
HW_DPC_ROUTINE Local;
VOID Local(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Chosen;
  switch (Adapter->Kind) {
  case 0:
    Chosen = Adapter->First;
    break;
  case 1:
    Chosen = Adapter->Second;
    break;
  default:
    Chosen = StorPortReadRegisterUlong(Adapter, Adapter->Status);
    break;
  }
  if (Chosen > 3)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Chosen > 3)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: the same in a field.
HW_DPC_ROUTINE Field;
VOID Field(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  Adapter->Chosen = Adapter->Kind == 1 ? Adapter->First : Adapter->Second;
  if (Adapter->Chosen & 4)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Adapter->Chosen & 4)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: a value that each turn of a loop replaces, tested twice after it.
HW_DPC_ROUTINE Loop;
VOID Loop(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Last = 0;
  for (ULONG I = 0; I < Adapter->Kind; I++)
    Last = StorPortReadRegisterUlong(Adapter, &Adapter->Status[I]);
  if (Last == 1)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Last == 1)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the merged value is replaced on one of the ways between the tests.
HW_DPC_ROUTINE Replaced;
VOID Replaced(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Chosen = Adapter->Kind == 1 ? Adapter->First : Adapter->Second;
  if (Chosen > 3)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Done == 0)
    Chosen = Adapter->First;
  if (Chosen > 3)
    // CHECK-DAG: phi.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: phi.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Replaced' returns here [miniport-lock-unpaired]
}

// Warn: the value of the turn before is not the value of this turn.
HW_DPC_ROUTINE Turn;
VOID Turn(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  for (ULONG I = 0; I < 4; I++) {
    ULONG Now = StorPortReadRegisterUlong(Adapter, &Adapter->Status[I]);
    if (Now == Adapter->Chosen)
      StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    Adapter->Chosen = Now;
    if (Now == Adapter->Chosen)
      // CHECK-DAG: phi.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
      StorPortReleaseSpinLock(Adapter, &Lock);
  }
}

// CHECK: {{^}}3 errors;
