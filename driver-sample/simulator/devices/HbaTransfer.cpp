//===- HbaTransfer.cpp - Commands of the host adapter, and their data ----===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/SimpleHba.h"
#include <algorithm>

namespace miniport::simulator {

using namespace hba;

void SimpleHba::execute(Mailbox &Box) {
  if (Box.Lun >= Units.size()) {
    Box.HostStatus = NoUnit;
    return;
  }
  bool Reachable = true;
  auto Out = [&](llvm::MutableArrayRef<uint8_t> Into) {
    if (Box.Direction != FromHost || Box.DataBytes < Into.size())
      return false;
    Reachable = gather(Box, Into);
    if (Reachable)
      Box.Transferred = uint32_t(Into.size());
    return Reachable;
  };
  ScsiUnit::Transfer T{{}, Out};
  Box.ScsiStatus = Units[Box.Lun]->command({Box.Cdb, sizeof(Box.Cdb)}, T);
  if (Box.ScsiStatus == ScsiUnit::Good && !T.In.empty()) {
    size_t Room = Box.Direction == ToHost ? size_t(Box.DataBytes) : 0;
    if (T.In.size() > Room) {
      Box.HostStatus = WrongLength;
      T.In.resize(Room);
    }
    Reachable = scatter(Box, T.In);
    Box.Transferred = uint32_t(T.In.size());
  }
  if (!Reachable) {
    misuse(Misuse::MemoryAccess, "a segment is not in memory");
    Box.HostStatus = MemoryError;
  }
}

/// Calls \p Each for the parts of the first \p Bytes of a transfer.
template <typename Move>
bool SimpleHba::walk(const Mailbox &Box, uint64_t Bytes, Move Each) {
  std::vector<Segment> List(Box.Segments);
  if (Bytes && !TheBus.readMemory(Box.SegmentList,
                                  {reinterpret_cast<uint8_t *>(List.data()),
                                   List.size() * sizeof(Segment)}))
    return false;
  uint64_t At = 0;
  for (const Segment &S : List) {
    uint64_t Part = std::min<uint64_t>(S.Bytes, Bytes - At);
    if (Part && !Each(S.Address, At, Part))
      return false;
    At += Part;
  }
  return At == Bytes;
}

bool SimpleHba::gather(const Mailbox &Box,
                       llvm::MutableArrayRef<uint8_t> Into) {
  return walk(Box, Into.size(),
              [&](uint64_t Address, uint64_t At, uint64_t Part) {
                return TheBus.readMemory(Address, Into.slice(At, Part));
              });
}

bool SimpleHba::scatter(const Mailbox &Box, llvm::ArrayRef<uint8_t> From) {
  return walk(Box, From.size(),
              [&](uint64_t Address, uint64_t At, uint64_t Part) {
                return TheBus.writeMemory(Address, From.slice(At, Part));
              });
}

} // namespace miniport::simulator
