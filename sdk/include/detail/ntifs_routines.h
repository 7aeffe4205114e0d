//===- ntifs_routines.h - routines of ntifs.h -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_NTIFS_ROUTINES_H
#define MINIPORT_SDK_DETAIL_NTIFS_ROUTINES_H

#include "kernel_opaque.h"

#ifdef __cplusplus
extern "C" {
#endif

NTKERNELAPI NTSTATUS NTAPI
ZwFsControlFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
                PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
                ULONG FsControlCode, PVOID InputBuffer, ULONG InputBufferLength,
                PVOID OutputBuffer, ULONG OutputBufferLength);
NTKERNELAPI NTSTATUS NTAPI ZwDeleteFile(POBJECT_ATTRIBUTES ObjectAttributes);
NTKERNELAPI NTSTATUS NTAPI ZwCreateEvent(PHANDLE EventHandle,
                                         ACCESS_MASK DesiredAccess,
                                         POBJECT_ATTRIBUTES ObjectAttributes,
                                         EVENT_TYPE EventType,
                                         BOOLEAN InitialState);
NTKERNELAPI NTSTATUS NTAPI ZwSetEvent(HANDLE EventHandle, PLONG PreviousState);
NTKERNELAPI NTSTATUS NTAPI ZwWaitForSingleObject(HANDLE Handle,
                                                 BOOLEAN Alertable,
                                                 PLARGE_INTEGER Timeout);
NTKERNELAPI NTSTATUS NTAPI ZwAllocateVirtualMemory(
    HANDLE ProcessHandle, PVOID *BaseAddress, ULONG_PTR ZeroBits,
    PSIZE_T RegionSize, ULONG AllocationType, ULONG Protect);
NTKERNELAPI NTSTATUS NTAPI ZwFreeVirtualMemory(HANDLE ProcessHandle,
                                               PVOID *BaseAddress,
                                               PSIZE_T RegionSize,
                                               ULONG FreeType);
NTKERNELAPI NTSTATUS NTAPI ZwFlushBuffersFile(HANDLE FileHandle,
                                              PIO_STATUS_BLOCK IoStatusBlock);
NTKERNELAPI NTSTATUS NTAPI ZwQueryDirectoryFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
    PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock, PVOID FileInformation,
    ULONG Length, FILE_INFORMATION_CLASS FileInformationClass,
    BOOLEAN ReturnSingleEntry, PUNICODE_STRING FileName, BOOLEAN RestartScan);
NTKERNELAPI USHORT NTAPI RtlCaptureStackBackTrace(ULONG FramesToSkip,
                                                  ULONG FramesToCapture,
                                                  PVOID *BackTrace,
                                                  PULONG BackTraceHash);
NTKERNELAPI VOID NTAPI RtlCaptureContext(PCONTEXT ContextRecord);
NTKERNELAPI NTSTATUS NTAPI NtAllocateVirtualMemory(
    HANDLE ProcessHandle, PVOID *BaseAddress, ULONG_PTR ZeroBits,
    PSIZE_T RegionSize, ULONG AllocationType, ULONG Protect);
NTKERNELAPI NTSTATUS NTAPI NtClose(HANDLE Handle);
NTKERNELAPI NTSTATUS NTAPI
NtCreateFile(PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
             POBJECT_ATTRIBUTES ObjectAttributes,
             PIO_STATUS_BLOCK IoStatusBlock, PLARGE_INTEGER AllocationSize,
             ULONG FileAttributes, ULONG ShareAccess, ULONG CreateDisposition,
             ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength);
NTKERNELAPI NTSTATUS NTAPI NtDeviceIoControlFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
    PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock, ULONG IoControlCode,
    PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
    ULONG OutputBufferLength);
NTKERNELAPI NTSTATUS NTAPI NtDuplicateToken(HANDLE ExistingTokenHandle,
                                            ACCESS_MASK DesiredAccess,
                                            POBJECT_ATTRIBUTES ObjectAttributes,
                                            BOOLEAN EffectiveOnly,
                                            TOKEN_TYPE TokenType,
                                            PHANDLE NewTokenHandle);
NTKERNELAPI NTSTATUS NTAPI NtFreeVirtualMemory(HANDLE ProcessHandle,
                                               PVOID *BaseAddress,
                                               PSIZE_T RegionSize,
                                               ULONG FreeType);
NTKERNELAPI NTSTATUS NTAPI
NtFsControlFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
                PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
                ULONG FsControlCode, PVOID InputBuffer, ULONG InputBufferLength,
                PVOID OutputBuffer, ULONG OutputBufferLength);
NTKERNELAPI NTSTATUS NTAPI
NtLockFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
           PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
           PLARGE_INTEGER ByteOffset, PLARGE_INTEGER Length, ULONG Key,
           BOOLEAN FailImmediately, BOOLEAN ExclusiveLock);
