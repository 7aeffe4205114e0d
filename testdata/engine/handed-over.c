// A function that keeps a lock on some of its returns hands it over if its
// caller gives it back just then (engine: locks, blame).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending, Mode;
} ADAPTER;

static VOID Begin(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock, BOOLEAN *Taken) {
  *Taken = FALSE;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Lock);
  if (Adapter->Pending == 0) {
    StorPortReleaseSpinLock(Adapter, Lock);
    return;
  }
  *Taken = TRUE;
}

// Quiet: by an out-parameter.
HW_DPC_ROUTINE Told;
VOID Told(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Taken;
  Begin(Extension, &Lock, &Taken);
  if (Taken)
    StorPortReleaseSpinLock(Extension, &Lock);
}

// Quiet: by the field that decided it; a goto ladder, and a loop around it.
static VOID Enter(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock) {
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Lock);
  if (Adapter->Mode == 0)
    StorPortReleaseSpinLock(Adapter, Lock);
}
HW_DPC_ROUTINE ByField;
VOID ByField(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  for (ULONG I = 0; I < 4; I++) {
    STOR_LOCK_HANDLE Lock = {0};
    Enter(Adapter, &Lock);
    if (Adapter->Mode == 0)
      goto next;
    StorPortReleaseSpinLock(Adapter, &Lock);
  next:;
  }
}

// Warn: nobody asks.
static VOID Keep(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock) {
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Lock);
  if (Adapter->Mode == 0)
    StorPortReleaseSpinLock(Adapter, Lock);
  // CHECK: handed-over.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Keep' returns here [miniport-lock-unpaired]
}
HW_DPC_ROUTINE Lost;
VOID Lost(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  STOR_LOCK_HANDLE Lock = {0};
  Keep(Extension, &Lock);
}
// CHECK: {{^}}1 error;
