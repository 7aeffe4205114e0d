//===- queue.c - Rings and slots ------------------------------------------===//
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
  Queue->Phase = 1;
  Queue->SqTail = 0;
  Queue->CqHead = 0;
  RtlZeroMemory((PVOID)Queue->Cq, Queue->Depth * sizeof(NVME_COMPLETION));

  // A ring of n entries holds n - 1 commands.
  Queue->FreeCount = Queue->Depth - 1u;
  for (USHORT Slot = 0; Slot < Queue->Depth; Slot++) {
    Queue->FreeSlot[Slot] = Slot;
    Queue->Slot[Slot] = NULL;
  }
}

// Is there an entry that the driver has not taken? Reads memory only. May be
// called without the lock: the answer is a hint then.
_Use_decl_annotations_ BOOLEAN QueueHasWork(PNVME_QUEUE Queue) {
  return (Queue->Cq[Queue->CqHead].Status & 1u) == Queue->Phase;
}

static BOOLEAN RingPush(PNVME_QUEUE Queue, PCMD Cmd) {
  USHORT Slot;

  if (Queue->FreeCount == 0)
    return FALSE;
  Slot = Queue->FreeSlot[--Queue->FreeCount];
  Queue->Slot[Slot] = Cmd;
  Cmd->Sqe.CommandId = Slot;
  Queue->Sq[Queue->SqTail] = Cmd->Sqe;
  if (++Queue->SqTail == Queue->Depth)
    Queue->SqTail = 0;

  // The entry must be in memory before the controller hears of it; the
  // register write orders it.
  StorPortWriteRegisterUlong(Queue->Ext, Queue->SqDoorbell, Queue->SqTail);
  return TRUE;
}

static VOID DoneAppend(PNVME_QUEUE Queue, PCMD Cmd) {
  Cmd->Next = NULL;
  if (Queue->DoneHead == NULL)
    Queue->DoneHead = Cmd;
  else
    Queue->DoneTail->Next = Cmd;
  Queue->DoneTail = Cmd;
}

// At most DISPATCH_LEVEL. FALSE: the queue is full, or not in service.
_Use_decl_annotations_ BOOLEAN Submit(PNVME_QUEUE Queue, PCMD Cmd) {
  BOOLEAN Pushed;
  QUEUE_LOCK Lock;

  QueueLock(Queue, FALSE, &Lock);
  Pushed = Queue->Active && RingPush(Queue, Cmd);
  QueueUnlock(Queue, FALSE, &Lock);
  return Pushed;
}

_Use_decl_annotations_ BOOLEAN SubmitAdmin(PDEVICE_EXTENSION Ext,
                                           PNVME_COMMAND Sqe, ADMIN_DONE *Done,
                                           BOOLEAN Isr) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  BOOLEAN Pushed = FALSE;
  QUEUE_LOCK Lock;
  PCMD Cmd;

  QueueLock(Admin, Isr, &Lock);
  if (!Admin->Active)
    goto unlock;
  Cmd = Ext->FreeAdmin;
  if (Cmd == NULL)
    goto unlock;
  Ext->FreeAdmin = Cmd->Next;

  RtlZeroMemory(Cmd, sizeof(*Cmd));
  Cmd->Sqe = *Sqe;
  Cmd->Done = Done;
  if (!RingPush(Admin, Cmd)) {
    if (DEFECT(LEAK_ADMIN_LOCK))
      return FALSE;
    goto give_back;
  }
  if (Sqe->Opcode == NVME_ADMIN_ASYNC_EVENT)
    Ext->AsyncCmd = Cmd;
  Pushed = TRUE;
  goto unlock;

give_back:
  Cmd->Next = Ext->FreeAdmin;
  Ext->FreeAdmin = Cmd;
unlock:
  QueueUnlock(Admin, Isr, &Lock);
  return Pushed;
}

_Use_decl_annotations_ VOID FreeAdminCmd(PDEVICE_EXTENSION Ext, PCMD Cmd,
                                         BOOLEAN Isr) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  QUEUE_LOCK Lock;

  QueueLock(Admin, Isr, &Lock);
  if (Ext->AsyncCmd == Cmd)
    Ext->AsyncCmd = NULL;
  Cmd->Next = Ext->FreeAdmin;
  Ext->FreeAdmin = Cmd;
  QueueUnlock(Admin, Isr, &Lock);
}

// Takes one entry off the completion ring, which has one.
static VOID TakeEntry(PNVME_QUEUE Queue) {
  volatile NVME_COMPLETION *Entry = &Queue->Cq[Queue->CqHead];
  USHORT Slot = Entry->CommandId;
  PCMD Cmd = Slot < Queue->Depth ? Queue->Slot[Slot] : NULL;

  if (Cmd != NULL) {
    Queue->Slot[Slot] = NULL;
    Queue->FreeSlot[Queue->FreeCount++] = Slot;
    Cmd->Status = Entry->Status >> 1;
    Cmd->Result = Entry->Result;
    if (Queue->Id == 0 && Cmd == Queue->Ext->AsyncCmd && Cmd->Status == 0 &&
        NVME_EVENT_TYPE(Cmd->Result) == NVME_EVENT_ERROR)
      Queue->AsyncError = TRUE;
    DoneAppend(Queue, Cmd);
  } else {
    RecordError(Queue->Ext, ERROR_BAD_COMMAND_ID | Slot);
  }
  if (++Queue->CqHead == Queue->Depth) {
    Queue->CqHead = 0;
    Queue->Phase ^= 1u;
  }
}

// Moves up to Quota completions from the ring to the done list; says how many.
// Shared by the interrupt routines (Isr) and the DPCs.
_Use_decl_annotations_ ULONG Drain(PNVME_QUEUE Queue, BOOLEAN Isr,
                                   ULONG Quota) {
  ULONG Taken = 0;
  QUEUE_LOCK Lock;

  QueueLock(Queue, Isr, &Lock);
  while (Taken < Quota && QueueHasWork(Queue)) {
    TakeEntry(Queue);
    Taken++;
  }
  if (Taken != 0) // Frees the entries, and drops a line interrupt.
    StorPortWriteRegisterUlong(Queue->Ext, Queue->CqDoorbell, Queue->CqHead);
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

    if (Cmd != NULL) {
      Cmd->SrbStatus = SrbStatus;
      DoneAppend(Queue, Cmd);
    }
  }
  List = Queue->DoneHead;
  Queue->DoneHead = NULL;
  Queue->DoneTail = NULL;
  QueueReset(Queue);
  QueueUnlock(Queue, FALSE, &Lock);
  return List;
}
