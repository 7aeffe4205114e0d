//===- scsiwmi.h - WMI for miniports --------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_SCSIWMI_H
#define MINIPORT_SDK_SCSIWMI_H

#include "detail/srb_block.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef SCSIPORT_API
#define SCSIPORT_API
#endif

typedef struct _SCSIWMIGUIDREGINFO {
  LPCGUID Guid;
  ULONG InstanceCount;
  ULONG Flags;
} SCSIWMIGUIDREGINFO, *PSCSIWMIGUIDREGINFO;

#pragma pack(push, 4)
typedef struct _SCSIWMI_REQUEST_CONTEXT {
  PVOID UserContext;
  ULONG BufferSize;
  PUCHAR Buffer;
  UCHAR MinorFunction;
  UCHAR ReturnStatus;
  ULONG ReturnSize;
} SCSIWMI_REQUEST_CONTEXT, *PSCSIWMI_REQUEST_CONTEXT;
#pragma pack(pop)

typedef enum _SCSIWMI_ENABLE_DISABLE_CONTROL {
  ScsiWmiEventControl,
  ScsiWmiDataBlockControl
} SCSIWMI_ENABLE_DISABLE_CONTROL;

typedef UCHAR NTAPI SCSIWMI_QUERY_REGINFO(
    PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
    PWCHAR *MofResourceName);
typedef SCSIWMI_QUERY_REGINFO *PSCSIWMI_QUERY_REGINFO;
typedef BOOLEAN NTAPI SCSIWMI_QUERY_DATABLOCK(
    PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
    ULONG GuidIndex, ULONG InstanceIndex, ULONG InstanceCount,
    PULONG InstanceLengthArray, ULONG BufferAvail, PUCHAR Buffer);
typedef SCSIWMI_QUERY_DATABLOCK *PSCSIWMI_QUERY_DATABLOCK;
typedef BOOLEAN NTAPI SCSIWMI_SET_DATABLOCK(
    PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
    ULONG GuidIndex, ULONG InstanceIndex, ULONG BufferSize, PUCHAR Buffer);
typedef SCSIWMI_SET_DATABLOCK *PSCSIWMI_SET_DATABLOCK;
typedef BOOLEAN NTAPI SCSIWMI_SET_DATAITEM(
    PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
    ULONG GuidIndex, ULONG InstanceIndex, ULONG DataItemId, ULONG BufferSize,
    PUCHAR Buffer);
typedef SCSIWMI_SET_DATAITEM *PSCSIWMI_SET_DATAITEM;
typedef BOOLEAN NTAPI SCSIWMI_EXECUTE_METHOD(
    PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
    ULONG GuidIndex, ULONG InstanceIndex, ULONG MethodId, ULONG InBufferSize,
    ULONG OutBufferSize, PUCHAR Buffer);
typedef SCSIWMI_EXECUTE_METHOD *PSCSIWMI_EXECUTE_METHOD;
typedef BOOLEAN NTAPI SCSIWMI_FUNCTION_CONTROL(
    PVOID DeviceContext, PSCSIWMI_REQUEST_CONTEXT RequestContext,
    ULONG GuidIndex, SCSIWMI_ENABLE_DISABLE_CONTROL Function, BOOLEAN Enable);
typedef SCSIWMI_FUNCTION_CONTROL *PSCSIWMI_FUNCTION_CONTROL;

typedef struct _SCSIWMILIB_CONTEXT {
  ULONG GuidCount;
  PSCSIWMIGUIDREGINFO GuidList;
  PSCSIWMI_QUERY_REGINFO QueryWmiRegInfo;
  PSCSIWMI_QUERY_DATABLOCK QueryWmiDataBlock;
  PSCSIWMI_SET_DATABLOCK SetWmiDataBlock;
  PSCSIWMI_SET_DATAITEM SetWmiDataItem;
  PSCSIWMI_EXECUTE_METHOD ExecuteWmiMethod;
  PSCSIWMI_FUNCTION_CONTROL WmiFunctionControl;
} SCSI_WMILIB_CONTEXT, *PSCSI_WMILIB_CONTEXT;

SCSIPORT_API BOOLEAN NTAPI ScsiPortWmiDispatchFunction(
    PSCSI_WMILIB_CONTEXT WmiLibInfo, UCHAR MinorFunction, PVOID DeviceContext,
    PSCSIWMI_REQUEST_CONTEXT RequestContext, PVOID DataPath, ULONG BufferSize,
    PVOID Buffer);
SCSIPORT_API VOID NTAPI ScsiPortWmiFireAdapterEvent(PVOID HwDeviceExtension,
                                                    LPGUID Guid,
                                                    ULONG InstanceIndex,
                                                    ULONG EventDataSize,
                                                    PVOID EventData);
SCSIPORT_API VOID NTAPI ScsiPortWmiFireLogicalUnitEvent(
    PVOID HwDeviceExtension, UCHAR PathId, UCHAR TargetId, UCHAR Lun,
    LPGUID Guid, ULONG InstanceIndex, ULONG EventDataSize, PVOID EventData);
SCSIPORT_API PWCHAR NTAPI
ScsiPortWmiGetInstanceName(PSCSIWMI_REQUEST_CONTEXT RequestContext);
SCSIPORT_API ULONG NTAPI
ScsiPortWmiGetReturnSize(PSCSIWMI_REQUEST_CONTEXT RequestContext);
SCSIPORT_API UCHAR NTAPI
ScsiPortWmiGetReturnStatus(PSCSIWMI_REQUEST_CONTEXT RequestContext);
SCSIPORT_API VOID NTAPI ScsiPortWmiPostProcess(
    PSCSIWMI_REQUEST_CONTEXT RequestContext, UCHAR SrbStatus, ULONG BufferUsed);
SCSIPORT_API PVOID NTAPI
ScsiPortWmiSetData(PSCSIWMI_REQUEST_CONTEXT RequestContext, ULONG InstanceIndex,
                   ULONG DataLength, PULONG BufferAvail, PULONG SizeNeeded);
SCSIPORT_API BOOLEAN NTAPI ScsiPortWmiSetInstanceCount(
    PSCSIWMI_REQUEST_CONTEXT RequestContext, ULONG InstanceCount,
    PULONG BufferAvail, PULONG SizeNeeded);
SCSIPORT_API PWCHAR NTAPI ScsiPortWmiSetInstanceName(
    PSCSIWMI_REQUEST_CONTEXT RequestContext, ULONG InstanceIndex,
    ULONG InstanceNameLength, PULONG BufferAvail, PULONG SizeNeeded);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_SCSIWMI_H
