// An interrupt routine's body, a lock, a return or a whole function may come out
// of a macro; findings stand where the macro is used.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer, Table, Spare;
  ULONG Pending;
} ADAPTER;

#define LOCKED(Adapter)                                                        \
  for (STOR_LOCK_HANDLE Handle, *Held = Acquire((Adapter), &Handle);           \
       Held != NULL;                                                           \
       StorPortReleaseSpinLock((Adapter), Held), Held = NULL)
#define RETURN_IF(Condition, Result)                                           \
  if (Condition)                                                               \
  return (Result)
#define FREE(Adapter, Member)                                                  \
  do {                                                                         \
    if ((Adapter)->Member != NULL) {                                           \
      StorPortFreePool((Adapter), (Adapter)->Member);                          \
      (Adapter)->Member = NULL;                                                \
    }                                                                          \
  } while (0)
#define LOCK(A, H) StorPortAcquireSpinLock((A), InterruptLock, NULL, (H))
#define UNLOCK(A, H) StorPortReleaseSpinLock((A), (H))
#define DEFINE_ISR(Name, Mask, Body)                                           \
  HW_INTERRUPT Name;                                                           \
  BOOLEAN Name(PVOID Extension) {                                              \
    ADAPTER *Adapter = Extension;                                              \
    ULONG Status = StorPortReadRegisterUlong(Adapter, Adapter->Status);        \
    if (!(Status & (Mask)))                                                    \
      return FALSE;                                                            \
    Body;                                                                      \
    return TRUE;                                                               \
  }

static PSTOR_LOCK_HANDLE Acquire(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Handle) {
  LOCK(Adapter, Handle);
  return Handle;
}

// Quiet.
DEFINE_ISR(Right, 1, Adapter->Pending++)

// Warn: the body of a routine that is nothing but a macro.
// CHECK-DAG: macros.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
DEFINE_ISR(Wrong, 2, FREE(Adapter, Buffer))

// Quiet: a block that holds the lock, as a loop of one iteration.
HW_DPC_ROUTINE Block;
VOID Block(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  LOCKED(Adapter) {
    Adapter->Pending++;
  }
  FREE(Adapter, Table);
}

// Warn: out of the block, past the release.
HW_STARTIO Out;
BOOLEAN Out(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  LOCKED(Adapter) {
    // CHECK-DAG: macros.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Out' returns here [miniport-lock-unpaired]
    RETURN_IF(Adapter->Pending == 0, FALSE);
    Adapter->Pending++;
  }
  return TRUE;
}

// Warn: in the block.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  LOCKED(Adapter) {
    // CHECK-DAG: macros.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    FREE(Adapter, Spare);
  }
}

// CHECK: {{^}}3 errors;
