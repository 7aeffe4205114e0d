//===- NvmeIoTest.cpp - I/O commands, PRPs, interrupts, misuse -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NvmeHost.h"
#include <set>

using namespace miniport::simulator;
using namespace miniport::simulator::nvme;

namespace {

struct NvmeIo : ::testing::Test {
  NvmeHost H{8};
  void SetUp() override {
    ASSERT_TRUE(H.enable());
    ASSERT_TRUE(H.createQueue(1, 1));
    for (size_t I = 0; I != 0x200000; ++I)
      H.TheBus.Ram[0x100000 + I] = uint8_t(I * 31 + (I >> 9) * 7);
    H.TheBus.Messages.clear();
  }
  llvm::ArrayRef<uint8_t> memory(uint64_t Address, size_t Bytes) {
    return {&H.TheBus.at<uint8_t>(Address), Bytes};
  }
};

TEST_F(NvmeIo, WriteThenRead) {
  auto E = H.transfer(Write, 100, 8);
  ASSERT_EQ(H.status(1, E), Success);
  E = H.transfer(Read, 100, 8);
  E.Prp1 = H.Data + 0x10000;
  ASSERT_EQ(H.status(1, E), Success);
  EXPECT_EQ(memory(H.Data, 4096), memory(H.Data + 0x10000, 4096));
  EXPECT_EQ(H.TheBus.Messages, (std::vector<unsigned>{1, 1}));
  EXPECT_TRUE(H.Misuses.empty());
}

TEST_F(NvmeIo, OffsetAndSecondPage) {
  auto E = H.transfer(Write, 5, 8);
  E.Prp1 = H.Data + 0x204;
  E.Prp2 = H.Data + 0x5000;
  ASSERT_EQ(H.status(1, E), Success);
  std::vector<uint8_t> Disk(4096);
  H.Device.medium(1)->read(5, Disk);
  EXPECT_EQ(llvm::ArrayRef(Disk).take_front(4096 - 0x204),
            memory(H.Data + 0x204, 4096 - 0x204));
  EXPECT_EQ(llvm::ArrayRef(Disk).drop_front(4096 - 0x204),
            memory(H.Data + 0x5000, 0x204));
  E = H.transfer(Write, 5, 8);
  E.Prp1 = H.Data + 0x200;
  E.Prp2 = H.Data + 0x5008;
  EXPECT_EQ(H.status(1, E), InvalidPrpOffset | DoNotRetry);
  E = H.transfer(Write, 5, 8);
  E.Prp1 = H.Data + 0x201;
  EXPECT_EQ(H.status(1, E), InvalidPrpOffset | DoNotRetry);
}

TEST_F(NvmeIo, ChainedList) {
  // 32 pages; the list begins 3 entries before the end of its page.
  uint64_t List = H.Data + 0x100FE8, More = H.Data + 0x102000;
  auto Put = [&](uint64_t At, uint64_t Value) {
    H.TheBus.at<ulittle64_t>(At) = Value;
  };
  for (unsigned I = 0; I != 31; ++I) {
    uint64_t Page = H.Data + 0x1000 * (2 * I + 2);
    if (I < 2)
      Put(List + 8 * I, Page);
    else
      Put(More + 8 * (I - 2), Page);
  }
  Put(List + 16, More);
  auto E = H.transfer(Write, 0, 256);
  E.Prp2 = List;
  ASSERT_EQ(H.status(1, E), Success);
  std::vector<uint8_t> Disk(32 * 4096);
  H.Device.medium(1)->read(0, Disk);
  for (unsigned I = 0; I != 32; ++I)
    EXPECT_EQ(llvm::ArrayRef(Disk).slice(I * 4096, 4096),
              memory(H.Data + 0x2000 * I, 4096))
        << I;
  Put(List + 16, More + 8);
  E.CommandId = H.NextId++;
  EXPECT_EQ(H.status(1, E), InvalidPrpOffset | DoNotRetry);
  // More than MDTS.
  E = H.transfer(Write, 0, 257);
  E.Prp2 = List;
  EXPECT_EQ(H.status(1, E), InvalidField | DoNotRetry);
}

TEST_F(NvmeIo, BadMemory) {
  auto E = H.transfer(Read, 0, 1);
  E.Prp1 = 0x1000;
  EXPECT_EQ(H.status(1, E), DataTransferError);
  EXPECT_EQ(H.Misuses, std::vector<Misuse>{Misuse::MemoryAccess});
}

TEST_F(NvmeIo, Validation) {
  uint64_t End = H.Device.medium(1)->blocks();
  EXPECT_EQ(H.status(1, H.transfer(Read, End - 1, 1)), Success);
  EXPECT_EQ(H.status(1, H.transfer(Read, End - 1, 2)),
            LbaOutOfRange | DoNotRetry);
  EXPECT_EQ(H.status(1, H.transfer(Read, ~0ull, 2)),
            LbaOutOfRange | DoNotRetry);
  auto E = H.transfer(Read, 0, 1);
  E.NamespaceId = 7;
  EXPECT_EQ(H.status(1, E), InvalidNamespace | DoNotRetry);
  EXPECT_EQ(H.status(1, H.transfer(0x33, 0, 1)), InvalidOpcode | DoNotRetry);
  E = H.transfer(Read, 0, 1);
  E.Flags = 0x40;
  EXPECT_EQ(H.status(1, E), InvalidField | DoNotRetry);
}

TEST_F(NvmeIo, CacheFlushAndPowerLoss) {
  Medium *M = H.Device.medium(1);
  ASSERT_EQ(H.status(1, H.transfer(Write, 0, 2)), Success);
  EXPECT_EQ(M->cachedBlocks(), 2u);
  ASSERT_EQ(H.status(1, H.entry(Flush, 1)), Success);
  EXPECT_EQ(M->cachedBlocks(), 0u);
  auto E = H.transfer(Write, 8, 1);
  E.Cdw12 = E.Cdw12 | 1u << 30;
  ASSERT_EQ(H.status(1, E), Success);
  EXPECT_EQ(M->cachedBlocks(), 0u);
  ASSERT_EQ(H.status(1, H.transfer(Write, 16, 1)), Success);
  H.Device.losePower();
  std::vector<uint8_t> Block(512), Zeros(512);
  M->read(16, Block);
  EXPECT_EQ(Block, Zeros);
  M->read(8, Block);
  EXPECT_NE(Block, Zeros);
}

TEST_F(NvmeIo, ZeroesDatasetCompareVerify) {
  ASSERT_EQ(H.status(1, H.transfer(Write, 0, 8)), Success);
  EXPECT_EQ(H.status(1, H.transfer(Compare, 0, 8)), Success);
  EXPECT_EQ(H.status(1, H.transfer(Verify, 0, 8)), Success);
  EXPECT_EQ(H.status(1, H.transfer(WriteZeroes, 0, 2)), Success);
  EXPECT_EQ(H.status(1, H.transfer(Compare, 0, 8)),
            CompareFailure | DoNotRetry);
  auto &Range = H.TheBus.at<DatasetRange>(H.Data + 0x20000);
  Range.Blocks = 2;
  Range.Lba = 4;
  auto E = H.entry(DatasetManagement, 1);
  E.Prp1 = H.Data + 0x20000;
  E.Cdw11 = 4;
  ASSERT_EQ(H.status(1, E), Success);
  std::vector<uint8_t> Disk(4096), Zeros(1024);
  H.Device.medium(1)->read(0, Disk);
  EXPECT_EQ(llvm::ArrayRef(Disk).slice(0, 1024), llvm::ArrayRef(Zeros));
  EXPECT_EQ(llvm::ArrayRef(Disk).slice(4 * 512, 1024), llvm::ArrayRef(Zeros));
  EXPECT_NE(llvm::ArrayRef(Disk).slice(2 * 512, 1024), llvm::ArrayRef(Zeros));
  Range.Lba = ~0ull;
  E.CommandId = H.NextId++;
  EXPECT_EQ(H.status(1, E), LbaOutOfRange | DoNotRetry);
}

TEST_F(NvmeIo, CompletionsShuffleAndPhaseTurns) {
  std::set<uint16_t> Seen;
  bool InOrder = true;
  for (unsigned Round = 0; Round != 5; ++Round) {
    uint16_t First = H.NextId;
    for (unsigned I = 0; I != 10; ++I)
      H.put(1, H.transfer(Read, I, 1));
    H.sqDoorbell(1, H.Tail[1]);
    H.TheBus.run(10 * Milli);
    for (unsigned I = 0; I != 10; ++I) {
      auto C = H.take(1);
      ASSERT_TRUE(C);
      Seen.insert(C->CommandId);
      InOrder &= C->CommandId == First + I;
    }
  }
  EXPECT_EQ(Seen.size(), 50u);
  EXPECT_FALSE(InOrder);
  EXPECT_TRUE(H.Misuses.empty());
}

TEST_F(NvmeIo, FullCompletionQueueWaits) {
  for (unsigned Round = 0; Round != 2; ++Round) {
    for (unsigned I = 0; I != 10; ++I)
      H.put(1, H.transfer(Read, I, 1));
    H.sqDoorbell(1, H.Tail[1]);
    H.TheBus.run(10 * Milli);
  }
  // 15 of the 20 have room; none is lost.
  unsigned Got = 0;
  while (H.take(1, false))
    ++Got;
  EXPECT_EQ(Got, 15u);
  H.cqDoorbell(1, H.Head[1] % H.Depth);
  while (H.take(1))
    ++Got;
  EXPECT_EQ(Got, 20u);
  EXPECT_TRUE(H.Misuses.empty());
}

TEST_F(NvmeIo, Faults) {
  H.Device.addFault({Fault::Effect::Fail, Fault::Queue::Io, std::nullopt, 2, 1,
                     UnrecoveredRead});
  EXPECT_EQ(H.status(1, H.transfer(Read, 0, 1)), Success);
  EXPECT_EQ(H.status(1, H.transfer(Read, 0, 1)), UnrecoveredRead);
  EXPECT_EQ(H.status(1, H.transfer(Read, 0, 1)), Success);
  H.Device.addFault(
      {Fault::Effect::Slow, Fault::Queue::Io, std::nullopt, 1, 1, 0, Second});
  EXPECT_EQ(H.status(1, H.transfer(Read, 0, 1)), 0xFFFF);
  H.TheBus.run(Second);
  EXPECT_TRUE(H.take(1));
  H.Device.addFault({Fault::Effect::Fatal});
  EXPECT_EQ(H.status(1, H.transfer(Read, 0, 1)), 0xFFFF);
  EXPECT_TRUE(H.read(CSTS) & CSTS_CFS);
  H.write(CC, 0);
  H.TheBus.run(Second);
  EXPECT_EQ(H.read(CSTS), 0u);
  EXPECT_TRUE(H.enable());
}

TEST_F(NvmeIo, DoorbellMisuse) {
  H.sqDoorbell(3, 1);
  H.sqDoorbell(1, 99);
  H.cqDoorbell(1, 3);
  H.sqDoorbell(1, 0);
  EXPECT_EQ(H.Misuses,
            (std::vector<Misuse>{Misuse::UnknownDoorbell, Misuse::DoorbellValue,
                                 Misuse::CompletionOverrun,
                                 Misuse::DoorbellRepeated}));
  // It is an asynchronous event as well.
  H.submit(0, H.entry(AsyncEventRequest));
  H.TheBus.run(10 * Milli);
  auto C = H.take(0);
  ASSERT_TRUE(C);
  EXPECT_EQ(C->Result & 7, ErrorEvent);
}

TEST_F(NvmeIo, TooManyEntries) {
  H.Device.addFault(
      {Fault::Effect::Lost, Fault::Queue::Io, std::nullopt, 1, 100});
  for (unsigned I = 0; I != 10; ++I)
    H.put(1, H.transfer(Read, 0, 1));
  H.sqDoorbell(1, 10);
  // Nothing was fetched yet: six more are one too many.
  for (unsigned I = 0; I != 6; ++I)
    H.put(1, H.transfer(Read, 0, 1));
  H.sqDoorbell(1, H.Tail[1]);
  EXPECT_EQ(H.Misuses, std::vector<Misuse>{Misuse::DoorbellValue});
}

TEST_F(NvmeIo, OverwrittenEntryAndDoubleId) {
  auto E = H.transfer(Read, 0, 1);
  H.submit(1, E);
  H.TheBus.at<SubmissionEntry>(H.sq(1)).Cdw12 = 3;
  H.TheBus.run(10 * Milli);
  EXPECT_EQ(H.Misuses, std::vector<Misuse>{Misuse::EntryOverwritten});
  EXPECT_TRUE(H.take(1));
  H.put(1, E);
  H.put(1, E);
  H.sqDoorbell(1, H.Tail[1]);
  H.TheBus.run(10 * Milli);
  EXPECT_EQ(H.Misuses.back(), Misuse::CommandIdInUse);
}

TEST_F(NvmeIo, MasksAreNotForMessages) {
  H.write(INTMS, 1);
  EXPECT_EQ(H.Misuses, std::vector<Misuse>{Misuse::MaskWithMessages});
}

TEST(NvmeLine, LevelWithMask) {
  NvmeHost H(0);
  ASSERT_TRUE(H.enable());
  ASSERT_TRUE(H.createQueue(1, 0));
  EXPECT_FALSE(H.TheBus.Line);
  H.submit(1, H.transfer(Read, 0, 1));
  H.TheBus.run(10 * Milli);
  EXPECT_TRUE(H.TheBus.Line);
  H.write(INTMS, 1);
  EXPECT_FALSE(H.TheBus.Line);
  EXPECT_EQ(H.read(INTMS), 1u);
  H.write(INTMC, 1);
  EXPECT_TRUE(H.TheBus.Line);
  EXPECT_TRUE(H.take(1));
  EXPECT_FALSE(H.TheBus.Line);
  EXPECT_TRUE(H.TheBus.Messages.empty());
  EXPECT_TRUE(H.Misuses.empty());
}

TEST(NvmeMsi, MaskedMessageIsSentLater) {
  NvmeConfig Config;
  Config.PlainMsi = true;
  NvmeHost H(1, Config);
  ASSERT_TRUE(H.enable());
  ASSERT_TRUE(H.createQueue(1, 0));
  H.write(INTMS, 1);
  H.TheBus.Messages.clear();
  H.submit(1, H.transfer(Read, 0, 1));
  H.TheBus.run(10 * Milli);
  EXPECT_TRUE(H.TheBus.Messages.empty());
  H.write(INTMC, 1);
  EXPECT_EQ(H.TheBus.Messages, std::vector<unsigned>{0});
}

TEST(NvmeReset, NothingIsPostedAfterwards) {
  NvmeConfig Config;
  Config.DoorbellStride = 1;
  NvmeHost H(8, Config);
  ASSERT_TRUE(H.enable());
  ASSERT_TRUE(H.createQueue(1, 1));
  H.submit(1, H.transfer(Read, 0, 1));
  H.TheBus.run(3000);
  H.write(CC, 0);
  H.TheBus.run(Second);
  EXPECT_FALSE(H.take(1));
  H.sqDoorbell(1, 0);
  EXPECT_EQ(H.Misuses, std::vector<Misuse>{Misuse::DoorbellNotReady});
  EXPECT_TRUE(H.enable());
  EXPECT_TRUE(H.createQueue(1, 1));
}

} // namespace
