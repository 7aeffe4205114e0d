// A correct line interrupt routine, and one defect after the other put into it:
// each is caught, the correct one is quiet.
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t.0 -- -DMUTANT=0 %winflags
// RUN: FileCheck --check-prefix=M0 --input-file=%t.0 %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t.1 -- -DMUTANT=1 %winflags
// RUN: FileCheck --check-prefix=M1 --input-file=%t.1 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t.2 -- -DMUTANT=2 %winflags
// RUN: FileCheck --check-prefix=M2 --input-file=%t.2 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t.3 -- -DMUTANT=3 %winflags
// RUN: FileCheck --check-prefix=M3 --input-file=%t.3 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t.4 -- -DMUTANT=4 %winflags
// RUN: FileCheck --check-prefix=M4 --input-file=%t.4 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-never-false %s -o %t.5 -- -DMUTANT=5 %winflags
// RUN: FileCheck --check-prefix=M5 --input-file=%t.5 --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define MUT(N) (MUTANT == (N))
#define PENDING 0x80000000

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Queues, Completed;
  BOOLEAN Stopped;
} ADAPTER;

// M0: no findings

// The answer is "mine" only if the adapter says so.
static BOOLEAN Acknowledge(ADAPTER *Adapter) {
  ULONG Status = StorPortReadRegisterUlong(Adapter, Adapter->Status);
  if (!(Status & PENDING))
    return MUT(1) ? TRUE : FALSE;
  StorPortWriteRegisterUlong(Adapter, Adapter->Status, Status);
  return TRUE;
}

static BOOLEAN Drain(ADAPTER *Adapter) {
  BOOLEAN Any = MUT(2) ? TRUE : FALSE;
  for (ULONG I = 0; I < Adapter->Queues; I++)
    if (StorPortReadRegisterUlong(Adapter, Adapter->Status + I) & 1)
      Any |= TRUE;
  return Any;
}

HW_INTERRUPT Isr;
// M1: mutants.c:[[#@LINE+5]]:{{[0-9]+}}: warning: interrupt routine 'Isr' must return FALSE {{.*}} [miniport-isr-never-false]
// M2: mutants.c:[[#@LINE+4]]:{{[0-9]+}}: warning: interrupt routine 'Isr' must return FALSE {{.*}} [miniport-isr-never-false]
// M3: mutants.c:[[#@LINE+3]]:{{[0-9]+}}: warning: interrupt routine 'Isr' must return FALSE {{.*}} [miniport-isr-never-false]
// M4: mutants.c:[[#@LINE+2]]:{{[0-9]+}}: warning: interrupt routine 'Isr' must return FALSE {{.*}} [miniport-isr-never-false]
// M5: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: warning: interrupt routine 'Isr' must return FALSE {{.*}} [miniport-isr-never-false]
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  BOOLEAN Mine;
  if (MUT(2))
    return Drain(Adapter);
  Mine = Acknowledge(Adapter);
  if (MUT(3))
    Mine = TRUE;
  if (!Mine)
    return MUT(4) || MUT(5) ? 2 : FALSE;
  if (Drain(Adapter))
    Adapter->Completed++;
  return MUT(5) ? Mine || !Mine : Mine;
}

// M1: {{^}}1 warning;
// M2: {{^}}1 warning;
// M3: {{^}}1 warning;
// M4: {{^}}1 warning;
// M5: {{^}}1 warning;
