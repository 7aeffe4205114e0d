// Dump mode is a driver of its own, with nobody else about. The field that carries
// it is traced into the driver's (engine: configurations): from ConfigInfo, from a
// NULL RegistryPath by way of a global, into a BOOLEAN of the device extension. A
// stall or lock that only a dump reaches is quiet in the normal run.
// RUN: %exits 1 %miniport_tidy --strict --checks=-*,miniport-stall-context,miniport-lock-unpaired,miniport-isr-irql %s -o %t -- %winflags
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: --implicit-check-not=error: %s
#include <storport.h>

HW_FIND_ADAPTER FindAdapter;
HW_INITIALIZE Initialize;
HW_STARTIO StartIo;
HW_INTERRUPT Isr;
HW_RESET_BUS ResetBus;

typedef struct _ADAPTER {
  PULONG Status;
  PVOID Buffer;
  ULONG Pending;
  UCHAR DumpKind;
  BOOLEAN InDump, NoRegistry, Ready;
} ADAPTER;

static BOOLEAN StartedForDump;

#define ON_DRIVER_ENTRY StartedForDump = RegistryPath == NULL
#include "Inputs/registration.h"

ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  ADAPTER *Adapter = Extension;
  *Again = FALSE;
  Config->SynchronizationModel = StorSynchronizeFullDuplex;
  Adapter->DumpKind = Config->DumpMode;
  Adapter->InDump = Config->DumpMode != 0;
  Adapter->NoRegistry = StartedForDump;
  return SP_RETURN_FOUND;
}

static BOOLEAN IsDumpMode(ADAPTER *Adapter) { return Adapter->InDump; }

static VOID Poll(ADAPTER *Adapter) {
  for (ULONG I = 0; I < 1000 && !Adapter->Ready; I++)
    StorPortStallExecution(1000);
}

// Quiet: polling is what HwInitialize must do in a dump.
BOOLEAN Initialize(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (IsDumpMode(Adapter))
    Poll(Adapter);
  return TRUE;
}

BOOLEAN StartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock;
  // Quiet: a dump has no interrupt, so StartIo polls; three spellings.
  if (IsDumpMode(Adapter)) {
    Poll(Adapter);
    return TRUE;
  }
  if (Adapter->NoRegistry)
    Poll(Adapter);
  if (Adapter->DumpKind == DUMP_MODE_HIBER || Adapter->DumpKind != 0)
    Poll(Adapter);
  // Warn: the normal run.
  if (!Adapter->NoRegistry)
    // CHECK-DAG: dump-mode.c:[[#@LINE+1]]:{{[0-9]+}}: warning: 'StorPortStallExecution' keeps 'HwStorStartIo' busy for up to 2 ms [miniport-stall-context]
    StorPortStallExecution(2000);
  // Quiet: a lock that only a dump would keep.
  StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending++;
  if (!Adapter->InDump)
    StorPortReleaseSpinLock(Adapter, &Lock);
  return TRUE;
}

BOOLEAN Isr(PVOID Extension) {
  ADAPTER *Adapter = Extension;
  if (StorPortReadRegisterUlong(Adapter, Adapter->Status) == 0)
    return FALSE;
  // Quiet.
  if (Adapter->NoRegistry)
    StorPortFreePool(Adapter, Adapter->Buffer);
  // Warn: the wrong way round.
  if (!IsDumpMode(Adapter))
    // CHECK-DAG: dump-mode.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'StorPortFreePool' requires IRQL <= DISPATCH_LEVEL, but runs at DIRQL here [miniport-isr-irql]
    StorPortFreePool(Adapter, Adapter->Buffer);
  return TRUE;
}

BOOLEAN ResetBus(PVOID Extension, ULONG Path) {
  ADAPTER *Adapter = Extension;
  STOR_LOCK_HANDLE Lock = {0};
  // Warn: the lock of the normal run.
  if (!Adapter->InDump)
    StorPortAcquireSpinLock(Adapter, InterruptLock, NULL, &Lock);
  Adapter->Pending = 0;
  if (Adapter->InDump)
    StorPortReleaseSpinLock(Adapter, &Lock);
  // CHECK-DAG: dump-mode.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'InterruptLock' is still held when 'ResetBus' returns here [miniport-lock-unpaired]
  return TRUE;
}

// CHECK: {{^}}2 errors, 1 warning;
