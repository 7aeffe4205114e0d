// Every finding is replayed on one path, with all facts, before it is reported; if
// no such path exists it is dropped (engine: refutation). What needs a third turn
// of a loop is as true as what needs the first.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Kind, Mode, Queues, Done, Limit;
  BOOLEAN A, B, C;
} ADAPTER;

// Quiet: nine ways to come here, in none of which the flags disagree.
HW_DPC_ROUTINE NineWays;
VOID NineWays(PSTOR_DPC Self, PVOID Extension, PVOID X, PVOID Y) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Kind = 0, Mode = 0;
  if (Adapter->A)
    Kind = 1;
  else if (Adapter->B)
    Kind = 2;
  if (Adapter->Kind > 7)
    Mode = 1;
  else if (Adapter->C)
    Mode = 2;
  if (Kind == 1 && Mode == 2)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (Kind + Mode == 3 && Kind < Mode)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: the sum is never four.
HW_DPC_ROUTINE Sum;
VOID Sum(PSTOR_DPC Self, PVOID Extension, PVOID X, PVOID Y) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  ULONG Sum = 0;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->A)
    Sum++;
  if (Adapter->B)
    Sum++;
  if (Adapter->C)
    Sum++;
  if (Sum == 4)
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: it may be three.
HW_DPC_ROUTINE Three;
VOID Three(PSTOR_DPC Self, PVOID Extension, PVOID X, PVOID Y) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  ULONG Sum = 0;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->A)
    Sum++;
  if (Adapter->B)
    Sum++;
  if (Adapter->C)
    Sum++;
  if (Sum == 3)
    // CHECK-DAG: refutation.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Three' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: only the fourth turn returns.
HW_DPC_ROUTINE FourthTurn;
VOID FourthTurn(PSTOR_DPC Self, PVOID Extension, PVOID X, PVOID Y) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  for (ULONG I = 0; I < Adapter->Queues; I++) {
    if (I == 3)
      // CHECK-DAG: refutation.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'FourthTurn' returns here [miniport-lock-unpaired]
      return;
    Adapter->Done++;
  }
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: no turn does; the loop has ended by then.
HW_DPC_ROUTINE NoTurn;
VOID NoTurn(PSTOR_DPC Self, PVOID Extension, PVOID X, PVOID Y) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  ULONG I;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  for (I = 0; I < 8; I++) {
    if (I == 12)
      return;
    Adapter->Done++;
  }
  if (I != 8)
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// CHECK: {{^}}2 errors;
