//===- BlockTraffic.h - Reads and writes that are looked at -----*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each thread has a part of the unit to itself and knows what stands in it. A
// write that failed, or was taken away by a reset, may have happened or not, by
// block.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_HOST_BLOCKTRAFFIC_H
#define MINIPORT_SIMULATOR_HOST_BLOCKTRAFFIC_H

#include "host/Traffic.h"
#include <memory>

namespace miniport::simulator {

class BlockTraffic {
public:
  /// \p Operations in all.
  BlockTraffic(Simulation &S, unsigned Threads, uint64_t Operations,
               uint8_t Lun = 0);

  void join() { T->join(); }
  bool done() const { return T->done(); }
  uint64_t completed() const { return T->completed(); }
  /// Ends early: what has been issued comes back.
  void finish() { Left = 0; }
  /// The device is gone: requests may fail from now on.
  void allowFailure() { MayFail = true; }
  void allowLoss() { MayLose = true; }

private:
  static constexpr uint64_t UnitBlocks = 1 << 16; // At least.
  static constexpr unsigned BlockBytes = 512;

  struct Lane {
    std::vector<uint32_t> Stamps; // What a block holds; 0: zeros.
    std::vector<bool> Unsure;
    uint64_t Lba = 0;
    unsigned Blocks = 0;
    uint32_t Stamp = 0;
    bool Write = false, Other = false;
  };

  bool fill(unsigned Index, IoRequest &R);
  void fillOther(IoRequest &R);
  void check(unsigned Index, IoRequest &R);
  void checkBlock(Lane &L, const IoRequest &R, unsigned Block);
  static void stamp(uint8_t *Block, uint64_t Lba, uint32_t Stamp);

  Simulation &S;
  uint64_t Left;
  uint64_t PartBlocks;
  uint8_t Lun;
  bool MayFail = false, MayLose = false;
  uint32_t NextStamp = 1;
  std::vector<Lane> Lanes;
  std::unique_ptr<Traffic> T;
};

/// Waits until the unit answers TEST UNIT READY; false: it never did.
bool waitReady(Simulation &S, uint8_t Lun);

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_HOST_BLOCKTRAFFIC_H
