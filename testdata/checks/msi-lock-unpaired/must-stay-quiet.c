// RUN: %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t %s
// CHECK-NOT: error:
// CHECK-NOT: warning:
// CHECK: no findings
#include <storport.h>

#define PER_MESSAGE 0x4
#define LOCK_MESSAGE(A, Id, Irql)                                              \
  do {                                                                         \
    if ((A)->Flags & PER_MESSAGE)                                              \
      StorPortAcquireMSISpinLock((A), (Id), (Irql));                           \
  } while (0)
#define UNLOCK_MESSAGE(A, Id, Irql)                                            \
  do {                                                                         \
    if ((A)->Flags & PER_MESSAGE)                                              \
      StorPortReleaseMSISpinLock((A), (Id), (Irql));                           \
  } while (0)

typedef enum _MODE { ModeLine, ModeOne, ModeMany } MODE;

typedef struct _ADAPTER {
  ULONG Flags, Pending, Queues;
  MODE Mode;
} ADAPTER;

// Correlated by a parameter, in wrappers.
static VOID Take(ADAPTER *Adapter, ULONG Id, PULONG Irql, BOOLEAN Isr) {
  if (!Isr)
    StorPortAcquireMSISpinLock(Adapter, Id, Irql);
}

static VOID Give(ADAPTER *Adapter, ULONG Id, ULONG Irql, BOOLEAN Isr) {
  if (!Isr)
    StorPortReleaseMSISpinLock(Adapter, Id, Irql);
}

static BOOLEAN Serve(ADAPTER *Adapter, ULONG Id, BOOLEAN Isr) {
  ULONG Irql = 0;
  BOOLEAN Done = FALSE;
  Take(Adapter, Id, &Irql, Isr);
  if (Adapter->Pending == 0)
    goto Out;
  for (ULONG I = 0; I < Adapter->Queues; I++) {
    if (Adapter->Pending == 0)
      break;
    Adapter->Pending--;
  }
  Done = TRUE;
Out:
  Give(Adapter, Id, Irql, Isr);
  return Done;
}

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
BOOLEAN Message(PVOID Extension, ULONG Id) {
  return Serve((ADAPTER *)Extension, Id, TRUE);
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID Second) {
  Serve((ADAPTER *)Extension, 1, FALSE);
}

// Correlated by a bit of a field, in macros.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  ULONG Irql = 0;
  LOCK_MESSAGE(Adapter, 1, &Irql);
  Adapter->Pending++;
  UNLOCK_MESSAGE(Adapter, 1, Irql);
}

// Correlated by two switches over a field.
HW_BUILDIO BuildIo;
BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  ULONG Irql = 0;
  switch (Adapter->Mode) {
  case ModeMany:
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
    break;
  case ModeOne:
    break;
  default:
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    break;
  }
  Adapter->Pending++;
  switch (Adapter->Mode) {
  case ModeMany:
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
    break;
  case ModeOne:
    break;
  default:
    StorPortReleaseSpinLock(Adapter, &Lock);
    break;
  }
  return TRUE;
}

// The result tells whether the lock is held.
static BOOLEAN TakeIfPending(ADAPTER *Adapter, PULONG Irql) {
  StorPortAcquireMSISpinLock(Adapter, 2, Irql);
  if (Adapter->Pending == 0) {
    StorPortReleaseMSISpinLock(Adapter, 2, *Irql);
    return FALSE;
  }
  return TRUE;
}

HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  ULONG Irql = 0;
  if (!TakeIfPending(Adapter, &Irql))
    return FALSE;
  Adapter->Pending--;
  StorPortReleaseMSISpinLock(Adapter, 2, Irql);
  return TRUE;
}

// Taken and given back by each iteration, with a continue in between.
HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  for (ULONG Id = 1; Id < 8; Id++) {
    ULONG Irql = 0;
    StorPortAcquireMSISpinLock(Adapter, Id, &Irql);
    if (Adapter->Pending == 0) {
      StorPortReleaseMSISpinLock(Adapter, Id, Irql);
      continue;
    }
    Adapter->Pending--;
    StorPortReleaseMSISpinLock(Adapter, Id, Irql);
  }
  return TRUE;
}
