//===- admin.c - Commands on queue 0 --------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

// One more for the free list; it stays there.
static VOID AddAdminCmd(_Inout_ PDEVICE_EXTENSION Ext) {
  PVOID Memory;
  PCMD Cmd;

  if (StorPortAllocatePool(Ext, sizeof(CMD), POOL_TAG, &Memory) !=
      STOR_STATUS_SUCCESS)
    return;
  Cmd = (PCMD)Memory;
  Cmd->Next = NULL;
  Ext->FreeAdmin = Cmd;
}

// The command is free again when Done has run, which it does in any case:
// with Cmd->SrbStatus set if the controller never answered. FALSE: it will not
// run, because the queue is out of service or has no room. Done may run before
// this returns, on another processor.
_Use_decl_annotations_ BOOLEAN SubmitAdmin(PDEVICE_EXTENSION Ext,
                                           PNVME_COMMAND Sqe, ADMIN_DONE *Done,
                                           PVOID Context, BOOLEAN Isr) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  BOOLEAN Pushed = FALSE;
  QUEUE_LOCK Lock;
  USHORT Slot;
  PCMD Cmd;

  QueueLock(Admin, Isr, &Lock);
  if (!Admin->Active)
    goto unlock;
  if (DEFECT(GROW_UNDER_LOCK) && Ext->FreeAdmin == NULL)
    AddAdminCmd(Ext);
  Cmd = Ext->FreeAdmin;
  if (Cmd == NULL)
    goto unlock;
  Ext->FreeAdmin = Cmd->Next;

  RtlZeroMemory(Cmd, sizeof(*Cmd));
  Cmd->Sqe = *Sqe;
  Cmd->Done = Done;
  Cmd->Context = Context;
  if (Admin->FreeCount == 0) {
    if (DEFECT(LEAK_ADMIN_LOCK))
      return FALSE;
    goto give_back;
  }
  Slot = Admin->FreeSlot[--Admin->FreeCount];
  Admin->Slot[Slot] = Cmd;
  Cmd->Sqe.CommandId = Slot;
  if (Sqe->Opcode == NVME_ADMIN_ASYNC_EVENT)
    Ext->AsyncCmd = Cmd;
  InterlockedIncrement(&Ext->InFlight);
  NvmeRingPush(&Admin->Ring, &Cmd->Sqe);
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
