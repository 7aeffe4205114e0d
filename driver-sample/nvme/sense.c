//===- sense.c - How SRBs go back -----------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// NVMe status in, SCSI status and sense data out. Everything here runs at any
// IRQL up to DIRQL: it copies a few bytes and waits for nothing.
//
//===----------------------------------------------------------------------===//

#include "driver.h"

#if defined(NVME_WPP)
#include "sense.tmh"
#endif

#define SENSE_BYTES 18 // Fixed format.

// The only place where SRBs go back: after it the SRB is Storport's.
_Use_decl_annotations_ VOID FinishSrb(PDEVICE_EXTENSION Ext,
                                      PSCSI_REQUEST_BLOCK Srb,
                                      UCHAR SrbStatus) {
  SrbSetSrbStatus(Srb, SrbStatus);
  TraceRequest("srb %p status %02x\n", (PVOID)Srb, SrbStatus);
  StorPortNotification(RequestComplete, Ext, Srb);
}

// Flush, shutdown and power requests become commands, too, but have neither a
// SCSI status nor sense data.
static BOOLEAN IsScsi(_In_ PSCSI_REQUEST_BLOCK Srb) {
  return SrbGetSrbFunction(Srb) == SRB_FUNCTION_EXECUTE_SCSI;
}

_Use_decl_annotations_ VOID FinishSense(PDEVICE_EXTENSION Ext,
                                        PSCSI_REQUEST_BLOCK Srb, UCHAR Key,
                                        UCHAR Code) {
  UCHAR SrbStatus = SRB_STATUS_ERROR;
  PUCHAR Sense;

  if (!IsScsi(Srb)) {
    FinishSrb(Ext, Srb, SRB_STATUS_ERROR);
    return;
  }
  SrbSetScsiStatus(Srb, SCSISTAT_CHECK_CONDITION);
  SrbSetDataTransferLength(Srb, 0);
  Sense = (PUCHAR)SrbGetSenseInfoBuffer(Srb);
  if (Sense != NULL && SrbGetSenseInfoBufferLength(Srb) >= SENSE_BYTES) {
    RtlZeroMemory(Sense, SENSE_BYTES);
    Sense[0] = 0x70; // Current error, fixed format.
    Sense[2] = Key;
    Sense[7] = SENSE_BYTES - 8;
    Sense[12] = Code;
    SrbStatus |= SRB_STATUS_AUTOSENSE_VALID;
  }
  FinishSrb(Ext, Srb, SrbStatus);
}

// Finishes with an answer: as much of it as the command allocated, and as
// there is room for.
_Use_decl_annotations_ VOID FinishReply(PDEVICE_EXTENSION Ext,
                                        PSCSI_REQUEST_BLOCK Srb,
                                        const UCHAR *Reply, ULONG Length,
                                        ULONG Allocated) {
  ULONG Copied = min(Length, SrbGetDataTransferLength(Srb));
  PVOID Buffer = SrbGetDataBuffer(Srb);

  Copied = min(Copied, Allocated);
  if (Copied != 0 && Buffer == NULL) {
    FinishSrb(Ext, Srb, SRB_STATUS_INVALID_REQUEST);
    return;
  }
  if (Copied != 0)
    RtlCopyMemory(Buffer, Reply, Copied);
  SrbSetDataTransferLength(Srb, Copied);
  SrbSetScsiStatus(Srb, SCSISTAT_GOOD);
  FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
}

// What the controller's status means to a SCSI initiator: sense data, or, with
// Key 0, an SRB status.
typedef struct _MEANING {
  UCHAR Type;
  UCHAR Status;
  UCHAR SrbStatus;
  UCHAR Key;
  UCHAR Code;
} MEANING;

