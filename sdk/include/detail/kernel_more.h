//===- kernel_more.h - kernel routines without a rule of their own --------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_KERNEL_MORE_H
#define MINIPORT_SDK_DETAIL_KERNEL_MORE_H

#include "kernel_macros.h"

#ifdef __cplusplus
extern "C" {
#endif

NTKERNELAPI KIRQL NTAPI KeRaiseIrqlToSynchLevel(VOID);
NTKERNELAPI BOOLEAN NTAPI RtlAreBitsSet(PRTL_BITMAP BitMapHeader,
                                        ULONG StartingIndex, ULONG Length);
NTKERNELAPI VOID NTAPI RtlClearAllBits(PRTL_BITMAP BitMapHeader);
NTKERNELAPI LONG NTAPI RtlCompareUnicodeStrings(PCWCH String1,
                                                SIZE_T String1Length,
                                                PCWCH String2,
                                                SIZE_T String2Length,
                                                BOOLEAN CaseInSensitive);
NTKERNELAPI LARGE_INTEGER NTAPI
RtlExtendedIntegerMultiply(LARGE_INTEGER Multiplicand, LONG Multiplier);
NTKERNELAPI LARGE_INTEGER NTAPI RtlExtendedMagicDivide(
    LARGE_INTEGER Dividend, LARGE_INTEGER MagicDivisor, CCHAR ShiftCount);
NTKERNELAPI ULONG NTAPI RtlFindFirstRunClear(PRTL_BITMAP BitMapHeader,
                                             PULONG StartingIndex);
NTKERNELAPI ULONG NTAPI RtlFindLastBackwardRunClear(PRTL_BITMAP BitMapHeader,
                                                    ULONG FromIndex,
                                                    PULONG StartingRunIndex);
NTKERNELAPI ULONG NTAPI RtlFindLongestRunClear(PRTL_BITMAP BitMapHeader,
                                               PULONG StartingIndex);
NTKERNELAPI CCHAR NTAPI RtlFindMostSignificantBit(ULONGLONG Set);
NTKERNELAPI ULONG NTAPI RtlFindNextForwardRunClear(PRTL_BITMAP BitMapHeader,
                                                   ULONG FromIndex,
                                                   PULONG StartingRunIndex);
NTKERNELAPI ULONG NTAPI RtlFindSetBitsAndClear(PRTL_BITMAP BitMapHeader,
                                               ULONG NumberToFind,
                                               ULONG HintIndex);
NTKERNELAPI ULONG NTAPI
RtlLengthSecurityDescriptor(PSECURITY_DESCRIPTOR SecurityDescriptor);
NTKERNELAPI ULONG NTAPI RtlNumberOfClearBits(PRTL_BITMAP BitMapHeader);
NTKERNELAPI VOID NTAPI RtlSetAllBits(PRTL_BITMAP BitMapHeader);
NTKERNELAPI BOOLEAN NTAPI RtlValidRelativeSecurityDescriptor(
    PSECURITY_DESCRIPTOR SecurityDescriptorInput,
    ULONG SecurityDescriptorLength, SECURITY_INFORMATION RequiredInformation);
NTKERNELAPI BOOLEAN NTAPI
RtlValidSecurityDescriptor(PSECURITY_DESCRIPTOR SecurityDescriptor);
NTKERNELAPI VOID NTAPI RtlPrefetchMemoryNonTemporal(PVOID Source,
                                                    SIZE_T Length);
NTKERNELAPI ULONG NTAPI RtlNumberOfSetBitsUlongPtr(ULONG_PTR Target);
NTKERNELAPI NTSTATUS NTAPI
RtlFindClosestEncodableLength(ULONGLONG SourceLength, PULONGLONG TargetLength);
NTKERNELAPI NTSTATUS NTAPI
RtlCmEncodeMemIoResource(PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor, UCHAR Type,
                         ULONGLONG Length, ULONGLONG Start);
NTKERNELAPI NTSTATUS NTAPI RtlUnicodeToUTF8N(PCHAR UTF8StringDestination,
                                             ULONG UTF8StringMaxByteCount,
                                             PULONG UTF8StringActualByteCount,
                                             PCWCH UnicodeStringSource,
                                             ULONG UnicodeStringByteCount);
NTKERNELAPI NTSTATUS NTAPI RtlUTF8ToUnicodeN(
    PWSTR UnicodeStringDestination, ULONG UnicodeStringMaxByteCount,
    PULONG UnicodeStringActualByteCount, PCCH UTF8StringSource,
    ULONG UTF8StringByteCount);
NTKERNELAPI ULONG64 NTAPI RtlGetEnabledExtendedFeatures(ULONG64 FeatureMask);
NTKERNELAPI ULONG NTAPI KeGetRecommendedSharedDataAlignment(VOID);
NTKERNELAPI PKDEVICE_QUEUE_ENTRY NTAPI
KeRemoveByKeyDeviceQueueIfBusy(PKDEVICE_QUEUE DeviceQueue, ULONG SortKey);
NTKERNELAPI VOID NTAPI
KeAcquireGuardedMutexUnsafe(PKGUARDED_MUTEX GuardedMutex);
NTKERNELAPI ULONG NTAPI KeQueryMaximumProcessorCount(VOID);
NTKERNELAPI ULONG NTAPI KeQueryMaximumProcessorCountEx(USHORT GroupNumber);
NTKERNELAPI USHORT NTAPI KeQueryActiveGroupCount(VOID);
NTKERNELAPI USHORT NTAPI KeQueryMaximumGroupCount(VOID);
NTKERNELAPI KAFFINITY NTAPI KeQueryGroupAffinity(USHORT GroupNumber);
NTKERNELAPI VOID NTAPI
KeQueryNodeActiveAffinity(USHORT NodeNumber, PGROUP_AFFINITY Affinity OPTIONAL,
                          PUSHORT Count OPTIONAL);
NTKERNELAPI USHORT NTAPI KeQueryNodeMaximumProcessorCount(USHORT NodeNumber);
NTKERNELAPI USHORT NTAPI KeQueryHighestNodeNumber(VOID);
NTKERNELAPI USHORT NTAPI KeGetCurrentNodeNumber(VOID);
NTKERNELAPI VOID NTAPI KeFlushWriteBuffer(VOID);
NTKERNELAPI PMDL NTAPI MmCreateMdl(PMDL MemoryDescriptorList OPTIONAL,
                                   PVOID Base, SIZE_T Length);
NTKERNELAPI SIZE_T NTAPI MmSizeOfMdl(PVOID Base, SIZE_T Length);
NTKERNELAPI VOID NTAPI MmProbeAndLockProcessPages(PMDL MemoryDescriptorList,
                                                  PEPROCESS Process,
                                                  KPROCESSOR_MODE AccessMode,
                                                  LOCK_OPERATION Operation);
NTKERNELAPI NTSTATUS NTAPI MmAdvanceMdl(PMDL Mdl, ULONG NumberOfBytes);
NTKERNELAPI NTSTATUS NTAPI MmIsVerifierEnabled(PULONG VerifierFlags);
NTKERNELAPI NTSTATUS NTAPI MmAddVerifierThunks(PVOID ThunkBuffer,
                                               ULONG ThunkBufferSize);
NTKERNELAPI LOGICAL NTAPI MmIsIoSpaceActive(PHYSICAL_ADDRESS StartAddress,
                                            SIZE_T NumberOfBytes);
NTKERNELAPI LOGICAL NTAPI
MmIsDriverVerifyingByAddress(PVOID AddressWithinSection);
NTKERNELAPI PDEVICE_OBJECT NTAPI
IoGetAttachedDevice(PDEVICE_OBJECT DeviceObject);
NTKERNELAPI PEPROCESS NTAPI IoGetCurrentProcess(VOID);
NTKERNELAPI PDEVICE_OBJECT NTAPI
IoGetRelatedDeviceObject(PFILE_OBJECT FileObject);
NTKERNELAPI VOID NTAPI IoInitializeRemoveLockEx(PIO_REMOVE_LOCK Lock,
                                                ULONG AllocateTag,
                                                ULONG MaxLockedMinutes,
                                                ULONG HighWatermark,
                                                ULONG RemlockSize);
NTKERNELAPI NTSTATUS NTAPI IoWMIQuerySingleInstanceMultiple(
    PVOID *DataBlockObjectList, PUNICODE_STRING InstanceNames,
    ULONG ObjectCount, ULONG *InOutBufferSize, PVOID OutBuffer);
NTKERNELAPI NTSTATUS NTAPI IoWMISuggestInstanceName(
    PDEVICE_OBJECT PhysicalDeviceObject OPTIONAL,
    PUNICODE_STRING SymbolicLinkName OPTIONAL, BOOLEAN CombineNames,
    PUNICODE_STRING SuggestedInstanceName);
NTKERNELAPI PIRP NTAPI IoGetTopLevelIrp(VOID);
NTKERNELAPI VOID NTAPI IoSetTopLevelIrp(PIRP Irp OPTIONAL);
NTKERNELAPI NTSTATUS NTAPI IoWMIDeviceObjectToInstanceName(
    PVOID DataBlockObject, PDEVICE_OBJECT DeviceObject,
    PUNICODE_STRING InstanceName);
NTKERNELAPI NTSTATUS NTAPI IoWMIExecuteMethod(
    PVOID DataBlockObject, PUNICODE_STRING InstanceName, ULONG MethodId,
    ULONG InBufferSize, PULONG OutBufferSize, PUCHAR InOutBuffer);
NTKERNELAPI NTSTATUS NTAPI IoWMIHandleToInstanceName(
    PVOID DataBlockObject, HANDLE FileHandle, PUNICODE_STRING InstanceName);
NTKERNELAPI NTSTATUS NTAPI IoWMIOpenBlock(GUID *DataBlockGuid,
                                          ULONG DesiredAccess,
                                          PVOID *DataBlockObject);
NTKERNELAPI NTSTATUS NTAPI IoWMIQueryAllData(PVOID DataBlockObject,
                                             ULONG *InOutBufferSize,
                                             PVOID OutBuffer);
NTKERNELAPI NTSTATUS NTAPI IoWMIQueryAllDataMultiple(PVOID *DataBlockObjectList,
                                                     ULONG ObjectCount,
                                                     ULONG *InOutBufferSize,
                                                     PVOID OutBuffer);
NTKERNELAPI NTSTATUS NTAPI
IoWMIQuerySingleInstance(PVOID DataBlockObject, PUNICODE_STRING InstanceName,
                         ULONG *InOutBufferSize, PVOID OutBuffer);
NTKERNELAPI NTSTATUS NTAPI IoWMISetSingleInstance(PVOID DataBlockObject,
                                                  PUNICODE_STRING InstanceName,
                                                  ULONG Version,
                                                  ULONG ValueBufferSize,
                                                  PVOID ValueBuffer);
NTKERNELAPI NTSTATUS NTAPI IoWMISetSingleItem(PVOID DataBlockObject,
                                              PUNICODE_STRING InstanceName,
                                              ULONG DataItemId, ULONG Version,
                                              ULONG ValueBufferSize,
                                              PVOID ValueBuffer);
NTKERNELAPI NTSTATUS NTAPI
IoValidateDeviceIoControlAccess(PIRP Irp, ULONG RequiredAccess);
NTKERNELAPI NTSTATUS NTAPI IoCheckShareAccessEx(ACCESS_MASK DesiredAccess,
                                                ULONG DesiredShareAccess,
                                                PFILE_OBJECT FileObject,
                                                PSHARE_ACCESS ShareAccess,
                                                BOOLEAN Update,
                                                PBOOLEAN WritePermission);
NTKERNELAPI VOID NTAPI IoSetShareAccessEx(ACCESS_MASK DesiredAccess,
                                          ULONG DesiredShareAccess,
                                          PFILE_OBJECT FileObject,
                                          PSHARE_ACCESS ShareAccess,
                                          PBOOLEAN WritePermission);
NTKERNELAPI NTSTATUS NTAPI IoReplacePartitionUnit(PDEVICE_OBJECT TargetPdo,
                                                  PDEVICE_OBJECT SparePdo,
                                                  ULONG Flags);
NTKERNELAPI NTSTATUS NTAPI IoGetAffinityInterrupt(
    PKINTERRUPT InterruptObject, PGROUP_AFFINITY GroupAffinity);
NTKERNELAPI ULONG NTAPI
IoWMIDeviceObjectToProviderId(PDEVICE_OBJECT DeviceObject);
NTKERNELAPI VOID NTAPI PoUnregisterSystemState(PVOID StateHandle);
NTKERNELAPI NTSTATUS NTAPI PoRequestShutdownEvent(PVOID *Event);
NTKERNELAPI NTSTATUS NTAPI PoUnregisterPowerSettingCallback(PVOID Handle);
NTKERNELAPI BOOLEAN NTAPI PoQueryWatchdogTime(PDEVICE_OBJECT Pdo,
                                              PULONG SecondsRemaining);
NTKERNELAPI VOID NTAPI PoDeletePowerRequest(PVOID PowerRequest);
NTKERNELAPI LONGLONG NTAPI ExInterlockedCompareExchange64(
    LONGLONG volatile *Destination, PLONGLONG Exchange, PLONGLONG Comparand,
    PKSPIN_LOCK Lock);
NTKERNELAPI VOID NTAPI ExInitializeRundownProtection(PEX_RUNDOWN_REF RunRef);
NTKERNELAPI VOID NTAPI ExReInitializeRundownProtection(PEX_RUNDOWN_REF RunRef);
NTKERNELAPI VOID NTAPI ExRundownCompleted(PEX_RUNDOWN_REF RunRef);
NTKERNELAPI SIZE_T NTAPI ExSizeOfRundownProtectionCacheAware(VOID);
NTKERNELAPI PVOID NTAPI
ExEnterCriticalRegionAndAcquireResourceShared(PERESOURCE Resource);
NTKERNELAPI PVOID NTAPI
ExEnterCriticalRegionAndAcquireResourceExclusive(PERESOURCE Resource);
NTKERNELAPI PVOID NTAPI
ExEnterCriticalRegionAndAcquireSharedWaitForExclusive(PERESOURCE Resource);
NTKERNELAPI VOID NTAPI
ExReleaseResourceAndLeaveCriticalRegion(PERESOURCE Resource);
NTKERNELAPI VOID NTAPI ExFlushLookasideListEx(PLOOKASIDE_LIST_EX Lookaside);
NTKERNELAPI VOID NTAPI ObUnRegisterCallbacks(PVOID RegistrationHandle);
NTKERNELAPI USHORT NTAPI ObGetFilterVersion(VOID);
NTKERNELAPI VOID NTAPI ObDereferenceObjectDeferDeleteWithTag(PVOID Object,
                                                             ULONG Tag);
NTKERNELAPI NTSTATUS NTAPI PsWrapApcWow64Thread(PVOID *ApcContext,
                                                PVOID *ApcRoutine);
NTKERNELAPI ULONG __cdecl DbgPrintReturnControlC(PCCH Format, ...);
NTKERNELAPI NTSTATUS NTAPI DbgQueryDebugFilterState(ULONG ComponentId,
                                                    ULONG Level);
NTKERNELAPI NTSTATUS NTAPI DbgSetDebugFilterState(ULONG ComponentId,
                                                  ULONG Level, BOOLEAN State);
NTKERNELAPI NTSTATUS NTAPI KdDisableDebugger(VOID);
NTKERNELAPI NTSTATUS NTAPI KdEnableDebugger(VOID);
NTKERNELAPI NTSTATUS NTAPI ZwSetInformationTransactionManager(
    HANDLE TmHandle,
    TRANSACTIONMANAGER_INFORMATION_CLASS TransactionManagerInformationClass,
    PVOID TransactionManagerInformation,
    ULONG TransactionManagerInformationLength);
NTKERNELAPI NTSTATUS NTAPI
ZwRecoverResourceManager(HANDLE ResourceManagerHandle);
NTKERNELAPI NTSTATUS NTAPI ZwSetInformationResourceManager(
    HANDLE ResourceManagerHandle,
    RESOURCEMANAGER_INFORMATION_CLASS ResourceManagerInformationClass,
    PVOID ResourceManagerInformation, ULONG ResourceManagerInformationLength);
NTKERNELAPI NTSTATUS NTAPI ZwRenameKey(HANDLE KeyHandle,
                                       PUNICODE_STRING NewName);
NTKERNELAPI VOID NTAPI IoFreeAdapterChannel(PADAPTER_OBJECT AdapterObject);
NTKERNELAPI BOOLEAN NTAPI IoFlushAdapterBuffers(PADAPTER_OBJECT AdapterObject,
                                                PMDL Mdl, PVOID MapRegisterBase,
                                                PVOID CurrentVa, ULONG Length,
                                                BOOLEAN WriteToDevice);
NTKERNELAPI VOID NTAPI IoFreeMapRegisters(PADAPTER_OBJECT AdapterObject,
                                          PVOID MapRegisterBase,
                                          ULONG NumberOfMapRegisters);
NTKERNELAPI NTSTATUS NTAPI HalAllocateAdapterChannel(
    PADAPTER_OBJECT AdapterObject, PWAIT_CONTEXT_BLOCK Wcb,
    ULONG NumberOfMapRegisters, PDRIVER_CONTROL ExecutionRoutine);
NTKERNELAPI BOOLEAN NTAPI HalMakeBeep(ULONG Frequency);
NTKERNELAPI PADAPTER_OBJECT NTAPI HalGetAdapter(
    PDEVICE_DESCRIPTION DeviceDescription, PULONG NumberOfMapRegisters);
NTKERNELAPI PVOID NTAPI HalAllocateCrashDumpRegisters(
    PADAPTER_OBJECT AdapterObject, PULONG NumberOfMapRegisters);
NTKERNELAPI ULONG NTAPI HalGetDmaAlignmentRequirement(VOID);
NTKERNELAPI PHYSICAL_ADDRESS NTAPI IoMapTransfer(PADAPTER_OBJECT AdapterObject,
                                                 PMDL Mdl,
                                                 PVOID MapRegisterBase,
                                                 PVOID CurrentVa, PULONG Length,
                                                 BOOLEAN WriteToDevice);
NTKERNELAPI PDEVICE_OBJECT NTAPI IoGetDeviceToVerify(PETHREAD Thread);
NTKERNELAPI VOID NTAPI IoCancelFileOpen(PDEVICE_OBJECT DeviceObject,
                                        PFILE_OBJECT FileObject);
NTKERNELAPI PIRP NTAPI IoMakeAssociatedIrp(PIRP Irp, CCHAR StackSize);
NTKERNELAPI NTSTATUS NTAPI IoAttachDeviceByPointer(PDEVICE_OBJECT SourceDevice,
                                                   PDEVICE_OBJECT TargetDevice);
NTKERNELAPI VOID NTAPI
IoSetHardErrorOrVerifyDevice(PIRP Irp, PDEVICE_OBJECT DeviceObject);
NTKERNELAPI BOOLEAN NTAPI IoSetThreadHardErrorMode(BOOLEAN EnableHardErrors);
NTKERNELAPI BOOLEAN NTAPI IoIsFileOriginRemote(PFILE_OBJECT FileObject);
NTKERNELAPI NTSTATUS NTAPI IoSetFileOrigin(PFILE_OBJECT FileObject,
                                           BOOLEAN Remote);
NTKERNELAPI NTSTATUS NTAPI
IoSetSystemPartition(PUNICODE_STRING VolumeNameString);
NTKERNELAPI NTSTATUS NTAPI IoVerifyPartitionTable(PDEVICE_OBJECT DeviceObject,
                                                  BOOLEAN FixErrors);
NTKERNELAPI NTSTATUS NTAPI IoCreateFileSpecifyDeviceObjectHint(
    PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
    POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
    PLARGE_INTEGER AllocationSize OPTIONAL, ULONG FileAttributes,
    ULONG ShareAccess, ULONG Disposition, ULONG CreateOptions,
    PVOID EaBuffer OPTIONAL, ULONG EaLength, CREATE_FILE_TYPE CreateFileType,
    PVOID InternalParameters OPTIONAL, ULONG Options,
    PVOID DeviceObject OPTIONAL);
NTKERNELAPI NTSTATUS NTAPI IoAttachDeviceToDeviceStackSafe(
    PDEVICE_OBJECT SourceDevice, PDEVICE_OBJECT TargetDevice,
    PDEVICE_OBJECT *AttachedToDeviceObject);
NTKERNELAPI ULONG NTAPI DbgPrompt(PCCH Prompt, PCH Response,
                                  ULONG MaximumResponseLength);
NTKERNELAPI VOID NTAPI KeInvalidateRangeAllCaches(PVOID BaseAddress,
                                                  ULONG Length);
NTKERNELAPI BOOLEAN NTAPI MmIsNonPagedSystemAddressValid(PVOID VirtualAddress);
NTKERNELAPI PVOID NTAPI
MmGetVirtualForPhysical(PHYSICAL_ADDRESS PhysicalAddress);
NTKERNELAPI NTSTATUS NTAPI MmMapUserAddressesToPage(PVOID BaseAddress,
                                                    SIZE_T NumberOfBytes,
                                                    PVOID PageAddress);
NTKERNELAPI PVOID NTAPI MmMapVideoDisplay(PHYSICAL_ADDRESS PhysicalAddress,
                                          SIZE_T NumberOfBytes,
                                          MEMORY_CACHING_TYPE CacheType);
NTKERNELAPI NTSTATUS NTAPI MmMapViewInSessionSpace(PVOID Section,
                                                   PVOID *MappedBase,
                                                   PSIZE_T ViewSize);
NTKERNELAPI NTSTATUS NTAPI MmMapViewInSystemSpace(PVOID Section,
                                                  PVOID *MappedBase,
                                                  PSIZE_T ViewSize);
NTKERNELAPI BOOLEAN NTAPI MmIsThisAnNtAsSystem(VOID);
NTKERNELAPI NTSTATUS NTAPI MmUnmapViewInSessionSpace(PVOID MappedBase);
NTKERNELAPI NTSTATUS NTAPI MmUnmapViewInSystemSpace(PVOID MappedBase);
NTKERNELAPI NTSTATUS NTAPI MmRemovePhysicalMemory(
    PPHYSICAL_ADDRESS StartAddress, PLARGE_INTEGER NumberOfBytes);
NTKERNELAPI VOID NTAPI MmUnmapVideoDisplay(PVOID BaseAddress,
                                           SIZE_T NumberOfBytes);
NTKERNELAPI NTSTATUS NTAPI MmAddPhysicalMemory(PPHYSICAL_ADDRESS StartAddress,
                                               PLARGE_INTEGER NumberOfBytes);
NTKERNELAPI NTSTATUS NTAPI MmCreateMirror(VOID);
NTKERNELAPI HANDLE NTAPI PsGetCurrentProcessId(VOID);
NTKERNELAPI HANDLE NTAPI PsGetCurrentThreadId(VOID);
NTKERNELAPI HANDLE NTAPI PsGetProcessId(PEPROCESS Process);
NTKERNELAPI HANDLE NTAPI PsGetThreadId(PETHREAD Thread);
NTKERNELAPI NTSTATUS NTAPI
PsRemoveCreateThreadNotifyRoutine(PCREATE_THREAD_NOTIFY_ROUTINE NotifyRoutine);
NTKERNELAPI LONGLONG NTAPI PsGetProcessCreateTimeQuadPart(PEPROCESS Process);
NTKERNELAPI HANDLE NTAPI PsGetThreadProcessId(PETHREAD Thread);
NTKERNELAPI BOOLEAN NTAPI PsSetCurrentThreadPrefetching(BOOLEAN Prefetching);
NTKERNELAPI BOOLEAN NTAPI PsIsCurrentThreadPrefetching(VOID);
NTKERNELAPI BOOLEAN NTAPI RtlPrefixUnicodeString(PCUNICODE_STRING String1,
                                                 PCUNICODE_STRING String2,
                                                 BOOLEAN CaseInSensitive);
NTKERNELAPI VOID NTAPI RtlUpperString(PSTRING DestinationString,
                                      const PSTRING SourceString);
NTKERNELAPI VOID NTAPI RtlMapGenericMask(PACCESS_MASK AccessMask,
                                         PGENERIC_MAPPING GenericMapping);
NTKERNELAPI NTSTATUS NTAPI RtlVolumeDeviceToDosName(PVOID VolumeDeviceObject,
                                                    PUNICODE_STRING DosName);
NTKERNELAPI VOID NTAPI RtlCopyString(PSTRING DestinationString,
                                     const PSTRING SourceString OPTIONAL);
NTKERNELAPI CHAR NTAPI RtlUpperChar(CHAR Character);
NTKERNELAPI ULONG NTAPI RtlWalkFrameChain(PVOID *Callers, ULONG Count,
                                          ULONG Flags);
NTKERNELAPI BOOLEAN NTAPI RtlGetProductInfo(ULONG OSMajorVersion,
                                            ULONG OSMinorVersion,
                                            ULONG SpMajorVersion,
                                            ULONG SpMinorVersion,
                                            PULONG ReturnedProductType);
NTKERNELAPI VOID NTAPI RtlGetCallersAddress(PVOID *CallersAddress,
                                            PVOID *CallersCaller);
NTKERNELAPI NTSTATUS NTAPI ZwDisplayString(PUNICODE_STRING String);

// Bus mastering: each calls the adapter's own operation.
NTSTATUS NTAPI AllocateAdapterChannel(PDMA_ADAPTER DmaAdapter,
                                      PDEVICE_OBJECT DeviceObject,
                                      ULONG NumberOfMapRegisters,
                                      PDRIVER_CONTROL ExecutionRoutine,
                                      PVOID Context);
PVOID NTAPI AllocateCommonBuffer(PDMA_ADAPTER DmaAdapter, ULONG Length,
                                 PPHYSICAL_ADDRESS LogicalAddress,
                                 BOOLEAN CacheEnabled);
BOOLEAN NTAPI FlushAdapterBuffers(PDMA_ADAPTER DmaAdapter, PMDL Mdl,
                                  PVOID MapRegisterBase, PVOID CurrentVa,
                                  ULONG Length, BOOLEAN WriteToDevice);
VOID NTAPI FreeAdapterChannel(PDMA_ADAPTER DmaAdapter);
VOID NTAPI FreeCommonBuffer(PDMA_ADAPTER DmaAdapter, ULONG Length,
                            PHYSICAL_ADDRESS LogicalAddress,
                            PVOID VirtualAddress, BOOLEAN CacheEnabled);
VOID NTAPI FreeMapRegisters(PDMA_ADAPTER DmaAdapter, PVOID MapRegisterBase,
                            ULONG NumberOfMapRegisters);
NTSTATUS NTAPI GetScatterGatherList(PDMA_ADAPTER DmaAdapter,
                                    PDEVICE_OBJECT DeviceObject, PMDL Mdl,
                                    PVOID CurrentVa, ULONG Length,
                                    PDRIVER_LIST_CONTROL ExecutionRoutine,
                                    PVOID Context, BOOLEAN WriteToDevice);
PHYSICAL_ADDRESS NTAPI MapTransfer(PDMA_ADAPTER DmaAdapter, PMDL Mdl,
                                   PVOID MapRegisterBase, PVOID CurrentVa,
                                   PULONG Length, BOOLEAN WriteToDevice);
VOID NTAPI PutDmaAdapter(PDMA_ADAPTER DmaAdapter);
VOID NTAPI PutScatterGatherList(PDMA_ADAPTER DmaAdapter,
                                PSCATTER_GATHER_LIST ScatterGather,
                                BOOLEAN WriteToDevice);
ULONG NTAPI ReadDmaCounter(PDMA_ADAPTER DmaAdapter);

// What others are macros over, or were before.
NTKERNELAPI VOID NTAPI KefAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock);
NTKERNELAPI KIRQL NTAPI KfAcquireSpinLock(PKSPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI KfReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql);
NTKERNELAPI KIRQL NTAPI KfRaiseIrql(KIRQL NewIrql);
NTKERNELAPI VOID NTAPI KfLowerIrql(KIRQL NewIrql);
NTKERNELAPI VOID NTAPI KeAcquireInStackQueuedSpinLockRaiseToSynch(
    PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle);
