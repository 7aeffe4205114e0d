// A body wins over its own annotations; they count for functions without a body
// (engine: roles).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer;
  KSPIN_LOCK Spin;
  ULONG Pending;
} ADAPTER;

_IRQL_requires_max_(DISPATCH_LEVEL) VOID VendorFlush(ADAPTER *Adapter);
_IRQL_requires_max_(HIGH_LEVEL) VOID VendorKick(ADAPTER *Adapter);
_Acquires_lock_(Adapter->Spin) VOID VendorLock(ADAPTER *Adapter);
_Releases_lock_(Adapter->Spin) VOID VendorUnlock(ADAPTER *Adapter);

// Quiet: what the body does is allowed at DIRQL, whatever its author promised.
_IRQL_requires_max_(PASSIVE_LEVEL) static VOID Count(ADAPTER *Adapter) {
  Adapter->Pending++;
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Count(Adapter);
  VendorKick(Adapter);
  // Warn: without a body its promise is all that is known of it.
  // CHECK-DAG: annotations.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'VendorFlush' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  VendorFlush(Adapter);
  return TRUE;
}

// Quiet: taken and given back by functions of another source.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  VendorLock(Adapter);
  Adapter->Pending++;
  VendorUnlock(Adapter);
  VendorFlush(Adapter);
}

// Quiet: its callers are to give it back, and do.
_Acquires_lock_(Adapter->Spin) static VOID Lock(ADAPTER *Adapter) {
  KeAcquireSpinLockAtDpcLevel(&Adapter->Spin);
}

// Warn: the annotation says that it gives the lock back; the body does not.
_Releases_lock_(Adapter->Spin) static VOID Unlock(ADAPTER *Adapter) {
  Adapter->Pending--;
}

HW_DPC_ROUTINE Broken;
VOID Broken(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  Lock(Adapter);
  Unlock(Adapter);
  // CHECK-DAG: annotations.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is still held when 'Broken' returns here [miniport-lock-unpaired]
}

// CHECK: {{^}}2 errors;
