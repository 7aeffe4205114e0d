//===- mode.c - Mode pages ------------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two pages: caching, whose WCE bit is the controller's volatile write cache,
// and control, which is as it is. A list is a header, at most one block
// descriptor, and pages.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#define CACHING_BYTES 20
#define CONTROL_BYTES 12
#define DESCRIPTOR_BYTES 8
#define WCE 0x04u
#define ADSENSE_SAVING_NOT_SUPPORTED 0x39

static ADMIN_DONE CacheDone;

// PC, in byte 2 of MODE SENSE.
#define PAGE_CURRENT 0
#define PAGE_CHANGEABLE 1
#define PAGE_DEFAULT 2
#define PAGE_SAVED 3

static ULONG CachingPage(_In_ PDEVICE_EXTENSION Ext, _In_ UCHAR Control,
                         _Out_ PUCHAR To) {
  BOOLEAN Cache = ReadLongAcquire(&Ext->CachesWrites) != 0;

  To[0] = MODE_PAGE_CACHING;
  To[1] = CACHING_BYTES - 2;
  if (Control == PAGE_CURRENT)
    Cache = ReadLongAcquire(&Ext->WriteCacheOn) != 0;
  if (Cache)
    To[2] = WCE;
  return CACHING_BYTES;
}

static ULONG ControlPage(_In_ UCHAR Control, _Out_ PUCHAR To) {
  To[0] = MODE_PAGE_CONTROL;
  To[1] = CONTROL_BYTES - 2;
  if (Control != PAGE_CHANGEABLE)
    To[3] = 0x10; // Unrestricted reordering.
  return CONTROL_BYTES;
}

static ULONG BlockDescriptor(_In_ LONG64 Geometry, _Out_ PUCHAR To) {
  PutBigEndian(To, 4, min(GEOMETRY_BLOCKS(Geometry), 0xFFFFFFFFull));
  PutBigEndian(To + 5, 3, 1ull << GEOMETRY_SHIFT(Geometry));
  return DESCRIPTOR_BYTES;
}

_Use_decl_annotations_ VOID ModeSense(PDEVICE_EXTENSION Ext,
                                      PSCSI_REQUEST_BLOCK Srb, const UCHAR *Cdb,
                                      UCHAR Lun) {
  UCHAR Reply[8 + DESCRIPTOR_BYTES + CACHING_BYTES + CONTROL_BYTES];
  BOOLEAN Ten = Cdb[0] == SCSIOP_MODE_SENSE10;
  BOOLEAN Describe = (Cdb[1] & 0x08u) == 0; // DBD.
  UCHAR Control = Cdb[2] >> 6;
  UCHAR Page = Cdb[2] & 0x3Fu;
  ULONG Length = Ten ? 8 : 4;
  UCHAR Specific = 0x10; // DPOFUA: force unit access works.

  if (Page != MODE_PAGE_CACHING && Page != MODE_PAGE_CONTROL &&
      Page != MODE_SENSE_RETURN_ALL) {
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
    return;
  }
  if (Control == PAGE_SAVED) {
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                ADSENSE_SAVING_NOT_SUPPORTED);
    return;
  }
  if (ReadLongAcquire(&Ext->ReadOnly) != 0)
    Specific |= 0x80; // WP.
  RtlZeroMemory(Reply, sizeof(Reply));
  Reply[Ten ? 3 : 2] = Specific;
  if (Describe) {
    Reply[Ten ? 7 : 3] = DESCRIPTOR_BYTES;
    Length +=
        BlockDescriptor(ReadLong64Acquire(&Ext->Geometry[Lun]), Reply + Length);
  }
  if (Page != MODE_PAGE_CONTROL)
    Length += CachingPage(Ext, Control, Reply + Length);
  if (Page != MODE_PAGE_CACHING)
    Length += ControlPage(Control, Reply + Length);
  if (Ten)
    PutBigEndian(Reply, 2, Length - 2);
  else
    Reply[0] = (UCHAR)(Length - 1);
  FinishReply(Ext, Srb, Reply, Length, Ten ? BigEndian16(Cdb + 7) : Cdb[4]);
}

