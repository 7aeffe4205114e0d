// A correct completion path, shared by interrupt routine, DPC and timer, and one
// defect after the other put into it: each is caught where it stands, the correct
// one is quiet.
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t.0 -- -DMUTANT=0 %winflags
// RUN: FileCheck --check-prefix=M0 --input-file=%t.0 %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t.1 -- -DMUTANT=1 %winflags
// RUN: FileCheck --check-prefix=M1 --input-file=%t.1 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t.2 -- -DMUTANT=2 %winflags
// RUN: FileCheck --check-prefix=M2 --input-file=%t.2 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t.3 -- -DMUTANT=3 %winflags
// RUN: FileCheck --check-prefix=M3 --input-file=%t.3 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t.4 -- -DMUTANT=4 %winflags
// RUN: FileCheck --check-prefix=M4 --input-file=%t.4 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t.5 -- -DMUTANT=5 %winflags
// RUN: FileCheck --check-prefix=M5 --input-file=%t.5 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t.6 -- -DMUTANT=6 %winflags
// RUN: FileCheck --check-prefix=M6 --input-file=%t.6 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t.7 -- -DMUTANT=7 %winflags
// RUN: FileCheck --check-prefix=M7 --input-file=%t.7 --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define MUT(N) (MUTANT == (N))

typedef struct _ADAPTER {
  PULONG Status;
  STOR_DPC Dpc;
  PVOID Buffer, Spare, Table;
  ULONG Pending;
} ADAPTER;

// M0: no findings

static VOID Complete(ADAPTER *Adapter, BOOLEAN AtDirql) {
  Adapter->Pending--;
  if (AtDirql && !MUT(1)) {
    StorPortIssueDpc(Adapter, &Adapter->Dpc, Adapter->Buffer, NULL);
    return;
  }
  // M1: mutants.c:[[#@LINE+3]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  // M2: mutants.c:[[#@LINE+2]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  // M3: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Complete(Adapter, MUT(2) ? FALSE : TRUE);
  if (MUT(4))
    // M4: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortAllocatePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortAllocatePool(Adapter, 64, 'yrrM', &Adapter->Spare);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending++;
  if (MUT(3))
    Complete(Adapter, FALSE);
  if (!MUT(5))
    StorPortReleaseSpinLock(Adapter, &Lock);
  // M5: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Table);
  if (MUT(5))
    StorPortReleaseSpinLock(Adapter, &Lock);
  Complete(Adapter, FALSE);
}

static BOOLEAN Exchange(PVOID Extension, PVOID Context) {
  ADAPTER *Adapter = Extension;
  *(PVOID *)Context = Adapter->Spare;
  if (MUT(6))
    // M6: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Spare);
  Adapter->Spare = NULL;
  return TRUE;
}

HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  PVOID Old = NULL;
  if (StorPortSynchronizeAccess(Adapter, Exchange, &Old) && !MUT(6))
    StorPortFreePool(Adapter, Old);
  if (MUT(7))
    // M7: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortRegistryRead' requires IRQL <= PASSIVE_LEVEL, but runs at DISPATCH_LEVEL here [miniport-isr-irql]
    StorPortRegistryRead(Adapter, NULL, 0, 0, Adapter->Buffer, NULL);
}

// M1: {{^}}1 error;
// M2: {{^}}1 error;
// M3: {{^}}1 error;
// M4: {{^}}1 error;
// M5: {{^}}1 error;
// M6: {{^}}1 error;
// M7: {{^}}1 error;
