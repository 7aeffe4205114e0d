//===- storport_types.h - structures and call-back roles of Storport ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_STORPORT_TYPES_H
#define MINIPORT_SDK_DETAIL_STORPORT_TYPES_H

#include "storport_values.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _MEMORY_REGION {
  PUCHAR VirtualBase;
  PHYSICAL_ADDRESS PhysicalBase;
  ULONG Length;
} MEMORY_REGION, *PMEMORY_REGION;

typedef struct _STOR_SCATTER_GATHER_ELEMENT {
  STOR_PHYSICAL_ADDRESS PhysicalAddress;
  ULONG Length;
  ULONG_PTR Reserved;
} STOR_SCATTER_GATHER_ELEMENT, *PSTOR_SCATTER_GATHER_ELEMENT;

typedef struct _STOR_SCATTER_GATHER_LIST {
  ULONG NumberOfElements;
  ULONG_PTR Reserved;
  STOR_SCATTER_GATHER_ELEMENT List[0];
} STOR_SCATTER_GATHER_LIST, *PSTOR_SCATTER_GATHER_LIST;

typedef struct _DPC_BUFFER {
  CSHORT Type;
  UCHAR Number;
  UCHAR Importance;
  struct {
    PVOID F;
    PVOID B;
  };
  PVOID DeferredRoutine;
  PVOID DeferredContext;
  PVOID SystemArgument1;
  PVOID SystemArgument2;
  PVOID DpcData;
} DPC_BUFFER, *PDPC_BUFFER;

// Opaque to a miniport, which keeps it in its device extension.
typedef struct _STOR_DPC {
  DPC_BUFFER Dpc;
  ULONG_PTR Lock;
} STOR_DPC, *PSTOR_DPC;

// Opaque to a miniport, which keeps it in a local variable.
typedef struct _STOR_LOCK_HANDLE {
  STOR_SPINLOCK Lock;
  struct {
    struct {
      PVOID Next;
      PVOID Lock;
    } LockQueue;
    KIRQL OldIrql;
  } Context;
} STOR_LOCK_HANDLE, *PSTOR_LOCK_HANDLE;

typedef ULONG_PTR STOR_KSPIN_LOCK, *PSTOR_KSPIN_LOCK;

typedef struct _STOR_LIST_ENTRY {
  struct _STOR_LIST_ENTRY *Flink;
  struct _STOR_LIST_ENTRY *Blink;
} STOR_LIST_ENTRY, *PSTOR_LIST_ENTRY;

typedef SLIST_ENTRY STOR_SLIST_ENTRY, *PSTOR_SLIST_ENTRY;
typedef SLIST_HEADER STOR_SLIST_HEADER, *PSTOR_SLIST_HEADER;

typedef struct _STOR_DISPATCHER_HEADER {
  union {
    struct {
      UCHAR Type;
      UCHAR Flags;
      UCHAR Size;
      union {
        UCHAR Inserted;
        UCHAR DebugActive;
      };
    } Data;
    LONG Lock;
  };
  LONG SignalState;
  STOR_LIST_ENTRY WaitListHead;
} STOR_DISPATCHER_HEADER, *PSTOR_DISPATCHER_HEADER;

typedef struct _STOR_EVENT {
  STOR_DISPATCHER_HEADER Header;
} STOR_EVENT, *PSTOR_EVENT;

typedef GROUP_AFFINITY STOR_GROUP_AFFINITY, *PSTOR_GROUP_AFFINITY;

typedef struct _PERF_CONFIGURATION_DATA {
  ULONG Version;
  ULONG Size;
  ULONG Flags;
  ULONG ConcurrentChannels;
  ULONG FirstRedirectionMessageNumber;
  ULONG LastRedirectionMessageNumber;
  ULONG DeviceNode;
  ULONG Reserved;
  PGROUP_AFFINITY MessageTargets;
} PERF_CONFIGURATION_DATA, *PPERF_CONFIGURATION_DATA;

typedef struct _STARTIO_PERFORMANCE_PARAMETERS {
  ULONG Version;
  ULONG Size;
  ULONG MessageNumber;
  ULONG ChannelNumber;
} STARTIO_PERFORMANCE_PARAMETERS, *PSTARTIO_PERFORMANCE_PARAMETERS;

typedef struct _MESSAGE_INTERRUPT_INFORMATION {
  ULONG MessageId;
  ULONG MessageData;
  STOR_PHYSICAL_ADDRESS MessageAddress;
  ULONG InterruptVector;
  ULONG InterruptLevel;
  KINTERRUPT_MODE InterruptMode;
} MESSAGE_INTERRUPT_INFORMATION, *PMESSAGE_INTERRUPT_INFORMATION;