NTKERNELAPI NTSTATUS NTAPI NtOpenFile(PHANDLE FileHandle,
                                      ACCESS_MASK DesiredAccess,
                                      POBJECT_ATTRIBUTES ObjectAttributes,
                                      PIO_STATUS_BLOCK IoStatusBlock,
                                      ULONG ShareAccess, ULONG OpenOptions);
NTKERNELAPI NTSTATUS NTAPI NtOpenProcessTokenEx(HANDLE ProcessHandle,
                                                ACCESS_MASK DesiredAccess,
                                                ULONG HandleAttributes,
                                                PHANDLE TokenHandle);
NTKERNELAPI NTSTATUS NTAPI NtOpenThreadTokenEx(HANDLE ThreadHandle,
                                               ACCESS_MASK DesiredAccess,
                                               BOOLEAN OpenAsSelf,
                                               ULONG HandleAttributes,
                                               PHANDLE TokenHandle);
NTKERNELAPI NTSTATUS NTAPI NtQueryDirectoryFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
    PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock, PVOID FileInformation,
    ULONG Length, FILE_INFORMATION_CLASS FileInformationClass,
    BOOLEAN ReturnSingleEntry, PUNICODE_STRING FileName, BOOLEAN RestartScan);
NTKERNELAPI NTSTATUS NTAPI NtQueryInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FileInformation,
    ULONG Length, FILE_INFORMATION_CLASS FileInformationClass);
NTKERNELAPI NTSTATUS NTAPI NtQueryInformationToken(
    HANDLE TokenHandle, TOKEN_INFORMATION_CLASS TokenInformationClass,
    PVOID TokenInformation, ULONG TokenInformationLength, PULONG ReturnLength);
NTKERNELAPI NTSTATUS NTAPI
NtQueryObject(HANDLE Handle, OBJECT_INFORMATION_CLASS ObjectInformationClass,
              PVOID ObjectInformation, ULONG ObjectInformationLength,
              PULONG ReturnLength);
NTKERNELAPI NTSTATUS NTAPI NtQueryQuotaInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID Buffer,
    ULONG Length, BOOLEAN ReturnSingleEntry, PVOID SidList, ULONG SidListLength,
    PSID StartSid, BOOLEAN RestartScan);
NTKERNELAPI NTSTATUS NTAPI NtQuerySecurityObject(
    HANDLE Handle, SECURITY_INFORMATION SecurityInformation,
    PSECURITY_DESCRIPTOR SecurityDescriptor, ULONG Length, PULONG LengthNeeded);
NTKERNELAPI NTSTATUS NTAPI NtQueryVolumeInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FsInformation,
    ULONG Length, FS_INFORMATION_CLASS FsInformationClass);
NTKERNELAPI NTSTATUS NTAPI NtReadFile(HANDLE FileHandle, HANDLE Event,
                                      PIO_APC_ROUTINE ApcRoutine,
                                      PVOID ApcContext,
                                      PIO_STATUS_BLOCK IoStatusBlock,
                                      PVOID Buffer, ULONG Length,
                                      PLARGE_INTEGER ByteOffset, PULONG Key);
NTKERNELAPI NTSTATUS NTAPI NtSetInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FileInformation,
    ULONG Length, FILE_INFORMATION_CLASS FileInformationClass);
NTKERNELAPI NTSTATUS NTAPI NtSetInformationThread(
    HANDLE ThreadHandle, THREADINFOCLASS ThreadInformationClass,
    PVOID ThreadInformation, ULONG ThreadInformationLength);
NTKERNELAPI NTSTATUS NTAPI NtSetInformationToken(
    HANDLE TokenHandle, TOKEN_INFORMATION_CLASS TokenInformationClass,
    PVOID TokenInformation, ULONG TokenInformationLength);
NTKERNELAPI NTSTATUS NTAPI
NtSetQuotaInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
                          PVOID Buffer, ULONG Length);
NTKERNELAPI NTSTATUS NTAPI
NtSetSecurityObject(HANDLE Handle, SECURITY_INFORMATION SecurityInformation,
                    PSECURITY_DESCRIPTOR SecurityDescriptor);
NTKERNELAPI NTSTATUS NTAPI NtUnlockFile(HANDLE FileHandle,
                                        PIO_STATUS_BLOCK IoStatusBlock,
                                        PLARGE_INTEGER ByteOffset,
                                        PLARGE_INTEGER Length, ULONG Key);
NTKERNELAPI NTSTATUS NTAPI NtWriteFile(HANDLE FileHandle, HANDLE Event,
                                       PIO_APC_ROUTINE ApcRoutine,
                                       PVOID ApcContext,
                                       PIO_STATUS_BLOCK IoStatusBlock,
                                       PVOID Buffer, ULONG Length,
                                       PLARGE_INTEGER ByteOffset, PULONG Key);
