//===- StorPortMore.cpp - Storport's lists, events, hints, logs -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Logs and power hints cost a call and have no effect here. What a system need
// not have answers STOR_STATUS_NOT_IMPLEMENTED, as an older one does.
//
//===----------------------------------------------------------------------===//

#include "kernel/Export.h"
#include "port/Port.h"

using namespace llvm;
using namespace miniport::simulator;

static void enter(Time Cost = 60) { machine().spend(Cost); }

// A log: any number of words behind the ones that matter.
#define LOG(Name)                                                              \
  EXPORT uint32_t Name(void *) {                                               \
    enter(1500);                                                               \
    return StorSuccess;                                                        \
  }
#define ABSENT(Name)                                                           \
  EXPORT uint32_t Name(void *) {                                               \
    enter();                                                                   \
    return StorNotImplemented;                                                 \
  }

LOG(StorPortEtwEvent2)
LOG(StorPortEtwEvent4)
LOG(StorPortEtwEvent8)
LOG(StorPortEtwChannelEvent2)
LOG(StorPortEtwChannelEvent4)
LOG(StorPortEtwChannelEvent8)
LOG(StorPortEtwLogByteStream)
LOG(StorPortEtwLogError)
LOG(StorPortLogTelemetry)
LOG(StorPortLogTelemetryEx)
LOG(StorPortMarkDeviceFailedEx)
LOG(StorPortMarkDumpMemory)
LOG(StorPortPoFxActivateComponent)
LOG(StorPortPoFxIdleComponent)
LOG(StorPortPoFxSetComponentLatency)
LOG(StorPortPoFxSetComponentResidency)
LOG(StorPortPoFxSetIdleTimeout)
LOG(StorPortFlushDataBufferMdl)
LOG(StorPortPutScatterGatherList)
ABSENT(StorPortAllocateHostMemoryBuffer)
ABSENT(StorPortCaptureLiveDump)
ABSENT(StorPortCreateSystemThread)
ABSENT(StorPortEnableRegistryKeyNotification)
ABSENT(StorPortFreeHostMemoryBuffer)
ABSENT(StorPortGetActivityIdSrb)
ABSENT(StorPortGetD3ColdSupport)
ABSENT(StorPortGetDeviceObjects)
ABSENT(StorPortGetLogicalProcessorRelationship)
ABSENT(StorPortGetMessageInterruptIDFromProcessorIndex)
ABSENT(StorPortGetNodeAffinity)
ABSENT(StorPortGetNodeAffinity2)
ABSENT(StorPortGetRequestInfo)
ABSENT(StorPortGetSystemPortNumber)
ABSENT(StorPortHardwareReset)
ABSENT(StorPortInitializeCryptoEngine)
ABSENT(StorPortInitializePoFxPower)
ABSENT(StorPortInvokeAcpiMethod)
ABSENT(StorPortIsCurrentOsInstallationUpgrade)
ABSENT(StorPortIsDeviceOperationAllowed)
ABSENT(StorPortPoFxPowerControl)
ABSENT(StorPortPoFxSetPerfState)
ABSENT(StorPortQueryConfiguration)
ABSENT(StorPortQueryDpcWatchdogInformation)
ABSENT(StorPortQueryTimerMinInterval)
ABSENT(StorPortReadRegistryKey)
ABSENT(StorPortRegistryReadAdapterKey)
ABSENT(StorPortRegistryWriteAdapterKey)

EXPORT uint32_t StorPortQueueWorkItemToNode(void *, void *Routine, void *Worker,
                                            void *Context, uint32_t) {
  enter();
  return ThePort->queueWork(Worker, Routine, Context);
}

EXPORT uint32_t StorPortGetDeviceBase2(void *, uint32_t, uint32_t,
                                       uint64_t Address, uint32_t, uint8_t,
                                       uint32_t, void **Base) {
  enter(1000);
  DeviceBus &Bus = ThePort->Bus;
  *Base = nullptr;
  if (Address - Bus.physicalWindow() >= Bus.windowBytes() ||
      ThePort->failsNow("StorPortGetDeviceBase2"))
    return StorInsufficientResources;
  *Base =
      reinterpret_cast<void *>(Bus.window() + Address - Bus.physicalWindow());
  return StorSuccess;
}

EXPORT uint32_t StorPortGetDataInBufferSystemAddress(void *, void *Srb,
                                                     void **Address) {
  enter(300);
  *Address = ThePort->systemAddress(Srb);
  return *Address ? StorSuccess : StorInvalidParameter;
}

