// RUN: %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t %s
// CHECK-NOT: error:
// CHECK-NOT: warning:
// CHECK: no findings
#include <storport.h>

#define MAY_WAIT 0x2
#define SHORT_PAUSE() StorPortStallExecution(10)

typedef enum _STEP { StepPoll, StepReset } STEP;

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Flags;
  BOOLEAN Messages;
} ADAPTER;

static BOOLEAN Busy(ADAPTER *Adapter) {
  return StorPortReadRegisterUlong(Adapter, Adapter->Status) & 1;
}

// Whoever may not wait says so: by a parameter,
static VOID Settle(ADAPTER *Adapter, BOOLEAN Isr) {
  if (Isr)
    return;
  StorPortStallExecution(100);
}

// by a bit,
static BOOLEAN Poll(ADAPTER *Adapter, ULONG Flags) {
  BOOLEAN Ready = FALSE;
  if (!Busy(Adapter)) {
    Ready = TRUE;
    goto Out;
  }
  if (!(Flags & MAY_WAIT))
    goto Out;
  for (ULONG I = 0; I < 1000; I++) {
    if (!Busy(Adapter)) {
      Ready = TRUE;
      break;
    }
    StorPortStallExecution(100);
  }
Out:
  return Ready;
}

// by a case,
static VOID Advance(ADAPTER *Adapter, STEP Step) {
  switch (Step) {
  case StepPoll:
    SHORT_PAUSE();
    break;
  case StepReset:
    StorPortStallExecution(100000);
    break;
  }
}

// by a function's answer,
static BOOLEAN MayWait(STEP Step) { return Step == StepReset; }

static VOID Drain(ADAPTER *Adapter, STEP Step) {
  if (MayWait(Step))
    StorPortStallExecution(100000);
}

// or by how often and how long.
static VOID Pause(ULONG Tries, ULONG Each) {
  for (ULONG I = 0; I < Tries; I++)
    StorPortStallExecution(Each);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  Settle(Adapter, TRUE);
  Poll(Adapter, 0);
  Advance(Adapter, StepPoll);
  Drain(Adapter, StepPoll);
  Pause(2, 10);
  StorPortStallExecution(20);
  return TRUE;
}

// What StorPortSynchronizeAccess runs.
STOR_SYNCHRONIZED_ACCESS Exchange;
BOOLEAN Exchange(PVOID Extension, PVOID Context) {
  Settle((ADAPTER *)Extension, TRUE);
  SHORT_PAUSE();
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID Second) {
  Settle((ADAPTER *)Extension, FALSE);
  StorPortSynchronizeAccess(Extension, Exchange, NULL);
  Pause(4, 25);
}

// Not under the lock, whether there is one or not.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Messages)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (!Adapter->Messages)
    StorPortStallExecution(90);
  if (Adapter->Messages)
    StorPortReleaseSpinLock(Adapter, &Lock);
  StorPortStallExecution(100);
}

// ResetBus has half a second.
HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  Advance(Adapter, StepReset);
  Drain(Adapter, StepReset);
  return Poll(Adapter, MAY_WAIT);
}

// Initialisation is nobody's hurry.
HW_INITIALIZE Initialize;
BOOLEAN Initialize(PVOID Extension) {
  Pause(1000, 1000);
  return TRUE;
}
