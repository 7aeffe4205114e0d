// Time under a lock is the longest stretch while that lock is held (engine: time):
// what comes before and after has the budget of the call-back.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Pending;
  BOOLEAN Messages;
} ADAPTER;

static BOOLEAN Busy(ADAPTER *Adapter) {
  return (StorPortReadRegisterUlong(Adapter, Adapter->Status) & 1) != 0;
}

// Quiet: 90 us before, 40 under the lock, 90 after.
HW_DPC_ROUTINE Around;
VOID Around(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  if (Busy(Adapter))
    StorPortStallExecution(90);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  StorPortStallExecution(40);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: the lock is given back before it waits, in a loop.
HW_DPC_ROUTINE Between;
VOID Between(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  for (ULONG I = 0; I < 9 && Busy(Adapter); I++) {
    StorPortReleaseSpinLock(Adapter, &Lock);
    StorPortStallExecution(10);
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  }
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: 90 us under InterruptLock; and under a message lock, in a helper.
static VOID Settle(ADAPTER *Adapter) {
  if (Busy(Adapter))
    // CHECK-DAG: stall-under-lock.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorDpcRoutine' with interrupts locked out busy for up to 90 us [miniport-stall-context]
    StorPortStallExecution(90);
}
HW_DPC_ROUTINE Under;
VOID Under(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  Settle(Adapter);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Settle(Adapter);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  for (ULONG I = 0; I < 10; I++)
    // CHECK-DAG: stall-under-lock.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps 'HwStorTimer' with interrupts locked out busy for up to 1 ms{{.*}} [miniport-stall-context]
    StorPortStallExecution(100);
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

// Warn: the lock is given back only on one of the two ways to the stall.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  BOOLEAN Held = TRUE;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Messages) {
    StorPortReleaseSpinLock(Adapter, &Lock);
    Held = FALSE;
  }
  // CHECK-DAG: stall-under-lock.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorStartIo' with interrupts locked out busy for up to 80 us [miniport-stall-context]
  StorPortStallExecution(80);
  if (Held)
    StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

// CHECK: {{^}}1 error, 2 warnings;
