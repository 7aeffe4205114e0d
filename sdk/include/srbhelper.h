//===- srbhelper.h - one way to read and write either kind of request block ---===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_SRBHELPER_H
#define MINIPORT_SDK_SRBHELPER_H

#include "scsi.h"
#include "detail/memory.h"
#include "detail/srbex.h"

// A request is either a SCSI_REQUEST_BLOCK or a STORAGE_REQUEST_BLOCK; the
// Function member, at the same place in both, tells which.

#ifdef __cplusplus
extern "C" {
#endif

FORCEINLINE PSRBEX_DATA SrbGetSrbExDataByIndex(PSTORAGE_REQUEST_BLOCK Srb,
                                               ULONG SrbExDataIndex) {
  if (Srb->Function != SRB_FUNCTION_STORAGE_REQUEST_BLOCK ||
      SrbExDataIndex >= Srb->NumSrbExData ||
      Srb->SrbExDataOffset[SrbExDataIndex] == 0 ||
      Srb->SrbExDataOffset[SrbExDataIndex] >= Srb->SrbLength)
    return NULL;
  return (PSRBEX_DATA)((PUCHAR)Srb + Srb->SrbExDataOffset[SrbExDataIndex]);
}

FORCEINLINE PSRBEX_DATA SrbGetSrbExDataByType(PSTORAGE_REQUEST_BLOCK Srb,
                                              SRBEXDATATYPE Type) {
  ULONG Index;
  if (Srb->Function != SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return NULL;
  for (Index = 0; Index < Srb->NumSrbExData; Index++) {
    PSRBEX_DATA Data = SrbGetSrbExDataByIndex(Srb, Index);
    if (Data != NULL && Data->Type == Type)
      return Data;
  }
  return NULL;
}

// The extended data that the function of the request asks for.
FORCEINLINE PSRBEX_DATA SrbGetPrimarySrbExData(PSTORAGE_REQUEST_BLOCK Srb) {
  ULONG Index;
  if (Srb->Function != SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return NULL;
  for (Index = 0; Index < Srb->NumSrbExData; Index++) {
    PSRBEX_DATA Data = SrbGetSrbExDataByIndex(Srb, Index);
    if (Data == NULL)
      continue;
    switch (Srb->SrbFunction) {
    case SRB_FUNCTION_POWER:
      if (Data->Type == SrbExDataTypePower)
        return Data;
      break;
    case SRB_FUNCTION_PNP:
      if (Data->Type == SrbExDataTypePnP)
        return Data;
      break;
    case SRB_FUNCTION_WMI:
      if (Data->Type == SrbExDataTypeWmi)
        return Data;
      break;
    case SRB_FUNCTION_EXECUTE_SCSI:
      if (Data->Type == SrbExDataTypeScsiCdb16 ||
          Data->Type == SrbExDataTypeScsiCdb32 ||
          Data->Type == SrbExDataTypeScsiCdbVar)
        return Data;
      break;
    default:
      return NULL;
    }
  }
  return NULL;
}

FORCEINLINE PSTOR_ADDRESS SrbGetAddress(PSTORAGE_REQUEST_BLOCK Srb) {
  if (Srb->Function != SRB_FUNCTION_STORAGE_REQUEST_BLOCK ||
      Srb->AddressOffset == 0)
    return NULL;
  return (PSTOR_ADDRESS)((PUCHAR)Srb + Srb->AddressOffset);
}

FORCEINLINE PCDB SrbGetScsiData(PSTORAGE_REQUEST_BLOCK SrbEx, PUCHAR CdbLength8,
                                PULONG CdbLength32, PUCHAR ScsiStatus,
                                PVOID *SenseInfoBuffer,
                                PUCHAR SenseInfoBufferLength) {
  PSRBEX_DATA Data = SrbGetPrimarySrbExData(SrbEx);
  PCDB Cdb = NULL;
  if (SrbEx->SrbFunction != SRB_FUNCTION_EXECUTE_SCSI || Data == NULL)
    return NULL;
  switch (Data->Type) {
  case SrbExDataTypeScsiCdb16: {
    PSRBEX_DATA_SCSI_CDB16 Scsi = (PSRBEX_DATA_SCSI_CDB16)Data;
    if (CdbLength8 != NULL)
      *CdbLength8 = Scsi->CdbLength;
    if (ScsiStatus != NULL)
      *ScsiStatus = Scsi->ScsiStatus;
    if (SenseInfoBuffer != NULL)
      *SenseInfoBuffer = Scsi->SenseInfoBuffer;
    if (SenseInfoBufferLength != NULL)
      *SenseInfoBufferLength = Scsi->SenseInfoBufferLength;
    Cdb = (PCDB)Scsi->Cdb;
    break;
  }
  case SrbExDataTypeScsiCdb32: {
    PSRBEX_DATA_SCSI_CDB32 Scsi = (PSRBEX_DATA_SCSI_CDB32)Data;
    if (CdbLength8 != NULL)
      *CdbLength8 = Scsi->CdbLength;
    if (ScsiStatus != NULL)
      *ScsiStatus = Scsi->ScsiStatus;
    if (SenseInfoBuffer != NULL)
      *SenseInfoBuffer = Scsi->SenseInfoBuffer;
    if (SenseInfoBufferLength != NULL)
      *SenseInfoBufferLength = Scsi->SenseInfoBufferLength;
    Cdb = (PCDB)Scsi->Cdb;
    break;
  }
  case SrbExDataTypeScsiCdbVar: {
    PSRBEX_DATA_SCSI_CDB_VAR Scsi = (PSRBEX_DATA_SCSI_CDB_VAR)Data;
    if (CdbLength32 != NULL)
      *CdbLength32 = Scsi->CdbLength;
    if (ScsiStatus != NULL)
      *ScsiStatus = Scsi->ScsiStatus;
    if (SenseInfoBuffer != NULL)
      *SenseInfoBuffer = Scsi->SenseInfoBuffer;
    if (SenseInfoBufferLength != NULL)
      *SenseInfoBufferLength = Scsi->SenseInfoBufferLength;
    Cdb = (PCDB)Scsi->Cdb;
    break;
  }
  default:
    break;
  }
  return Cdb;
}

FORCEINLINE VOID SrbSetScsiData(PSTORAGE_REQUEST_BLOCK SrbEx, PUCHAR CdbLength8,
                                PULONG CdbLength32, PUCHAR ScsiStatus,
                                PVOID *SenseInfoBuffer,
                                PUCHAR SenseInfoBufferLength) {
  PSRBEX_DATA Data = SrbGetPrimarySrbExData(SrbEx);
  if (SrbEx->SrbFunction != SRB_FUNCTION_EXECUTE_SCSI || Data == NULL)
    return;
  switch (Data->Type) {
  case SrbExDataTypeScsiCdb16: {
    PSRBEX_DATA_SCSI_CDB16 Scsi = (PSRBEX_DATA_SCSI_CDB16)Data;
    if (CdbLength8 != NULL)
      Scsi->CdbLength = *CdbLength8;
    if (ScsiStatus != NULL)
      Scsi->ScsiStatus = *ScsiStatus;
    if (SenseInfoBuffer != NULL)
      Scsi->SenseInfoBuffer = *SenseInfoBuffer;
    if (SenseInfoBufferLength != NULL)
      Scsi->SenseInfoBufferLength = *SenseInfoBufferLength;
    break;
  }
  case SrbExDataTypeScsiCdb32: {
    PSRBEX_DATA_SCSI_CDB32 Scsi = (PSRBEX_DATA_SCSI_CDB32)Data;
    if (CdbLength8 != NULL)
      Scsi->CdbLength = *CdbLength8;
    if (ScsiStatus != NULL)
      Scsi->ScsiStatus = *ScsiStatus;
    if (SenseInfoBuffer != NULL)
      Scsi->SenseInfoBuffer = *SenseInfoBuffer;
    if (SenseInfoBufferLength != NULL)
      Scsi->SenseInfoBufferLength = *SenseInfoBufferLength;
    break;
  }
  case SrbExDataTypeScsiCdbVar: {
    PSRBEX_DATA_SCSI_CDB_VAR Scsi = (PSRBEX_DATA_SCSI_CDB_VAR)Data;
    if (CdbLength32 != NULL)
      Scsi->CdbLength = *CdbLength32;
    if (ScsiStatus != NULL)
      Scsi->ScsiStatus = *ScsiStatus;
    if (SenseInfoBuffer != NULL)
      Scsi->SenseInfoBuffer = *SenseInfoBuffer;
    if (SenseInfoBufferLength != NULL)
      Scsi->SenseInfoBufferLength = *SenseInfoBufferLength;
    break;
  }
  default:
    break;
  }
}

FORCEINLINE PCDB SrbGetCdb(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbGetScsiData(SrbEx, NULL, NULL, NULL, NULL, NULL);
  return (PCDB)((PSCSI_REQUEST_BLOCK)Srb)->Cdb;
}

FORCEINLINE ULONG SrbGetSrbFunction(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->SrbFunction;
  return (ULONG)((PSCSI_REQUEST_BLOCK)Srb)->Function;
}

FORCEINLINE ULONG SrbGetSrbLength(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->SrbLength;
  return (ULONG)((PSCSI_REQUEST_BLOCK)Srb)->Length;
}

FORCEINLINE UCHAR SrbGetScsiStatus(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  UCHAR Value = 0;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbGetScsiData(SrbEx, NULL, NULL, &Value, NULL, NULL);
  else
    Value = ((PSCSI_REQUEST_BLOCK)Srb)->ScsiStatus;
  return Value;
}

FORCEINLINE VOID SrbSetScsiStatus(PVOID Srb, UCHAR Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbSetScsiData(SrbEx, NULL, NULL, &Value, NULL, NULL);
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->ScsiStatus = Value;
}

FORCEINLINE PVOID SrbGetSenseInfoBuffer(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  PVOID Value = NULL;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbGetScsiData(SrbEx, NULL, NULL, NULL, &Value, NULL);
  else
    Value = ((PSCSI_REQUEST_BLOCK)Srb)->SenseInfoBuffer;
  return Value;
}

FORCEINLINE VOID SrbSetSenseInfoBuffer(PVOID Srb, PVOID Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbSetScsiData(SrbEx, NULL, NULL, NULL, &Value, NULL);
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->SenseInfoBuffer = Value;
}

FORCEINLINE UCHAR SrbGetSenseInfoBufferLength(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  UCHAR Value = 0;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbGetScsiData(SrbEx, NULL, NULL, NULL, NULL, &Value);
  else
    Value = ((PSCSI_REQUEST_BLOCK)Srb)->SenseInfoBufferLength;
  return Value;
}

FORCEINLINE VOID SrbSetSenseInfoBufferLength(PVOID Srb, UCHAR Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbSetScsiData(SrbEx, NULL, NULL, NULL, NULL, &Value);
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->SenseInfoBufferLength = Value;
}

FORCEINLINE UCHAR SrbGetCdbLength(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  UCHAR Value = 0;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbGetScsiData(SrbEx, &Value, NULL, NULL, NULL, NULL);
  else
    Value = ((PSCSI_REQUEST_BLOCK)Srb)->CdbLength;
  return Value;
}

FORCEINLINE VOID SrbSetCdbLength(PVOID Srb, UCHAR Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbSetScsiData(SrbEx, &Value, NULL, NULL, NULL, NULL);
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->CdbLength = Value;
}

FORCEINLINE PVOID SrbGetOriginalRequest(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->OriginalRequest;
  return ((PSCSI_REQUEST_BLOCK)Srb)->OriginalRequest;
}

FORCEINLINE VOID SrbSetOriginalRequest(PVOID Srb, PVOID Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->OriginalRequest = Value;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->OriginalRequest = Value;
}

FORCEINLINE PVOID SrbGetDataBuffer(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->DataBuffer;
  return ((PSCSI_REQUEST_BLOCK)Srb)->DataBuffer;
}

FORCEINLINE VOID SrbSetDataBuffer(PVOID Srb, PVOID Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->DataBuffer = Value;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->DataBuffer = Value;
}

FORCEINLINE ULONG SrbGetDataTransferLength(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->DataTransferLength;
  return ((PSCSI_REQUEST_BLOCK)Srb)->DataTransferLength;
}

FORCEINLINE VOID SrbSetDataTransferLength(PVOID Srb, ULONG Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->DataTransferLength = Value;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->DataTransferLength = Value;
}

FORCEINLINE ULONG SrbGetTimeOutValue(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->TimeOutValue;
  return ((PSCSI_REQUEST_BLOCK)Srb)->TimeOutValue;
}

FORCEINLINE VOID SrbSetTimeOutValue(PVOID Srb, ULONG Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->TimeOutValue = Value;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->TimeOutValue = Value;
}

FORCEINLINE PVOID SrbGetNextSrb(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return (PVOID)SrbEx->NextSrb;
  return (PVOID)((PSCSI_REQUEST_BLOCK)Srb)->NextSrb;
}

FORCEINLINE VOID SrbSetNextSrb(PVOID Srb, PVOID NextSrb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->NextSrb = (PSTORAGE_REQUEST_BLOCK)NextSrb;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->NextSrb = (PSCSI_REQUEST_BLOCK)NextSrb;
}

FORCEINLINE ULONG SrbGetSrbFlags(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->SrbFlags;
  return ((PSCSI_REQUEST_BLOCK)Srb)->SrbFlags;
}

FORCEINLINE VOID SrbAssignSrbFlags(PVOID Srb, ULONG Flags) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->SrbFlags = Flags;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->SrbFlags = Flags;
}

FORCEINLINE VOID SrbSetSrbFlags(PVOID Srb, ULONG Flags) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->SrbFlags |= Flags;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->SrbFlags |= Flags;
}

FORCEINLINE VOID SrbClearSrbFlags(PVOID Srb, ULONG Flags) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->SrbFlags &= ~Flags;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->SrbFlags &= ~Flags;
}

