// A field that only initialisation stores is frozen (engine: configurations): the
// device extension is zero before FindAdapter, the field survives every call, and
// what it is at the successful exits is known in every run-time routine.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_INTERRUPT Isr;
HW_RESET_BUS ResetBus;

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer;
  ULONG Kind, Never, Changing, Pending;
  BOOLEAN PerMessage, Failed, Deferred;
} ADAPTER;

VOID VendorReport(ADAPTER *Adapter);

#include "Inputs/registration.h"

ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  ADAPTER *Adapter = Extension;
  *Again = FALSE;
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
  if (Config->NumberOfAccessRanges == 0) {
    Adapter->Failed = TRUE; // nothing runs after this
    return SP_RETURN_BAD_CONFIG;
  }
  Adapter->PerMessage = TRUE;
  Adapter->Kind = Config->SlotNumber > 3 ? 2 : 1;
  return SP_RETURN_FOUND;
}

// The last word, still before the first request.
BOOLEAN Initialize(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  Adapter->Deferred = TRUE;
  return TRUE;
}

// Quiet: what the tests exclude never happens.
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  if (!Adapter->PerMessage)
    StorPortFreePool(Adapter, Adapter->Buffer);
  if (Adapter->Failed)
    StorPortFreePool(Adapter, Adapter->Buffer);
  if (Adapter->Kind == 3 || Adapter->Kind == 0)
    StorPortFreePool(Adapter, Adapter->Buffer);
  // Warn: one of the two that it may be.
  if (Adapter->Kind == 2)
    // CHECK-DAG: frozen.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Buffer);
  // Warn: nobody here stores it, so it is somebody else's.
  if (Adapter->Never != 0)
    // CHECK-DAG: frozen.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Buffer);
  // Warn: the bus reset writes it, so it is not frozen.
  if (Adapter->Changing != 0)
    // CHECK-DAG: frozen.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Buffer);
  return TRUE;
}

// Quiet: a frozen field survives even a call that may write anything else.
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Kind == 1)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  VendorReport(Adapter);
  if (Adapter->Kind == 1)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // Quiet: requests come only after HwInitialize.
  if (!Adapter->Deferred)
    StorPortRegistryRead(Adapter, NULL, 0, 0, Adapter->Buffer, NULL);
  return TRUE;
}

static VOID Report(ADAPTER *Adapter) {
  VendorReport(Adapter);
  Adapter->Changing = StorPortReadRegisterUlong(Adapter, Adapter->Status);
}

BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  // Warn: this one does not survive.
  if (Adapter->Changing == 0)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Report(Adapter);
  if (Adapter->Changing == 0)
    // CHECK-DAG: frozen.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
  else
    // CHECK-DAG: frozen.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'ResetBus' returns here [miniport-lock-unpaired]
    return FALSE;
  Adapter->Changing++;
  return TRUE;
}

// CHECK: {{^}}5 errors;
