// RUN: %miniport_tidy --strict --checks=-*,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t %s
// CHECK-NOT: error:
// CHECK-NOT: warning:
// CHECK: no findings
#include <storport.h>

#define AT_DIRQL 0x1
#define RELEASE(Adapter, Member) StorPortFreePool((Adapter), (Adapter)->Member)

typedef enum _CALLER { FromInterrupt, FromDpc, FromTimer } CALLER;

typedef struct _ADAPTER {
  PVOID Buffer;
  STOR_DPC Dpc;
  ULONG Flags, Pending;
  BOOLEAN Messages;
} ADAPTER;

// One routine for several levels, which a parameter tells apart.
static VOID Complete(ADAPTER *Adapter, BOOLEAN AtDirql) {
  Adapter->Pending = 0;
  if (AtDirql) {
    StorPortIssueDpc(Adapter, &Adapter->Dpc, Adapter->Buffer, NULL);
    return;
  }
  StorPortFreePool(Adapter, Adapter->Buffer);
}

// The same, by a bit, and freed in a ladder of labels.
static BOOLEAN Abort(ADAPTER *Adapter, ULONG Flags) {
  BOOLEAN Done = FALSE;
  if (Adapter->Pending == 0)
    goto Out;
  Adapter->Pending = 0;
  if (Flags & AT_DIRQL)
    goto Later;
  RELEASE(Adapter, Buffer);
  Done = TRUE;
  goto Out;
Later:
  StorPortIssueDpc(Adapter, &Adapter->Dpc, Adapter->Buffer, NULL);
Out:
  return Done;
}

// The same, by a switch.
static VOID Sweep(ADAPTER *Adapter, CALLER Caller) {
  switch (Caller) {
  case FromInterrupt:
    StorPortIssueDpc(Adapter, &Adapter->Dpc, Adapter->Buffer, NULL);
    break;
  case FromDpc:
  case FromTimer:
    StorPortFreePool(Adapter, Adapter->Buffer);
    break;
  }
}

// A predicate tells whether the level allows it.
static BOOLEAN MayFree(CALLER Caller) { return Caller != FromInterrupt; }

static VOID Trim(ADAPTER *Adapter, CALLER Caller) {
  if (MayFree(Caller))
    StorPortFreePool(Adapter, Adapter->Buffer);
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (Adapter->Pending == 0)
    return FALSE;
  StorPortDebugPrint(1, "pending\n");
  Complete(Adapter, TRUE);
  Abort(Adapter, AT_DIRQL);
  Sweep(Adapter, FromInterrupt);
  Trim(Adapter, FromInterrupt);
  return TRUE;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID Second) {
  ADAPTER *Adapter = Extension;
  Complete(Adapter, FALSE);
  Abort(Adapter, 0);
  Sweep(Adapter, FromDpc);
  Trim(Adapter, FromDpc);
}

// The lock has been given back, in each iteration.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  for (ULONG I = 0; I < 4; I++) {
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
    Adapter->Pending++;
    StorPortReleaseSpinLock(Adapter, &Lock);
    StorPortAllocatePool(Adapter, 64, 'yrrM', &Adapter->Buffer);
  }
}

// A field, the same at both places: the lock is held, or the pool is freed.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  if (Adapter->Messages)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  if (!Adapter->Messages)
    StorPortFreePool(Adapter, Adapter->Buffer);
  if (Adapter->Messages)
    StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

// What StorPortSynchronizeAccess runs only keeps the pointer for later.
STOR_SYNCHRONIZED_ACCESS Exchange;
BOOLEAN Exchange(PVOID Extension, PVOID Context) {
  ADAPTER *Adapter = Extension;
  PVOID Old = Adapter->Buffer;
  Adapter->Buffer = *(PVOID *)Context;
  *(PVOID *)Context = Old;
  return TRUE;
}

HW_BUILDIO BuildIo;
BOOLEAN BuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  PVOID Buffer = NULL;
  if (StorPortSynchronizeAccess(Extension, Exchange, &Buffer))
    StorPortFreePool(Extension, Buffer);
  return TRUE;
}

// At PASSIVE_LEVEL.
HW_PASSIVE_INITIALIZE_ROUTINE Passive;
BOOLEAN Passive(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  return StorPortAllocatePool(Adapter, 64, 'yrrM', &Adapter->Buffer) ==
         STOR_STATUS_SUCCESS;
}

HW_INITIALIZE Initialize;
BOOLEAN Initialize(PVOID Extension) {
  return StorPortEnablePassiveInitialization(Extension, Passive);
}
