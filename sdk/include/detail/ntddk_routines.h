//===- ntddk_routines.h - routines of ntddk.h -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_NTDDK_ROUTINES_H
#define MINIPORT_SDK_DETAIL_NTDDK_ROUTINES_H

#include "kernel_opaque.h"

#ifdef __cplusplus
extern "C" {
#endif

NTKERNELAPI VOID NTAPI KeGenericCallDpc(PKDEFERRED_ROUTINE Routine,
                                        PVOID Context);
NTKERNELAPI LONG NTAPI KePulseEvent(PRKEVENT Event, KPRIORITY Increment,
                                    BOOLEAN Wait);
NTKERNELAPI ULONG NTAPI KeGetCurrentProcessorNumber(VOID);
NTKERNELAPI LONG NTAPI KeSetBasePriorityThread(PRKTHREAD Thread,
                                               LONG Increment);
NTKERNELAPI VOID NTAPI KeBugCheck(ULONG BugCheckCode);
NTKERNELAPI BOOLEAN NTAPI KeInvalidateAllCaches(VOID);
NTKERNELAPI NTSTATUS NTAPI KeExpandKernelStackAndCallout(
    PEXPAND_STACK_CALLOUT Callout, PVOID Parameter, SIZE_T Size);
NTKERNELAPI NTSTATUS NTAPI ExUuidCreate(UUID *Uuid);
NTKERNELAPI PVOID NTAPI MmAllocateNonCachedMemory(SIZE_T NumberOfBytes);
NTKERNELAPI VOID NTAPI MmFreeNonCachedMemory(PVOID BaseAddress,
                                             SIZE_T NumberOfBytes);
NTKERNELAPI PHYSICAL_ADDRESS NTAPI MmGetPhysicalAddress(PVOID BaseAddress);
NTKERNELAPI BOOLEAN NTAPI MmIsAddressValid(PVOID VirtualAddress);
NTKERNELAPI NTSTATUS NTAPI MmCopyMemory(PVOID TargetAddress,
                                        MM_COPY_ADDRESS SourceAddress,
                                        SIZE_T NumberOfBytes, ULONG Flags,
                                        PSIZE_T NumberOfBytesTransferred);
NTKERNELAPI VOID NTAPI IoAllocateController(PCONTROLLER_OBJECT ControllerObject,
                                            PDEVICE_OBJECT DeviceObject,
                                            PDRIVER_CONTROL ExecutionRoutine,
                                            PVOID Context);
NTKERNELAPI VOID NTAPI IoFreeController(PCONTROLLER_OBJECT ControllerObject);
NTKERNELAPI NTSTATUS NTAPI IoReportDetectedDevice(
    PDRIVER_OBJECT DriverObject, INTERFACE_TYPE LegacyBusType, ULONG BusNumber,
    ULONG SlotNumber, PCM_RESOURCE_LIST ResourceList,
    PIO_RESOURCE_REQUIREMENTS_LIST ResourceRequirements,
    BOOLEAN ResourceAssigned, PDEVICE_OBJECT *DeviceObject);
NTKERNELAPI NTSTATUS NTAPI IoAllocateAdapterChannel(
    PADAPTER_OBJECT AdapterObject, PDEVICE_OBJECT DeviceObject,
    ULONG NumberOfMapRegisters, PDRIVER_CONTROL ExecutionRoutine,
    PVOID Context);
NTKERNELAPI VOID NTAPI IoRegisterDriverReinitialization(
    PDRIVER_OBJECT DriverObject,
    PDRIVER_REINITIALIZE DriverReinitializationRoutine, PVOID Context);
NTKERNELAPI VOID NTAPI IoRaiseHardError(PIRP Irp, PVPB Vpb,
                                        PDEVICE_OBJECT RealDeviceObject);
NTKERNELAPI NTSTATUS NTAPI IoVolumeDeviceToDosName(PVOID VolumeDeviceObject,
                                                   PUNICODE_STRING DosName);
NTKERNELAPI NTSTATUS NTAPI ZwDeviceIoControlFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
    PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock, ULONG IoControlCode,
    PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
    ULONG OutputBufferLength);
NTKERNELAPI NTSTATUS NTAPI ZwPowerInformation(
    POWER_INFORMATION_LEVEL PowerInformationLevel, PVOID InputBuffer,
    ULONG InputBufferLength, PVOID OutputBuffer, ULONG OutputBufferLength);
NTKERNELAPI NTSTATUS NTAPI PsSetCreateProcessNotifyRoutine(
    PCREATE_PROCESS_NOTIFY_ROUTINE NotifyRoutine, BOOLEAN Remove);
NTKERNELAPI NTSTATUS NTAPI
PsSetLoadImageNotifyRoutine(PLOAD_IMAGE_NOTIFY_ROUTINE NotifyRoutine);
NTKERNELAPI BOOLEAN NTAPI RtlEqualString(const PSTRING String1,
                                         const PSTRING String2,
                                         BOOLEAN CaseInSensitive);
NTKERNELAPI LONG NTAPI RtlCompareString(const PSTRING String1,
                                        const PSTRING String2,
                                        BOOLEAN CaseInSensitive);
NTKERNELAPI NTSTATUS NTAPI RtlCharToInteger(PCSZ String, ULONG Base,
                                            PULONG Value);
NTKERNELAPI NTSTATUS NTAPI RtlUpcaseUnicodeString(
    PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString,
    BOOLEAN AllocateDestinationString);
NTKERNELAPI ULONG NTAPI HalGetBusDataByOffset(BUS_DATA_TYPE BusDataType,
                                              ULONG BusNumber, ULONG SlotNumber,
                                              PVOID Buffer, ULONG Offset,
                                              ULONG Length);
