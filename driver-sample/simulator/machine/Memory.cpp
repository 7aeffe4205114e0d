//===- Memory.cpp - Memory that drivers and devices see -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "machine/Memory.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MathExtras.h"
#include <cstring>
#include <sys/mman.h>

using namespace llvm;
using namespace miniport::simulator;

StringRef miniport::simulator::describe(MemoryKind Kind) {
  switch (Kind) {
  case MemoryKind::Extension:
    return "the device extension";
  case MemoryKind::Uncached:
    return "the uncached extension";
  case MemoryKind::Pool:
    return "pool";
  case MemoryKind::PagedPool:
    return "paged pool";
  case MemoryKind::Request:
    return "an SRB";
  case MemoryKind::RequestExtra:
    return "an SRB extension";
  case MemoryKind::SgList:
    return "a scatter/gather list";
  case MemoryKind::Sense:
    return "a sense buffer";
  case MemoryKind::Buffer:
    return "a data buffer";
  case MemoryKind::Port:
    return "memory of the port driver";
  }
  llvm_unreachable("no such kind");
}

/// Freed pieces that are not used again yet.
static constexpr size_t QuarantinePieces = 8192;
static constexpr uint64_t QuarantineBytes = 64u << 20;

static void *reserve(uint64_t Bytes) {
  void *Start = mmap(nullptr, Bytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (Start == MAP_FAILED)
    report_fatal_error("no memory for the machine's memory");
  return Start;
}

Memory::Memory(uint64_t Seed) : Numbers(Seed ^ 0x6d656d6f7279) {
  Base = reinterpret_cast<uint64_t>(reserve(Bytes));
  Shadows = static_cast<uint8_t *>(reserve(Bytes / 8));
  Lines = static_cast<uint8_t *>(reserve(Bytes / 64));
  Writes = static_cast<LastWrite *>(reserve(Bytes / 8 * sizeof(LastWrite)));
  uint32_t Pages = Bytes >> PageShift;
  FrameOf.assign(Pages, ~0u);
  PageOf.assign(2 * Pages, ~0u);
  // The upper half of physical memory is given out page by page, shuffled
  // within windows; the lower one in pieces.
  Scattered.resize(Pages);
  for (uint32_t I = 0; I < Pages; ++I)
    Scattered[I] = Pages + I;
  for (uint32_t I = 0; I + 1 < Pages; ++I)
    if (!Numbers.oneIn(4)) // Some neighbours stay neighbours.
      std::swap(
          Scattered[I],
          Scattered[I + Numbers.below(std::min<uint32_t>(64, Pages - I))]);
}

Memory::~Memory() {
  munmap(reinterpret_cast<void *>(Base), Bytes);
  munmap(Shadows, Bytes / 8);
  munmap(Lines, Bytes / 64);
  munmap(Writes, Bytes / 8 * sizeof(LastWrite));
}

void Memory::poison(uint64_t Start, uint64_t Size, Shadow As) {
  memset(Shadows + ((Start - Base) >> 3), int(As), (Size + 7) >> 3);
}

uint64_t Memory::takePages(uint64_t Count, bool Contiguous) {
  // One page stays free between runs: what runs over an end is seen.
  if ((NextPage + Count + 1) << PageShift > Bytes)
    report_fatal_error("the machine's memory is used up");
  uint64_t First = NextPage;
  NextPage += Count + 1;
  for (uint64_t Page = First; Page < First + Count; ++Page) {
    uint32_t Frame = Contiguous ? NextFrame++ : Scattered[Page];
    FrameOf[Page] = Frame;
    PageOf[Frame] = Page;
  }
  if (Contiguous)
    NextFrame++;
  uint64_t Start = Base + (First << PageShift);
  poison(Start, (Count + 1) << PageShift, Shadow::Unallocated);
  return Start;
}

void *Memory::allocate(uint64_t Size, MemoryKind Kind, bool Contiguous,
                       uint64_t Align) {
  // Small pieces have a granule between them that is never valid.
  uint64_t Room = alignTo(std::max<uint64_t>(Size, 1), 8) + 8;
  bool Small = Room <= PageBytes / 2 && Align <= 16;
  uint64_t Key; // Free runs of one key are alike.
  if (Small)
    Key = PowerOf2Ceil(std::max<uint64_t>(Room, 32));
  else
    Key =
        alignTo(std::max<uint64_t>(Size, 1), PageBytes) | (Contiguous ? 1 : 0);
  SmallVector<uint64_t, 8> &Free = FreeRuns[Key];
  if (Free.empty()) {
    if (Small) {
      uint64_t Page = takePages(1, false);
      for (uint64_t Offset = 0; Offset < PageBytes; Offset += Key)
        Free.push_back(Page + Offset);
    } else {
      Free.push_back(takePages(Key >> PageShift, Contiguous));
    }
  }
  PagedPool |= Kind == MemoryKind::PagedPool;
  uint64_t Start = Free.pop_back_val();
  memset(reinterpret_cast<void *>(Start), 0xA5, Size);
  poison(Start, Small ? Key : Key & ~1ull, Shadow::Guard);
  poison(Start, Size, Shadow::Valid);
  clearWrites(Start, Size);
  Pieces[Start] = {Start, uint32_t(Size), Kind, Key, {}};
  return reinterpret_cast<void *>(Start);
}

void Memory::end(void *Memory, Shadow As) {
  uint64_t Start = reinterpret_cast<uint64_t>(Memory);
  auto Found = Pieces.find(Start);
  assert(Found != Pieces.end());
  Piece &P = Found->second;
  if (Machine *M = TheMachine) {
    P.Ended = M->captureStack();
    P.EndedBy = M->currentRole();
  }
  poison(Start, P.Bytes, As);
  memset(Memory, 0xDD, P.Bytes);
  Quarantine.emplace_back(P.Key, Start);
  QuarantineSize += P.Key;
  while (Quarantine.size() > QuarantinePieces ||
         QuarantineSize > QuarantineBytes) {
    auto [OldKey, OldStart] = Quarantine.front();
    Quarantine.pop_front();
    QuarantineSize -= OldKey;
    Pieces.erase(OldStart);
    FreeRuns[OldKey].push_back(OldStart);
  }
}

const Piece *Memory::pieceAt(uint64_t Address) const {
  auto After = Pieces.upper_bound(Address);
  if (After == Pieces.begin())
    return nullptr;
  const Piece &P = std::prev(After)->second;
  // What lies shortly behind a piece is told of it, too.
  return Address < P.Start + P.Bytes + 4096 ? &P : nullptr;
}

bool Memory::valid(uint64_t Address, uint64_t Size) const {
  if (!contains(Address) || !contains(Address + Size - 1))
    return false;
  for (uint64_t At = Address & ~7ull; At < Address + Size; At += 8)
    if (shadowAt(At) != Shadow::Valid)
      return false;
  return true;
}

uint64_t Memory::physical(uint64_t Address, uint64_t &Length) const {
  Length = 0;
  if (!contains(Address))
    return 0;
  uint64_t Page = (Address - Base) >> PageShift;
  uint32_t Frame = FrameOf[Page];
  if (Frame == ~0u)
    return 0;
  uint64_t Offset = Address & (PageBytes - 1);
  Length = PageBytes - Offset;
  for (uint64_t Next = 1;
       Page + Next < FrameOf.size() && FrameOf[Page + Next] == Frame + Next;
       ++Next)
    Length += PageBytes;
  return PhysicalBase + (uint64_t(Frame) << PageShift) + Offset;
}

uint64_t Memory::virtualOf(uint64_t Physical) const {
  uint64_t Frame = (Physical - PhysicalBase) >> PageShift;
  if (Physical < PhysicalBase || Frame >= PageOf.size() || PageOf[Frame] == ~0u)
    return 0;
  return Base + (uint64_t(PageOf[Frame]) << PageShift) +
         (Physical & (PageBytes - 1));
}
