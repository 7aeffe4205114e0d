// What a helper may have left in a handle is no more certain in the second
// turn of a loop than in the first (engine: replay, lock tokens).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending;
} ADAPTER;

static VOID Unlock(ADAPTER *Adapter, ULONG Give, PSTOR_LOCK_HANDLE Lock) {
  if (Give)
    // CHECK: doubt-in-loop.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}}not held
    StorPortReleaseSpinLock(Adapter, Lock);
}

HW_DPC_ROUTINE Completion;
VOID Completion(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Outer, Inner;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Outer);
  for (ULONG I = 0; I < 2; I++)
    Unlock(Adapter, (Adapter->Pending & 2) != 0, &Inner);
  // Quiet: the inner handle says nothing of the outer one.
  StorPortReleaseSpinLock(Adapter, &Outer);
}

// A handle that is cleared while it is in use: tokens lie in handles.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending = 1;
  StorPortReleaseSpinLock(Adapter, &Lock);
  Lock = (STOR_LOCK_HANDLE){0};
  return TRUE;
}
