//===- start.c - The start of the controller ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A start may take as long as CAP.TO says, up to two minutes. Only passive
// initialisation and dump mode may wait for it (StartNow). Everybody else
// begins it and returns; the timer looks every ten milliseconds and moves it
// on (StartStep). Storport's queues are paused meanwhile.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#if defined(NVME_WPP)
#include "start.tmh"
#endif

_Use_decl_annotations_ ULONG StartTicks(PDEVICE_EXTENSION Ext) {
  return (2 * Ext->Capabilities.ReadyTimeoutMs + SETUP_WAIT_MS) /
         (START_TICK_US / 1000);
}

// The adapter runs, unless somebody has given it up: FALSE.
static BOOLEAN EnterRunning(_Inout_ PDEVICE_EXTENSION Ext) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  BOOLEAN Entered = FALSE;
  QUEUE_LOCK Lock;

  QueueLock(Admin, FALSE, &Lock);
  if (GetState(Ext) == AdapterStarting && GetPhase(Ext) == PhaseReady) {
    PublishIdentity(Ext);
    InterlockedExchange(&Ext->State, AdapterRunning);
    Entered = TRUE;
  }
  QueueUnlock(Admin, FALSE, &Lock);
  return Entered;
}

// The chain is through: open the queues. At most DISPATCH_LEVEL, or dump mode.
// Whoever ends the adapter sets the state first and closes the queues then, so
// that no queue stays open behind him.
static VOID StartFinish(_Inout_ PDEVICE_EXTENSION Ext) {
  QUEUE_LOCK Lock;

  if (!EnterRunning(Ext))
    return;
  for (ULONG Id = 1; Id <= Ext->Found.IoQueueCount; Id++) {
    QueueLock(&Ext->Queue[Id], FALSE, &Lock);
    Ext->Queue[Id].Active = GetState(Ext) == AdapterRunning;
    QueueUnlock(&Ext->Queue[Id], FALSE, &Lock);
  }
  if (!Ext->DumpMode)
    ListenForEvents(Ext, FALSE);
  FinishResetSrb(Ext, SRB_STATUS_SUCCESS);
  FinishUnitReset(Ext, SRB_STATUS_SUCCESS);
  TraceState("running, %d queues\n", ReadLongAcquire(&Ext->IoQueueCount));
}

// PASSIVE_LEVEL in passive initialisation, any IRQL in dump mode: starts the
// controller and waits for it: a dump as long as CAP.TO says, passive
// initialisation at most five seconds for each of three steps.
_Use_decl_annotations_ BOOLEAN StartNow(PDEVICE_EXTENSION Ext) {
  ULONG Wait = Ext->Capabilities.ReadyTimeoutMs;

  if (!Ext->DumpMode)
    Wait = min(Wait, PASSIVE_WAIT_MS);
  InterlockedExchange(&Ext->Phase, PhaseDisable);
  InterlockedExchange(&Ext->State, AdapterStarting);
  NvmeDisable(&Ext->Registers);
  if (!WaitReady(Ext, FALSE, 1000 * Wait))
    goto fail;
  InterlockedExchange(&Ext->Phase, PhaseEnable);
  NvmeEnable(&Ext->Registers, &Ext->Queue[0].Ring);
  if (!WaitReady(Ext, TRUE, 1000 * Wait))
    goto disable;
  InterlockedExchange(&Ext->Phase, PhaseSetup);
  SetupBegin(Ext);
  for (ULONG Waited = 0; Waited < SETUP_WAIT_MS && GetPhase(Ext) == PhaseSetup;
       Waited += 10) {
    if (Ext->DumpMode)
      ProcessQueue(&Ext->Queue[0], NO_LOCK, ADMIN_DEPTH);
    Ext->Ops->Sleep(Ext, 10);
  }
  if (GetPhase(Ext) != PhaseReady)
    goto disable;
  StartFinish(Ext);
  return TRUE;

disable:
  MovePhase(Ext, PhaseSetup, PhaseFailed, FALSE); // No more commands.
  NvmeDisable(&Ext->Registers);
fail:
  RecordError(Ext, ERROR_START_TIMEOUT | (ULONG)GetPhase(Ext));
  InterlockedExchange(&Ext->State, AdapterFailed);
  return FALSE;
}

