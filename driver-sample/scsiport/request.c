//===- request.c - Requests on their way, and back -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A unit has one command at a time and a mailbox of its own. A CHECK CONDITION
// is followed by REQUEST SENSE in the same mailbox, before the unit gets
// anything else: the unit forgets its sense data at the next command.
//
//===----------------------------------------------------------------------===//

#include "hba.h"

// The one routine that hands requests back. Nobody touches the request after
// it. Next: the port may send another one.
static VOID Finish(_Inout_ PHBA_EXTENSION Ext, _Inout_ PSCSI_REQUEST_BLOCK Srb,
                   _In_ UCHAR SrbStatus, _In_ BOOLEAN Next) {
  Srb->SrbStatus = SrbStatus;
  ScsiPortNotification(RequestComplete, Ext, Srb);
  if (Next)
    ScsiPortNotification(NextRequest, Ext, NULL);
}

static VOID FinishUnit(_Inout_ PHBA_EXTENSION Ext, _In_ UCHAR Lun,
                       _In_ UCHAR SrbStatus, _In_ BOOLEAN Next) {
  PSCSI_REQUEST_BLOCK Srb = Ext->Unit[Lun].Srb;

  Ext->Unit[Lun].Srb = NULL;
  Ext->Unit[Lun].State = UnitIdle;
  Ext->Common->Mailbox[Lun].State = MAILBOX_FREE;
  Ext->Outstanding--;
  Finish(Ext, Srb, SrbStatus, Next);
}

// What the adapter had is void.
_Use_decl_annotations_ VOID HbaFlushUnits(PHBA_EXTENSION Ext, UCHAR SrbStatus) {
  BOOLEAN Flushed = FALSE;

  for (UCHAR Lun = 0; Lun < MAX_UNITS; Lun++)
    if (Ext->Unit[Lun].State != UnitIdle) {
      FinishUnit(Ext, Lun, SrbStatus, FALSE);
      Flushed = TRUE;
    }
  if (Flushed)
    ScsiPortNotification(NextRequest, Ext, NULL);
}

static VOID Ring(_In_ PHBA_EXTENSION Ext, _In_ UCHAR Lun) {
  Ext->Common->Mailbox[Lun].State = MAILBOX_READY;
  HbaWrite(Ext, HBA_DOORBELL, Lun);
}

static ULONG64 CommonAddress(_In_ PHBA_EXTENSION Ext, _In_ PVOID Part) {
  return Ext->CommonPhysical + (ULONG)((PUCHAR)Part - (PUCHAR)Ext->Common);
}

static UCHAR DirectionOf(_In_ PSCSI_REQUEST_BLOCK Srb) {
  if (Srb->DataTransferLength == 0)
    return DIRECTION_NONE;
  if (Srb->SrbFlags & SRB_FLAGS_DATA_OUT)
    return DIRECTION_OUT;
  return Srb->SrbFlags & SRB_FLAGS_DATA_IN ? DIRECTION_IN : DIRECTION_NONE;
}

// FALSE: more pieces than the port was told there may be.
static BOOLEAN BuildSegments(_In_ PHBA_EXTENSION Ext,
                             _In_ PSCSI_REQUEST_BLOCK Srb,
                             _Inout_ PHBA_MAILBOX Mailbox) {
  PHBA_SEGMENT Segment = Ext->Common->Segment[Srb->Lun];
  PUCHAR Data = (PUCHAR)Srb->DataBuffer;
  ULONG Left = Srb->DataTransferLength;
  ULONG Count = 0;

  while (Left != 0) {
    ULONG Length = 0;
    SCSI_PHYSICAL_ADDRESS Address =
        ScsiPortGetPhysicalAddress(Ext, Srb, Data, &Length);

    if (Length == 0 || Count == MAX_SEGMENTS)
      return FALSE;
    Length = min(Length, Left);
    Segment[Count].Address = (ULONG64)Address.QuadPart;
    Segment[Count].Length = Length;
    Segment[Count].Reserved = 0;
    Count++;
    Data += Length;
    Left -= Length;
  }
  Mailbox->Segments = (USHORT)Count;
  Mailbox->SegmentList = CommonAddress(Ext, Segment);
  return TRUE;
}

