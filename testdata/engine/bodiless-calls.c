// Where all that is called is declared, a function without a body that is handed
// the extension may write it; where something is not, the tree has losses, and
// no path is shown that needs such a call to change what was tested before.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %miniport_tidy --checks=-*,miniport-lock-unpaired %s -- -DINCOMPLETE -Wno-implicit-function-declaration %winflags | FileCheck --check-prefix=INCOMPLETE %s
// INCOMPLETE: no findings
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending;
} ADAPTER;

VOID VendorProbe(ADAPTER *Adapter);

HW_DPC_ROUTINE Probed;
VOID Probed(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  if (Adapter->Pending == 0)
    return;
#ifdef INCOMPLETE
  VendorCount(1);
#endif
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  VendorProbe(Adapter);
  if (Adapter->Pending == 0)
    // CHECK-DAG: bodiless-calls.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Probed' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Handle);
}
