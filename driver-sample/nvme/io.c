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

_Use_decl_annotations_ VOID FreePrpPage(PDEVICE_EXTENSION Ext, PPRP_PAGE Page) {
  StorPortFreePool(Ext, Page);
}

// Finds room for a PRP list of Count entries and its physical address: in the
// SRB extension if it is short, otherwise a pool page, which is aligned to a
// page and physically one piece. NULL: out of memory.
static PULONG64 PrpListFor(_In_ PDEVICE_EXTENSION Ext, _Inout_ PREQUEST Request,
                           _In_ ULONG Count) {
  ULONG Length = 0;
  PULONG64 List;
  PVOID Page;

  if (Count <= INLINE_PRPS) {
    ULONG_PTR First = (ULONG_PTR)Request->PrpSpace + INLINE_PRP_BYTES - 1;

    List = (PULONG64)(First & ~(ULONG_PTR)(INLINE_PRP_BYTES - 1));
  } else {
    if (StorPortAllocatePool(Ext, sizeof(PRP_PAGE), POOL_TAG, &Page) !=
        STOR_STATUS_SUCCESS)
      return NULL;
    Request->Cmd.PrpPage = (PPRP_PAGE)Page;
    List = Request->Cmd.PrpPage->Entry;
  }
  Request->Cmd.Sqe.Prp2 =
      (ULONG64)StorPortGetPhysicalAddress(Ext, NULL, List, &Length).QuadPart;
  return List;
}

// The PRPs of one request. The first may begin inside a page; every other must
// begin a page, and Storport's elements do, because the buffer is one piece of
// virtual memory. What is not so is refused.
static UCHAR BuildPrps(_In_ PDEVICE_EXTENSION Ext, _In_ PSCSI_REQUEST_BLOCK Srb,
                       _Inout_ PREQUEST Request) {
  PSTOR_SCATTER_GATHER_LIST Sgl = StorPortGetScatterGatherList(Ext, Srb);
  PNVME_COMMAND Sqe = &Request->Cmd.Sqe;
  PULONG64 List = NULL;
  ULONG Pages;
  ULONG Index = 0;

  if (Sgl == NULL || Sgl->NumberOfElements == 0)
    return SRB_STATUS_INVALID_REQUEST;
  Pages = ((ULONG)(Sgl->List[0].PhysicalAddress.QuadPart & NVME_PAGE_MASK) +
           Srb->DataTransferLength + NVME_PAGE_MASK) /
          NVME_PAGE_SIZE;
  if (Pages > 2) {
    List = PrpListFor(Ext, Request, Pages - 1);
    if (List == NULL)
      return SRB_STATUS_BUSY;
  }

  for (ULONG Element = 0; Element < Sgl->NumberOfElements; Element++) {
    ULONG64 Address = (ULONG64)Sgl->List[Element].PhysicalAddress.QuadPart;
    ULONG Left = Sgl->List[Element].Length;

    while (Left != 0) {
      ULONG Piece = NVME_PAGE_SIZE - (ULONG)(Address & NVME_PAGE_MASK);

      if ((Index != 0 && (Address & NVME_PAGE_MASK)) || Index == Pages)
        return SRB_STATUS_INVALID_REQUEST;
      if (Index == 0)
        Sqe->Prp1 = Address;
      else if (List == NULL)
        Sqe->Prp2 = Address;
      else
        List[Index - 1] = Address;
      Index++;
      Piece = min(Piece, Left);
      Address += Piece;
      Left -= Piece;
    }
  }
  return Index == Pages ? SRB_STATUS_SUCCESS : SRB_STATUS_INVALID_REQUEST;
}

// Ends a request that never reached a queue. At most DISPATCH_LEVEL.
static VOID Refuse(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
                   _In_ UCHAR SrbStatus) {
  PREQUEST Request = (PREQUEST)Srb->SrbExtension;

  if (Request->Cmd.PrpPage != NULL)
    FreePrpPage(Ext, Request->Cmd.PrpPage);
  Request->Cmd.PrpPage = NULL;
  FinishSrb(Ext, Srb, SrbStatus);
}

// Makes a command of a read or write. FALSE: it has been finished.
static BOOLEAN BuildTransfer(_In_ PDEVICE_EXTENSION Ext,
                             _Inout_ PSCSI_REQUEST_BLOCK Srb,
                             _In_ const TRANSFER *Transfer) {
  PREQUEST Request = (PREQUEST)Srb->SrbExtension;
  const NAMESPACE *Unit = &Ext->Namespace[Srb->Lun];
  PNVME_COMMAND Sqe = &Request->Cmd.Sqe;
  UCHAR Status;

  if (Transfer->Lba >= Unit->Blocks ||
      Transfer->Blocks > Unit->Blocks - Transfer->Lba) {
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                SCSI_ADSENSE_ILLEGAL_BLOCK);
    return FALSE;
  }
  if (Transfer->Blocks == 0) { // Legal, and nothing to do.
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return FALSE;
  }
  if (Transfer->Blocks > (MAX_TRANSFER >> Unit->SectorShift) ||
      Srb->DataTransferLength != Transfer->Blocks << Unit->SectorShift) {
    FinishSrb(Ext, Srb, SRB_STATUS_INVALID_REQUEST);
    return FALSE;
  }

  Sqe->Opcode = Transfer->Write ? NVME_IO_WRITE : NVME_IO_READ;
  Sqe->NamespaceId = Srb->Lun + 1u;
  Sqe->Cdw10 = (ULONG)Transfer->Lba;
  Sqe->Cdw11 = (ULONG)(Transfer->Lba >> 32);
  Sqe->Cdw12 = Transfer->Blocks - 1;
  if (Transfer->ForceUnitAccess)
    Sqe->Cdw12 |= NVME_RW_FUA;
  Status = BuildPrps(Ext, Srb, Request);
  if (Status != SRB_STATUS_SUCCESS) {
    Refuse(Ext, Srb, Status);
    return FALSE;
  }
  Request->Transfer = TRUE;
  return TRUE;
}

