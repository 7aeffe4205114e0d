// A correct wait for the device, short at raised level and long only in reset and
// initialisation, and one defect after the other put into it: each is caught where
// it stands, the correct one is quiet.
// Known gap: a poll without a bound counts one turn only (mutant 2).
// XFAIL: *
// RUN: %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t.0 -- -DMUTANT=0 %winflags
// RUN: FileCheck --check-prefix=M0 --input-file=%t.0 %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t.1 -- -DMUTANT=1 %winflags
// RUN: FileCheck --check-prefix=M1 --input-file=%t.1 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t.2 -- -DMUTANT=2 %winflags
// RUN: FileCheck --check-prefix=M2 --input-file=%t.2 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t.3 -- -DMUTANT=3 %winflags
// RUN: FileCheck --check-prefix=M3 --input-file=%t.3 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t.4 -- -DMUTANT=4 %winflags
// RUN: FileCheck --check-prefix=M4 --input-file=%t.4 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t.5 -- -DMUTANT=5 %winflags
// RUN: FileCheck --check-prefix=M5 --input-file=%t.5 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-stall-context %s -o %t.6 -- -DMUTANT=6 %winflags
// RUN: FileCheck --check-prefix=M6 --input-file=%t.6 --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define MUT(N) (MUTANT == (N))

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Pending;
  BOOLEAN Messages;
} ADAPTER;

// M0: no findings

static BOOLEAN Busy(ADAPTER *Adapter) {
  return (StorPortReadRegisterUlong(Adapter, Adapter->Status) & 1) != 0;
}

static BOOLEAN Wait(ADAPTER *Adapter, ULONG Tries, ULONG Each) {
  if (MUT(1))
    Each *= 1000;
  for (ULONG I = 0; MUT(2) || I < Tries; I++) {
    if (!Busy(Adapter))
      return TRUE;
    // M1: mutants.c:[[#@LINE+5]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 40 ms{{.*}} [miniport-stall-context]
    // M2: mutants.c:[[#@LINE+4]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps {{.*}} without a known bound [miniport-stall-context]
    // M3: mutants.c:[[#@LINE+3]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps 'HwStorInterrupt' busy for up to 100 ms{{.*}} [miniport-stall-context]
    // M4: mutants.c:[[#@LINE+2]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps 'HwStorDpcRoutine' with interrupts locked out busy for up to 1 ms{{.*}} [miniport-stall-context]
    // M6: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorResetBus' busy for up to 1 s{{.*}} [miniport-stall-context]
    StorPortStallExecution(Each);
  }
  return FALSE;
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (!Busy(Adapter))
    return FALSE;
  Wait(Adapter, MUT(3) ? 10000 : 4, 10);
  return TRUE;
}

static BOOLEAN Exchange(PVOID Extension, PVOID Context) {
  ADAPTER *Adapter = Extension;
  Adapter->Pending = 0;
  if (MUT(5))
    // M5: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortStallExecution' keeps {{.*}} busy for up to 1 ms{{.*}} [miniport-stall-context]
    StorPortStallExecution(1000);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending++;
  if (MUT(4))
    Wait(Adapter, 10, 100);
  StorPortReleaseSpinLock(Adapter, &Lock);
  Wait(Adapter, 5, 20); // 100 us
  StorPortSynchronizeAccess(Adapter, Exchange, NULL);
}

HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  return Wait((ADAPTER *)Extension, MUT(6) ? 1000 : 300, 1000);
}

HW_INITIALIZE Initialize;
BOOLEAN Initialize(PVOID Extension) {
  return Wait((ADAPTER *)Extension, 5000, 1000);
}

// M1: {{^}}1 error;
// M2: {{^}}1 error;
// M3: {{^}}1 error;
// M4: {{^}}1 error;
// M5: {{^}}1 error;
// M6: {{^}}1 warning;
