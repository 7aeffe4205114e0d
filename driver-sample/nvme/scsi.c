//===- scsi.c - SCSI commands in, NVMe status out -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Storport speaks SCSI. Reads and writes become NVMe commands (io.c); what asks
// about the device is answered here from the identify data. Buffers of such
// requests are mapped (STOR_MAP_NON_READ_WRITE_BUFFERS); those of reads and
// writes are not, and nobody touches them. Everything here runs at any IRQL up
// to DIRQL: it copies a few bytes and waits for nothing.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#define SENSE_BYTES 18 // Fixed format.
#define REPLY_BYTES 96 // The longest answer made here.

static ULONG BigEndian16(const UCHAR *From) {
  return ((ULONG)From[0] << 8) | From[1];
}

static ULONG BigEndian32(const UCHAR *From) {
  return (BigEndian16(From) << 16) | BigEndian16(From + 2);
}

static ULONG64 BigEndian64(const UCHAR *From) {
  return ((ULONG64)BigEndian32(From) << 32) | BigEndian32(From + 4);
}

static VOID PutBigEndian(_Out_ PUCHAR To, _In_ ULONG Bytes,
                         _In_ ULONG64 Value) {
  while (Bytes != 0) {
    To[--Bytes] = (UCHAR)Value;
    Value >>= 8;
  }
}

// The only place where SRBs go back: after it the SRB is Storport's.
_Use_decl_annotations_ VOID FinishSrb(PDEVICE_EXTENSION Ext,
                                      PSCSI_REQUEST_BLOCK Srb,
                                      UCHAR SrbStatus) {
  Srb->SrbStatus = SrbStatus;
  TRACE(TRACE_REQUEST, "srb %p status %02x\n", (PVOID)Srb, SrbStatus);
  StorPortNotification(RequestComplete, Ext, Srb);
}

_Use_decl_annotations_ VOID FinishSense(PDEVICE_EXTENSION Ext,
                                        PSCSI_REQUEST_BLOCK Srb, UCHAR Key,
                                        UCHAR Code) {
  PUCHAR Sense = (PUCHAR)Srb->SenseInfoBuffer;
  UCHAR SrbStatus = SRB_STATUS_ERROR;

  Srb->ScsiStatus = SCSISTAT_CHECK_CONDITION;
  Srb->DataTransferLength = 0;
  if (Sense != NULL && Srb->SenseInfoBufferLength >= SENSE_BYTES) {
    RtlZeroMemory(Sense, SENSE_BYTES);
    Sense[0] = 0x70; // Current error, fixed format.
    Sense[2] = Key;
    Sense[7] = SENSE_BYTES - 8;
    Sense[12] = Code;
    SrbStatus |= SRB_STATUS_AUTOSENSE_VALID;
  }
  FinishSrb(Ext, Srb, SrbStatus);
}

// What the controller's status means to a SCSI initiator.
_Use_decl_annotations_ VOID FinishByStatus(PDEVICE_EXTENSION Ext,
                                           PSCSI_REQUEST_BLOCK Srb,
                                           USHORT Status) {
  if (Status == 0) {
    Srb->ScsiStatus = SCSISTAT_GOOD;
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return;
  }
  TRACE(TRACE_ERROR, "srb %p failed, nvme status %04x\n", (PVOID)Srb, Status);
  if (NVME_STATUS_TYPE(Status) == NVME_TYPE_MEDIA) {
    FinishSense(Ext, Srb, SCSI_SENSE_MEDIUM_ERROR,
                NVME_STATUS_CODE(Status) == NVME_MEDIA_WRITE_FAULT
                    ? SCSI_ADSENSE_WRITE_ERROR
                    : SCSI_ADSENSE_UNRECOVERED_ERROR);
    return;
  }
  if (NVME_STATUS_TYPE(Status) != NVME_TYPE_GENERIC) {
    FinishSrb(Ext, Srb, SRB_STATUS_ERROR);
    return;
  }
  switch (NVME_STATUS_CODE(Status)) {
  case NVME_GENERIC_INVALID_OPCODE:
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                SCSI_ADSENSE_ILLEGAL_COMMAND);
    break;
  case NVME_GENERIC_INVALID_FIELD:
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
    break;
  case NVME_GENERIC_LBA_RANGE:
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                SCSI_ADSENSE_ILLEGAL_BLOCK);
    break;
  case NVME_GENERIC_INVALID_NAMESPACE:
    FinishSrb(Ext, Srb, SRB_STATUS_NO_DEVICE);
    break;
  case NVME_GENERIC_ABORTED:
    FinishSrb(Ext, Srb, SRB_STATUS_ABORTED);
    break;
  case NVME_GENERIC_NOT_READY:
    if (Status & NVME_STATUS_DO_NOT_RETRY)
      FinishSense(Ext, Srb, SCSI_SENSE_NOT_READY, SCSI_ADSENSE_LUN_NOT_READY);
    else
      FinishSrb(Ext, Srb, SRB_STATUS_BUSY);
    break;
  default:
    FinishSense(Ext, Srb, SCSI_SENSE_HARDWARE_ERROR, SCSI_ADSENSE_NO_SENSE);
    break;
  }
}

