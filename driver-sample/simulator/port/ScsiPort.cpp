//===- ScsiPort.cpp - What SCSI port does differently ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// HwScsiStartIo runs at DIRQL with the interrupt lock. After it the port hands
// over nothing more until the miniport asks by NextRequest (for any unit that
// is idle) or NextLuRequest (for one more of that unit).
//
// CallEnableInterrupts: the miniport has silenced its adapter in the interrupt
// routine and wants to go on at DISPATCH_LEVEL, without the lock; that call-back
// ends with CallDisableInterrupts, whose call-back runs under the lock again and
// lets the adapter speak. If it does not, the adapter stays silent.
//
//===----------------------------------------------------------------------===//

#include "port/Call.h"
#include "port/Port.h"

using namespace llvm;
using namespace miniport::simulator;

void Port::scsiStart(Flight &F) {
  uint8_t Old = M.active()->Level;
  M.raiseTo(deviceLevel());
  InterruptLock.acquire(LockedBy::Port);
  F.At = State::Given;
  ScsiReady = false;
  Units[F.Request->Block.Lun].Frozen = true;
  callDriver<uint8_t>("HwScsiStartIo", Routines.StartIo, Extension, F.Srb);
  if (InterruptLock.owner() == M.active())
    InterruptLock.release();
  M.lowerTo(Old);
}

void Port::nextRequest() {
  if (!Scsi)
    return;
  ScsiReady = true;
  M.release(Opened);
  // A unit without a request can have its next one.
  for (auto &[Lun, U] : Units)
    if (!U.Outstanding)
      U.Frozen = false;
  M.queueDpc(*M.active(), {0, [this] {
               for (auto &[Lun, U] : Units)
                 if (!U.Outstanding)
                   U.Frozen = false;
               pump();
             }});
}

void Port::nextLuRequest(unsigned Lun) {
  if (!Scsi)
    return;
  ScsiReady = true;
  M.release(Opened);
  Units[Lun].Frozen = false;
  M.queueDpc(*M.active(), {0, [this] { pump(); }});
}

void Port::callEnableInterrupts(void *Routine) {
  VectorClock Clock;
  M.release(Clock);
  M.queueDpc(*M.active(), {0, [this, Routine, Clock] {
               M.acquire(Clock);
               callDriver<uint8_t>("HwScsiEnableInterruptsCallback", Routine,
                                   Extension);
             }});
}

void Port::callDisableInterrupts(void *Routine) {
  VectorClock Clock;
  M.release(Clock);
  // Once the caller has returned.
  M.queueDpc(*M.active(), {0, [this, Routine, Clock] {
               M.acquire(Clock);
               uint8_t Old = M.active()->Level;
               M.raiseTo(deviceLevel());
               InterruptLock.acquire(LockedBy::Port);
               callDriver<uint8_t>("HwScsiDisableInterruptsCallback", Routine,
                                   Extension);
               if (InterruptLock.owner() == M.active())
                 InterruptLock.release();
               M.lowerTo(Old);
             }});
}
