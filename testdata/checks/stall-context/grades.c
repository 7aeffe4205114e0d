// The limits of each context, one microsecond on either side of them.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: --implicit-check-not=note:{{.*}}miniport %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Kind;
} ADAPTER;

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  switch (StorPortReadRegisterUlong(Adapter, Adapter->Status)) {
  case 0:
    return FALSE;
  case 1:
    StorPortStallExecution(50);
    break;
  case 2:
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 51 us [miniport-stall-context]
    StorPortStallExecution(51);
    break;
  case 3:
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 999 us [miniport-stall-context]
    StorPortStallExecution(999);
    break;
  default:
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 1 ms [miniport-stall-context]
    StorPortStallExecution(1000);
    break;
  }
  return TRUE;
}

// A message routine is one as well; the kernel's routine waits just as long.
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
BOOLEAN Message(PVOID Extension, ULONG Id) {
  // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'KeStallExecutionProcessor' keeps 'HwMSInterruptRoutine' busy for up to 60 us [miniport-stall-context]
  KeStallExecutionProcessor(60);
  return TRUE;
}

// At DISPATCH_LEVEL: DPC, StartIo, BuildIo, timer.
static VOID AtDispatch(ADAPTER *Adapter) {
  switch (Adapter->Kind) {
  case 0:
    StorPortStallExecution(100);
    break;
  case 1:
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: note: 'StorPortStallExecution' keeps {{.*}} busy for up to 101 us [miniport-stall-context]
    StorPortStallExecution(101);
    break;
  case 2:
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: note: 'StorPortStallExecution' keeps {{.*}} busy for up to 999 us [miniport-stall-context]
    StorPortStallExecution(999);
    break;
  case 3:
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps {{.*}} busy for up to 1 ms [miniport-stall-context]
    StorPortStallExecution(1000);
    break;
  case 4:
    // A wait that gives up the processor only below DISPATCH_LEVEL.
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortDelayExecution' keeps {{.*}} busy for up to 2 ms [miniport-stall-context]
    StorPortDelayExecution(Adapter, 2000);
    break;
  default:
    // Far above 100 ms it is still stall-context that speaks, once.
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps {{.*}} busy for up to 200 ms [miniport-stall-context]
    StorPortStallExecution(200000);
    break;
  }
}
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  AtDispatch((ADAPTER *)Extension);
}
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  AtDispatch((ADAPTER *)Extension);
  return TRUE;
}

// ResetBus, AdapterControl, UnitControl.
HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  if (Path == 0)
    StorPortStallExecution(499999);
  else
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorResetBus' busy for up to 500 ms [miniport-stall-context]
    StorPortStallExecution(500000);
  return TRUE;
}

// Quiet: in no hurry, raised or not.
HW_FIND_ADAPTER FindAdapter;
ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
  StorPortStallExecution(900000);
  return SP_RETURN_FOUND;
}
HW_INITIALIZE Initialize;
BOOLEAN Initialize(PVOID Extension) {
  StorPortStallExecution(900000);
  return TRUE;
}
HW_WORKITEM Worker;
VOID Worker(PVOID Extension, PVOID Context, PVOID Handle) {
  StorPortDelayExecution(Extension, 900000);
}

// CHECK: {{^}}1 error, 7 warnings, 2 notes;
