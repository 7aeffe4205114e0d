//===- reset.c - Reset and failure --------------------------------------===//
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

// Begins a reset unless one is under way; says in which state the adapter is
// now. At most DISPATCH_LEVEL, with or without the StartIo lock; no stall. The
// queues are closed before the controller is switched off: no doorbell is
// written in between.
_Use_decl_annotations_ ADAPTER_STATE ResetBegin(PDEVICE_EXTENSION Ext) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  BOOLEAN Begun = FALSE;
  ADAPTER_STATE State;
  QUEUE_LOCK Lock;

  QueueLock(Admin, FALSE, &Lock);
  if (GetState(Ext) == AdapterRunning) {
    Ext->TicksLeft = StartTicks(Ext);
    InterlockedExchange(&Ext->Phase, PhaseQuiesce);
    InterlockedExchange(&Ext->State, AdapterStarting);
    Admin->Active = FALSE;
    Begun = TRUE;
  }
  State = GetState(Ext);
  QueueUnlock(Admin, FALSE, &Lock);
  if (!Begun)
    return State;

  InterlockedIncrement(&Ext->Resets);
  QuiesceIo(Ext, NO_MESSAGE);
  NvmeDisable(&Ext->Registers);
  MovePhase(Ext, PhaseQuiesce, PhaseDisable, FALSE);
  StorPortPause(Ext, PAUSE_SECONDS);
  ArmTimer(Ext, START_TICK_US);
  TraceState("reset\n");
  return State;
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
    WaitReady(Ext, FALSE, Ext->Capabilities.ReadyTimeoutMs);
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
  if (GetPhase(Ext) == PhaseDisable && WaitReady(Ext, FALSE, RESET_BUS_WAIT_MS))
    FailAll(Ext, SRB_STATUS_BUS_RESET);
  return TRUE;
}

// The end: no controller, or none that answers. At most DISPATCH_LEVEL.
_Use_decl_annotations_ VOID GiveUp(PDEVICE_EXTENSION Ext, ADAPTER_STATE State) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  QUEUE_LOCK Lock;

  QueueLock(Admin, FALSE, &Lock);
  InterlockedExchange(&Ext->State, State);
  Admin->Active = FALSE;
  QueueUnlock(Admin, FALSE, &Lock);
  RecordError(Ext, State == AdapterRemoved
                       ? ERROR_REMOVED
                       : ERROR_START_TIMEOUT | (ULONG)GetPhase(Ext));
  QuiesceIo(Ext, NO_MESSAGE);
  NvmeDisable(&Ext->Registers);
  FailAll(Ext, SRB_STATUS_NO_DEVICE);
  EmptyTrash(Ext); // The timer does not come again.
  FinishResetSrb(Ext, SRB_STATUS_NO_DEVICE);
  FinishUnitReset(Ext, SRB_STATUS_NO_DEVICE);
  StorPortResume(Ext);
}
