//===- io.c - Requests on their way to the controller ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// BuildIo does what needs no lock: decode, and turn the scatter/gather list
// into PRPs. It runs on several processors at once and writes to nothing but
// the SRB and its extension. StartIo picks a queue and submits.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

// Ends a request that never reached a queue. At most DISPATCH_LEVEL.
_Use_decl_annotations_ VOID Refuse(PDEVICE_EXTENSION Ext,
                                   PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus) {
  PREQUEST Request = (PREQUEST)SrbGetMiniportContext(Srb);

  if (Request->PrpPages != NULL)
    FreePrpPages(Ext, Request->PrpPages);
  Request->PrpPages = NULL;
  FinishSrb(Ext, Srb, SrbStatus);
}

// FALSE: it has been finished.
static BOOLEAN BuildCommand(_In_ PDEVICE_EXTENSION Ext,
                            _Inout_ PSCSI_REQUEST_BLOCK Srb,
                            _In_ const UCHAR *Cdb, _In_ LONG64 Geometry) {
  PREQUEST Request = (PREQUEST)SrbGetMiniportContext(Srb);
  TRANSFER Transfer;

  if (DecodeTransfer(Cdb, &Transfer))
    return BuildTransfer(Ext, Srb, &Transfer, Geometry);
  switch (Cdb[0]) {
  case SCSIOP_UNMAP:
    return BuildUnmap(Ext, Srb, Cdb, Geometry);
  case SCSIOP_WRITE_SAME:
  case SCSIOP_WRITE_SAME16:
    return BuildWriteSame(Ext, Srb, Cdb, Geometry);
  default:
    Request->Kind = RequestEmulated;
    return TRUE;
  }
}

_Use_decl_annotations_ BOOLEAN BuildIo(PVOID HwDeviceExtension,
                                       PSCSI_REQUEST_BLOCK Srb) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;
  PREQUEST Request = (PREQUEST)SrbGetMiniportContext(Srb);
  LONG64 Geometry;
  PCDB Cdb;
  UCHAR Lun;

  // The PRP space is written before it is read: clear only what is in front.
  RtlZeroMemory(Request, FIELD_OFFSET(REQUEST, PrpSpace));
  Request->Cmd.Srb = Srb;
  if (SrbGetSrbFunction(Srb) != SRB_FUNCTION_EXECUTE_SCSI)
    return TRUE;
  Cdb = SrbGetCdb(Srb);
  Lun = SrbGetLun(Srb);
  if (Cdb == NULL) {
    FinishSrb(Ext, Srb, SRB_STATUS_INVALID_REQUEST);
    return FALSE;
  }
  if (SrbGetPathId(Srb) != 0 || SrbGetTargetId(Srb) != 0 ||
      Lun >= MAX_NAMESPACES) {
    FinishSrb(Ext, Srb, SRB_STATUS_NO_DEVICE);
    return FALSE;
  }
  // Nothing is known of units before the adapter runs. StartIo says so.
  if (GetState(Ext) != AdapterRunning)
    return TRUE;
  Geometry = ReadLong64Acquire(&Ext->Geometry[Lun]);
  if (Geometry == 0 && Cdb->AsByte[0] != SCSIOP_REPORT_LUNS) {
    FinishSrb(Ext, Srb, SRB_STATUS_NO_DEVICE);
    return FALSE;
  }
  return BuildCommand(Ext, Srb, Cdb->AsByte, Geometry);
}

static PNVME_QUEUE QueueOfMessage(_In_ PDEVICE_EXTENSION Ext,
                                  _In_ ULONG Message, _In_ ULONG Count) {
  for (ULONG Id = 1; Id <= Count; Id++)
    if (Ext->Queue[Id].MessageId == Message)
      return &Ext->Queue[Id];
  return &Ext->Queue[1];
}

// With message ranges Storport names the message that interrupts the processor
// that asks; with concurrent channels it names the channel, which keeps the
// processors apart. Otherwise the first I/O queue.
static PNVME_QUEUE PickQueue(_In_ PDEVICE_EXTENSION Ext,
                             _In_ PSCSI_REQUEST_BLOCK Srb) {
  ULONG Count = (ULONG)ReadLongAcquire(&Ext->IoQueueCount);
  STARTIO_PERFORMANCE_PARAMETERS Params;

  if (Count <= 1 || (Ext->Channels <= 1 && !Ext->MessageRanges))
    return &Ext->Queue[1];
  RtlZeroMemory(&Params, sizeof(Params));
  Params.Version = 1;
  Params.Size = sizeof(Params);
  if (StorPortGetStartIoPerfParams(Ext, Srb, &Params) != STOR_STATUS_SUCCESS)
    return &Ext->Queue[1];
  if (Ext->MessageRanges)
    return QueueOfMessage(Ext, Params.MessageNumber, Count);
  return &Ext->Queue[1 + Params.ChannelNumber % Count];
}