struct _PORT_CONFIGURATION_INFORMATION;

// Call-backs: each role is a function type, so that 'HW_INTERRUPT Foo;'
// declares one.

typedef ULONG NTAPI sp_DRIVER_INITIALIZE(PVOID DriverObject,
                                         PVOID RegistryPath);
typedef ULONG NTAPI
HW_FIND_ADAPTER(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
                PCHAR ArgumentString,
                struct _PORT_CONFIGURATION_INFORMATION *ConfigInfo,
                PBOOLEAN Again);
typedef HW_FIND_ADAPTER *PHW_FIND_ADAPTER;
typedef ULONG NTAPI VIRTUAL_HW_FIND_ADAPTER(
    PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
    PVOID LowerDevice, PCHAR ArgumentString,
    struct _PORT_CONFIGURATION_INFORMATION *ConfigInfo, PBOOLEAN Again);
typedef VIRTUAL_HW_FIND_ADAPTER *PVIRTUAL_HW_FIND_ADAPTER;
typedef BOOLEAN NTAPI HW_INITIALIZE(PVOID DeviceExtension);
typedef HW_INITIALIZE *PHW_INITIALIZE;
typedef BOOLEAN NTAPI HW_PASSIVE_INITIALIZE_ROUTINE(PVOID DeviceExtension);
typedef HW_PASSIVE_INITIALIZE_ROUTINE *PHW_PASSIVE_INITIALIZE_ROUTINE;
typedef BOOLEAN NTAPI HW_BUILDIO(PVOID DeviceExtension,
                                 PSCSI_REQUEST_BLOCK Srb);
typedef HW_BUILDIO *PHW_BUILDIO;
typedef BOOLEAN NTAPI HW_STARTIO(PVOID DeviceExtension,
                                 PSCSI_REQUEST_BLOCK Srb);
typedef HW_STARTIO *PHW_STARTIO;
typedef BOOLEAN NTAPI HW_INTERRUPT(PVOID DeviceExtension);
typedef HW_INTERRUPT *PHW_INTERRUPT;
typedef BOOLEAN NTAPI HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE(
    PVOID HwDeviceExtension, ULONG MessageId);
typedef HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE
    *PHW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE;
// Its own page says BOOLEAN, the page of StorPortInitializeDpc nothing.
typedef VOID NTAPI HW_DPC_ROUTINE(PSTOR_DPC Dpc, PVOID HwDeviceExtension,
                                  PVOID SystemArgument1,
                                  PVOID SystemArgument2);
typedef HW_DPC_ROUTINE *PHW_DPC_ROUTINE;
typedef BOOLEAN NTAPI STOR_SYNCHRONIZED_ACCESS(PVOID HwDeviceExtension,
                                               PVOID Context);
typedef STOR_SYNCHRONIZED_ACCESS *PSTOR_SYNCHRONIZED_ACCESS;
typedef VOID NTAPI HW_TIMER(PVOID DeviceExtension);
typedef HW_TIMER *PHW_TIMER;
typedef VOID NTAPI HW_TIMER_EX(PVOID DeviceExtension, PVOID Context);
typedef HW_TIMER_EX *PHW_TIMER_EX;
typedef BOOLEAN NTAPI HW_RESET_BUS(PVOID DeviceExtension, ULONG PathId);
typedef HW_RESET_BUS *PHW_RESET_BUS;
typedef SCSI_ADAPTER_CONTROL_STATUS NTAPI
HW_ADAPTER_CONTROL(PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType,
                   PVOID Parameters);
typedef HW_ADAPTER_CONTROL *PHW_ADAPTER_CONTROL;
typedef SCSI_UNIT_CONTROL_STATUS NTAPI
HW_UNIT_CONTROL(PVOID DeviceExtension, SCSI_UNIT_CONTROL_TYPE ControlType,
                PVOID Parameters);
typedef HW_UNIT_CONTROL *PHW_UNIT_CONTROL;
typedef VOID NTAPI HW_STATE_CHANGE(PVOID HwDeviceExtension, PVOID Context,
                                   SHORT AddressType, PVOID Address,
                                   ULONG Status);
typedef HW_STATE_CHANGE *PHW_STATE_CHANGE;
typedef VOID NTAPI HW_WORKITEM(PVOID HwDeviceExtension, PVOID Context,
                               PVOID Worker);
