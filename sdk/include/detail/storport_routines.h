//===- storport_routines.h - routines of Storport -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_STORPORT_ROUTINES_H
#define MINIPORT_SDK_DETAIL_STORPORT_ROUTINES_H

#include "storport_types.h"
#include "storport_power.h"
#include "storport_events.h"
#include "storport_newer.h"

#ifndef STORPORT_API
#define STORPORT_API
#endif

// Every routine is a plain function, those too that are inline functions over
// StorPortNotification or StorPortExtendedFunction, or macros, in the original:
// an analyser sees each call by its own name.

#ifdef __cplusplus
extern "C" {
#endif

STORPORT_API ULONG NTAPI StorPortAcquireMSISpinLock(PVOID HwDeviceExtension,
                                                    ULONG MessageId,
                                                    PULONG OldIrql);
STORPORT_API VOID NTAPI StorPortAcquireSpinLock(PVOID DeviceExtension,
                                                STOR_SPINLOCK SpinLock,
                                                PVOID LockContext,
                                                PSTOR_LOCK_HANDLE LockHandle);
STORPORT_API ULONG NTAPI
StorPortAcquireSpinLockEx(PVOID HwDeviceExtension, STOR_SPINLOCK SpinLock,
                          PVOID LockContext, PSTOR_LOCK_HANDLE LockHandle);
STORPORT_API ULONG NTAPI StorPortAllocateContiguousMemorySpecifyCacheNode(
    PVOID HwDeviceExtension, SIZE_T NumberOfBytes,
    PHYSICAL_ADDRESS LowestAcceptableAddress,
    PHYSICAL_ADDRESS HighestAcceptableAddress,
    PHYSICAL_ADDRESS BoundaryAddressMultiple, MEMORY_CACHING_TYPE CacheType,
    NODE_REQUIREMENT PreferredNode, PVOID *BufferPointer);
STORPORT_API ULONG NTAPI StorPortAllocateDmaMemory(
    PVOID HwDeviceExtension, SIZE_T NumberOfBytes,
    PHYSICAL_ADDRESS LowestAcceptableAddress,
    PHYSICAL_ADDRESS HighestAcceptableAddress,
    PHYSICAL_ADDRESS BoundaryAddressMultiple, MEMORY_CACHING_TYPE CacheType,
    NODE_REQUIREMENT PreferredNode, PVOID *BufferPointer,
    PPHYSICAL_ADDRESS PhysicalAddress);
STORPORT_API ULONG NTAPI StorPortAllocateHostMemoryBuffer(
    PVOID HwDeviceExtension, SIZE_T MinimumBytes, SIZE_T PreferredBytes,
    ULONGLONG UtilizationBytes, ULONG AlignmentBytes,
    PHYSICAL_ADDRESS LowestAcceptableAddress,
    PHYSICAL_ADDRESS HighestAcceptableAddress,
    PHYSICAL_ADDRESS BoundaryAddressMultiple,
    PACCESS_RANGE PhysicalAddressRanges, PULONG PhysicalAddressRangeCount);
STORPORT_API ULONG NTAPI StorPortAllocateMdl(PVOID HwDeviceExtension,
                                             PVOID BufferPointer,
                                             ULONG NumberOfBytes, PVOID *Mdl);
STORPORT_API ULONG NTAPI StorPortAllocatePool(PVOID HwDeviceExtension,
                                              ULONG NumberOfBytes, ULONG Tag,
                                              PVOID *BufferPointer);
STORPORT_API PUCHAR NTAPI
StorPortAllocateRegistryBuffer(PVOID HwDeviceExtension, PULONG Length);
STORPORT_API ULONG NTAPI StorPortAsyncNotificationDetected(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONGLONG Flags);
STORPORT_API ULONG NTAPI
StorPortBuildMdlForNonPagedPool(PVOID HwDeviceExtension, PVOID Mdl);
STORPORT_API ULONG NTAPI StorPortBuildScatterGatherList(
    PVOID HwDeviceExtension, PVOID Mdl, PVOID CurrentVa, ULONG Length,
    PPOST_SCATTER_GATHER_EXECUTE ExecutionRoutine, PVOID Context,
    BOOLEAN WriteToDevice, PVOID ScatterGatherBuffer,
    ULONG ScatterGatherBufferLength);
STORPORT_API BOOLEAN NTAPI StorPortBusy(PVOID HwDeviceExtension,
                                        ULONG RequestsToComplete);
STORPORT_API ULONG NTAPI StorPortCancelDpc(PVOID HwDeviceExtension,
                                           PSTOR_DPC Dpc, BOOLEAN *ReturnValue);
STORPORT_API ULONG NTAPI
StorPortCaptureLiveDump(PVOID HwDeviceExtension, PSTOR_ADDRESS StorAddress,
                        PSTORPORT_CAPTURE_LIVEDUMP CaptureLivedump);
STORPORT_API VOID NTAPI StorPortCompleteRequest(PVOID HwDeviceExtension,
                                                UCHAR PathId, UCHAR TargetId,
                                                UCHAR Lun, UCHAR SrbStatus);
STORPORT_API ULONG NTAPI StorPortCompleteServiceIrp(PVOID HwDeviceExtension,
                                                    PVOID Irp);
STORPORT_API ULONG64 NTAPI
StorPortConvertPhysicalAddressToUlong64(STOR_PHYSICAL_ADDRESS Address);
STORPORT_API STOR_PHYSICAL_ADDRESS NTAPI
StorPortConvertUlong64ToPhysicalAddress(ULONG64 UlongAddress);
STORPORT_API STOR_PHYSICAL_ADDRESS NTAPI
StorPortConvertUlongToPhysicalAddress(ULONG_PTR UlongAddress);
STORPORT_API VOID NTAPI StorPortCopyMemory(VOID *Destination,
                                           const VOID *Source, SIZE_T Length);
STORPORT_API ULONG NTAPI StorPortCreateSystemThread(
    PVOID HwDeviceExtension, PSTOR_THREAD_START_ROUTINE StartRoutine,
    PVOID StartContext, PSTOR_THREAD_PRIORITY Priority, PVOID *ThreadContext);
STORPORT_API VOID __cdecl StorPortDebugPrint(ULONG DebugPrintLevel,
                                             PSTR DebugMessage, ...);
STORPORT_API ULONG NTAPI StorPortDelayExecution(PVOID HwDeviceExtension,
                                                ULONG DelayInMicroseconds);
STORPORT_API BOOLEAN NTAPI StorPortDeviceBusy(PVOID HwDeviceExtension,
                                              UCHAR PathId, UCHAR TargetId,
                                              UCHAR Lun,
                                              ULONG RequestsToComplete);
STORPORT_API BOOLEAN NTAPI StorPortDeviceReady(PVOID HwDeviceExtension,
                                               UCHAR PathId, UCHAR TargetId,
                                               UCHAR Lun);
STORPORT_API BOOLEAN NTAPI StorPortEnablePassiveInitialization(
    PVOID DeviceExtension,
    PHW_PASSIVE_INITIALIZE_ROUTINE HwPassiveInitializeRoutine);
STORPORT_API ULONG NTAPI StorPortEnableRegistryKeyNotification(
    PVOID HwDeviceExtension,
    PHW_REGISTRY_NOTIFICATION_ROUTINE NotificationCallback);
STORPORT_API ULONG NTAPI StorPortEtwChannelEvent2(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
    STORPORT_ETW_EVENT_CHANNEL EventChannel, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value);
STORPORT_API ULONG NTAPI StorPortEtwChannelEvent4(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
    STORPORT_ETW_EVENT_CHANNEL EventChannel, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
    ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value);
STORPORT_API ULONG NTAPI StorPortEtwChannelEvent8(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
    STORPORT_ETW_EVENT_CHANNEL EventChannel, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
    ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value,
    PWSTR Parameter5Name, ULONGLONG Parameter5Value, PWSTR Parameter6Name,
    ULONGLONG Parameter6Value, PWSTR Parameter7Name, ULONGLONG Parameter7Value,
    PWSTR Parameter8Name, ULONGLONG Parameter8Value);
STORPORT_API ULONG NTAPI StorPortEtwEvent2(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value);
STORPORT_API ULONG NTAPI StorPortEtwEvent4(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
    ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value);
STORPORT_API ULONG NTAPI StorPortEtwEvent8(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
    ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value,
    PWSTR Parameter5Name, ULONGLONG Parameter5Value, PWSTR Parameter6Name,
    ULONGLONG Parameter6Value, PWSTR Parameter7Name, ULONGLONG Parameter7Value,
    PWSTR Parameter8Name, ULONGLONG Parameter8Value);
STORPORT_API ULONG NTAPI StorPortEtwLogByteStream(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
    STORPORT_ETW_EVENT_CHANNEL EventChannel, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    USHORT DataLength, PUCHAR Data);
STORPORT_API ULONG NTAPI StorPortEtwLogError(PVOID HwDeviceExtension,
                                             PSTOR_ADDRESS Address, ULONG Id,
                                             PWSTR Description,
                                             ULONG DataBufferLength,
                                             PVOID DataBuffer);
STORPORT_API
    ULONG __cdecl StorPortExtendedFunction(STORPORT_FUNCTION_CODE FunctionCode,
                                           PVOID HwDeviceExtension, ...);
STORPORT_API ULONG NTAPI StorPortFlushDataBufferMdl(PVOID HwDeviceExtension,
                                                    PSCSI_REQUEST_BLOCK Srb);
STORPORT_API ULONG NTAPI StorPortFreeContiguousMemorySpecifyCache(
    PVOID HwDeviceExtension, PVOID BaseAddress, SIZE_T NumberOfBytes,
    MEMORY_CACHING_TYPE CacheType);
STORPORT_API VOID NTAPI StorPortFreeDeviceBase(PVOID HwDeviceExtension,
                                               PVOID MappedAddress);
STORPORT_API ULONG NTAPI StorPortFreeDmaMemory(
    PVOID HwDeviceExtension, PVOID BaseAddress, SIZE_T NumberOfBytes,
    MEMORY_CACHING_TYPE CacheType, PHYSICAL_ADDRESS PhysicalAddress);
STORPORT_API ULONG NTAPI StorPortFreeHostMemoryBuffer(
    PVOID HwDeviceExtension, PACCESS_RANGE PhysicalAddressRanges,
    ULONG PhysicalAddressRangeCount);
STORPORT_API ULONG NTAPI StorPortFreeMdl(PVOID HwDeviceExtension, PVOID Mdl);
STORPORT_API ULONG NTAPI StorPortFreePool(PVOID HwDeviceExtension,
                                          PVOID BufferPointer);
STORPORT_API VOID NTAPI StorPortFreeRegistryBuffer(PVOID HwDeviceExtension,
                                                   PUCHAR Buffer);
STORPORT_API ULONG NTAPI StorPortFreeTimer(PVOID HwDeviceExtension,
                                           PVOID TimerHandle);
STORPORT_API ULONG NTAPI StorPortFreeWorker(PVOID HwDeviceExtension,
                                            PVOID Worker);
STORPORT_API ULONG NTAPI StorPortGetActiveGroupCount(PVOID HwDeviceExtension,
                                                     PUSHORT NumberGroups);
STORPORT_API ULONG NTAPI StorPortGetActiveNodeCount(PVOID HwDeviceExtension,
                                                    PULONG NumberNodes);
STORPORT_API ULONG NTAPI StorPortGetActivityIdSrb(PVOID HwDeviceExtension,
                                                  PSCSI_REQUEST_BLOCK Srb,
                                                  LPGUID ActivityId);
STORPORT_API ULONG NTAPI StorPortGetBusData(PVOID DeviceExtension,
                                            ULONG BusDataType,
                                            ULONG SystemIoBusNumber,
                                            ULONG SlotNumber, PVOID Buffer,
                                            ULONG Length);
STORPORT_API ULONG NTAPI StorPortGetCurrentIrql(PVOID HwDeviceExtension,
                                                PKIRQL Irql);
STORPORT_API ULONG NTAPI StorPortGetCurrentProcessorNumber(
    PVOID HwDeviceExtension, PPROCESSOR_NUMBER ProcNumber);
STORPORT_API ULONG NTAPI StorPortGetD3ColdSupport(PVOID HwDeviceExtension,
                                                  PVOID Address,
                                                  PBOOLEAN Supported);
STORPORT_API ULONG NTAPI StorPortGetDataInBufferMdl(PVOID HwDeviceExtension,
                                                    PSCSI_REQUEST_BLOCK Srb,
                                                    PVOID *Mdl);
STORPORT_API ULONG NTAPI StorPortGetDataInBufferScatterGatherList(
    PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
    PSTOR_SCATTER_GATHER_LIST *SgList);
STORPORT_API ULONG NTAPI StorPortGetDataInBufferSystemAddress(
    PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb, PVOID *SystemAddress);
STORPORT_API PVOID NTAPI StorPortGetDeviceBase(
    PVOID HwDeviceExtension, INTERFACE_TYPE BusType, ULONG SystemIoBusNumber,
    STOR_PHYSICAL_ADDRESS IoAddress, ULONG NumberOfBytes, BOOLEAN InIoSpace);
STORPORT_API ULONG NTAPI StorPortGetDeviceBase2(
    PVOID HwDeviceExtension, INTERFACE_TYPE BusType, ULONG SystemIoBusNumber,
    STOR_PHYSICAL_ADDRESS Address, ULONG NumberOfBytes, BOOLEAN InIoSpace,
    ULONG Flags, PVOID *BaseAddress);
STORPORT_API ULONG NTAPI StorPortGetDeviceObjects(PVOID HwDeviceExtension,
                                                  PVOID *AdapterDeviceObject,
                                                  PVOID *PhysicalDeviceObject,
                                                  PVOID *LowerDeviceObject);
STORPORT_API ULONG NTAPI StorPortGetDriverProxyEndpointWrapper(
    PVOID HwDeviceExtension, PSTOR_DRIVER_PROXY_EXTENSION ProxyExtension,
    STOR_DRIVER_PROXY_ENDPOINT_FUNCTION_ID Id, PVOID *Wrapper);
STORPORT_API ULONG NTAPI StorPortGetGroupAffinity(PVOID HwDeviceExtension,
                                                  USHORT GroupNumber,
                                                  PKAFFINITY GroupAffinityMask);
STORPORT_API ULONG NTAPI StorPortGetHighestNodeNumber(PVOID HwDeviceExtension,
                                                      PULONG HighestNode);
STORPORT_API ULONG NTAPI StorPortGetLogicalProcessorRelationship(
    PVOID HwDeviceExtension, PPROCESSOR_NUMBER ProcessorNumber,
    LOGICAL_PROCESSOR_RELATIONSHIP RelationshipType,
    PSYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX Information, PULONG Length);
STORPORT_API PVOID NTAPI StorPortGetLogicalUnit(PVOID HwDeviceExtension,
                                                UCHAR PathId, UCHAR TargetId,
                                                UCHAR Lun);
STORPORT_API ULONG NTAPI
StorPortGetMSIInfo(PVOID HwDeviceExtension, ULONG MessageId,
                   PMESSAGE_INTERRUPT_INFORMATION InterruptInfo);
STORPORT_API ULONG NTAPI StorPortGetMessageInterruptIDFromProcessorIndex(
    PVOID HwDeviceExtension, ULONG ProcessorIndex, PULONG MessageInterruptID);
STORPORT_API ULONG NTAPI
StorPortGetNodeAffinity(PVOID HwDeviceExtension, ULONG NodeNumber,
                        PGROUP_AFFINITY NodeAffinityMask);
STORPORT_API ULONG NTAPI StorPortGetNodeAffinity2(
    PVOID HwDeviceExtension, ULONG NodeNumber, PGROUP_AFFINITY GroupAffinities,
    USHORT GroupAffinitiesCount, PUSHORT GroupAffinitiesCountRequired);
STORPORT_API ULONG NTAPI StorPortGetOriginalMdl(PVOID HwDeviceExtension,
                                                PSCSI_REQUEST_BLOCK Srb,
                                                PVOID *Mdl);
STORPORT_API ULONG NTAPI StorPortGetPfns(PVOID HwDeviceExtension,
                                         PSCSI_REQUEST_BLOCK Srb, PVOID Mdl,
                                         PVOID *Pfns, ULONG *PfnCount,
                                         ULONG *StartingOffset);
STORPORT_API STOR_PHYSICAL_ADDRESS NTAPI
StorPortGetPhysicalAddress(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                           PVOID VirtualAddress, ULONG *Length);
STORPORT_API ULONG NTAPI StorPortGetProcessorCount(PVOID HwDeviceExtension,
                                                   PULONG ProcessorCount);
STORPORT_API ULONG NTAPI
StorPortGetRequestCryptoInfo(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                             PSTOR_CRYPTO_KEY_INFO CryptoKeyInfo);
STORPORT_API ULONG NTAPI StorPortGetRequestInfo(PVOID HwDeviceExtension,
                                                PSCSI_REQUEST_BLOCK Srb,
                                                PSTOR_REQUEST_INFO RequestInfo);
STORPORT_API PSTOR_SCATTER_GATHER_LIST NTAPI
StorPortGetScatterGatherList(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb);
STORPORT_API PSCSI_REQUEST_BLOCK NTAPI StorPortGetSrb(PVOID DeviceExtension,
                                                      UCHAR PathId,
                                                      UCHAR TargetId, UCHAR Lun,
                                                      LONG QueueTag);
STORPORT_API ULONG NTAPI
StorPortGetStartIoPerfParams(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                             PSTARTIO_PERFORMANCE_PARAMETERS StartIoPerfParams);
STORPORT_API ULONG NTAPI StorPortGetSystemAddress(PVOID HwDeviceExtension,
                                                  PSCSI_REQUEST_BLOCK Srb,
                                                  PVOID *SystemAddress);
STORPORT_API ULONG NTAPI StorPortGetSystemPortNumber(PVOID HwDeviceExtension,
                                                     PSTOR_ADDRESS Address);
STORPORT_API PVOID NTAPI StorPortGetUncachedExtension(
    PVOID HwDeviceExtension, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
    ULONG NumberOfBytes);
STORPORT_API PVOID NTAPI StorPortGetVirtualAddress(
    PVOID HwDeviceExtension, STOR_PHYSICAL_ADDRESS PhysicalAddress);
STORPORT_API ULONG NTAPI StorPortHardwareReset(PVOID HwDeviceExtension,
                                               STOR_DEVICE_RESET_TYPE Type);
STORPORT_API ULONG NTAPI StorPortInitialize(
    PVOID Argument1, PVOID Argument2,
    PHW_INITIALIZATION_DATA HwInitializationData, PVOID HwContext);
STORPORT_API ULONG NTAPI StorPortInitializeCryptoEngine(
    PVOID HwDeviceExtension,
    PSTOR_CRYPTO_CAPABILITIES_DATA CryptoCapabilitiesData);
STORPORT_API VOID NTAPI StorPortInitializeDpc(PVOID DeviceExtension,
                                              PSTOR_DPC Dpc,
                                              PHW_DPC_ROUTINE HwDpcRoutine);
STORPORT_API ULONG NTAPI StorPortInitializeEvent(PVOID HwDeviceExtension,
                                                 PSTOR_EVENT Event,
                                                 STOR_EVENT_TYPE Type,
                                                 BOOLEAN State);
STORPORT_API VOID NTAPI StorPortInitializeListHead(PVOID HwDeviceExtension,
                                                   PSTOR_LIST_ENTRY ListHead);
STORPORT_API ULONG NTAPI
StorPortInitializePerfOpts(PVOID HwDeviceExtension, BOOLEAN Query,
                           PPERF_CONFIGURATION_DATA PerfConfigData);
STORPORT_API ULONG NTAPI StorPortInitializePoFxPower(PVOID HwDeviceExtension,
                                                     PSTOR_ADDRESS Address,
                                                     PSTOR_POFX_DEVICE Device,
                                                     PBOOLEAN D3ColdEnabled);
STORPORT_API ULONG NTAPI StorPortInitializeSListHead(
    PVOID HwDeviceExtension, PSTOR_SLIST_HEADER SListHead);
STORPORT_API ULONG NTAPI StorPortInitializeSpinlock(PVOID HwDeviceExtension,
                                                    PSTOR_KSPIN_LOCK Lock);
STORPORT_API ULONG NTAPI StorPortInitializeTimer(PVOID HwDeviceExtension,
                                                 PVOID *TimerHandle);
STORPORT_API ULONG NTAPI StorPortInitializeWorker(PVOID HwDeviceExtension,
                                                  PVOID *Worker);
STORPORT_API ULONG NTAPI StorPortInterlockedFlushSList(
    PVOID HwDeviceExtension, PSTOR_SLIST_HEADER SListHead,
    PSTOR_SLIST_ENTRY *Result);
STORPORT_API ULONG NTAPI StorPortInterlockedInsertHeadList(
    PVOID HwDeviceExtension, PSTOR_LIST_ENTRY ListHead,
    PSTOR_LIST_ENTRY ListEntry, PSTOR_LIST_ENTRY *Result,
    PSTOR_KSPIN_LOCK Lock);
STORPORT_API ULONG NTAPI StorPortInterlockedInsertTailList(
    PVOID HwDeviceExtension, PSTOR_LIST_ENTRY ListHead,
    PSTOR_LIST_ENTRY ListEntry, PSTOR_LIST_ENTRY *Result,
    PSTOR_KSPIN_LOCK Lock);
STORPORT_API ULONG NTAPI StorPortInterlockedPopEntrySList(
    PVOID HwDeviceExtension, PSTOR_SLIST_HEADER SListHead,
    PSTOR_SLIST_ENTRY *Result);
STORPORT_API ULONG NTAPI StorPortInterlockedPushEntrySList(
    PVOID HwDeviceExtension, PSTOR_SLIST_HEADER SListHead,
    PSTOR_SLIST_ENTRY SListEntry, PSTOR_SLIST_ENTRY *Result);
STORPORT_API ULONG NTAPI StorPortInterlockedRemoveHeadList(
    PVOID HwDeviceExtension, PSTOR_LIST_ENTRY ListHead,
    PSTOR_LIST_ENTRY *Result, PSTOR_KSPIN_LOCK Lock);
STORPORT_API ULONG NTAPI StorPortInvokeAcpiMethod(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG MethodName,
    PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
    ULONG OutputBufferLength, PULONG BytesReturned);
STORPORT_API ULONG NTAPI StorPortIsCurrentOsInstallationUpgrade(
    PVOID HwDeviceExtension, PBOOLEAN Upgraded);
STORPORT_API ULONG NTAPI
StorPortIsDeviceOperationAllowed(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                                 LPCGUID DeviceOperation, ULONG *AllowedFlag);
STORPORT_API ULONG NTAPI StorPortIsDriverHotSwapEnabled(PVOID HwDeviceExtension,
                                                        PVOID DriverObject);
STORPORT_API BOOLEAN NTAPI StorPortIssueDpc(PVOID DeviceExtension,
                                            PSTOR_DPC Dpc,
                                            PVOID SystemArgument1,
                                            PVOID SystemArgument2);
STORPORT_API VOID NTAPI StorPortLogError(PVOID HwDeviceExtension,
                                         PSCSI_REQUEST_BLOCK Srb, UCHAR PathId,
                                         UCHAR TargetId, UCHAR Lun,
                                         ULONG ErrorCode, ULONG UniqueId);
STORPORT_API ULONG NTAPI
StorPortLogSystemEvent(PVOID HwDeviceExtension,
                       PSTOR_LOG_EVENT_DETAILS LogDetails, PULONG MaximumSize);
STORPORT_API ULONG NTAPI StorPortLogTelemetry(PVOID HwDeviceExtension,
                                              PSTOR_ADDRESS StorAddress,
                                              PSTORPORT_TELEMETRY_EVENT Event);
STORPORT_API ULONG NTAPI StorPortLogTelemetryEx(
    PVOID HwDeviceExtension, PSTOR_ADDRESS StorAddress,
    PSTORPORT_TELEMETRY_EVENT Event, STOR_TELEMETRY_CATEGORY Category);
STORPORT_API VOID NTAPI StorPortMarkDeviceFailed(PVOID HwDeviceExtension,
                                                 PSTOR_ADDRESS StorAddress,
                                                 ULONG Flags, PWSTR FailReason);
STORPORT_API ULONG NTAPI StorPortMarkDeviceFailedEx(
    PVOID HwDeviceExtension, PSTOR_ADDRESS StorAddress, ULONG Flags,
    USHORT FaultCode, PWSTR FaultDescription, USHORT AdditionalDataSize,
    PUCHAR AdditionalData, USHORT CriticalDataSize, PUCHAR CriticalData);
STORPORT_API ULONG NTAPI StorPortMarkDumpMemory(PVOID HwDeviceExtension,
                                                PVOID Address, ULONG_PTR Length,
                                                ULONG Flags);
STORPORT_API ULONG NTAPI StorPortMaskMsixInterrupt(PVOID HwDeviceExtension,
                                                   ULONG MessageId,
                                                   BOOLEAN Mask);
STORPORT_API VOID NTAPI StorPortMoveMemory(PVOID WriteBuffer, PVOID ReadBuffer,
                                           ULONG Length);
STORPORT_API
    VOID __cdecl StorPortNotification(SCSI_NOTIFICATION_TYPE NotificationType,
                                      PVOID HwDeviceExtension, ...);
STORPORT_API ULONG NTAPI StorPortNvmeIceIoComplete(PVOID HwDeviceExtension,
                                                   PSCSI_REQUEST_BLOCK Srb);
STORPORT_API ULONG NTAPI StorPortNvmeIceIoStart(
    PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb, ULONG LbaCount,
    ULONG PrpCount, PULONGLONG Prp1, PULONGLONG Prp2, PULONGLONG PrpList);
STORPORT_API ULONG NTAPI StorPortNvmeLogTelemetry(
    PVOID HwDeviceExtension, PVOID ControllerHandle, ULONG NamespaceId,
    PSTORPORT_TELEMETRY_EVENT Event, STOR_TELEMETRY_CATEGORY Category);
STORPORT_API ULONG NTAPI StorPortNvmeMiniportEvent(
    PVOID HwDeviceExtension, PVOID ControllerHandle, ULONG NamespaceId,
    STORPORT_ETW_EVENT_CHANNEL EventChannel, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PWSTR Parameter1Name, ULONGLONG Parameter1Value, PWSTR Parameter2Name,
    ULONGLONG Parameter2Value, PWSTR Parameter3Name, ULONGLONG Parameter3Value,
    PWSTR Parameter4Name, ULONGLONG Parameter4Value, PWSTR Parameter5Name,
    ULONGLONG Parameter5Value, PWSTR Parameter6Name, ULONGLONG Parameter6Value,
    PWSTR Parameter7Name, ULONGLONG Parameter7Value, PWSTR Parameter8Name,
    ULONGLONG Parameter8Value);
STORPORT_API BOOLEAN NTAPI StorPortPause(PVOID HwDeviceExtension,
                                         ULONG Timeout);
STORPORT_API BOOLEAN NTAPI StorPortPauseDevice(PVOID HwDeviceExtension,
                                               UCHAR PathId, UCHAR TargetId,
                                               UCHAR Lun, ULONG Timeout);
STORPORT_API ULONG NTAPI StorPortPoFxActivateComponent(PVOID HwDeviceExtension,
                                                       PSTOR_ADDRESS Address,
                                                       PSCSI_REQUEST_BLOCK Srb,
                                                       ULONG Component,
                                                       ULONG Flags);
STORPORT_API ULONG NTAPI StorPortPoFxIdleComponent(PVOID HwDeviceExtension,
                                                   PSTOR_ADDRESS Address,
                                                   PSCSI_REQUEST_BLOCK Srb,
                                                   ULONG Component,
                                                   ULONG Flags);
STORPORT_API ULONG NTAPI StorPortPoFxPowerControl(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address, LPCGUID PowerControlCode,
    PVOID InBuffer, SIZE_T InBufferSize, PVOID OutBuffer, SIZE_T OutBufferSize,
    PSIZE_T BytesReturned);
STORPORT_API ULONG NTAPI
StorPortPoFxSetComponentLatency(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                                ULONG Component, ULONGLONG Latency);
STORPORT_API ULONG NTAPI StorPortPoFxSetComponentResidency(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG Component,
    ULONGLONG Residency);
STORPORT_API ULONG NTAPI StorPortPoFxSetIdleTimeout(PVOID HwDeviceExtension,
                                                    PSTOR_ADDRESS Address,
                                                    ULONG IdleTimeoutInMS);
STORPORT_API ULONG NTAPI StorPortPoFxSetPerfState(PVOID HwDeviceExtension,
                                                  PSTOR_ADDRESS Address,
                                                  ULONG Component, ULONG Flags,
                                                  ULONG SetIndex, ULONG State,
                                                  PVOID Context);
STORPORT_API ULONG NTAPI StorPortPutScatterGatherList(
    PVOID HwDeviceExtension, PSTOR_SCATTER_GATHER_LIST ScatterGatherList,
    BOOLEAN WriteToDevice);
STORPORT_API ULONG NTAPI StorPortQueryConfiguration(
    PVOID HwDeviceExtension, STORPORT_QUERY_CONFIGURATION_TYPE Type,
    PBOOLEAN Enabled);
STORPORT_API ULONG NTAPI StorPortQueryDepthSList(PVOID HwDeviceExtension,
                                                 PSTOR_SLIST_HEADER SListHead,
                                                 PSHORT Result);
STORPORT_API ULONG NTAPI StorPortQueryDpcWatchdogInformation(
    PVOID HwDeviceExtension,
    PSTOR_DPC_WATCHDOG_INFORMATION DpcWatchdogInformation);
STORPORT_API ULONG NTAPI StorPortQueryPerformanceCounter(
    PVOID HwDeviceExtension, PLARGE_INTEGER PerformanceFrequency,
    PLARGE_INTEGER PerformanceCounter);
STORPORT_API VOID NTAPI StorPortQuerySystemTime(PLARGE_INTEGER CurrentTime);
STORPORT_API ULONG NTAPI StorPortQueryTimerMinInterval(PVOID HwDeviceExtension,
                                                       PULONG TimerMinInterval);
STORPORT_API ULONG NTAPI StorPortQueueWorkItem(PVOID HwDeviceExtension,
                                               PHW_WORKITEM WorkItemCallback,
                                               PVOID Worker, PVOID Context);
STORPORT_API ULONG NTAPI StorPortQueueWorkItemToNode(
    PVOID HwDeviceExtension, PHW_WORKITEM WorkItemCallback, PVOID Worker,
    PVOID Context, ULONG Node);
STORPORT_API BOOLEAN NTAPI StorPortReadDriverRegistry(PVOID DriverObject,
                                                      PUCHAR ValueName,
                                                      PULONG ValueDataLength,
                                                      PVOID ValueData);
STORPORT_API ULONG NTAPI StorPortReadRegistryKey(PVOID HwDeviceExtension,
                                                 PWSTR AbsolutePath,
                                                 PWSTR KeyName, ULONG ValueType,
                                                 PVOID *ValueData,
                                                 PULONG ValueDataLength);
STORPORT_API BOOLEAN NTAPI StorPortReady(PVOID HwDeviceExtension);
STORPORT_API ULONG NTAPI
StorPortRegisterDriverProxy(PVOID HwDeviceExtension, PVOID DriverObject,
                            PSTOR_DRIVER_PROXY_EXTENSION *ProxyExtension);
STORPORT_API ULONG NTAPI StorPortRegisterDriverProxyEndpoints(
    PVOID HwDeviceExtension, PSTOR_DRIVER_PROXY_EXTENSION ProxyExtension,
    PSTOR_DRIVER_PROXY_ENDPOINT_INFORMATION EndpointInfo, ULONG Count);
STORPORT_API BOOLEAN NTAPI StorPortRegistryRead(PVOID HwDeviceExtension,
                                                PUCHAR ValueName, ULONG Global,
                                                ULONG Type, PUCHAR Buffer,
                                                PULONG BufferLength);
STORPORT_API ULONG NTAPI StorPortRegistryReadAdapterKey(
    PVOID HwDeviceExtension, PUCHAR SubKeyName, PUCHAR ValueName,
    ULONG ValueType, PVOID *ValueData, PULONG ValueDataLength);
STORPORT_API BOOLEAN NTAPI StorPortRegistryWrite(PVOID HwDeviceExtension,
                                                 PUCHAR ValueName, ULONG Global,
                                                 ULONG Type, PUCHAR Buffer,
                                                 ULONG BufferLength);
STORPORT_API ULONG NTAPI StorPortRegistryWriteAdapterKey(
    PVOID HwDeviceExtension, PUCHAR SubKeyName, PUCHAR ValueName,
    ULONG ValueType, PVOID ValueData, ULONG ValueDataLength);
STORPORT_API ULONG NTAPI StorPortReleaseMSISpinLock(PVOID HwDeviceExtension,
                                                    ULONG MessageId,
                                                    ULONG OldIrql);
STORPORT_API VOID NTAPI StorPortReleaseSpinLock(PVOID DeviceExtension,
                                                PSTOR_LOCK_HANDLE LockHandle);
STORPORT_API ULONG NTAPI StorPortRequestTimer(
    PVOID HwDeviceExtension, PVOID TimerHandle, PHW_TIMER_EX TimerCallback,
    PVOID CallbackContext, ULONGLONG TimerValue, ULONGLONG TolerableDelay);
STORPORT_API BOOLEAN NTAPI StorPortResume(PVOID HwDeviceExtension);
STORPORT_API BOOLEAN NTAPI StorPortResumeDevice(PVOID HwDeviceExtension,
                                                UCHAR PathId, UCHAR TargetId,
                                                UCHAR Lun);
STORPORT_API ULONG NTAPI StorPortRevertToUserGroupAffinityThread(
    PVOID HwDeviceExtension, PVOID ThreadContext,
    PSTOR_GROUP_AFFINITY PreviousAffinity);
STORPORT_API ULONG NTAPI StorPortSecureCopyMemory(PVOID Dest,
                                                  SIZE_T DestSizeInBytes,
                                                  const VOID *Src,
                                                  SIZE_T Count);
STORPORT_API ULONG NTAPI StorPortSetAdapterBusType(PVOID HwDeviceExtension,
                                                   ULONG BusType);
STORPORT_API ULONG NTAPI StorPortSetBusDataByOffset(
    PVOID DeviceExtension, ULONG BusDataType, ULONG SystemIoBusNumber,
    ULONG SlotNumber, PVOID Buffer, ULONG Offset, ULONG Length);
STORPORT_API BOOLEAN NTAPI StorPortSetDeviceQueueDepth(PVOID HwDeviceExtension,
                                                       UCHAR PathId,
                                                       UCHAR TargetId,
                                                       UCHAR Lun, ULONG Depth);
STORPORT_API ULONG NTAPI StorPortSetEvent(PVOID HwDeviceExtension,
                                          PSTOR_EVENT Event);
STORPORT_API ULONG NTAPI StorPortSetFeatureList(PVOID HwDeviceExtension,
                                                ULONG FeatureCount,
                                                PBOOLEAN FeatureList);
STORPORT_API ULONG NTAPI StorPortSetPowerSettingNotificationGuids(
    PVOID HwDeviceExtension, ULONG GuidCount, LPGUID Guid);
STORPORT_API ULONG NTAPI
StorPortSetPriorityThread(PVOID HwDeviceExtension, PVOID ThreadContext,
                          STOR_THREAD_PRIORITY Priority);
STORPORT_API ULONG NTAPI StorPortSetSystemGroupAffinityThread(
    PVOID HwDeviceExtension, PVOID ThreadContext, PSTOR_GROUP_AFFINITY Affinity,
    PSTOR_GROUP_AFFINITY PreviousAffinity);
STORPORT_API ULONG NTAPI
StorPortSetUnitAttributes(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                          STOR_UNIT_ATTRIBUTES Attributes);
STORPORT_API VOID NTAPI StorPortStallExecution(ULONG Delay);
STORPORT_API ULONG NTAPI StorPortStateChangeDetected(
    PVOID HwDeviceExtension, ULONG ChangedEntity, PSTOR_ADDRESS Address,
    ULONG Attributes, PHW_STATE_CHANGE HwStateChange,
    PVOID HwStateChangeContext);
STORPORT_API ULONG NTAPI StorPortStorMQAddController(
    PVOID HwAdapterExtension, ULONG NumberOfBytes, PVOID *ControllerExtension);
STORPORT_API ULONG NTAPI StorPortStorMQRemoveController(
    PVOID HwAdapterExtension, PVOID ControllerExtension);
STORPORT_API BOOLEAN NTAPI StorPortSynchronizeAccess(
    PVOID HwDeviceExtension,
    PSTOR_SYNCHRONIZED_ACCESS SynchronizedAccessRoutine, PVOID Context);
STORPORT_API VOID NTAPI StorPortTerminateSystemThread(PVOID HwDeviceExtension,
                                                      PVOID ThreadContext);
STORPORT_API ULONG NTAPI StorPortUpdateAdapterMaxIO(PVOID HwDeviceExtension,
                                                    ULONG MaxIoCount);
STORPORT_API ULONG NTAPI StorPortUpdatePortConfigMaxIOInfo(
    PVOID HwDeviceExtension, ULONG MaxIoCount, ULONG MaxIosPerLun);
STORPORT_API BOOLEAN NTAPI StorPortValidateRange(
    PVOID HwDeviceExtension, INTERFACE_TYPE BusType, ULONG SystemIoBusNumber,
    STOR_PHYSICAL_ADDRESS IoAddress, ULONG NumberOfBytes, BOOLEAN InIoSpace);
STORPORT_API ULONG NTAPI StorPortWaitForSingleObject(PVOID HwDeviceExtension,
                                                     PVOID Object,
                                                     BOOLEAN Alertable,
                                                     PLARGE_INTEGER Timeout);
STORPORT_API VOID NTAPI StorPortReadPortBufferUchar(PVOID HwDeviceExtension,
                                                    PUCHAR Port, PUCHAR Buffer,
                                                    ULONG Count);
STORPORT_API VOID NTAPI StorPortReadPortBufferUlong(PVOID HwDeviceExtension,
                                                    PULONG Port, PULONG Buffer,
                                                    ULONG Count);
STORPORT_API VOID NTAPI StorPortReadPortBufferUshort(PVOID HwDeviceExtension,
                                                     PUSHORT Port,
                                                     PUSHORT Buffer,
                                                     ULONG Count);
STORPORT_API UCHAR NTAPI StorPortReadPortUchar(PVOID HwDeviceExtension,
                                               PUCHAR Port);
STORPORT_API ULONG NTAPI StorPortReadPortUlong(PVOID HwDeviceExtension,
                                               PULONG Port);
STORPORT_API USHORT NTAPI StorPortReadPortUshort(PVOID HwDeviceExtension,
                                                 PUSHORT Port);
STORPORT_API VOID NTAPI StorPortReadRegisterBufferUchar(
    PVOID HwDeviceExtension, volatile UCHAR *Register, PUCHAR Buffer,
    ULONG Count);
STORPORT_API VOID NTAPI StorPortReadRegisterBufferUlong(
    PVOID HwDeviceExtension, volatile ULONG *Register, PULONG Buffer,
    ULONG Count);
STORPORT_API VOID NTAPI StorPortReadRegisterBufferUlong64(
    PVOID HwDeviceExtension, volatile ULONG64 *Register, PULONG64 Buffer,
    ULONG Count);
STORPORT_API VOID NTAPI StorPortReadRegisterBufferUshort(
    PVOID HwDeviceExtension, volatile USHORT *Register, PUSHORT Buffer,
    ULONG Count);
STORPORT_API UCHAR NTAPI StorPortReadRegisterUchar(PVOID HwDeviceExtension,
                                                   volatile UCHAR *Register);
STORPORT_API ULONG NTAPI StorPortReadRegisterUlong(PVOID HwDeviceExtension,
                                                   volatile ULONG *Register);
STORPORT_API ULONG64 NTAPI StorPortReadRegisterUlong64(
    PVOID HwDeviceExtension, volatile ULONG64 *Register);
STORPORT_API USHORT NTAPI StorPortReadRegisterUshort(PVOID HwDeviceExtension,
                                                     volatile USHORT *Register);
STORPORT_API VOID NTAPI StorPortWritePortBufferUchar(PVOID HwDeviceExtension,
                                                     PUCHAR Port, PUCHAR Buffer,
                                                     ULONG Count);
STORPORT_API VOID NTAPI StorPortWritePortBufferUlong(PVOID HwDeviceExtension,
                                                     PULONG Port, PULONG Buffer,
                                                     ULONG Count);
STORPORT_API VOID NTAPI StorPortWritePortBufferUshort(PVOID HwDeviceExtension,
                                                      PUSHORT Port,
                                                      PUSHORT Buffer,
                                                      ULONG Count);
STORPORT_API VOID NTAPI StorPortWritePortUchar(PVOID HwDeviceExtension,
                                               PUCHAR Port, UCHAR Value);
STORPORT_API VOID NTAPI StorPortWritePortUlong(PVOID HwDeviceExtension,
                                               PULONG Port, ULONG Value);
STORPORT_API VOID NTAPI StorPortWritePortUshort(PVOID HwDeviceExtension,
                                                PUSHORT Port, USHORT Value);
STORPORT_API VOID NTAPI StorPortWriteRegisterBufferUchar(
    PVOID HwDeviceExtension, volatile UCHAR *Register, PUCHAR Buffer,
    ULONG Count);
STORPORT_API VOID NTAPI StorPortWriteRegisterBufferUlong(
    PVOID HwDeviceExtension, volatile ULONG *Register, PULONG Buffer,
    ULONG Count);
STORPORT_API VOID NTAPI StorPortWriteRegisterBufferUlong64(
    PVOID HwDeviceExtension, volatile ULONG64 *Register, PULONG64 Buffer,
    ULONG Count);
STORPORT_API VOID NTAPI StorPortWriteRegisterBufferUshort(
    PVOID HwDeviceExtension, volatile USHORT *Register, PUSHORT Buffer,
    ULONG Count);
STORPORT_API VOID NTAPI StorPortWriteRegisterUchar(PVOID HwDeviceExtension,
                                                   volatile UCHAR *Register,
                                                   UCHAR Value);
STORPORT_API VOID NTAPI StorPortWriteRegisterUlong(PVOID HwDeviceExtension,
                                                   volatile ULONG *Register,
                                                   ULONG Value);
STORPORT_API VOID NTAPI StorPortWriteRegisterUlong64(PVOID HwDeviceExtension,
                                                     volatile ULONG64 *Register,
                                                     ULONG64 Value);
STORPORT_API VOID NTAPI StorPortWriteRegisterUshort(PVOID HwDeviceExtension,
                                                    volatile USHORT *Register,
                                                    USHORT Value);


#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_DETAIL_STORPORT_ROUTINES_H
