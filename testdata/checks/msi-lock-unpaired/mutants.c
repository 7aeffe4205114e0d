// A correct completion queue under its message's lock, and one defect after the
// other put into it: each is caught where it stands, the correct one is quiet.
// RUN: %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t.0 -- -DMUTANT=0 %winflags
// RUN: FileCheck --check-prefix=M0 --input-file=%t.0 %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t.1 -- -DMUTANT=1 %winflags
// RUN: FileCheck --check-prefix=M1 --input-file=%t.1 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t.2 -- -DMUTANT=2 %winflags
// RUN: FileCheck --check-prefix=M2 --input-file=%t.2 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t.3 -- -DMUTANT=3 %winflags
// RUN: FileCheck --check-prefix=M3 --input-file=%t.3 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t.4 -- -DMUTANT=4 %winflags
// RUN: FileCheck --check-prefix=M4 --input-file=%t.4 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t.5 -- -DMUTANT=5 %winflags
// RUN: FileCheck --check-prefix=M5 --input-file=%t.5 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t.6 -- -DMUTANT=6 %winflags
// RUN: FileCheck --check-prefix=M6 --input-file=%t.6 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-msi-lock-unpaired %s -o %t.7 -- -DMUTANT=7 %winflags
// RUN: FileCheck --check-prefix=M7 --input-file=%t.7 --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define MUT(N) (MUTANT == (N))

typedef struct _QUEUE {
  PULONG Doorbell;
  ULONG Message, Head, Tail;
} QUEUE;

typedef struct _ADAPTER {
  QUEUE Queue[8];
  ULONG Queues, Completed;
  BOOLEAN Stopped;
} ADAPTER;

// M0: no findings

static ULONG Acquire(ADAPTER *Adapter, QUEUE *Queue, BOOLEAN Isr) {
  ULONG Irql = 0;
  if (!Isr)
    StorPortAcquireMSISpinLock(Adapter, Queue->Message, &Irql);
  return Irql;
}

static VOID Release(ADAPTER *Adapter, QUEUE *Queue, ULONG Irql, BOOLEAN Isr) {
  if (!Isr || MUT(1))
    // M1: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is released here, but is not held [miniport-msi-lock-unpaired]
    StorPortReleaseMSISpinLock(Adapter, Queue->Message, Irql);
}

static ULONG Drain(ADAPTER *Adapter, QUEUE *Queue, BOOLEAN Isr) {
  ULONG Irql, Count = 0;
  if (MUT(2) && !Isr)
    StorPortAcquireMSISpinLock(Adapter, Queue->Message, &Irql);
  else
    Irql = Acquire(Adapter, Queue, Isr);
  if (MUT(2) && Queue->Head == Queue->Tail)
    // M2: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is still held when 'Drain' returns here [miniport-msi-lock-unpaired]
    return 0;
  while (Queue->Head != Queue->Tail) {
    Queue->Head = (Queue->Head + 1) & 63;
    if (++Count == 16) {
      if (MUT(3))
        // M3: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is still held when 'Drain' returns here [miniport-msi-lock-unpaired]
        return Count;
      break;
    }
  }
  Release(Adapter, Queue, Irql, MUT(4) ? TRUE : Isr);
  // M4: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is still held when 'Drain' returns here [miniport-msi-lock-unpaired]
  return Count;
}

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
BOOLEAN Message(PVOID Extension, ULONG Id) {
  ADAPTER *Adapter = Extension;
  return Drain(Adapter, &Adapter->Queue[Id & 7], TRUE) != 0;
}

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  for (ULONG I = 0; I < Adapter->Queues && I < 8; I++)
    Drain(Adapter, &Adapter->Queue[I], FALSE);
}

HW_RESET_BUS ResetBus;
BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  ULONG Irql = 0;
  if (!MUT(5) || Adapter->Stopped)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  Adapter->Completed = 0;
  // M5: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is released here, but is not held [miniport-msi-lock-unpaired]
  StorPortReleaseMSISpinLock(Adapter, MUT(6) ? 2 : 1, Irql);
  if (MUT(7))
    // M7: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: the message lock is released here, but is not held [miniport-msi-lock-unpaired]
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
  // M6: error: the message lock is {{still held|released here, but is not held}}{{.*}} [miniport-msi-lock-unpaired]
  return TRUE;
}

// M1: {{^}}1 error;
// M2: {{^}}1 error;
// M3: {{^}}1 error;
// M4: {{^}}1 error;
// M5: {{^}}1 error;
// M6: {{^}}1 error;
// M7: {{^}}1 error;
