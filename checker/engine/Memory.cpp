//===- Memory.cpp - Loads and stores on a state ---------------------------===//
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

namespace {
template <typename T, typename K> auto lowerBound(T &V, K Key) {
  return llvm::lower_bound(V, Key,
                           [](const auto &E, K Key) { return E.first < Key; });
}

void bind(State &St, PlaceId P, ValueId V) {
  auto It = lowerBound(St.Bound, P);
  if (It != St.Bound.end() && It->first == P)
    It->second = V;
  else
    St.Bound.insert(It, {P, V});
}
} // namespace

//===----------------------------------------------------------------------===//
// Aliasing
//===----------------------------------------------------------------------===//

bool Memory::isPrivate(ChainId C) const {
  uint32_t L = S.localOf(C);
  return L != ir::None && !E.Locals.test(L);
}

bool Memory::isFrozen(ChainId C) const {
  const Chain &L = S.chain(C);
  return E.RunTime && L.Parent != NoId && L.Kind == StepKind::Field &&
         E.Unit->isFrozen({L.Record, L.Field});
}

bool Memory::mayBeEqual(ValueId A, ValueId B) const {
  auto Rank = [&](ValueId V) {
    switch (S.symbol(V).Kind) {
    case SymbolKind::LocalAddr:
      return 0; // did not exist at entry
    case SymbolKind::GlobalAddr:
      return 1;
    case SymbolKind::Param:
    case SymbolKind::Initial:
      return 2;
    default:
      return 3;
    }
  };
  int RA = Rank(A), RB = Rank(B);
  if (RA > RB) {
    std::swap(RA, RB);
    std::swap(A, B);
  }
  if (RA <= 1 && RB <= 1)
    return false; // two distinct objects
  if (RA == 0)
    return RB == 3 && E.Locals.test(S.symbol(A).A);
  return true;
}

bool Memory::isUnder(ChainId C, ChainId Prefix) const {
  while (C != Prefix && S.chain(C).Parent != NoId)
    C = S.chain(C).Parent;
  return C == Prefix;
}

Memory::Overlap Memory::compare(PlaceId P, PlaceId Q) const {
  if (P == Q)
    return Overlap::Same;
  const PlaceInfo &IP = S.info(P), &IQ = S.info(Q);
  if (IP.Base != IQ.Base) {
    if (!mayBeEqual(IP.Base, IQ.Base))
      return Overlap::None;
    if (IP.Key == IQ.Key)
      return Overlap::Maybe;
    // A bare pointer may point to an exposed object of its width.
    auto MayReach = [&](const PlaceInfo &Bare, const PlaceInfo &Other) {
      if (Bare.Key != S.scalarKey(Bare.Bits) || Bare.Bits != Other.Bits)
        return false;
      const Chain &C = S.chain(Other.Where);
      return C.Parent == NoId || C.Kind != StepKind::Field ||
             E.Unit->isExposed({C.Record, C.Field});
    };
    return MayReach(IP, IQ) || MayReach(IQ, IP) ? Overlap::Maybe
                                                : Overlap::None;
  }
  if (IP.HasOffset && IQ.HasOffset) {
    int64_t PB = IP.Offset, PE = PB + static_cast<int64_t>(IP.Bits);
    int64_t QB = IQ.Offset, QE = QB + static_cast<int64_t>(IQ.Bits);
    if (PE <= QB || QE <= PB)
      return Overlap::None;
    if (PB <= QB && QE <= PE)
      return Overlap::Inside;
    if (QB <= PB && PE <= QE)
      return Overlap::Around;
    return Overlap::Partly;
  }
  // With an index on the way: other fields are elsewhere, whatever the index.
  if (IP.Key != IQ.Key && IP.Bits <= 64 && IQ.Bits <= 64 &&
      !S.isScalarKey(IP.Key) && !S.isScalarKey(IQ.Key))
    return Overlap::None;
  if (isUnder(IQ.Where, IP.Where) && IP.Bits > IQ.Bits)
    return Overlap::Inside;
  if (isUnder(IP.Where, IQ.Where) && IQ.Bits > IP.Bits)
    return Overlap::Around;
  // Elements of one array: equal index terms are one element, two constants
  // that differ are two. Everything else about them is open.
  auto Path = [&](ChainId C) {
    llvm::SmallVector<ChainId, 8> Links;
    for (; S.chain(C).Parent != NoId; C = S.chain(C).Parent)
      Links.push_back(C);
    std::reverse(Links.begin(), Links.end());
    return Links;
  };
  auto A = Path(IP.Where), B = Path(IQ.Where);
  for (size_t I = 0; I != std::min(A.size(), B.size()); ++I) {
    const Chain &LA = S.chain(A[I]), &LB = S.chain(B[I]);
    if (LA.Kind != LB.Kind || LA.Record != LB.Record ||
        LA.ElementSize != LB.ElementSize)
      return IP.Key == IQ.Key ? Overlap::Maybe : Overlap::None;
    if (LA.Kind != StepKind::Index) {
      if (LA.Field != LB.Field && !S.module().Records[LA.Record].IsUnion)
        return Overlap::None;
      continue;
    }
    ValueId X = S.stripCasts(LA.Index), Y = S.stripCasts(LB.Index);
    if (X != Y && S.asInteger(X) && S.asInteger(Y))
      return Overlap::None;
  }
  return IP.Key == IQ.Key ? Overlap::Maybe : Overlap::None;
}

