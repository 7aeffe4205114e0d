//===- Deferred.cpp - DPCs, timers, work items ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "port/Call.h"
#include "port/Port.h"

using namespace llvm;
using namespace miniport::simulator;

void Port::initializeDpc(void *Object, void *Routine) {
  Dpc &D = Dpcs[Object];
  D.Routine = Routine;
  if (!D.Lock)
    D.Lock = std::make_unique<SpinLock>("DpcLock");
}

/// The object leaves the queue before its routine runs, so it may be queued
/// again, and run on a second processor while the first has not finished.
bool Port::issueDpc(void *Object, void *First, void *Second) {
  auto Known = Dpcs.find(Object);
  if (!Object || Known == Dpcs.end())
    M.fatal("raw-dpc", "a STOR_DPC is issued that was never initialised, or "
                       "has been cleared since");
  if (Options.DumpMode)
    return true; // Queued, and never run.
  VectorClock Clock;
  M.release(Clock);
  Processor &Here = *M.active();
  return M.queueDpc(Here, {reinterpret_cast<uint64_t>(Object),
                           [this, Object, First, Second, Clock] {
                             M.acquire(Clock);
                             void *Routine = Dpcs[Object].Routine;
                             callDriver<void>("HwStorDpcRoutine", Routine,
                                              Object, Extension, First, Second);
                           }});
}

bool Port::cancelDpc(void *Object) {
  return M.cancelDpc(reinterpret_cast<uint64_t>(Object));
}

static Processor &anyProcessor(Machine &M) {
  return *M.processors()[M.random().below(M.processors().size())];
}

/// The one timer of the notification: at DISPATCH_LEVEL under the StartIo
/// lock. SCSI port has it synchronised with the interrupt routine instead.
void Port::requestTimer(void *Routine, uint32_t Microseconds) {
  uint64_t Number = ++TimerNumber;
  if (!Microseconds || Options.DumpMode)
    return;
  VectorClock Clock;
  M.release(Clock);
  M.after(Microseconds * Microsecond, [this, Number, Routine, Clock] {
    if (Number != TimerNumber)
      return;
    M.queueDpc(anyProcessor(M),
               {0, [this, Number, Routine, Clock] {
                  if (Number != TimerNumber)
                    return;
                  M.acquire(Clock);
                  uint8_t Old = M.active()->Level;
                  bool Device = Scsi || !Config.FullDuplex;
                  if (!Scsi)
                    StartIoLock.acquire(LockedBy::Port);
                  if (Device) {
                    M.raiseTo(deviceLevel());
                    lockInterrupts(LockedBy::Port);
                  }
                  if (Number == TimerNumber)
                    callDriver<void>(Scsi ? "HwScsiTimer" : "HwStorTimer",
                                     Routine, Extension);
                  if (Device) {
                    unlockInterrupts(LockedBy::Port);
                    M.lowerTo(Old);
                  }
                  if (!Scsi && StartIoLock.owner() == M.active())
                    StartIoLock.release();
                }});
  });
}

void *Port::newTimer() {
  void *Object = Ram.allocate(64, MemoryKind::Port);
  Timers[Object];
  return Object;
}

uint32_t Port::setTimer(void *Object, void *Routine, void *TimerContext,
                        uint64_t Us) {
  auto Known = Timers.find(Object);
  if (Known == Timers.end())
    return 0xC1000006; // STOR_STATUS_INVALID_PARAMETER
  uint64_t Number = ++TimerNumber + (uint64_t(1) << 32);
  Known->second.Number = Number;
  if (!Us)
    return 0;
  VectorClock Clock;
  M.release(Clock);
  M.after(Us * Microsecond, [=] {
    M.queueDpc(anyProcessor(M),
               {0, [=] {
                  auto Still = Timers.find(Object);
                  if (Still == Timers.end() || Still->second.Number != Number)
                    return;
                  M.acquire(Clock);
                  callDriver<void>("StorPortRequestTimer", Routine, Extension,
                                   TimerContext);
                }});
  });
  return 0;
}

void Port::freeTimer(void *Object) {
  if (Timers.erase(Object))
    Ram.end(Object, Shadow::Freed);
}

void *Port::newWorker() {
  void *Object = Ram.allocate(64, MemoryKind::Port);
  Workers[Object] = false;
  return Object;
}

uint32_t Port::queueWork(void *Worker, void *Routine, void *WorkContext) {
  auto Known = Workers.find(Worker);
  if (Known == Workers.end())
    return 0xC1000006;
  if (Known->second)
    return 0xC100000C; // STOR_STATUS_BUSY
  Known->second = true;
  M.start("work item", [=] {
    auto Still = Workers.find(Worker);
    if (Still == Workers.end())
      return;
    Still->second = false;
    callDriver<void>("HwStorWorkItem", Routine, Extension, WorkContext, Worker);
  });
  return 0;
}

void Port::freeWorker(void *Worker) {
  if (Workers.erase(Worker))
    Ram.end(Worker, Shadow::Freed);
}
