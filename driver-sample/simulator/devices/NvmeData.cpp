//===- NvmeData.cpp - PRPs, data to and from the host --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/NvmeController.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/MathExtras.h"

namespace miniport::simulator {

using namespace nvme;

/// 4.3: PRP1 may have an offset; PRP2 is the second page if two are enough, and
/// otherwise a list that may begin anywhere in a page but continues in whole
/// ones. Of a list page that is full, the last entry leads to the next page.
uint16_t NvmeController::collectPrps(const SubmissionEntry &E, uint64_t Bytes,
                                     llvm::SmallVectorImpl<Piece> &Pieces) {
  const uint64_t Page = pageBytes();
  if (E.Prp1 % 4)
    return InvalidPrpOffset | DoNotRetry;
  uint32_t First = uint32_t(std::min(Bytes, Page - E.Prp1 % Page));
  Pieces.push_back({E.Prp1, First});
  uint64_t Left = Bytes - First;
  if (Left == 0)
    return Success;
  if (Left <= Page) {
    if (E.Prp2 % Page)
      return InvalidPrpOffset | DoNotRetry;
    Pieces.push_back({E.Prp2, uint32_t(Left)});
    return Success;
  }

  uint64_t List = E.Prp2;
  if (List % 8)
    return InvalidPrpOffset | DoNotRetry;
  while (Left != 0) {
    uint64_t Needed = llvm::divideCeil(Left, Page);
    uint64_t Room = (Page - List % Page) / 8;
    bool Chained = Needed > Room;
    llvm::SmallVector<ulittle64_t, 512> Entries(std::min(Needed, Room));
    if (!TheBus.readMemory(List, {reinterpret_cast<uint8_t *>(Entries.data()),
                                  Entries.size() * 8})) {
      misuse(Misuse::MemoryAccess, "PRP list at 0x" +
                                       llvm::Twine::utohexstr(List) +
                                       " is not in memory");
      return DataTransferError | DoNotRetry;
    }
    for (size_t I = 0, End = Entries.size() - Chained; I != End; ++I) {
      if (Entries[I] % Page)
        return InvalidPrpOffset | DoNotRetry;
      uint32_t Part = uint32_t(std::min(Left, Page));
      Pieces.push_back({Entries[I], Part});
      Left -= Part;
    }
    if (!Chained)
      break;
    List = Entries.back();
    if (List % Page)
      return InvalidPrpOffset | DoNotRetry;
  }
  return Success;
}

uint16_t NvmeController::toHost(const SubmissionEntry &E,
                                llvm::ArrayRef<uint8_t> From) {
  llvm::SmallVector<Piece, 16> Pieces;
  if (uint16_t Bad = collectPrps(E, From.size(), Pieces))
    return Bad;
  for (const Piece &P : Pieces) {
    if (!TheBus.writeMemory(P.Address, From.take_front(P.Bytes))) {
      misuse(Misuse::MemoryAccess, "data page at 0x" +
                                       llvm::Twine::utohexstr(P.Address) +
                                       " is not in memory");
      return DataTransferError;
    }
    From = From.drop_front(P.Bytes);
  }
  return Success;
}

uint16_t NvmeController::fromHost(const SubmissionEntry &E,
                                  llvm::MutableArrayRef<uint8_t> Into) {
  llvm::SmallVector<Piece, 16> Pieces;
  if (uint16_t Bad = collectPrps(E, Into.size(), Pieces))
    return Bad;
  for (const Piece &P : Pieces) {
    if (!TheBus.readMemory(P.Address, Into.take_front(P.Bytes))) {
      misuse(Misuse::MemoryAccess, "data page at 0x" +
                                       llvm::Twine::utohexstr(P.Address) +
                                       " is not in memory");
      return DataTransferError;
    }
    Into = Into.drop_front(P.Bytes);
  }
  return Success;
}

} // namespace miniport::simulator
