// What functions without a body do to locks and IRQL is known from their
// annotations only; statements narrow the level (engine: annotations).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-lock-unpaired,miniport-irql-annotation %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  KSPIN_LOCK Spin;
  PVOID Buffer;
} ADAPTER;

_Acquires_lock_(Adapter->Spin) _IRQL_raises_(DISPATCH_LEVEL) VOID VendorLock(ADAPTER *Adapter, _IRQL_saves_ PKIRQL Old);
_Releases_lock_(Adapter->Spin) VOID VendorUnlock(ADAPTER *Adapter, _IRQL_restores_ KIRQL Old);
_IRQL_raises_(DISPATCH_LEVEL) VOID VendorRaise(VOID);
_IRQL_requires_same_ _Acquires_lock_(Adapter->Spin) VOID VendorLockAtDpc(ADAPTER *Adapter);
_IRQL_requires_min_(DISPATCH_LEVEL) VOID VendorLocked(ADAPTER *Adapter);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID VendorWait(ADAPTER *Adapter);
_When_(Wait, _IRQL_requires_max_(PASSIVE_LEVEL)) VOID VendorFlush(ADAPTER *Adapter, BOOLEAN Wait);

// Quiet: the vendor's lock is given back by the kernel's routine, and the other way.
HW_PASSIVE_INITIALIZE_ROUTINE Mixed;
BOOLEAN Mixed(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  KIRQL Old;
  VendorLock(Adapter, &Old);
  VendorLocked(Adapter);
  KeReleaseSpinLock(&Adapter->Spin, Old);
  KeAcquireSpinLock(&Adapter->Spin, &Old);
  VendorUnlock(Adapter, Old);
  VendorWait(Adapter);
  VendorLock(Adapter, &Old);
  VendorUnlock(Adapter, Old);
  VendorWait(Adapter);
  VendorFlush(Adapter, TRUE);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  VendorLockAtDpc(Adapter);
  VendorLocked(Adapter);
  KeReleaseSpinLockFromDpcLevel(&Adapter->Spin);
  VendorFlush(Adapter, FALSE);
  // Warn: it waits, and there is no doubt about it.
  // CHECK-DAG: annotated-effects.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'VendorFlush' requires IRQL <= PASSIVE_LEVEL, but runs at DISPATCH_LEVEL here [miniport-isr-irql]
  VendorFlush(Adapter, TRUE);
}

HW_FIND_ADAPTER FindAdapter;
ULONG FindAdapter(PVOID Extension, PVOID C, PVOID B, PCHAR S, PPORT_CONFIGURATION_INFORMATION I, PBOOLEAN Again) {
  ADAPTER *Adapter = Extension;
  // Warn: below its level.
  // CHECK-DAG: annotated-effects.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'VendorLocked' is annotated '_IRQL_requires_min_(DISPATCH_LEVEL)', but is called at PASSIVE_LEVEL here [miniport-irql-annotation]
  VendorLocked(Adapter);
  VendorRaise();
  // Warn: raised by what is only annotated.
  // CHECK-DAG: annotated-effects.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'VendorWait' requires IRQL <= PASSIVE_LEVEL, but runs at DISPATCH_LEVEL here [miniport-isr-irql]
  VendorWait(Adapter);
  return SP_RETURN_FOUND;
}

// Quiet: at the level of an adapter control nobody knows better.
static VOID Narrow(ADAPTER *Adapter) {
  _IRQL_limited_to_(PASSIVE_LEVEL);
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL)
    VendorWait(Adapter);
}
HW_ADAPTER_CONTROL Control;
SCSI_ADAPTER_CONTROL_STATUS Control(PVOID Extension, SCSI_ADAPTER_CONTROL_TYPE Type, PVOID Parameters) {
  if (Type == ScsiQuerySupportedControlTypes)
    Narrow(Extension);
  return ScsiAdapterControlSuccess;
}

// CHECK: {{^}}2 errors, 1 warning;