// Reads and writes of all lengths. FALSE: something else.
_Use_decl_annotations_ BOOLEAN DecodeTransfer(const UCHAR *Cdb,
                                              PTRANSFER Transfer) {
  RtlZeroMemory(Transfer, sizeof(*Transfer));
  switch (Cdb[0]) {
  case SCSIOP_WRITE6:
    Transfer->Write = TRUE;
    // Falls through.
  case SCSIOP_READ6:
    Transfer->Lba = BigEndian32(Cdb) & 0x1FFFFFu;
    Transfer->Blocks = Cdb[4] != 0 ? Cdb[4] : 256;
    return TRUE;
  case SCSIOP_WRITE:
  case SCSIOP_READ:
    Transfer->Write = Cdb[0] == SCSIOP_WRITE;
    Transfer->Lba = BigEndian32(Cdb + 2);
    Transfer->Blocks = BigEndian16(Cdb + 7);
    break;
  case SCSIOP_WRITE12:
  case SCSIOP_READ12:
    Transfer->Write = Cdb[0] == SCSIOP_WRITE12;
    Transfer->Lba = BigEndian32(Cdb + 2);
    Transfer->Blocks = BigEndian32(Cdb + 6);
    break;
  case SCSIOP_WRITE16:
  case SCSIOP_READ16:
    Transfer->Write = Cdb[0] == SCSIOP_WRITE16;
    Transfer->Lba = BigEndian64(Cdb + 2);
    Transfer->Blocks = BigEndian32(Cdb + 10);
    break;
  default:
    return FALSE;
  }
  Transfer->ForceUnitAccess = (Cdb[1] & 0x08u) != 0;
  return TRUE;
}

// Finishes with an answer: as much of it as there is room for.
static VOID FinishReply(_In_ PDEVICE_EXTENSION Ext,
                        _Inout_ PSCSI_REQUEST_BLOCK Srb,
                        _In_ const UCHAR *Reply, _In_ ULONG Length) {
  ULONG Copied = min(Length, Srb->DataTransferLength);

  if (Copied != 0 && Srb->DataBuffer == NULL) {
    FinishSrb(Ext, Srb, SRB_STATUS_INVALID_REQUEST);
    return;
  }
  if (Copied != 0)
    RtlCopyMemory(Srb->DataBuffer, Reply, Copied);
  Srb->DataTransferLength = Copied;
  Srb->ScsiStatus = SCSISTAT_GOOD;
  FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
}

static VOID PutUnitSerial(_In_ PDEVICE_EXTENSION Ext, _In_ UCHAR Lun,
                          _Out_ PUCHAR To) {
  RtlCopyMemory(To, Ext->SerialNumber, sizeof(Ext->SerialNumber));
  To[sizeof(Ext->SerialNumber)] = '_';
  To[sizeof(Ext->SerialNumber) + 1] = (UCHAR)('1' + Lun);
}
#define UNIT_SERIAL_BYTES (20 + 2)

static VOID InquiryPage(_In_ PDEVICE_EXTENSION Ext,
                        _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  UCHAR Reply[REPLY_BYTES];
  ULONG Length;

  RtlZeroMemory(Reply, sizeof(Reply));
  Reply[1] = Srb->Cdb[2];
  switch (Srb->Cdb[2]) {
  case 0x00: // Supported pages.
    Reply[3] = 3;
    Reply[5] = 0x80;
    Reply[6] = 0x83;
    Length = 7;
    break;
  case 0x80: // Unit serial number.
    Reply[3] = UNIT_SERIAL_BYTES;
    PutUnitSerial(Ext, Srb->Lun, Reply + 4);
    Length = 4 + UNIT_SERIAL_BYTES;
    break;
  case 0x83:      // One designator: T10 vendor identification, ASCII.
    Reply[4] = 2; // Code set.
    Reply[5] = 1; // Type.
    Reply[7] = 8 + UNIT_SERIAL_BYTES;
    RtlCopyMemory(Reply + 8, "NVMe    ", 8);
    PutUnitSerial(Ext, Srb->Lun, Reply + 16);
    Length = 16 + UNIT_SERIAL_BYTES;
    Reply[3] = (UCHAR)(Length - 4);
    break;
  default:
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
    return;
  }
  FinishReply(Ext, Srb, Reply, Length);
}

