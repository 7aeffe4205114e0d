// A function that calls itself in the context that it is simulated in uses what
// it uses there, however much that is (engine: contexts).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define TEN(X, N) X(N##0) X(N##1) X(N##2) X(N##3) X(N##4) X(N##5) X(N##6) X(N##7) X(N##8) X(N##9)
#define FIELDS(X) TEN(X, 1) TEN(X, 2) TEN(X, 3) TEN(X, 4) TEN(X, 5) TEN(X, 6) TEN(X, 7) TEN(X, 8)

typedef struct _NODE {
  struct _NODE *Next;
  PVOID Adapter;
#define FIELD(N) ULONG F##N;
  FIELDS(FIELD)
} NODE;

// Given up: its rounds find no end. AddressSanitizer looks on.
static VOID Walk(NODE *Node) {
  STOR_LOCK_HANDLE Lock = {0};
#define ENTER(N)                                                               \
  if (Node->F##N == 100 + N) {                                                 \
    StorPortAcquireSpinLock(Node->Adapter, InterruptLock, NULL, &Lock);        \
    StorPortReleaseSpinLock(Node->Adapter, &Lock);                             \
  }
  FIELDS(ENTER)
  StorPortAcquireSpinLock(Node->Adapter, InterruptLock, NULL, &Lock);
  if (Node->F89 == 7)
    return;
  StorPortReleaseSpinLock(Node->Adapter, &Lock);
  if (Node->Next)
    Walk(Node->Next);
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  Walk(Extension);
}

// Warn: what has nothing to do with it is seen.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  NODE *Node = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Node->Adapter, InterruptLock, NULL, &Lock);
  if (Node->F89 == 7)
    // CHECK: recursion-uses.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Tick' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Node->Adapter, &Lock);
}
// CHECK: {{^}}1 error;