NTKERNELAPI ULONG NTAPI
KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors);
NTKERNELAPI VOID NTAPI ExInitializeSListHead(PSLIST_HEADER SListHead);
NTKERNELAPI VOID NTAPI InitializeSListHead(PSLIST_HEADER ListHead);
NTKERNELAPI PSLIST_ENTRY NTAPI InterlockedFlushSList(PSLIST_HEADER ListHead);
NTKERNELAPI PVOID NTAPI ExAllocatePoolPriorityUninitialized(
    POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag,
    EX_POOL_PRIORITY Priority);
NTKERNELAPI PVOID NTAPI ExAllocatePoolQuotaUninitialized(POOL_TYPE PoolType,
                                                         SIZE_T NumberOfBytes,
                                                         ULONG Tag);
VOID NTAPI RtlMoveVolatileMemory(PVOID Destination, PVOID Source,
                                 SIZE_T Length);
NTKERNELAPI NTSTATUS NTAPI NtPowerInformation(
    POWER_INFORMATION_LEVEL InformationLevel, PVOID InputBuffer,
    ULONG InputBufferLength, PVOID OutputBuffer, ULONG OutputBufferLength);
NTKERNELAPI NTSTATUS NTAPI ZwCreateKeyTransacted(
    PHANDLE KeyHandle, ACCESS_MASK DesiredAccess,
    POBJECT_ATTRIBUTES ObjectAttributes, ULONG TitleIndex,
    PUNICODE_STRING Class, ULONG CreateOptions, HANDLE TransactionHandle,
    PULONG Disposition);
NTKERNELAPI NTSTATUS NTAPI ZwSetInformationVirtualMemory(
    HANDLE ProcessHandle, ULONG InformationClass, ULONG_PTR NumberOfEntries,
    PVOID VirtualAddresses, PVOID Information, ULONG InformationLength);
NTKERNELAPI NTSTATUS NTAPI PsSetCreateProcessNotifyRoutineEx2(
    ULONG NotifyType, PVOID NotifyInformation, BOOLEAN Remove);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_DETAIL_KERNEL_MORE_H