static const MEANING Meanings[] = {
    {NVME_TYPE_GENERIC, NVME_GENERIC_INVALID_OPCODE, 0,
     SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_ILLEGAL_COMMAND},
    {NVME_TYPE_GENERIC, NVME_GENERIC_INVALID_FIELD, 0,
     SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB},
    {NVME_TYPE_GENERIC, NVME_GENERIC_DATA_TRANSFER, 0,
     SCSI_SENSE_HARDWARE_ERROR, SCSI_ADSENSE_NO_SENSE},
    {NVME_TYPE_GENERIC, NVME_GENERIC_POWER_LOSS, SRB_STATUS_ABORTED, 0, 0},
    {NVME_TYPE_GENERIC, NVME_GENERIC_ABORTED, SRB_STATUS_ABORTED, 0, 0},
    {NVME_TYPE_GENERIC, NVME_GENERIC_SQ_DELETED, SRB_STATUS_BUS_RESET, 0, 0},
    {NVME_TYPE_GENERIC, NVME_GENERIC_INVALID_NAMESPACE, SRB_STATUS_NO_DEVICE, 0,
     0},
    {NVME_TYPE_GENERIC, NVME_GENERIC_SANITIZING, 0, SCSI_SENSE_NOT_READY,
     SCSI_ADSENSE_LUN_NOT_READY},
    {NVME_TYPE_GENERIC, NVME_GENERIC_WRITE_PROTECTED, 0,
     SCSI_SENSE_DATA_PROTECT, SCSI_ADSENSE_WRITE_PROTECT},
    {NVME_TYPE_GENERIC, NVME_GENERIC_LBA_RANGE, 0, SCSI_SENSE_ILLEGAL_REQUEST,
     SCSI_ADSENSE_ILLEGAL_BLOCK},
    {NVME_TYPE_GENERIC, NVME_GENERIC_CAPACITY, 0, SCSI_SENSE_DATA_PROTECT,
     SCSI_ADSENSE_WRITE_PROTECT},
    {NVME_TYPE_GENERIC, NVME_GENERIC_NOT_READY, 0, SCSI_SENSE_NOT_READY,
     SCSI_ADSENSE_LUN_NOT_READY},
    {NVME_TYPE_GENERIC, NVME_GENERIC_FORMATTING, 0, SCSI_SENSE_NOT_READY,
     SCSI_ADSENSE_LUN_NOT_READY},
    {NVME_TYPE_COMMAND, NVME_COMMAND_READ_ONLY, 0, SCSI_SENSE_DATA_PROTECT,
     SCSI_ADSENSE_WRITE_PROTECT},
    {NVME_TYPE_MEDIA, NVME_MEDIA_WRITE_FAULT, 0, SCSI_SENSE_MEDIUM_ERROR,
     SCSI_ADSENSE_WRITE_ERROR},
    {NVME_TYPE_MEDIA, NVME_MEDIA_COMPARE, 0, SCSI_SENSE_MISCOMPARE,
     SCSI_ADSENSE_NO_SENSE},
    {NVME_TYPE_MEDIA, NVME_MEDIA_ACCESS_DENIED, 0, SCSI_SENSE_DATA_PROTECT,
     SCSI_ADSENSE_NO_SENSE},
};

// Of those that are not in the table.
static MEANING MeaningByType(_In_ ULONG Type) {
  static const MEANING Medium = {NVME_TYPE_MEDIA, 0, 0, SCSI_SENSE_MEDIUM_ERROR,
                                 SCSI_ADSENSE_UNRECOVERED_ERROR};
  static const MEANING Other = {0, 0, 0, SCSI_SENSE_HARDWARE_ERROR,
                                SCSI_ADSENSE_NO_SENSE};

  return Type == NVME_TYPE_MEDIA ? Medium : Other;
}

static MEANING MeaningOf(_In_ USHORT Status) {
  for (ULONG Index = 0; Index < RTL_NUMBER_OF(Meanings); Index++)
    if (Meanings[Index].Type == NVME_STATUS_TYPE(Status) &&
        Meanings[Index].Status == NVME_STATUS_CODE(Status))
      return Meanings[Index];
  return MeaningByType(NVME_STATUS_TYPE(Status));
}

// Does the controller say that it is worth another try at once?
_Use_decl_annotations_ BOOLEAN StatusMayPass(USHORT Status) {
  if (Status & NVME_STATUS_DO_NOT_RETRY)
    return FALSE;
  return NVME_STATUS_TYPE(Status) == NVME_TYPE_GENERIC &&
         (NVME_STATUS_CODE(Status) == NVME_GENERIC_NOT_READY ||
          NVME_STATUS_CODE(Status) == NVME_GENERIC_INTERNAL);
}

_Use_decl_annotations_ VOID FinishByStatus(PDEVICE_EXTENSION Ext,
                                           PSCSI_REQUEST_BLOCK Srb,
                                           USHORT Status) {
  MEANING Meaning;

  if (Status == 0) {
    if (IsScsi(Srb))
      SrbSetScsiStatus(Srb, SCSISTAT_GOOD);
    FinishSrb(Ext, Srb, SRB_STATUS_SUCCESS);
    return;
  }
  TRACE(TRACE_ERROR, "srb %p failed, nvme status %04x\n", (PVOID)Srb, Status);
  Meaning = MeaningOf(Status);
  if (Meaning.Key == 0)
    FinishSrb(Ext, Srb, Meaning.SrbStatus);
  else
    FinishSense(Ext, Srb, Meaning.Key, Meaning.Code);
}
