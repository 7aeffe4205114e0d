// A handle carries what was taken by it, and so does its copy; one that was not
// used, or was given back, carries nothing (engine: locks).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _QUEUE {
  STOR_LOCK_HANDLE Handle;
  ULONG Depth;
} QUEUE;
typedef struct _ADAPTER {
  STOR_DPC Dpc;
  QUEUE Queue;
} ADAPTER;

// Quiet: through two copies.
HW_DPC_ROUTINE Copied;
VOID Copied(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE First = {0}, Second = {0}, Third;
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &First);
  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Second);
  Third = Second;
  Adapter->Queue.Handle = Third;
  StorPortReleaseSpinLock(Adapter, &Adapter->Queue.Handle);
  StorPortReleaseSpinLock(Adapter, &First);
}

// Quiet: memory is copied, too, and a handle may have two names.
HW_DPC_ROUTINE Moved;
VOID Moved(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  QUEUE *Queue = A;
  STOR_LOCK_HANDLE First = {0}, Second = {0};
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &First);
  RtlCopyMemory(&Second, &First, sizeof(First));
  StorPortReleaseSpinLock(Adapter, &Second);
  RtlZeroMemory(&Adapter->Queue, sizeof(Adapter->Queue));
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Queue->Handle);
  StorPortReleaseSpinLock(Adapter, &Adapter->Queue.Handle);
}

// Warn: the copy is of the other one.
HW_DPC_ROUTINE Kept;
VOID Kept(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE First = {0}, Second = {0}, Third;
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &First);
  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Second);
  Third = Second;
  StorPortReleaseSpinLock(Adapter, &Third);
  // CHECK-DAG: copied-handles.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'DpcLock' is still held when 'Kept' returns here [miniport-lock-unpaired]
}

// Warn: where the handle is that was never used, not where the lock is given
// back after it.
static VOID Release(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortReleaseSpinLock(Adapter, Handle);
}
HW_DPC_ROUTINE Unused;
VOID Unused(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Used = {0}, Other = {0};
  StorPortAcquireSpinLock(Adapter, DpcLock, &Adapter->Dpc, &Used);
  // CHECK-DAG: copied-handles.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Other);
  Release(Adapter, &Used);
}

// Warn: given back, and cleared while it is in use.
HW_TIMER Timer;
VOID Timer(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  StorPortReleaseSpinLock(Adapter, &Handle);
  // CHECK-DAG: copied-handles.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Handle);
}
// CHECK: {{^}}3 errors;
