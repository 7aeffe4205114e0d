// Older dumps say so in FindAdapter's argument string. The field that carries it
// is the driver's own; a branch of DriverEntry for dumps registers call-backs of
// its own, and what only they do is no part of the normal run (engine:
// configurations; registrations belong to the branch that makes them).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_STARTIO DumpStartIo;
HW_INTERRUPT Isr;
HW_INTERRUPT DumpIsr;
HW_RESET_BUS ResetBus;

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer;
  BOOLEAN InDump;
} ADAPTER;

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = FindAdapter;
  Data.HwInitialize = Initialize;
  Data.HwResetBus = ResetBus;
  Data.HwInterrupt = Isr;
  Data.HwStartIo = StartIo;
  if (RegistryPath == NULL) {
    Data.HwInterrupt = DumpIsr;
    Data.HwStartIo = DumpStartIo;
  }
  Data.DeviceExtensionSize = sizeof(ADAPTER);
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}

ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  ADAPTER *Adapter = Extension;
  *Again = FALSE;
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
  if (Arguments != NULL && strstr(Arguments, "dump=1") != NULL)
    Adapter->InDump = TRUE;
  return SP_RETURN_FOUND;
}

BOOLEAN Initialize(PVOID Extension) { return TRUE; }

// Warn: whatever comes without the field.
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  if (Adapter->InDump)
    StorPortStallExecution(50000);
  else
    // CHECK-DAG: dump-argument.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorStartIo' busy for up to 5 ms [miniport-stall-context]
    StorPortStallExecution(5000);
  return TRUE;
}

BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  // CHECK-DAG: dump-argument.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
  return TRUE;
}

// Quiet: registered for dumps alone.
BOOLEAN DumpStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  for (ULONG I = 0; I < 5000; I++)
    StorPortStallExecution(1000);
  return TRUE;
}

BOOLEAN DumpIsr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  StorPortFreePool(Adapter, Adapter->Buffer);
  return TRUE;
}

BOOLEAN ResetBus(PVOID Extension, ULONG Path) { return TRUE; }

// CHECK: {{^}}1 error, 1 warning;
