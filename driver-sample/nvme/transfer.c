//===- transfer.c - Reads, writes and everything else that names blocks ---===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

_Use_decl_annotations_ VOID FreePrpPages(PDEVICE_EXTENSION Ext,
                                         PPRP_PAGE Pages) {
  if (DEFECT(SPARE_PAGES) && Ext->SparePages == NULL)
    Ext->SparePages = Pages;
  else
    StorPortFreePool(Ext, Pages);
}

// The blocks of commands of all lengths: ten, twelve and sixteen bytes.
static VOID DecodeBlocks(_In_ const UCHAR *Cdb, _Out_ PTRANSFER Transfer) {
  RtlZeroMemory(Transfer, sizeof(*Transfer));
  switch (Cdb[0] >> 5) { // The group is the length.
  case 0:
    Transfer->Lba = BigEndian32(Cdb) & 0x1FFFFFu;
    Transfer->Blocks = Cdb[4] != 0 ? Cdb[4] : 256;
    break;
  case 4:
    Transfer->Lba = BigEndian64(Cdb + 2);
    Transfer->Blocks = BigEndian32(Cdb + 10);
    break;
  case 5:
    Transfer->Lba = BigEndian32(Cdb + 2);
    Transfer->Blocks = BigEndian32(Cdb + 6);
    break;
  default:
    Transfer->Lba = BigEndian32(Cdb + 2);
    Transfer->Blocks = BigEndian16(Cdb + 7);
    break;
  }
}

// FALSE: something else.
_Use_decl_annotations_ BOOLEAN DecodeTransfer(const UCHAR *Cdb,
                                              PTRANSFER Transfer) {
  DecodeBlocks(Cdb, Transfer);
  switch (Cdb[0]) {
  case SCSIOP_READ6:
    Transfer->Opcode = NVME_IO_READ;
    return TRUE;
  case SCSIOP_WRITE6:
    Transfer->Opcode = NVME_IO_WRITE;
    return TRUE;
  case SCSIOP_READ:
  case SCSIOP_READ12:
  case SCSIOP_READ16:
    Transfer->Opcode = NVME_IO_READ;
    break;
  case SCSIOP_WRITE:
  case SCSIOP_WRITE12:
  case SCSIOP_WRITE16:
    Transfer->Opcode = NVME_IO_WRITE;
    break;
  case SCSIOP_VERIFY:
  case SCSIOP_VERIFY12:
  case SCSIOP_VERIFY16:
    Transfer->Opcode = NVME_IO_VERIFY;
    return (Cdb[1] & 0x06u) == 0; // BYTCHK: compare, which we do not offer.
  default:
    return FALSE;
  }
  Transfer->ForceUnitAccess = (Cdb[1] & 0x08u) != 0;
  return TRUE;
}

// A list in the SRB extension.
static VOID InlinePrps(_Inout_ PREQUEST Request) {
  ULONG_PTR First = (ULONG_PTR)Request->PrpSpace + INLINE_PRP_BYTES - 1;

  Request->Prps.Entry = (PULONG64)(First & ~(ULONG_PTR)(INLINE_PRP_BYTES - 1));
  Request->Prps.Entries = INLINE_PRPS;
}

// A list of its own: pool pages are aligned to pages, but each may be anywhere
// in physical memory.
static BOOLEAN PoolPrps(_In_ PDEVICE_EXTENSION Ext, _Inout_ PREQUEST Request,
                        _In_ ULONG Entries) {
  ULONG Pages = (Entries + NVME_PRPS_PER_PAGE - 1) / NVME_PRPS_PER_PAGE;
  PVOID Memory;

  if (Pages > PRP_PAGES_MAX)
    return FALSE;
  if (DEFECT(SPARE_PAGES) && Pages == 1 && Ext->SparePages != NULL) {
    Memory = Ext->SparePages;
    Ext->SparePages = NULL;
  } else if (StorPortAllocatePool(Ext, Pages * (ULONG)sizeof(PRP_PAGE),
                                  POOL_TAG, &Memory) != STOR_STATUS_SUCCESS) {
    return FALSE;
  }
  Request->PrpPages = (PPRP_PAGE)Memory;
  Request->Prps.Entry = Request->PrpPages->Entry;
  Request->Prps.Entries = Pages * NVME_PRPS_PER_PAGE;
  return TRUE;
}

// Where the pages of the list are. FALSE: Storport does not know them.
static BOOLEAN LocatePrps(_In_ PDEVICE_EXTENSION Ext,
                          _Inout_ PREQUEST Request) {
  ULONG Pages =
      (Request->Prps.Entries + NVME_PRPS_PER_PAGE - 1) / NVME_PRPS_PER_PAGE;

  Request->Prps.Physical = Request->PrpPhysical;
  for (ULONG Page = 0; Page < Pages; Page++) {
    ULONG Length = 0;

    Request->PrpPhysical[Page] =
        (ULONG64)StorPortGetPhysicalAddress(
            Ext, NULL, Request->Prps.Entry + Page * NVME_PRPS_PER_PAGE, &Length)
            .QuadPart;
    if (Request->PrpPhysical[Page] == 0)
      return FALSE;
  }
  return TRUE;
}

