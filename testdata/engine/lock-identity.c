// Two locks are the same, different, or nobody knows (engine: locks). A release
// that may be of a held lock takes it away in silence; only what is provably held
// leaks, and only where no lock of the class may be held is a release unheld.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-msi-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _QUEUE {
  KSPIN_LOCK Spin;
  ULONG Message, Head;
  struct _QUEUE *Next;
} QUEUE;

typedef struct _ADAPTER {
  QUEUE Queue[8];
  QUEUE *Current;
  ULONG Pending;
} ADAPTER;

// Quiet: by an alias, by a pointer that is looked up again, by another expression
// of the same message.
HW_DPC_ROUTINE MayBeSame;
VOID MayBeSame(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID B) {
  ADAPTER *Adapter = Extension;
  ULONG Id = PtrToUlong(First) & 7, Irql = 0;
  QUEUE *Queue = &Adapter->Queue[Id];
  KeAcquireSpinLockAtDpcLevel(&Queue->Spin);
  KeReleaseSpinLockFromDpcLevel(&Adapter->Queue[Id].Spin);
  KeAcquireSpinLockAtDpcLevel(&Adapter->Current->Spin);
  KeReleaseSpinLockFromDpcLevel(&Queue->Spin);
  StorPortAcquireMSISpinLock(Adapter, Queue->Message, &Irql);
  StorPortReleaseMSISpinLock(Adapter, Id + 1, Irql);
}

// Quiet: two of one class, in either order.
HW_DPC_ROUTINE Hand;
VOID Hand(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  QUEUE *Queue = Adapter->Current, *Next;
  KeAcquireSpinLockAtDpcLevel(&Queue->Spin);
  for (Next = Queue->Next; Next != NULL; Next = Queue->Next) {
    KeAcquireSpinLockAtDpcLevel(&Next->Spin);
    KeReleaseSpinLockFromDpcLevel(&Queue->Spin);
    Queue = Next;
  }
  Queue->Head++;
  KeReleaseSpinLockFromDpcLevel(&Queue->Spin);
}

// Warn: nothing of the class is held; the lock of another class does not count.
HW_DPC_ROUTINE OtherClass;
VOID OtherClass(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  // CHECK-DAG: lock-identity.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  KeReleaseSpinLockFromDpcLevel(&Adapter->Queue[0].Spin);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: two different constants; one is released twice, the other never.
HW_DPC_ROUTINE Different;
VOID Different(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  KeAcquireSpinLockAtDpcLevel(&Adapter->Queue[0].Spin);
  KeAcquireSpinLockAtDpcLevel(&Adapter->Queue[1].Spin);
  KeReleaseSpinLockFromDpcLevel(&Adapter->Queue[1].Spin);
  Adapter->Pending++;
  // CHECK-DAG: lock-identity.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is still held when 'Different' returns here [miniport-lock-unpaired]
}

// Warn: the second of two is left, whichever it is.
HW_DPC_ROUTINE Left;
VOID Left(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID B) {
  ADAPTER *Adapter = Extension;
  ULONG Id = PtrToUlong(First) & 3;
  KeAcquireSpinLockAtDpcLevel(&Adapter->Queue[Id].Spin);
  KeAcquireSpinLockAtDpcLevel(&Adapter->Queue[Id + 1].Spin);
  Adapter->Pending++;
  KeReleaseSpinLockFromDpcLevel(&Adapter->Queue[Id].Spin);
  // CHECK-DAG: lock-identity.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is still held when 'Left' returns here [miniport-lock-unpaired]
}

// CHECK: {{^}}3 errors;
