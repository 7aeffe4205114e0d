// SCSI port asks the same of its interrupt routine; the role type of a routine that
// HW_INITIALIZATION_DATA names need not be declared.
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <miniport.h>
#include <scsi.h>
#include <srb.h>

typedef struct _ADAPTER {
  PUCHAR Ports;
  BOOLEAN Expected;
} ADAPTER;

// Warn: whoever raised it, it is mine.
// CHECK-DAG: scsi-port.c:[[#@LINE+1]]:{{[0-9]+}}: warning: interrupt routine 'Isr' must return FALSE {{.*}} [miniport-isr-never-false]
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  UCHAR Status = ScsiPortReadPortUchar(Adapter->Ports);
  if (Status & 1)
    // CHECK-DAG: scsi-port.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'ScsiPortStallExecution' keeps {{.*}} busy for up to 60 us [miniport-stall-context]
    ScsiPortStallExecution(60);
  ScsiPortWritePortUchar(Adapter->Ports, Status);
  return TRUE;
}

// Quiet: initialisation may wait.
ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  *Again = FALSE;
  ScsiPortStallExecution(50000);
  return SP_RETURN_FOUND;
}
BOOLEAN Initialize(PVOID Extension) {
  ScsiPortStallExecution(50000);
  return TRUE;
}
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) { return TRUE; }
BOOLEAN ResetBus(PVOID Extension, ULONG Path) { return TRUE; }

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = Isa;
  Data.HwFindAdapter = FindAdapter;
  Data.HwInitialize = Initialize;
  Data.HwStartIo = StartIo;
  Data.HwInterrupt = Isr;
  Data.HwResetBus = ResetBus;
  Data.DeviceExtensionSize = sizeof(ADAPTER);
  return ScsiPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}

// CHECK: {{^}}2 warnings;
