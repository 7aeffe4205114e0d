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
// PhaseReady or PhaseFailed. What it finds out is kept apart until then.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

static ADMIN_DONE SetupDone;

// How many commands the current stage has.
static ULONG StageLength(_In_ PDEVICE_EXTENSION Ext) {
  switch (Ext->Stage) {
  case SetupIdentifyNamespace:
    return Ext->Found.NamespaceCount;
  case SetupCompletionQueue:
  case SetupSubmissionQueue:
    return Ext->Found.IoQueueCount;
  case SetupWriteCache:
    return Ext->Found.CachesWrites ? 1 : 0;
  case SetupEvents:
    return Ext->DumpMode ? 0 : 1;
  default:
    return 1;
  }
}

// FALSE: the chain is at its end.
static BOOLEAN SetupBuild(_In_ PDEVICE_EXTENSION Ext, _Out_ PNVME_COMMAND Sqe) {
  PNVME_QUEUE Queue = &Ext->Queue[1 + Ext->StageIndex % MAX_IO_QUEUES];

  RtlZeroMemory(Sqe, sizeof(*Sqe));
  switch (Ext->Stage) {
  case SetupIdentifyController:
    NvmeBuildIdentify(Sqe, NVME_CNS_CONTROLLER, 0, Ext->IdentifyPage.Physical);
    return TRUE;
  case SetupIdentifyNamespace:
    NvmeBuildIdentify(Sqe, NVME_CNS_NAMESPACE, Ext->StageIndex + 1,
                      Ext->IdentifyPage.Physical);
    return TRUE;
  case SetupQueueCount:
    NvmeBuildQueueCount(Sqe, Ext->IoQueueTarget);
    return TRUE;
  case SetupCompletionQueue:
    NvmeBuildCreateCq(Sqe, &Queue->Ring, Queue->MessageId, !Ext->DumpMode);
    return TRUE;
  case SetupSubmissionQueue:
    NvmeBuildCreateSq(Sqe, &Queue->Ring);
    return TRUE;
  case SetupWriteCache:
    Sqe->Opcode = NVME_ADMIN_GET_FEATURES;
    Sqe->Cdw10 = NVME_FEATURE_WRITE_CACHE;
    return TRUE;
  case SetupEvents:
    NvmeBuildSetFeature(Sqe, NVME_FEATURE_EVENTS,
                        NVME_EVENTS_HEALTH | NVME_EVENTS_NAMESPACE |
                            NVME_EVENTS_FIRMWARE);
    return TRUE;
  default:
    return FALSE;
  }
}

// Must the driver do without the adapter if this fails? An old controller has
// fewer features.
static BOOLEAN StageIsVital(_In_ PDEVICE_EXTENSION Ext) {
  return Ext->Stage != SetupWriteCache && Ext->Stage != SetupEvents;
}

static VOID ParseController(_In_ PDEVICE_EXTENSION Ext,
                            _Inout_ PIDENTITY Found) {
  const NVME_IDENTIFY_CONTROLLER *Data = Ext->IdentifyPage.Data;
  ULONG Most = Ext->DumpMode ? DUMP_MAX_TRANSFER : MAX_TRANSFER;

  RtlCopyMemory(Found->SerialNumber, Data->SerialNumber,
                sizeof(Found->SerialNumber));
  RtlCopyMemory(Found->ModelNumber, Data->ModelNumber,
                sizeof(Found->ModelNumber));
  RtlCopyMemory(Found->FirmwareRevision, Data->FirmwareRevision,
                sizeof(Found->FirmwareRevision));
  Found->PieceBytes = Most;
  if (Data->MaximumTransfer != 0 && Data->MaximumTransfer < 16)
    Found->PieceBytes = min(Most, NVME_PAGE_SIZE << Data->MaximumTransfer);
  Found->CachesWrites = Data->VolatileWriteCache & 1u;
  Found->WriteCacheOn = Found->CachesWrites; // Until it says otherwise.
  Found->AbortLimit = Data->AbortLimit;
  Found->Optional = Data->OptionalCommands;
  Found->NamespaceCount = Data->NamespaceCount < MAX_NAMESPACES
                              ? Data->NamespaceCount
                              : MAX_NAMESPACES;
}

