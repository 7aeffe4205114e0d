//===- complete.c - What becomes of a command that has ended --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

// Interrupt routines run above the ceiling of StorPortFreePool: there the pages
// join the queue's trash, and the timer frees them. Caller holds the queue lock
// if Isr.
static VOID ReleasePrps(_Inout_ PNVME_QUEUE Queue, _Inout_ PREQUEST Request,
                        _In_ BOOLEAN Isr) {
  PPRP_PAGE Pages = Request->PrpPages;

  if (Pages == NULL)
    return;
  Request->PrpPages = NULL;
  if (Isr && !DEFECT(POOL_FREE_AT_DIRQL)) {
    Pages->Next = Queue->Trash;
    Queue->Trash = Pages;
  } else {
    FreePrpPages(Queue->Ext, Pages);
  }
}

// The SRB extension as Storport gets it back: a retry must not find the tries
// of the time before.
static VOID ForgetTries(_Inout_ PREQUEST Request) {
  Request->Cmd.Retries = 0;
  Request->Kind = RequestNotBuilt;
}

static VOID FlushRetry(_Inout_ PREQUEST Request) {
  if (Request->Kind != RequestNotBuilt)
    ForgetTries(Request);
}

// TRUE: the command is on its way once more, with the next piece or for another
// try, and may have ended again by now. Cmd->SrbStatus is set if it should be
// and cannot.
static BOOLEAN GoesOn(_Inout_ PNVME_QUEUE Queue, _Inout_ PREQUEST Request,
                      _In_ BOOLEAN Isr) {
  PCMD Cmd = &Request->Cmd;

  if (Cmd->SrbStatus != 0)
    return FALSE;
  if (Cmd->Status == 0) {
    if (Request->BlocksLeft == 0)
      return FALSE;
    if (!NextPiece(Request)) {
      Cmd->SrbStatus = SRB_STATUS_INTERNAL_ERROR;
      return FALSE;
    }
  } else {
    if (!StatusMayPass(Cmd->Status) || Cmd->Retries == RETRY_LIMIT)
      return FALSE;
    Cmd->Retries++;
  }
  if (SubmitPiece(Queue, Cmd, Isr))
    return TRUE;
  Cmd->SrbStatus = SRB_STATUS_BUS_RESET;
  return FALSE;
}

// Ends one command that is on no list any more. Shared by interrupt routines
// (Isr), DPCs and FailAll. After it the SRB and its extension, Cmd included,
// are Storport's.
_Use_decl_annotations_ VOID CompleteCmd(PNVME_QUEUE Queue, PCMD Cmd,
                                        BOOLEAN Isr) {
  PDEVICE_EXTENSION Ext = Queue->Ext;
  PSCSI_REQUEST_BLOCK Srb = Cmd->Srb;
  PREQUEST Request = CONTAINING_RECORD(Cmd, REQUEST, Cmd);

  if (Cmd->Done != NULL) {
    Cmd->Done(Ext, Cmd, Isr);
    FreeAdminCmd(Ext, Cmd, Isr);
    return;
  }
  if (GoesOn(Queue, Request, Isr))
    return;
  ReleasePrps(Queue, Request, Isr);
  if (!DEFECT(CLEAN_AFTER_COMPLETE))
    FlushRetry(Request);
  if (Cmd->SrbStatus != 0)
    FinishSrb(Ext, Srb, Cmd->SrbStatus);
  else
    FinishByStatus(Ext, Srb, Cmd->Status);
  if (DEFECT(CLEAN_AFTER_COMPLETE))
    FlushRetry(Request);
}

// At most DISPATCH_LEVEL, no queue lock held: frees what interrupt routines
// could not.
_Use_decl_annotations_ VOID EmptyTrash(PDEVICE_EXTENSION Ext) {
  for (ULONG Id = 1; Id <= Ext->IoQueueTarget; Id++) {
    PNVME_QUEUE Queue = &Ext->Queue[Id];
    QUEUE_LOCK Lock;
    PPRP_PAGE Pages;

    QueueLock(Queue, FALSE, &Lock);
    Pages = Queue->Trash;
    Queue->Trash = NULL;
    QueueUnlock(Queue, FALSE, &Lock);
    while (Pages != NULL) {
      PPRP_PAGE Next = Pages->Next;

      FreePrpPages(Ext, Pages);
      Pages = Next;
    }
  }
}
