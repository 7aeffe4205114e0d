// Weak evidence takes a grade off: a branch that is taken only after a port routine
// failed. One stall, one finding, in its worst context. The limits are options.
// RUN: %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: --implicit-check-not=note:{{.*}}miniport %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-stall-context --config-option=miniport-stall-context.DispatchWarnMicroseconds=20000 --config-option=miniport-stall-context.DispatchNoteMicroseconds=20000 --config-option=miniport-stall-context.InterruptWarnMicroseconds=100 %s -o %t.option -- %winflags
// RUN: FileCheck --check-prefix=OPTION --input-file=%t.option %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Timer;
} ADAPTER;

HW_TIMER_EX Later;
VOID Later(PVOID Extension, PVOID Context) {}

// A note: 10 ms in a DPC would be a warning, but only if there is no timer.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  if (StorPortRequestTimer(Adapter, Adapter->Timer, Later, NULL, 10000, 0) !=
      STOR_STATUS_SUCCESS)
    // CHECK-DAG: evidence.c:[[#@LINE+1]]:{{[0-9]+}}: note: 'StorPortStallExecution' keeps 'HwStorDpcRoutine' busy for up to 10 ms [miniport-stall-context]
    StorPortStallExecution(10000);
}

// A warning: that a routine gives the length of something is no failure.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ULONG Id;
  if (StorPortGetBusData(Extension, 4, 0, 0, &Id, sizeof(Id)) != 0)
    // CHECK-DAG: evidence.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorTimer' busy for up to 2 ms [miniport-stall-context]
    StorPortStallExecution(2000);
}

// A warning: no failure, or after it as before it.
static VOID After(ADAPTER *Adapter) {
  ULONG Status =
      StorPortRequestTimer(Adapter, Adapter->Timer, Later, NULL, 10000, 0);
  if (Status != STOR_STATUS_SUCCESS)
    StorPortDebugPrint(1, "no timer");
  // CHECK-DAG: evidence.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorDpcRoutine' busy for up to 3 ms [miniport-stall-context]
  StorPortStallExecution(3000);
}
HW_DPC_ROUTINE Both;
VOID Both(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  After((ADAPTER *)Extension);
}

// A warning, once: the interrupt routine is worse than the DPC.
static VOID Settle(VOID) {
  // CHECK-DAG: evidence.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 90 us [miniport-stall-context]
  StorPortStallExecution(90);
}
HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Settle();
  return TRUE;
}
HW_BUILDIO BuildIo;
BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  Settle();
  return TRUE;
}

// OPTION: no findings

// CHECK: {{^}}3 warnings, 1 note;
