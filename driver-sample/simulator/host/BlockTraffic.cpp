//===- BlockTraffic.cpp - Reads and writes that are looked at -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/BlockTraffic.h"
#include "llvm/Support/Endian.h"
#include <cstring>

using namespace llvm;
using namespace miniport::simulator;

BlockTraffic::BlockTraffic(Simulation &S, unsigned Threads,
                           uint64_t Operations, uint8_t Lun)
    : S(S), Left(Operations),
      PartBlocks(std::min<uint64_t>(2048, UnitBlocks / Threads)), Lun(Lun),
      Lanes(Threads) {
  for (Lane &L : Lanes) {
    L.Stamps.assign(PartBlocks, 0);
    // Nothing is known of what stands there until it is written.
    L.Unsure.assign(PartBlocks, true);
  }
  T = std::make_unique<Traffic>(
      S, Threads, [this](unsigned I, IoRequest &R) { return fill(I, R); },
      [this](unsigned I, IoRequest &R) { check(I, R); });
}

void BlockTraffic::stamp(uint8_t *Block, uint64_t Lba, uint32_t Stamp) {
  for (unsigned At = 0; At < BlockBytes; At += 16) {
    support::endian::write64le(Block + At, Lba * 0x9E3779B97F4A7C15u + At);
    support::endian::write64le(Block + At + 8, Stamp);
  }
}

bool BlockTraffic::fill(unsigned Index, IoRequest &R) {
  if (!Left)
    return false;
  --Left;
  Random &Numbers = S.M.random();
  Lane &L = Lanes[Index];
  AbiRequest &B = R.Block;
  B.Lun = Lun;
  B.TimeOutSeconds = 10;
  B.CdbBytes = 10;
  L.Other = false;
  if (Numbers.oneIn(20)) {
    L.Other = true;
    L.Write = false;
    fillOther(R);
    return true;
  }
  uint64_t Most = std::min<uint64_t>(
      {256, S.ThePort->config().MaximumTransferBytes / BlockBytes,
       PartBlocks - 1});
  L.Blocks = 1 + (Numbers.oneIn(4) ? Numbers.below(Most) : Numbers.below(17));
  L.Blocks = std::min<uint64_t>(L.Blocks, Most);
  L.Lba = Numbers.below(PartBlocks - L.Blocks);
  L.Write = Numbers.oneIn(2);
  uint64_t Lba = Index * PartBlocks + L.Lba;
  R.Data.assign(L.Blocks * BlockBytes, 0xEE);
  B.Flags = L.Write ? SrbDataOut : SrbDataIn;
  B.Cdb[0] = L.Write ? 0x2A : 0x28;
  B.Cdb[1] = L.Write && Numbers.oneIn(16) ? 0x08 : 0; // FUA
  support::endian::write32be(B.Cdb + 2, Lba);
  support::endian::write16be(B.Cdb + 7, L.Blocks);
  if (L.Write) {
    L.Stamp = NextStamp++;
    for (unsigned Block = 0; Block < L.Blocks; ++Block)
      stamp(R.Data.data() + Block * BlockBytes, Lba + Block, L.Stamp);
  }
  return true;
}

/// What comes in between: a flush, a question, a setting.
void BlockTraffic::fillOther(IoRequest &R) {
  AbiRequest &B = R.Block;
  switch (S.M.random().below(4)) {
  case 0:
    B.Cdb[0] = 0x35; // SYNCHRONIZE CACHE(10)
    break;
  case 1:
    B.Cdb[0] = 0x00; // TEST UNIT READY
    B.CdbBytes = 6;
    break;
  case 2:
    B.Cdb[0] = 0x25; // READ CAPACITY(10)
    B.Flags = SrbDataIn;
    R.Data.assign(8, 0);
    break;
  default:
    B.Cdb[0] = 0x15; // MODE SELECT(6): the write cache on
    B.Cdb[1] = 0x10;
    B.Cdb[4] = 24;
    B.CdbBytes = 6;
    B.Flags = SrbDataOut;
    R.Data.assign(24, 0);
    R.Data[4] = 0x08;
    R.Data[5] = 0x12;
    R.Data[6] = 0x04;
  }
}

void BlockTraffic::check(unsigned Index, IoRequest &R) {
  Lane &L = Lanes[Index];
  bool Ok = (R.Result.SrbStatus & 0x3F) == SrbSuccess;
  if (!Ok && !MayFail)
    S.M.report("request-failed",
               "operation code 0x" + Twine::utohexstr(R.Block.Cdb[0]) +
                   " came back with SRB status 0x" +
                   Twine::utohexstr(R.Result.SrbStatus));
  if (L.Other)
    return;
  if (L.Write) {
    for (unsigned Block = 0; Block < L.Blocks; ++Block) {
      L.Unsure[L.Lba + Block] = !Ok;
      L.Stamps[L.Lba + Block] = L.Stamp;
    }
    return;
  }
  if (!Ok)
    return;
  for (unsigned Block = 0; Block < L.Blocks; ++Block)
    checkBlock(L, R, Block);
}

void BlockTraffic::checkBlock(Lane &L, const IoRequest &R, unsigned Block) {
  if (L.Unsure[L.Lba + Block] || MayLose)
    return;
  uint8_t Wanted[BlockBytes];
  uint64_t Lba = (&L - Lanes.data()) * PartBlocks + L.Lba + Block;
  stamp(Wanted, Lba, L.Stamps[L.Lba + Block]);
  if (memcmp(Wanted, R.Data.data() + Block * BlockBytes, BlockBytes) == 0)
    return;
  uint32_t Got =
      support::endian::read64le(R.Data.data() + Block * BlockBytes + 8);
  S.M.report("data-mismatch",
             "block " + Twine(Lba) + " holds write " + Twine(Got) +
                 " instead of write " + Twine(L.Stamps[L.Lba + Block]));
}

bool miniport::simulator::waitReady(Simulation &S, uint8_t Lun) {
  for (unsigned Try = 0; Try < 100; ++Try) {
    IoRequest R;
    R.Block.Lun = Lun;
    R.Block.CdbBytes = 6; // TEST UNIT READY is all zeros.
    R.Block.TimeOutSeconds = 10;
    S.issue(R);
    if ((R.Result.SrbStatus & 0x3F) == SrbSuccess)
      return true;
    if (!S.Options.Port.DumpMode)
      S.M.sleep(100 * Millisecond);
  }
  return false;
}
