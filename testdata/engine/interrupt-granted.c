// Which interrupt is granted is a configuration (engine: configurations): a line
// although messages were asked for, one lock for all messages, or one a message.
// Each run-time choice is simulated on its own, so what one of them does wrong is
// found, and what none of them does is not.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-lock-unpaired,miniport-msi-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_INTERRUPT Isr;
HW_RESET_BUS ResetBus;
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer, Table;
  ULONG Granted, Pending;
} ADAPTER;

typedef struct _HELD {
  STOR_LOCK_HANDLE Handle;
  ULONG Irql;
} HELD;

#include "Inputs/registration.h"

ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  *Again = FALSE;
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
  Config->HwMSInterruptRoutine = Message;
  Config->InterruptSynchronizationMode = InterruptSynchronizePerMessage;
  return SP_RETURN_FOUND;
}

// How many messages there are; none means a line.
BOOLEAN Initialize(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  MESSAGE_INTERRUPT_INFORMATION Info;
  while (StorPortGetMSIInfo(Adapter, Adapter->Granted, &Info) ==
         STOR_STATUS_SUCCESS)
    Adapter->Granted++;
  return TRUE;
}

// Quiet: the lock that fits what was granted.
static VOID Lock(ADAPTER *Adapter, ULONG Id, HELD *Held) {
  if (Adapter->Granted > 1)
    StorPortAcquireMSISpinLock(Adapter, Id, &Held->Irql);
  else
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Held->Handle);
}
static VOID Unlock(ADAPTER *Adapter, ULONG Id, HELD *Held) {
  if (Adapter->Granted > 1)
    StorPortReleaseMSISpinLock(Adapter, Id, Held->Irql);
  else
    StorPortReleaseSpinLock(Adapter, &Held->Handle);
}

BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  HELD Held = {0};
  Lock(Adapter, 1, &Held);
  Adapter->Pending++;
  Unlock(Adapter, 1, &Held);
  return TRUE;
}

// Warn: a line may be granted although messages were asked for.
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  // CHECK-DAG: interrupt-granted.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
  return TRUE;
}

// Warn: so may messages.
BOOLEAN Message(PVOID Extension, ULONG Id) {
  ADAPTER *Adapter = Extension;
  // CHECK-DAG: interrupt-granted.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Table);
  return TRUE;
}

// Warn: taken as for messages, given back as for a line.
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  HELD Held = {0};
  Lock(Adapter, 2, &Held);
  Adapter->Pending = 0;
  if (Adapter->Granted > 2)
    StorPortReleaseMSISpinLock(Adapter, 2, Held.Irql);
  else
    // CHECK-DAG: interrupt-granted.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Held.Handle);
  // CHECK-DAG: interrupt-granted.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is still held when 'ResetBus' returns here [miniport-msi-lock-unpaired]
  return TRUE;
}

// CHECK: {{^}}4 errors;
