//===- storport_values.h - enumerations and flags of Storport -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_STORPORT_VALUES_H
#define MINIPORT_SDK_DETAIL_STORPORT_VALUES_H

#include "srbex.h"

#ifdef __cplusplus
extern "C" {
#endif

#define STOR_STATUS_SUCCESS (0x00000000L)
#define STOR_STATUS_UNSUCCESSFUL (0xC1000001L)
#define STOR_STATUS_NOT_IMPLEMENTED (0xC1000002L)
#define STOR_STATUS_INSUFFICIENT_RESOURCES (0xC1000003L)
#define STOR_STATUS_BUFFER_TOO_SMALL (0xC1000004L)
#define STOR_STATUS_ACCESS_DENIED (0xC1000005L)
#define STOR_STATUS_INVALID_PARAMETER (0xC1000006L)
#define STOR_STATUS_INVALID_DEVICE_REQUEST (0xC1000007L)
#define STOR_STATUS_INVALID_IRQL (0xC1000008L)
#define STOR_STATUS_INVALID_DEVICE_STATE (0xC1000009L)
#define STOR_STATUS_INVALID_BUFFER_SIZE (0xC100000AL)
#define STOR_STATUS_UNSUPPORTED_VERSION (0xC100000BL)
#define STOR_STATUS_BUSY (0xC100000CL)
#define STOR_STATUS_THROTTLED_REQUEST (0xC100000DL)
#define STOR_STATUS_TIMEOUT (0xC100000EL)
#define STOR_STATUS_INVALID_DATA (0xC100000FL)

typedef enum _STOR_SPINLOCK {
  InvalidLock = 0,
  DpcLock = 1,
  StartIoLock = 2,
  InterruptLock = 3,
  ThreadedDpcLock = 4,
  DpcLevelLock = 5
} STOR_SPINLOCK, *PSTOR_SPINLOCK;

typedef enum _STOR_SYNCHRONIZATION_MODEL {
  StorSynchronizeHalfDuplex,
  StorSynchronizeFullDuplex
} STOR_SYNCHRONIZATION_MODEL;

typedef enum _INTERRUPT_SYNCHRONIZATION_MODE {
  InterruptSupportNone,
  InterruptSynchronizeAll,
  InterruptSynchronizePerMessage
} INTERRUPT_SYNCHRONIZATION_MODE;

typedef enum _STOR_DMA_WIDTH {
  DmaUnknown,
  Dma32Bit,
  Dma64BitScatterGather,
  Dma64Bit
} STOR_DMA_WIDTH;

typedef enum _STOR_EVENT_TYPE {
  StorNotificationEvent,
  StorSynchronizationEvent
} STOR_EVENT_TYPE;

// Each priority stands for the scheduling level named here; the enumerators'
// own numbers are not public.
typedef enum _STOR_THREAD_PRIORITY {
  StorThreadPriorityBackground,   // 7
  StorThreadPriorityNormal,       // 8
  StorThreadPriorityDelayed,      // 12
  StorThreadPriorityCritical,     // 13
  StorThreadPrioritySuperCritical, // 14
  StorThreadPriorityHyperCritical, // 15
  StorThreadPriorityRealTime      // 18
} STOR_THREAD_PRIORITY, *PSTOR_THREAD_PRIORITY;

typedef enum _STOR_DEVICE_RESET_TYPE {
  StorFunctionLevelReset,
  StorPlatformLevelReset,
  StorBusSpecificReset
} STOR_DEVICE_RESET_TYPE, *PSTOR_DEVICE_RESET_TYPE;

typedef enum _STOR_EVENT_ASSOCIATION_ENUM {
  StorEventAdapterAssociation = 0,
  StorEventLunAssociation,
  StorEventTargetAssociation,
  StorEventInvalidAssociation
} STOR_EVENT_ASSOCIATION_ENUM;

typedef enum _GETSGSTATUS {
  SG_ALLOCATED = 0,
  SG_BUFFER_TOO_SMALL
} GETSGSTATUS, *PGETSGSTATUS;

typedef enum _SCSI_ADAPTER_CONTROL_TYPE {
  ScsiQuerySupportedControlTypes = 0,
  ScsiStopAdapter,
  ScsiRestartAdapter,
  ScsiSetBootConfig,
  ScsiSetRunningConfig,
  ScsiPowerSettingNotification,
  ScsiAdapterPower,
  ScsiAdapterPoFxPowerRequired,
  ScsiAdapterPoFxPowerActive,
  ScsiAdapterPoFxPowerSetFState,
  ScsiAdapterPoFxPowerControl,
  ScsiAdapterPrepareForBusReScan,
  ScsiAdapterSystemPowerHints,
  ScsiAdapterFilterResourceRequirements,
  ScsiAdapterPoFxMaxOperationalPower,
  ScsiAdapterPoFxSetPerfState,
  ScsiAdapterSurpriseRemoval,
  ScsiAdapterSerialNumber,
  ScsiAdapterCryptoOperation,
  ScsiAdapterQueryFruId,
  ScsiAdapterSetEventLogging,
  ScsiAdapterReportInternalData,
  ScsiAdapterResetBusSynchronous,
  ScsiAdapterPostHwInitialize,
  ScsiAdapterPrepareEarlyDumpData,
  ScsiAdapterRestoreEarlyDumpData,
  ScsiAdapterKsrPowerDown,
  ScsiAdapterPreparePLDR,
  ScsiAdapterNvmeofAdapterOperation,
  ScsiAdapterControlMax,
  MakeAdapterControlTypeSizeOfUlong = (int)0xffffffff
} SCSI_ADAPTER_CONTROL_TYPE, *PSCSI_ADAPTER_CONTROL_TYPE;

typedef enum _SCSI_ADAPTER_CONTROL_STATUS {
  ScsiAdapterControlSuccess = 0,
  ScsiAdapterControlUnsuccessful
} SCSI_ADAPTER_CONTROL_STATUS, *PSCSI_ADAPTER_CONTROL_STATUS;

typedef enum _SCSI_UNIT_CONTROL_TYPE {
  ScsiQuerySupportedUnitControlTypes = 0,
  ScsiUnitUsage,
  ScsiUnitStart,
  ScsiUnitPower,
  ScsiUnitPoFxPowerInfo,
  ScsiUnitPoFxPowerRequired,
  ScsiUnitPoFxPowerActive,
  ScsiUnitPoFxPowerSetFState,
  ScsiUnitPoFxPowerControl,
  ScsiUnitRemove,
  ScsiUnitSurpriseRemoval,
  ScsiUnitRichDescription,
  ScsiUnitQueryBusType,
  ScsiUnitQueryFruId,
  ScsiUnitReportInternalData,
  ScsiUnitKsrPowerDown,
  ScsiUnitNvmeIceInformation,
  ScsiUnitControlMax,
  MakeUnitControlTypeSizeOfUlong = (int)0xffffffff
} SCSI_UNIT_CONTROL_TYPE, *PSCSI_UNIT_CONTROL_TYPE;

typedef enum _SCSI_UNIT_CONTROL_STATUS {
  ScsiUnitControlSuccess = 0,
  ScsiUnitControlUnsuccessful
} SCSI_UNIT_CONTROL_STATUS, *PSCSI_UNIT_CONTROL_STATUS;

typedef enum _SCSI_NOTIFICATION_TYPE {
  RequestComplete,
  NextRequest,
  NextLuRequest,
  ResetDetected,
  _obsolete1,
  _obsolete2,
  RequestTimerCall,
  BusChangeDetected,
  WMIEvent,
  WMIReregister,
  LinkUp,
  LinkDown,
  QueryTickCount,
  BufferOverrunDetected,
  TraceNotification,
  GetExtendedFunctionTable,
  EnablePassiveInitialization = 0x1000,
  InitializeDpc,
  IssueDpc,
  AcquireSpinLock,
  ReleaseSpinLock,
  StateChangeDetectedCall,
  IoTargetRequestServiceTime,
  AsyncNotificationDetected,
  RequestDirectComplete,
  InitializeDpcWithContext,
  InitializeThreadedDpc,
  SetTargetProcessorDpc,
  MarkDeviceFailed,
  MarkDeviceFailedEx,
  TerminateSystemThread,
  NvmeofNotification,
  StorMQControllerStartInitialization
} SCSI_NOTIFICATION_TYPE, *PSCSI_NOTIFICATION_TYPE;

typedef enum _STORPORT_FUNCTION_CODE {
  ExtFunctionAllocatePool = 0,
  ExtFunctionFreePool = 1,
  ExtFunctionAllocateMdl = 2,
  ExtFunctionFreeMdl = 3,
  ExtFunctionBuildMdlForNonPagedPool = 4,
  ExtFunctionGetSystemAddress = 5,
  ExtFunctionGetOriginalMdl = 6,
  ExtFunctionCompleteServiceIrp = 7,
  ExtFunctionGetDeviceObjects = 8,
  ExtFunctionBuildScatterGatherList = 9,
  ExtFunctionPutScatterGatherList = 10,
  ExtFunctionAcquireMSISpinLock = 11,
  ExtFunctionReleaseMSISpinLock = 12,
  ExtFunctionGetMessageInterruptInformation = 13,
  ExtFunctionInitializePerformanceOptimizations = 14,
  ExtFunctionGetStartIoPerformanceParameters = 15,
  ExtFunctionLogSystemEvent = 16,
  ExtFunctionGetCurrentProcessorNumber = 17,
  ExtFunctionGetActiveGroupCount = 18,
  ExtFunctionGetGroupAffinity = 19,
  ExtFunctionGetActiveNodeCount = 20,
  ExtFunctionGetNodeAffinity = 21,
  ExtFunctionGetHighestNodeNumber = 22,
  ExtFunctionGetLogicalProcessorRelationship = 23,
  ExtFunctionAllocateContiguousMemorySpecifyCacheNode = 24,
  ExtFunctionFreeContiguousMemorySpecifyCache = 25,
  ExtFunctionSetPowerSettingNotificationGuids = 26,
  ExtFunctionInvokeAcpiMethod = 27,
  ExtFunctionGetRequestInfo = 28,
  ExtFunctionInitializeWorker = 29,
  ExtFunctionQueueWorkItem = 30,
  ExtFunctionFreeWorker = 31,
  ExtFunctionInitializeTimer = 32,
  ExtFunctionRequestTimer = 33,
  ExtFunctionFreeTimer = 34,
  ExtFunctionInitializeSListHead = 35,
  ExtFunctionInterlockedFlushSList = 36,
  ExtFunctionInterlockedPopEntrySList = 37,
  ExtFunctionInterlockedPushEntrySList = 38,
  ExtFunctionQueryDepthSList = 39,
  ExtFunctionGetActivityId = 40,
  ExtFunctionGetSystemPortNumber = 41,
  ExtFunctionGetDataInBufferMdl = 42,
  ExtFunctionGetDataInBufferSystemAddress = 43,
  ExtFunctionGetDataInBufferScatterGatherList = 44,
  ExtFunctionMarkDumpMemory = 45,
  ExtFunctionSetUnitAttributes = 46,
  ExtFunctionQueryPerformanceCounter = 47,
  ExtFunctionInitializePoFxPower = 48,
  ExtFunctionPoFxActivateComponent = 49,
  ExtFunctionPoFxIdleComponent = 50,
  ExtFunctionPoFxSetComponentLatency = 51,
  ExtFunctionPoFxSetComponentResidency = 52,
  ExtFunctionPoFxPowerControl = 53,
  ExtFunctionFlushDataBufferMdl = 54,
  ExtFunctionDeviceOperationAllowed = 55,
  ExtFunctionGetProcessorIndexFromNumber = 56,
  ExtFunctionPoFxSetIdleTimeout = 57,
  ExtFunctionMiniportEtwEvent2 = 58,
  ExtFunctionMiniportEtwEvent4 = 59,
  ExtFunctionMiniportEtwEvent8 = 60,
  ExtFunctionCurrentOsInstallationUpgrade = 61,
  ExtFunctionRegistryReadAdapterKey = 62,
  ExtFunctionRegistryWriteAdapterKey = 63,
  ExtFunctionSetAdapterBusType = 64,
  ExtFunctionPoFxRegisterPerfStates = 65,
  ExtFunctionPoFxSetPerfState = 66,
  ExtFunctionGetD3ColdSupport = 67,
  ExtFunctionInitializeRpmb = 68,
  ExtFunctionAllocateHmb = 69,
  ExtFunctionFreeHmb = 70,
  ExtFunctionPropagateIrpExtension = 71,
  ExtFunctionInterlockedInsertHeadList = 72,
  ExtFunctionInterlockedInsertTailList = 73,
  ExtFunctionInterlockedRemoveHeadList = 74,
  ExtFunctionInitializeSpinlock = 75,
  ExtFunctionGetPfns = 76,
  ExtFunctionInitializeCryptoEngine = 77,
  ExtFunctionGetRequestCryptoInfo = 78,
  ExtFunctionMiniportTelemetry = 79,
  ExtFunctionUpdateAdapterMaxIO = 80,
  ExtFunctionDelayExecution = 81,
  ExtFunctionAllocateDmaMemory = 82,
  ExtFunctionFreeDmaMemory = 83,
  ExtFunctionUpdateAdapterMaxIOInfo = 84,
  ExtFunctionMiniportChannelEtwEvent2 = 85,
  ExtFunctionMiniportChannelEtwEvent4 = 86,
  ExtFunctionMiniportChannelEtwEvent8 = 87,
  ExtFunctionInitializeHighResolutionTimer = 88,
  ExtFunctionRequestHighResolutionTimer = 89,
  ExtFunctionCancelHighResolutionTimer = 90,
  ExtFunctionFreeHighResolutionTimer = 91,
  ExtFunctionGetCurrentProcessorIndex = 92,
  ExtFunctionAcquireSpinLock = 93,
  ExtFunctionGetProcessorCount = 94,
  ExtFunctionCancelDpc = 95,
  ExtFunctionMiniportTelemetryEx = 96,
  ExtFunctionQueryConfiguration = 97,
  ExtFunctionLogHardwareError = 98,
  ExtFunctionInitializeEvent = 99,
  ExtFunctionWaitForEvent = 100,
  ExtFunctionSetEvent = 101,
  ExtFunctionDeviceReset = 102,
  ExtFunctionSetFeatureList = 103,
  ExtFunctionCaptureLiveDump = 104,
  ExtFunctionMiniportLogByteStream = 105,
  ExtFunctionQueryDpcWatchdogInformation = 106,
  ExtFunctionQueryTimerMinInterval = 107,
  ExtFunctionMaskPciMsixEntry = 108,
  ExtFunctionGetCurrentIrql = 109,
  ExtFunctionCreateSystemThread = 110,
  ExtFunctionSetPriorityThread = 111,
  ExtFunctionSetSystemGroupAffinityThread = 112,
  ExtFunctionRevertToUserGroupAffinityThread = 113,
  ExtFunctionDeviceResetEx = 114,
  ExtFunctionMiniportReportInternalData = 115,
  ExtFunctionGetMessageInterruptIDFromProcessorIndex = 116,
  ExtFunctionGetNodeAffinity2 = 117,
  ExtFunctionEnableRegistryKeyNotification = 118,
  ExtFunctionPoFxRegisterPerfStatesEx = 119,
  ExtFunctionReadRegistryKey = 120,
  ExtFunctionGetDeviceBase2 = 121,
  ExtFunctionIsDriverHotSwapEnabled = 122,
  ExtFunctionRegisterDriverProxy = 123,
  ExtFunctionRegisterDriverProxyEndpoints = 124,
  ExtFunctionGetDriverProxyEndpointWrapper = 125,
  ExtFunctionNvmeIceIoStart = 126,
  ExtFunctionNvmeIceIoComplete = 127,
  ExtFunctionNvmeMiniportEvent = 128,
  ExtFunctionNvmeMiniportTelemetry = 129,
  ExtFunctionGetDriverProxyEndpointWrapperFromEndpoint = 130,
  ExtFunctionSwapDriverProxyEndpoints = 131,
  ExtFunctionStorMQAddController = 132,
  ExtFunctionStorMQRemoveController = 133,
  ExtFunctionNvmeIceIoStartEx = 134,
  ExtFunctionQueryNvmeIceSupport = 135,
  ExtFunctionQueueWorkItemToNode = 136
} STORPORT_FUNCTION_CODE, *PSTORPORT_FUNCTION_CODE;

#define STOR_MAP_NO_BUFFERS (0)
#define STOR_MAP_ALL_BUFFERS (1)
#define STOR_MAP_NON_READ_WRITE_BUFFERS (2)
#define STOR_MAP_ALL_BUFFERS_INCLUDING_READ_WRITE (3)

#define DUMP_MODE_CRASH 0x01
#define DUMP_MODE_HIBER 0x02
#define DUMP_MODE_MARK_MEMORY 0x03
#define DUMP_MODE_RESUME 0x04

#define STATE_CHANGE_LUN 0x1
#define STATE_CHANGE_TARGET 0x2
#define STATE_CHANGE_BUS 0x4

#define MINIPORT_REG_SZ 1
#define MINIPORT_REG_BINARY 3
#define MINIPORT_REG_DWORD 4
#define MINIPORT_REG_MULTI_SZ 7

#define STOR_FEATURE_VIRTUAL_MINIPORT 0x00000001
#define STOR_FEATURE_ATA_PASS_THROUGH 0x00000002
#define STOR_FEATURE_FULL_PNP_DEVICE_CAPABILITIES 0x00000004
#define STOR_FEATURE_DUMP_POINTERS 0x00000008
#define STOR_FEATURE_DEVICE_NAME_NO_SUFFIX 0x00000010
#define STOR_FEATURE_DUMP_RESUME_CAPABLE 0x00000020
#define STOR_FEATURE_DEVICE_DESCRIPTOR_FROM_ATA_INFO_VPD 0x00000040
#define STOR_FEATURE_EXTRA_IO_INFORMATION 0x00000080
#define STOR_FEATURE_ADAPTER_CONTROL_PRE_FINDADAPTER 0x00000100
#define STOR_FEATURE_ADAPTER_NOT_REQUIRE_IO_PORT 0x00000200
#define STOR_FEATURE_DUMP_16_BYTE_ALIGNMENT 0x00000400
#define STOR_FEATURE_SET_ADAPTER_INTERFACE_TYPE 0x00000800
#define STOR_FEATURE_DUMP_INFO 0x00001000
#define STOR_FEATURE_DMA_ALLOCATION_NO_BOUNDARY 0x00002000
#define STOR_FEATURE_SUPPORTS_NVME_ADAPTER 0x00004000
#define STOR_FEATURE_REPORT_INTERNAL_DATA 0x00008000
#define STOR_FEATURE_EARLY_DUMP 0x00010000
#define STOR_FEATURE_NVME_ICE 0x00020000

#define STOR_ADAPTER_FEATURE_DEVICE_TELEMETRY 0x00000001
#define STOR_ADAPTER_FEATURE_STOP_UNIT_DURING_POWER_DOWN 0x00000002
#define STOR_ADAPTER_UNCACHED_EXTENSION_NUMA_NODE_PREFERRED 0x00000004
#define STOR_ADAPTER_DMA_V3_PREFERRED 0x00000008
#define STOR_ADAPTER_FEATURE_ABORT_COMMAND 0x00000010
#define STOR_ADAPTER_FEATURE_RICH_TEMPERATURE_THRESHOLD 0x00000020
#define STOR_ADAPTER_DMA_ADDRESS_WIDTH_SPECIFIED 0x00000040

#define STOR_PERF_DPC_REDIRECTION 0x00000001
#define STOR_PERF_CONCURRENT_CHANNELS 0x00000002
#define STOR_PERF_INTERRUPT_MESSAGE_RANGES 0x00000004
#define STOR_PERF_ADV_CONFIG_LOCALITY 0x00000008
#define STOR_PERF_OPTIMIZE_FOR_COMPLETION_DURING_STARTIO 0x00000010
#define STOR_PERF_DPC_REDIRECTION_CURRENT_CPU 0x00000020
// Inferred: the next free bit. No public document gives the number.
#define STOR_PERF_NO_SGL 0x00000040

#define STOR_PERF_VERSION_2 0x00000002
#define STOR_PERF_VERSION_3 0x00000003
#define STOR_PERF_VERSION_4 0x00000004
#define STOR_PERF_VERSION_5 0x00000005
#define STOR_PERF_VERSION STOR_PERF_VERSION_5

#define RAID_ASYNC_NOTIFY_FLAG_MEDIA_STATUS 0x1
#define RAID_ASYNC_NOTIFY_FLAG_DEVICE_STATUS 0x2
#define RAID_ASYNC_NOTIFY_FLAG_DEVICE_OPERATION 0x4
#define RAID_ASYNC_NOTIFY_SUPPORTED_FLAGS                                      \
  (RAID_ASYNC_NOTIFY_FLAG_MEDIA_STATUS | RAID_ASYNC_NOTIFY_FLAG_DEVICE_STATUS | \
   RAID_ASYNC_NOTIFY_FLAG_DEVICE_OPERATION)

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_DETAIL_STORPORT_VALUES_H
