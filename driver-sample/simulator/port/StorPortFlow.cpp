//===- StorPortFlow.cpp - Storport's routines about flow and locks --------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "kernel/Export.h"
#include "loader/Narrow.h"
#include "port/Port.h"
#include <cstring>

using namespace llvm;
using namespace miniport::simulator;

namespace {
struct Entered {
  explicit Entered(Time Cost = 60) { machine().spend(Cost); }
};
} // namespace

static uint8_t level() { return machine().active()->Level; }

// Locks of messages.

EXPORT uint32_t StorPortAcquireMSISpinLock(void *Extension, uint32_t Message,
                                           uint32_t *OldIrql) {
  Entered E;
  if (!Extension || !OldIrql)
    return StorInvalidParameter;
  uint8_t Old = 0;
  if (!ThePort->acquireMessageLock(Message, Old))
    return StorNotImplemented;
  checkNarrow(OldIrql, sizeof(*OldIrql));
  *OldIrql = Old;
  return StorSuccess;
}
EXPORT uint32_t StorPortReleaseMSISpinLock(void *Extension, uint32_t Message,
                                           uint32_t OldIrql) {
  Entered E;
  if (!Extension)
    return StorInvalidParameter;
  return ThePort->releaseMessageLock(Message, OldIrql) ? StorSuccess
                                                       : StorNotImplemented;
}
EXPORT uint8_t StorPortSynchronizeAccess(void *, void *Routine, void *Context) {
  Entered E;
  return ThePort->synchronize(Routine, Context);
}
EXPORT uint32_t StorPortMaskMsixInterrupt(void *, uint32_t, uint8_t) {
  return StorNotImplemented;
}

// Flow.

EXPORT uint8_t StorPortBusy(void *, uint32_t Requests) {
  Entered E;
  ThePort->busy(Requests);
  return 1;
}
EXPORT uint8_t StorPortReady(void *) {
  Entered E;
  ThePort->ready();
  return 1;
}
EXPORT uint8_t StorPortPause(void *, uint32_t Seconds) {
  Entered E;
  ThePort->pause(Seconds);
  return 1;
}
EXPORT uint8_t StorPortResume(void *) {
  Entered E;
  ThePort->resume();
  return 1;
}
EXPORT uint8_t StorPortDeviceBusy(void *, uint8_t, uint8_t, uint8_t Lun,
                                  uint32_t Requests) {
  Entered E;
  ThePort->deviceBusy(Lun, Requests);
  return 1;
}
EXPORT uint8_t StorPortDeviceReady(void *, uint8_t, uint8_t, uint8_t Lun) {
  Entered E;
  ThePort->resumeDevice(Lun);
  return 1;
}
EXPORT uint8_t StorPortPauseDevice(void *, uint8_t, uint8_t, uint8_t Lun,
                                   uint32_t Seconds) {
  Entered E;
  ThePort->pauseDevice(Lun, Seconds);
  return 1;
}
EXPORT uint8_t StorPortResumeDevice(void *, uint8_t, uint8_t, uint8_t Lun) {
  Entered E;
  ThePort->resumeDevice(Lun);
  return 1;
}
EXPORT uint8_t StorPortSetDeviceQueueDepth(void *, uint8_t, uint8_t,
                                           uint8_t Lun, uint32_t Depth) {
  Entered E;
  return ThePort->setQueueDepth(Lun, Depth);
}
EXPORT void StorPortCompleteRequest(void *, uint8_t Path, uint8_t Target,
                                    uint8_t Lun, uint8_t Status) {
  Entered E;
  ThePort->completeAll(Path, Target, Lun, Status);
}
EXPORT void *StorPortGetScatterGatherList(void *, void *Srb) {
  Entered E;
  if (ThePort->failsNow("StorPortGetScatterGatherList"))
    return nullptr;
  return ThePort->scatterGather(Srb);
}
EXPORT uint32_t StorPortGetDataInBufferScatterGatherList(void *, void *Srb,
                                                         void **List) {
  Entered E;
  *List = ThePort->scatterGather(Srb);
  return *List ? StorSuccess : StorUnsuccessful;
}
EXPORT uint32_t StorPortGetSystemAddress(void *, void *Srb, void **Address) {
  Entered E(300);
  *Address = nullptr;
  if (ThePort->failsNow("StorPortGetSystemAddress"))
    return StorInsufficientResources;
  *Address = ThePort->systemAddress(Srb);
  return *Address ? StorSuccess : StorInvalidParameter;
}
EXPORT void *StorPortGetSrb(void *, uint8_t Path, uint8_t Target, uint8_t Lun,
                            int32_t Tag) {
  Entered E;
  return ThePort->requestOf(Path, Target, Lun, Tag);
}
EXPORT void *StorPortGetLogicalUnit(void *, uint8_t, uint8_t, uint8_t Lun) {
  Entered E;
  return ThePort->unitExtension(Lun);
}
EXPORT uint32_t StorPortUpdateAdapterMaxIO(void *, uint32_t) {
  return StorSuccess;
}
EXPORT uint32_t StorPortUpdatePortConfigMaxIOInfo(void *, uint32_t, uint32_t) {
  return StorSuccess;
}
EXPORT uint32_t StorPortSetUnitAttributes(void *, void *, uint32_t) {
  return StorSuccess;
}
EXPORT uint32_t StorPortSetAdapterBusType(void *, uint32_t) {
  return StorSuccess;
}
EXPORT uint32_t StorPortSetFeatureList(void *, uint32_t, uint8_t *) {
  return StorNotImplemented;
}
EXPORT uint32_t StorPortSetPowerSettingNotificationGuids(void *, uint32_t,
                                                         void *) {
  return StorSuccess;
}
EXPORT uint32_t StorPortAsyncNotificationDetected(void *, void *, uint64_t) {
  Entered E;
  return StorSuccess;
}
EXPORT uint32_t StorPortStateChangeDetected(void *, uint32_t, void *, uint32_t,
                                            void *, void *) {
  Entered E;
  return StorSuccess;
}
EXPORT void StorPortMarkDeviceFailed(void *, void *, uint32_t, uint16_t *) {}
EXPORT void StorPortLogError(void *, void *, uint8_t, uint8_t, uint8_t,
                             uint32_t, uint32_t) {
  Entered E(500);
}
EXPORT uint32_t StorPortLogSystemEvent(void *, void *, uint32_t *) {
  Entered E(500);
  return StorSuccess;
}
EXPORT uint32_t StorPortCancelDpc(void *, void *Dpc, uint8_t *Result) {
  Entered E;
  *Result = ThePort->cancelDpc(Dpc);
  return StorSuccess;
}

