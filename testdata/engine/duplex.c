// Half duplex and full duplex are configurations (engine: configurations). In half
// duplex StartIo runs at DIRQL under InterruptLock. One that could not be read is
// never taken to be the stricter one.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-stall-context %s -o %t.half -- -DMODEL=StorSynchronizeHalfDuplex %winflags
// RUN: FileCheck --check-prefix=HALF --input-file=%t.half --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-stall-context %s -o %t.full -- -DMODEL=StorSynchronizeFullDuplex %winflags
// RUN: FileCheck --check-prefix=FULL --input-file=%t.full %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-stall-context %s -o %t.unknown -- "-DMODEL=VendorModel()" %winflags
// RUN: FileCheck --check-prefix=FULL --input-file=%t.unknown %s
#include <storport.h>

HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_INTERRUPT Isr;
HW_RESET_BUS ResetBus;

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer;
} ADAPTER;

#include "Inputs/registration.h"

STOR_SYNCHRONIZATION_MODEL VendorModel(VOID);

ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  *Again = FALSE;
  Config->SynchronizationModel = MODEL;
  return SP_RETURN_FOUND;
}

BOOLEAN Initialize(PVOID Extension) { return TRUE; }

BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  // HALF-DAG: duplex.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
  // HALF-DAG: duplex.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorStartIo' busy for up to 80 us [miniport-stall-context]
  StorPortStallExecution(80);
  return TRUE;
}

BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  return StorPortReadRegisterUlong(Adapter, Adapter->Status) != 0;
}

BOOLEAN ResetBus(PVOID Extension, ULONG Path) { return TRUE; }

// FULL: no findings

// HALF: {{^}}1 error, 1 warning;
