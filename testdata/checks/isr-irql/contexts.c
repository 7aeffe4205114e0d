// One ceiling check for every context: message routines, a message lock, kernel
// locks, a raised level, deferred procedures, work items that go up on their own.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  KSPIN_LOCK Spin;
  PVOID Buffer;
  ULONG Pending;
} ADAPTER;

static VOID Read(ADAPTER *Adapter) {
  StorPortRegistryRead(Adapter, NULL, 0, 0, Adapter->Buffer, NULL);
}

// Warn: under a message lock, and not after it.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  ULONG Irql = 0;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  // CHECK-DAG: contexts.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortAllocatePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortAllocatePool(Adapter, 64, 'yrrM', &Adapter->Buffer);
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
  StorPortAllocatePool(Adapter, 64, 'yrrM', &Adapter->Buffer);
  // Warn: PASSIVE_LEVEL alone is too low for a DPC.
  // CHECK-DAG: contexts.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortInvokeAcpiMethod' requires IRQL <= PASSIVE_LEVEL, but runs at DISPATCH_LEVEL here [miniport-isr-irql]
  StorPortInvokeAcpiMethod(Adapter, NULL, 0, NULL, 0, NULL, 0, NULL);
}

// Quiet at PASSIVE_LEVEL; warn under the spin lock, and at a raised level.
HW_WORKITEM Worker;
VOID Worker(PVOID Extension, PVOID Context, PVOID Handle) {
  ADAPTER *Adapter = Extension;
  KIRQL Old;
  Read(Adapter);
  KeAcquireSpinLock(&Adapter->Spin, &Old);
  // CHECK-DAG: contexts.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortRegistryWrite' requires IRQL <= PASSIVE_LEVEL, but runs at DISPATCH_LEVEL here [miniport-isr-irql]
  StorPortRegistryWrite(Adapter, NULL, 0, 0, Adapter->Buffer, 0);
  KeReleaseSpinLock(&Adapter->Spin, Old);
  Read(Adapter);
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  // CHECK-DAG: contexts.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortRegistryWrite' requires IRQL <= PASSIVE_LEVEL, but runs at DISPATCH_LEVEL here [miniport-isr-irql]
  StorPortRegistryWrite(Adapter, NULL, 0, 0, Adapter->Buffer, 0);
  KeLowerIrql(Old);
  Read(Adapter);
}

// Quiet: nobody tells the ceiling of what a driver declares itself, an event trace
// and a debug print are always allowed, and completing is what interrupts are for.
VOID VendorCount(ADAPTER *Adapter);
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
BOOLEAN Message(PVOID Extension, ULONG Id) {
  ADAPTER *Adapter = Extension;
  StorPortDebugPrint(2, "message %u\n", Id);
  VendorCount(Adapter);
  StorPortNotification(NextRequest, Adapter);
  return TRUE;
}

// CHECK: {{^}}4 errors;
