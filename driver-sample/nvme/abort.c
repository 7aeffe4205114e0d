//===- abort.c - Aborting one command, or those of a unit -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Abort names a command by its queue and slot. So that it cannot hit another
// command that got the slot meanwhile, the slot is held until the abort is
// through. An abort never ends the command itself: that comes through its own
// completion entry, aborted or not.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

static ADMIN_DONE AbortDone;

// Whose command, and where it was found.
typedef struct _SEARCH {
  PNVME_QUEUE Queue;
  PSCSI_REQUEST_BLOCK Srb; // NULL: any of NamespaceId.
  ULONG NamespaceId;
  BOOLEAN Found;
  USHORT Slot;  // Held, if found.
  PCMD Waiting; // Or it was not sent yet: off every list now.
} SEARCH, *PSEARCH;

static BOOLEAN IsWanted(_In_ const SEARCH *Search, _In_ const CMD *Cmd) {
  return Search->Srb != NULL ? Cmd->Srb == Search->Srb
                             : Cmd->Sqe.NamespaceId == Search->NamespaceId;
}

static PCMD TakeWaiting(_Inout_ const SEARCH *Search) {
  PNVME_QUEUE Queue = Search->Queue;
  PCMD Before = NULL;

  for (PCMD Cmd = Queue->WaitHead; Cmd != NULL; Cmd = Cmd->Next) {
    if (IsWanted(Search, Cmd)) {
      if (Before == NULL)
        Queue->WaitHead = Cmd->Next;
      else
        Before->Next = Cmd->Next;
      if (Queue->WaitTail == Cmd)
        Queue->WaitTail = Before;
      return Cmd;
    }
    Before = Cmd;
  }
  return NULL;
}

// Caller holds the queue lock.
_Use_decl_annotations_ BOOLEAN HoldCommand(PVOID HwDeviceExtension,
                                           PVOID Context) {
  PSEARCH Search = (PSEARCH)Context;
  PNVME_QUEUE Queue = Search->Queue;

  UNREFERENCED_PARAMETER(HwDeviceExtension);
  Search->Waiting = TakeWaiting(Search);
  if (Search->Waiting != NULL)
    return TRUE;
  for (USHORT Slot = 0; Slot < Queue->Depth && !Search->Found; Slot++) {
    PCMD Cmd = Queue->Slot[Slot];

    if (Cmd == NULL || Queue->Hold[Slot] != SlotFree || !IsWanted(Search, Cmd))
      continue;
    Queue->Hold[Slot] = SlotHeld;
    Search->Slot = Slot;
    Search->Found = TRUE;
  }
  return Search->Found;
}

static BOOLEAN FindCommand(_Inout_ PSEARCH Search) {
  PNVME_QUEUE Queue = Search->Queue;
  BOOLEAN Found;
  QUEUE_LOCK Lock;

  Search->Found = FALSE;
  Search->Waiting = NULL;
  QueueLock(Queue, FALSE, &Lock);
  if (DEFECT(SYNC_UNDER_LOCK))
    Found = StorPortSynchronizeAccess(Queue->Ext, HoldCommand, Search);
  else
    Found = HoldCommand(Queue->Ext, Search);
  QueueUnlock(Queue, FALSE, &Lock);
  return Found;
}

// Isr: in the interrupt routine of message 0. The lock of a higher message may
// be taken on top of that one.
static VOID ReleaseHold(_Inout_ PNVME_QUEUE Queue, _In_ USHORT Slot,
                        _In_ BOOLEAN Isr) {
  BOOLEAN Own = Isr && (DEFECT(FOREIGN_HOLD) ||
                        Queue->MessageId == Queue->Ext->Queue[0].MessageId);
  QUEUE_LOCK Lock;

  QueueLock(Queue, Own, &Lock);
  if (Queue->Hold[Slot] == SlotHeldUnused)
    Queue->FreeSlot[Queue->FreeCount++] = Slot;
  Queue->Hold[Slot] = SlotFree;
  QueueUnlock(Queue, Own, &Lock);
}

// FALSE: the controller cannot be asked now. Takes the hold back then.
static BOOLEAN SendAbort(_Inout_ PDEVICE_EXTENSION Ext,
                         _In_ const SEARCH *Found,
                         _In_opt_ PSCSI_REQUEST_BLOCK Srb) {
  PNVME_QUEUE Queue = Found->Queue;
  NVME_COMMAND Sqe;

  if (InterlockedIncrement(&Ext->AbortsUnderWay) <=
      ReadLongAcquire(&Ext->AbortLimit) + 1) {
    NvmeBuildAbort(&Sqe, Queue->Id, Found->Slot);
    if (SubmitAdmin(Ext, &Sqe, AbortDone, Srb, FALSE))
      return TRUE;
  }
  InterlockedDecrement(&Ext->AbortsUnderWay);
  ReleaseHold(Queue, Found->Slot, FALSE);
  return FALSE;
}

