// Where a handle is tells which lock it is, unless handles are copied, or nobody
// knows which of two it is.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t.copies -- -DCOPIES %winflags
// RUN: FileCheck --check-prefix=COPIES --input-file=%t.copies %s
#include <storport.h>

typedef struct _SECTION {
  STOR_LOCK_HANDLE Handle;
  ULONG Kind;
} SECTION;

typedef struct _ADAPTER {
  STOR_LOCK_HANDLE First, Second;
  ULONG Pending, Done;
  BOOLEAN Odd;
} ADAPTER;

static VOID Unlock(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortReleaseSpinLock(Adapter, Handle);
}

#ifdef COPIES
// Quiet: the handle that is released is a copy of the one that was filled.
static VOID Enter(ADAPTER *Adapter, SECTION *Section) {
  SECTION Mine = {0};
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Mine.Handle);
  *Section = Mine;
}
HW_DPC_ROUTINE Copied;
VOID Copied(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  SECTION Section;
  Enter((ADAPTER *)Extension, &Section);
  StorPortReleaseSpinLock(Extension, &Section.Handle);
}
#else

// Quiet: one of two handles, chosen in the same way again.
HW_DPC_ROUTINE Chosen;
VOID Chosen(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  PSTOR_LOCK_HANDLE Handle = Adapter->Odd ? &Adapter->First : &Adapter->Second;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
  Adapter->Pending++;
  Unlock(Adapter, Adapter->Odd ? &Adapter->First : &Adapter->Second);
}

// Quiet: the callee tells by its result whether its caller has it, on two of
// three returns; in a loop.
static ULONG Take(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
  if (Adapter->Pending == 0) {
    StorPortReleaseSpinLock(Adapter, Handle);
    return 0;
  }
  if (Adapter->Pending == 1)
    return 1;
  return 2;
}
HW_DPC_ROUTINE Told;
VOID Told(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  STOR_LOCK_HANDLE Handle;
  while (Take((ADAPTER *)Extension, &Handle)) {
    ((ADAPTER *)Extension)->Done++;
    Unlock((ADAPTER *)Extension, &Handle);
  }
}

// Warn: the second handle was never filled, and the lock of the first is kept.
HW_DPC_ROUTINE Mixed;
VOID Mixed(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Adapter->First);
  // CHECK-DAG: handles.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  StorPortReleaseSpinLock(Adapter, &Adapter->Second);
  // CHECK-DAG: handles.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Mixed' returns here [miniport-lock-unpaired]
}
#endif

// CHECK: {{^}}2 errors;
// COPIES: no findings
