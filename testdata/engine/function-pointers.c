// Function addresses flow through parameters, fields, aggregates and const tables;
// the targets of a call are simulated as one joined list of cases; NULL is none
// (engine: roles).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER ADAPTER;
typedef VOID FREE_ROUTINE(ADAPTER *Adapter, PVOID Block);
typedef VOID LOCK_ROUTINE(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle);

typedef struct _OPERATIONS {
  FREE_ROUTINE *Free;
  LOCK_ROUTINE *Lock, *Unlock;
  PCSTR Name;
} OPERATIONS;

struct _ADAPTER {
  PULONG Status;
  PVOID First, Second, Third;
  STOR_DPC Dpc;
  const OPERATIONS *Operations;
  OPERATIONS Own;
  FREE_ROUTINE *Late, *Never;
  ULONG Kind;
};

// Warn: reached by way of the tables from the interrupt routine.
static VOID FreeNow(ADAPTER *Adapter, PVOID Block) {
  // CHECK-DAG: function-pointers.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Block);
}
static VOID FreeLater(ADAPTER *Adapter, PVOID Block) {
  StorPortIssueDpc(Adapter, &Adapter->Dpc, Block, NULL);
}
// Quiet: only the DPC has this one.
static VOID FreeInDpc(ADAPTER *Adapter, PVOID Block) {
  StorPortFreePool(Adapter, Block);
}
static VOID LockPort(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}
static VOID UnlockPort(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortReleaseSpinLock(Adapter, Handle);
}

static const OPERATIONS Operations[] = {
    {FreeNow, LockPort, UnlockPort, "now"},
    {FreeLater, LockPort, UnlockPort, "later"},
};

HW_FIND_ADAPTER FindAdapter;
ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  ADAPTER *Adapter = Extension;
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
  Adapter->Operations = &Operations[Config->SlotNumber & 1];
  Adapter->Own = Operations[1];
  Adapter->Late = FreeInDpc;
  Adapter->Never = NULL;
  return SP_RETURN_FOUND;
}

static VOID Call(FREE_ROUTINE *Routine, ADAPTER *Adapter, PVOID Block) {
  Routine(Adapter, Block);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Adapter->Operations->Free(Adapter, Adapter->First);
  Call(FreeLater, Adapter, Adapter->Second);
  if (Adapter->Never != NULL)
    Adapter->Never(Adapter, Adapter->Third);
  return TRUE;
}

// Quiet: locks by way of a table, taken and given back.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID Second) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  Adapter->Late(Adapter, First);
  Call(FreeInDpc, Adapter, First);
  Adapter->Operations->Lock(Adapter, &Handle);
  Adapter->Kind++;
  Adapter->Operations->Unlock(Adapter, &Handle);
}

// Warn: taken by way of a table, and not given back.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  Adapter->Operations->Lock(Adapter, &Handle);
  Adapter->Kind++;
  if (Adapter->Kind > 8)
    // CHECK-DAG: function-pointers.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Tick' returns here [miniport-lock-unpaired]
    return;
  Adapter->Operations->Unlock(Adapter, &Handle);
}

// CHECK: {{^}}2 errors;
