// A parameter that one wrapper tests is the same parameter in the other one
// (engine: cases of a callee are in terms of entry values): acquire in one
// function and release in another under the same flag.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Pending, Done;
  BOOLEAN Shared;
} ADAPTER;

static VOID Lock(ADAPTER *Adapter, BOOLEAN AtDirql, PSTOR_LOCK_HANDLE Handle) {
  if (AtDirql)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}

static VOID Unlock(ADAPTER *Adapter, BOOLEAN AtDirql,
                   PSTOR_LOCK_HANDLE Handle) {
  if (!AtDirql)
    StorPortReleaseSpinLock(Adapter, Handle);
}

// Quiet: whatever the flag is, both agree.
static VOID Move(ADAPTER *Adapter, BOOLEAN AtDirql) {
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, AtDirql, &Handle);
  Adapter->Done += Adapter->Pending;
  Adapter->Pending = 0;
  Unlock(Adapter, AtDirql, &Handle);
}

// Quiet: the flag by another name and the other way round.
static VOID MoveUnless(ADAPTER *Adapter, BOOLEAN MayLock) {
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, !MayLock, &Handle);
  Adapter->Pending = 0;
  Unlock(Adapter, MayLock ? FALSE : TRUE, &Handle);
}

// Quiet: a flag worked out of two, once.
static VOID MoveSome(ADAPTER *Adapter, BOOLEAN AtDirql) {
  STOR_LOCK_HANDLE Handle = {0};
  BOOLEAN None = AtDirql || !Adapter->Shared;
  Lock(Adapter, None, &Handle);
  Adapter->Pending = 0;
  Unlock(Adapter, None, &Handle);
}

// Warn: the parameter is not what it was at the acquire.
static VOID MoveAll(ADAPTER *Adapter, BOOLEAN AtDirql) {
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, AtDirql, &Handle);
  if (Adapter->Shared)
    AtDirql = TRUE;
  Adapter->Pending = 0;
  Unlock(Adapter, AtDirql, &Handle);
  // CHECK-DAG: correlated-parameter.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'MoveAll' returns here [miniport-lock-unpaired]
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (Adapter->Pending == 0)
    return FALSE;
  Move(Adapter, TRUE);
  MoveUnless(Adapter, FALSE);
  MoveSome(Adapter, TRUE);
  MoveAll(Adapter, TRUE);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  Move(Adapter, FALSE);
  MoveUnless(Adapter, TRUE);
  MoveSome(Adapter, FALSE);
  MoveAll(Adapter, FALSE);
}

// Quiet: a flag that the caller does not know either.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  Move(Adapter, Adapter->Shared);
  MoveUnless(Adapter, Adapter->Shared);
}

// Warn: taken under a flag, given back without one.
HW_BUILDIO BuildIo;
BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  Lock(Adapter, Adapter->Pending == 0, &Handle);
  Adapter->Done++;
  // CHECK-DAG: correlated-parameter.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Handle);
  return TRUE;
}

// CHECK: {{^}}2 errors;