// Lists. The lock of an interlocked list is the driver's; nobody else holds it
// longer than one of these takes.

namespace {
struct Entry {
  Entry *Next, *Previous;
};
struct SingleHead { // SLIST_HEADER: here a list and its depth.
  uint64_t Depth;
  void **First;
};
} // namespace

static VectorClock &clockOf(void *Place) {
  static std::map<void *, VectorClock> Clocks;
  static uint64_t Of = 0;
  if (Of != machine().id())
    Clocks.clear();
  Of = machine().id();
  return Clocks[Place];
}

static void ordered(void *Place) {
  enter();
  machine().acquire(clockOf(Place));
  machine().release(clockOf(Place));
}

EXPORT uint32_t StorPortInitializeSpinlock(void *, uint64_t *Lock) {
  *Lock = 0;
  return StorSuccess;
}
EXPORT void StorPortInitializeListHead(void *, Entry *Head) {
  Head->Next = Head->Previous = Head;
}
EXPORT uint32_t StorPortInterlockedInsertHeadList(void *, Entry *Head,
                                                  Entry *New, Entry **Result,
                                                  void *Lock) {
  ordered(Lock);
  if (Result)
    *Result = Head->Next == Head ? nullptr : Head->Next;
  New->Next = Head->Next, New->Previous = Head;
  Head->Next->Previous = New, Head->Next = New;
  return StorSuccess;
}
EXPORT uint32_t StorPortInterlockedInsertTailList(void *, Entry *Head,
                                                  Entry *New, Entry **Result,
                                                  void *Lock) {
  ordered(Lock);
  if (Result)
    *Result = Head->Previous == Head ? nullptr : Head->Previous;
  New->Previous = Head->Previous, New->Next = Head;
  Head->Previous->Next = New, Head->Previous = New;
  return StorSuccess;
}
EXPORT uint32_t StorPortInterlockedRemoveHeadList(void *, Entry *Head,
                                                  Entry **Result, void *Lock) {
  ordered(Lock);
  *Result = nullptr;
  if (Head->Next == Head)
    return StorSuccess;
  *Result = Head->Next;
  Head->Next = (*Result)->Next, Head->Next->Previous = Head;
  return StorSuccess;
}
EXPORT uint32_t StorPortInitializeSListHead(void *, SingleHead *Head) {
  Head->Depth = 0, Head->First = nullptr;
  return StorSuccess;
}
EXPORT uint32_t StorPortInterlockedPushEntrySList(void *, SingleHead *Head,
                                                  void **New, void **Result) {
  ordered(Head);
  if (Result)
    *Result = Head->First;
  *New = Head->First, Head->First = New, ++Head->Depth;
  return StorSuccess;
}
EXPORT uint32_t StorPortInterlockedPopEntrySList(void *, SingleHead *Head,
                                                 void **Result) {
  ordered(Head);
  *Result = Head->First;
  if (Head->First)
    Head->First = static_cast<void **>(*Head->First), --Head->Depth;
  return StorSuccess;
}
EXPORT uint32_t StorPortInterlockedFlushSList(void *, SingleHead *Head,
                                              void **Result) {
  ordered(Head);
  *Result = Head->First;
  Head->First = nullptr, Head->Depth = 0;
  return StorSuccess;
}
EXPORT uint32_t StorPortQueryDepthSList(void *, SingleHead *Head,
                                        uint16_t *Depth) {
  enter();
  *Depth = Head->Depth;
  return StorSuccess;
}

// Events: at PASSIVE_LEVEL one may wait for them.

static std::map<void *, std::pair<bool, std::vector<Thread *>>> &events() {
  static std::map<void *, std::pair<bool, std::vector<Thread *>>> Known;
  return Known;
}

EXPORT uint32_t StorPortInitializeEvent(void *, void *Event, uint32_t,
                                        uint8_t Signalled) {
  enter();
  events()[Event] = {Signalled != 0, {}};
  return StorSuccess;
}
EXPORT uint32_t StorPortSetEvent(void *, void *Event) {
  enter();
  auto &[Signalled, Waiters] = events()[Event];
  Signalled = true;
  machine().release(clockOf(Event));
  for (Thread *T : Waiters)
    machine().wake(*T);
  Waiters.clear();
  return StorSuccess;
}
EXPORT uint32_t StorPortWaitForSingleObject(void *, void *Event, uint8_t,
                                            int64_t *) {
  enter();
  while (!events()[Event].first) {
    events()[Event].second.push_back(machine().thread());
    machine().block();
  }
  events()[Event].first = false;
  machine().acquire(clockOf(Event));
  return StorSuccess;
}
