//===- Runtime.cpp - Memory, time and level for a driver ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// nt_memcpy and its kin are what a compiler makes of an assignment: the build
// of a driver renames them, because the C library's have another calling
// convention.
//
//===----------------------------------------------------------------------===//

#include "kernel/Export.h"
#include "loader/Driver.h"
#include <cstring>

using namespace miniport::simulator;

static void copy(void *To, const void *From, uint64_t Size) {
  checkAccess(From, Size, false);
  checkAccess(To, Size, true);
  memmove(To, From, Size);
}

static void fill(void *To, int Value, uint64_t Size) {
  checkAccess(To, Size, true);
  memset(To, Value, Size);
}

static int compare(const void *A, const void *B, uint64_t Size) {
  checkAccess(A, Size, false);
  checkAccess(B, Size, false);
  return memcmp(A, B, Size);
}

EXPORT void *nt_memcpy(void *To, const void *From, uint64_t Size) {
  copy(To, From, Size);
  return To;
}
EXPORT void *nt_memmove(void *To, const void *From, uint64_t Size) {
  copy(To, From, Size);
  return To;
}
EXPORT void *nt_memset(void *To, int Value, uint64_t Size) {
  fill(To, Value, Size);
  return To;
}
EXPORT int nt_memcmp(const void *A, const void *B, uint64_t Size) {
  return compare(A, B, Size);
}
EXPORT uint64_t nt_strlen(const char *Text) { return strlen(Text); }
EXPORT int nt_strcmp(const char *A, const char *B) { return strcmp(A, B); }
EXPORT int nt_strncmp(const char *A, const char *B, uint64_t N) {
  return strncmp(A, B, N);
}
EXPORT char *nt_strstr(const char *A, const char *B) {
  return const_cast<char *>(strstr(A, B));
}
EXPORT char *nt_strchr(const char *A, int C) {
  return const_cast<char *>(strchr(A, C));
}
EXPORT char *nt_strncpy(char *To, const char *From, uint64_t N) {
  return strncpy(To, From, N);
}

EXPORT void RtlCopyMemory(void *To, const void *From, uint64_t Size) {
  copy(To, From, Size);
}
EXPORT void RtlMoveMemory(void *To, const void *From, uint64_t Size) {
  copy(To, From, Size);
}
EXPORT void RtlCopyBytes(void *To, const void *From, uint64_t Size) {
  copy(To, From, Size);
}
EXPORT void RtlCopyMemoryNonTemporal(void *To, const void *From,
                                     uint64_t Size) {
  copy(To, From, Size);
}
EXPORT void RtlCopyVolatileMemory(void *To, const void *From, uint64_t Size) {
  copy(To, From, Size);
}
EXPORT void RtlFillMemory(void *To, uint64_t Size, int Value) {
  fill(To, Value, Size);
}
EXPORT void RtlFillBytes(void *To, uint64_t Size, int Value) {
  fill(To, Value, Size);
}
EXPORT void RtlZeroMemory(void *To, uint64_t Size) { fill(To, 0, Size); }
EXPORT void RtlZeroBytes(void *To, uint64_t Size) { fill(To, 0, Size); }
EXPORT void *RtlSecureZeroMemory(void *To, uint64_t Size) {
  fill(To, 0, Size);
  return To;
}
EXPORT uint64_t RtlCompareMemory(const void *A, const void *B, uint64_t Size) {
  checkAccess(A, Size, false);
  checkAccess(B, Size, false);
  uint64_t Same = 0;
  while (Same < Size && static_cast<const char *>(A)[Same] ==
                            static_cast<const char *>(B)[Same])
    ++Same;
  return Same;
}
EXPORT uint32_t RtlEqualMemory(const void *A, const void *B, uint64_t Size) {
  return compare(A, B, Size) == 0;
}
EXPORT uint16_t RtlUshortByteSwap(uint16_t Value) {
  return __builtin_bswap16(Value);
}
EXPORT uint32_t RtlUlongByteSwap(uint32_t Value) {
  return __builtin_bswap32(Value);
}
EXPORT uint64_t RtlUlonglongByteSwap(uint64_t Value) {
  return __builtin_bswap64(Value);
}

