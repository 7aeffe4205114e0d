//===- InternTable.h - Numbers for keys ------------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_INTERNTABLE_H
#define MINIPORT_ENGINE_INTERNTABLE_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace miniport::engine {

/// Numbers keys from 0 on, equal keys alike.
class InternTable {
public:
  static constexpr uint32_t None = ~0U;
  using Key = std::array<uint64_t, 4>;
  /// The number of the key, and whether it is new.
  std::pair<uint32_t, bool> intern(const Key &K);
  /// The number of the key, or None.
  uint32_t find(const Key &K) const;

private:
  struct Slot {
    uint32_t Id = None, Hash = 0;
  };
  size_t slotOf(const Key &K, uint32_t Hash) const;
  std::vector<Key> Keys;
  std::vector<Slot> Slots = std::vector<Slot>(1024);
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_INTERNTABLE_H