// Index: the unit, whose namespace has the number above.
_Use_decl_annotations_ VOID ParseNamespace(PDEVICE_EXTENSION Ext,
                                           PIDENTITY Found, ULONG Index) {
  const NVME_IDENTIFY_NAMESPACE *Data = Ext->IdentifyPage.Data;
  PUNIT_IDENTITY Unit = &Found->Unit[Index % MAX_NAMESPACES];
  ULONG Shift = (Data->Format[Data->FormattedFormat & 0xFu] >> 16) & 0xFFu;

  Found->Geometry[Index % MAX_NAMESPACES] = 0;
  // Inactive namespaces answer with zeroes; a sector beyond a page is none
  // that the PRP builder was written for.
  if (Shift < NVME_SECTOR_SHIFT_MIN || Shift > 12)
    return;
  RtlCopyMemory(Unit->Guid, Data->Guid, sizeof(Unit->Guid));
  RtlCopyMemory(Unit->Eui64, Data->Eui64, sizeof(Unit->Eui64));
  Unit->Thin = Data->Features & 1u;
  if (Data->Size != 0)
    Found->Geometry[Index % MAX_NAMESPACES] = GEOMETRY(Data->Size, Shift);
}

static VOID SetupParse(_Inout_ PDEVICE_EXTENSION Ext, _In_ ULONG Result) {
  ULONG Granted;

  switch (Ext->Stage) {
  case SetupIdentifyController:
    ParseController(Ext, &Ext->Found);
    break;
  case SetupIdentifyNamespace:
    ParseNamespace(Ext, &Ext->Found, Ext->StageIndex);
    break;
  case SetupQueueCount:
    Granted = 1 + min(Result & 0xFFFFu, Result >> 16);
    Ext->Found.IoQueueCount = min(Granted, Ext->IoQueueTarget);
    break;
  case SetupWriteCache:
    Ext->Found.WriteCacheOn = Result & NVME_WRITE_CACHE_ENABLE;
    break;
  default:
    break;
  }
}

static VOID SetupSubmit(_Inout_ PDEVICE_EXTENSION Ext, _In_ BOOLEAN Isr) {
  NVME_COMMAND Sqe;

  if (!SetupBuild(Ext, &Sqe))
    MovePhase(Ext, PhaseSetup, PhaseReady, Isr);
  else if (!SubmitAdmin(Ext, &Sqe, SetupDone, NULL, Isr))
    MovePhase(Ext, PhaseSetup, PhaseFailed, Isr);
}

_Use_decl_annotations_ static VOID SetupDone(PDEVICE_EXTENSION Ext, PCMD Cmd,
                                             BOOLEAN Isr) {
  if (Cmd->SrbStatus != 0 || GetPhase(Ext) != PhaseSetup)
    return; // Who ended it has ended the chain, too.
  if (Cmd->Status == 0) {
    SetupParse(Ext, Cmd->Result);
  } else if (StageIsVital(Ext)) {
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

// At most DISPATCH_LEVEL, or dump mode. The controller is ready, and the phase
// is PhaseSetup, unless the adapter has been given up meanwhile.
_Use_decl_annotations_ VOID SetupBegin(PDEVICE_EXTENSION Ext) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  QUEUE_LOCK Lock;

  RtlZeroMemory(&Ext->Found, sizeof(Ext->Found));
  Ext->Stage = SetupIdentifyController;
  Ext->StageIndex = 0;
  QueueLock(Admin, FALSE, &Lock);
  Admin->Active = GetState(Ext) == AdapterStarting;
  QueueUnlock(Admin, FALSE, &Lock);
  SetupSubmit(Ext, FALSE);
}

// What was found is what is. Caller holds the lock of queue 0.
_Use_decl_annotations_ VOID PublishIdentity(PDEVICE_EXTENSION Ext) {
  const IDENTITY *Found = &Ext->Found;

  Ext->Identity = *Found;
  InterlockedExchange(&Ext->IoQueueCount, (LONG)Found->IoQueueCount);
  InterlockedExchange(&Ext->PieceBytes, (LONG)Found->PieceBytes);
  InterlockedExchange(&Ext->AbortLimit, (LONG)Found->AbortLimit);
  InterlockedExchange(&Ext->Optional, (LONG)Found->Optional);
  InterlockedExchange(&Ext->CachesWrites, Found->CachesWrites);
  InterlockedExchange(&Ext->WriteCacheOn, Found->WriteCacheOn);
  for (ULONG Lun = 0; Lun < MAX_NAMESPACES; Lun++)
    InterlockedExchange64(&Ext->Geometry[Lun], Found->Geometry[Lun]);
}

// At most DISPATCH_LEVEL, no queue lock held.
_Use_decl_annotations_ VOID ReadIdentity(PDEVICE_EXTENSION Ext,
                                         PIDENTITY Identity) {
  PNVME_QUEUE Admin = &Ext->Queue[0];
  QUEUE_LOCK Lock;

  QueueLock(Admin, FALSE, &Lock);
  *Identity = Ext->Identity;
  QueueUnlock(Admin, FALSE, &Lock);
}
