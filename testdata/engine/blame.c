// Who is to blame for a leak: the innermost frame that acquired the lock, itself
// or by an acquire-only callee, and releases it on another of its paths; one that
// never releases the class is a wrapper; if only the entry point remains, its
// return. One finding for each acquire and return, however many come there
// (engine: locks).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending, Done;
} ADAPTER;

// Wrappers: never to blame.
static VOID Lock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}
static VOID LockDeep(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  Adapter->Done++;
  Lock(Adapter, Handle);
}
static VOID Unlock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortReleaseSpinLock(Adapter, Handle);
}

// Warn: the helper that releases on its other path, not its callers, and once for
// all three of them.
static BOOLEAN Take(ADAPTER *Adapter) {
  STOR_LOCK_HANDLE Handle;
  LockDeep(Adapter, &Handle);
  if (Adapter->Pending == 0)
    // CHECK-DAG: blame.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Take' returns here [miniport-lock-unpaired]
    return FALSE;
  Adapter->Pending--;
  Unlock(Adapter, &Handle);
  return TRUE;
}

static BOOLEAN TakeTwo(ADAPTER *Adapter) { return Take(Adapter); }

HW_DPC_ROUTINE First;
VOID First(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  Take((ADAPTER *)Extension);
}
HW_DPC_ROUTINE Second;
VOID Second(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  TakeTwo((ADAPTER *)Extension);
}
HW_TIMER Third;
VOID Third(PVOID Extension) {
  if (!TakeTwo((ADAPTER *)Extension))
    TakeTwo((ADAPTER *)Extension);
}

// Warn: nobody in between gives anything back; the entry point's return.
static VOID Begin(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  LockDeep(Adapter, Handle);
  Adapter->Pending++;
}
HW_DPC_ROUTINE Entry;
VOID Entry(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  STOR_LOCK_HANDLE Handle;
  Begin((ADAPTER *)Extension, &Handle);
  // CHECK-DAG: blame.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Entry' returns here [miniport-lock-unpaired]
}

// Warn: two returns are two defects.
static ULONG Two(ADAPTER *Adapter) {
  STOR_LOCK_HANDLE Handle;
  Lock(Adapter, &Handle);
  if (Adapter->Pending == 0)
    // CHECK-DAG: blame.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Two' returns here [miniport-lock-unpaired]
    return 0;
  if (Adapter->Done == 0)
    // CHECK-DAG: blame.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Two' returns here [miniport-lock-unpaired]
    return 1;
  Unlock(Adapter, &Handle);
  return 2;
}
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  return Two((ADAPTER *)Extension) == 2;
}

// Quiet: a lock that the caller gives back is nobody's leak.
static VOID Middle(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  Begin(Adapter, Handle);
}
HW_BUILDIO BuildIo;
BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  Middle(Adapter, &Handle);
  Unlock(Adapter, &Handle);
  return TRUE;
}

// CHECK: {{^}}4 errors;
