// The result of a pure function is a function of its inputs, so two calls agree;
// one that reads a register, or whose input was written between, does not
// (engine: pure functions).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  ULONG Kind, Queues, Done;
  BOOLEAN Messages, Stopped;
} ADAPTER;

static BOOLEAN UsesLine(ADAPTER *Adapter) {
  return !Adapter->Messages && Adapter->Kind != 7;
}

static BOOLEAN NeedsLock(ADAPTER *Adapter, ULONG Queue) {
  if (Adapter->Stopped)
    return FALSE;
  return UsesLine(Adapter) || Queue < Adapter->Queues;
}

static BOOLEAN IsBusy(ADAPTER *Adapter) {
  return (StorPortReadRegisterUlong(Adapter, Adapter->Status) & 1) != 0;
}

// Quiet: nothing that the answer depends on is written between the calls.
HW_DPC_ROUTINE Agree;
VOID Agree(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (UsesLine(Adapter))
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (UsesLine(Adapter))
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: the same through two levels and with an argument.
HW_DPC_ROUTINE Argument;
VOID Argument(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Queue = PtrToUlong(First);
  if (NeedsLock(Adapter, Queue))
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (NeedsLock(Adapter, Queue))
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: another argument.
HW_DPC_ROUTINE OtherArgument;
VOID OtherArgument(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Queue = PtrToUlong(First);
  if (!NeedsLock(Adapter, Queue))
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Queue++;
  if (!NeedsLock(Adapter, Queue))
    // CHECK-DAG: correlated-result.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'OtherArgument' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: the field that the answer depends on is written.
HW_DPC_ROUTINE Written;
VOID Written(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (UsesLine(Adapter))
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Messages = TRUE;
  if (UsesLine(Adapter))
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: correlated-result.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Written' returns here [miniport-lock-unpaired]
}

// Warn: the hardware has the last word.
HW_DPC_ROUTINE Hardware;
VOID Hardware(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (!IsBusy(Adapter))
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Done++;
  if (!IsBusy(Adapter))
    // CHECK-DAG: correlated-result.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: correlated-result.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Hardware' returns here [miniport-lock-unpaired]
}

// CHECK: {{^}}4 errors;
