// Wrappers that choose among three locks by a flag, and a message id that means
// every message, whose locks are taken by a loop and given back by another: locks
// of an identity that the loop varies are released by any loop of their class
// (engine: locks).
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired,miniport-msi-lock-unpaired %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define MAX_MESSAGES 16
#define ALL_MESSAGES 0xffffffff

typedef enum _KIND { KindNone, KindPort, KindMessage } KIND;

typedef struct _ADAPTER {
  KIND Kind;
  ULONG Messages, Pending;
} ADAPTER;

typedef struct _HELD {
  STOR_LOCK_HANDLE Handle;
  ULONG Irql[MAX_MESSAGES];
} HELD;

// Quiet: every kind and every id is undone in the same way.
static VOID Lock(ADAPTER *Adapter, ULONG Id, HELD *Held, BOOLEAN Isr) {
  if (Isr || Adapter->Kind == KindNone)
    return;
  if (Adapter->Kind == KindPort) {
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Held->Handle);
  } else if (Id == ALL_MESSAGES) {
    for (ULONG I = 0; I < Adapter->Messages; I++)
      StorPortAcquireMSISpinLock(Adapter, I, &Held->Irql[I]);
  } else {
    StorPortAcquireMSISpinLock(Adapter, Id, &Held->Irql[0]);
  }
}

static VOID Unlock(ADAPTER *Adapter, ULONG Id, HELD *Held, BOOLEAN Isr) {
  if (Isr || Adapter->Kind == KindNone)
    return;
  if (Adapter->Kind == KindPort) {
    StorPortReleaseSpinLock(Adapter, &Held->Handle);
  } else if (Id == ALL_MESSAGES) {
    for (ULONG I = Adapter->Messages; I != 0; I--)
      StorPortReleaseMSISpinLock(Adapter, I - 1, Held->Irql[I - 1]);
  } else {
    StorPortReleaseMSISpinLock(Adapter, Id, Held->Irql[0]);
  }
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID First, PVOID B) {
  ADAPTER *Adapter = Extension;
  HELD Held = {0};
  Lock(Adapter, PtrToUlong(First), &Held, FALSE);
  Adapter->Pending++;
  Unlock(Adapter, PtrToUlong(First), &Held, FALSE);
}

HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  HELD Held = {0};
  Lock(Adapter, ALL_MESSAGES, &Held, FALSE);
  Adapter->Pending = 0;
  Unlock(Adapter, ALL_MESSAGES, &Held, FALSE);
  return TRUE;
}

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
BOOLEAN Message(PVOID Extension, ULONG Id) {
  ADAPTER *Adapter = Extension;
  HELD Held = {0};
  Lock(Adapter, Id, &Held, TRUE);
  Adapter->Pending++;
  Unlock(Adapter, Id, &Held, TRUE);
  return TRUE;
}

// Warn: one message is not given back as one.
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  HELD Held = {0};
  if (Adapter->Kind != KindMessage)
    return;
  Lock(Adapter, 3, &Held, FALSE);
  if (Adapter->Pending == 0)
    // CHECK-DAG: message-locks.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is still held when 'Tick' returns here [miniport-msi-lock-unpaired]
    return;
  Unlock(Adapter, 3, &Held, FALSE);
}

// Warn: by kind "port" the caller says it is in an interrupt, and is not.
HW_STARTIO StartIo;
BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  HELD Held = {0};
  if (Adapter->Kind != KindPort)
    return FALSE;
  Lock(Adapter, 3, &Held, FALSE);
  Unlock(Adapter, 3, &Held, TRUE);
  // CHECK-DAG: message-locks.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'StartIo' returns here [miniport-lock-unpaired]
  return TRUE;
}

// CHECK: {{^}}2 errors;