EXPORT void StorPortCopyMemory(void *To, const void *From, uint64_t Size) {
  copy(To, From, Size);
}
EXPORT void StorPortMoveMemory(void *To, void *From, uint32_t Size) {
  copy(To, From, Size);
}
EXPORT uint32_t StorPortSecureCopyMemory(void *To, uint64_t Room,
                                         const void *From, uint64_t Size) {
  if (Size > Room)
    return StorBufferTooSmall;
  copy(To, From, Size);
  return StorSuccess;
}
EXPORT void ScsiPortMoveMemory(void *To, void *From, uint32_t Size) {
  copy(To, From, Size);
}

// A routine of the kernel that a miniport may not call; what it answers is so.
EXPORT uint8_t KeGetCurrentIrql() {
  machine().spend(20);
  // The one record that rests on a rule: nothing breaks, but a miniport calls
  // its port driver and nobody else.
  machine().report("rule-prohibited-routine",
                   "KeGetCurrentIrql is the kernel's, not the port driver's");
  return machine().active()->Level;
}

// Others that public miniports call.
EXPORT uint32_t KeQueryActiveProcessorCountEx(uint16_t) {
  return machine().processors().size();
}
EXPORT uint32_t KeQueryMaximumProcessorCountEx(uint16_t) {
  return machine().processors().size();
}
EXPORT uint32_t KeGetCurrentProcessorNumberEx(void *) {
  return machine().active()->Number;
}
EXPORT uint64_t MmGetPhysicalAddress(void *Address) {
  uint64_t Length;
  machine().spend(50);
  return TheMemory->physical(reinterpret_cast<uint64_t>(Address), Length);
}
EXPORT void KeStallExecutionProcessor(uint32_t Microseconds) {
  machine().spend(uint64_t(Microseconds) * Microsecond);
}
EXPORT void KeBugCheck(uint32_t Code) {
  machine().fatal("bug-check", "the driver stops the system, code 0x" +
                                   llvm::Twine::utohexstr(Code));
}
EXPORT void KeBugCheckEx(uint32_t Code, uint64_t, uint64_t, uint64_t,
                         uint64_t) {
  KeBugCheck(Code);
}

EXPORT void KeMemoryBarrier() { machine().step(20); }
EXPORT void KeMemoryBarrierWithoutFence() {}
EXPORT void MemoryBarrier() { machine().step(20); }
EXPORT void MemoryFence() { machine().step(20); }
EXPORT void LoadFence() { machine().step(10); }
EXPORT void StoreFence() { machine().step(10); }
EXPORT void YieldProcessor() { machine().spend(40); }
EXPORT void PauseProcessor() { machine().spend(40); }
EXPORT uint64_t ReadTimeStampCounter() { return machine().now() * 3; }
EXPORT void StorPortPauseProcessor() { machine().spend(40); }
EXPORT uint32_t DbgPrint(const char *, ...) {
  machine().spend(1000);
  return 0;
}
EXPORT uint32_t DbgPrintEx(uint32_t, uint32_t, const char *, ...) {
  machine().spend(1000);
  return 0;
}
EXPORT uint8_t BitScanForward(uint32_t *Index, uint32_t Mask) {
  if (Mask)
    *Index = __builtin_ctz(Mask);
  return Mask != 0;
}
EXPORT uint8_t BitScanReverse(uint32_t *Index, uint32_t Mask) {
  if (Mask)
    *Index = 31 - __builtin_clz(Mask);
  return Mask != 0;
}
EXPORT uint8_t BitScanForward64(uint32_t *Index, uint64_t Mask) {
  if (Mask)
    *Index = __builtin_ctzll(Mask);
  return Mask != 0;
}
EXPORT uint8_t BitScanReverse64(uint32_t *Index, uint64_t Mask) {
  if (Mask)
    *Index = 63 - __builtin_clzll(Mask);
  return Mask != 0;
}