// The answer to a request that goes no further, or 0.
static UCHAR StartCommand(_Inout_ PHBA_EXTENSION Ext,
                          _Inout_ PSCSI_REQUEST_BLOCK Srb) {
  PHBA_MAILBOX Mailbox;

  if (Srb->PathId != 0 || Srb->TargetId != 0 || Srb->Lun >= Ext->UnitCount)
    return SRB_STATUS_SELECTION_TIMEOUT;
  if (Srb->CdbLength > sizeof(Mailbox->Cdb))
    return SRB_STATUS_INVALID_REQUEST;
  if (Ext->Unit[Srb->Lun].State != UnitIdle)
    return SRB_STATUS_BUSY;

  Mailbox = &Ext->Common->Mailbox[Srb->Lun];
  RtlZeroMemory(Mailbox, sizeof(*Mailbox));
  Mailbox->Lun = Srb->Lun;
  Mailbox->CdbLength = Srb->CdbLength;
  RtlCopyMemory(Mailbox->Cdb, Srb->Cdb, Srb->CdbLength);
  Mailbox->Direction = DirectionOf(Srb);
  if (Mailbox->Direction != DIRECTION_NONE) {
    Mailbox->DataLength = Srb->DataTransferLength;
    if (!BuildSegments(Ext, Srb, Mailbox))
      return SRB_STATUS_INVALID_REQUEST;
  }
  Ext->Unit[Srb->Lun].Srb = Srb;
  Ext->Unit[Srb->Lun].State = UnitCommand;
  Ext->Outstanding++;
  Ring(Ext, Srb->Lun);
  return 0;
}

// The sense data come into memory of the driver's own: the request's buffer may
// be shorter, and is not mapped for the adapter.
static VOID StartSense(_Inout_ PHBA_EXTENSION Ext, _In_ UCHAR Lun) {
  PHBA_MAILBOX Mailbox = &Ext->Common->Mailbox[Lun];
  PHBA_SEGMENT Segment = &Ext->Common->Segment[Lun][0];

  RtlZeroMemory(Mailbox, sizeof(*Mailbox));
  Mailbox->Lun = Lun;
  Mailbox->CdbLength = 6;
  Mailbox->Cdb[0] = SCSIOP_REQUEST_SENSE;
  Mailbox->Cdb[4] = SENSE_BYTES;
  Mailbox->Direction = DIRECTION_IN;
  Mailbox->DataLength = SENSE_BYTES;
  Segment->Address = CommonAddress(Ext, Ext->Common->Sense[Lun]);
  Segment->Length = SENSE_BYTES;
  Mailbox->Segments = 1;
  Mailbox->SegmentList = CommonAddress(Ext, Segment);
  Ext->Unit[Lun].State = UnitSense;
  Ring(Ext, Lun);
}

static UCHAR StatusOfHost(_In_ UCHAR HostStatus) {
  switch (HostStatus) {
  case HOST_NO_UNIT:
    return SRB_STATUS_SELECTION_TIMEOUT;
  case HOST_WRONG_LENGTH:
    return SRB_STATUS_DATA_OVERRUN;
  case HOST_ABORTED:
    return SRB_STATUS_ABORTED;
  case HOST_BUS_RESET:
    return SRB_STATUS_BUS_RESET;
  default:
    return SRB_STATUS_ERROR;
  }
}

static BOOLEAN WantsSense(_In_ PSCSI_REQUEST_BLOCK Srb) {
  return Srb->SenseInfoBuffer != NULL && Srb->SenseInfoBufferLength != 0 &&
         !(Srb->SrbFlags & SRB_FLAGS_DISABLE_AUTOSENSE);
}

static VOID CommandDone(_Inout_ PHBA_EXTENSION Ext, _In_ UCHAR Lun) {
  PHBA_MAILBOX Mailbox = &Ext->Common->Mailbox[Lun];
  PSCSI_REQUEST_BLOCK Srb = Ext->Unit[Lun].Srb;
  UCHAR SrbStatus = SRB_STATUS_SUCCESS;

  Srb->ScsiStatus = Mailbox->ScsiStatus;
  if (Mailbox->HostStatus != HOST_OK) {
    SrbStatus = StatusOfHost(Mailbox->HostStatus);
  } else if (Mailbox->ScsiStatus == SCSISTAT_CHECK_CONDITION) {
    if (WantsSense(Srb)) {
      StartSense(Ext, Lun);
      return;
    }
    SrbStatus = SRB_STATUS_ERROR;
  } else if (Mailbox->ScsiStatus == SCSISTAT_BUSY) {
    SrbStatus = SRB_STATUS_BUSY;
  } else if (Mailbox->ScsiStatus != SCSISTAT_GOOD) {
    SrbStatus = SRB_STATUS_ERROR;
  } else if (Mailbox->Transferred < Srb->DataTransferLength) {
    // Less than there was room for is told by this status, too.
    Srb->DataTransferLength = Mailbox->Transferred;
    SrbStatus = SRB_STATUS_DATA_OVERRUN;
  }
  FinishUnit(Ext, Lun, SrbStatus, TRUE);
}

