// Bits are known one by one (engine: known bits): setting or clearing some
// leaves what is known of the others.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define PER_MESSAGE 0x01
#define BUSY 0x02
#define FAILED 0x40
#define IsSet(Adapter, Bit) (((Adapter)->Flags & (Bit)) == (Bit))
#define IsAnySet(Adapter, Bits) (((Adapter)->Flags & (Bits)) != 0)

typedef struct _ADAPTER {
  ULONG Flags, Done;
} ADAPTER;

// Quiet: other bits come and go.
HW_DPC_ROUTINE OtherBits;
VOID OtherBits(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (!IsSet(Adapter, PER_MESSAGE))
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Flags |= BUSY;
  Adapter->Done++;
  Adapter->Flags &= ~(BUSY | FAILED);
  if (!IsSet(Adapter, PER_MESSAGE))
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: a bit that was just set is set, whatever the rest.
HW_DPC_ROUTINE JustSet;
VOID JustSet(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Flags |= BUSY;
  if (IsAnySet(Adapter, BUSY | FAILED))
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: "some bit of two" and "neither" are each other's opposite, and the
// whole word is not zero where a bit is set.
HW_DPC_ROUTINE Some;
VOID Some(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Flags = Adapter->Flags;
  if (!(Flags & BUSY))
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Flags != 0)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: "not the whole bit" is "not the bit", also through wrappers.
static VOID Enter(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock) {
  if (!IsSet(Adapter, BUSY))
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Lock);
}
static VOID Leave(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock) {
  if (!IsSet(Adapter, BUSY))
    StorPortReleaseSpinLock(Adapter, Lock);
}
HW_DPC_ROUTINE Wrapped;
VOID Wrapped(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  STOR_LOCK_HANDLE Lock = {0};
  Enter(Extension, &Lock);
  Leave(Extension, &Lock);
}

// Warn: the bit itself is cleared between the tests.
HW_DPC_ROUTINE Cleared;
VOID Cleared(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (IsSet(Adapter, BUSY))
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Flags &= ~(BUSY | FAILED);
  if (IsSet(Adapter, BUSY))
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: correlated-bit.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Cleared' returns here [miniport-lock-unpaired]
}

// Warn: two different bits.
HW_DPC_ROUTINE TwoBits;
VOID TwoBits(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Flags & BUSY)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if ((Adapter->Flags & BUSY) && !(Adapter->Flags & FAILED))
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: correlated-bit.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'TwoBits' returns here [miniport-lock-unpaired]
}

// Warn: a bit of two may be the other one.
HW_DPC_ROUTINE AnyIsNotAll;
VOID AnyIsNotAll(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (!IsAnySet(Adapter, BUSY | FAILED))
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (!IsSet(Adapter, BUSY))
    // CHECK-DAG: correlated-bit.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'AnyIsNotAll' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// CHECK: {{^}}3 errors;
