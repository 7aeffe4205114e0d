// Copies of whole records, zeroing, and fills of a field's range carry values
// along, or forget them (engine: aggregate instructions).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _OPTIONS {
  ULONG Kind;
  BOOLEAN Shared, Quick;
} OPTIONS;

typedef struct _ADAPTER {
  OPTIONS Options, Wanted;
  ULONG Scratch[16];
  ULONG Done;
} ADAPTER;

// Quiet: a copy has what the original had.
HW_DPC_ROUTINE Copy;
VOID Copy(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  OPTIONS Mine = Adapter->Options;
  if (Adapter->Options.Shared)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Options.Shared = FALSE;
  if (Mine.Shared)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: zero is FALSE, and the record beside it is left as it was.
HW_DPC_ROUTINE Zero;
VOID Zero(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  OPTIONS Mine = {0};
  RtlZeroMemory(Adapter->Scratch, sizeof(Adapter->Scratch));
  if (Adapter->Options.Shared)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  RtlZeroMemory(&Adapter->Wanted, sizeof(Adapter->Wanted));
  memset(Adapter->Scratch, 0xff, sizeof(Adapter->Scratch));
  if (Mine.Shared || Adapter->Wanted.Shared)
    return;
  if (Adapter->Options.Shared)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Quiet: a block copy into another record, and out of it.
HW_DPC_ROUTINE Block;
VOID Block(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Options.Quick)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  StorPortCopyMemory(&Adapter->Wanted, &Adapter->Options, sizeof(OPTIONS));
  if (Adapter->Options.Quick)
    StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: assigned as a whole between the tests.
HW_DPC_ROUTINE Assigned;
VOID Assigned(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (!Adapter->Options.Shared)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Options = Adapter->Wanted;
  if (!Adapter->Options.Shared)
    // CHECK-DAG: aggregates.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Assigned' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// Warn: zeroed between the tests, so that the release never comes.
HW_DPC_ROUTINE Zeroed;
VOID Zeroed(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Options.Shared)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  RtlZeroMemory(&Adapter->Options, sizeof(Adapter->Options));
  if (Adapter->Options.Shared)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: aggregates.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Zeroed' returns here [miniport-lock-unpaired]
}

// Warn: a block copy over it.
HW_DPC_ROUTINE Overwritten;
VOID Overwritten(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (!Adapter->Options.Quick)
    return;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  StorPortMoveMemory(&Adapter->Options, &Adapter->Wanted, sizeof(OPTIONS));
  if (!Adapter->Options.Quick)
    // CHECK-DAG: aggregates.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Overwritten' returns here [miniport-lock-unpaired]
    return;
  StorPortReleaseSpinLock(Adapter, &Lock);
}

// CHECK: {{^}}3 errors;
