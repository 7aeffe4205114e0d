//===- scsi.c - Commands that the driver answers itself -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Storport speaks SCSI. Reads and writes become NVMe commands (transfer.c);
// what asks about the device is answered here from the identify data. Buffers
// of such requests are mapped (STOR_MAP_NON_READ_WRITE_BUFFERS); those of reads
// and writes are not, and nobody touches them.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

static VOID ReadCapacity10(_In_ PDEVICE_EXTENSION Ext,
                           _Inout_ PSCSI_REQUEST_BLOCK Srb,
                           _In_ LONG64 Geometry) {
  ULONG64 LastLba = GEOMETRY_BLOCKS(Geometry) - 1;
  UCHAR Reply[8];

  PutBigEndian(Reply, 4, min(LastLba, 0xFFFFFFFFull));
  PutBigEndian(Reply + 4, 4, 1ull << GEOMETRY_SHIFT(Geometry));
  FinishReply(Ext, Srb, Reply, sizeof(Reply), sizeof(Reply));
}

// LBPME and LBPRZ: unmapping is offered, and what is unmapped reads as zeroes
// only where the VPD page says so.
static VOID ReadCapacity16(_In_ PDEVICE_EXTENSION Ext,
                           _Inout_ PSCSI_REQUEST_BLOCK Srb,
                           _In_ const UCHAR *Cdb, _In_ LONG64 Geometry) {
  UCHAR Reply[32];

  RtlZeroMemory(Reply, sizeof(Reply));
  PutBigEndian(Reply, 8, GEOMETRY_BLOCKS(Geometry) - 1);
  PutBigEndian(Reply + 8, 4, 1ull << GEOMETRY_SHIFT(Geometry));
  if (ReadLongAcquire(&Ext->Optional) & NVME_ONCS_DATASET)
    Reply[14] = 0x80;
  FinishReply(Ext, Srb, Reply, sizeof(Reply), BigEndian32(Cdb + 10));
}

static VOID ServiceActionIn(_In_ PDEVICE_EXTENSION Ext,
                            _Inout_ PSCSI_REQUEST_BLOCK Srb,
                            _In_ const UCHAR *Cdb, _In_ LONG64 Geometry) {
  if ((Cdb[1] & 0x1Fu) == 0x10) // READ CAPACITY(16).
    ReadCapacity16(Ext, Srb, Cdb, Geometry);
  else
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
}

static VOID ReportLuns(_In_ PDEVICE_EXTENSION Ext,
                       _Inout_ PSCSI_REQUEST_BLOCK Srb, _In_ const UCHAR *Cdb) {
  UCHAR Reply[8 + 8 * MAX_NAMESPACES];
  ULONG Length = 8;

  RtlZeroMemory(Reply, sizeof(Reply));
  for (ULONG Lun = 0; Lun < MAX_NAMESPACES; Lun++) {
    if (ReadLong64Acquire(&Ext->Geometry[Lun]) == 0)
      continue;
    Reply[Length + 1] = (UCHAR)Lun;
    Length += 8;
  }
  PutBigEndian(Reply, 4, Length - 8);
  FinishReply(Ext, Srb, Reply, Length, BigEndian32(Cdb + 6));
}

// Sense goes with the SRB; there is none left.
static VOID RequestSense(_In_ PDEVICE_EXTENSION Ext,
                         _Inout_ PSCSI_REQUEST_BLOCK Srb,
                         _In_ const UCHAR *Cdb) {
  static const UCHAR Fixed[18] = {0x70, 0, 0, 0, 0, 0, 0, 10};
  static const UCHAR Descriptors[8] = {0x72};

  if (Cdb[1] & 1u) // DESC.
    FinishReply(Ext, Srb, Descriptors, sizeof(Descriptors), Cdb[4]);
  else
    FinishReply(Ext, Srb, Fixed, sizeof(Fixed), Cdb[4]);
}

// To stop means to write what is cached, unless NO_FLUSH. There is nothing to
// start, and no medium to eject.
static VOID StartStop(_Inout_ PDEVICE_EXTENSION Ext,
                      _Inout_ PSCSI_REQUEST_BLOCK Srb, _In_ const UCHAR *Cdb) {
  BOOLEAN Start = Cdb[4] & 0x01u;
  BOOLEAN NoFlush = (Cdb[4] & 0x04u) != 0;

  if (Cdb[4] & 0x02u) // LOEJ.
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
  else if (!Start && !NoFlush)
    StartFlush(Ext, Srb);
  else
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
}

static VOID Good(_In_ PDEVICE_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  SrbSetScsiStatus(Srb, SCSISTAT_GOOD);
  FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
}

// In StartIo, the adapter running: commands that are no transfer. BuildIo has
// seen that there is a CDB.
_Use_decl_annotations_ VOID StartEmulated(PDEVICE_EXTENSION Ext,
                                          PSCSI_REQUEST_BLOCK Srb) {
  const UCHAR *Cdb = SrbGetCdb(Srb)->AsByte;
  UCHAR Lun = SrbGetLun(Srb) % MAX_NAMESPACES;
  LONG64 Geometry = ReadLong64Acquire(&Ext->Geometry[Lun]);

  if (Geometry == 0 && Cdb[0] != SCSIOP_REPORT_LUNS) { // Gone since BuildIo.
    FinishSrb(Ext, Srb, SRB_STATUS_NO_DEVICE);
    return;
  }
  switch (Cdb[0]) {
  case SCSIOP_INQUIRY:
    Inquiry(Ext, Srb, Cdb, Lun);
    break;
  case SCSIOP_READ_CAPACITY:
    ReadCapacity10(Ext, Srb, Geometry);
    break;
  case SCSIOP_SERVICE_ACTION_IN16:
    ServiceActionIn(Ext, Srb, Cdb, Geometry);
    break;
  case SCSIOP_REPORT_LUNS:
    ReportLuns(Ext, Srb, Cdb);
    break;
  case SCSIOP_MODE_SENSE:
  case SCSIOP_MODE_SENSE10:
    ModeSense(Ext, Srb, Cdb, Lun);
    break;
  case SCSIOP_MODE_SELECT:
  case SCSIOP_MODE_SELECT10:
    ModeSelect(Ext, Srb, Cdb);
    break;
  case SCSIOP_SYNCHRONIZE_CACHE:
  case SCSIOP_SYNCHRONIZE_CACHE16:
    StartFlush(Ext, Srb);
    break;
  case SCSIOP_REQUEST_SENSE:
    RequestSense(Ext, Srb, Cdb);
    break;
  case SCSIOP_START_STOP_UNIT:
    StartStop(Ext, Srb, Cdb);
    break;
  case SCSIOP_TEST_UNIT_READY:
  case SCSIOP_MEDIUM_REMOVAL:
    Good(Ext, Srb);
    break;
  default:
    FinishSense(Ext, Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                SCSI_ADSENSE_ILLEGAL_COMMAND);
    break;
  }
}