// Context: the SRB that asked for the abort, NULL if a unit is being reset.
_Use_decl_annotations_ static VOID AbortDone(PDEVICE_EXTENSION Ext, PCMD Cmd,
                                             BOOLEAN Isr) {
  PSCSI_REQUEST_BLOCK Srb = (PSCSI_REQUEST_BLOCK)Cmd->Context;
  ULONG Id = Cmd->Sqe.Cdw10 & 0xFFFFu;
  USHORT Slot = (USHORT)(Cmd->Sqe.Cdw10 >> 16);
  // If the controller went first, so did the command.
  BOOLEAN Ended = Cmd->SrbStatus != 0 ||
                  (Cmd->Status == 0 && !(Cmd->Result & NVME_ABORT_FAILED));

  ReleaseHold(&Ext->Queue[Id % MAX_QUEUES], Slot, Isr);
  InterlockedDecrement(&Ext->AbortsUnderWay);
  if (Srb == NULL)
    return;
  if (DEFECT(ABORT_COMPLETES) && Ended)
    FinishSrb(Ext, (PSCSI_REQUEST_BLOCK)SrbGetNextSrb(Srb), SRB_STATUS_ABORTED);
  FinishSrb(Ext, Srb, Ended ? SRB_STATUS_SUCCESS : SRB_STATUS_ABORT_FAILED);
}

// The command was waiting for a slot: it ends here.
static VOID EndWaiting(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd) {
  Cmd->SrbStatus = SRB_STATUS_ABORTED;
  CompleteCmd(Queue, Cmd, FALSE);
}

// SRB_FUNCTION_ABORT_COMMAND, in StartIo. NextSrb is compared, and not looked
// into: the request may have ended, and then there is nothing to do.
_Use_decl_annotations_ VOID AbortCmd(PDEVICE_EXTENSION Ext,
                                     PSCSI_REQUEST_BLOCK Srb) {
  SEARCH Search;

  RtlZeroMemory(&Search, sizeof(Search));
  Search.Srb = (PSCSI_REQUEST_BLOCK)SrbGetNextSrb(Srb);
  if (Search.Srb == NULL || Ext->DumpMode) {
    FinishSrb(Ext, Srb, SRB_STATUS_ABORT_FAILED);
    return;
  }
  for (ULONG Id = 1; Id <= Ext->IoQueueTarget; Id++) {
    Search.Queue = &Ext->Queue[Id];
    if (!FindCommand(&Search))
      continue;
    if (Search.Waiting != NULL)
      EndWaiting(Search.Queue, Search.Waiting);
    else if (!SendAbort(Ext, &Search, Srb))
      break;
    else
      return; // AbortDone has the SRB, or has had it.
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return;
  }
  FinishSrb(Ext, Srb,
            Search.Found ? SRB_STATUS_ABORT_FAILED : SRB_STATUS_SUCCESS);
}

// Asks for the end of whatever the unit has outstanding, as far as the
// controller takes aborts; the timer comes back for the rest.
static VOID AbortUnit(_Inout_ PDEVICE_EXTENSION Ext, _In_ ULONG NamespaceId) {
  SEARCH Search;

  RtlZeroMemory(&Search, sizeof(Search));
  Search.NamespaceId = NamespaceId;
  for (ULONG Id = 1; Id <= Ext->IoQueueTarget; Id++) {
    Search.Queue = &Ext->Queue[Id];
    for (ULONG Left = Search.Queue->Depth; Left != 0; Left--) {
      if (!FindCommand(&Search))
        break;
      if (Search.Waiting != NULL)
        EndWaiting(Search.Queue, Search.Waiting);
      else if (!SendAbort(Ext, &Search, NULL))
        return;
    }
  }
}

_Use_decl_annotations_ VOID FinishUnitReset(PDEVICE_EXTENSION Ext,
                                            UCHAR SrbStatus) {
  PSCSI_REQUEST_BLOCK Srb =
      InterlockedExchangePointer(&Ext->UnitResetSrb, NULL);

  if (Srb != NULL)
    FinishSrb(Ext, Srb, SrbStatus);
}

// SRB_FUNCTION_RESET_LOGICAL_UNIT, in StartIo. The SRB is finished when the
// unit has nothing outstanding any more; a controller that does not get there
// within a second is reset.
_Use_decl_annotations_ VOID ResetLun(PDEVICE_EXTENSION Ext,
                                     PSCSI_REQUEST_BLOCK Srb) {
  UCHAR Lun = SrbGetLun(Srb);

  if (Ext->DumpMode) {
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return;
  }
  if (InterlockedCompareExchangePointer(&Ext->UnitResetSrb, Srb, NULL) !=
      NULL) {
    FinishSrb(Ext, Srb, SRB_STATUS_BUSY);
    return;
  }
  InterlockedExchange(&Ext->UnitResetLun, Lun);
  switch (GetState(Ext)) {
  case AdapterRunning:
    AbortUnit(Ext, Lun + 1u);
    ArmTimer(Ext, START_TICK_US);
    break;
  case AdapterStarting: // Its end is the end of all commands.
    break;
  default:
    FinishUnitReset(Ext, SRB_STATUS_NO_DEVICE);
    break;
  }
}

// In the timer, the adapter running and UnitResetSrb waiting.
_Use_decl_annotations_ VOID UnitResetStep(PDEVICE_EXTENSION Ext) {
  ULONG NamespaceId = (ULONG)ReadLongAcquire(&Ext->UnitResetLun) + 1;
  ULONG Left = 0;

  for (ULONG Id = 1; Id <= Ext->IoQueueTarget; Id++)
    Left += CountUnit(&Ext->Queue[Id], NamespaceId);
  if (Left == 0) {
    Ext->UnitResetTicks = 0;
    FinishUnitReset(Ext, SRB_STATUS_SUCCESS);
  } else if (++Ext->UnitResetTicks > UNIT_RESET_TICKS) {
    Ext->UnitResetTicks = 0;
    RecordError(Ext, ERROR_UNIT_RESET | NamespaceId);
    ResetBegin(Ext);
  } else {
    AbortUnit(Ext, NamespaceId);
  }
}
