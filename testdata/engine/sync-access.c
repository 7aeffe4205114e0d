// StorPortSynchronizeAccess runs its call-back at DIRQL under InterruptLock, before
// it returns; what the call-back does is part of the caller, its result as well
// (engine: roles; the lock is held while the routine runs, and no longer).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-lock-unpaired,miniport-stall-context %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer, Spare;
  ULONG Pending;
} ADAPTER;

typedef struct _EXCHANGE {
  PVOID Block;
  BOOLEAN Free, Slow;
} EXCHANGE;

// Quiet: hands the block out, its caller frees it.
static BOOLEAN Detach(PVOID Extension, PVOID Context) {
  ADAPTER *Adapter = Extension;
  EXCHANGE *Exchange = Context;
  Exchange->Block = Adapter->Buffer;
  Adapter->Buffer = NULL;
  return Exchange->Block != NULL;
}

// Warn: frees it itself, and waits; if it is told to.
static BOOLEAN Drop(PVOID Extension, PVOID Context) {
  ADAPTER *Adapter = Extension;
  EXCHANGE *Exchange = Context;
  if (Exchange->Free)
    // CHECK-DAG: sync-access.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Spare);
  if (Exchange->Slow)
    // CHECK-DAG: sync-access.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps {{.*}} busy for up to 1 ms [miniport-stall-context]
    StorPortStallExecution(1000);
  return TRUE;
}

// Quiet: nobody tells this one to.
static BOOLEAN Keep(PVOID Extension, PVOID Context) {
  ADAPTER *Adapter = Extension;
  EXCHANGE *Exchange = Context;
  if (Exchange->Free)
    StorPortFreePool(Adapter, Adapter->Spare);
  if (Exchange->Slow)
    StorPortStallExecution(1000);
  return FALSE;
}

// Quiet: back at DISPATCH_LEVEL after each call.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  EXCHANGE Exchange = {0};
  STOR_LOCK_HANDLE Lock = {0};
  if (StorPortSynchronizeAccess(Extension, Detach, &Exchange))
    StorPortFreePool(Extension, Exchange.Block);
  StorPortSynchronizeAccess(Extension, Keep, &Exchange);
  StorPortStallExecution(90);
  StorPortAcquireSpinLock(Extension, StartIoLock, NULL, &Lock);
  StorPortReleaseSpinLock(Extension, &Lock);
}

HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  EXCHANGE Exchange = {0};
  Exchange.Free = TRUE;
  Exchange.Slow = TRUE;
  StorPortSynchronizeAccess(Extension, Drop, &Exchange);
}

// CHECK: {{^}}2 errors;