NTKERNELAPI ULONG NTAPI HalSetBusDataByOffset(BUS_DATA_TYPE BusDataType,
                                              ULONG BusNumber, ULONG SlotNumber,
                                              PVOID Buffer, ULONG Offset,
                                              ULONG Length);
NTKERNELAPI BOOLEAN NTAPI SeSinglePrivilegeCheck(LUID PrivilegeValue,
                                                 KPROCESSOR_MODE PreviousMode);
NTKERNELAPI VOID NTAPI ExRaiseAccessViolation(VOID);
NTKERNELAPI VOID NTAPI ExRaiseDatatypeMisalignment(VOID);
NTKERNELAPI VOID NTAPI HalExamineMBR(PDEVICE_OBJECT DeviceObject,
                                     ULONG SectorSize, ULONG MBRTypeIdentifier,
                                     PVOID *Buffer);
NTKERNELAPI PCONTROLLER_OBJECT NTAPI IoCreateController(ULONG Size);
NTKERNELAPI VOID NTAPI IoDeleteController(PCONTROLLER_OBJECT ControllerObject);
NTKERNELAPI
    PCONFIGURATION_INFORMATION NTAPI IoGetConfigurationInformation(VOID);
NTKERNELAPI PGENERIC_MAPPING NTAPI IoGetFileObjectGenericMapping(VOID);
NTKERNELAPI BOOLEAN NTAPI IoRaiseInformationalHardError(NTSTATUS ErrorStatus,
                                                        PUNICODE_STRING String,
                                                        PKTHREAD Thread);
NTKERNELAPI NTSTATUS NTAPI
IoReadPartitionTable(PDEVICE_OBJECT DeviceObject, ULONG SectorSize,
                     BOOLEAN ReturnRecognizedPartitions,
                     struct _DRIVE_LAYOUT_INFORMATION **PartitionBuffer);
NTKERNELAPI NTSTATUS NTAPI
IoReadPartitionTableEx(PDEVICE_OBJECT DeviceObject,
                       struct _DRIVE_LAYOUT_INFORMATION_EX **PartitionBuffer);
NTKERNELAPI VOID NTAPI IoRegisterBootDriverReinitialization(
    PDRIVER_OBJECT DriverObject,
    PDRIVER_REINITIALIZE DriverReinitializationRoutine, PVOID Context);
NTKERNELAPI NTSTATUS NTAPI
IoSetPartitionInformation(PDEVICE_OBJECT DeviceObject, ULONG SectorSize,
                          ULONG PartitionNumber, ULONG PartitionType);
NTKERNELAPI NTSTATUS NTAPI IoSetPartitionInformationEx(
    PDEVICE_OBJECT DeviceObject, ULONG PartitionNumber,
    struct _SET_PARTITION_INFORMATION_EX *PartitionInfo);
NTKERNELAPI NTSTATUS NTAPI IoWritePartitionTable(
    PDEVICE_OBJECT DeviceObject, ULONG SectorSize, ULONG SectorsPerTrack,
    ULONG NumberOfHeads, struct _DRIVE_LAYOUT_INFORMATION *PartitionBuffer);
NTKERNELAPI NTSTATUS NTAPI
IoWritePartitionTableEx(PDEVICE_OBJECT DeviceObject,
                        struct _DRIVE_LAYOUT_INFORMATION_EX *DriveLayout);
NTKERNELAPI VOID NTAPI MmLockPagableSectionByHandle(PVOID ImageSectionHandle);
NTKERNELAPI HANDLE NTAPI MmSecureVirtualMemory(PVOID Address, SIZE_T Size,
                                               ULONG ProbeMode);
NTKERNELAPI VOID NTAPI MmUnsecureVirtualMemory(HANDLE SecureHandle);
NTKERNELAPI NTSTATUS NTAPI NtOpenProcess(PHANDLE ProcessHandle,
                                         ACCESS_MASK DesiredAccess,
                                         POBJECT_ATTRIBUTES ObjectAttributes,
                                         PCLIENT_ID ClientId);
NTKERNELAPI NTSTATUS NTAPI
PsRemoveLoadImageNotifyRoutine(PLOAD_IMAGE_NOTIFY_ROUTINE NotifyRoutine);
NTKERNELAPI NTSTATUS NTAPI PsSetCreateProcessNotifyRoutineEx(
    PCREATE_PROCESS_NOTIFY_ROUTINE_EX NotifyRoutine, BOOLEAN Remove);
NTKERNELAPI NTSTATUS NTAPI
PsSetCreateThreadNotifyRoutine(PCREATE_THREAD_NOTIFY_ROUTINE NotifyRoutine);
NTKERNELAPI NTSTATUS NTAPI ZwAllocateLocallyUniqueId(PLUID Luid);
NTKERNELAPI NTSTATUS NTAPI ZwOpenProcess(PHANDLE ProcessHandle,
                                         ACCESS_MASK DesiredAccess,
                                         POBJECT_ATTRIBUTES ObjectAttributes,
                                         PCLIENT_ID ClientId);
NTKERNELAPI NTSTATUS NTAPI ZwQueryVolumeInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FsInformation,
    ULONG Length, FS_INFORMATION_CLASS FsInformationClass);
NTKERNELAPI NTSTATUS NTAPI ZwSetInformationThread(
    HANDLE ThreadHandle, THREADINFOCLASS ThreadInformationClass,
    PVOID ThreadInformation, ULONG ThreadInformationLength);
NTKERNELAPI NTSTATUS NTAPI ZwTerminateProcess(HANDLE ProcessHandle,
                                              NTSTATUS ExitStatus);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_DETAIL_NTDDK_ROUTINES_H
