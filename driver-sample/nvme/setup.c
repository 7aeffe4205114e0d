//===- setup.c - The chain of set-up commands -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From a controller that is ready to queues that work: one admin command after
// another, each submitted when the one before it is done. The first start and
// every reset go the same way, and nobody waits: the end of the chain shows as
// PhaseReady or PhaseFailed.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

static ADMIN_DONE SetupDone;
static ADMIN_DONE EventDone;

// How many commands the current stage has.
static ULONG StageLength(_In_ PDEVICE_EXTENSION Ext) {
  switch (Ext->Stage) {
  case SetupIdentifyNamespace:
    return Ext->NamespaceCount;
  case SetupCompletionQueue:
  case SetupSubmissionQueue:
    return Ext->IoQueueCount;
  default:
    return 1;
  }
}

// FALSE: the chain is at its end.
static BOOLEAN SetupBuild(_In_ PDEVICE_EXTENSION Ext, _Out_ PNVME_COMMAND Sqe) {
  PNVME_QUEUE Queue = &Ext->Queue[1 + Ext->StageIndex % MAX_IO_QUEUES];
  ULONG Last = Ext->IoQueueTarget - 1;

  RtlZeroMemory(Sqe, sizeof(*Sqe));
  switch (Ext->Stage) {
  case SetupIdentifyController:
    Sqe->Opcode = NVME_ADMIN_IDENTIFY;
    Sqe->Prp1 = Ext->IdentifyPhysical;
    Sqe->Cdw10 = NVME_CNS_CONTROLLER;
    return TRUE;
  case SetupIdentifyNamespace:
    Sqe->Opcode = NVME_ADMIN_IDENTIFY;
    Sqe->NamespaceId = Ext->StageIndex + 1;
    Sqe->Prp1 = Ext->IdentifyPhysical;
    Sqe->Cdw10 = NVME_CNS_NAMESPACE;
    return TRUE;
  case SetupQueueCount:
    Sqe->Opcode = NVME_ADMIN_SET_FEATURES;
    Sqe->Cdw10 = NVME_FEATURE_QUEUE_COUNT;
    Sqe->Cdw11 = (Last << 16) | Last;
    return TRUE;
  case SetupCompletionQueue:
    Sqe->Opcode = NVME_ADMIN_CREATE_CQ;
    Sqe->Prp1 = Queue->CqPhysical;
    Sqe->Cdw10 = ((Queue->Depth - 1u) << 16) | Queue->Id;
    Sqe->Cdw11 = (Queue->MessageId << 16) | NVME_QUEUE_CONTIGUOUS;
    if (!Ext->DumpMode)
      Sqe->Cdw11 |= NVME_QUEUE_INTERRUPTS;
    return TRUE;
  case SetupSubmissionQueue:
    Sqe->Opcode = NVME_ADMIN_CREATE_SQ;
    Sqe->Prp1 = Queue->SqPhysical;
    Sqe->Cdw10 = ((Queue->Depth - 1u) << 16) | Queue->Id;
    Sqe->Cdw11 = ((ULONG)Queue->Id << 16) | NVME_QUEUE_CONTIGUOUS;
    return TRUE;
  default:
    return FALSE;
  }
}

static BOOLEAN ParseController(_Inout_ PDEVICE_EXTENSION Ext) {
  const NVME_IDENTIFY_CONTROLLER *Data = Ext->IdentifyPage;
  ULONG Most = Ext->DumpMode ? DUMP_MAX_TRANSFER : MAX_TRANSFER;

  // Storport has been told in FindAdapter how much a request may carry, before
  // anybody could ask the controller.
  if (Data->MaximumTransfer != 0 && Data->MaximumTransfer < 16 &&
      (NVME_PAGE_SIZE << Data->MaximumTransfer) < Most) {
    RecordError(Ext, ERROR_TRANSFER_LIMIT | Data->MaximumTransfer);
    return FALSE;
  }
  RtlCopyMemory(Ext->SerialNumber, Data->SerialNumber,
                sizeof(Ext->SerialNumber));
  RtlCopyMemory(Ext->ModelNumber, Data->ModelNumber, sizeof(Ext->ModelNumber));
  RtlCopyMemory(Ext->FirmwareRevision, Data->FirmwareRevision,
                sizeof(Ext->FirmwareRevision));
  Ext->VolatileWriteCache = Data->VolatileWriteCache & 1u;
  Ext->NamespaceCount = Data->NamespaceCount < MAX_NAMESPACES
                            ? Data->NamespaceCount
                            : MAX_NAMESPACES;
  return TRUE;
}

