//===- InternTable.cpp - Numbers for keys ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/InternTable.h"

using namespace miniport::engine;

static uint32_t hashOf(const InternTable::Key &K) {
  uint64_t H = 0;
  for (uint64_t Part : K) {
    H = (H ^ Part) * 0x9E3779B97F4A7C15ULL;
    H ^= H >> 32;
  }
  return H;
}

size_t InternTable::slotOf(const Key &K, uint32_t Hash) const {
  size_t Mask = Slots.size() - 1;
  for (size_t At = Hash & Mask;; At = (At + 1) & Mask)
    if (Slots[At].Id == None ||
        (Slots[At].Hash == Hash && Keys[Slots[At].Id] == K))
      return At;
}

uint32_t InternTable::find(const Key &K) const {
  return Slots[slotOf(K, hashOf(K))].Id;
}

std::pair<uint32_t, bool> InternTable::intern(const Key &K) {
  uint32_t Hash = hashOf(K);
  size_t At = slotOf(K, Hash);
  if (Slots[At].Id != None)
    return {Slots[At].Id, false};
  uint32_t Id = Keys.size();
  Keys.push_back(K);
  Slots[At] = {Id, Hash};
  if (2 * Keys.size() > Slots.size()) {
    std::vector<Slot> Old(2 * Slots.size());
    std::swap(Old, Slots);
    size_t Mask = Slots.size() - 1;
    for (const Slot &S : Old) {
      if (S.Id == None)
        continue;
      size_t New = S.Hash & Mask;
      while (Slots[New].Id != None)
        New = (New + 1) & Mask;
      Slots[New] = S;
    }
  }
  return {Id, true};
}
