//===- memory.h - RtlXxxMemory and their kin as functions -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SDK_DETAIL_MEMORY_H
#define MINIPORT_SDK_DETAIL_MEMORY_H

#include "../ntdef.h"

// Macros over memset and its kin in the original; functions here, so that a
// call is seen by its own name.

#ifdef __cplusplus
extern "C" {
#endif

NTSYSAPI VOID NTAPI RtlCopyMemory(VOID *Destination, const VOID *Source,
                                  SIZE_T Length);
NTSYSAPI VOID NTAPI RtlMoveMemory(VOID *Destination, const VOID *Source,
                                  SIZE_T Length);
NTSYSAPI VOID NTAPI RtlCopyBytes(VOID *Destination, const VOID *Source,
                                 SIZE_T Length);
NTSYSAPI VOID NTAPI RtlCopyMemoryNonTemporal(VOID *Destination,
                                             const VOID *Source, SIZE_T Length);
NTSYSAPI VOID NTAPI RtlCopyVolatileMemory(volatile VOID *Destination,
                                          const volatile VOID *Source,
                                          SIZE_T Length);
NTSYSAPI VOID NTAPI RtlFillMemory(VOID *Destination, SIZE_T Length, int Fill);
NTSYSAPI VOID NTAPI RtlFillBytes(VOID *Destination, SIZE_T Length, int Fill);
NTSYSAPI VOID NTAPI RtlZeroMemory(VOID *Destination, SIZE_T Length);
NTSYSAPI VOID NTAPI RtlZeroBytes(VOID *Destination, SIZE_T Length);
NTSYSAPI PVOID NTAPI RtlSecureZeroMemory(PVOID Pointer, SIZE_T Size);
NTSYSAPI SIZE_T NTAPI RtlCompareMemory(const VOID *Source1, const VOID *Source2,
                                       SIZE_T Length);
NTSYSAPI SIZE_T NTAPI RtlCompareMemoryUlong(PVOID Source, SIZE_T Length,
                                            ULONG Pattern);
NTSYSAPI LOGICAL NTAPI RtlEqualMemory(const VOID *Source1, const VOID *Source2,
                                      SIZE_T Length);
NTSYSAPI USHORT NTAPI RtlUshortByteSwap(USHORT Source);
NTSYSAPI ULONG NTAPI RtlUlongByteSwap(ULONG Source);
NTSYSAPI ULONGLONG NTAPI RtlUlonglongByteSwap(ULONGLONG Source);

#ifdef __cplusplus
}
#endif

#endif // MINIPORT_SDK_DETAIL_MEMORY_H
