// A function is called above or below the level of its annotation, wherever that
// stands: on the definition, a declaration, a type, in a macro, under a condition.
// RUN: %exits 0 %miniport_tidy --strict --checks=-*,miniport-irql-annotation %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Pending;
  STOR_DPC Dpc;
} ADAPTER;

#define AT_MOST_DISPATCH _IRQL_requires_max_(DISPATCH_LEVEL)

_IRQL_requires_max_(PASSIVE_LEVEL) static VOID Count(ADAPTER *Adapter) {
  Adapter->Pending++;
}

// The declaration says it; the definition takes it over.
AT_MOST_DISPATCH VOID Drain(ADAPTER *Adapter);
_Use_decl_annotations_ VOID Drain(ADAPTER *Adapter) { Adapter->Pending = 0; }

// A type of the driver's own.
typedef __drv_maxIRQL(APC_LEVEL) VOID WORK(ADAPTER *Adapter);
WORK Work;
VOID Work(ADAPTER *Adapter) { Adapter->Pending = 2; }

static _IRQL_requires_(DISPATCH_LEVEL) VOID Exactly(ADAPTER *Adapter) {
  Adapter->Pending = 3;
}

static _IRQL_requires_min_(DISPATCH_LEVEL) VOID Locked(ADAPTER *Adapter) {
  Adapter->Pending = 4;
}

_When_(Wait != FALSE, _IRQL_requires_max_(APC_LEVEL))
_When_(Wait == FALSE, _IRQL_requires_max_(DISPATCH_LEVEL))
static VOID Flush(ADAPTER *Adapter, BOOLEAN Wait) {
  Adapter->Pending = Wait;
}

static VOID Below(ADAPTER *Adapter) {
  _IRQL_limited_to_(APC_LEVEL);
  Adapter->Pending = 5;
}

static VOID Deep(ADAPTER *Adapter) {
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'Drain' is annotated '_IRQL_requires_max_(DISPATCH_LEVEL)', but is called at DIRQL here [miniport-irql-annotation]
  Drain(Adapter);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  // CHECK-DAG: must-warn.c:[[#@LINE+2]]:{{[0-9]+}}: warning: 'Count' is annotated '_IRQL_requires_max_(PASSIVE_LEVEL)', but is called at DIRQL here [miniport-irql-annotation]
  // CHECK-DAG: must-warn.c:16:1: note: 'Count' is annotated here
  Count(Adapter);
  Deep(Adapter);
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'Exactly' is annotated '_IRQL_requires_(DISPATCH_LEVEL)', but is called at DIRQL here
  Exactly(Adapter);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  // CHECK-DAG: must-warn.c:[[#@LINE+2]]:{{[0-9]+}}: warning: 'Work' is annotated '_IRQL_requires_max_(APC_LEVEL)', but is called at DISPATCH_LEVEL here
  // CHECK-DAG: must-warn.c:25:9: note: 'Work' is annotated here through its type 'WORK'
  Work(Adapter);
  Flush(Adapter, FALSE);
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'Flush' is annotated '_IRQL_requires_max_(APC_LEVEL)', but is called at DISPATCH_LEVEL here
  Flush(Adapter, TRUE);
  Below(Adapter);
}
// CHECK-DAG: must-warn.c:44:3: warning: '_IRQL_limited_to_' states IRQL <= APC_LEVEL, but the level is DISPATCH_LEVEL here

HW_PASSIVE_INITIALIZE_ROUTINE Passive;
BOOLEAN Passive(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  // CHECK-DAG: must-warn.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'Locked' is annotated '_IRQL_requires_min_(DISPATCH_LEVEL)', but is called at PASSIVE_LEVEL here
  Locked(Adapter);
  Flush(Adapter, TRUE);
  Below(Adapter);
  return TRUE;
}

// CHECK: {{^}}7 warnings;
