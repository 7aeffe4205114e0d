//===- reset.c - Start, reset and failure ---------------------------------===//
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

static ULONG StartTicks(_In_ PDEVICE_EXTENSION Ext) {
  return (2 * Ext->ReadyTimeoutMs + SETUP_WAIT_MS) / (START_TICK_US / 1000);
}

// Hands back the SRB that asked for a reset, if there is one.
static VOID FinishResetSrb(_Inout_ PDEVICE_EXTENSION Ext, _In_ UCHAR Status) {
  PSCSI_REQUEST_BLOCK Srb = InterlockedExchangePointer(&Ext->ResetSrb, NULL);

  if (Srb != NULL)
    FinishSrb(Ext, Srb, Status);
}

// Ends every command, for good or with SrbStatus. The controller is disabled
// or gone. DISPATCH_LEVEL, no queue lock. Under the DpcLock the queue's DPC is
// not in the middle of a pass, so afterwards nothing old is completed any more.
//
// Callers may run under the StartIo lock (ResetBus, the timer): DpcLock is
// legal there, the two have the same rank.
static VOID FailAll(_Inout_ PDEVICE_EXTENSION Ext, _In_ UCHAR SrbStatus) {
  STOR_LOCK_HANDLE StartIoHandle;
  STOR_LOCK_HANDLE Handle;

  if (DEFECT(STARTIO_LOCK_IN_RESET))
    StorPortAcquireSpinLock(Ext, StartIoLock, NULL, &StartIoHandle);
  for (ULONG Id = 0; Id <= Ext->IoQueueTarget; Id++) {
    PNVME_QUEUE Queue = &Ext->Queue[Id];
    PCMD Cmd;

    if (Ext->DpcReady)
      StorPortAcquireSpinLock(Ext, DpcLock, &Queue->Dpc, &Handle);
    Cmd = TakeAll(Queue, SrbStatus);
    if (Ext->DpcReady)
      StorPortReleaseSpinLock(Ext, &Handle);
    while (Cmd != NULL) {
      PCMD Next = Cmd->Next;

      CompleteCmd(Queue, Cmd, FALSE);
      Cmd = Next;
    }
  }
  if (DEFECT(STARTIO_LOCK_IN_RESET))
    StorPortReleaseSpinLock(Ext, &StartIoHandle);
}

// The chain is through: open the queues. At most DISPATCH_LEVEL, or dump mode.
static VOID StartFinish(_Inout_ PDEVICE_EXTENSION Ext) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  QUEUE_LOCK Lock;

  for (ULONG Id = 1; Id <= Ext->IoQueueCount; Id++) {
    QueueLock(&Ext->Queue[Id], FALSE, &Lock);
    Ext->Queue[Id].Active = TRUE;
    QueueUnlock(&Ext->Queue[Id], FALSE, &Lock);
  }
  QueueLock(Admin, FALSE, &Lock);
  Ext->State = AdapterRunning;
  QueueUnlock(Admin, FALSE, &Lock);
  if (!Ext->DumpMode)
    ListenForEvents(Ext, FALSE);
  FinishResetSrb(Ext, SRB_STATUS_SUCCESS);
  TRACE(TRACE_STATE, "running, %u queues\n", Ext->IoQueueCount);
}

// PASSIVE_LEVEL in passive initialisation, any IRQL in dump mode: starts the
// controller and waits for it, at most five seconds for each of three steps.
_Use_decl_annotations_ BOOLEAN StartNow(PDEVICE_EXTENSION Ext) {
  ULONG Wait = min(Ext->ReadyTimeoutMs, PASSIVE_WAIT_MS);

  Ext->State = AdapterStarting;
  Ext->Phase = PhaseDisable;
  ControllerDisable(Ext);
  if (!WaitReady(Ext, FALSE, Wait))
    goto fail;
  Ext->Phase = PhaseEnable;
  ControllerEnable(Ext);
  if (!WaitReady(Ext, TRUE, Wait))
    goto disable;
  Ext->Phase = PhaseSetup;
  SetupBegin(Ext);
  for (ULONG Waited = 0; Waited < SETUP_WAIT_MS && Ext->Phase == PhaseSetup;
       Waited += 10) {
    if (Ext->DumpMode)
      ProcessQueue(&Ext->Queue[0], NO_LOCK, ADMIN_DEPTH);
    Ext->Ops->Sleep(Ext, 10);
  }
  if (Ext->Phase != PhaseReady)
    goto disable;
  StartFinish(Ext);
  return TRUE;

disable:
  ControllerDisable(Ext);
fail:
  RecordError(Ext, ERROR_START_TIMEOUT | Ext->Phase);
  Ext->State = AdapterFailed;
  return FALSE;
}

// HwInitialize without passive initialisation, and restart. Both may run at
// DIRQL with InterruptLock held, so it takes no lock and waits for nothing;
// nothing else of the driver runs, because the controller is disabled and
// Storport starts no request.
_Use_decl_annotations_ VOID StartByTimer(PDEVICE_EXTENSION Ext) {
  Ext->State = AdapterStarting;
  Ext->Phase = PhaseDisable;
  Ext->TicksLeft = StartTicks(Ext);
  ControllerDisable(Ext);
  ArmTimer(Ext, START_TICK_US);
}

