//===- ReferenceDisk.h - What each block must hold --------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The host's own idea of a unit's content. Commands that overlap in time have
// no order, so that a block may hold one of several values:
//
//   * while a write is under way: its value, or any that was possible before;
//   * after it: its value, or that of a write that overlapped it in time;
//   * after a write that failed: its value, or any that was possible before.
//
// A block is written whole or not at all. A value is a stamp: the block's bytes
// follow from it and from the block's number. Stamp 0 is a block of zeros.
//
// With a volatile cache, what is possible after a loss of power is what was so
// at any time since the last flush that began after it.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_HOST_REFERENCEDISK_H
#define MINIPORT_SIMULATOR_HOST_REFERENCEDISK_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace miniport::simulator {

class ReferenceDisk {
public:
  using Stamp = uint32_t;
  using Ticket = uint64_t;

  ReferenceDisk(uint64_t Blocks, unsigned BlockBytes)
      : Blocks(Blocks), BlockBytes(BlockBytes) {}

  uint64_t blocks() const { return Blocks; }
  unsigned blockBytes() const { return BlockBytes; }

  /// The content of blocks from \p Lba on that were written with \p Value.
  void fill(uint64_t Lba, Stamp Value,
            llvm::MutableArrayRef<uint8_t> Into) const;
  bool holds(uint64_t Lba, Stamp Value, llvm::ArrayRef<uint8_t> Block) const;

  Ticket beginWrite(uint64_t Lba, uint64_t Count, Stamp Value);
  /// \p Certain: it was done, and not only perhaps. \p Durable: past the cache.
  void endWrite(Ticket Write, bool Certain, bool Durable = false);

  Ticket beginRead(uint64_t Lba, uint64_t Count);
  /// The first block that holds what it cannot hold, described. \p Data may be
  /// empty for a read that failed.
  std::optional<std::string> endRead(Ticket Read, llvm::ArrayRef<uint8_t> Data);

  Ticket beginFlush() { return ++Epoch; }
  void endFlush(Ticket Flush);
  /// Nothing may be under way.
  void losePower();

  /// For tests: what the block may hold while nothing is under way.
  std::vector<Stamp> possible(uint64_t Lba) const;

private:
  using Set = llvm::SmallVector<Stamp, 2>;
  struct Version {
    uint64_t Epoch; // In which it came to be.
    Set Values;
  };
  struct Block {
    // The last is what is so now; those before are what a loss of power could
    // bring back.
    llvm::SmallVector<Version, 1> History;
  };
  struct Write {
    uint64_t Lba, Count;
    Stamp Value;
    std::map<uint64_t, Set> Rivals; // By block: ended while this was under way.
  };
  struct Read {
    uint64_t Lba, Count;
    std::vector<Set> Allowed;
  };

  Block &block(uint64_t Lba);
  void settle(uint64_t Lba, const Set &Values, bool Durable);
  static void add(Set &To, Stamp Value);

  uint64_t Blocks;
  unsigned BlockBytes;
  uint64_t Epoch = 1;
  Ticket Next = 1;
  std::unordered_map<uint64_t, Block> Content; // Absent: zeros, durable.
  std::set<uint64_t> Volatile;                 // Blocks with a history.
  std::map<Ticket, Write> Writes;
  std::map<Ticket, Read> Reads;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_HOST_REFERENCEDISK_H