// HwInitialize without passive initialisation, and restart. Both may run at
// DIRQL with InterruptLock held, so it takes no lock and waits for nothing;
// nothing else of the driver runs, because the controller is disabled and
// Storport starts no request.
_Use_decl_annotations_ VOID StartByTimer(PDEVICE_EXTENSION Ext) {
  QUEUE_LOCK Lock;

  Ext->TicksLeft = StartTicks(Ext);
  if (DEFECT(LOCK_AT_START))
    QueueLock(&Ext->Queue[0], FALSE, &Lock);
  InterlockedExchange(&Ext->Phase, PhaseDisable);
  InterlockedExchange(&Ext->State, AdapterStarting);
  if (DEFECT(LOCK_AT_START))
    QueueUnlock(&Ext->Queue[0], FALSE, &Lock);
  NvmeDisable(&Ext->Registers);
  ArmTimer(Ext, START_TICK_US);
}

// A controller that has been reset has forgotten that its line was masked.
static VOID OpenLine(_Inout_ PDEVICE_EXTENSION Ext) {
  STOR_LOCK_HANDLE Handle;

  if (Ext->InterruptKind != InterruptKindLine)
    return;
  StorPortAcquireSpinLock(Ext, InterruptLock, NULL, &Handle);
  Ext->LineMasked = FALSE;
  StorPortReleaseSpinLock(Ext, &Handle);
}

static VOID StepDisable(_Inout_ PDEVICE_EXTENSION Ext, _In_ ULONG Csts) {
  if (Csts & NVME_CSTS_RDY)
    return;
  FailAll(Ext, SRB_STATUS_BUS_RESET);
  if (!MovePhase(Ext, PhaseDisable, PhaseEnable, FALSE))
    return;
  OpenLine(Ext);
  NvmeEnable(&Ext->Registers, &Ext->Queue[0].Ring);
}

static VOID StepEnable(_Inout_ PDEVICE_EXTENSION Ext, _In_ ULONG Csts) {
  if (Csts & NVME_CSTS_CFS) {
    MovePhase(Ext, PhaseEnable, PhaseFailed, FALSE);
  } else if (Csts & NVME_CSTS_RDY) {
    if (MovePhase(Ext, PhaseEnable, PhaseSetup, FALSE))
      SetupBegin(Ext);
  } else if (DEFECT(SLEEP_IN_TIMER)) {
    Ext->Ops->Sleep(Ext, 20);
  }
}

// One look at a start that is under way. In the timer: DISPATCH_LEVEL, the
// StartIo lock held by Storport.
_Use_decl_annotations_ VOID StartStep(PDEVICE_EXTENSION Ext) {
  ULONG Csts = NvmeRead(&Ext->Registers, NVME_REG_CSTS);

  if (Csts == NVME_ALL_ONES) {
    GiveUp(Ext, AdapterRemoved);
    return;
  }
  if (Ext->TicksLeft == 0 || GetPhase(Ext) == PhaseFailed) {
    GiveUp(Ext, AdapterFailed);
    return;
  }
  Ext->TicksLeft--;
  switch (GetPhase(Ext)) {
  case PhaseDisable:
    StepDisable(Ext, Csts);
    break;
  case PhaseEnable:
    StepEnable(Ext, Csts);
    break;
  case PhaseSetup: // The chain is on its way, unless the controller is not.
    if (Csts & NVME_CSTS_CFS)
      MovePhase(Ext, PhaseSetup, PhaseFailed, FALSE);
    break;
  case PhaseReady:
    StartFinish(Ext);
    StorPortResume(Ext);
    break;
  default: // PhaseQuiesce: a reset is on its way.
    break;
  }
}
