//===- Memory.h - Memory that drivers and devices see -----------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One arena holds all that a driver is given: device extension, pool, request
// blocks, scatter/gather lists, buffers. Each eight bytes have a shadow that
// says whether they may be touched (Serebryany et al., "AddressSanitizer",
// 2012), and another one that remembers who wrote last, for races. What is
// freed is poisoned and waits in quarantine.
//
// Pages have physical addresses above four gigabytes, in an order that is not
// that of the virtual ones, except where a piece was asked for. A piece of less
// than a page never crosses one.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_MACHINE_MEMORY_H
#define MINIPORT_SIMULATOR_MACHINE_MEMORY_H

#include "machine/Machine.h"

namespace miniport::simulator {

enum class Shadow : uint8_t {
  Valid = 0,
  Unallocated,
  Freed,     // By the driver.
  Completed, // A request's, after its completion.
  Ended,     // The port's, lent for the time of a call.
  Guard      // Between pieces.
};

enum class MemoryKind : uint8_t {
  Extension,
  Uncached,
  Pool,
  PagedPool,
  Request,      // SRB.
  RequestExtra, // SRB extension.
  SgList,
  Sense,
  Buffer,
  Port // Anything else of the port's that a driver may read.
};
llvm::StringRef describe(MemoryKind Kind);

struct Piece {
  uint64_t Start;
  uint32_t Bytes;
  MemoryKind Kind;
  uint64_t Key;   // Of the free run that it came from.
  RawStack Ended; // Where it was freed or completed.
  RoleName EndedBy = {};
};

class Memory {
public:
  static constexpr uint64_t Bytes = 512u << 20;
  static constexpr unsigned PageShift = 12;
  static constexpr uint64_t PageBytes = 1u << PageShift;
  static constexpr uint64_t PhysicalBase = 0x1'0000'0000;

  explicit Memory(uint64_t Seed);
  ~Memory();

  /// \p Contiguous: in physical memory, too. Contents are rubbish.
  void *allocate(uint64_t Size, MemoryKind Kind, bool Contiguous = false,
                 uint64_t Align = 16);
  /// Poisons it, and keeps it from use for a while.
  void end(void *Start, Shadow As);
  const Piece *pieceAt(uint64_t Address) const;

  bool contains(uint64_t Address) const { return Address - Base < Bytes; }
  Shadow shadowAt(uint64_t Address) const {
    return Shadow(Shadows[(Address - Base) >> 3]);
  }
  /// Is everything valid?
  bool valid(uint64_t Address, uint64_t Size) const;
  bool hasPagedPool() const { return PagedPool; }
  /// The cache line goes to \p Owner (a processor's number, or DeviceOwner);
  /// true: another one had it.
  static constexpr uint8_t DeviceOwner = 0xFE;
  bool takeLine(uint64_t Address, uint8_t Owner) {
    uint8_t &Line = Lines[(Address - Base) >> 6];
    bool Miss = Line != uint8_t(Owner + 1);
    Line = Owner + 1;
    return Miss;
  }

  /// The physical address, and for how many bytes it goes on.
  uint64_t physical(uint64_t Address, uint64_t &Length) const;
  /// 0: no memory there.
  uint64_t virtualOf(uint64_t Physical) const;

  // Races: see Races.cpp.
  void wrote(uint64_t Address, unsigned Size, uint64_t Where);
  void clearWrites(uint64_t Address, uint64_t Size);
  /// Other memory of the driver's that is watched: its data sections.
  void watch(uint64_t Start, uint64_t Size);

private:
  struct LastWrite {
    uint32_t Tick = 0;
    uint8_t Processor = 0;
    uint8_t Mask = 0;
    uint16_t Role = 0;
    uint64_t Where = 0;
  };
  LastWrite *lastWrite(uint64_t Address);
  void race(uint64_t Address, const LastWrite &Last, uint64_t Where);
  uint64_t takePages(uint64_t Count, bool Contiguous);
  void poison(uint64_t Start, uint64_t Size, Shadow As);

  bool PagedPool = false;
  uint64_t Base;
  uint8_t *Shadows;
  uint8_t *Lines;
  LastWrite *Writes;
  uint64_t NextPage = 0;
  std::vector<uint32_t> FrameOf;   // Physical page of a virtual one.
  std::vector<uint32_t> PageOf;    // And back; ~0: none.
  std::vector<uint32_t> Scattered; // Physical pages to give out one by one.
  uint32_t NextFrame = 0;          // For pieces.
  std::map<uint64_t, Piece> Pieces;
  std::map<uint64_t, llvm::SmallVector<uint64_t, 8>> FreeRuns; // By key.
  std::deque<std::pair<uint64_t, uint64_t>> Quarantine;        // Key, start.
  uint64_t QuarantineSize = 0;
  Random Numbers;
  uint64_t WatchedStart = 0, WatchedBytes = 0;
  std::vector<LastWrite> WatchedWrites;
  std::vector<RoleName> Roles;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_MACHINE_MEMORY_H
