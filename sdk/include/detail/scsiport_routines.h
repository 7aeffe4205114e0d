//===- scsiport_routines.h - routines of SCSI port ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_SCSIPORT_ROUTINES_H
#define MINIPORT_SDK_DETAIL_SCSIPORT_ROUTINES_H

#include "srb_block.h"

// Which of the two port drivers' structures are meant is for the header that
// includes this one to say.
#ifndef _NTSTORPORT_
#include "scsiport_types.h"
#endif

#ifndef SCSIPORT_API
#define SCSIPORT_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

SCSIPORT_API VOID __cdecl ScsiDebugPrint(ULONG DebugPrintLevel,
                                         PCCHAR DebugMessage, ...);
SCSIPORT_API VOID NTAPI ScsiPortCompleteRequest(PVOID HwDeviceExtension,
                                                UCHAR PathId, UCHAR TargetId,
                                                UCHAR Lun, UCHAR SrbStatus);
SCSIPORT_API ULONG NTAPI
ScsiPortConvertPhysicalAddressToUlong(SCSI_PHYSICAL_ADDRESS Address);
SCSIPORT_API SCSI_PHYSICAL_ADDRESS NTAPI
ScsiPortConvertUlongToPhysicalAddress(ULONG_PTR UlongAddress);
SCSIPORT_API VOID NTAPI ScsiPortFlushDma(PVOID DeviceExtension);
SCSIPORT_API VOID NTAPI ScsiPortFreeDeviceBase(PVOID HwDeviceExtension,
                                               PVOID MappedAddress);
SCSIPORT_API ULONG NTAPI ScsiPortGetBusData(PVOID DeviceExtension,
                                            ULONG BusDataType,
                                            ULONG SystemIoBusNumber,
                                            ULONG SlotNumber, PVOID Buffer,
                                            ULONG Length);
SCSIPORT_API PVOID NTAPI ScsiPortGetDeviceBase(
    PVOID HwDeviceExtension, INTERFACE_TYPE BusType, ULONG SystemIoBusNumber,
    SCSI_PHYSICAL_ADDRESS IoAddress, ULONG NumberOfBytes, BOOLEAN InIoSpace);
SCSIPORT_API PVOID NTAPI ScsiPortGetLogicalUnit(PVOID HwDeviceExtension,
                                                UCHAR PathId, UCHAR TargetId,
                                                UCHAR Lun);
SCSIPORT_API SCSI_PHYSICAL_ADDRESS NTAPI
ScsiPortGetPhysicalAddress(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                           PVOID VirtualAddress, ULONG *Length);
SCSIPORT_API PSCSI_REQUEST_BLOCK NTAPI ScsiPortGetSrb(PVOID DeviceExtension,
                                                      UCHAR PathId,
                                                      UCHAR TargetId, UCHAR Lun,
                                                      LONG QueueTag);
SCSIPORT_API PVOID NTAPI ScsiPortGetUncachedExtension(
    PVOID HwDeviceExtension, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
    ULONG NumberOfBytes);
SCSIPORT_API PVOID NTAPI ScsiPortGetVirtualAddress(
    PVOID HwDeviceExtension, SCSI_PHYSICAL_ADDRESS PhysicalAddress);
SCSIPORT_API ULONG NTAPI ScsiPortInitialize(
    PVOID Argument1, PVOID Argument2,
    struct _HW_INITIALIZATION_DATA *HwInitializationData, PVOID HwContext);
SCSIPORT_API VOID NTAPI ScsiPortIoMapTransfer(PVOID HwDeviceExtension,
                                              PSCSI_REQUEST_BLOCK Srb,
                                              PVOID LogicalAddress,
                                              ULONG Length);
SCSIPORT_API VOID NTAPI ScsiPortLogError(PVOID HwDeviceExtension,
                                         PSCSI_REQUEST_BLOCK Srb, UCHAR PathId,
                                         UCHAR TargetId, UCHAR Lun,
                                         ULONG ErrorCode, ULONG UniqueId);
SCSIPORT_API VOID NTAPI ScsiPortMoveMemory(PVOID WriteBuffer, PVOID ReadBuffer,
                                           ULONG Length);
SCSIPORT_API
    VOID __cdecl ScsiPortNotification(SCSI_NOTIFICATION_TYPE NotificationType,
                                      PVOID HwDeviceExtension, ...);
SCSIPORT_API VOID NTAPI ScsiPortQuerySystemTime(PLARGE_INTEGER CurrentTime);
SCSIPORT_API ULONG NTAPI ScsiPortSetBusDataByOffset(
    PVOID DeviceExtension, ULONG BusDataType, ULONG SystemIoBusNumber,
    ULONG SlotNumber, PVOID Buffer, ULONG Offset, ULONG Length);
SCSIPORT_API VOID NTAPI ScsiPortStallExecution(ULONG Delay);
SCSIPORT_API BOOLEAN NTAPI ScsiPortValidateRange(
    PVOID HwDeviceExtension, INTERFACE_TYPE BusType, ULONG SystemIoBusNumber,
    SCSI_PHYSICAL_ADDRESS IoAddress, ULONG NumberOfBytes, BOOLEAN InIoSpace);
SCSIPORT_API ULONG_PTR NTAPI
ScsiPortConvertPhysicalAddressToULongPtr(SCSI_PHYSICAL_ADDRESS Address);

#ifdef __cplusplus
}
#endif

#if !defined(_NTSTORPORT_)
#if defined(DBG) && DBG
#define DebugPrint(Arguments) ScsiDebugPrint Arguments
#else
#define DebugPrint(Arguments)
#endif
#endif

#endif // MINIPORT_SDK_DETAIL_SCSIPORT_ROUTINES_H