// Timers and work items.

EXPORT uint32_t StorPortInitializeTimer(void *, void **Timer) {
  Entered E;
  *Timer = nullptr;
  if (level() > DispatchLevel)
    return StorInvalidIrql;
  if (ThePort->failsNow("StorPortInitializeTimer"))
    return StorInsufficientResources;
  *Timer = ThePort->newTimer();
  return StorSuccess;
}
EXPORT uint32_t StorPortRequestTimer(void *, void *Timer, void *Routine,
                                     void *Context, uint64_t Us, uint64_t) {
  Entered E;
  return ThePort->setTimer(Timer, Routine, Context, Us);
}
EXPORT uint32_t StorPortFreeTimer(void *, void *Timer) {
  Entered E;
  if (level() > DispatchLevel)
    return StorInvalidIrql;
  ThePort->freeTimer(Timer);
  return StorSuccess;
}
EXPORT uint32_t StorPortInitializeWorker(void *, void **Worker) {
  Entered E;
  *Worker = nullptr;
  if (level() > DispatchLevel)
    return StorInvalidIrql;
  if (ThePort->failsNow("StorPortInitializeWorker"))
    return StorInsufficientResources;
  *Worker = ThePort->newWorker();
  return StorSuccess;
}
EXPORT uint32_t StorPortQueueWorkItem(void *, void *Routine, void *Worker,
                                      void *Context) {
  Entered E;
  if (level() > DispatchLevel)
    return StorInvalidIrql;
  return ThePort->queueWork(Worker, Routine, Context);
}
EXPORT uint32_t StorPortFreeWorker(void *, void *Worker) {
  Entered E;
  ThePort->freeWorker(Worker);
  return StorSuccess;
}

// System.

/// The clock's interrupt counts it, and a dump is made with interrupts off.
static uint64_t systemTime() {
  return ThePort->Options.DumpMode ? 0 : machine().now() / 100;
}