_Use_decl_annotations_ BOOLEAN BuildIo(PVOID HwDeviceExtension,
                                       PSCSI_REQUEST_BLOCK Srb) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;
  PREQUEST Request = (PREQUEST)Srb->SrbExtension;
  TRANSFER Transfer;

  // The PRP space is written before it is read: clear only what is in front.
  RtlZeroMemory(Request, FIELD_OFFSET(REQUEST, PrpSpace));
  Request->Cmd.Srb = Srb;
  if (Srb->Function != SRB_FUNCTION_EXECUTE_SCSI)
    return TRUE;
  if (Srb->PathId != 0 || Srb->TargetId != 0 || Srb->Lun >= MAX_NAMESPACES ||
      Ext->Namespace[Srb->Lun].Blocks == 0) {
    FinishSrb(Ext, Srb, SRB_STATUS_NO_DEVICE);
    return FALSE;
  }
  if (DecodeTransfer(Srb->Cdb, &Transfer))
    return BuildTransfer(Ext, Srb, &Transfer);
  return TRUE;
}

// With concurrent channels Storport names the channel, which keeps the
// processors apart; otherwise the first I/O queue.
static PNVME_QUEUE PickQueue(_In_ PDEVICE_EXTENSION Ext,
                             _In_ PSCSI_REQUEST_BLOCK Srb) {
  STARTIO_PERFORMANCE_PARAMETERS Params;
  ULONG Channel = 0;

  if (Ext->Channels > 1) {
    RtlZeroMemory(&Params, sizeof(Params));
    Params.Version = 1;
    Params.Size = sizeof(Params);
    if (StorPortGetStartIoPerfParams(Ext, Srb, &Params) == STOR_STATUS_SUCCESS)
      Channel = Params.ChannelNumber;
  }
  return &Ext->Queue[1 + Channel % Ext->IoQueueCount];
}

// Once the command is in the ring another processor may complete it: neither
// the SRB nor the command may be touched after Submit said TRUE.
static VOID StartCommand(_Inout_ PDEVICE_EXTENSION Ext,
                         _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  PREQUEST Request = (PREQUEST)Srb->SrbExtension;
  PNVME_QUEUE Queue = PickQueue(Ext, Srb);

  if (Submit(Queue, &Request->Cmd))
    return;
  // Full, or just taken out of service. Hold the next ones back until a
  // quarter of the queue is free, instead of refusing them one by one.
  StorPortBusy(Ext, Queue->Depth / 4u);
  Refuse(Ext, Srb, SRB_STATUS_BUSY);
}

_Use_decl_annotations_ VOID StartFlush(PDEVICE_EXTENSION Ext,
                                       PSCSI_REQUEST_BLOCK Srb) {
  PREQUEST Request = (PREQUEST)Srb->SrbExtension;

  if (!Ext->VolatileWriteCache) {
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return;
  }
  Request->Cmd.Sqe.Opcode = NVME_IO_FLUSH;
  Request->Cmd.Sqe.NamespaceId = Srb->Lun + 1u;
  StartCommand(Ext, Srb);
}

// DISPATCH_LEVEL, under the StartIo lock unless there are several channels. It
// neither waits nor stalls. Always TRUE: what cannot be started is finished.
_Use_decl_annotations_ BOOLEAN StartIo(PVOID HwDeviceExtension,
                                       PSCSI_REQUEST_BLOCK Srb) {
  PDEVICE_EXTENSION Ext = (PDEVICE_EXTENSION)HwDeviceExtension;
  PREQUEST Request = (PREQUEST)Srb->SrbExtension;

  switch (Srb->Function) {
  case SRB_FUNCTION_RESET_LOGICAL_UNIT:
  case SRB_FUNCTION_RESET_DEVICE:
  case SRB_FUNCTION_RESET_BUS:
    ResetUnit(Ext, Srb);
    return TRUE;
  case SRB_FUNCTION_EXECUTE_SCSI:
  case SRB_FUNCTION_FLUSH:
  case SRB_FUNCTION_SHUTDOWN:
    break;
  default:
    FinishSrb(Ext, Srb, SRB_STATUS_INVALID_REQUEST);
    return TRUE;
  }

  if (Ext->State != AdapterRunning)
    Refuse(Ext, Srb,
           Ext->State == AdapterStarting ? SRB_STATUS_BUSY
                                         : SRB_STATUS_NO_DEVICE);
  else if (Request->Transfer)
    StartCommand(Ext, Srb);
  else if (Srb->Function == SRB_FUNCTION_EXECUTE_SCSI)
    StartEmulated(Ext, Srb);
  else
    StartFlush(Ext, Srb);
  return TRUE;
}
