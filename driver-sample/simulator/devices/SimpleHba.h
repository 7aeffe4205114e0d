//===- SimpleHba.h - A small SCSI host adapter ------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An adapter of our own design, in the manner of those that SCSI port was made
// for: mailboxes in memory, a doorbell, one interrupt register that forgets
// when it is read, one command at a time for each unit, no autosense. Its
// manual is driver-sample/scsiport/README.md; this is what it says of
// registers, which are accessed as 32 bits only:
//
//   0x00 ID        R   0x41424853
//   0x04 INFO      R   7:0 units, 15:8 mailboxes at most, 31:16 reset time, ms
//   0x08 CONTROL   RW  0 RUN, 1 INTERRUPTS, 2 RESET, 3 BUS_RESET (the last two
//                      clear themselves)
//   0x0C STATUS    R   0 READY, 1 RUNNING, 2 FAULT
//   0x10 RING_LO   RW  address of the mailboxes, aligned to 64 bytes
//   0x14 RING_HI   RW
//   0x18 MAILBOXES RW  how many there are
//   0x1C DOORBELL  W   number of a mailbox that is ready
//   0x20 EVENT     R   0 DONE, 1 BUS_RESET, 2 UNIT_CHANGED, 3 FAULT,
//                      4 HEARTBEAT, 5 REJECTED, 6 LOG; a read clears all
//   0x24 ABORT     W   number of a mailbox that is busy
//   0x28 LOG       R   takes the oldest entry out of the log; 0: empty.
//                      31:24 kind, 23:16 unit, 15:0 number
//
// It drives its interrupt while INTERRUPTS is set and EVENT is not 0.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_DEVICES_SIMPLEHBA_H
#define MINIPORT_SIMULATOR_DEVICES_SIMPLEHBA_H

#include "devices/Device.h"
#include "devices/FaultPlan.h"
#include "devices/Misuse.h"
#include "devices/ScsiUnit.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Endian.h"
#include <array>
#include <deque>
#include <map>
#include <memory>

namespace miniport::simulator {

namespace hba {
using llvm::support::ulittle16_t;
using llvm::support::ulittle32_t;
using llvm::support::ulittle64_t;

enum Register : uint64_t {
  ID = 0x00,
  INFO = 0x04,
  CONTROL = 0x08,
  STATUS = 0x0C,
  RING_LO = 0x10,
  RING_HI = 0x14,
  MAILBOXES = 0x18,
  DOORBELL = 0x1C,
  EVENT = 0x20,
  ABORT = 0x24,
  LOG = 0x28
};
enum : uint32_t {
  ControlRun = 1,
  ControlInterrupts = 2,
  ControlReset = 4,
  ControlBusReset = 8,
  StatusReady = 1,
  StatusRunning = 2,
  StatusFault = 4,
  EventDone = 1,
  EventBusReset = 2,
  EventUnitChanged = 4,
  EventFault = 8,
  EventHeartbeat = 16,
  EventRejected = 32,
  EventLog = 64
};
enum MailboxState : uint8_t { Free = 0, Ready = 1, Taken = 2, Done = 3 };
enum LogKind : uint8_t {
  LogHeartbeat = 1,
  LogCommand = 2, // It ended badly.
  LogBusReset = 3,
  LogUnitChanged = 4,
  LogFault = 5
};
enum Direction : uint8_t { NoData = 0, ToHost = 1, FromHost = 2 };
enum HostStatus : uint8_t {
  Ok = 0,
  NoUnit = 1,
  WrongLength = 2,
  Aborted = 3,
  BusWasReset = 4,
  MemoryError = 5
};

struct Mailbox {
  uint8_t State;
  uint8_t Lun;
  uint8_t CdbBytes;
  uint8_t Direction;
  uint8_t HostStatus;
  uint8_t ScsiStatus;
  ulittle16_t Segments;
  ulittle32_t DataBytes;
  ulittle32_t Transferred;
  uint8_t Cdb[16];
  ulittle64_t SegmentList;
  uint8_t Reserved[24];
};
static_assert(sizeof(Mailbox) == 64);

struct Segment {
  ulittle64_t Address;
  ulittle32_t Bytes;
  ulittle32_t Reserved;
};
static_assert(sizeof(Segment) == 16);
} // namespace hba

struct HbaUnitConfig {
  uint64_t Blocks = 1u << 16;
  unsigned BlockShift = 9;
};

struct HbaConfig {
  std::vector<HbaUnitConfig> Units{HbaUnitConfig()};
  unsigned Mailboxes = 32;
  Time ResetMax = 20 * 1000 * 1000;
  Time BusResetTime = 250 * 1000;
  Time FetchMax = 2 * 1000;
  Time CommandMin = 50 * 1000;
  Time CommandMax = 400 * 1000;
  Time HeartbeatPeriod = 2 * 1000 * 1000;
  /// Entries at which EVENT says so, and that the log holds at most.
  unsigned LogNotice = 8, LogEntries = 64;
  /// Opcode is that of the command block. A failure has its host status in the
  /// high byte and its SCSI status in the low one.
  FaultPlan Faults;
};

class SimpleHba : public Device {
public:
  SimpleHba(Bus &TheBus, HbaConfig Config);

