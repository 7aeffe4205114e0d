// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending, Queues;
  BOOLEAN Messages;
} ADAPTER;

// An early return.
HW_TIMER Timer;
VOID Timer(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Pending == 0)
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Timer' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// A label too low in the ladder, in a callee.
static BOOLEAN Submit(ADAPTER *Adapter) {
  BOOLEAN Done = FALSE;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Queues == 0)
    goto Out;
  Adapter->Pending++;
  Done = TRUE;
  StorPortReleaseSpinLock(Adapter, &Lock);
Out:
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Submit' returns here [miniport-lock-unpaired]
  return Done;
}

HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  return Submit((ADAPTER *)Extension);
}

// Taken by one of two, given back by both.
HW_BUILDIO BuildIo;
BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Messages)
    StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Lock);
  Adapter->Pending++;
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

// An iteration that goes on without giving back what it took.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID Second) {
  ADAPTER *Adapter = Extension;
  for (ULONG I = 0; I < 4; I++) {
    STOR_LOCK_HANDLE Lock;
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StartIoLock' is acquired here again, but the acquisition of the previous iteration was never released [miniport-lock-unpaired]
    StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Lock);
    if (Adapter->Pending == I)
      continue;
    StorPortReleaseSpinLock(Adapter, &Lock);
  }
}

// CHECK: {{^}}4 errors;
