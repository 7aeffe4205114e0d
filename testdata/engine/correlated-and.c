// Two ways are one only if what they know of a value is all that it can be:
// even, or odd and large, leaves out what is odd and small (engine: states).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Depth;
} ADAPTER;

// Quiet.
HW_DPC_ROUTINE Paired;
VOID Paired(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if ((Adapter->Depth & 1) && Adapter->Depth <= 3)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if ((Adapter->Depth & 1) && Adapter->Depth <= 3)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn.
HW_DPC_ROUTINE Larger;
VOID Larger(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if ((Adapter->Depth & 1) && Adapter->Depth <= 3)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if ((Adapter->Depth & 1) && Adapter->Depth <= 5)
    // CHECK: correlated-and.c:[[#@LINE+1]]:{{[0-9]+}}: error: a spin lock is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
}
// CHECK: {{^}}1 error;