static VOID ParseNamespace(_Inout_ PDEVICE_EXTENSION Ext) {
  const NVME_IDENTIFY_NAMESPACE *Data = Ext->IdentifyPage;
  PNAMESPACE Unit = &Ext->Namespace[Ext->StageIndex % MAX_NAMESPACES];
  UCHAR Shift = (UCHAR)(Data->Format[Data->FormattedFormat & 0xFu] >> 16);

  // Inactive namespaces answer with zeroes; a sector beyond a page is none
  // that the PRP builder was written for.
  if (Shift < NVME_SECTOR_SHIFT_MIN || (1u << (Shift & 31u)) > NVME_PAGE_SIZE) {
    Unit->Blocks = 0;
    return;
  }
  Unit->SectorShift = Shift;
  Unit->Blocks = Data->Size;
}

static BOOLEAN SetupParse(_Inout_ PDEVICE_EXTENSION Ext, _In_ ULONG Result) {
  ULONG Granted;

  switch (Ext->Stage) {
  case SetupIdentifyController:
    return ParseController(Ext);
  case SetupIdentifyNamespace:
    ParseNamespace(Ext);
    return TRUE;
  case SetupQueueCount:
    Granted = 1 + min(Result & 0xFFFFu, Result >> 16);
    Ext->IoQueueCount = min(Granted, Ext->IoQueueTarget);
    return TRUE;
  default:
    return TRUE;
  }
}

static VOID SetupSubmit(_Inout_ PDEVICE_EXTENSION Ext, _In_ BOOLEAN Isr) {
  NVME_COMMAND Sqe;

  if (!SetupBuild(Ext, &Sqe))
    MovePhase(Ext, PhaseSetup, PhaseReady, Isr);
  else if (!SubmitAdmin(Ext, &Sqe, SetupDone, Isr))
    MovePhase(Ext, PhaseSetup, PhaseFailed, Isr);
}

_Use_decl_annotations_ static VOID SetupDone(PDEVICE_EXTENSION Ext, PCMD Cmd,
                                             BOOLEAN Isr) {
  if (Cmd->Status != 0 || !SetupParse(Ext, Cmd->Result)) {
    RecordError(Ext, ERROR_SETUP | Ext->Stage);
    MovePhase(Ext, PhaseSetup, PhaseFailed, Isr);
    return;
  }
  Ext->StageIndex++;
  while (Ext->Stage != SetupComplete && Ext->StageIndex >= StageLength(Ext)) {
    Ext->Stage = (SETUP_STAGE)(Ext->Stage + 1);
    Ext->StageIndex = 0;
  }
  SetupSubmit(Ext, Isr);
}

// At most DISPATCH_LEVEL, or dump mode. The controller is ready.
_Use_decl_annotations_ VOID SetupBegin(PDEVICE_EXTENSION Ext) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  QUEUE_LOCK Lock;

  Ext->Stage = SetupIdentifyController;
  Ext->StageIndex = 0;
  QueueLock(Admin, FALSE, &Lock);
  Admin->Active = TRUE;
  QueueUnlock(Admin, FALSE, &Lock);
  SetupSubmit(Ext, FALSE);
}

// An asynchronous event. Only errors matter here; of the others the controller
// masks the kind until its log is read, which is as good as not listening.
_Use_decl_annotations_ static VOID EventDone(PDEVICE_EXTENSION Ext, PCMD Cmd,
                                             BOOLEAN Isr) {
  if (Cmd->Status != 0)
    return; // The controller takes none, or is being disabled.
  RecordError(Ext, ERROR_ASYNC_EVENT | (Cmd->Result & 0xFFFFu));
  if (NVME_EVENT_TYPE(Cmd->Result) != NVME_EVENT_ERROR)
    ListenForEvents(Ext, Isr);
  else if (Ext->DpcReady)
    StorPortIssueDpc(Ext, &Ext->RecoveryDpc, NULL, NULL);
  else
    InterlockedExchange(&Ext->RecoveryWanted, 1);
}

_Use_decl_annotations_ VOID ListenForEvents(PDEVICE_EXTENSION Ext,
                                            BOOLEAN Isr) {
  NVME_COMMAND Sqe;

  RtlZeroMemory(&Sqe, sizeof(Sqe));
  Sqe.Opcode = NVME_ADMIN_ASYNC_EVENT;
  if (!SubmitAdmin(Ext, &Sqe, EventDone, Isr))
    TRACE(TRACE_ERROR, "nobody listens for events\n");
}
