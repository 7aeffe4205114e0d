//===- queue.c - Slots, and the lists of a queue --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The static routines expect the queue lock, the others take it.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

// Empties rings and slots, and leaves the queue inactive. The controller is
// disabled, or has not been told of the queue yet. Caller holds the queue lock.
_Use_decl_annotations_ VOID QueueReset(PNVME_QUEUE Queue) {
  Queue->Active = FALSE;
  Queue->AsyncError = FALSE;
  NvmeRingReset(&Queue->Ring);

  // A ring of n entries holds n - 1 commands.
  Queue->FreeCount = Queue->Depth - 1u;
  for (USHORT Slot = 0; Slot < Queue->Depth; Slot++) {
    Queue->FreeSlot[Slot] = Slot;
    Queue->Slot[Slot] = NULL;
    Queue->Hold[Slot] = SlotFree;
  }
}

static VOID DoneAppend(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd) {
  Cmd->Next = NULL;
  if (Queue->DoneHead == NULL)
    Queue->DoneHead = Cmd;
  else
    Queue->DoneTail->Next = Cmd;
  Queue->DoneTail = Cmd;
}

static VOID WaitAppend(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd) {
  Cmd->Next = NULL;
  if (Queue->WaitHead == NULL)
    Queue->WaitHead = Cmd;
  else
    Queue->WaitTail->Next = Cmd;
  Queue->WaitTail = Cmd;
}

static PCMD WaitTake(_Inout_ PNVME_QUEUE Queue) {
  PCMD Cmd = Queue->WaitHead;

  Queue->WaitHead = Cmd->Next;
  if (Queue->WaitHead == NULL)
    Queue->WaitTail = NULL;
  return Cmd;
}

// There is a free slot.
static VOID Push(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd) {
  USHORT Slot = Queue->FreeSlot[--Queue->FreeCount];

  Queue->Slot[Slot] = Cmd;
  Cmd->Sqe.CommandId = Slot;
  InterlockedIncrement(&Queue->Ext->InFlight);
  NvmeRingPush(&Queue->Ring, &Cmd->Sqe);
}

static VOID PushWaiting(_Inout_ PNVME_QUEUE Queue) {
  while (Queue->WaitHead != NULL && Queue->FreeCount != 0)
    Push(Queue, WaitTake(Queue));
}

// What has completed meanwhile need not wait for its interrupt, unless that has
// been here and its DPC is on the way.
static VOID ReapEarly(_In_ PNVME_QUEUE Queue) {
  PDEVICE_EXTENSION Ext = Queue->Ext;

  if (!Ext->DpcReady || !NvmeRingHasWork(&Queue->Ring))
    return;
  if (Ext->InterruptKind == InterruptKindLine && Ext->LineMasked)
    return;
  StorPortIssueDpc(Ext, DpcOf(Queue), NULL, NULL);
}

// At most DISPATCH_LEVEL.
_Use_decl_annotations_ SUBMITTED Submit(PNVME_QUEUE Queue, PCMD Cmd) {
  SUBMITTED Result = SubmittedClosed;
  QUEUE_LOCK Lock;

  QueueLock(Queue, FALSE, &Lock);
  if (Queue->Active) {
    Result = SubmittedFull;
    // Those that wait have waited longer.
    if (Queue->FreeCount != 0 && Queue->WaitHead == NULL) {
      Push(Queue, Cmd);
      Result = SubmittedQueued;
    }
    ReapEarly(Queue);
  }
  QueueUnlock(Queue, FALSE, &Lock);
  return Result;
}

// The next piece of a request, or one more try: it may wait for a slot. FALSE:
// the queue is out of service.
_Use_decl_annotations_ BOOLEAN SubmitPiece(PNVME_QUEUE Queue, PCMD Cmd,
                                           BOOLEAN Isr) {
  BOOLEAN Active;
  QUEUE_LOCK Lock;

  QueueLock(Queue, Isr, &Lock);
  Active = Queue->Active;
  if (Active) {
    WaitAppend(Queue, Cmd);
    PushWaiting(Queue);
  }
  QueueUnlock(Queue, Isr, &Lock);
  return Active;
}