// Room for the longest list of any piece.
static UCHAR PreparePrps(_In_ PDEVICE_EXTENSION Ext, _Inout_ PREQUEST Request,
                         _In_ ULONG Bytes) {
  ULONG64 First = (ULONG64)Request->Sgl->List[0].PhysicalAddress.QuadPart;
  ULONG Pages = NvmePrpPages(First, Bytes);

  if (Pages <= 2)
    return SRB_STATUS_SUCCESS;
  if (Pages - 1 <= INLINE_PRPS)
    InlinePrps(Request);
  else if (!PoolPrps(Ext, Request, NvmePrpListEntries(Pages)))
    return SRB_STATUS_BUSY; // Out of memory, for now.
  return LocatePrps(Ext, Request) ? SRB_STATUS_SUCCESS
                                  : SRB_STATUS_INTERNAL_ERROR;
}

static BOOLEAN BuildPiece(_Inout_ PREQUEST Request) {
  PNVME_COMMAND Sqe = &Request->Cmd.Sqe;

  NvmeSetBlocks(Sqe, Request->Lba, Request->Blocks, Request->Flags);
  return Request->Kind != RequestTransfer ||
         NvmePrpBuild(Request->Sgl, Request->BytesDone,
                      Request->Blocks << Request->SectorShift, &Request->Prps,
                      Sqe);
}

// A piece is done, and there is more. Any IRQL: nothing is asked of Storport.
_Use_decl_annotations_ BOOLEAN NextPiece(PREQUEST Request) {
  Request->Lba += Request->Blocks;
  Request->BytesDone += Request->Blocks << Request->SectorShift;
  Request->Blocks = min(Request->BlocksLeft, Request->PieceBlocks);
  Request->BlocksLeft -= Request->Blocks;
  return BuildPiece(Request);
}

// The data of reads and writes: the list is as long as the blocks say.
static UCHAR PrepareData(_In_ PDEVICE_EXTENSION Ext,
                         _In_ PSCSI_REQUEST_BLOCK Srb, _Inout_ PREQUEST Request,
                         _In_ ULONG64 Blocks) {
  ULONG Bytes = SrbGetDataTransferLength(Srb);

  if (Bytes > MAX_TRANSFER || Blocks << Request->SectorShift != Bytes)
    return SRB_STATUS_INVALID_REQUEST;
  Request->PieceBlocks =
      min((ULONG)ReadLongAcquire(&Ext->PieceBytes) >> Request->SectorShift,
          NVME_BLOCKS_MAX);
  Request->Sgl = StorPortGetScatterGatherList(Ext, Srb);
  if (Request->Sgl == NULL) // No memory for it, for now.
    return SRB_STATUS_BUSY;
  if (Request->Sgl->NumberOfElements == 0)
    return SRB_STATUS_INVALID_REQUEST;
  return PreparePrps(Ext, Request,
                     min(Bytes, Request->PieceBlocks << Request->SectorShift));
}

static UCHAR FirstPiece(_In_ PDEVICE_EXTENSION Ext,
                        _In_ PSCSI_REQUEST_BLOCK Srb, _Inout_ PREQUEST Request,
                        _In_ const TRANSFER *Transfer) {
  UCHAR Status = SRB_STATUS_SUCCESS;

  Request->PieceBlocks = NVME_BLOCKS_MAX;
  if (Request->Kind == RequestTransfer)
    Status = PrepareData(Ext, Srb, Request, Transfer->Blocks);
  if (Status != SRB_STATUS_SUCCESS)
    return Status;
  Request->Lba = Transfer->Lba;
  Request->Blocks = (ULONG)min(Transfer->Blocks, Request->PieceBlocks);
  Request->BlocksLeft = (ULONG)Transfer->Blocks - Request->Blocks;
  return BuildPiece(Request) ? SRB_STATUS_SUCCESS : SRB_STATUS_INVALID_REQUEST;
}

// Makes a command of a transfer. FALSE: it has been finished.
_Use_decl_annotations_ BOOLEAN BuildTransfer(PDEVICE_EXTENSION Ext,
                                             PSCSI_REQUEST_BLOCK Srb,
                                             const TRANSFER *Transfer,
                                             LONG64 Geometry) {
  PREQUEST Request = (PREQUEST)SrbGetMiniportContext(Srb);
  ULONG64 Size = GEOMETRY_BLOCKS(Geometry);
  BOOLEAN Data =
      Transfer->Opcode == NVME_IO_READ || Transfer->Opcode == NVME_IO_WRITE;
  UCHAR Status;

  if (Transfer->Lba >= Size || Transfer->Blocks > Size - Transfer->Lba) {
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                SCSI_ADSENSE_ILLEGAL_BLOCK);
    return FALSE;
  }
  // No blocks are legal, and nothing to do. Verify is optional: a controller
  // without it checks what it reads when it reads it.
  if (Transfer->Blocks == 0 ||
      (Transfer->Opcode == NVME_IO_VERIFY &&
       !(ReadLongAcquire(&Ext->Optional) & NVME_ONCS_VERIFY))) {
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return FALSE;
  }

  Request->Kind = Data ? RequestTransfer : RequestBlocks;
  Request->SectorShift = GEOMETRY_SHIFT(Geometry);
  if (Transfer->ForceUnitAccess)
    Request->Flags |= NVME_RW_FUA;
  NvmeBuildBlocks(&Request->Cmd.Sqe, Transfer->Opcode, SrbGetLun(Srb) + 1u);
  Status = FirstPiece(Ext, Srb, Request, Transfer);
  if (Status == SRB_STATUS_SUCCESS)
    return TRUE;
  if (DEFECT(BUILDIO_SILENT) && Status == SRB_STATUS_BUSY)
    return FALSE;
  Refuse(Ext, Srb, Status);
  return FALSE;
}
