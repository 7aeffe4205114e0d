//===- reset.c - Reset and failure ----------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// NVMe has one reset, that of the whole controller. What Storport asks for, in
// its order: one command (AbortCmd), the commands of a unit (ResetLun), and
// for target and bus the controller, here.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#if defined(NVME_WPP)
#include "reset.tmh"
#endif

// Hands back the SRB that asked for a reset, if there is one.
_Use_decl_annotations_ VOID FinishResetSrb(PDEVICE_EXTENSION Ext,
                                           UCHAR Status) {
  PSCSI_REQUEST_BLOCK Srb = InterlockedExchangePointer(&Ext->ResetSrb, NULL);

  if (Srb != NULL)
    FinishSrb(Ext, Srb, Status);
}

// Under the DpcLock the queue's DPC is not in the middle of a pass, so
// afterwards nothing old is completed any more.
static VOID FailQueue(_Inout_ PNVME_QUEUE Queue, _In_ UCHAR SrbStatus) {
  PDEVICE_EXTENSION Ext = Queue->Ext;
  STOR_LOCK_HANDLE Handle;
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

// Ends every command, for good or with SrbStatus. The controller is disabled
// or gone. DISPATCH_LEVEL, no queue lock. The admin queue comes last: aborts
// end when what they are after has ended.
//
// Callers may run under the StartIo lock (ResetBus, the timer): DpcLock is
// legal there, the two have the same rank.
_Use_decl_annotations_ VOID FailAll(PDEVICE_EXTENSION Ext, UCHAR SrbStatus) {
  STOR_LOCK_HANDLE Handle;

  if (DEFECT(STARTIO_LOCK_IN_RESET))
    StorPortAcquireSpinLock(Ext, StartIoLock, NULL, &Handle);
  for (ULONG Id = 1; Id <= Ext->IoQueueTarget; Id++)
    FailQueue(&Ext->Queue[Id], SrbStatus);
  FailQueue(&Ext->Queue[0], SrbStatus);
  if (DEFECT(STARTIO_LOCK_IN_RESET))
    StorPortReleaseSpinLock(Ext, &Handle);
}

// Takes the adapter out of service: first the state, then the queues, then the
// controller, so that no doorbell is written to a controller that is off. Where
// all queues have one lock it is held for all of that: a line whose entries
// are taken and not acknowledged would not be quiet in between. FALSE: the
// adapter did not run, and it should have.
static BOOLEAN LeaveService(_Inout_ PDEVICE_EXTENSION Ext,
                            _In_ ADAPTER_STATE State, _In_ BOOLEAN IfRunning) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  BOOLEAN OneLock = Ext->InterruptKind != InterruptKindPerMessage;
  BOOLEAN Left = FALSE;
  QUEUE_LOCK Lock;

  QueueLock(Admin, FALSE, &Lock);
  if (!IfRunning || GetState(Ext) == AdapterRunning) {
    if (IfRunning) {
      Ext->TicksLeft = StartTicks(Ext);
      InterlockedExchange(&Ext->Phase, PhaseQuiesce);
    }
    InterlockedExchange(&Ext->State, State);
    Admin->Active = FALSE;
    for (ULONG Id = 1; OneLock && Id <= Ext->IoQueueTarget; Id++)
      Ext->Queue[Id].Active = FALSE;
    if (OneLock || DEFECT(DISABLE_BEFORE_CLOSE))
      NvmeDisable(&Ext->Registers);
    Left = TRUE;
  }
  QueueUnlock(Admin, FALSE, &Lock);
  if (Left && !OneLock) {
    QuiesceIo(Ext, NO_MESSAGE);
    NvmeDisable(&Ext->Registers);
  }
  return Left;
}

// Begins a reset unless one is under way; says in which state the adapter is
// now. At most DISPATCH_LEVEL, with or without the StartIo lock; no stall.
_Use_decl_annotations_ ADAPTER_STATE ResetBegin(PDEVICE_EXTENSION Ext) {
  if (!LeaveService(Ext, AdapterStarting, TRUE))
    return GetState(Ext);
  InterlockedIncrement(&Ext->Resets);
  MovePhase(Ext, PhaseQuiesce, PhaseDisable, FALSE);
  StorPortPause(Ext, PAUSE_SECONDS);
  ArmTimer(Ext, START_TICK_US);
  TraceState("reset\n");
  return AdapterStarting;
}

// SRBs that ask for a reset of the target or the bus, in StartIo. The SRB is
// finished when the adapter runs again, or has failed.
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
    WaitReady(Ext, FALSE, 1000 * Ext->Capabilities.ReadyTimeoutMs);
}

// DISPATCH_LEVEL, the StartIo lock and the tokens of all channels held by
// Storport, so that other processors wait with us. A controller may need
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
  if (GetPhase(Ext) == PhaseDisable &&
      (DEFECT(RESET_WITHOUT_WAIT) || WaitReady(Ext, FALSE, RESET_BUS_WAIT_US)))
    FailAll(Ext, SRB_STATUS_BUS_RESET);
  return TRUE;
}

// The end: no controller, or none that answers. At most DISPATCH_LEVEL.
_Use_decl_annotations_ VOID GiveUp(PDEVICE_EXTENSION Ext, ADAPTER_STATE State) {
  LeaveService(Ext, State, FALSE);
  RecordError(Ext, State == AdapterRemoved
                       ? ERROR_REMOVED
                       : ERROR_START_TIMEOUT | (ULONG)GetPhase(Ext));
  FailAll(Ext, SRB_STATUS_NO_DEVICE);
  EmptyTrash(Ext); // The timer does not come again.
  FinishResetSrb(Ext, SRB_STATUS_NO_DEVICE);
  FinishUnitReset(Ext, SRB_STATUS_NO_DEVICE);
  StorPortResume(Ext);
}
