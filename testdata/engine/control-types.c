// AdapterControl and UnitControl are entered once for each distinct entry state,
// with the control types as facts (engine: configurations). What a control type
// rules out does not happen; where the pages disagree there is a note at most.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-lock-unpaired,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PVOID Buffer, Table;
  ULONG Length, Pending;
} ADAPTER;

// Quiet: reading the registry at PASSIVE_LEVEL.
// Warn: and not, at DISPATCH_LEVEL.
HW_UNIT_CONTROL UnitControl;
SCSI_UNIT_CONTROL_STATUS UnitControl(PVOID Extension,
                                     SCSI_UNIT_CONTROL_TYPE ControlType,
                                     PVOID Parameters) {
  ADAPTER *Adapter = Extension;
  UCHAR Name[] = "Depth";
  switch (ControlType) {
  case ScsiUnitStart:
    StorPortRegistryRead(Adapter, Name, 1, MINIPORT_REG_DWORD, Adapter->Buffer,
                         &Adapter->Length);
    break;
  case ScsiUnitPower:
    // CHECK-DAG: control-types.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortRegistryRead' requires IRQL <= PASSIVE_LEVEL, but runs at DISPATCH_LEVEL here [miniport-isr-irql]
    StorPortRegistryRead(Adapter, Name, 1, MINIPORT_REG_DWORD, Adapter->Buffer,
                         &Adapter->Length);
    break;
  default:
    return ScsiUnitControlUnsuccessful;
  }
  return ScsiUnitControlSuccess;
}

static VOID Lock(ADAPTER *Adapter, SCSI_ADAPTER_CONTROL_TYPE Type,
                 PSTOR_LOCK_HANDLE Handle) {
  if (Type == ScsiStopAdapter || Type == ScsiRestartAdapter)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}

HW_ADAPTER_CONTROL AdapterControl;
SCSI_ADAPTER_CONTROL_STATUS AdapterControl(
    PVOID Extension, SCSI_ADAPTER_CONTROL_TYPE ControlType, PVOID Parameters) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, ControlType, &Handle);
  switch (ControlType) {
  case ScsiQuerySupportedControlTypes:
    break;
  case ScsiStopAdapter:
    StorPortReleaseSpinLock(Adapter, &Handle);
    // Quiet, or a note: the pages disagree on the level.
    StorPortFreePool(Adapter, Adapter->Table);
    break;
  case ScsiRestartAdapter:
    Adapter->Pending = 0;
    // Warn: held for this type, and forgotten.
    // CHECK-DAG: control-types.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'AdapterControl' returns here [miniport-lock-unpaired]
    return ScsiAdapterControlSuccess;
  case ScsiAdapterPower:
    // Warn: half a second and more.
    for (ULONG I = 0; I < 600; I++)
      // CHECK-DAG: control-types.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorAdapterControl' busy for up to 600 ms{{.*}} [miniport-stall-context]
      StorPortStallExecution(1000);
    break;
  case ScsiSetRunningConfig:
    // Quiet: PASSIVE_LEVEL.
    StorPortGetBusData(Adapter, PCIConfiguration, 0, 0, Adapter->Buffer, 64);
    break;
  default:
    return ScsiAdapterControlUnsuccessful;
  }
  return ScsiAdapterControlSuccess;
}

// A note is allowed, see above.
// CHECK: {{^}}2 errors, 1 warning
