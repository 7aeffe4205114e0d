// Functions that call each other, and each give back what they take, leave
// locks as they were, however deep (engine: survey).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  ULONG State, Errors, Depth;
  PVOID Buffer;
} ADAPTER;

static VOID Run(ADAPTER *Adapter, BOOLEAN AtDirql);

static VOID WaitForLink(ADAPTER *Adapter, BOOLEAN AtDirql) {
  Adapter->State = 2;
  Run(Adapter, AtDirql);
}

static VOID WaitForDevice(ADAPTER *Adapter, BOOLEAN AtDirql) {
  STOR_LOCK_HANDLE Lock = {0};
  if (!AtDirql)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->State = Adapter->Errors ? 1 : 3;
  if (!AtDirql)
    StorPortReleaseSpinLock(Adapter, &Lock);
  Run(Adapter, AtDirql);
}

static VOID Fail(ADAPTER *Adapter) {
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Lock);
  Adapter->Errors++;
  Adapter->State = 1;
  StorPortReleaseSpinLock(Adapter, &Lock);
  Run(Adapter, FALSE);
}

static VOID Run(ADAPTER *Adapter, BOOLEAN AtDirql) {
  switch (Adapter->State) {
  case 1:
    WaitForLink(Adapter, AtDirql);
    break;
  case 2:
    WaitForDevice(Adapter, AtDirql);
    break;
  case 3:
    Fail(Adapter);
    break;
  }
}

// Quiet: what is behind it is where it was.
HW_DPC_ROUTINE Before;
VOID Before(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Adapter, DpcLock, Self, &Lock);
  Run(Adapter, FALSE);
  StorPortReleaseSpinLock(Adapter, &Lock);
  StorPortFreePool(Adapter, Adapter->Buffer);
}

// Warn: nor does it hide what its caller does.
HW_DPC_ROUTINE Behind;
VOID Behind(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Adapter, DpcLock, Self, &Lock);
  Run(Adapter, FALSE);
  if (Adapter->Depth)
    // CHECK-DAG: calm-recursion.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'DpcLock' is still held when 'Behind' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: one of them does not give back what it takes.
static VOID Other(ADAPTER *Adapter, ULONG Left);
static VOID Keep(ADAPTER *Adapter, ULONG Left) {
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Depth == 7)
    // CHECK-DAG: calm-recursion.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Keep' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
  Other(Adapter, Left);
}
static VOID Other(ADAPTER *Adapter, ULONG Left) {
  if (Left)
    Keep(Adapter, Left - 1);
}
HW_TIMER Timer;
VOID Timer(PVOID Extension) { Other(Extension, 3); }

// Warn: what such a function does is not legal everywhere.
static VOID Trim(ADAPTER *Adapter) {
  STOR_LOCK_HANDLE Lock = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  // CHECK-DAG: calm-recursion.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
  StorPortFreePool(Adapter, Adapter->Buffer);
  StorPortReleaseSpinLock(Adapter, &Lock);
}
HW_DPC_ROUTINE Trims;
VOID Trims(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  Trim(Extension);
}
// CHECK-DAG: {{^}}3 errors