  uint64_t registerBytes() const override { return 0x1000; }
  uint64_t readRegister(uint64_t Offset, unsigned Bytes) override;
  void writeRegister(uint64_t Offset, unsigned Bytes, uint64_t Value) override;
  llvm::ArrayRef<uint8_t> configuration() const override { return PciConfig; }
  void reset() override;

  void setMisuseObserver(MisuseObserver O) { Observer = std::move(O); }
  /// Is called when the plan removes the device; the machine then removes it.
  void setRemovalObserver(std::function<void()> O) { OnRemoval = std::move(O); }
  void addFault(const Fault &F) { Config.Faults.add(F); }
  void remove();
  /// The unit has another capacity.
  void resizeUnit(unsigned Lun, uint64_t Blocks);
  Medium *medium(unsigned Lun) {
    return Lun < Units.size() ? &Units[Lun]->medium() : nullptr;
  }
  size_t commandsOutstanding() const { return InFlight.size(); }

private:
  struct Command {
    hba::Mailbox Box;
    uint64_t Serial;
    uint16_t Injected;
  };

  void misuse(Misuse Kind, const llvm::Twine &Text);
  void later(Time Delay, std::function<void()> Action);
  void writeControl(uint32_t Value);
  void stop();
  void restart();
  void resetBus();
  void ring(uint32_t Index);
  void fetch(uint32_t Index);
  void finish(uint32_t Index, uint64_t Serial);
  void execute(hba::Mailbox &Box);
  bool gather(const hba::Mailbox &Box, llvm::MutableArrayRef<uint8_t> Into);
  bool scatter(const hba::Mailbox &Box, llvm::ArrayRef<uint8_t> From);
  template <typename Move>
  bool walk(const hba::Mailbox &Box, uint64_t Bytes, Move Each);
  void answer(uint32_t Index, hba::Mailbox Box);
  void raise(uint32_t Events);
  void update();
  void beat();
  void note(hba::LogKind Kind, uint8_t Lun = 0);

  Bus &TheBus;
  HbaConfig Config;
  MisuseObserver Observer;
  std::function<void()> OnRemoval;
  std::array<uint8_t, 256> PciConfig{};
  std::vector<std::unique_ptr<ScsiUnit>> Units;
  std::map<uint32_t, Command> InFlight; // By mailbox.
  uint64_t NextSerial = 0, Generation = 0, BusResets = 0, Ring = 0;
  std::deque<uint32_t> Log;
  uint16_t NextLogNumber = 0;
  uint32_t Control = 0, Status = 0, Event = 0, Mailboxes = 0;
  bool Interrupting = false, Removed = false;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_DEVICES_SIMPLEHBA_H
