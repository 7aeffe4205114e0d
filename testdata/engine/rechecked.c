// A field that is tested again behind a lock, and written under that lock by
// others, may have changed while the lock was waited for (engine: calls and
// memory).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  STOR_DPC Dpc;
  ULONG Resetting, Paused, Stopped, Queued, Mode;
} ADAPTER;

HW_DPC_ROUTINE Reset;
VOID Reset(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0}, Inner = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Resetting++;
  Adapter->Mode++;
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
