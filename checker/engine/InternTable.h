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

/// Numbers entries from 0 on, equal ones alike. The entries are the owner's,
/// who also says what is equal.
class InternTable {
public:
  static constexpr uint32_t None = ~0U;
  static uint32_t hash(const std::array<uint64_t, 4> &Key) {
    uint64_t H = 0;
    for (uint64_t Part : Key) {
      H = (H ^ Part) * 0x9E3779B97F4A7C15ULL;
      H ^= H >> 32;
    }
    return H;
  }
  /// The number of the entry that \p IsSame accepts, and false; or, if there is
  /// none, the next number and true: the owner appends the entry.
  template <typename Same>
  std::pair<uint32_t, bool> intern(uint32_t Hash, Same IsSame) {
    size_t At = slotOf(Hash, IsSame);
    if (Slots[At].Id != None)
      return {Slots[At].Id, false};
    Slots[At] = {Count, Hash};
    if (2 * ++Count > Slots.size())
      grow();
    return {Count - 1, true};
  }
  /// The number of the entry, or None.
  template <typename Same> uint32_t find(uint32_t Hash, Same IsSame) const {
    return Slots[slotOf(Hash, IsSame)].Id;
  }

private:
  struct Slot {
    uint32_t Id = None, Hash = 0;
  };
  template <typename Same> size_t slotOf(uint32_t Hash, Same IsSame) const {
    size_t Mask = Slots.size() - 1;
    for (size_t At = Hash & Mask;; At = (At + 1) & Mask)
      if (Slots[At].Id == None ||
          (Slots[At].Hash == Hash && IsSame(Slots[At].Id)))
        return At;
  }
  void grow();

  uint32_t Count = 0;
  std::vector<Slot> Slots = std::vector<Slot>(1024);
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_INTERNTABLE_H