//===----------------------------------------------------------------------===//
// Loading
//===----------------------------------------------------------------------===//

ValueId Memory::stampOf(const State &St, PlaceId P) const {
  const PlaceInfo &I = S.info(P);
  auto Find = [&](AliasKey K) {
    auto It = lowerBound(St.Stamps, K);
    return It != St.Stamps.end() && It->first == K ? It->second : NoId;
  };
  ValueId Stamp = Find(I.Key);
  if (Stamp == NoId)
    Stamp = St.AllStamp;
  // A store through a bare pointer comes on top.
  const Chain &C = S.chain(I.Where);
  bool Reachable = C.Parent != NoId && C.Kind == StepKind::Field
                       ? E.Unit->isExposed({C.Record, C.Field})
                       : true;
  if (Reachable && I.Key != S.scalarKey(I.Bits)) {
    ValueId Bare = Find(S.scalarKey(I.Bits));
    if (Bare != NoId)
      return Stamp == NoId ? Bare : S.fromCall(S.symbol(Bare).Site, 0, Stamp);
  }
  return Stamp;
}

/// The bits Piece of V, which is the value of From.
ValueId Memory::extract(ValueId V, PlaceId From, PlaceId Piece) const {
  const PlaceInfo F = S.info(From), P = S.info(Piece);
  const Symbol Sym = S.symbol(V);
  if (S.asInteger(V) == uint64_t(0))
    return S.integer(0, P.Bits);
  if (F.Bits > 64)
    return S.unknown(Sym.Kind == SymbolKind::Unknown ? Sym.A : V, Piece);
  if (Sym.Kind == SymbolKind::Unknown && Sym.B == From)
    return S.unknown(Sym.A, Piece);
  const Chain &CF = S.chain(F.Where), &CP = S.chain(P.Where);
  if (!CF.HasOffset || !CP.HasOffset)
    return S.unknown(V, Piece);
  uint64_t Shift = CP.OffsetBits - CF.OffsetBits;
  ValueId Shifted = S.binary(ir::BinaryOp::Shr, V, S.integer(Shift, Sym.Width),
                             Sym.Width, false);
  ValueId Bits = S.cast(Shifted, P.Bits, false);
  return Bits == NoId ? S.unknown(V, Piece) : Bits;
}

