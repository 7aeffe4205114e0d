// An error where a page says it, a warning where the level is derived, a note where
// the pages disagree; a branch after a failed port routine takes a grade off. One
// call, one finding.
// Known gap: a branch that is taken only after a port routine failed does not take a grade off yet.
// XFAIL: *
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_TIMER Tick;
HW_INTERRUPT Isr;
HW_RESET_BUS ResetBus;
HW_ADAPTER_CONTROL AdapterControl;

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Timer, Buffer, Table, Spare;
} ADAPTER;

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = FindAdapter;
  Data.HwInitialize = Initialize;
  Data.HwStartIo = StartIo;
  Data.HwInterrupt = Isr;
  Data.HwResetBus = ResetBus;
  Data.HwAdapterControl = AdapterControl;
  Data.DeviceExtensionSize = sizeof(ADAPTER);
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}

// Half duplex: StartIo at DIRQL is documented, ResetBus at DIRQL follows from it.
ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  *Again = FALSE;
  Config->SynchronizationModel = StorSynchronizeHalfDuplex;
  return SP_RETURN_FOUND;
}

BOOLEAN Initialize(PVOID Extension) { return TRUE; }

BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
  return TRUE;
}

BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Table);
  return TRUE;
}

// Called by two at DIRQL, reported once, as the error.
static VOID Drop(ADAPTER *Adapter) {
  // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Spare);
}

HW_TIMER_EX Later;
VOID Later(PVOID Extension, PVOID Context) {}

BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  StorPortDebugPrint(1, "interrupt\n");
  Drop(Adapter);
  // Only if there is no timer to do it.
  if (StorPortRequestTimer(Adapter, Adapter->Timer, Later, NULL, 1000, 0) !=
      STOR_STATUS_SUCCESS)
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Table);
  return TRUE;
}

SCSI_ADAPTER_CONTROL_STATUS AdapterControl(
    PVOID Extension, SCSI_ADAPTER_CONTROL_TYPE ControlType, PVOID Parameters) {
  ADAPTER *Adapter = Extension;
  switch (ControlType) {
  case ScsiStopAdapter:
    // CHECK-DAG: grades.c:[[#@LINE+1]]:{{[0-9]+}}: note: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Buffer);
    Drop(Adapter);
    break;
  case ScsiAdapterSurpriseRemoval:
    StorPortFreePool(Adapter, Adapter->Buffer);
    break;
  default:
    break;
  }
  return ScsiAdapterControlSuccess;
}

// CHECK: {{^}}2 errors, 2 warnings, 1 note;
