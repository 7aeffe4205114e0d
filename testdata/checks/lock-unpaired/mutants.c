// A correct request queue, and one defect after the other put into it: each is
// caught where it stands, the correct one is quiet.
// RUN: %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t.0 -- -DMUTANT=0 %winflags
// RUN: FileCheck --check-prefix=M0 --input-file=%t.0 %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t.1 -- -DMUTANT=1 %winflags
// RUN: FileCheck --check-prefix=M1 --input-file=%t.1 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t.2 -- -DMUTANT=2 %winflags
// RUN: FileCheck --check-prefix=M2 --input-file=%t.2 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t.3 -- -DMUTANT=3 %winflags
// RUN: FileCheck --check-prefix=M3 --input-file=%t.3 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t.4 -- -DMUTANT=4 %winflags
// RUN: FileCheck --check-prefix=M4 --input-file=%t.4 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t.5 -- -DMUTANT=5 %winflags
// RUN: FileCheck --check-prefix=M5 --input-file=%t.5 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t.6 -- -DMUTANT=6 %winflags
// RUN: FileCheck --check-prefix=M6 --input-file=%t.6 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t.7 -- -DMUTANT=7 %winflags
// RUN: FileCheck --check-prefix=M7 --input-file=%t.7 --implicit-check-not=warning: --implicit-check-not=error: %s
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-lock-unpaired %s -o %t.8 -- -DMUTANT=8 %winflags
// RUN: FileCheck --check-prefix=M8 --input-file=%t.8 --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

#define MUT(N) (MUTANT == (N))

typedef struct _REQUEST {
  struct _REQUEST *Next;
} REQUEST;

typedef struct _ADAPTER {
  PULONG Doorbell;
  REQUEST *First;
  ULONG Pending, Depth;
  BOOLEAN Shared, Stopped;
} ADAPTER;

// M0: no findings

static VOID Lock(ADAPTER *Adapter, BOOLEAN Isr, PSTOR_LOCK_HANDLE Handle) {
  if (!Isr && (MUT(1) || Adapter->Shared))
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, Handle);
}

static VOID Unlock(ADAPTER *Adapter, BOOLEAN Isr, PSTOR_LOCK_HANDLE Handle) {
  if ((MUT(2) || !Isr) && Adapter->Shared)
    // M2: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, Handle);
}

static BOOLEAN Pop(ADAPTER *Adapter, BOOLEAN Isr) {
  STOR_LOCK_HANDLE Handle = {0};
  BOOLEAN Done = FALSE;
  Lock(Adapter, Isr, &Handle);
  if (Adapter->Stopped) {
    if (MUT(3))
      // M3: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Pop' returns here [miniport-lock-unpaired]
      return FALSE;
    goto Out;
  }
  if (Adapter->First == NULL)
    goto Out;
  Adapter->First = Adapter->First->Next;
  Done = TRUE;
  if (MUT(4))
    Unlock(Adapter, Isr, &Handle);
Out:
  if (MUT(5))
    Isr = TRUE;
  // M4: mutants.c:46:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
  Unlock(Adapter, Isr, &Handle);
  // M1: mutants.c:[[#@LINE+2]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Pop' returns here [miniport-lock-unpaired]
  // M5: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'Pop' returns here [miniport-lock-unpaired]
  return Done;
}

HW_INTERRUPT Isr;
BOOLEAN Isr(PVOID Extension) { return Pop((ADAPTER *)Extension, TRUE); }

HW_DPC_ROUTINE Dpc;
VOID Dpc(PSTOR_DPC Self, PVOID Extension, PVOID A, PVOID B) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Handle;
  while (Pop(Adapter, FALSE)) {
    if (!MUT(6) || Adapter->Pending == 0)
      StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Handle);
    Adapter->Pending++;
    if (MUT(7) && Adapter->Pending == Adapter->Depth)
      // M7: mutants.c:[[#@LINE-3]]:{{[0-9]+}}: error: 'StartIoLock' is acquired here again, but the acquisition of the previous iteration was never released [miniport-lock-unpaired]
      continue;
    if (MUT(8) && Adapter->Pending == Adapter->Depth)
      break;
    // M6: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}} is released here, but is not held [miniport-lock-unpaired]
    StorPortReleaseSpinLock(Adapter, &Handle);
  }
  StorPortWriteRegisterUlong(Adapter, Adapter->Doorbell, 1);
  // M8: mutants.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StartIoLock' is still held when 'Dpc' returns here [miniport-lock-unpaired]
}

// M1: {{^}}1 error;
// M2: {{^}}1 error;
// M3: {{^}}1 error;
// M4: {{^}}1 error;
// M5: {{^}}1 error;
// M6: {{^}}1 error;
// M7: {{^}}1 error;
// M8: {{^}}1 error;
