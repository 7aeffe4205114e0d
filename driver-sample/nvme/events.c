//===- events.c - Asynchronous events -------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One event request is with the controller at a time. When it comes back the
// driver reads the log page that the event names, which is what tells the
// controller that it may report the same kind again, and asks for the next
// event: so there is one event, one log page and one rescan at a time.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#if defined(NVME_WPP)
#include "events.tmh"
#endif

static ADMIN_DONE EventDone;
static ADMIN_DONE LogDone;
static ADMIN_DONE RescanDone;

// A fatal error of the controller: whoever may wait for locks resets it.
static VOID AskForRecovery(_Inout_ PDEVICE_EXTENSION Ext) {
  if (Ext->DpcReady)
    StorPortIssueDpc(Ext, &Ext->RecoveryDpc, NULL, NULL);
  else
    InterlockedExchange(&Ext->RecoveryWanted, 1);
}

static ULONG LogBytes(_In_ ULONG Log) {
  return Log == NVME_LOG_CHANGED_NAMESPACES ? NVME_PAGE_SIZE
                                            : NVME_HEALTH_LOG_BYTES;
}

static VOID ReadLog(_Inout_ PDEVICE_EXTENSION Ext, _In_ ULONG Log,
                    _In_ BOOLEAN Isr) {
  NVME_COMMAND Sqe;

  NvmeBuildGetLog(&Sqe, (UCHAR)Log, NVME_ALL_NAMESPACES, LogBytes(Log),
                  Ext->LogPage.Physical);
  if (!SubmitAdmin(Ext, &Sqe, LogDone, NULL, Isr))
    ListenForEvents(Ext, Isr);
}

_Use_decl_annotations_ static VOID EventDone(PDEVICE_EXTENSION Ext, PCMD Cmd,
                                             BOOLEAN Isr) {
  if (Cmd->SrbStatus != 0 || Cmd->Status != 0)
    return; // The controller takes none, or is being disabled.
  RecordError(Ext, ERROR_ASYNC_EVENT | (Cmd->Result & 0xFFFFu));
  switch (NVME_EVENT_TYPE(Cmd->Result)) {
  case NVME_EVENT_ERROR:
    AskForRecovery(Ext);
    break;
  case NVME_EVENT_HEALTH:
  case NVME_EVENT_NOTICE:
    ReadLog(Ext, NVME_EVENT_LOG(Cmd->Result), Isr);
    break;
  default: // Vendors' own: there is no log that we could read.
    ListenForEvents(Ext, Isr);
    break;
  }
}

// The next namespace, from StageIndex on. At the end Storport is told to look.
static VOID RescanNext(_Inout_ PDEVICE_EXTENSION Ext, _In_ BOOLEAN Isr) {
  NVME_COMMAND Sqe;

  if (Ext->StageIndex < Ext->Found.NamespaceCount) {
    NvmeBuildIdentify(&Sqe, NVME_CNS_NAMESPACE, Ext->StageIndex + 1,
                      Ext->IdentifyPage.Physical);
    if (SubmitAdmin(Ext, &Sqe, RescanDone, NULL, Isr))
      return;
  } else if (!Isr) {
    StorPortNotification(BusChangeDetected, Ext, 0);
  }
  ListenForEvents(Ext, Isr);
}

_Use_decl_annotations_ static VOID RescanDone(PDEVICE_EXTENSION Ext, PCMD Cmd,
                                              BOOLEAN Isr) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  ULONG Lun = Ext->StageIndex % MAX_NAMESPACES;
  QUEUE_LOCK Lock;

  if (Cmd->SrbStatus != 0)
    return;
  if (Cmd->Status == 0) {
    ParseNamespace(Ext, &Ext->Found, Lun);
    QueueLock(Admin, Isr, &Lock);
    Ext->Identity.Unit[Lun] = Ext->Found.Unit[Lun];
    InterlockedExchange64(&Ext->Geometry[Lun], Ext->Found.Geometry[Lun]);
    QueueUnlock(Admin, Isr, &Lock);
  }
  Ext->StageIndex++;
  RescanNext(Ext, Isr);
}

static VOID ParseHealth(_Inout_ PDEVICE_EXTENSION Ext) {
  UCHAR Warning = *(const UCHAR *)Ext->LogPage.Data;

  if (Warning & NVME_HEALTH_READ_ONLY)
    RecordError(Ext, ERROR_MEDIA_READ_ONLY | Warning);
  InterlockedExchange(&Ext->ReadOnly, (Warning & NVME_HEALTH_READ_ONLY) != 0);
}

_Use_decl_annotations_ static VOID LogDone(PDEVICE_EXTENSION Ext, PCMD Cmd,
                                           BOOLEAN Isr) {
  if (Cmd->SrbStatus != 0)
    return;
  if (Cmd->Status == 0) {
    switch (Cmd->Sqe.Cdw10 & 0xFFu) {
    case NVME_LOG_HEALTH:
      ParseHealth(Ext);
      break;
    case NVME_LOG_CHANGED_NAMESPACES:
      // Which they are does not matter: there are few, so all are looked at.
      Ext->StageIndex = 0;
      RescanNext(Ext, Isr);
      return;
    default:
      break;
    }
  }
  ListenForEvents(Ext, Isr);
}

// In a queue's DPC, or the interrupt routine of message 0 (Isr).
_Use_decl_annotations_ VOID ListenForEvents(PDEVICE_EXTENSION Ext,
                                            BOOLEAN Isr) {
  NVME_COMMAND Sqe;

  if (GetState(Ext) != AdapterRunning)
    return; // The next start listens.
  NvmeBuildAsyncEvent(&Sqe);
  if (!SubmitAdmin(Ext, &Sqe, EventDone, NULL, Isr))
    TRACE(TRACE_ERROR, "nobody listens for events\n");
}
