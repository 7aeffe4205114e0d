//===- inquiry.c - Inquiry and its pages ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#define REPLY_BYTES 96 // The longest page made here.
#define VPD_BLOCK_LIMITS_PAGE 0xB0
#define VPD_CHARACTERISTICS_PAGE 0xB1
#define VPD_PROVISIONING_PAGE 0xB2
#define UNIT_SERIAL_BYTES (20 + 2)

// What a page is made from, and how long it came out, without its header.
typedef struct _PAGE {
  const IDENTITY *Identity;
  ULONG Optional;
  UCHAR Lun;
  PUCHAR Data; // Behind the four bytes of the header.
} PAGE;

static ULONG SupportedPages(_Inout_ const PAGE *Page) {
  static const UCHAR Supported[] = {
      VPD_SUPPORTED_PAGES,   VPD_SERIAL_NUMBER,        VPD_DEVICE_IDENTIFIERS,
      VPD_BLOCK_LIMITS_PAGE, VPD_CHARACTERISTICS_PAGE, VPD_PROVISIONING_PAGE};

  RtlCopyMemory(Page->Data, Supported, sizeof(Supported));
  return sizeof(Supported);
}

// The controller's number is that of all its namespaces, so the unit follows.
static ULONG SerialNumber(_Inout_ const PAGE *Page) {
  ULONG Bytes = sizeof(Page->Identity->SerialNumber);

  RtlCopyMemory(Page->Data, Page->Identity->SerialNumber, Bytes);
  Page->Data[Bytes] = '_';
  Page->Data[Bytes + 1] = (UCHAR)('1' + Page->Lun);
  return UNIT_SERIAL_BYTES;
}

static BOOLEAN IsGiven(_In_ const UCHAR *Name, _In_ ULONG Bytes) {
  for (ULONG Index = 0; Index < Bytes; Index++)
    if (Name[Index] != 0)
      return TRUE;
  return FALSE;
}

// One designator, the best that there is: NGUID, EUI-64, or the vendor's name
// and the serial number.
static ULONG Identifiers(_Inout_ const PAGE *Page) {
  const UNIT_IDENTITY *Unit = &Page->Identity->Unit[Page->Lun];
  PUCHAR To = Page->Data;
  PAGE Serial = *Page;

  To[1] = 2; // Of the unit; EUI-64 based, which NGUID is, too.
  To[0] = 1; // Binary.
  if (IsGiven(Unit->Guid, sizeof(Unit->Guid))) {
    To[3] = sizeof(Unit->Guid);
    RtlCopyMemory(To + 4, Unit->Guid, sizeof(Unit->Guid));
  } else if (IsGiven(Unit->Eui64, sizeof(Unit->Eui64))) {
    To[3] = sizeof(Unit->Eui64);
    RtlCopyMemory(To + 4, Unit->Eui64, sizeof(Unit->Eui64));
  } else {
    To[0] = 2; // ASCII.
    To[1] = 1; // T10 vendor identification.
    To[3] = 8 + UNIT_SERIAL_BYTES;
    RtlCopyMemory(To + 4, "NVMe    ", 8);
    Serial.Data = To + 12;
    SerialNumber(&Serial);
  }
  return 4u + To[3];
}

// Transfers are cut to what the controller takes; that is the best length.
static ULONG BlockLimits(_Inout_ const PAGE *Page) {
  ULONG Shift = GEOMETRY_SHIFT(Page->Identity->Geometry[Page->Lun]);
  PUCHAR To = Page->Data - 4; // The standard counts from the header.

  To[4] = 1; // WSNZ: no blocks do not mean all.
  PutBigEndian(To + 8, 4, MAX_TRANSFER >> Shift);
  PutBigEndian(To + 12, 4, Page->Identity->PieceBytes >> Shift);
  if (Page->Optional & NVME_ONCS_DATASET) {
    PutBigEndian(To + 20, 4, 0xFFFFFFFFu);
    PutBigEndian(To + 24, 4, NVME_DATASET_RANGES_MAX);
    PutBigEndian(To + 28, 4, 4096u >> Shift);
  }
  if (Page->Optional & NVME_ONCS_WRITE_ZEROES)
    PutBigEndian(To + 36, 8, 0xFFFFFFFFu);
  return 0x3C;
}

