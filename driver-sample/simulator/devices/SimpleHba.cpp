//===- SimpleHba.cpp - A small SCSI host adapter -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/SimpleHba.h"
#include <algorithm>

namespace miniport::simulator {

using namespace hba;

SimpleHba::SimpleHba(Bus &TheBus, HbaConfig TheConfig)
    : TheBus(TheBus), Config(std::move(TheConfig)) {
  auto Put16 = [&](size_t At, uint16_t Value) {
    llvm::support::endian::write16le(&PciConfig[At], Value);
  };
  Put16(0x00, 0x4D54); // Nobody's.
  Put16(0x02, 0x0001);
  Put16(0x04, 0x0006);
  PciConfig[0x0B] = 0x01; // Mass storage, SCSI.
  PciConfig[0x3D] = 0x01; // INTA.
  for (const HbaUnitConfig &U : Config.Units) {
    std::string Serial = "HBA0000" + std::to_string(Units.size());
    Units.push_back(std::make_unique<ScsiUnit>(U.Blocks, U.BlockShift, Serial));
    Units.back()->setUnits(unsigned(Config.Units.size()));
  }
  restart();
}

void SimpleHba::misuse(Misuse Kind, const llvm::Twine &Text) {
  if (Observer)
    Observer(Kind, Text.str());
}

void SimpleHba::later(Time Delay, std::function<void()> Action) {
  TheBus.after(Delay, [this, Since = Generation, Run = std::move(Action)] {
    if (Since == Generation && !Removed)
      Run();
  });
}

//===----------------------------------------------------------------------===//
// Registers
//===----------------------------------------------------------------------===//

uint64_t SimpleHba::readRegister(uint64_t Offset, unsigned Bytes) {
  if (Removed)
    return ~0ull >> (64 - 8 * Bytes);
  if (Bytes != 4 || Offset % 4)
    misuse(Misuse::RegisterAccess, "read of " + llvm::Twine(Bytes) +
                                       " bytes at offset 0x" +
                                       llvm::Twine::utohexstr(Offset));
  switch (Offset) {
  case ID:
    return 0x41424853;
  case INFO:
    return Units.size() | Config.Mailboxes << 8 |
           ((Config.ResetMax + 999'999) / 1'000'000) << 16;
  case CONTROL:
    return Control;
  case STATUS:
    return Status;
  case RING_LO:
    return uint32_t(Ring);
  case RING_HI:
    return Ring >> 32;
  case MAILBOXES:
    return Mailboxes;
  case LOG: {
    if (Log.empty())
      return 0;
    uint32_t Oldest = Log.front();
    Log.pop_front();
    return Oldest;
  }
  case EVENT: {
    uint32_t Seen = Event;
    Event = 0;
    update();
    return Seen;
  }
  default:
    return 0;
  }
}

void SimpleHba::writeRegister(uint64_t Offset, unsigned Bytes, uint64_t Value) {
  if (Removed)
    return;
  if (Bytes != 4 || Offset % 4) {
    misuse(Misuse::RegisterAccess, "write of " + llvm::Twine(Bytes) +
                                       " bytes at offset 0x" +
                                       llvm::Twine::utohexstr(Offset));
    return;
  }
  if ((Offset == RING_LO || Offset == RING_HI || Offset == MAILBOXES) &&
      (Control & ControlRun))
    misuse(Misuse::RegisterOrder, "mailboxes moved while RUN is set");
  switch (Offset) {
  case CONTROL:
    writeControl(uint32_t(Value));
    return;
  case RING_LO:
    Ring = (Ring & 0xFFFFFFFF00000000u) | (Value & 0xFFFFFFC0u);
    return;
  case RING_HI:
    Ring = (Ring & 0xFFFFFFFFu) | Value << 32;
    return;
  case MAILBOXES:
    Mailboxes = uint32_t(Value);
    return;
  case DOORBELL:
    ring(uint32_t(Value));
    return;
  case ABORT: {
    auto Found = InFlight.find(uint32_t(Value));
    if (Found == InFlight.end())
      return; // It has just come to its end: no error.
    Mailbox Box = Found->second.Box;
    Box.HostStatus = Aborted;
    InFlight.erase(Found);
    answer(uint32_t(Value), Box);
    return;
  }
  default:
    misuse(Misuse::RegisterAccess,
           "write to the read-only or reserved register at offset 0x" +
               llvm::Twine::utohexstr(Offset));
  }
}

void SimpleHba::writeControl(uint32_t Value) {
  if (Value & ControlReset) {
    restart();
    return;
  }
  bool Ran = Control & ControlRun;
  Control =
      (Control & ControlBusReset) | (Value & (ControlRun | ControlInterrupts));
  if (!Ran && (Control & ControlRun)) {
    if (!(Status & StatusReady) || !Ring || Mailboxes == 0 ||
        Mailboxes > Config.Mailboxes) {
      misuse(Misuse::Configuration, "started before READY is set, or without "
                                    "mailboxes");
      Status |= StatusFault;
      raise(EventFault);
    } else {
      Status |= StatusRunning;
      beat();
    }
  } else if (Ran && !(Control & ControlRun)) {
    stop();
  }
  if (Value & ControlBusReset)
    resetBus();
  update();
}

/// RUN was cleared: what is under way is forgotten.
void SimpleHba::stop() {
  ++Generation;
  InFlight.clear();
  Status &= ~StatusRunning;
}

void SimpleHba::restart() {
  stop();
  Control = Status = Event = Mailboxes = 0;
  Log.clear();
  Ring = 0;
  for (auto &Unit : Units)
    Unit->attention();
  update();
  later(1 + TheBus.random(Config.ResetMax), [this] { Status |= StatusReady; });
}

void SimpleHba::reset() {
  Removed = false;
  restart();
}

void SimpleHba::remove() {
  if (Removed)
    return;
  stop();
  Event = 0;
  update();
  Removed = true;
  if (OnRemoval)
    OnRemoval();
}

void SimpleHba::resetBus() {
  Control |= ControlBusReset;
  ++BusResets; // What was rung and not taken yet is forgotten.
  auto Ended = std::move(InFlight);
  InFlight.clear();
  for (auto &Entry : Ended) {
    Mailbox Box = Entry.second.Box;
    Box.HostStatus = BusWasReset;
    answer(Entry.first, Box);
  }
  for (auto &Unit : Units)
    Unit->attention();
  later(Config.BusResetTime, [this, Since = BusResets] {
    if (Since != BusResets)
      return; // Another one began meanwhile.
    Control &= ~ControlBusReset;
    note(LogBusReset);
    raise(EventBusReset);
  });
}

void SimpleHba::resizeUnit(unsigned Lun, uint64_t Blocks) {
  Units[Lun]->medium().resize(Blocks);
  Units[Lun]->attention();
  if (!(Status & StatusRunning))
    return;
  note(LogUnitChanged, uint8_t(Lun));
  raise(EventUnitChanged);
}

//===----------------------------------------------------------------------===//
// Commands
//===----------------------------------------------------------------------===//

void SimpleHba::ring(uint32_t Index) {
  if (!(Status & StatusRunning)) {
    misuse(Misuse::DoorbellNotReady, "doorbell while RUNNING is 0");
    return;
  }
  if (Index >= Mailboxes) {
    misuse(Misuse::DoorbellValue, "doorbell of mailbox " + llvm::Twine(Index) +
                                      " of " + llvm::Twine(Mailboxes));
    raise(EventRejected);
    return;
  }
  later(1 + TheBus.random(Config.FetchMax), [this, Index, Since = BusResets] {
    if (Since == BusResets)
      fetch(Index);
  });
}

void SimpleHba::fetch(uint32_t Index) {
  Mailbox Box{};
  uint64_t Address = Ring + uint64_t(Index) * sizeof(Box);
  if (!TheBus.readMemory(Address,
                         {reinterpret_cast<uint8_t *>(&Box), sizeof(Box)})) {
    misuse(Misuse::MemoryAccess, "the mailboxes are not in memory");
    Status |= StatusFault;
    raise(EventFault);
    return;
  }
  if (Box.State != hba::Ready || InFlight.count(Index)) {
    misuse(Misuse::EntryOverwritten,
           "mailbox " + llvm::Twine(Index) +
               " is not ready: " + llvm::Twine(unsigned(Box.State)));
    raise(EventRejected);
    return;
  }
  uint8_t NewState = Taken;
  TheBus.writeMemory(Address, NewState);
  Box.HostStatus = Ok;
  Box.ScsiStatus = ScsiUnit::Good;
  Box.Transferred = 0;
  for (auto &Entry : InFlight)
    if (Entry.second.Box.Lun == Box.Lun) {
      misuse(Misuse::MailboxBusy, "unit " + llvm::Twine(unsigned(Box.Lun)) +
                                      " has a command already");
      Box.ScsiStatus = ScsiUnit::Busy;
      answer(Index, Box);
      return;
    }

  Command C{Box, NextSerial++, 0};
  Time Delay = Config.CommandMin +
               TheBus.random(Config.CommandMax - Config.CommandMin + 1);
  bool Answers = true;
  if (const Fault *F = Config.Faults.next(false, Box.Cdb[0])) {
    switch (F->What) {
    case Fault::Effect::Fail:
      C.Injected = F->Status;
      break;
    case Fault::Effect::Lost:
      Answers = false;
      break;
    case Fault::Effect::Fatal:
      stop();
      Status |= StatusFault;
      note(LogFault, Box.Lun);
      raise(EventFault);
      return;
    case Fault::Effect::Slow:
      Delay += F->Delay;
      break;
    case Fault::Effect::Removal:
      remove();
      return;
    }
  }
  uint64_t Serial = C.Serial;
  InFlight[Index] = C;
  if (Answers)
    later(Delay, [this, Index, Serial] { finish(Index, Serial); });
}

void SimpleHba::finish(uint32_t Index, uint64_t Serial) {
  auto Found = InFlight.find(Index);
  if (Found == InFlight.end() || Found->second.Serial != Serial)
    return; // Aborted, or reset.
  Command C = Found->second;
  InFlight.erase(Found);
  if (C.Injected) {
    C.Box.HostStatus = C.Injected >> 8;
    C.Box.ScsiStatus = C.Injected & 0xFF;
    if (C.Box.ScsiStatus == ScsiUnit::CheckCondition &&
        C.Box.Lun < Units.size())
      Units[C.Box.Lun]->fail({4, 0x44, 0}); // Internal target failure.
  } else {
    execute(C.Box);
  }
  answer(Index, C.Box);
}

/// The first sixteen bytes of the mailbox are the adapter's to write.
void SimpleHba::answer(uint32_t Index, Mailbox Box) {
  if (Box.HostStatus != Ok || Box.ScsiStatus != ScsiUnit::Good)
    note(LogCommand, Box.Lun);
  Box.State = Done;
  TheBus.writeMemory(Ring + uint64_t(Index) * sizeof(Box),
                     {reinterpret_cast<const uint8_t *>(&Box), 16});
  raise(EventDone);
}

//===----------------------------------------------------------------------===//
// Events
//===----------------------------------------------------------------------===//

void SimpleHba::raise(uint32_t Events) {
  Event |= Events;
  update();
}

/// The log keeps what is new; a host that never reads it misses the rest.
void SimpleHba::note(LogKind Kind, uint8_t Lun) {
  if (Log.size() == Config.LogEntries)
    Log.pop_front();
  Log.push_back(uint32_t(Kind) << 24 | uint32_t(Lun) << 16 | ++NextLogNumber);
  if (Log.size() == Config.LogNotice)
    raise(EventLog);
}

void SimpleHba::update() {
  bool Wanted = (Control & ControlInterrupts) && Event;
  if (Wanted == Interrupting)
    return;
  Interrupting = Wanted;
  if (!TheBus.grantedMessages())
    TheBus.driveLine(Wanted);
  else if (Wanted)
    TheBus.sendMessage(0);
}

void SimpleHba::beat() {
  later(Config.HeartbeatPeriod / 2 + TheBus.random(Config.HeartbeatPeriod),
        [this] {
          note(LogHeartbeat);
          raise(EventHeartbeat);
          beat();
        });
}

} // namespace miniport::simulator