ValueId Memory::load(const State &St, PlaceId P) const {
  auto It = lowerBound(St.Bound, P);
  if (It != St.Bound.end() && It->first == P)
    return It->second;
  const PlaceInfo &IP = S.info(P);
  const std::pair<PlaceId, ValueId> *Around = nullptr, *Piece = nullptr;
  for (const auto &B : St.Bound) {
    const PlaceInfo &IQ = S.info(B.first);
    if (IQ.Base != IP.Base)
      continue;
    if (IP.HasOffset && IQ.HasOffset &&
        (IP.Offset + static_cast<int64_t>(IP.Bits) <= IQ.Offset ||
         IQ.Offset + static_cast<int64_t>(IQ.Bits) <= IP.Offset))
      continue;
    switch (compare(P, B.first)) {
    case Overlap::Around:
      if (!Around || S.info(B.first).Bits < S.info(Around->first).Bits)
        Around = &B;
      break;
    case Overlap::Inside:
    case Overlap::Partly:
      Piece = &B;
      break;
    default:
      break;
    }
  }
  if (Piece)
    return S.unknown(Piece->second, P);
  if (Around)
    return extract(Around->second, Around->first, P);
  if (isPrivate(S.info(P).Where) || isFrozen(S.info(P).Where))
    return S.initial(P);
  ValueId Stamp = stampOf(St, P);
  return Stamp == NoId ? S.initial(P) : S.unknown(Stamp, P);
}

//===----------------------------------------------------------------------===//
// Storing
//===----------------------------------------------------------------------===//

void Memory::setStamp(State &St, AliasKey K, ValueId Stamp) const {
  // Handles do not alias: one that is used under two names is found by neither.
  if (llvm::is_contained(Tokens, K))
    return;
  auto It = lowerBound(St.Stamps, K);
  if (It != St.Stamps.end() && It->first == K)
    It->second = Stamp;
  else
    St.Stamps.insert(It, {K, Stamp});
}

void Memory::begin(State &St, PlaceId P, ValueId V) const { bind(St, P, V); }

void Memory::store(State &St, PlaceId P, ValueId V, ValueId Stamp) const {
  const PlaceInfo IP = S.info(P);
  bool Private = isPrivate(IP.Where);
  if (!Private && isWanted(IP.Key) && S.mayRecur(IP.Key))
    keepBeside(St, P, IP.Key);
  bool Bare = IP.Key == S.scalarKey(IP.Bits);
  llvm::erase_if(St.Bound, [&](auto &B) {
    const PlaceInfo &IQ = S.info(B.first);
    if (IQ.Base != IP.Base) {
      if (Private || (IP.Key != IQ.Key && !Bare && !S.isScalarKey(IQ.Key)))
        return false;
    } else if (IP.HasOffset && IQ.HasOffset &&
               (IP.Offset + static_cast<int64_t>(IP.Bits) <= IQ.Offset ||
                IQ.Offset + static_cast<int64_t>(IQ.Bits) <= IP.Offset)) {
      return false;
    }
    switch (compare(P, B.first)) {
    case Overlap::Inside:
      return true;
    case Overlap::Partly:
    case Overlap::Maybe:
      if (Bare && IP.Key == IQ.Key && !Private) {
        // Two pointers that were handed over: the caller knows more of them.
        B.second = S.unless(B.second, B.first, P, Stamp);
        return false;
      }
      if (!Private && IP.Key == IQ.Key && !isInLarger(St, B.first))
        return true; // the stamp below says it
      B.second = S.unknown(Stamp, B.first);
      return false;
    default:
      return false;
    }
  });
  bind(St, P, V);
  if (!Private)
    setStamp(St, IP.Key, Stamp);
}

/// The stamp that a write of P gives its key is for other bases. Other places
/// of the key in the same object, of which something is known, hold what they
/// did.
void Memory::keepBeside(State &St, PlaceId P, AliasKey K) const {
  const PlaceInfo IP = S.info(P);
  if (!IP.HasOffset)
    return;
  llvm::SmallVector<std::pair<PlaceId, ValueId>, 4> Kept;
  for (const auto &[V, Known] : St.F.entries())
    S.forEachLeaf(V, [&](ValueId Leaf) {
      const Symbol &Sym = S.symbol(Leaf);
      PlaceId Q = Sym.Kind == SymbolKind::Initial   ? Sym.A
                  : Sym.Kind == SymbolKind::Unknown ? Sym.B
                                                    : NoId;
      if (Q == NoId)
        return;
      const PlaceInfo &IQ = S.info(Q);
      if (IQ.Key != K || IQ.Base != IP.Base || !IQ.HasOffset ||
          compare(P, Q) != Overlap::None)
        return;
      auto It = lowerBound(St.Bound, Q);
      if ((It == St.Bound.end() || It->first != Q) && load(St, Q) == Leaf)
        Kept.push_back({Q, Leaf});
    });
  for (const auto &[Q, V] : Kept)
    bind(St, Q, V);
}

