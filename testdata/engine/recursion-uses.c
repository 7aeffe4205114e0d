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

// Warn: behind the recursion, too.
static VOID Walk(NODE *Node) {
  STOR_LOCK_HANDLE Lock = {0};
#define ENTER(N)                                                               \
  if (Node->F##N == 100 + N) {                                                 \
    StorPortAcquireSpinLock(Node->Adapter, InterruptLock, NULL, &Lock);        \
    StorPortReleaseSpinLock(Node->Adapter, &Lock);                             \
  }
  FIELDS(ENTER)
  if (Node->Next)
    Walk(Node->Next);
  StorPortAcquireSpinLock(Node->Adapter, InterruptLock, NULL, &Lock);
  if (Node->F89 == 7)
    // CHECK-DAG: recursion-uses.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Walk' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Node->Adapter, &Lock);
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  Walk(Extension);
}
// CHECK: {{^}}1 error;
