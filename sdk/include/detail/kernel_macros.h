//===- kernel_macros.h - routines that are macros in the original, and constants ---===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_KERNEL_MACROS_H
#define MINIPORT_SDK_DETAIL_KERNEL_MACROS_H

#include "kernel_routines.h"

#ifdef __cplusplus
extern "C" {
#endif

NTKERNELAPI LONG_PTR NTAPI ObReferenceObjectWithTag(PVOID Object, ULONG Tag);
NTKERNELAPI LONG_PTR NTAPI ObDereferenceObjectWithTag(PVOID Object, ULONG Tag);
NTKERNELAPI NTSTATUS NTAPI IoAssignArcName(PUNICODE_STRING ArcName,
                                           PUNICODE_STRING DeviceName);
NTKERNELAPI NTSTATUS NTAPI IoDeassignArcName(PUNICODE_STRING ArcName);
NTKERNELAPI NTSTATUS NTAPI MmAllocateContiguousMemoryEx(
    PSIZE_T NumberOfBytes, PHYSICAL_ADDRESS LowestAcceptableAddress,
    PHYSICAL_ADDRESS HighestAcceptableAddress,
    PHYSICAL_ADDRESS BoundaryAddressMultiple, NODE_REQUIREMENT PreferredNode,
    ULONG Protect, PVOID PartitionObject, ULONG Tag, ULONG Flags,
    PVOID *BaseAddress);
NTKERNELAPI BOOLEAN NTAPI KeIsExecutingDpc(VOID);

extern PBOOLEAN KdDebuggerEnabled;
extern PBOOLEAN KdDebuggerNotPresent;
#define KD_DEBUGGER_ENABLED (*KdDebuggerEnabled)
#define KD_DEBUGGER_NOT_PRESENT (*KdDebuggerNotPresent)

#ifdef __cplusplus
}
#endif

#define PAGE_NOACCESS 0x01
#define PAGE_READONLY 0x02
#define PAGE_READWRITE 0x04
#define PAGE_NOCACHE 0x200

#define NonPagedPoolNxOptIn NonPagedPoolNx
#define EXCEPTION_MAXIMUM_PARAMETERS 15

#endif // MINIPORT_SDK_DETAIL_KERNEL_MACROS_H
