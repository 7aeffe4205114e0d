//===- Races.cpp - Writes that nothing orders -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two writes of different processors, neither of which happened before the
// other: one of them is lost, or both are torn (Flanagan and Freund,
// "FastTrack", 2009, of which this is the part about writes). Reads are not
// looked at: a driver peeks at rings and states without a lock on purpose, and
// looks again under the lock. An update that is lost shows as two writes.
//
// Order comes from locks, interlocked operations, DPCs, timers and threads,
// interrupts, and register accesses. The latter two order more than hardware
// does, which hides races and invents none.
//
//===----------------------------------------------------------------------===//

#include "machine/Memory.h"
#include <cstring>

using namespace llvm;
using namespace miniport::simulator;

void Memory::watch(uint64_t Start, uint64_t Size) {
  WatchedStart = Start & ~7ull;
  WatchedBytes = Size + 8;
  WatchedWrites.assign(WatchedBytes / 8 + 1, {});
}

Memory::LastWrite *Memory::lastWrite(uint64_t Address) {
  if (contains(Address))
    return &Writes[(Address - Base) >> 3];
  if (Address - WatchedStart < WatchedBytes)
    return &WatchedWrites[(Address - WatchedStart) >> 3];
  return nullptr;
}

void Memory::wrote(uint64_t Address, unsigned Size, uint64_t Where) {
  LastWrite *Last = lastWrite(Address);
  Machine &M = machine();
  if (!Last || !M.active())
    return;
  Processor &P = *M.active();
  unsigned Shift = Address & 7;
  uint8_t Mask = (Size >= 8 ? 0xFF : (1u << Size) - 1) << Shift;
  if (Last->Tick && Last->Processor != P.Number && (Last->Mask & Mask) &&
      Last->Tick > P.Clock.Ticks[Last->Processor])
    race(Address, *Last, Where);
  RoleName Name = M.currentRole();
  uint16_t Role = 0;
  while (Role < Roles.size() && Roles[Role].Routine != Name.Routine)
    ++Role;
  if (Role == Roles.size())
    Roles.push_back(Name);
  // Neighbours within the eight bytes stay known while nothing can have come
  // between; an older write must not be taken for one of now.
  uint32_t Tick = P.Clock.Ticks[P.Number];
  bool Same = Last->Processor == P.Number && Last->Tick == Tick;
  Last->Mask = Same ? Last->Mask | Mask : Mask;
  Last->Tick = Tick;
  Last->Processor = P.Number;
  Last->Role = Role;
  Last->Where = Where;
}

void Memory::race(uint64_t Address, const LastWrite &Last, uint64_t Where) {
  Machine &M = machine();
  std::string What = "data of the driver";
  if (const Piece *P = contains(Address) ? pieceAt(Address) : nullptr)
    What = (describe(P->Kind) + " + 0x" + Twine::utohexstr(Address - P->Start))
               .str();
  RawStack Other{Last.Where};
  std::string By = Roles[Last.Role].Role.str();
  M.report("data-race",
           "written on two processors without any order between them: " + What +
               "; the other write was in " + By,
           nullptr, &Other);
  (void)Where;
}

void Memory::clearWrites(uint64_t Address, uint64_t Size) {
  memset(static_cast<void *>(&Writes[(Address - Base) >> 3]), 0,
         ((Size + 7) >> 3) * sizeof(LastWrite));
}