// The request fails with what the unit said before, whatever became of the
// question for the reason.
static VOID SenseDone(_Inout_ PHBA_EXTENSION Ext, _In_ UCHAR Lun) {
  PHBA_MAILBOX Mailbox = &Ext->Common->Mailbox[Lun];
  PSCSI_REQUEST_BLOCK Srb = Ext->Unit[Lun].Srb;
  UCHAR SrbStatus = SRB_STATUS_ERROR;

  if (Mailbox->HostStatus == HOST_BUS_RESET ||
      Mailbox->HostStatus == HOST_ABORTED) {
    SrbStatus = StatusOfHost(Mailbox->HostStatus);
  } else if (Mailbox->HostStatus == HOST_OK &&
             Mailbox->ScsiStatus == SCSISTAT_GOOD) {
    ULONG Length = min(Mailbox->Transferred, Srb->SenseInfoBufferLength);

    RtlCopyMemory(Srb->SenseInfoBuffer, Ext->Common->Sense[Lun], Length);
    SrbStatus |= SRB_STATUS_AUTOSENSE_VALID;
  } else {
    SrbStatus = SRB_STATUS_REQUEST_SENSE_FAILED;
  }
  FinishUnit(Ext, Lun, SrbStatus, !DEFECT(NO_NEXT_AFTER_CHECK));
}

// Called in the interrupt routine, and wherever else its work is done.
_Use_decl_annotations_ VOID HbaServeUnit(PHBA_EXTENSION Ext, UCHAR Lun) {
  if (*(volatile UCHAR *)&Ext->Common->Mailbox[Lun].State != MAILBOX_DONE)
    return;
  switch (Ext->Unit[Lun].State) {
  case UnitCommand:
    CommandDone(Ext, Lun);
    break;
  case UnitSense:
    SenseDone(Ext, Lun);
    break;
  default:
    Ext->Common->Mailbox[Lun].State = MAILBOX_FREE; // It was flushed.
    break;
  }
}

// The request that is to be aborted ends by itself, with the next interrupt.
static UCHAR AbortCommand(_Inout_ PHBA_EXTENSION Ext,
                          _In_ PSCSI_REQUEST_BLOCK Victim) {
  for (UCHAR Lun = 0; Lun < MAX_UNITS; Lun++)
    if (Ext->Unit[Lun].State != UnitIdle && Ext->Unit[Lun].Srb == Victim) {
      HbaWrite(Ext, HBA_ABORT, Lun);
      return SRB_STATUS_SUCCESS;
    }
  return SRB_STATUS_ABORT_FAILED;
}

_Use_decl_annotations_ BOOLEAN HbaStartIo(PVOID DeviceExtension,
                                          PSCSI_REQUEST_BLOCK Srb) {
  PHBA_EXTENSION Ext = (PHBA_EXTENSION)DeviceExtension;
  UCHAR SrbStatus = SRB_STATUS_BUSY;

  if (Ext->State == AdapterRunning) {
    switch (Srb->Function) {
    case SRB_FUNCTION_EXECUTE_SCSI:
      SrbStatus = StartCommand(Ext, Srb);
      break;
    case SRB_FUNCTION_ABORT_COMMAND:
      SrbStatus = AbortCommand(Ext, Srb->NextSrb);
      break;
    case SRB_FUNCTION_RESET_BUS:
      HbaResetBus(Ext, Srb->PathId);
      SrbStatus = SRB_STATUS_SUCCESS;
      break;
    case SRB_FUNCTION_FLUSH:
    case SRB_FUNCTION_SHUTDOWN:
      SrbStatus = SRB_STATUS_SUCCESS; // Nothing is kept here.
      break;
    default:
      SrbStatus = SRB_STATUS_INVALID_REQUEST;
      break;
    }
  } else if (Ext->State == AdapterFailed) {
    SrbStatus = SRB_STATUS_NO_HBA;
  }
  if (SrbStatus != 0)
    Finish(Ext, Srb, SrbStatus, TRUE);
  else if (Ext->Outstanding < Ext->UnitCount)
    ScsiPortNotification(NextRequest, Ext, NULL); // For another unit.
  return TRUE;
}