/// Is there a binding of a whole aggregate around the place?
bool Memory::isInLarger(const State &St, PlaceId P) const {
  ValueId Base = S.info(P).Base;
  return llvm::any_of(St.Bound, [&](const auto &B) {
    return S.info(B.first).Bits > 64 && S.info(B.first).Base == Base &&
           B.first != P;
  });
}

void Memory::forgetKey(State &St, AliasKey K, ValueId Stamp) const {
  llvm::erase_if(St.Bound, [&](auto &B) {
    if (S.info(B.first).Key != K || isPrivate(S.info(B.first).Where))
      return false;
    if (!isInLarger(St, B.first))
      return true;
    B.second = S.unknown(Stamp, B.first);
    return false;
  });
  setStamp(St, K, Stamp);
}

void Memory::forgetAll(State &St, ValueId Stamp) const {
  llvm::erase_if(St.Bound, [&](const auto &B) {
    const PlaceInfo &I = S.info(B.first);
    // Nobody finds a handle of the stack that was not handed over.
    bool IsOwnHandle =
        llvm::is_contained(Tokens, I.Key) && S.localOf(I.Where) != ir::None;
    return !isPrivate(I.Where) && !IsOwnHandle;
  });
  St.Stamps.clear();
  St.AllStamp = Stamp;
}

void Memory::limit(State &St, size_t Most, ValueId Stamp) const {
  if (St.Bound.size() <= Most)
    return;
  // What is only known to be unknown goes first.
  for (bool OnlyUnknown : {true, false}) {
    size_t Excess = St.Bound.size() > Most ? St.Bound.size() - Most : 0;
    llvm::erase_if(St.Bound, [&](const auto &B) {
      const PlaceInfo &I = S.info(B.first);
      if (Excess == 0 || isPrivate(I.Where) || I.Bits > 64 ||
          (OnlyUnknown && S.symbol(B.second).Kind != SymbolKind::Unknown))
        return false;
      setStamp(St, I.Key, Stamp);
      --Excess;
      return true;
    });
  }
}

void Memory::endScope(State &St, uint32_t Local) const {
  llvm::erase_if(St.Bound, [&](const auto &B) {
    return S.localOf(S.info(B.first).Where) == Local;
  });
}

void Memory::age(State &St, SiteId Site) const {
  bool PlacesChanged = false;
  for (auto &[P, V] : St.Bound) {
    PlaceId Q = S.agePlace(P, Site);
    PlacesChanged |= Q != P;
    P = Q;
    V = S.age(V, Site);
  }
  if (PlacesChanged) {
    // Two elements whose index is old cannot be told apart.
    llvm::sort(St.Bound);
    for (size_t I = 1; I < St.Bound.size(); ++I)
      if (St.Bound[I].first == St.Bound[I - 1].first)
        St.Bound[I].second = S.unknown(St.Bound[I].second, St.Bound[I].first);
    auto Last = std::unique(
        St.Bound.rbegin(), St.Bound.rend(),
        [](const auto &A, const auto &B) { return A.first == B.first; });
    St.Bound.erase(St.Bound.begin(), Last.base());
  }
  for (auto &[K, V] : St.Stamps)
    V = S.age(V, Site);
  if (St.AllStamp != NoId)
    St.AllStamp = S.age(St.AllStamp, Site);
  for (auto &[R, V] : St.Registers)
    V = S.age(V, Site);
  for (HeldLock &L : St.P.Held) {
    if (L.Key != NoId)
      L.Key = S.age(L.Key, Site);
    if (L.Handle != NoId)
      L.Handle = S.age(L.Handle, Site);
    if (L.Token != NoId)
      L.Token = S.age(L.Token, Site);
  }
  St.F.removeIf([&](ValueId V) { return S.mentions(V, Site); });
}
