//===- Blocks.cpp - Writes of more than a scalar --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/State.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::StepKind;

uint32_t Memory::recordAt(ChainId C) const {
  const ir::Module &M = S.module();
  while (S.chain(C).Parent != NoId && S.chain(C).Kind == StepKind::Index)
    C = S.chain(C).Parent;
  const Chain &L = S.chain(C);
  if (L.Parent != NoId)
    return L.Kind == StepKind::Field
               ? M.Records[L.Record].Fields[L.Field].Ty.record()
               : L.Record;
  if (uint32_t Local = S.localOf(C); Local != ir::None)
    return Fn.Locals[Local].Ty.record();
  if (uint32_t Global = S.globalOf(C); Global != ir::None)
    return M.Globals[Global].Ty.record();
  return ir::None;
}

bool Memory::isInteger(ChainId C) const {
  const Chain &L = S.chain(C);
  if (L.Parent != NoId && L.Kind == StepKind::Field) {
    const ir::RecordField &F = S.module().Records[L.Record].Fields[L.Field];
    return F.Ty.isInt() && F.Count == 1;
  }
  uint32_t Local = S.localOf(C);
  return L.Parent == NoId && Local != ir::None && Fn.Locals[Local].Ty.isInt();
}

/// The wanted keys of fields in the block, besides that of the block itself.
llvm::SmallVector<AliasKey, 16> Memory::keysIn(ChainId C, uint64_t Bits) const {
  const ir::Module &M = S.module();
  llvm::SmallVector<AliasKey, 16> Keys;
  auto Add = [&](uint32_t Record) {
    if (Record != ir::None)
      llvm::append_range(Keys, S.keysOf(Record));
  };
  const Chain &L = S.chain(C);
  if (L.Parent != NoId && L.Kind == StepKind::Field) {
    // A block may go on beyond the field whose address it was given by.
    const std::vector<ir::RecordField> &Fields = M.Records[L.Record].Fields;
    const ir::RecordField &First = Fields[L.Field];
    uint64_t Size = First.Ty.sizeInBytes() * 8 * First.Count;
    Add(First.Ty.record());
    if (Bits > Size && Bits < WholeObject)
      for (auto [I, Other] : llvm::enumerate(Fields))
        if (Other.Offset >= First.Offset &&
            (Other.Offset - First.Offset) * 8 < Bits) {
          Keys.push_back(S.fieldKey(L.Record, I));
          Add(Other.Ty.record());
        }
  } else if (uint32_t Record = recordAt(C); Record != ir::None) {
    Add(Record);
  } else if (Bits > 64 && Bits < WholeObject) {
    // A bare pointer: whatever is as large.
    for (auto [I, R] : llvm::enumerate(M.Records))
      if (R.Size * 8 == Bits)
        Add(I);
  }
  llvm::erase_if(Keys, [&](AliasKey K) { return !isWanted(K); });
  llvm::sort(Keys);
  Keys.erase(std::unique(Keys.begin(), Keys.end()), Keys.end());
  return Keys;
}

void Memory::overwrite(State &St, ChainId C, uint64_t Bits, ValueId V,
                       ValueId Stamp) const {
  PlaceId Whole = S.place(C, Bits);
  if (isPrivate(C))
    return store(St, Whole, V, Stamp);
  llvm::SmallVector<AliasKey, 16> Keys = keysIn(C, Bits);
  for (AliasKey K : Keys)
    if (S.mayRecur(K))
      keepBeside(St, Whole, K);
  // The same fields of what may be the same object by another name.
  ValueId Base = S.info(Whole).Base;
  llvm::erase_if(St.Bound, [&](auto &B) {
    const PlaceInfo &I = S.info(B.first);
    if (I.Base == Base || !llvm::binary_search(Keys, I.Key) ||
        !mayBeEqual(I.Base, Base))
      return false;
    if (!isInLarger(St, B.first))
      return true; // the stamp below says it
    B.second = S.unknown(Stamp, B.first);
    return false;
  });
  store(St, Whole, V, Stamp);
  for (AliasKey K : Keys)
    setStamp(St, K, Stamp);
}

void Memory::forgetObject(State &St, ChainId C, ValueId Stamp) const {
  // Of an array all of it, but nothing behind it.
  while (S.chain(C).Parent != NoId && S.chain(C).Kind == StepKind::Index &&
         S.chain(S.chain(C).Parent).Parent != NoId)
    C = S.chain(C).Parent;
  const Chain &L = S.chain(C);
  uint64_t Bits = WholeObject;
  if (L.Parent != NoId && L.Kind == StepKind::Field) {
    const ir::RecordField &F = S.module().Records[L.Record].Fields[L.Field];
    Bits = F.Ty.sizeInBytes() * 8 * std::max<uint64_t>(F.Count, 1);
  }
  overwrite(St, C, Bits, S.unknown(Stamp, S.place(C, Bits)), Stamp);
}