static VOID ReleaseSlot(_Inout_ PNVME_QUEUE Queue, _In_ USHORT Slot) {
  if (Queue->Hold[Slot] == SlotHeld)
    Queue->Hold[Slot] = SlotHeldUnused; // The abort's end frees it.
  else
    Queue->FreeSlot[Queue->FreeCount++] = Slot;
}

// Hands one finished command on. Shared by interrupt routines (Isr) and DPCs.
static VOID TakeCommand(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd,
                        _In_ const NVME_COMPLETION *Entry, _In_ BOOLEAN Isr) {
  PDEVICE_EXTENSION Ext = Queue->Ext;

  Cmd->Status = Entry->Status >> 1;
  Cmd->Result = Entry->Result;
  if (DEFECT(UNLOCKED_COUNTER))
    Ext->InFlight--;
  else
    InterlockedDecrement(&Ext->InFlight);
  if (Queue->Id == 0 && Cmd == Ext->AsyncCmd && Cmd->Status == 0 &&
      NVME_EVENT_TYPE(Cmd->Result) == NVME_EVENT_ERROR)
    Queue->AsyncError = TRUE;
  if (DEFECT(SRB_AS_DPC_ARGUMENT) && Isr && Ext->DpcReady && Cmd->Status != 0 &&
      Cmd->Srb != NULL) {
    StorPortIssueDpc(Ext, &Queue->Dpc, Cmd->Srb, NULL);
    return;
  }
  DoneAppend(Queue, Cmd);
}

// Takes one entry off the completion ring, which has one.
static VOID TakeEntry(_Inout_ PNVME_QUEUE Queue, _In_ BOOLEAN Isr) {
  NVME_COMPLETION Entry;
  PCMD Cmd = NULL;

  NvmeRingTake(&Queue->Ring, &Entry);
  if (Entry.CommandId < Queue->Depth)
    Cmd = Queue->Slot[Entry.CommandId];
  if (Cmd == NULL) {
    RecordError(Queue->Ext, ERROR_BAD_COMMAND_ID | Entry.CommandId);
    return;
  }
  Queue->Slot[Entry.CommandId] = NULL;
  ReleaseSlot(Queue, Entry.CommandId);
  TakeCommand(Queue, Cmd, &Entry, Isr);
}

// Moves up to Quota completions from the ring to the done list; says how many.
// Shared by the interrupt routines (Isr) and the DPCs.
_Use_decl_annotations_ ULONG Drain(PNVME_QUEUE Queue, BOOLEAN Isr,
                                   ULONG Quota) {
  ULONG Taken = 0;
  QUEUE_LOCK Lock;

  QueueLock(Queue, Isr, &Lock);
  while (Taken < Quota && NvmeRingHasWork(&Queue->Ring)) {
    TakeEntry(Queue, Isr);
    Taken++;
  }
  // A queue out of service may be one of a controller that is off: no
  // doorbells.
  if (Taken != 0 && Queue->Active) {
    NvmeRingAcknowledge(&Queue->Ring);
    PushWaiting(Queue);
  }
  QueueUnlock(Queue, Isr, &Lock);
  return Taken;
}

// The whole done list, for the caller to complete without the lock.
_Use_decl_annotations_ PCMD TakeDone(PNVME_QUEUE Queue, BOOLEAN Isr) {
  QUEUE_LOCK Lock;
  PCMD List;

  QueueLock(Queue, Isr, &Lock);
  List = Queue->DoneHead;
  Queue->DoneHead = NULL;
  Queue->DoneTail = NULL;
  QueueUnlock(Queue, Isr, &Lock);
  return List;
}

