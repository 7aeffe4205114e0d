// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending, Used, Size;
} ADAPTER;

// An early return.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID Second) {
  ADAPTER *Adapter = Extension;
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  if (Adapter->Pending == 0)
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is still held when 'Dpc' returns here [miniport-msi-lock-unpaired]
    return;
  Adapter->Pending = 0;
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

// A callee gives the lock back on one of its paths only.
static BOOLEAN Put(ADAPTER *Adapter) {
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Adapter, 2, &Irql);
  if (Adapter->Used == Adapter->Size)
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is still held when 'Put' returns here [miniport-msi-lock-unpaired]
    return FALSE;
  Adapter->Used++;
  StorPortReleaseMSISpinLock(Adapter, 2, Irql);
  return TRUE;
}

HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  return Put((ADAPTER *)Extension);
}

// Given back twice.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Adapter, 3, &Irql);
  Adapter->Pending++;
  StorPortReleaseMSISpinLock(Adapter, 3, Irql);
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is released here, but is not held [miniport-msi-lock-unpaired]
  StorPortReleaseMSISpinLock(Adapter, 3, Irql);
}

// CHECK: {{^}}3 errors;