static SUBMITTED SubmitFor(_Inout_ PNVME_QUEUE Queue, _Inout_ PCMD Cmd) {
  PDEVICE_EXTENSION Ext = Queue->Ext;
  STOR_LOCK_HANDLE Handle;
  SUBMITTED Result;

  if (DEFECT(DPC_LOCK_ORDER) && Ext->DpcReady)
    StorPortAcquireSpinLock(Ext, DpcLock, &Queue->Dpc, &Handle);
  Result = Submit(Queue, Cmd);
  if (DEFECT(DPC_LOCK_ORDER) && Ext->DpcReady)
    StorPortReleaseSpinLock(Ext, &Handle);
  return Result;
}

// Once the command is in the ring another processor may complete it: neither
// the SRB nor the command may be touched after Submit queued it.
_Use_decl_annotations_ VOID StartCommand(PDEVICE_EXTENSION Ext,
                                         PSCSI_REQUEST_BLOCK Srb) {
  PREQUEST Request = (PREQUEST)SrbGetMiniportContext(Srb);
  PNVME_QUEUE Queue = PickQueue(Ext, Srb);

  switch (SubmitFor(Queue, &Request->Cmd)) {
  case SubmittedQueued:
    return;
  case SubmittedFull:
    // Hold the next ones back until a quarter of the queue is free, instead of
    // refusing them one by one: all, or if there are other queues those of
    // this unit. It is refused after that, so that at least one request ends.
    if (ReadLongAcquire(&Ext->IoQueueCount) == 1)
      StorPortBusy(Ext, Queue->Depth / 4u);
    else
      StorPortDeviceBusy(Ext, SrbGetPathId(Srb), SrbGetTargetId(Srb),
                         SrbGetLun(Srb), Queue->Depth / 4u);
    break;
  default: // Out of service, and the queues are being paused.
    break;
  }
  Refuse(Ext, Srb, SRB_STATUS_BUSY);
}

// The SRB may be a command, or a function without a unit of its own.
_Use_decl_annotations_ VOID StartFlush(PDEVICE_EXTENSION Ext,
                                       PSCSI_REQUEST_BLOCK Srb) {
  PREQUEST Request = (PREQUEST)SrbGetMiniportContext(Srb);
  UCHAR Lun = SrbGetLun(Srb);

  if (ReadLongAcquire(&Ext->CachesWrites) == 0 || Lun >= MAX_NAMESPACES ||
      ReadLong64Acquire(&Ext->Geometry[Lun]) == 0) {
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return;
  }
  NvmeBuildBlocks(&Request->Cmd.Sqe, NVME_IO_FLUSH, Lun + 1u);
  Request->Kind = RequestWhole;
  StartCommand(Ext, Srb);
}

static VOID StartScsi(_Inout_ PDEVICE_EXTENSION Ext,
                      _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  PREQUEST Request = (PREQUEST)SrbGetMiniportContext(Srb);

  switch (Request->Kind) {
  case RequestNotBuilt: // The adapter came up since.
    FinishSrb(Ext, Srb, SRB_STATUS_BUSY);
    break;
  case RequestEmulated:
    StartEmulated(Ext, Srb);
    break;
  default:
    StartCommand(Ext, Srb);
    break;
  }
}

// What needs a controller that runs.
static VOID StartRunning(_Inout_ PDEVICE_EXTENSION Ext,
                         _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  switch (GetState(Ext)) {
  case AdapterRunning:
    break;
  case AdapterStarting:
    Refuse(Ext, Srb, SRB_STATUS_BUSY);
    return;
  default:
    Refuse(Ext, Srb, SRB_STATUS_NO_DEVICE);
    return;
  }
  switch (SrbGetSrbFunction(Srb)) {
  case SRB_FUNCTION_EXECUTE_SCSI:
    StartScsi(Ext, Srb);
    break;
  case SRB_FUNCTION_IO_CONTROL:
    StartControl(Ext, Srb);
    break;
  default:
    StartFlush(Ext, Srb);
    break;
  }
}

// DISPATCH_LEVEL, under the StartIo lock unless there are several channels. It
// neither waits nor stalls. Always TRUE: what cannot be started is finished.
_Use_decl_annotations_ BOOLEAN StartIo(PVOID HwDeviceExtension,
                                       PSCSI_REQUEST_BLOCK Srb) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;

  switch (SrbGetSrbFunction(Srb)) {
  case SRB_FUNCTION_ABORT_COMMAND:
    AbortCmd(Ext, Srb);
    break;
  case SRB_FUNCTION_RESET_LOGICAL_UNIT:
    ResetLun(Ext, Srb);
    break;
  case SRB_FUNCTION_RESET_DEVICE:
  case SRB_FUNCTION_RESET_BUS:
    ResetUnit(Ext, Srb);
    break;
  case SRB_FUNCTION_POWER:
    StartPower(Ext, Srb);
    break;
  case SRB_FUNCTION_PNP:
    StartPnp(Ext, Srb);
    break;
  case SRB_FUNCTION_EXECUTE_SCSI:
  case SRB_FUNCTION_IO_CONTROL:
  case SRB_FUNCTION_FLUSH:
  case SRB_FUNCTION_SHUTDOWN:
    StartRunning(Ext, Srb);
    break;
  default:
    FinishSrb(Ext, Srb, SRB_STATUS_INVALID_REQUEST);
    break;
  }
  return TRUE;
}
