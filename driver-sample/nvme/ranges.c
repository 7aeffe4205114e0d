//===- ranges.c - Unmap and write same ------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#define UNMAP_HEADER_BYTES 8
#define UNMAP_DESCRIPTOR_BYTES 16

static BOOLEAN Offers(_In_ PDEVICE_EXTENSION Ext, _In_ ULONG Command) {
  return ((ULONG)ReadLongAcquire(&Ext->Optional) & Command) != 0;
}

// How many descriptors follow the header, as far as the buffer goes.
static ULONG UnmapDescriptors(_In_ const UCHAR *List, _In_ ULONG Bytes) {
  ULONG Described = BigEndian16(List + 2);

  return min(Described, Bytes - UNMAP_HEADER_BYTES) / UNMAP_DESCRIPTOR_BYTES;
}

// The ranges, without those that are empty. FALSE: one is beyond the end.
static BOOLEAN CopyRanges(_In_ const UCHAR *List, _In_ ULONG Count,
                          _In_ ULONG64 Size, _Out_ PNVME_DATASET_RANGE Range,
                          _Out_ PULONG Used) {
  *Used = 0;
  for (ULONG Index = 0; Index < Count; Index++) {
    const UCHAR *From =
        List + UNMAP_HEADER_BYTES + Index * UNMAP_DESCRIPTOR_BYTES;
    ULONG64 Lba = BigEndian64(From);
    ULONG Blocks = BigEndian32(From + 8);

    if (Lba > Size || Blocks > Size - Lba)
      return FALSE;
    if (Blocks == 0)
      continue;
    Range[*Used].Attributes = 0;
    Range[*Used].Blocks = Blocks;
    Range[*Used].Lba = Lba;
    ++*Used;
  }
  return TRUE;
}

// The page that holds the ranges belongs to the request from here on, like a
// page of PRPs.
static PNVME_DATASET_RANGE RangePage(_In_ PDEVICE_EXTENSION Ext,
                                     _Inout_ PREQUEST Request) {
  ULONG Length = 0;
  PVOID Page;

  if (StorPortAllocatePool(Ext, sizeof(PRP_PAGE), POOL_TAG, &Page) !=
      STOR_STATUS_SUCCESS)
    return NULL;
  Request->PrpPages = (PPRP_PAGE)Page;
  Request->PrpPhysical[0] =
      (ULONG64)StorPortGetPhysicalAddress(Ext, NULL, Page, &Length).QuadPart;
  return Request->PrpPhysical[0] != 0 ? (PNVME_DATASET_RANGE)Page : NULL;
}

// Ends a request that BuildIo has taken apart so far, with sense data.
static BOOLEAN Reject(_In_ PDEVICE_EXTENSION Ext,
                      _Inout_ PSCSI_REQUEST_BLOCK Srb, _In_ UCHAR Code) {
  PREQUEST Request = (PREQUEST)SrbGetMiniportContext(Srb);

  if (Request->PrpPages != NULL)
    FreePrpPages(Ext, Request->PrpPages);
  Request->PrpPages = NULL;
  FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST, Code);
  return FALSE;
}

