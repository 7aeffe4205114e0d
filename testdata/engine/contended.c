// A counter that is changed by interlocked operations may have another value
// behind an acquisition, whatever was tested before (engine: calls and memory).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <ntddk.h>
#include <storport.h>

typedef struct _ADAPTER {
  LONG Resetting, Messages;
  ULONG Mode;
} ADAPTER;

HW_FIND_ADAPTER FindAdapter;
ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  ADAPTER *Adapter = Extension;
  if (Config->NumberOfBuses)
    InterlockedExchange(&Adapter->Messages, 1);
  return SP_RETURN_FOUND;
}

HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  InterlockedIncrement(&Adapter->Resetting);
  Adapter->Mode++;
  return TRUE;
}

// Warn: the early exit is not dead.
HW_DPC_ROUTINE Early;
VOID Early(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Resetting)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Resetting)
    // CHECK: contended.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Early' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: any other field is what it was.
HW_DPC_ROUTINE Correlated;
VOID Correlated(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Mode)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Mode)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: initialisation alone changes it, in whatever way.
HW_TIMER Fixed;
VOID Fixed(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Messages)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (Adapter->Messages)
    StorPortReleaseSpinLock(Adapter, &Lock);
}
// CHECK: {{^}}1 error;
