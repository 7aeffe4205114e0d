//===- inline.c - What the kit's headers have inline ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// sdk/ declares every routine as a function, so that an analyser sees each call
// by its own name. In the kit many of them are inline functions over the two
// dispatch routines of storport.sys, and the interlocked ones are the
// processor's. An image needs them: here they are, as their pages describe
// them. This is no part of the driver.
//
//===----------------------------------------------------------------------===//

#include <miniport.h>

#include <storport.h>

VOID StorPortAcquireSpinLock(PVOID DeviceExtension, STOR_SPINLOCK SpinLock,
                             PVOID LockContext, PSTOR_LOCK_HANDLE LockHandle) {
  StorPortNotification(AcquireSpinLock, DeviceExtension, SpinLock, LockContext,
                       LockHandle);
}

VOID StorPortReleaseSpinLock(PVOID DeviceExtension,
                             PSTOR_LOCK_HANDLE LockHandle) {
  StorPortNotification(ReleaseSpinLock, DeviceExtension, LockHandle);
}

VOID StorPortInitializeDpc(PVOID DeviceExtension, PSTOR_DPC Dpc,
                           PHW_DPC_ROUTINE HwDpcRoutine) {
  StorPortNotification(InitializeDpc, DeviceExtension, Dpc, HwDpcRoutine);
}

BOOLEAN StorPortIssueDpc(PVOID DeviceExtension, PSTOR_DPC Dpc,
                         PVOID SystemArgument1, PVOID SystemArgument2) {
  LONG Queued = FALSE;

  StorPortNotification(IssueDpc, DeviceExtension, Dpc, SystemArgument1,
                       SystemArgument2, &Queued);
  return (BOOLEAN)Queued;
}

BOOLEAN StorPortEnablePassiveInitialization(
    PVOID DeviceExtension,
    PHW_PASSIVE_INITIALIZE_ROUTINE HwPassiveInitializeRoutine) {
  LONG Accepted = FALSE;

  StorPortNotification(EnablePassiveInitialization, DeviceExtension,
                       HwPassiveInitializeRoutine, &Accepted);
  return (BOOLEAN)Accepted;
}

ULONG StorPortAcquireMSISpinLock(PVOID HwDeviceExtension, ULONG MessageId,
                                 PULONG OldIrql) {
  return StorPortExtendedFunction(ExtFunctionAcquireMSISpinLock,
                                  HwDeviceExtension, MessageId, OldIrql);
}

ULONG StorPortReleaseMSISpinLock(PVOID HwDeviceExtension, ULONG MessageId,
                                 ULONG OldIrql) {
  return StorPortExtendedFunction(ExtFunctionReleaseMSISpinLock,
                                  HwDeviceExtension, MessageId, OldIrql);
}

ULONG StorPortGetMSIInfo(PVOID HwDeviceExtension, ULONG MessageId,
                         PMESSAGE_INTERRUPT_INFORMATION InterruptInfo) {
  return StorPortExtendedFunction(ExtFunctionGetMessageInterruptInformation,
                                  HwDeviceExtension, MessageId, InterruptInfo);
}

ULONG StorPortAllocatePool(PVOID HwDeviceExtension, ULONG NumberOfBytes,
                           ULONG Tag, PVOID *BufferPointer) {
  return StorPortExtendedFunction(ExtFunctionAllocatePool, HwDeviceExtension,
                                  NumberOfBytes, Tag, BufferPointer);
}

ULONG StorPortFreePool(PVOID HwDeviceExtension, PVOID BufferPointer) {
  return StorPortExtendedFunction(ExtFunctionFreePool, HwDeviceExtension,
                                  BufferPointer);
}

ULONG StorPortInitializePerfOpts(PVOID HwDeviceExtension, BOOLEAN Query,
                                 PPERF_CONFIGURATION_DATA PerfConfigData) {
  return StorPortExtendedFunction(ExtFunctionInitializePerformanceOptimizations,
                                  HwDeviceExtension, Query, PerfConfigData);
}

ULONG
StorPortGetStartIoPerfParams(
    PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
    PSTARTIO_PERFORMANCE_PARAMETERS StartIoPerfParams) {
  return StorPortExtendedFunction(ExtFunctionGetStartIoPerformanceParameters,
                                  HwDeviceExtension, Srb, StartIoPerfParams);
}

ULONG StorPortMarkDumpMemory(PVOID HwDeviceExtension, PVOID Address,
                             ULONG_PTR Length, ULONG Flags) {
  return StorPortExtendedFunction(ExtFunctionMarkDumpMemory, HwDeviceExtension,
                                  Address, Length, Flags);
}

ULONG StorPortDelayExecution(PVOID HwDeviceExtension,
                             ULONG DelayInMicroseconds) {
  return StorPortExtendedFunction(ExtFunctionDelayExecution, HwDeviceExtension,
                                  DelayInMicroseconds);
}

// Registers in memory: ordered against everything before.
ULONG StorPortReadRegisterUlong(PVOID HwDeviceExtension,
                                volatile ULONG *Register) {
  UNREFERENCED_PARAMETER(HwDeviceExtension);
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  return *Register;
}

VOID StorPortWriteRegisterUlong(PVOID HwDeviceExtension,
                                volatile ULONG *Register, ULONG Value) {
  UNREFERENCED_PARAMETER(HwDeviceExtension);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  *Register = Value;
}

LONG InterlockedIncrement(volatile LONG *Addend) {
  return __atomic_add_fetch(Addend, 1, __ATOMIC_SEQ_CST);
}

LONG InterlockedDecrement(volatile LONG *Addend) {
  return __atomic_sub_fetch(Addend, 1, __ATOMIC_SEQ_CST);
}

LONG InterlockedExchange(volatile LONG *Target, LONG Value) {
  return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

LONG64 InterlockedExchange64(volatile LONG64 *Target, LONG64 Value) {
  return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

PVOID InterlockedExchangePointer(PVOID volatile *Target, PVOID Value) {
  return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

PVOID InterlockedCompareExchangePointer(PVOID volatile *Destination,
                                        PVOID Exchange, PVOID Comparand) {
  __atomic_compare_exchange_n(Destination, &Comparand, Exchange, FALSE,
                              __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  return Comparand;
}

LONG ReadLongAcquire(LONG const volatile *Source) {
  return __atomic_load_n(Source, __ATOMIC_ACQUIRE);
}

LONG64 ReadLong64Acquire(LONG64 const volatile *Source) {
  return __atomic_load_n(Source, __ATOMIC_ACQUIRE);
}

ULONG ReadULongAcquire(ULONG const volatile *Source) {
  return __atomic_load_n(Source, __ATOMIC_ACQUIRE);
}

USHORT ReadUShortAcquire(USHORT const volatile *Source) {
  return __atomic_load_n(Source, __ATOMIC_ACQUIRE);
}

PVOID ReadPointerAcquire(PVOID const volatile *Source) {
  return __atomic_load_n(Source, __ATOMIC_ACQUIRE);
}

VOID WriteULongRelease(ULONG volatile *Destination, ULONG Value) {
  __atomic_store_n(Destination, Value, __ATOMIC_RELEASE);
}
