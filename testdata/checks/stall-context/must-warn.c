// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define RETRIES 100

typedef struct _ADAPTER {
  PULONG Status;
  BOOLEAN Full;
} ADAPTER;

static BOOLEAN Busy(ADAPTER *Adapter) {
  return StorPortReadRegisterUlong(Adapter, Adapter->Status) & 1;
}

// In an interrupt routine: a warning above 50 us, an error from 1 ms on.
HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 60 us [miniport-stall-context]
  StorPortStallExecution(60);
  if (Adapter->Full)
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 1 ms [miniport-stall-context]
    StorPortStallExecution(1000);
  return TRUE;
}

// Times the loop around it.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID Second) {
  ULONG I;
  for (I = 0; I < RETRIES && Busy((ADAPTER *)Extension); I++)
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorDpcRoutine' busy for up to 50 ms (100 x 500 us) [miniport-stall-context]
    StorPortStallExecution(500);
}

// A wrapper: the time and the number of tries are its caller's.
static BOOLEAN Wait(ADAPTER *Adapter, ULONG Tries, ULONG Each) {
  while (Tries-- != 0) {
    if (!Busy(Adapter))
      return TRUE;
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorStartIo' busy for up to 2 ms{{.*}} [miniport-stall-context]
    StorPortStallExecution(Each);
  }
  return FALSE;
}

HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  return Wait((ADAPTER *)Extension, 20, 100);
}

// Under InterruptLock, what a timer could bear is an error.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  for (ULONG I = 0; I != 10; ++I)
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps 'HwStorTimer' with interrupts locked out busy for up to 5 s (10 x 500000 us) [miniport-stall-context]
    StorPortStallExecution(500 * 1000);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// ResetBus may take long, but not for ever.
HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  for (ULONG I = 0; I < 1000; I++)
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorResetBus' busy for up to 1 s (1000 x 1000 us) [miniport-stall-context]
    StorPortStallExecution(1000);
  return TRUE;
}

// A loop that only the hardware ends counts once, and is named.
HW_BUILDIO BuildIo;
BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  while (Busy((ADAPTER *)Extension))
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorBuildIo' busy for 1 ms a turn, in a loop without a known bound [miniport-stall-context]
    StorPortStallExecution(1000);
  return TRUE;
}

// CHECK: {{^}}2 errors, 5 warnings;
