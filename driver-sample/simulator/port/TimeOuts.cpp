//===- TimeOuts.cpp - The time-out of a request, and the resets -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A request that does not come back in time has Storport reset the logical
// unit, then the target, both by an SRB, then the bus, by a call. It is lost if
// it does not come back even then. A time-out is a record of its own unless the
// device was told to lose commands.
//
//===----------------------------------------------------------------------===//

#include "port/Call.h"
#include "port/Port.h"

using namespace llvm;
using namespace miniport::simulator;

static constexpr uint32_t ResetSeconds = 10;
/// From a reset that was done until its requests must be back.
static constexpr Time Grace = Second;

void Port::watch(const std::shared_ptr<Flight> &F) {
  if (Options.DumpMode)
    return; // The poll has a limit.
  uint64_t Number = F->Number;
  uint64_t Address = reinterpret_cast<uint64_t>(F->Srb);
  std::weak_ptr<Flight> Weak = F;
  M.after(F->Request->Block.TimeOutSeconds * Second, [=] {
    auto Known = Flights.find(Address);
    std::shared_ptr<Flight> Strong = Weak.lock();
    if (Known == Flights.end() || Known->second != Strong ||
        Strong->Number != Number)
      return;
    M.queueDpc(*M.processors()[M.random().below(M.processors().size())],
               {0, [=] {
                  if (Strong->Number == Number && Strong->At != State::Done)
                    timedOut(Strong);
                }});
  });
}

static bool isReset(uint32_t Function) {
  return Function == SrbResetLogicalUnit || Function == SrbResetDevice ||
         Function == SrbAbortCommand;
}

void Port::timedOut(std::shared_ptr<Flight> F) {
  F->TimedOut = true;
  const AbiRequest &Block = F->Request->Block;
  RoleName Role{F->At == State::Building ? "HwStorBuildIo"
                : Scsi                   ? "HwScsiStartIo"
                                         : "HwStorStartIo",
                F->At == State::Building ? Routines.BuildIo : Routines.StartIo};
  if (isReset(Block.Function))
    return; // The ladder waits for it by itself.
  if (!Options.ExpectTimeOuts || F->At == State::Building) {
    RawStack Nothing;
    M.report("request-timeout",
             "a request of function " + Twine(Block.Function) +
                 (Block.Function == SrbExecuteScsi
                      ? ", operation code 0x" + Twine::utohexstr(Block.Cdb[0])
                      : Twine()) +
                 " was not completed within " + Twine(Block.TimeOutSeconds) +
                 " s" +
                 (F->At == State::Building
                      ? "; BuildIo kept it and did not complete it"
                      : ""),
             &Nothing, nullptr, &Role);
  }
  if (!Resetting) {
    Resetting = true;
    ladder(0, F->Number);
  }
}

/// Step 0: abort, 1: logical unit, 2: target, 3: bus, 4: lost.
void Port::ladder(unsigned Step, uint64_t FlightNumber) {
  Flight *F = nullptr;
  for (auto &[Address, Candidate] : Flights)
    if (Candidate->Number == FlightNumber)
      F = Candidate.get();
  if (!F) {
    // Back. If others are late, too, it begins anew for them.
    for (auto &[Address, Candidate] : Flights)
      if (Candidate->TimedOut && !isReset(Candidate->Request->Block.Function)) {
        ladder(0, Candidate->Number);
        return;
      }
    Resetting = false;
    pump();
    return;
  }
  auto Later = [this, Step = Scsi ? 3 : Step, FlightNumber](Time Delay) {
    M.after(Delay, [=] {
      M.queueDpc(*M.processors()[0],
                 {0, [=] { ladder(Step + 1, FlightNumber); }});
    });
  };
  if (Step == 4) {
    RawStack Nothing;
    RoleName Role{Scsi ? "HwScsiResetBus" : "HwStorResetBus",
                  Routines.ResetBus};
    M.fatal("lost-request",
            "a request was not completed after its logical unit, its target "
            "and the bus were reset",
            &Nothing, nullptr, &Role);
    return;
  }
  if (Step == 3 || Scsi) {
    resetBus(F->Request->Block.Path);
    Later(Grace * (Scsi ? 1 : 10));
    return;
  }
  // Of aborts only a miniport that asks for them gets any.
  constexpr uint32_t AbortFeature = 0x10;
  if (Step == 0 && !(Config.Features & AbortFeature)) {
    ladder(1, FlightNumber);
    return;
  }
  static const uint32_t Functions[] = {SrbAbortCommand, SrbResetLogicalUnit,
                                       SrbResetDevice};
  sendReset(Functions[Step], Step, FlightNumber);
}

void Port::sendReset(uint32_t Function, unsigned Step, uint64_t FlightNumber) {
  auto Request = std::make_shared<IoRequest>();
  for (auto &[Address, Candidate] : Flights)
    if (Candidate->Number == FlightNumber) {
      Request->Block.Path = Candidate->Request->Block.Path;
      Request->Block.Target = Candidate->Request->Block.Target;
      Request->Block.Lun = Candidate->Request->Block.Lun;
      if (Function == SrbAbortCommand) {
        Request->Block.NextSrb = Candidate->Srb;
        Request->Block.Tag = Candidate->Request->Block.Tag;
      }
    }
  Request->Block.Function = Function;
  Request->Block.TimeOutSeconds = ResetSeconds;
  auto Moved = std::make_shared<bool>(false);
  auto GoOn = [this, Step, FlightNumber, Moved](Time Delay) {
    if (*Moved)
      return;
    *Moved = true;
    M.after(Delay, [=] {
      M.queueDpc(*M.processors()[0],
                 {0, [=] { ladder(Step + 1, FlightNumber); }});
    });
  };
  Request->Done = [GoOn](IoRequest &) { GoOn(Grace); };
  M.after(ResetSeconds * Second, [GoOn] { GoOn(0); });
  auto F = std::make_shared<Flight>();
  F->Request = Request;
  F->Number = NextFlight++;
  // Past every queue: it is to bring them back to life.
  dispatch(std::move(F));
}

/// At DISPATCH_LEVEL: under the StartIo lock and with every channel's token.
void Port::resetBus(uint8_t Path) {
  uint8_t Old = M.active()->Level;
  M.raiseTo(std::max(Old, uint8_t(DispatchLevel)));
  bool Device = Scsi || !Config.FullDuplex;
  if (!Scsi) {
    StartIoLock.acquire(LockedBy::Port);
    for (const std::unique_ptr<SpinLock> &Lock : ChannelLocks)
      Lock->acquire(LockedBy::Port);
  }
  if (Device) {
    M.raiseTo(deviceLevel());
    lockInterrupts(LockedBy::Port);
  }
  callDriver<uint8_t>(Scsi ? "HwScsiResetBus" : "HwStorResetBus",
                      Routines.ResetBus, Extension, uint32_t(Path));
  if (Device) {
    unlockInterrupts(LockedBy::Port);
    M.lowerTo(std::max(Old, uint8_t(DispatchLevel)));
  }
  if (!Scsi) {
    for (const std::unique_ptr<SpinLock> &Lock : reverse(ChannelLocks))
      if (Lock->owner() == M.active())
        Lock->release();
    if (StartIoLock.owner() == M.active())
      StartIoLock.release();
  }
  M.lowerTo(Old);
}