typedef HW_WORKITEM *PHW_WORKITEM;
typedef VOID NTAPI POST_SCATTER_GATHER_EXECUTE(
    PVOID *DeviceObject, PVOID *Irp, PSTOR_SCATTER_GATHER_LIST ScatterGather,
    PVOID Context);
typedef POST_SCATTER_GATHER_EXECUTE *PPOST_SCATTER_GATHER_EXECUTE;
typedef POST_SCATTER_GATHER_EXECUTE *PpostScaterGatherExecute;
typedef VOID NTAPI HW_TRACING_ENABLED(PVOID HwDeviceExtension, BOOLEAN Enabled);
typedef HW_TRACING_ENABLED *PHW_TRACING_ENABLED;
typedef VOID NTAPI HW_INITIALIZE_TRACING(PVOID Arg1, PVOID Arg2);
typedef HW_INITIALIZE_TRACING *PHW_INITIALIZE_TRACING;
typedef VOID NTAPI HW_CLEANUP_TRACING(PVOID Arg1);
typedef HW_CLEANUP_TRACING *PHW_CLEANUP_TRACING;
typedef VOID NTAPI HW_FREE_ADAPTER_RESOURCES(PVOID DeviceExtension);
typedef HW_FREE_ADAPTER_RESOURCES *PHW_FREE_ADAPTER_RESOURCES;
typedef VOID NTAPI HW_PROCESS_SERVICE_REQUEST(PVOID DeviceExtension, PVOID Irp);
typedef HW_PROCESS_SERVICE_REQUEST *PHW_PROCESS_SERVICE_REQUEST;
typedef VOID NTAPI HW_COMPLETE_SERVICE_IRP(PVOID DeviceExtension);
typedef HW_COMPLETE_SERVICE_IRP *PHW_COMPLETE_SERVICE_IRP;
typedef VOID NTAPI HW_REGISTRY_NOTIFICATION_ROUTINE(PVOID HwDeviceExtension);
typedef HW_REGISTRY_NOTIFICATION_ROUTINE *PHW_REGISTRY_NOTIFICATION_ROUTINE;
typedef VOID NTAPI STOR_THREAD_START_ROUTINE(PVOID StartContext);
typedef STOR_THREAD_START_ROUTINE *PSTOR_THREAD_START_ROUTINE;
typedef VOID NTAPI HW_DMA_STARTED(PVOID DeviceExtension);
typedef HW_DMA_STARTED *PHW_DMA_STARTED;
typedef BOOLEAN NTAPI HW_ADAPTER_STATE(PVOID DeviceExtension, PVOID Context,
                                       BOOLEAN SaveState);
typedef HW_ADAPTER_STATE *PHW_ADAPTER_STATE;

typedef struct _PORT_CONFIGURATION_INFORMATION {
  ULONG Length;
  ULONG SystemIoBusNumber;
  INTERFACE_TYPE AdapterInterfaceType;
  ULONG BusInterruptLevel;
  ULONG BusInterruptVector;
  KINTERRUPT_MODE InterruptMode;
  ULONG MaximumTransferLength;
  ULONG NumberOfPhysicalBreaks;
  ULONG DmaChannel;
  ULONG DmaPort;
  DMA_WIDTH DmaWidth;
  DMA_SPEED DmaSpeed;
  ULONG AlignmentMask;
  ULONG NumberOfAccessRanges;
  ACCESS_RANGE (*AccessRanges)[];
  PVOID MiniportDumpData;
  UCHAR NumberOfBuses;
  CCHAR InitiatorBusId[8];
  BOOLEAN ScatterGather;
  BOOLEAN Master;
  BOOLEAN CachesData;
  BOOLEAN AdapterScansDown;
  BOOLEAN AtdiskPrimaryClaimed;
  BOOLEAN AtdiskSecondaryClaimed;
  BOOLEAN Dma32BitAddresses;
  BOOLEAN DemandMode;
  UCHAR MapBuffers;
  BOOLEAN NeedPhysicalAddresses;
  BOOLEAN TaggedQueuing;
  BOOLEAN AutoRequestSense;
  BOOLEAN MultipleRequestPerLu;
  BOOLEAN ReceiveEvent;
  BOOLEAN RealModeInitialized;
  BOOLEAN BufferAccessScsiPortControlled;
  UCHAR MaximumNumberOfTargets;
  UCHAR SrbType;
  UCHAR AddressType;
  ULONG SlotNumber;
  ULONG BusInterruptLevel2;
  ULONG BusInterruptVector2;
  KINTERRUPT_MODE InterruptMode2;
  ULONG DmaChannel2;
  ULONG DmaPort2;
  DMA_WIDTH DmaWidth2;
  DMA_SPEED DmaSpeed2;
  ULONG DeviceExtensionSize;
  ULONG SpecificLuExtensionSize;
  ULONG SrbExtensionSize;
  UCHAR Dma64BitAddresses;
  BOOLEAN ResetTargetSupported;
  UCHAR MaximumNumberOfLogicalUnits;
  BOOLEAN WmiDataProvider;
  STOR_SYNCHRONIZATION_MODEL SynchronizationModel;
  PHW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE HwMSInterruptRoutine;
  INTERRUPT_SYNCHRONIZATION_MODE InterruptSynchronizationMode;
  MEMORY_REGION DumpRegion;
  ULONG RequestedDumpBufferSize;
  BOOLEAN VirtualDevice;
  UCHAR DumpMode;
  UCHAR DmaAddressWidth;
  ULONG ExtendedFlags1;
  ULONG MaxNumberOfIO;
  ULONG MaxIOsPerLun;
  ULONG InitialLunQueueDepth;
  ULONG BusResetHoldTime;
  ULONG FeatureSupport;
} PORT_CONFIGURATION_INFORMATION, *PPORT_CONFIGURATION_INFORMATION;