FORCEINLINE ULONG SrbGetSystemStatus(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->SystemStatus;
  return ((PSCSI_REQUEST_BLOCK)Srb)->InternalStatus;
}

FORCEINLINE VOID SrbSetSystemStatus(PVOID Srb, ULONG Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->SystemStatus = Value;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->InternalStatus = Value;
}

FORCEINLINE UCHAR SrbGetSrbStatus(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->SrbStatus;
  return ((PSCSI_REQUEST_BLOCK)Srb)->SrbStatus;
}

FORCEINLINE VOID SrbSetSrbStatus(PVOID Srb, UCHAR Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->SrbStatus = Value;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->SrbStatus = Value;
}

FORCEINLINE ULONG SrbGetRequestTag(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->RequestTag;
  return ((PSCSI_REQUEST_BLOCK)Srb)->QueueTag;
}

FORCEINLINE VOID SrbSetRequestTag(PVOID Srb, ULONG Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->RequestTag = Value;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->QueueTag = (UCHAR)Value;
}

FORCEINLINE ULONG SrbGetQueueTag(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->RequestTag;
  return ((PSCSI_REQUEST_BLOCK)Srb)->QueueTag;
}

FORCEINLINE VOID SrbSetQueueTag(PVOID Srb, ULONG Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->RequestTag = Value;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->QueueTag = (UCHAR)Value;
}