// UNMAP is dataset management with "deallocate". Its parameter list is data
// that is neither read nor written, so the buffer is mapped. FALSE: finished.
_Use_decl_annotations_ BOOLEAN BuildUnmap(PDEVICE_EXTENSION Ext,
                                          PSCSI_REQUEST_BLOCK Srb,
                                          const UCHAR *Cdb, LONG64 Geometry) {
  PREQUEST Request = (PREQUEST)SrbGetMiniportContext(Srb);
  const UCHAR *List = (const UCHAR *)SrbGetDataBuffer(Srb);
  ULONG Bytes = min(BigEndian16(Cdb + 7), SrbGetDataTransferLength(Srb));
  PNVME_DATASET_RANGE Range;
  ULONG Count;

  if (Ext->DumpMode || !Offers(Ext, NVME_ONCS_DATASET))
    return Reject(Ext, Srb, SCSI_ADSENSE_ILLEGAL_COMMAND);
  if (Cdb[1] & 1u) // ANCHOR.
    return Reject(Ext, Srb, SCSI_ADSENSE_INVALID_CDB);
  if (BigEndian16(Cdb + 7) == 0) { // No list is legal, and nothing to do.
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return FALSE;
  }
  if (List == NULL || Bytes < UNMAP_HEADER_BYTES)
    return Reject(Ext, Srb, SCSI_ADSENSE_PARAMETER_LIST_LENGTH);
  Count = UnmapDescriptors(List, Bytes);
  if (Count > NVME_DATASET_RANGES_MAX)
    return Reject(Ext, Srb, SCSI_ADSENSE_INVALID_FIELD_PARAMETER_LIST);

  Range = RangePage(Ext, Request);
  if (Range == NULL) {
    Refuse(Ext, Srb, SRB_STATUS_BUSY);
    return FALSE;
  }
  if (!CopyRanges(List, Count, GEOMETRY_BLOCKS(Geometry), Range, &Count))
    return Reject(Ext, Srb, SCSI_ADSENSE_ILLEGAL_BLOCK);
  if (Count == 0) {
    Refuse(Ext, Srb, SRB_STATUS_SUCCESS);
    return FALSE;
  }
  NvmeBuildDataset(&Request->Cmd.Sqe, SrbGetLun(Srb) + 1u, Count,
                   Request->PrpPhysical[0]);
  Request->Kind = RequestWhole;
  return TRUE;
}

static BOOLEAN IsZero(_In_ const UCHAR *Data, _In_ ULONG Bytes) {
  for (ULONG Index = 0; Index < Bytes; Index++)
    if (Data[Index] != 0)
      return FALSE;
  return TRUE;
}

// WRITE SAME is write zeroes if what it writes is zeroes, and nothing that we
// offer otherwise. FALSE: finished.
_Use_decl_annotations_ BOOLEAN BuildWriteSame(PDEVICE_EXTENSION Ext,
                                              PSCSI_REQUEST_BLOCK Srb,
                                              const UCHAR *Cdb,
                                              LONG64 Geometry) {
  PREQUEST Request = (PREQUEST)SrbGetMiniportContext(Srb);
  BOOLEAN Sixteen = Cdb[0] == SCSIOP_WRITE_SAME16;
  const UCHAR *Block = (const UCHAR *)SrbGetDataBuffer(Srb);
  ULONG Bytes = 1u << GEOMETRY_SHIFT(Geometry);
  TRANSFER Transfer;

  if (!Offers(Ext, NVME_ONCS_WRITE_ZEROES))
    return Reject(Ext, Srb, SCSI_ADSENSE_ILLEGAL_COMMAND);
  RtlZeroMemory(&Transfer, sizeof(Transfer));
  Transfer.Opcode = NVME_IO_WRITE_ZEROES;
  Transfer.Lba = Sixteen ? BigEndian64(Cdb + 2) : BigEndian32(Cdb + 2);
  Transfer.Blocks = Sixteen ? BigEndian32(Cdb + 10) : BigEndian16(Cdb + 7);
  // To the end of the medium (WSNZ says that it is not offered), ANCHOR, and
  // protection information.
  if (Transfer.Blocks == 0 || (Cdb[1] & 0xF0u) != 0)
    return Reject(Ext, Srb, SCSI_ADSENSE_INVALID_CDB);
  if (!(Sixteen && (Cdb[1] & 1u))) { // NDOB: no data-out buffer.
    if (Block == NULL || SrbGetDataTransferLength(Srb) < Bytes)
      return Reject(Ext, Srb, SCSI_ADSENSE_PARAMETER_LIST_LENGTH);
    if (!IsZero(Block, Bytes))
      return Reject(Ext, Srb, SCSI_ADSENSE_INVALID_FIELD_PARAMETER_LIST);
  }
  if (Cdb[1] & 0x08u) // UNMAP.
    Request->Flags = NVME_ZEROES_DEALLOCATE;
  return BuildTransfer(Ext, Srb, &Transfer, Geometry);
}
