// A field that is tested again behind a lock, and written under that lock by
// others, may have changed while the lock was waited for (engine: calls and
// memory).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _QUEUE {
  ULONG Active;
} QUEUE;
typedef struct _ADAPTER {
  STOR_DPC Dpc;
  ULONG Resetting, Paused, Stopped, Queued, Mode, Granted;
  QUEUE Admin, Io[4];
} ADAPTER;

HW_INITIALIZE Initialize;
BOOLEAN Initialize(PVOID Extension) {
  ((ADAPTER *)Extension)->Granted++; // under the InterruptLock, alone
  return TRUE;
}

HW_DPC_ROUTINE Reset;
VOID Reset(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0}, Inner = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Resetting++;
  Adapter->Mode++;
  for (ULONG I = 0; I < 4; I++)
    Adapter->Io[I].Active = 0;
  StorPortReleaseSpinLock(Adapter, &Lock);
  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Lock);
  Adapter->Stopped++;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Inner);
  Adapter->Queued++;
  StorPortReleaseSpinLock(Adapter, &Inner);
  StorPortReleaseSpinLock(Adapter, &Lock);
  Adapter->Paused++;
}

// Warn: the early exit is there for the reset.
HW_DPC_ROUTINE Early;
VOID Early(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Resetting)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Resetting)
    // CHECK: rechecked.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Early' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: where nobody tests twice in vain, a field is what it was.
HW_DPC_ROUTINE Correlated;
VOID Correlated(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Mode)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Mode)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: the same through wrappers, and a ladder.
static VOID Enter(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock) {
  if (Adapter->Mode)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Lock);
}
static VOID Leave(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock) {
  if (Adapter->Mode)
    StorPortReleaseSpinLock(Adapter, Lock);
}
HW_DPC_ROUTINE Wrapped;
VOID Wrapped(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  Enter(Adapter, &Lock);
  if (A == NULL)
    goto out;
  Adapter->Io[0].Active = 0;
out:
  Leave(Adapter, &Lock);
}

// Quiet: what others write is another queue, or was written before all ran.
HW_DPC_ROUTINE Elsewhere;
VOID Elsewhere(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Admin.Active || Adapter->Granted)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Admin.Active)
    return;
  if (Adapter->Granted)
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: tested again where this run itself has just set it.
HW_DPC_ROUTINE JustSet;
VOID JustSet(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Mode = 1;
  if (!Adapter->Mode)
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: it is written under no lock, or under another one.
HW_DPC_ROUTINE Others;
VOID Others(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Paused || Adapter->Stopped)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Paused)
    return;
  if (Adapter->Stopped)
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: the port driver holds the StartIoLock here, and so does who writes.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Queued)
    return TRUE;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Queued)
    return TRUE;
  StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}
// CHECK: {{^}}1 error;
