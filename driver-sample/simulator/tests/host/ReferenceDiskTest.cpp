//===- ReferenceDiskTest.cpp - What a block may hold ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/ReferenceDisk.h"
#include "gtest/gtest.h"

using namespace miniport::simulator;

namespace {

using Stamps = std::vector<ReferenceDisk::Stamp>;

struct Disk : ::testing::Test {
  ReferenceDisk D{100, 512};
  std::vector<uint8_t> block(uint64_t Lba, uint32_t Stamp) {
    std::vector<uint8_t> Data(512);
    D.fill(Lba, Stamp, Data);
    return Data;
  }
  bool reads(uint64_t Lba, uint32_t Stamp) {
    return !D.endRead(D.beginRead(Lba, 1), block(Lba, Stamp));
  }
};

TEST_F(Disk, NewBlocksAreZeros) {
  EXPECT_TRUE(reads(5, 0));
  EXPECT_FALSE(reads(5, 1));
}

TEST_F(Disk, AWriteIsOneOrTheOtherUntilItEnds) {
  auto W = D.beginWrite(5, 1, 7);
  EXPECT_TRUE(reads(5, 0));
  EXPECT_TRUE(reads(5, 7));
  D.endWrite(W, true);
  EXPECT_FALSE(reads(5, 0));
  EXPECT_TRUE(reads(5, 7));
}

TEST_F(Disk, AReadMaySeeAWriteThatBeganAfterIt) {
  auto R = D.beginRead(5, 1);
  D.endWrite(D.beginWrite(5, 1, 7), true);
  EXPECT_FALSE(D.endRead(R, block(5, 7)));
  R = D.beginRead(5, 1);
  D.endWrite(D.beginWrite(5, 1, 8), true);
  EXPECT_FALSE(D.endRead(R, block(5, 7)));
}

TEST_F(Disk, OverlappingWritesHaveNoOrder) {
  auto A = D.beginWrite(5, 1, 1);
  auto B = D.beginWrite(5, 1, 2);
  D.endWrite(A, true);
  EXPECT_TRUE(reads(5, 1));
  EXPECT_TRUE(reads(5, 2));
  D.endWrite(B, true);
  EXPECT_EQ(D.possible(5), (Stamps{1, 2}));
  D.endWrite(D.beginWrite(5, 1, 3), true);
  EXPECT_EQ(D.possible(5), Stamps{3});
}

TEST_F(Disk, WhatEndedBeforeIsNoRival) {
  // A and B overlap, B and C overlap, A and C do not.
  auto A = D.beginWrite(5, 1, 1);
  auto B = D.beginWrite(5, 1, 2);
  D.endWrite(A, true);
  auto C = D.beginWrite(5, 1, 3);
  D.endWrite(B, true);
  D.endWrite(C, true);
  EXPECT_EQ(D.possible(5), (Stamps{2, 3}));
}

TEST_F(Disk, AFailedWriteMayHaveHappened) {
  D.endWrite(D.beginWrite(5, 2, 1), true);
  D.endWrite(D.beginWrite(6, 2, 2), false);
  EXPECT_EQ(D.possible(5), Stamps{1});
  EXPECT_EQ(D.possible(6), (Stamps{1, 2}));
  EXPECT_EQ(D.possible(7), (Stamps{0, 2}));
}

TEST_F(Disk, PowerLoss) {
  D.endWrite(D.beginWrite(1, 1, 1), true);
  D.endFlush(D.beginFlush());
  D.endWrite(D.beginWrite(1, 1, 2), true);
  D.endWrite(D.beginWrite(2, 1, 3), true, true);
  auto F = D.beginFlush();
  D.endWrite(D.beginWrite(3, 1, 4), true);
  D.endFlush(F);
  D.losePower();
  EXPECT_EQ(D.possible(1), Stamps{2});
  EXPECT_EQ(D.possible(2), Stamps{3});
  EXPECT_EQ(D.possible(3), (Stamps{0, 4}));
}

TEST_F(Disk, ShiftedOrTornDataDoesNotPass) {
  D.endWrite(D.beginWrite(5, 2, 1), true);
  auto Data = block(5, 1);
  Data[300] ^= 1;
  EXPECT_TRUE(D.endRead(D.beginRead(5, 1), Data));
  EXPECT_TRUE(D.endRead(D.beginRead(5, 1), block(6, 1)));
}

} // namespace
