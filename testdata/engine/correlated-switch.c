// A switch decides as a chain of tests does: its cases are facts, "none of the
// cases" is a fact, and falling through joins (engine: facts, states and joins).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef enum _MODE { ModeLine, ModeOneVector, ModePerMessage, ModeDump } MODE;

typedef struct _ADAPTER {
  ULONG Done;
  MODE Mode;
} ADAPTER;

// Quiet: a switch, then ifs over the same value.
HW_DPC_ROUTINE ThenIf;
VOID ThenIf(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  switch (Adapter->Mode) {
  case ModeLine:
  case ModeOneVector:
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    break;
  case ModePerMessage:
    StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Lock);
    break;
  default:
    return;
  }
  Adapter->Done++;
  if (Adapter->Mode == ModePerMessage)
    Adapter->Done++;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: "default" is what no case names.
HW_DPC_ROUTINE Default;
VOID Default(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  switch (Adapter->Mode) {
  case ModeDump:
  case ModePerMessage:
    break;
  default:
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  }
  Adapter->Done++;
  if (Adapter->Mode != ModeDump && Adapter->Mode != ModePerMessage)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: a range of cases, and a fall-through.
HW_DPC_ROUTINE Through;
VOID Through(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Event = PtrToUlong(First);
  switch (Event) {
  case 3:
    Adapter->Done = 0;
    __fallthrough;
  case 4:
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    break;
  case 5:
    Adapter->Done++;
    break;
  }
  if (Event >= 3 && Event <= 4)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: a case that the second switch forgot.
HW_DPC_ROUTINE Forgotten;
VOID Forgotten(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  switch (Adapter->Mode) {
  case ModeLine:
  case ModeOneVector:
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    break;
  default:
    break;
  }
  switch (Adapter->Mode) {
  case ModeLine:
    StorPortReleaseSpinLock(Adapter, &Lock);
    break;
  default:
    break;
  }
  // CHECK-DAG: correlated-switch.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Forgotten' returns here [miniport-lock-unpaired]
}

// Warn: falls through into a case that did not take the lock.
HW_DPC_ROUTINE MissingBreak;
VOID MissingBreak(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  switch (PtrToUlong(First)) {
  case 1:
    Adapter->Done = 1;
  case 2:
    // CHECK-DAG: correlated-switch.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Lock);
    break;
  }
}

// CHECK: {{^}}2 errors;
