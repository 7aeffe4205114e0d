// Recursive groups are simulated in a bounded number of rounds, then taint
// (engine: contexts). A recursion that leaves the locks alone is no reason to be
// silent about its caller, and none to make a lock out of nothing.
// RUN: %exits 1 %miniport_tidy --checks=-*,miniport-lock-unpaired,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _NODE {
  struct _NODE *Left, *Right;
  PVOID Data;
} NODE;

typedef struct _ADAPTER {
  NODE *Root;
  ULONG Done, Depth;
} ADAPTER;

// Quiet: the level is the same all the way down.
static ULONG Count(NODE *Node) {
  if (Node == NULL)
    return 0;
  return 1 + Count(Node->Left) + Count(Node->Right);
}

// Quiet: each turn gives back what it took before it goes down.
static VOID Walk(ADAPTER *Adapter, NODE *Node) {
  STOR_LOCK_HANDLE Lock;
  if (Node == NULL)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  StorPortReleaseSpinLock(Adapter, &Lock);
  Walk(Adapter, Node->Left);
  Walk(Adapter, Node->Right);
}

// Quiet: two that call each other, with a lock around the second.
static VOID Even(ADAPTER *Adapter, ULONG N);
static VOID Odd(ADAPTER *Adapter, ULONG N) {
  if (N != 0)
    Even(Adapter, N - 1);
}
static VOID Even(ADAPTER *Adapter, ULONG N) {
  if (N != 0)
    Odd(Adapter, N - 1);
  Adapter->Depth++;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  Walk(Adapter, Adapter->Root);
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Even(Adapter, Adapter->Done);
  Adapter->Done = Count(Adapter->Root);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: a recursion that touches no lock hides nothing.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Count(Adapter->Root) == 0)
    // CHECK-DAG: recursion.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Tick' returns here [miniport-lock-unpaired]
    return;
  Even(Adapter, 3);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: at the bottom of a recursion of an interrupt routine.
static VOID Free(ADAPTER *Adapter, NODE *Node) {
  if (Node == NULL)
    return;
  // CHECK-DAG: recursion.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Node->Data);
  Free(Adapter, Node->Left);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (Adapter->Root == NULL)
    return FALSE;
  Free(Adapter, Adapter->Root);
  return TRUE;
}

// CHECK: {{^}}2 errors;
