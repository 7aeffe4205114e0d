// A call that does not return ends the path: what is held there leaks nowhere
// (engine: the effect no_return). A routine that merely sounds like it does not.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  PVOID Buffer;
  ULONG Pending;
} ADAPTER;

DECLSPEC_NORETURN VOID VendorFatal(ULONG Code);
VOID VendorComplain(ULONG Code);

static VOID Crash(ADAPTER *Adapter) {
  KeBugCheckEx(0xF1, (ULONG_PTR)Adapter, 0, 0, 0);
}

// Quiet: the machine stops there.
HW_DPC_ROUTINE Direct;
VOID Direct(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Pending == 0)
    KeBugCheck(0xF1);
  else
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: by way of a helper that always does, and of a declaration that says so.
HW_DPC_ROUTINE Helper;
VOID Helper(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Pending == 0) {
    Crash(Adapter);
    StorPortFreePool(Adapter, Adapter->Buffer); // never gets here
    return;
  }
  if (Adapter->Pending == 1) {
    VendorFatal(1);
    return;
  }
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: this one comes back.
HW_DPC_ROUTINE Returns;
VOID Returns(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Pending == 0) {
    VendorComplain(1);
    // CHECK-DAG: noreturn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Returns' returns here [miniport-lock-unpaired]
    return;
  }
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: a helper that crashes only sometimes.
static VOID Check(ADAPTER *Adapter) {
  if (Adapter->Pending > 99)
    Crash(Adapter);
}
HW_DPC_ROUTINE Sometimes;
VOID Sometimes(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Check(Adapter);
  if (Adapter->Pending > 9)
    // CHECK-DAG: noreturn.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Sometimes' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// CHECK: {{^}}2 errors;
