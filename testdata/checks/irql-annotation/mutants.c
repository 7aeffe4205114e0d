// One right driver, and each way to break it by a definition.
// RUN: %exits 0 %miniport_tidy --strict --checks=-*,miniport-irql-annotation %s -o %t -- %winflags
// RUN: FileCheck --check-prefix=RIGHT --input-file=%t %s
// RIGHT: no findings
// RUN: %miniport_tidy --checks=-*,miniport-irql-annotation %s -- %winflags -DLEVEL=APC_LEVEL | FileCheck --check-prefix=BROKEN %s
// RUN: %miniport_tidy --checks=-*,miniport-irql-annotation %s -- %winflags "-DLEVEL=DISPATCH_LEVEL - 1" | FileCheck --check-prefix=BROKEN %s
// RUN: %miniport_tidy --checks=-*,miniport-irql-annotation %s -- %winflags -DMAX=__drv_maxIRQL -DLEVEL=0 | FileCheck --check-prefix=BROKEN %s
// RUN: %miniport_tidy --checks=-*,miniport-irql-annotation %s -- %winflags -DMAX=_IRQL_requires_ -DLEVEL=PASSIVE_LEVEL | FileCheck --check-prefix=BROKEN %s
// RUN: %miniport_tidy --checks=-*,miniport-irql-annotation %s -- %winflags -DMAX=_IRQL_requires_min_ -DLEVEL=HIGH_LEVEL | FileCheck --check-prefix=BROKEN %s
// RUN: %miniport_tidy --checks=-*,miniport-irql-annotation %s -- %winflags -DUNLOCKED | FileCheck --check-prefix=LOW %s
// BROKEN: warning: 'Count' is annotated '{{.*}}', but is called at DISPATCH_LEVEL here [miniport-irql-annotation]
// LOW: warning: 'Locked' is annotated '_IRQL_requires_min_(DISPATCH_LEVEL)', but is called at PASSIVE_LEVEL here
#include <ntddk.h>
#include <storport.h>

#ifndef MAX
#define MAX _IRQL_requires_max_
#endif
#ifndef LEVEL
#define LEVEL DISPATCH_LEVEL
#endif

typedef struct { ULONG Pending; KSPIN_LOCK Spin; } ADAPTER;

MAX(LEVEL) static VOID Count(ADAPTER *Adapter) { Adapter->Pending++; }
_IRQL_requires_min_(DISPATCH_LEVEL) static VOID Locked(ADAPTER *Adapter) { Adapter->Pending--; }

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) { Count(Extension); }

HW_PASSIVE_INITIALIZE_ROUTINE Passive;
BOOLEAN Passive(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  KIRQL Old;
  KeAcquireSpinLock(&Adapter->Spin, &Old);
#ifndef UNLOCKED
  Locked(Adapter);
#endif
  KeReleaseSpinLock(&Adapter->Spin, Old);
#ifdef UNLOCKED
  Locked(Adapter);
#endif
  return TRUE;
}
