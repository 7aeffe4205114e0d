//===- InternTable.cpp - Numbers for keys ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/InternTable.h"

using namespace miniport::engine;

void InternTable::grow() {
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
