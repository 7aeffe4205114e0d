// Time belongs to a case of a callee, in terms of what it is called with (engine:
// time): one helper, called with 10 and with 5000, is judged at each caller. Units
// are multiplied and divided on the way.
// RUN: %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Delay;
} ADAPTER;

// Warn: 5000 in one of its callers; 10 and 60 in the others are as nothing.
static VOID Pause(ULONG Microseconds) {
  // CHECK-DAG: stall-helper.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorStartIo' busy for up to 5 ms{{.*}} [miniport-stall-context]
  StorPortStallExecution(Microseconds);
}

// Quiet: the same with small numbers only.
static VOID PauseShort(ULONG Microseconds) {
  StorPortStallExecution(Microseconds);
}

// Warn: milliseconds, in pieces of one; 3 ms in the timer.
static VOID PauseMilliseconds(ULONG Milliseconds) {
  while (Milliseconds-- != 0)
    // CHECK-DAG: stall-helper.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorTimer' busy for up to 3 ms{{.*}} [miniport-stall-context]
    StorPortStallExecution(1000);
}

// Warn: a time that is cut into pieces by a division; 20 ms in all.
static VOID PauseInPieces(ULONG Microseconds) {
  for (ULONG I = 0; I < Microseconds / 1000; I++)
    // CHECK-DAG: stall-helper.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorDpcRoutine' busy for up to 20 ms{{.*}} [miniport-stall-context]
    StorPortStallExecution(1000);
}

// Quiet: the same with less than one piece, and with a tenth of the size.
static VOID PauseInTens(ULONG Microseconds) {
  for (ULONG I = 0; I < Microseconds / 10; I++)
    StorPortStallExecution(10);
}

// Warn: multiplied on the way.
static VOID PauseSeconds(ULONG Seconds) {
  // CHECK-DAG: stall-helper.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorResetBus' busy for up to 2 s{{.*}} [miniport-stall-context]
  StorPortStallExecution(Seconds * 1000 * 1000);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Pause(10);
  PauseShort(20);
  PauseInTens(20);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  Pause(60);
  PauseInPieces(20000);
  PauseInTens(100);
}

HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  Pause(5000);
  PauseShort(80);
  return TRUE;
}

HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  PauseMilliseconds(3);
  PauseInPieces(900);
}

HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  PauseSeconds(2);
  PauseMilliseconds(400);
  return TRUE;
}

// CHECK: {{^}}4 warnings;
