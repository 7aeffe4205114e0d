// RUN: %miniport_tidy --checks=-*,miniport-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --allow-empty --input-file=%t %s
// CHECK-NOT: error:
// CHECK-NOT: warning:
#include <storport.h>

HW_TIMER Timer;

typedef struct _ADAPTER {
  ULONG Pending, Queues;
  BOOLEAN Messages;
} ADAPTER;

static VOID Take(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock, BOOLEAN Isr) {
  if (!Isr && Adapter->Messages)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Lock);
}

static VOID Give(ADAPTER *Adapter, PSTOR_LOCK_HANDLE Lock, BOOLEAN Isr) {
  if (!Isr && Adapter->Messages)
    StorPortReleaseSpinLock(Adapter, Lock);
}

static BOOLEAN Serve(ADAPTER *Adapter, BOOLEAN Isr) {
  STOR_LOCK_HANDLE Lock = {0};
  BOOLEAN Done = FALSE;
  Take(Adapter, &Lock, Isr);
  if (Adapter->Pending == 0)
    goto Exit;
  for (ULONG I = 0; I < Adapter->Queues; I++)
    Adapter->Pending--;
  Done = TRUE;
Exit:
  Give(Adapter, &Lock, Isr);
  return Done;
}

VOID Timer(PVOID Extension) { Serve(Extension, FALSE); }