FORCEINLINE UCHAR SrbGetRequestAttribute(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return (UCHAR)SrbEx->RequestAttribute;
  return ((PSCSI_REQUEST_BLOCK)Srb)->QueueAction;
}

FORCEINLINE VOID SrbSetRequestAttribute(PVOID Srb, UCHAR Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->RequestAttribute = Value;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->QueueAction = Value;
}

FORCEINLINE UCHAR SrbGetQueueAction(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return (UCHAR)SrbEx->RequestAttribute;
  return ((PSCSI_REQUEST_BLOCK)Srb)->QueueAction;
}

FORCEINLINE VOID SrbSetQueueAction(PVOID Srb, UCHAR Value) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->RequestAttribute = Value;
  else
    ((PSCSI_REQUEST_BLOCK)Srb)->QueueAction = Value;
}

FORCEINLINE PVOID SrbGetMiniportContext(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->MiniportContext;
  return ((PSCSI_REQUEST_BLOCK)Srb)->SrbExtension;
}

FORCEINLINE PVOID SrbGetPortContext(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    return SrbEx->PortContext;
  return NULL;
}

FORCEINLINE VOID SrbSetPortContext(PVOID Srb, PVOID PortContext) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK)
    SrbEx->PortContext = PortContext;
}

FORCEINLINE UCHAR SrbGetPathId(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK) {
    PSTOR_ADDRESS Address = SrbGetAddress(SrbEx);
    if (Address == NULL || Address->Type != STOR_ADDRESS_TYPE_BTL8)
      return 0;
    return ((PSTOR_ADDR_BTL8)Address)->Path;
  }
  return ((PSCSI_REQUEST_BLOCK)Srb)->PathId;
}

