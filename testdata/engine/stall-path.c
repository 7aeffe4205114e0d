// The time of a path is the sum of what lies on it (engine: time); what lies on
// different paths is not added up, and what a fact rules out does not count.
// RUN: %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Kind;
  BOOLEAN Slow;
} ADAPTER;

static BOOLEAN Busy(ADAPTER *Adapter) {
  return (StorPortReadRegisterUlong(Adapter, Adapter->Status) & 1) != 0;
}

// Quiet: one of three, 40 us at most.
HW_INTERRUPT OneOf;
BOOLEAN OneOf(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  switch (Adapter->Kind) {
  case 0:
    StorPortStallExecution(40);
    break;
  case 1:
    StorPortStallExecution(30);
    break;
  default:
    StorPortStallExecution(20);
    break;
  }
  return TRUE;
}

// Quiet: either the one or the other, by a flag that does not change.
HW_INTERRUPT EitherOr;
BOOLEAN EitherOr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  if (Adapter->Slow)
    StorPortStallExecution(40);
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, 1);
  if (!Adapter->Slow)
    StorPortStallExecution(40);
  return TRUE;
}

// Warn: 40 and 40 are 80; once, at one of the two.
HW_INTERRUPT Sum;
BOOLEAN Sum(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, 1);
  // CHECK-DAG: stall-path.c:{{[0-9]+}}:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 80 us{{.*}} [miniport-stall-context]
  StorPortStallExecution(40);
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, 3);
  StorPortStallExecution(40);
  return TRUE;
}

// Warn: through helpers, by their arguments and their loops.
static VOID Wait(ULONG Microseconds) { StorPortStallExecution(Microseconds); }
static VOID Drain(ADAPTER *Adapter) {
  for (ULONG I = 0; I < 8; I++) {
    StorPortWriteRegisterUlong(Adapter, Adapter->Status, I);
    // CHECK-DAG: stall-path.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 62 us, in 3 stalls of one run [miniport-stall-context]
    StorPortStallExecution(5);
  }
}
HW_INTERRUPT Helpers;
BOOLEAN Helpers(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  Wait(10);
  if (Adapter->Slow)
    Drain(Adapter);
  Wait(12);
  return TRUE;
}

// Quiet: the same, but the slow part is for others.
HW_INTERRUPT NotThere;
BOOLEAN NotThere(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter) || Adapter->Slow)
    return FALSE;
  Wait(10);
  if (Adapter->Slow)
    Drain(Adapter);
  Wait(12);
  return TRUE;
}

// Warn: the longest way is none, the next one is too long, too.
HW_INTERRUPT NextBest;
BOOLEAN NextBest(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  if (Adapter->Slow)
    StorPortStallExecution(30);
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, 1);
  if (!Adapter->Slow)
    StorPortStallExecution(28);
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, 2);
  // CHECK-DAG: stall-path.c:{{[0-9]+}}:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to {{62|60}} us, in 2 stalls of one run [miniport-stall-context]
  StorPortStallExecution(32);
  return TRUE;
}

// Quiet: a turn each, with no more than one stall in a turn, and a way out.
HW_INTERRUPT Turns;
BOOLEAN Turns(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  for (ULONG I = 0; I < 4; I++) {
    if (!Busy(Adapter))
      break;
    StorPortStallExecution(I & 1 ? 5 : 10);
  }
  return FALSE;
}

// Quiet: of a ladder's steps only some are passed, and a macro is what it says.
#define SETTLE(Adapter)                                                        \
  do {                                                                         \
    if ((Adapter)->Slow)                                                       \
      StorPortStallExecution(25);                                              \
  } while (0)
HW_INTERRUPT Ladder;
BOOLEAN Ladder(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter) || Adapter->Slow)
    return FALSE;
  SETTLE(Adapter);
  if (Adapter->Kind == 1)
    goto second;
  if (Adapter->Kind != 2)
    goto out;
  StorPortStallExecution(30);
  goto out;
second:
  StorPortStallExecution(35);
out:
  SETTLE(Adapter);
  return TRUE;
}

// Quiet: in two call-backs, each has its own time.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  StorPortStallExecution(90);
}
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  StorPortStallExecution(90);
  StorPortIssueDpc(Extension, (PSTOR_DPC)Extension, NULL, NULL);
  return TRUE;
}

// A note: too long only where the port driver refuses a timer.
HW_INTERRUPT Refused;
BOOLEAN Refused(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  if (StorPortRequestTimer(Adapter, Adapter, NULL, NULL, 100, 0) !=
      STOR_STATUS_SUCCESS)
    // CHECK-DAG: stall-path.c:{{[0-9]+}}:{{[0-9]+}}: note: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 75 us, in 2 stalls of one run [miniport-stall-context]
    StorPortStallExecution(40);
  StorPortStallExecution(35);
  return TRUE;
}

// CHECK: {{^}}3 warnings, 1 note;