static ULONG Characteristics(_Inout_ const PAGE *Page) {
  PutBigEndian(Page->Data, 2, 1); // Does not rotate.
  return 0x3C;
}

static ULONG Provisioning(_Inout_ const PAGE *Page) {
  PUCHAR To = Page->Data - 4;

  if (Page->Optional & NVME_ONCS_DATASET)
    To[5] |= 0x80; // LBPU: UNMAP.
  if (Page->Optional & NVME_ONCS_WRITE_ZEROES)
    To[5] |= 0x60; // LBPWS, LBPWS10: WRITE SAME unmaps.
  To[6] = Page->Identity->Unit[Page->Lun].Thin ? 2 : 1;
  return 4;
}

static ULONG (*FindPage(_In_ UCHAR Code))(_Inout_ const PAGE *) {
  switch (Code) {
  case VPD_SUPPORTED_PAGES:
    return SupportedPages;
  case VPD_SERIAL_NUMBER:
    return SerialNumber;
  case VPD_DEVICE_IDENTIFIERS:
    return Identifiers;
  case VPD_BLOCK_LIMITS_PAGE:
    return BlockLimits;
  case VPD_CHARACTERISTICS_PAGE:
    return Characteristics;
  case VPD_PROVISIONING_PAGE:
    return Provisioning;
  default:
    return NULL;
  }
}

static VOID InquiryPage(_In_ PDEVICE_EXTENSION Ext,
                        _Inout_ PSCSI_REQUEST_BLOCK Srb, _In_ const UCHAR *Cdb,
                        _In_ const IDENTITY *Identity, _In_ UCHAR Lun) {
  ULONG (*Fill)(_Inout_ const PAGE *) = FindPage(Cdb[2]);
  UCHAR Reply[REPLY_BYTES];
  PAGE Page = {Identity, (ULONG)ReadLongAcquire(&Ext->Optional), Lun,
               Reply + 4};
  ULONG Bytes;

  if (Fill == NULL) {
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
    return;
  }
  RtlZeroMemory(Reply, sizeof(Reply));
  Reply[1] = Cdb[2];
  Bytes = Fill(&Page);
  PutBigEndian(Reply + 2, 2, Bytes);
  FinishReply(Ext, Srb, Reply, 4 + Bytes, BigEndian16(Cdb + 3));
}

_Use_decl_annotations_ VOID Inquiry(PDEVICE_EXTENSION Ext,
                                    PSCSI_REQUEST_BLOCK Srb, const UCHAR *Cdb,
                                    UCHAR Lun) {
  IDENTITY Identity;
  UCHAR Reply[36];

  ReadIdentity(Ext, &Identity);
  if (Cdb[1] & 1u) {
    InquiryPage(Ext, Srb, Cdb, &Identity, Lun);
    return;
  }
  if (Cdb[2] != 0) { // A page without EVPD.
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
    return;
  }
  RtlZeroMemory(Reply, sizeof(Reply));
  Reply[2] = 0x06; // SPC-4.
  Reply[3] = 0x02; // The only response format.
  Reply[4] = sizeof(Reply) - 5;
  Reply[7] = 0x02; // Command queueing.
  RtlCopyMemory(Reply + 8, "NVMe    ", 8);
  RtlCopyMemory(Reply + 16, Identity.ModelNumber, 16);
  RtlCopyMemory(Reply + 32, Identity.FirmwareRevision, 4);
  FinishReply(Ext, Srb, Reply, sizeof(Reply), BigEndian16(Cdb + 3));
}