NTKERNELAPI NTSTATUS NTAPI ZwDuplicateToken(HANDLE ExistingTokenHandle,
                                            ACCESS_MASK DesiredAccess,
                                            POBJECT_ATTRIBUTES ObjectAttributes,
                                            BOOLEAN EffectiveOnly,
                                            TOKEN_TYPE TokenType,
                                            PHANDLE NewTokenHandle);
NTKERNELAPI NTSTATUS NTAPI
ZwLockFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
           PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
           PLARGE_INTEGER ByteOffset, PLARGE_INTEGER Length, ULONG Key,
           BOOLEAN FailImmediately, BOOLEAN ExclusiveLock);
NTKERNELAPI NTSTATUS NTAPI ZwNotifyChangeKey(
    HANDLE KeyHandle, HANDLE EventHandle, PIO_APC_ROUTINE ApcRoutine,
    PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock, ULONG NotifyFilter,
    BOOLEAN WatchSubtree, PVOID Buffer, ULONG BufferLength,
    BOOLEAN Asynchronous);
NTKERNELAPI NTSTATUS NTAPI
ZwOpenDirectoryObject(PHANDLE DirectoryHandle, ACCESS_MASK DesiredAccess,
                      POBJECT_ATTRIBUTES ObjectAttributes);
NTKERNELAPI NTSTATUS NTAPI ZwOpenProcessTokenEx(HANDLE ProcessHandle,
                                                ACCESS_MASK DesiredAccess,
                                                ULONG HandleAttributes,
                                                PHANDLE TokenHandle);
NTKERNELAPI NTSTATUS NTAPI ZwOpenThreadTokenEx(HANDLE ThreadHandle,
                                               ACCESS_MASK DesiredAccess,
                                               BOOLEAN OpenAsSelf,
                                               ULONG HandleAttributes,
                                               PHANDLE TokenHandle);
NTKERNELAPI NTSTATUS NTAPI ZwQueryEaFile(HANDLE FileHandle,
                                         PIO_STATUS_BLOCK IoStatusBlock,
                                         PVOID Buffer, ULONG Length,
                                         BOOLEAN ReturnSingleEntry,
                                         PVOID EaList, ULONG EaListLength,
                                         PULONG EaIndex, BOOLEAN RestartScan);
NTKERNELAPI NTSTATUS NTAPI ZwQueryInformationToken(
    HANDLE TokenHandle, TOKEN_INFORMATION_CLASS TokenInformationClass,
    PVOID TokenInformation, ULONG Length, PULONG ResultLength);
NTKERNELAPI NTSTATUS NTAPI
ZwQueryObject(HANDLE Handle, OBJECT_INFORMATION_CLASS ObjectInformationClass,
              PVOID ObjectInformation, ULONG ObjectInformationLength,
              PULONG ReturnLength);
NTKERNELAPI NTSTATUS NTAPI ZwQueryQuotaInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID Buffer,
    ULONG Length, BOOLEAN ReturnSingleEntry, PVOID SidList, ULONG SidListLength,
    PSID StartSid, BOOLEAN RestartScan);
NTKERNELAPI NTSTATUS NTAPI ZwQuerySecurityObject(
    HANDLE FileHandle, SECURITY_INFORMATION SecurityInformation,
    PSECURITY_DESCRIPTOR SecurityDescriptor, ULONG Length, PULONG ResultLength);
NTKERNELAPI NTSTATUS NTAPI ZwSetEaFile(HANDLE FileHandle,
                                       PIO_STATUS_BLOCK IoStatusBlock,
                                       PVOID Buffer, ULONG Length);
NTKERNELAPI NTSTATUS NTAPI ZwSetInformationToken(
    HANDLE TokenHandle, TOKEN_INFORMATION_CLASS TokenInformationClass,
    PVOID TokenInformation, ULONG TokenInformationLength);
NTKERNELAPI NTSTATUS NTAPI
ZwSetQuotaInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
                          PVOID Buffer, ULONG Length);
NTKERNELAPI NTSTATUS NTAPI
ZwSetSecurityObject(HANDLE Handle, SECURITY_INFORMATION SecurityInformation,
                    PSECURITY_DESCRIPTOR SecurityDescriptor);
NTKERNELAPI NTSTATUS NTAPI ZwSetVolumeInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FsInformation,
    ULONG Length, FS_INFORMATION_CLASS FsInformationClass);
NTKERNELAPI NTSTATUS NTAPI ZwUnlockFile(HANDLE FileHandle,
                                        PIO_STATUS_BLOCK IoStatusBlock,
                                        PLARGE_INTEGER ByteOffset,
                                        PLARGE_INTEGER Length, ULONG Key);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_DETAIL_NTIFS_ROUTINES_H
