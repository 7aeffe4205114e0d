// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PVOID Buffer, Scratch, Table, Spare;
  BOOLEAN Full;
} ADAPTER;

// In an interrupt routine.
HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Adapter->Full)
    return FALSE;
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
  return TRUE;
}

// In a wrapper that can be told not to, and is not.
#define RELEASE(Adapter, Member) StorPortFreePool((Adapter), (Adapter)->Member)

static VOID Drop(ADAPTER *Adapter, BOOLEAN Now) {
  if (Now)
    // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    RELEASE(Adapter, Scratch);
}

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
BOOLEAN Message(PVOID Extension, ULONG Id) {
  Drop((ADAPTER *)Extension, Id == 0);
  return TRUE;
}

// Under InterruptLock, in a routine that runs at DISPATCH_LEVEL otherwise.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortAllocatePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortAllocatePool(Adapter, 64, 'yrrM', &Adapter->Table);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// In a routine that StorPortSynchronizeAccess runs.
STOR_SYNCHRONIZED_ACCESS Exchange;
BOOLEAN Exchange(PVOID Extension, PVOID Context) {
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Extension, Context);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID Second) {
  StorPortSynchronizeAccess(Extension, Exchange, First);
}

// HwStorInitialize runs at DIRQL as well.
HW_INITIALIZE Initialize;
BOOLEAN Initialize(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortAllocatePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  return StorPortAllocatePool(Adapter, 64, 'yrrM', &Adapter->Spare) ==
         STOR_STATUS_SUCCESS;
}

// CHECK: {{^}}5 errors;