void Memory::forgetBlock(State &St, ChainId C, uint64_t Bytes,
                         ValueId Stamp) const {
  PlaceId Whole = S.place(C, Bytes * 8);
  overwrite(St, C, Bytes * 8, S.unknown(Stamp, Whole), Stamp);
}

/// The places of the scalars of a record at C, without those in arrays.
llvm::SmallVector<PlaceId, 8> Memory::scalarsIn(ChainId C,
                                                uint32_t Record) const {
  constexpr size_t Most = 32;
  llvm::SmallVector<PlaceId, 8> Places;
  std::function<void(ChainId, uint32_t)> Add = [&](ChainId At, uint32_t Rec) {
    for (auto [I, F] : llvm::enumerate(S.module().Records[Rec].Fields)) {
      bool IsScalar = F.Ty.width() && isWanted(S.fieldKey(Rec, I));
      if (F.Count != 1 || Places.size() >= Most ||
          (!IsScalar && F.Ty.record() == ir::None))
        continue;
      ChainId There = S.step(At, StepKind::Field, Rec, I, NoId, 0);
      if (There == NoId)
        continue;
      if (IsScalar)
        Places.push_back(S.place(There, F.Ty.width()));
      else
        Add(There, F.Ty.record());
    }
  };
  Add(C, Record);
  return Places;
}

void Memory::zero(State &St, ChainId C, uint64_t Bytes, ValueId Stamp) const {
  if (Bytes == 0)
    return forgetObject(St, C, Stamp);
  uint64_t Width = S.info(S.place(C, Bytes * 8)).Bits;
  overwrite(St, C, Bytes * 8, S.integer(0, std::min<uint64_t>(64, Width)),
            Stamp);
  // The block as a whole is dropped when nobody reads it by that name.
  uint32_t Record = isPrivate(C) ? ir::None : recordAt(C);
  if (Record != ir::None && S.module().Records[Record].Size == Bytes)
    for (PlaceId P : scalarsIn(C, Record))
      store(St, P, S.integer(0, S.info(P).Bits), Stamp);
}

void Memory::copy(State &St, ChainId To, ChainId From, uint64_t Bytes,
                  ValueId Stamp) const {
  using Part = std::pair<PlaceId, ValueId>;
  llvm::SmallVector<Part, 8> Parts;
  // The scalars of the record: the target's are the source's from here on,
  // also where nothing is known of them yet.
  uint32_t Record = recordAt(From);
  if (Record == ir::None)
    Record = recordAt(To);
  if (Record != ir::None && S.module().Records[Record].Size == Bytes) {
    auto Targets = scalarsIn(To, Record), Sources = scalarsIn(From, Record);
    for (size_t I = 0; I != std::min(Targets.size(), Sources.size()); ++I)
      if (S.info(Targets[I]).Bits == S.info(Sources[I]).Bits)
        Parts.push_back({Targets[I], load(St, Sources[I])});
  }
  // What is known of other parts goes over; the rest of the target is unknown.
  std::function<ChainId(ChainId)> Rebase = [&](ChainId C) -> ChainId {
    if (C == From)
      return To;
    Chain L = S.chain(C);
    if (L.Parent == NoId)
      return NoId;
    ChainId P = Rebase(L.Parent);
    return P == NoId
               ? NoId
               : S.step(P, L.Kind, L.Record, L.Field, L.Index, L.ElementSize);
  };
  for (const Part &B : llvm::SmallVector<Part, 8>(St.Bound)) {
    if (!isUnder(S.info(B.first).Where, From))
      continue;
    ChainId C = Rebase(S.info(B.first).Where);
    PlaceId P = C == NoId ? NoId : S.place(C, S.info(B.first).Bits);
    if (P != NoId && S.info(P).Bits <= Bytes * 8 &&
        llvm::none_of(Parts, [&](const Part &Q) { return Q.first == P; }))
      Parts.push_back({P, B.second});
  }
  PlaceId Whole = S.place(To, Bytes * 8);
  PlaceId Source = S.place(From, Bytes * 8);
  ValueId V = Bytes <= 8 ? load(St, Source) : S.unknown(Stamp, Whole);
  overwrite(St, To, Bytes * 8, V, Stamp);
  llvm::sort(Parts, [&](const Part &A, const Part &B) {
    return std::make_pair(~S.info(A.first).Bits, A.first) <
           std::make_pair(~S.info(B.first).Bits, B.first);
  });
  for (const auto &[P, PV] : Parts)
    if (P != Whole)
      store(St, P, PV, Stamp);
}

bool Memory::holdsToken(const State &St, ChainId C, ValueId Token) const {
  ValueId Wanted = S.asToken(Token);
  return Wanted != NoId && llvm::any_of(St.Bound, [&](const auto &B) {
           return S.asToken(B.second) == Wanted &&
                  isUnder(S.info(B.first).Where, C);
         });
}