static VOID Inquiry(_In_ PDEVICE_EXTENSION Ext,
                    _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  UCHAR Reply[36];

  if (Srb->Cdb[1] & 1u) {
    InquiryPage(Ext, Srb);
    return;
  }
  RtlZeroMemory(Reply, sizeof(Reply));
  Reply[2] = 0x06; // SPC-4.
  Reply[3] = 0x02; // The only response format.
  Reply[4] = sizeof(Reply) - 5;
  Reply[7] = 0x02; // Command queueing.
  RtlCopyMemory(Reply + 8, "NVMe    ", 8);
  RtlCopyMemory(Reply + 16, Ext->ModelNumber, 16);
  RtlCopyMemory(Reply + 32, Ext->FirmwareRevision, 4);
  FinishReply(Ext, Srb, Reply, sizeof(Reply));
}

static VOID ReadCapacity(_In_ PDEVICE_EXTENSION Ext,
                         _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  const NAMESPACE *Unit = &Ext->Namespace[Srb->Lun % MAX_NAMESPACES];
  ULONG64 LastLba = Unit->Blocks - 1;
  UCHAR Reply[32];

  RtlZeroMemory(Reply, sizeof(Reply));
  if (Srb->Cdb[0] == SCSIOP_READ_CAPACITY) {
    PutBigEndian(Reply, 4, min(LastLba, 0xFFFFFFFFull));
    PutBigEndian(Reply + 4, 4, 1ull << Unit->SectorShift);
    FinishReply(Ext, Srb, Reply, 8);
    return;
  }
  PutBigEndian(Reply, 8, LastLba);
  PutBigEndian(Reply + 8, 4, 1ull << Unit->SectorShift);
  FinishReply(Ext, Srb, Reply, 32);
}

static VOID ReportLuns(_In_ PDEVICE_EXTENSION Ext,
                       _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  UCHAR Reply[8 + 8 * MAX_NAMESPACES];
  ULONG Length = 8;

  RtlZeroMemory(Reply, sizeof(Reply));
  for (ULONG Lun = 0; Lun < MAX_NAMESPACES; Lun++) {
    if (Ext->Namespace[Lun].Blocks == 0)
      continue;
    Reply[Length + 1] = (UCHAR)Lun;
    Length += 8;
  }
  PutBigEndian(Reply, 4, Length - 8);
  FinishReply(Ext, Srb, Reply, Length);
}

// The header and the caching page, which says whether writes are cached.
static VOID ModeSense(_In_ PDEVICE_EXTENSION Ext,
                      _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  BOOLEAN Ten = Srb->Cdb[0] == SCSIOP_MODE_SENSE10;
  ULONG Header = Ten ? 8 : 4;
  ULONG Length = Header + 20;
  UCHAR Page = Srb->Cdb[2] & 0x3Fu;
  UCHAR Reply[8 + 20];

  RtlZeroMemory(Reply, sizeof(Reply));
  if (Page != 0x08 && Page != 0x3F) {
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
    return;
  }
  if (Ten)
    PutBigEndian(Reply, 2, Length - 2);
  else
    Reply[0] = (UCHAR)(Length - 1);
  Reply[Ten ? 3 : 2] = 0x10; // DPOFUA: force unit access works.
  Reply[Header] = 0x08;
  Reply[Header + 1] = 18;
  if (Ext->VolatileWriteCache)
    Reply[Header + 2] = 0x04; // WCE.
  FinishReply(Ext, Srb, Reply, Length);
}

// In StartIo, the adapter running: commands that are no transfer.
_Use_decl_annotations_ VOID StartEmulated(PDEVICE_EXTENSION Ext,
                                          PSCSI_REQUEST_BLOCK Srb) {
  UCHAR NoSense[SENSE_BYTES] = {0x70, 0, 0, 0, 0, 0, 0, SENSE_BYTES - 8};

  switch (Srb->Cdb[0]) {
  case SCSIOP_INQUIRY:
    Inquiry(Ext, Srb);
    break;
  case SCSIOP_READ_CAPACITY:
  case SCSIOP_READ_CAPACITY16: // The only service action of its code in use.
    ReadCapacity(Ext, Srb);
    break;
  case SCSIOP_REPORT_LUNS:
    ReportLuns(Ext, Srb);
    break;
  case SCSIOP_MODE_SENSE:
  case SCSIOP_MODE_SENSE10:
    ModeSense(Ext, Srb);
    break;
  case SCSIOP_SYNCHRONIZE_CACHE:
  case SCSIOP_SYNCHRONIZE_CACHE16:
    StartFlush(Ext, Srb);
    break;
  case SCSIOP_REQUEST_SENSE: // Sense goes with the SRB; there is none left.
    FinishReply(Ext, Srb, NoSense, sizeof(NoSense));
    break;
  case SCSIOP_TEST_UNIT_READY:
  case SCSIOP_START_STOP_UNIT:
  case SCSIOP_VERIFY:
  case SCSIOP_VERIFY16:
    Srb->ScsiStatus = SCSISTAT_GOOD;
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    break;
  default:
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                SCSI_ADSENSE_ILLEGAL_COMMAND);
    break;
  }
}