// Begins a reset unless one is under way; says in which state the adapter is
// now. At most DISPATCH_LEVEL, with or without the StartIo lock; no stall.
_Use_decl_annotations_ ADAPTER_STATE ResetBegin(PDEVICE_EXTENSION Ext) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  BOOLEAN Begun = FALSE;
  ADAPTER_STATE State;
  QUEUE_LOCK Lock;

  QueueLock(Admin, FALSE, &Lock);
  if (Ext->State == AdapterRunning) {
    Ext->State = AdapterStarting;
    Ext->Phase = PhaseDisable;
    Ext->TicksLeft = StartTicks(Ext);
    Admin->Active = FALSE;
    ControllerDisable(Ext);
    Begun = TRUE;
  }
  State = Ext->State;
  QueueUnlock(Admin, FALSE, &Lock);
  if (!Begun)
    return State;

  QuiesceIo(Ext, NO_MESSAGE);
  StorPortPause(Ext, PAUSE_SECONDS);
  ArmTimer(Ext, START_TICK_US);
  TRACE(TRACE_STATE, "reset\n");
  return State;
}

// SRBs that ask for a reset, in StartIo. The SRB is finished when the adapter
// runs again, or has failed.
_Use_decl_annotations_ VOID ResetUnit(PDEVICE_EXTENSION Ext,
                                      PSCSI_REQUEST_BLOCK Srb) {
  if (Ext->DumpMode) {
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return;
  }
  if (InterlockedCompareExchangePointer(&Ext->ResetSrb, Srb, NULL) != NULL) {
    FinishSrb(Ext, Srb, SRB_STATUS_BUSY);
    return;
  }
  if (ResetBegin(Ext) != AdapterStarting)
    FinishResetSrb(Ext, SRB_STATUS_NO_DEVICE);
  else if (DEFECT(POLL_IN_STARTIO))
    WaitReady(Ext, FALSE, Ext->ReadyTimeoutMs);
}

// DISPATCH_LEVEL, the StartIo lock held by Storport. A controller needs a few
// milliseconds to stop, and until then it may write into buffers: if it is
// quick the requests end here, otherwise in the timer.
_Use_decl_annotations_ BOOLEAN ResetBus(PVOID HwDeviceExtension, ULONG PathId) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  UNREFERENCED_PARAMETER(PathId);
  if (Ext->DumpMode) // The documents ask for that.
    return TRUE;
  if (ResetBegin(Ext) != AdapterStarting)
    return FALSE;
  // The timer, which leaves this phase, is kept out by the StartIo lock.
  if (Ext->Phase == PhaseDisable && WaitReady(Ext, FALSE, RESET_BUS_WAIT_MS))
    FailAll(Ext, SRB_STATUS_BUS_RESET);
  return TRUE;
}

// The end: no controller, or none that answers. At most DISPATCH_LEVEL.
_Use_decl_annotations_ VOID GiveUp(PDEVICE_EXTENSION Ext, ADAPTER_STATE State) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  QUEUE_LOCK Lock;

  QueueLock(Admin, FALSE, &Lock);
  Ext->State = State;
  ControllerDisable(Ext);
  QueueUnlock(Admin, FALSE, &Lock);
  RecordError(Ext, State == AdapterRemoved ? ERROR_REMOVED
                                           : ERROR_START_TIMEOUT | Ext->Phase);
  QuiesceIo(Ext, NO_MESSAGE);
  FailAll(Ext, SRB_STATUS_NO_DEVICE);
  EmptyTrash(Ext); // The timer does not come again.
  FinishResetSrb(Ext, SRB_STATUS_NO_DEVICE);
  StorPortResume(Ext);
}

// One look at a start that is under way. In the timer: DISPATCH_LEVEL, the
// StartIo lock held by Storport.
_Use_decl_annotations_ VOID StartStep(PDEVICE_EXTENSION Ext) {
  ULONG Csts = RegRead(Ext, NVME_REG_CSTS);

  if (Csts == NVME_ALL_ONES) {
    GiveUp(Ext, AdapterRemoved);
    return;
  }
  if (Ext->TicksLeft == 0 || Ext->Phase == PhaseFailed) {
    GiveUp(Ext, AdapterFailed);
    return;
  }
  Ext->TicksLeft--;
  switch (Ext->Phase) {
  case PhaseDisable:
    if (Csts & NVME_CSTS_RDY)
      break;
    FailAll(Ext, SRB_STATUS_BUS_RESET);
    MovePhase(Ext, PhaseDisable, PhaseEnable, FALSE);
    ControllerEnable(Ext);
    break;
  case PhaseEnable:
    if (Csts & NVME_CSTS_CFS)
      MovePhase(Ext, PhaseEnable, PhaseFailed, FALSE);
    else if (Csts & NVME_CSTS_RDY) {
      if (MovePhase(Ext, PhaseEnable, PhaseSetup, FALSE))
        SetupBegin(Ext);
    } else if (DEFECT(SLEEP_IN_TIMER))
      Ext->Ops->Sleep(Ext, 20);
    break;
  case PhaseReady:
    StartFinish(Ext);
    StorPortResume(Ext);
    break;
  default: // PhaseSetup: the chain is on its way.
    break;
  }
}