// Everything the queue holds: what is done, then what never will be, marked
// with SrbStatus. Leaves the queue empty and inactive. The controller is
// disabled, so that no buffer is written any more.
_Use_decl_annotations_ PCMD TakeAll(PNVME_QUEUE Queue, UCHAR SrbStatus) {
  QUEUE_LOCK Lock;
  PCMD List;

  QueueLock(Queue, FALSE, &Lock);
  for (USHORT Slot = 0; Slot < Queue->Depth; Slot++) {
    PCMD Cmd = Queue->Slot[Slot];

    if (Cmd == NULL)
      continue;
    Cmd->SrbStatus = SrbStatus;
    InterlockedDecrement(&Queue->Ext->InFlight);
    DoneAppend(Queue, Cmd);
  }
  while (Queue->WaitHead != NULL) {
    PCMD Cmd = WaitTake(Queue);

    Cmd->SrbStatus = SrbStatus;
    DoneAppend(Queue, Cmd);
  }
  List = Queue->DoneHead;
  Queue->DoneHead = NULL;
  Queue->DoneTail = NULL;
  QueueReset(Queue);
  QueueUnlock(Queue, FALSE, &Lock);
  return List;
}

static VOID WaitAppendAll(_Inout_ PNVME_QUEUE Queue, _In_opt_ PCMD List) {
  while (List != NULL) {
    PCMD Next = List->Next;

    WaitAppend(Queue, List);
    List = Next;
  }
}

static PCMD WaitTakeAll(_Inout_ PNVME_QUEUE Queue) {
  PCMD List = Queue->WaitHead;

  Queue->WaitHead = NULL;
  Queue->WaitTail = NULL;
  return List;
}

// Pieces that wait in one queue may go into another. At most DISPATCH_LEVEL.
// The two locks are taken one after the other: in between the pieces are
// nobody's but ours.
_Use_decl_annotations_ VOID MoveQueue(PNVME_QUEUE From, PNVME_QUEUE To) {
  PDEVICE_EXTENSION Ext = From->Ext;
  QUEUE_LOCK Lock;
  PCMD Cmd;

  if (DEFECT(ONE_OLDIRQL) && Ext->InterruptKind == InterruptKindPerMessage &&
      From->MessageId != To->MessageId) {
    StorPortAcquireMSISpinLock(Ext, From->MessageId, &Lock.OldIrql);
    StorPortAcquireMSISpinLock(Ext, To->MessageId, &Lock.OldIrql);
    WaitAppendAll(To, WaitTakeAll(From));
    PushWaiting(To);
    StorPortReleaseMSISpinLock(Ext, To->MessageId, Lock.OldIrql);
    StorPortReleaseMSISpinLock(Ext, From->MessageId, Lock.OldIrql);
    return;
  }
  QueueLock(From, FALSE, &Lock);
  Cmd = WaitTakeAll(From);
  QueueUnlock(From, FALSE, &Lock);
  while (Cmd != NULL) {
    PCMD Next = Cmd->Next;

    if (!SubmitPiece(To, Cmd, FALSE)) {
      Cmd->SrbStatus = SRB_STATUS_BUS_RESET;
      CompleteCmd(To, Cmd, FALSE);
    }
    Cmd = Next;
  }
}

// How many commands of a namespace the queue holds.
_Use_decl_annotations_ ULONG CountUnit(PNVME_QUEUE Queue, ULONG NamespaceId) {
  ULONG Count = 0;
  QUEUE_LOCK Lock;

  QueueLock(Queue, FALSE, &Lock);
  for (USHORT Slot = 0; Slot < Queue->Depth; Slot++)
    if (Queue->Slot[Slot] != NULL &&
        Queue->Slot[Slot]->Sqe.NamespaceId == NamespaceId)
      Count++;
  for (PCMD Cmd = Queue->WaitHead; Cmd != NULL; Cmd = Cmd->Next)
    if (Cmd->Sqe.NamespaceId == NamespaceId)
      Count++;
  QueueUnlock(Queue, FALSE, &Lock);
  return Count;
}
