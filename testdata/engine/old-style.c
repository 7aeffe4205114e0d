// Definitions in the style of K&R, with parameters declared after their names and
// promoted, are definitions like others (engine: a body is a body): old SCSI
// miniports are full of them.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-isr-irql,miniport-lock-unpaired %s -o %t -- -Wno-deprecated-non-prototype %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer, Table;
  ULONG Pending;
} ADAPTER;

// Quiet: a promoted parameter is the same parameter.
static VOID Release(Adapter, AtDirql)
  ADAPTER *Adapter;
  BOOLEAN AtDirql;
{
  if (!AtDirql)
    StorPortFreePool(Adapter, Adapter->Buffer);
}

static VOID Lock(Adapter, Isr, Handle)
  ADAPTER *Adapter;
  BOOLEAN Isr;
  PSTOR_LOCK_HANDLE Handle;
{
  if (!Isr)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}

static VOID Unlock(Adapter, Isr, Handle)
  ADAPTER *Adapter;
  BOOLEAN Isr;
  PSTOR_LOCK_HANDLE Handle;
{
  if (!Isr)
    StorPortReleaseSpinLock(Adapter, Handle);
}

// Warn: two arguments in the wrong order are no error to the compiler here.
static VOID Drop(Adapter, Now, Count)
  ADAPTER *Adapter;
  BOOLEAN Now;
  ULONG Count;
{
  if (Now)
    // CHECK-DAG: old-style.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Table);
  Adapter->Pending = Count;
}

BOOLEAN Isr(PVOID Extension);
HW_INTERRUPT Isr;
BOOLEAN Isr(Extension)
  PVOID Extension;
{
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  Lock(Adapter, TRUE, &Handle);
  Release(Adapter, TRUE);
  Unlock(Adapter, TRUE, &Handle);
  Drop(Adapter, 1, FALSE);
  return TRUE;
}

HW_TIMER Tick;
VOID Tick(Extension)
  PVOID Extension;
{
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle = {0};
  Release(Adapter, FALSE);
  Lock(Adapter, FALSE, &Handle);
  if (Adapter->Pending == 0)
    // CHECK-DAG: old-style.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Tick' returns here [miniport-lock-unpaired]
    return;
  Unlock(Adapter, FALSE, &Handle);
}

// CHECK: {{^}}2 errors;
