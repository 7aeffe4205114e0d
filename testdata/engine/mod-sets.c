// A function with a body writes what it writes, and nothing else (engine: mod
// sets): across a callee that writes the field, directly, deep down, by its
// address or through a second pointer of that type, the fact is gone.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  struct _ADAPTER *Peer;
  ULONG Pending, Done, Errors;
  BOOLEAN Shared;
  VOID (*Notify)(struct _ADAPTER *Adapter);
} ADAPTER;

static VOID CountError(ADAPTER *Adapter) {
  Adapter->Errors++;
  Adapter->Done = 0;
}
static VOID Recover(ADAPTER *Adapter) { CountError(Adapter); }

static VOID Stop(ADAPTER *Adapter) { Adapter->Shared = FALSE; }
static VOID StopDeep(ADAPTER *Adapter) {
  CountError(Adapter);
  if (Adapter->Errors > 3)
    Stop(Adapter);
}
static VOID CopyToPeer(ADAPTER *Adapter) {
  Adapter->Peer->Shared = Adapter->Done != 0;
}
static VOID Clear(BOOLEAN *Flag) { *Flag = FALSE; }

// Quiet: callees that write other fields, and a call through a pointer whose only
// target does.
HW_DPC_ROUTINE Other;
VOID Other(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Flag = TRUE;
  Adapter->Notify = CountError;
  if (Adapter->Shared)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Recover(Adapter);
  Clear(&Flag);
  Adapter->Notify(Adapter);
  if (Adapter->Shared)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: deep down it is written, sometimes.
HW_DPC_ROUTINE Deep;
VOID Deep(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Shared)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  StopDeep(Adapter);
  if (Adapter->Shared)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: mod-sets.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Deep' returns here [miniport-lock-unpaired]
}

// Warn: by its address.
HW_DPC_ROUTINE Address;
VOID Address(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Shared)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Clear(&Adapter->Shared);
  if (Adapter->Shared)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: mod-sets.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Address' returns here [miniport-lock-unpaired]
}

// Warn: the peer of this adapter may be this adapter.
HW_DPC_ROUTINE Peer;
VOID Peer(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Shared)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  CopyToPeer(Adapter);
  if (Adapter->Shared)
    // CHECK-DAG: mod-sets.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: mod-sets.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Peer' returns here [miniport-lock-unpaired]
}

// CHECK: {{^}}4 errors;
