// Right calls, demands that are not certain, and roles that say how the port driver
// calls a function, not who else may.
// RUN: %exits 0 %miniport_tidy --strict --checks=-*,miniport-irql-annotation %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t %s
// CHECK: no findings
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Pending;
  BOOLEAN Dying;
  KSPIN_LOCK Spin;
} ADAPTER;

_IRQL_requires_max_(DISPATCH_LEVEL) static VOID Count(ADAPTER *Adapter) { Adapter->Pending++; }
_IRQL_requires_max_(DIRQL) static VOID Device(ADAPTER *Adapter) { Adapter->Pending--; }
_IRQL_requires_min_(DISPATCH_LEVEL) static VOID Locked(ADAPTER *Adapter) { Adapter->Pending = 1; }

// Declarations that disagree: the weaker counts.
_IRQL_requires_max_(APC_LEVEL) VOID Both(ADAPTER *Adapter);
_IRQL_requires_max_(HIGH_LEVEL) VOID Both(ADAPTER *Adapter) { Adapter->Pending = 2; }

// What it depends on is not known at the call, or is not so.
_When_(Wait != FALSE, _IRQL_requires_max_(APC_LEVEL))
static VOID Flush(ADAPTER *Adapter, BOOLEAN Wait) { Adapter->Pending = Wait; }
_When_(Adapter->Dying, _IRQL_requires_max_(APC_LEVEL))
static VOID Drop(ADAPTER *Adapter) { Adapter->Pending = 3; }
_When_(sizeof(Adapter) == 4, _IRQL_requires_max_(APC_LEVEL)) _When_(0, _IRQL_requires_max_(APC_LEVEL))
static VOID Never(ADAPTER *Adapter) { Adapter->Pending = 4; }
// What is said of a case wins over what is said of all.
_IRQL_requires_max_(APC_LEVEL) _When_(Wait == FALSE, _IRQL_requires_max_(DIRQL))
static VOID Special(ADAPTER *Adapter, BOOLEAN Wait) { Adapter->Pending = Wait; }
// A level that is none.
_IRQL_requires_max_(Adapter->Pending) static VOID Odd(ADAPTER *Adapter) { Adapter->Pending = 5; }

// The role says how the port driver calls it.
HW_TIMER Tick;
VOID Tick(PVOID Extension) { ((ADAPTER *)Extension)->Pending = 6; }

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Device(Adapter);
  Locked(Adapter);
  Both(Adapter);
  Flush(Adapter, (BOOLEAN)Adapter->Pending);
  Flush(Adapter, FALSE);
  Drop(Adapter);
  Never(Adapter);
  Special(Adapter, FALSE);
  Odd(Adapter);
  Tick(Adapter);
  _IRQL_limited_to_(HIGH_LEVEL);
  return TRUE;
}

// The level is tested first.
static VOID Anywhere(ADAPTER *Adapter) {
  if (KeGetCurrentIrql() <= DISPATCH_LEVEL)
    Count(Adapter);
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL)
    Locked(Adapter);
}

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Msi;
BOOLEAN Msi(PVOID Extension, ULONG MessageId) {
  Anywhere(Extension);
  return TRUE;
}

// The level goes with a parameter, a ladder, a loop, a call-back, a macro.
#define COUNT_UNLESS(Isr, Adapter) do { if (!(Isr)) Count(Adapter); } while (0)
static VOID Update(ADAPTER *Adapter, BOOLEAN AtIsr) {
  ULONG Turn;
  if (AtIsr)
    goto out;
  Count(Adapter);
out:
  for (Turn = 0; Turn != 4; ++Turn)
    if (!AtIsr)
      Count(Adapter);
  COUNT_UNLESS(AtIsr, Adapter);
}

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Other;
BOOLEAN Other(PVOID Extension, ULONG MessageId) {
  Update(Extension, TRUE);
  return TRUE;
}

BOOLEAN Synchronized(PVOID Extension, PVOID Context) {
  Device(Extension);
  Update(Extension, TRUE);
  return TRUE;
}

HW_STARTIO Start;
BOOLEAN Start(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  Update(Extension, FALSE);
  return StorPortSynchronizeAccess(Extension, Synchronized, Srb);
}

HW_PASSIVE_INITIALIZE_ROUTINE Passive;
BOOLEAN Passive(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  KIRQL Old;
  Anywhere(Adapter);
  Count(Adapter);
  KeAcquireSpinLock(&Adapter->Spin, &Old);
  Locked(Adapter);
  KeReleaseSpinLock(&Adapter->Spin, Old);
  return TRUE;
}