FORCEINLINE UCHAR SrbGetTargetId(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK) {
    PSTOR_ADDRESS Address = SrbGetAddress(SrbEx);
    if (Address == NULL || Address->Type != STOR_ADDRESS_TYPE_BTL8)
      return 0;
    return ((PSTOR_ADDR_BTL8)Address)->Target;
  }
  return ((PSCSI_REQUEST_BLOCK)Srb)->TargetId;
}

FORCEINLINE UCHAR SrbGetLun(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  if (SrbEx->Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK) {
    PSTOR_ADDRESS Address = SrbGetAddress(SrbEx);
    if (Address == NULL || Address->Type != STOR_ADDRESS_TYPE_BTL8)
      return 0;
    return ((PSTOR_ADDR_BTL8)Address)->Lun;
  }
  return ((PSCSI_REQUEST_BLOCK)Srb)->Lun;
}

FORCEINLINE VOID SrbGetPathTargetLun(PVOID Srb, PUCHAR PathId, PUCHAR TargetId,
                                     PUCHAR Lun) {
  if (PathId != NULL)
    *PathId = SrbGetPathId(Srb);
  if (TargetId != NULL)
    *TargetId = SrbGetTargetId(Srb);
  if (Lun != NULL)
    *Lun = SrbGetLun(Srb);
}

FORCEINLINE VOID SrbZeroSrb(PVOID Srb) {
  PSTORAGE_REQUEST_BLOCK SrbEx = (PSTORAGE_REQUEST_BLOCK)Srb;
  USHORT Length = SrbEx->Length;
  UCHAR Function = SrbEx->Function;
  if (Function == SRB_FUNCTION_STORAGE_REQUEST_BLOCK) {
    ULONG SrbLength = SrbEx->SrbLength;
    RtlZeroMemory(Srb, SrbLength);
    SrbEx->Length = Length;
    SrbEx->Function = Function;
    SrbEx->SrbLength = SrbLength;
  } else {
    RtlZeroMemory(Srb, sizeof(SCSI_REQUEST_BLOCK));
    SrbEx->Length = Length;
  }
}

FORCEINLINE BOOLEAN SrbCopySrb(PVOID DestinationSrb, ULONG DestinationSrbLength,
                               PVOID SourceSrb) {
  ULONG Length = SrbGetSrbLength(SourceSrb);
  if (DestinationSrbLength < Length)
    return FALSE;
  RtlCopyMemory(DestinationSrb, SourceSrb, Length);
  return TRUE;
}

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_SRBHELPER_H
