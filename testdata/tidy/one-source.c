// One source is a part of a driver. What a function of another one does to the
// driver's records is not known; a path that needs it to change a flag that was
// tested before is not reported, nor by the command.
//
// REQUIRES: clang-tidy, plugin
// RUN: %clang_tidy --load=%miniport_plugin --checks=-*,miniport-* %s -- %winflags | FileCheck --check-prefix=TIDY --implicit-check-not="still held" --implicit-check-not="not held" %s
// RUN: %exits 1 %miniport_tidy %s -o %t -- %winflags
// RUN: FileCheck --check-prefix=COMMAND --implicit-check-not=error: --input-file=%t %s

#include <storport.h>

typedef struct _QUEUE {
  BOOLEAN (*Add)(struct _QUEUE *Queue, PVOID Entry);
} QUEUE;
typedef struct _ADAPTER {
  BOOLEAN Msix;
  ULONG Pending;
  QUEUE *Queue;
} ADAPTER;

// In other sources.
BOOLEAN AddToQueue(QUEUE *Queue, PVOID Entry);
VOID GetPending(ULONG *Pending);

static VOID Lock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  if (!Adapter->Msix)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}
static VOID Unlock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  if (!Adapter->Msix)
    StorPortReleaseSpinLock(Adapter, Handle);
}
static BOOLEAN AddThrough(QUEUE *Queue, PVOID Entry) {
  return Queue->Add(Queue, Entry);
}

// Quiet: called directly.
HW_DPC_ROUTINE Direct;
VOID Direct(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, &Handle);
  AddToQueue(Adapter->Queue, A);
  Unlock(Adapter, &Handle);
}

// Quiet: called through a pointer that is set elsewhere, in a function that only
// does that.
HW_DPC_ROUTINE Indirect;
VOID Indirect(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, &Handle);
  AddThrough(Adapter->Queue, A);
  Unlock(Adapter, &Handle);
}

// Warn: nothing is released, whatever the other source does.
HW_DPC_ROUTINE Leak;
VOID Leak(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, &Handle);
  if (AddToQueue(Adapter->Queue, A))
    return;
  Unlock(Adapter, &Handle);
}
// TIDY: one-source.c:[[#@LINE-3]]:5: warning: 'InterruptLock' is still held when 'Leak' returns here
// COMMAND-DAG: one-source.c:[[#@LINE-4]]:5: error: 'InterruptLock' is still held when 'Leak' returns here

// Warn: it is handed the very object that is tested.
HW_DPC_ROUTINE Handed;
VOID Handed(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  ULONG Pending = 0;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Handle);
  GetPending(&Pending);
  if (Pending)
    return;
  StorPortReleaseSpinLock(Adapter, &Handle);
}
// TIDY: one-source.c:[[#@LINE-3]]:5: warning: 'InterruptLock' is still held when 'Handed' returns here
// COMMAND-DAG: one-source.c:[[#@LINE-4]]:5: error: 'InterruptLock' is still held when 'Handed' returns here
