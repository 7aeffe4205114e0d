// A function is simulated in full if it has an effect, or if its result or a store
// of it can reach a branch that matters (engine: relevance): through the heap, an
// out-parameter, a global, a chain of helpers that look harmless.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer;
  ULONG State, Mode, Pending;
} ADAPTER;

static ULONG Level;

// Harmless by themselves.
static VOID EnterInterrupt(ADAPTER *Adapter) { Adapter->State = 3; }
static VOID LeaveInterrupt(ADAPTER *Adapter) { Adapter->State = 0; }
static VOID Query(ADAPTER *Adapter, PULONG Mode, PULONG Count) {
  *Mode = Adapter->Mode & 1;
  *Count = Adapter->Pending;
}
static VOID SetLevel(ULONG New) { Level = New; }
static ULONG Next(ULONG State) { return State + 1; }
static ULONG Twice(ULONG State) { return Next(Next(State)); }

// Quiet: freed in no state that an interrupt routine is in.
static VOID Release(ADAPTER *Adapter) {
  if (Adapter->State != 3)
    StorPortFreePool(Adapter, Adapter->Buffer);
}
static VOID ReleaseByLevel(ADAPTER *Adapter) {
  if (Level == 0)
    StorPortFreePool(Adapter, Adapter->Buffer);
}

// Warn: after the state was left again.
static VOID ReleaseAfter(ADAPTER *Adapter) {
  if (Adapter->State == 0)
    // CHECK-DAG: relevance.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Buffer);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  SetLevel(1);
  EnterInterrupt(Adapter);
  Release(Adapter);
  ReleaseByLevel(Adapter);
  LeaveInterrupt(Adapter);
  SetLevel(0);
  ReleaseAfter(Adapter);
  return TRUE;
}

// Quiet: two questions, one answer; a sum that is not zero.
HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Mode, Count, Again, More;
  Query(Adapter, &Mode, &Count);
  if (Mode)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending = 0;
  Query(Adapter, &Again, &More);
  if (Again)
    StorPortReleaseSpinLock(Adapter, &Lock);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Twice(1) == 3)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the count of the second question is another one.
HW_DPC_ROUTINE Other;
VOID Other(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Mode, Count, More;
  Query(Adapter, &Mode, &Count);
  if (Count == 0)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending = 0;
  Query(Adapter, &Mode, &More);
  if (More != 0)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: relevance.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Other' returns here [miniport-lock-unpaired]
}

// CHECK: {{^}}2 errors;
