// A loop costs what one turn costs times its bound; nested loops multiply, also
// over calls; counting down, up, in steps; a second exit does not make it longer.
// A loop without a bound is named as such (engine: time).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Ports, Ready, Retries;
  LONG Left;
} ADAPTER;

static BOOLEAN Busy(ADAPTER *Adapter) {
  return (StorPortReadRegisterUlong(Adapter, Adapter->Status) & 1) != 0;
}

// Warn: 4 x 5 x 100 us.
HW_DPC_ROUTINE Nested;
VOID Nested(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  for (ULONG I = 0; I < 4; I++)
    for (ULONG J = 5; J != 0; --J)
      if (Busy(Adapter))
        // CHECK-DAG: stall-loops.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorDpcRoutine' busy for up to 2 ms{{.*}} [miniport-stall-context]
        StorPortStallExecution(100);
}

// Warn: the outer loop is the caller's; 10 x 30 x 10 us.
static VOID Settle(ADAPTER *Adapter) {
  ULONG Tries = 0;
  while (Busy(Adapter)) {
    if (++Tries > 30)
      return;
    // CHECK-DAG: stall-loops.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorDpcRoutine' busy for up to 3 ms{{.*}} [miniport-stall-context]
    StorPortStallExecution(10);
  }
}
HW_DPC_ROUTINE OverCalls;
VOID OverCalls(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  for (LONG Port = 9; Port >= 0; Port--)
    Settle((ADAPTER *)Extension);
}

// Quiet: steps of 100 up to 500: five times 10 us, and out at the first answer.
HW_DPC_ROUTINE Steps;
VOID Steps(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  for (ULONG Waited = 0; Waited < 500; Waited += 100) {
    if (!Busy(Adapter))
      break;
    StorPortStallExecution(10);
  }
}

// Quiet: counted in a local that another loop counts on: 50 us in all.
HW_DPC_ROUTINE Shared;
VOID Shared(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  ULONG Left = 5;
  while (Left > 3 && Busy(Adapter)) {
    StorPortStallExecution(10);
    Left--;
  }
  while (Left-- > 0)
    StorPortStallExecution(10);
}

// Warn: a poll that only the device ends, in an interrupt routine: no budget is
// long enough.
HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  while (Busy(Adapter))
    // CHECK-DAG: stall-loops.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for {{.*}}without a known bound [miniport-stall-context]
    StorPortStallExecution(10);
  return TRUE;
}

// Warn: a loop by goto, and no end to it.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
Again:
  // CHECK-DAG: stall-loops.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorTimer' busy for {{.*}}without a known bound [miniport-stall-context]
  StorPortStallExecution(1000);
  if (Busy(Adapter))
    goto Again;
}

// Warn: the bound is a field; at least as long as one turn, and unbounded.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  for (ULONG I = 0; I < Adapter->Ports; I++)
    // CHECK-DAG: stall-loops.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorStartIo' busy for {{.*}} [miniport-stall-context]
    StorPortStallExecution(1000);
  return TRUE;
}

// Warn: a loop with its test at the end runs once more than the test lets it.
HW_DPC_ROUTINE AtTheEnd;
VOID AtTheEnd(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ULONG Tries = 0;
  do {
    // CHECK-DAG: stall-loops.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorDpcRoutine' busy for up to 1 ms (10 x 100 us) [miniport-stall-context]
    StorPortStallExecution(100);
  } while (++Tries < 10);
}

// Quiet: the device is not all that ends these: a counter in memory, one that a
// callee counts, one in the question itself.
HW_INTERRUPT InMemory;
BOOLEAN InMemory(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  while (Busy(Adapter) && Adapter->Retries != 0) {
    StorPortStallExecution(1);
    Adapter->Retries--;
  }
  return TRUE;
}
static VOID Count(ADAPTER *Adapter) { Adapter->Retries--; }
HW_INTERRUPT ByCallee;
BOOLEAN ByCallee(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  while (Busy(Adapter) && Adapter->Retries != 0) {
    StorPortStallExecution(1);
    Count(Adapter);
  }
  return TRUE;
}
static BOOLEAN Again(ADAPTER *Adapter) {
  if (InterlockedDecrement(&Adapter->Left) < 0)
    return FALSE;
  return Busy(Adapter);
}
HW_INTERRUPT InQuestion;
BOOLEAN InQuestion(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  while (Again(Adapter))
    StorPortStallExecution(1);
  return TRUE;
}

// Warn: memory that the loop does not write is no bound.
HW_INTERRUPT NoBound;
BOOLEAN NoBound(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  while (Busy(Adapter) && Adapter->Retries != 0)
    // CHECK-DAG: stall-loops.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for 1 us a turn, in a loop without a known bound [miniport-stall-context]
    StorPortStallExecution(1);
  return TRUE;
}

// CHECK: {{^}}2 errors, 5 warnings;
