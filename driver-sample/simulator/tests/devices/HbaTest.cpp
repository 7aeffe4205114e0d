//===- HbaTest.cpp - The host adapter, its units, the neighbour, media ---===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FakeBus.h"
#include "devices/NeighbourDevice.h"
#include "devices/SimpleHba.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

using namespace miniport::simulator;
using namespace miniport::simulator::hba;

namespace {

struct Hba : ::testing::Test {
  static constexpr uint64_t Ring = FakeBus::Base;
  static constexpr uint64_t List = FakeBus::Base + 0x1000;
  static constexpr uint64_t Data = FakeBus::Base + 0x10000;

  FakeBus TheBus{0};
  HbaConfig Config = [] {
    HbaConfig C;
    C.Units = {{1000, 9}, {64, 12}};
    C.HeartbeatPeriod = 3600 * Second;
    return C;
  }();
  SimpleHba Device{TheBus, Config};
  std::vector<Misuse> Misuses;

  uint32_t read(uint64_t Offset) { return Device.readRegister(Offset, 4); }
  void write(uint64_t Offset, uint32_t Value) {
    Device.writeRegister(Offset, 4, Value);
  }
  void SetUp() override {
    Device.setMisuseObserver(
        [this](Misuse Kind, const std::string &) { Misuses.push_back(Kind); });
    TheBus.run(Second);
    ASSERT_EQ(read(STATUS), StatusReady);
    write(RING_LO, uint32_t(Ring));
    write(RING_HI, Ring >> 32);
    write(MAILBOXES, 4);
    write(CONTROL, ControlRun | ControlInterrupts);
    ASSERT_EQ(read(STATUS), StatusReady | StatusRunning);
  }
  Mailbox &box(unsigned Index) {
    return TheBus.at<Mailbox>(Ring + Index * sizeof(Mailbox));
  }
  void put(unsigned Index, unsigned Lun, std::vector<uint8_t> Cdb,
           Direction Way = NoData, uint32_t Bytes = 0) {
    Mailbox &B = box(Index);
    B = Mailbox();
    B.State = hba::Ready;
    B.Lun = Lun;
    B.CdbBytes = Cdb.size();
    std::copy(Cdb.begin(), Cdb.end(), B.Cdb);
    B.Direction = Way;
    B.DataBytes = Bytes;
    B.Segments = 2;
    B.SegmentList = List;
    auto *S = &TheBus.at<Segment>(List);
    S[0].Address = Data;
    S[0].Bytes = 100;
    S[1].Address = Data + 0x1000;
    S[1].Bytes = Bytes > 100 ? Bytes - 100 : 0;
    write(DOORBELL, Index);
  }
  uint8_t run(unsigned Lun, std::vector<uint8_t> Cdb, Direction Way = NoData,
              uint32_t Bytes = 0) {
    put(0, Lun, std::move(Cdb), Way, Bytes);
    TheBus.run(10 * Milli);
    EXPECT_EQ(box(0).State, Done);
    EXPECT_EQ(read(EVENT), EventDone);
    return box(0).ScsiStatus;
  }
  void clearAttention() {
    for (unsigned Lun : {0, 1})
      EXPECT_EQ(run(Lun, {0, 0, 0, 0, 0, 0}), ScsiUnit::CheckCondition);
  }
};

TEST_F(Hba, EventsAreClearedByReading) {
  put(0, 0, {0, 0, 0, 0, 0, 0});
  EXPECT_FALSE(TheBus.Line);
  TheBus.run(10 * Milli);
  EXPECT_TRUE(TheBus.Line);
  EXPECT_EQ(read(EVENT), EventDone);
  EXPECT_FALSE(TheBus.Line);
  EXPECT_EQ(read(EVENT), 0u);
}

TEST_F(Hba, SenseIsKeptUntilItIsAskedFor) {
  EXPECT_EQ(run(0, {0, 0, 0, 0, 0, 0}), ScsiUnit::CheckCondition);
  EXPECT_EQ(run(0, {3, 0, 0, 0, 18, 0}, ToHost, 18), ScsiUnit::Good);
  const uint8_t *Sense = &TheBus.at<uint8_t>(Data);
  EXPECT_EQ(Sense[2], 6);
  EXPECT_EQ(Sense[12], 0x29);
  EXPECT_EQ(box(0).Transferred, 18u);
  // Another command loses it.
  EXPECT_EQ(run(0, {0xEE, 0, 0, 0, 0, 0}), ScsiUnit::CheckCondition);
  EXPECT_EQ(run(0, {0, 0, 0, 0, 0, 0}), ScsiUnit::Good);
  EXPECT_EQ(run(0, {3, 0, 0, 0, 18, 0}, ToHost, 18), ScsiUnit::Good);
  EXPECT_EQ(Sense[2], 0);
}

TEST_F(Hba, WriteThenRead) {
  clearAttention();
  for (unsigned I = 0; I != 0x2000; ++I)
    TheBus.at<uint8_t>(Data + I) = uint8_t(I * 7 + 1);
  EXPECT_EQ(run(0, {0x2A, 0, 0, 0, 0, 5, 0, 0, 2, 0}, FromHost, 1024),
            ScsiUnit::Good);
  std::vector<uint8_t> Disk(1024);
  Device.medium(0)->read(5, Disk);
  EXPECT_EQ(Disk[99], uint8_t(99 * 7 + 1));
  EXPECT_EQ(Disk[100], uint8_t(0x1000 * 7 + 1));
  std::memset(&TheBus.at<uint8_t>(Data), 0, 0x2000);
  EXPECT_EQ(run(0, {0x28, 0, 0, 0, 0, 5, 0, 0, 2, 0}, ToHost, 1024),
            ScsiUnit::Good);
  EXPECT_EQ(TheBus.at<uint8_t>(Data + 0x1000), uint8_t(0x1000 * 7 + 1));
  EXPECT_EQ(run(0, {0x28, 0, 0, 0, 4, 0, 0, 0, 2, 0}, ToHost, 1024),
            ScsiUnit::CheckCondition);
  EXPECT_EQ(run(0, {0x28, 0, 0, 0, 0, 5, 0, 0, 2, 0}, ToHost, 512),
            ScsiUnit::Good);
  EXPECT_EQ(box(0).HostStatus, WrongLength);
}

TEST_F(Hba, UnitsAndCapacity) {
  clearAttention();
  EXPECT_EQ(run(1, {0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0}, ToHost, 8),
            ScsiUnit::Good);
  EXPECT_EQ(llvm::support::endian::read32be(&TheBus.at<uint8_t>(Data)), 63u);
  EXPECT_EQ(llvm::support::endian::read32be(&TheBus.at<uint8_t>(Data + 4)),
            4096u);
  run(5, {0x12, 0, 0, 0, 36, 0}, ToHost, 36);
  EXPECT_EQ(box(0).HostStatus, NoUnit);
}

TEST_F(Hba, OneCommandAUnit) {
  clearAttention();
  put(0, 0, {0, 0, 0, 0, 0, 0});
  put(1, 0, {0, 0, 0, 0, 0, 0});
  put(2, 1, {0, 0, 0, 0, 0, 0});
  TheBus.run(10 * Milli);
  EXPECT_EQ(Misuses, std::vector<Misuse>{Misuse::MailboxBusy});
  EXPECT_EQ(box(0).ScsiStatus + box(1).ScsiStatus, ScsiUnit::Busy);
  EXPECT_EQ(box(2).ScsiStatus, ScsiUnit::Good);
}

TEST_F(Hba, TheLogSaysWhenItFills) {
  clearAttention(); // Two entries.
  for (unsigned I = 0; I != 5; ++I)
    run(0, {0xEE, 0, 0, 0, 0, 0});
  put(0, 0, {0xEE, 0, 0, 0, 0, 0});
  TheBus.run(10 * Milli);
  EXPECT_EQ(read(EVENT), EventDone | EventLog);
  for (unsigned I = 0; I != 8; ++I)
    EXPECT_EQ(read(LOG) >> 24, LogCommand);
  EXPECT_EQ(read(LOG), 0u);
}

TEST_F(Hba, BusResetAndAbort) {
  clearAttention();
  Device.addFault({Fault::Effect::Lost, Fault::Queue::Any, {}, 1, 2});
  put(0, 0, {0, 0, 0, 0, 0, 0});
  TheBus.run(10 * Milli);
  write(ABORT, 0);
  EXPECT_EQ(box(0).HostStatus, Aborted);
  put(0, 0, {0, 0, 0, 0, 0, 0});
  TheBus.run(10 * Milli);
  read(EVENT);
  write(CONTROL, read(CONTROL) | ControlBusReset);
  EXPECT_EQ(box(0).HostStatus, BusWasReset);
  TheBus.run(Milli);
  EXPECT_EQ(read(EVENT), EventDone | EventBusReset);
  EXPECT_FALSE(read(CONTROL) & ControlBusReset);
  write(CONTROL, ControlReset);
  EXPECT_EQ(read(STATUS), 0u);
  TheBus.run(Second);
  EXPECT_EQ(read(STATUS), StatusReady);
}

TEST(Neighbour, MeasuresWhatIsNotServed) {
  FakeBus TheBus(0);
  NeighbourDevice Device(TheBus, 100'000);
  Device.writeRegister(4, 4, 1);
  TheBus.run(Milli);
  EXPECT_TRUE(TheBus.Line);
  EXPECT_GT(Device.longestWait(), 500'000u);
  EXPECT_NE(Device.readRegister(0, 4), 0u);
  EXPECT_FALSE(TheBus.Line);
  EXPECT_EQ(Device.waiting(), 0u);
  EXPECT_GT(Device.served(), 3u);
}

TEST(Media, FileKeepsWhatIsDurable) {
  llvm::SmallString<128> Path;
  ASSERT_FALSE(llvm::sys::fs::createTemporaryFile("medium", "img", Path));
  std::vector<uint8_t> Block(512, 0x5A), Got(512);
  {
    auto M = llvm::cantFail(Medium::inFile(Path, 100, 9));
    M->write(7, Block, true);
    M->write(8, Block, false);
    M->read(8, Got);
    EXPECT_EQ(Got, Block);
  }
  auto M = llvm::cantFail(Medium::inFile(Path, 100, 9));
  M->read(7, Got);
  EXPECT_EQ(Got, Block);
  M->read(8, Got);
  EXPECT_EQ(Got, std::vector<uint8_t>(512));
  llvm::sys::fs::remove(Path);
}

} // namespace
