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
// routine and wants to go on at DISPATCH_LEVEL, without the lock; that
// call-back ends with CallDisableInterrupts, whose call-back runs under the
// lock again and lets the adapter speak. If it does not, the adapter stays
// silent.
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
  unit(F.Request->Block.Lun).Frozen = true;
  callDriver<uint8_t>("HwScsiStartIo", Routines.StartIo, Extension, F.Srb);
  if (InterruptLock.owner() == M.active())
    InterruptLock.release();
  M.lowerTo(Old);
}

/// A unit says CHECK CONDITION, and the miniport did not ask why.
bool Port::wantsSense(const IoRequest &R) {
  constexpr uint8_t CheckCondition = 0x02, SenseValid = 0x80;
  return R.Block.Function == SrbExecuteScsi && R.Block.Cdb[0] != 0x03 &&
         R.Result.ScsiStatus == CheckCondition &&
         !(R.Result.SrbStatus & SenseValid);
}

/// SCSI port asks by a REQUEST SENSE of its own, past the queue, and hands the
/// answer over with the request.
void Port::fetchSense(std::shared_ptr<Flight> Failed) {
  auto Request = std::make_shared<IoRequest>();
  Request->Block.Lun = Failed->Request->Block.Lun;
  Request->Block.Target = Failed->Request->Block.Target;
  Request->Block.Path = Failed->Request->Block.Path;
  Request->Block.CdbBytes = 6;
  Request->Block.Cdb[0] = 0x03;
  Request->Block.Cdb[4] = 18;
  Request->Block.Flags = SrbDataIn;
  Request->Block.TimeOutSeconds = 10;
  Request->Data.assign(18, 0);
  Request->Done = [Failed](IoRequest &R) {
    constexpr uint8_t SenseValid = 0x80;
    IoRequest &Original = *Failed->Request;
    if ((R.Result.SrbStatus & 0x3F) == SrbSuccess) {
      Original.Sense = R.Data;
      Original.Result.SrbStatus |= SenseValid;
    }
    if (Original.Done)
      Original.Done(Original);
  };
  auto F = std::make_shared<Flight>();
  F->Request = Request;
  F->Number = NextFlight++;
  M.release(F->Clock);
  watchQueue(F);
  Waiting.push_front(F); // The next one that the miniport takes.
  pump();
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
  unit(Lun).Frozen = false;
  M.queueDpc(*M.active(), {0, [this] { pump(); }});
}

void Port::callEnableInterrupts(void *Routine) {
  VectorClock Clock;
  M.release(Clock);
  M.queueDpc(*M.active(),
             {0, [this, Routine, Clock] {
                M.acquire(Clock);
                callDriver<uint8_t>("HwScsiEnableInterruptsCallback", Routine,
                                    Extension);
              }});
}

void Port::callDisableInterrupts(void *Routine) {
  VectorClock Clock;
  M.release(Clock);
  // Once the caller has returned.
  M.queueDpc(*M.active(),
             {0, [this, Routine, Clock] {
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