EXPORT void StorPortQuerySystemTime(uint64_t *Now) {
  Entered E;
  *Now = systemTime();
}
EXPORT uint32_t StorPortQueryPerformanceCounter(void *, uint64_t *Frequency,
                                                uint64_t *Counter) {
  Entered E;
  if (Frequency)
    *Frequency = 10'000'000;
  *Counter = machine().now() / 100;
  return StorSuccess;
}
EXPORT uint32_t StorPortGetCurrentIrql(void *, uint8_t *Irql) {
  *Irql = level();
  return StorSuccess;
}
EXPORT uint32_t StorPortGetProcessorCount(void *, uint32_t *Count) {
  *Count = machine().processors().size();
  return StorSuccess;
}
EXPORT uint32_t StorPortGetHighestNodeNumber(void *, uint32_t *Node) {
  *Node = 0;
  return StorSuccess;
}
EXPORT uint32_t StorPortGetActiveNodeCount(void *, uint32_t *Nodes) {
  *Nodes = 1;
  return StorSuccess;
}
EXPORT uint32_t StorPortGetActiveGroupCount(void *, uint16_t *Groups) {
  *Groups = 1;
  return StorSuccess;
}
EXPORT uint32_t StorPortGetGroupAffinity(void *, uint16_t, uint64_t *Mask) {
  *Mask = (1u << machine().processors().size()) - 1;
  return StorSuccess;
}

// Registry: PASSIVE_LEVEL, because it waits.

static bool registryLevel(const char *Name) {
  if (level() < DispatchLevel && !ThePort->Options.DumpMode)
    return true;
  machine().report("wait-at-raised-irql",
                   Twine(Name) + " waits, and the processor is at IRQL " +
                       Twine(unsigned(level())));
  return false;
}

EXPORT uint8_t *StorPortAllocateRegistryBuffer(void *, uint32_t *Length) {
  Entered E(2000);
  if (!registryLevel("StorPortAllocateRegistryBuffer") ||
      ThePort->failsNow("StorPortAllocateRegistryBuffer")) {
    *Length = 0;
    return nullptr;
  }
  return static_cast<uint8_t *>(
      TheMemory->allocate(std::max(*Length, 4u), MemoryKind::Port));
}
EXPORT void StorPortFreeRegistryBuffer(void *, uint8_t *Buffer) {
  Entered E(500);
  TheMemory->end(Buffer, Shadow::Freed);
}
EXPORT uint8_t StorPortRegistryRead(void *, const char *Name, uint32_t,
                                    uint32_t Type, uint8_t *Buffer,
                                    uint32_t *Length) {
  constexpr uint32_t Dword = 4;
  Entered E(20000);
  if (!registryLevel("StorPortRegistryRead") ||
      ThePort->failsNow("StorPortRegistryRead"))
    return 0;
  auto Known = ThePort->Options.Registry.find(Name);
  if (Known == ThePort->Options.Registry.end() || Type != Dword ||
      *Length < sizeof(uint32_t))
    return 0;
  memcpy(Buffer, &Known->second, sizeof(uint32_t));
  *Length = sizeof(uint32_t);
  return 1;
}
EXPORT uint8_t StorPortRegistryWrite(void *, const char *, uint32_t, uint32_t,
                                     uint8_t *, uint32_t) {
  Entered E(20000);
  return registryLevel("StorPortRegistryWrite");
}

// SCSI port's own.

EXPORT void ScsiPortCompleteRequest(void *, uint8_t Path, uint8_t Target,
                                    uint8_t Lun, uint8_t Status) {
  Entered E;
  ThePort->completeAll(Path, Target, Lun, Status);
}
EXPORT void *ScsiPortGetSrb(void *, uint8_t Path, uint8_t Target, uint8_t Lun,
                            int32_t Tag) {
  Entered E;
  return ThePort->requestOf(Path, Target, Lun, Tag);
}
EXPORT void *ScsiPortGetLogicalUnit(void *, uint8_t, uint8_t, uint8_t Lun) {
  Entered E;
  return ThePort->unitExtension(Lun);
}
EXPORT void ScsiPortLogError(void *, void *, uint8_t, uint8_t, uint8_t,
                             uint32_t, uint32_t) {
  Entered E(500);
}
EXPORT void ScsiPortFlushDma(void *) {}
EXPORT void ScsiPortQuerySystemTime(uint64_t *Now) { *Now = systemTime(); }
