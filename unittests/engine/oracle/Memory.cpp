//===- Memory.cpp - Memory of a concrete run ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Memory.h"
#include <cstring>

namespace miniport::oracle {

uint8_t *Memory::at(uint64_t Address, uint64_t Bytes) {
  uint64_t Object = Address >> 32, Offset = Address & 0xffffffff;
  if (Object == 0 || Object > Objects.size())
    return nullptr;
  std::vector<uint8_t> &Content = Objects[Object - 1];
  if (Offset > Content.size() || Bytes > Content.size() - Offset)
    return nullptr;
  return Content.data() + Offset;
}

bool Memory::read(uint64_t Address, unsigned Bytes, uint64_t &Value) const {
  const uint8_t *From = const_cast<Memory *>(this)->at(Address, Bytes);
  if (!From || Bytes > 8)
    return false;
  Value = 0;
  for (unsigned I = 0; I < Bytes; ++I)
    Value |= uint64_t(From[I]) << (8 * I);
  return true;
}

bool Memory::write(uint64_t Address, unsigned Bytes, uint64_t Value) {
  uint8_t *To = at(Address, Bytes);
  if (!To || Bytes > 8)
    return false;
  for (unsigned I = 0; I < Bytes; ++I)
    To[I] = static_cast<uint8_t>(Value >> (8 * I));
  return true;
}

bool Memory::copy(uint64_t To, uint64_t From, uint64_t Bytes) {
  uint8_t *Target = at(To, Bytes);
  const uint8_t *Source = at(From, Bytes);
  if (!Target || !Source)
    return false;
  std::memmove(Target, Source, Bytes);
  return true;
}

bool Memory::zero(uint64_t Address, uint64_t Bytes) {
  uint8_t *To = at(Address, Bytes);
  if (!To)
    return false;
  std::memset(To, 0, Bytes);
  return true;
}

} // namespace miniport::oracle
