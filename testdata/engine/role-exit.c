// What a routine must do on return is asked of the entry frame only (engine:
// roles): a message routine may call the line routine, initialisation may poll
// through it, a DPC may be called directly.
// RUN: %exits 1 %miniport_tidy --strict --fail-on=warning --checks=-*,miniport-isr-never-false,miniport-lock-unpaired,miniport-stall-context,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

HW_INTERRUPT Isr;
HW_DPC_ROUTINE Dpc;

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer;
  STOR_DPC Dpc;
  STOR_LOCK_HANDLE Handle;
  ULONG Pending;
} ADAPTER;

static BOOLEAN Serve(ADAPTER *Adapter) {
  while (StorPortReadRegisterUlong(Adapter, Adapter->Status) != 0)
    StorPortWriteRegisterUlong(Adapter, Adapter->Status, 1);
  return TRUE;
}

// Quiet: the line routine does say FALSE; that its callee does not is its affair.
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  return Serve(Adapter);
}

// Quiet: messages are not shared; the answer of the line routine is not asked.
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
BOOLEAN Message(PVOID Extension, ULONG Id) {
  Isr(Extension);
  return TRUE;
}

// Quiet: polls through the interrupt routine.
HW_INITIALIZE Initialize;
BOOLEAN Initialize(PVOID Extension) {
  for (ULONG I = 0; I < 100 && !Isr(Extension); I++)
    StorPortStallExecution(1000);
  return TRUE;
}

// Warn: a line routine that answers TRUE by way of another.
HW_INTERRUPT Always;
// CHECK-DAG: role-exit.c:[[#@LINE+1]]:{{[0-9]+}}: warning: interrupt routine 'Always' must return FALSE {{.*}} [miniport-isr-never-false]
BOOLEAN Always(PVOID Extension) {
  Isr(Extension);
  return TRUE;
}

// Quiet: called directly by the timer, which gives the lock back afterwards.
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID Second) {
  ADAPTER *Adapter = Extension;
  StorPortFreePool(Adapter, Adapter->Buffer);
  Adapter->Pending--;
}

HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &Adapter->Handle);
  Dpc(&Adapter->Dpc, Adapter, NULL, NULL);
  StorPortReleaseSpinLock(Adapter, &Adapter->Handle);
}

// Warn: a DPC that an interrupt routine calls runs at the level of that.
HW_DPC_ROUTINE Other;
VOID Other(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID Second) {
  // CHECK-DAG: role-exit.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Extension, First);
}

HW_INTERRUPT Direct;
BOOLEAN Direct(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Other(&Adapter->Dpc, Adapter, Adapter->Buffer, NULL);
  return TRUE;
}

// CHECK: {{^}}1 error, 1 warning;
