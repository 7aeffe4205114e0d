//===- Medium.h - Blocks that keep their content ----------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The medium of one namespace or unit: sparse, in memory or in a file, with a
// volatile write cache above it. Blocks that were never written, or were
// deallocated, read as zeros.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_DEVICES_MEDIUM_H
#define MINIPORT_SIMULATOR_DEVICES_MEDIUM_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace miniport::simulator {

class Medium {
public:
  Medium(uint64_t Blocks, unsigned BlockShift);
  ~Medium();
  Medium(const Medium &) = delete;
  Medium &operator=(const Medium &) = delete;

  /// A medium whose durable content is in a file, which is made if it is not
  /// there. Only what is beyond the cache is in the file.
  static llvm::Expected<std::unique_ptr<Medium>>
  inFile(llvm::StringRef Path, uint64_t Blocks, unsigned BlockShift);

  uint64_t blocks() const { return Blocks; }
  unsigned blockShift() const { return BlockShift; }
  uint32_t blockBytes() const { return 1u << BlockShift; }
  bool contains(uint64_t Lba, uint64_t Count) const {
    return Lba <= Blocks && Count <= Blocks - Lba;
  }
  void resize(uint64_t NewBlocks) { Blocks = NewBlocks; }

  /// Lengths are whole blocks inside the medium; the caller has checked that.
  void read(uint64_t Lba, llvm::MutableArrayRef<uint8_t> Into) const;
  /// \p Durable: past the cache, as with FUA or with the cache off.
  void write(uint64_t Lba, llvm::ArrayRef<uint8_t> From, bool Durable);
  void zero(uint64_t Lba, uint64_t Count, bool Durable);

  /// Makes everything durable, as Flush and a normal shutdown do.
  void flush();
  /// Power was lost: what was only in the cache is gone.
  void loseCache() { Cache.clear(); }
  /// Blocks that are in the cache only.
  size_t cachedBlocks() const { return Cache.size(); }

private:
  using Block = std::unique_ptr<uint8_t[]>; // Null: zeros.

  void storeDurable(uint64_t Lba, const uint8_t *From);
  void loadDurable(uint64_t Lba, uint8_t *Into) const;
  void store(uint64_t Lba, const uint8_t *From, bool Durable);

  uint64_t Blocks;
  unsigned BlockShift;
  int File = -1;
  std::unordered_map<uint64_t, Block> Store; // Unused with a file.
  std::unordered_map<uint64_t, Block> Cache;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_DEVICES_MEDIUM_H