// Context: the SRB that wanted the cache on or off.
_Use_decl_annotations_ static VOID CacheDone(PDEVICE_EXTENSION Ext, PCMD Cmd,
                                             BOOLEAN Isr) {
  PSCSI_REQUEST_BLOCK Srb = (PSCSI_REQUEST_BLOCK)Cmd->Context;

  UNREFERENCED_PARAMETER(Isr);
  if (Cmd->SrbStatus != 0) {
    FinishSrb(Ext, Srb, Cmd->SrbStatus);
    return;
  }
  if (Cmd->Status == 0)
    InterlockedExchange(&Ext->WriteCacheOn,
                        Cmd->Sqe.Cdw11 & NVME_WRITE_CACHE_ENABLE);
  FinishByStatus(Ext, Srb, Cmd->Status);
}

// FALSE: the controller cannot be asked now. Otherwise CacheDone has the SRB,
// or has had it.
static BOOLEAN SetWriteCache(_Inout_ PDEVICE_EXTENSION Ext,
                             _In_ PSCSI_REQUEST_BLOCK Srb, _In_ BOOLEAN On) {
  NVME_COMMAND Sqe;

  NvmeBuildSetFeature(&Sqe, NVME_FEATURE_WRITE_CACHE,
                      On ? NVME_WRITE_CACHE_ENABLE : 0);
  return SubmitAdmin(Ext, &Sqe, CacheDone, Srb, FALSE);
}

// The caching page of a parameter list; NULL if the list has none, or is no
// list.
static const UCHAR *FindCaching(_In_ const UCHAR *List, _In_ ULONG Bytes,
                                _In_ BOOLEAN Ten) {
  ULONG Offset = Ten ? 8 : 4;

  if (List == NULL || Bytes < Offset)
    return NULL;
  Offset += Ten ? BigEndian16(List + 6) : List[3];
  while (Offset + 2 <= Bytes) {
    const UCHAR *Page = List + Offset;

    if ((Page[0] & 0x3Fu) == MODE_PAGE_CACHING)
      return Page[1] == CACHING_BYTES - 2 && Offset + CACHING_BYTES <= Bytes
                 ? Page
                 : NULL;
    Offset += 2u + Page[1];
  }
  return NULL;
}

// Of everything that can be selected only WCE changes anything.
_Use_decl_annotations_ VOID ModeSelect(PDEVICE_EXTENSION Ext,
                                       PSCSI_REQUEST_BLOCK Srb,
                                       const UCHAR *Cdb) {
  BOOLEAN Ten = Cdb[0] == SCSIOP_MODE_SELECT10;
  ULONG Bytes = Ten ? BigEndian16(Cdb + 7) : Cdb[4];
  const UCHAR *Caching;

  if ((Cdb[1] & 0x11u) != 0x10) { // PF, and not SP: nothing can be saved.
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
    return;
  }
  if (Bytes == 0) { // Legal, and nothing to do.
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return;
  }
  Bytes = min(Bytes, SrbGetDataTransferLength(Srb));
  Caching = FindCaching((const UCHAR *)SrbGetDataBuffer(Srb), Bytes, Ten);
  if (Caching == NULL ||
      ((Caching[2] & WCE) && ReadLongAcquire(&Ext->CachesWrites) == 0)) {
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                SCSI_ADSENSE_INVALID_FIELD_PARAMETER_LIST);
    return;
  }
  if (ReadLongAcquire(&Ext->CachesWrites) == 0)
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS); // Off, as it always is.
  else if (!SetWriteCache(Ext, Srb, (Caching[2] & WCE) != 0))
    FinishSrb(Ext, Srb, SRB_STATUS_BUSY);
  else if (DEFECT(LIST_AFTER_SUBMIT))
    InterlockedExchange(&Ext->WriteCacheOn, (Caching[2] & WCE) != 0);
}
