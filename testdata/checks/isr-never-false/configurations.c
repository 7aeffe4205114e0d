// Asked of the line routines of physical drivers only. The same routine, always
// TRUE, in four drivers: physical, virtual, registered for dumps alone, and with
// messages (where a line may be granted all the same).
// Known gap: what only one configuration does is not told apart yet.
// XFAIL: *
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t.line -- -DPHYSICAL %winflags
// RUN: FileCheck --check-prefix=WARN --input-file=%t.line %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t.messages -- -DPHYSICAL -DMESSAGES %winflags
// RUN: FileCheck --check-prefix=WARN --input-file=%t.messages %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t.virtual -- -DVIRTUAL %winflags
// RUN: FileCheck --check-prefix=QUIET --input-file=%t.virtual %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t.dump -- -DPHYSICAL -DDUMP_ONLY %winflags
// RUN: FileCheck --check-prefix=QUIET --input-file=%t.dump %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
} ADAPTER;

HW_INTERRUPT Isr;
HW_INTERRUPT Polite;
HW_STARTIO StartIo;
HW_RESET_BUS ResetBus;
HW_INITIALIZE Initialize;
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;

static ULONG Describe(PPORT_CONFIGURATION_INFORMATION Config) {
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
#ifdef VIRTUAL
  Config->VirtualDevice = TRUE;
#endif
#ifdef MESSAGES
  Config->HwMSInterruptRoutine = Message;
  Config->InterruptSynchronizationMode = InterruptSynchronizePerMessage;
#endif
  return SP_RETURN_FOUND;
}

#ifdef VIRTUAL
ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PVOID Lower,
                  PCHAR Arguments, PPORT_CONFIGURATION_INFORMATION Config,
                  PBOOLEAN Again) {
  return Describe(Config);
}
#else
ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  return Describe(Config);
}
#endif

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
#ifdef VIRTUAL
  VIRTUAL_HW_INITIALIZATION_DATA Data = {0};
#else
  HW_INITIALIZATION_DATA Data = {0};
#endif
  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = FindAdapter;
  Data.HwInitialize = Initialize;
  Data.HwStartIo = StartIo;
  Data.HwResetBus = ResetBus;
#ifdef DUMP_ONLY
  Data.HwInterrupt = Polite;
  if (RegistryPath == NULL)
    Data.HwInterrupt = Isr;
#else
  Data.HwInterrupt = Isr;
#endif
  Data.DeviceExtensionSize = sizeof(ADAPTER);
  return StorPortInitialize(DriverObject, RegistryPath, (PVOID)&Data, NULL);
}

// WARN: configurations.c:[[#@LINE+2]]:{{[0-9]+}}: warning: interrupt routine 'Isr' must return FALSE {{.*}} [miniport-isr-never-false]
// QUIET: no findings
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, 1);
  return TRUE;
}

BOOLEAN Polite(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  return StorPortReadRegisterUlong(Adapter, Adapter->Status) != 0;
}

BOOLEAN Message(PVOID Extension, ULONG Id) {
  ADAPTER *Adapter = Extension;
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, Id);
  return TRUE;
}

BOOLEAN Initialize(PVOID Extension) { return TRUE; }
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) { return TRUE; }
BOOLEAN ResetBus(PVOID Extension, ULONG Path) { return TRUE; }
