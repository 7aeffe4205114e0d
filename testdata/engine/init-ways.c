// Initialisation can have gone several ways; what it left in one field goes with
// what it left in another (engine: configurations).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_INTERRUPT Isr;
HW_RESET_BUS ResetBus;

typedef struct _ADAPTER {
  PULONG Registers;
  ULONG Queues;
  BOOLEAN Messages, OneMessage, Ready;
} ADAPTER;

#include "Inputs/registration.h"

ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  ADAPTER *Adapter = Extension;
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
  Adapter->Queues = StorPortReadRegisterUlong(Adapter, Adapter->Registers) & 7;
  if (Adapter->Queues == 0)
    return SP_RETURN_ERROR;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Registers) & 1) {
    Adapter->Messages = TRUE;
    Adapter->OneMessage = Adapter->Queues == 1;
  }
  return SP_RETURN_FOUND;
}

BOOLEAN Initialize(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  Adapter->Ready = TRUE;
  return TRUE;
}

BOOLEAN Isr(PVOID Extension) { return FALSE; }

// Quiet: one message is a message, and there is a queue.
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Messages || !Adapter->Ready)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->OneMessage)
    StorPortReleaseSpinLock(Adapter, &Lock);
  else if (Adapter->Messages || Adapter->Queues == 0)
    StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

// Warn: messages need not be one.
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Messages)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->OneMessage)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK: init-ways.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'ResetBus' returns here [miniport-lock-unpaired]
  return TRUE;
}
// CHECK: {{^}}1 error;
