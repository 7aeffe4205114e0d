// One helper, an interrupt routine and a DPC above it: legal in one, not in the
// other (engine: contexts). Each caller sees its own level, and the blame goes
// with the entry point for which it is true.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer, Scratch;
} ADAPTER;

// Warn: the interrupt routine calls it.
static VOID Release(ADAPTER *Adapter) {
  // CHECK-DAG: shared-helper.c:[[#@LINE+2]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  // CHECK-DAG: note: entered at DIRQL as 'HwStorInterrupt'
  StorPortFreePool(Adapter, Adapter->Buffer);
}

// Quiet: only the DPC calls it.
static VOID ReleaseScratch(ADAPTER *Adapter) {
  StorPortFreePool(Adapter, Adapter->Scratch);
}

// Warn: 80 us are too long for the one, and no matter in the other.
static VOID Settle(ADAPTER *Adapter) {
  // CHECK-DAG: shared-helper.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 80 us [miniport-stall-context]
  StorPortStallExecution(80);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Release(Adapter);
  Settle(Adapter);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  Release(Adapter);
  ReleaseScratch(Adapter);
  Settle(Adapter);
}

// CHECK: {{^}}1 error, 1 warning;