#define CONFIG_INFO_VERSION_2 sizeof(PORT_CONFIGURATION_INFORMATION)

// Members 0 to 26, common to physical and virtual miniports. HwFindAdapter is
// PVOID, as in the newest documents: its type depends on the kind of miniport.
#define MINIPORT_SDK_HW_INITIALIZATION_COMMON                                  \
  ULONG HwInitializationDataSize;                                              \
  INTERFACE_TYPE AdapterInterfaceType;                                         \
  PHW_INITIALIZE HwInitialize;                                                 \
  PHW_STARTIO HwStartIo;                                                       \
  PHW_INTERRUPT HwInterrupt;                                                   \
  PVOID HwFindAdapter;                                                         \
  PHW_RESET_BUS HwResetBus;                                                    \
  PHW_DMA_STARTED HwDmaStarted;                                                \
  PHW_ADAPTER_STATE HwAdapterState;                                            \
  ULONG DeviceExtensionSize;                                                   \
  ULONG SpecificLuExtensionSize;                                               \
  ULONG SrbExtensionSize;                                                      \
  ULONG NumberOfAccessRanges;                                                  \
  PVOID Reserved;                                                              \
  UCHAR MapBuffers;                                                            \
  BOOLEAN NeedPhysicalAddresses;                                               \
  BOOLEAN TaggedQueuing;                                                       \
  BOOLEAN AutoRequestSense;                                                    \
  BOOLEAN MultipleRequestPerLu;                                                \
  BOOLEAN ReceiveEvent;                                                        \
  USHORT VendorIdLength;                                                       \
  PVOID VendorId;                                                              \
  union {                                                                      \
    USHORT ReservedUshort;                                                     \
    USHORT PortVersionFlags;                                                   \
  };                                                                           \
  USHORT DeviceIdLength;                                                       \
  PVOID DeviceId;                                                              \
  PHW_ADAPTER_CONTROL HwAdapterControl;                                        \
  PHW_BUILDIO HwBuildIo;                                                       \
  PHW_FREE_ADAPTER_RESOURCES HwFreeAdapterResources;                           \
  PHW_PROCESS_SERVICE_REQUEST HwProcessServiceRequest;                         \
  PHW_COMPLETE_SERVICE_IRP HwCompleteServiceIrp;                               \
  PHW_INITIALIZE_TRACING HwInitializeTracing;                                  \
  PHW_CLEANUP_TRACING HwCleanupTracing;

typedef struct _HW_INITIALIZATION_DATA {
  MINIPORT_SDK_HW_INITIALIZATION_COMMON
  PHW_TRACING_ENABLED HwTracingEnabled;
  ULONG FeatureSupport;
  ULONG SrbTypeFlags;
  ULONG AddressTypeFlags;
  ULONG Reserved1;
  PHW_UNIT_CONTROL HwUnitControl;
} HW_INITIALIZATION_DATA, *PHW_INITIALIZATION_DATA;

typedef struct _VIRTUAL_HW_INITIALIZATION_DATA {
  MINIPORT_SDK_HW_INITIALIZATION_COMMON
} VIRTUAL_HW_INITIALIZATION_DATA, *PVIRTUAL_HW_INITIALIZATION_DATA;

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_DETAIL_STORPORT_TYPES_H
