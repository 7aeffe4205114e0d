//===- CallCases.cpp - What a call came to, in the caller -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FunctionRun.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

std::optional<State> FunctionRun::apply(const State &Before, const Case &K,
                                        uint32_t Index,
                                        llvm::ArrayRef<ValueId> Args,
                                        SiteId Site, unsigned Result,
                                        uint32_t Target, bool Effect) {
  State St = Before;
  // The callee's terms in ours: its entry values are what we had before the
  // call; what we cannot name is a value of (call site, case).
  std::function<ValueId(ValueId)> Map = [&](ValueId Leaf) -> ValueId {
    const Symbol Sym = S.symbol(Leaf);
    switch (Sym.Kind) {
    case SymbolKind::Param:
      if (Sym.A >= Args.size() || Args[Sym.A] == NoId)
        return NoId;
      return S.cast(Args[Sym.A], Sym.Width, false);
    case SymbolKind::Initial: {
      PlaceId P = S.rewritePlace(Sym.A, Map);
      if (P == NoId)
        return NoId;
      return S.cast(Mem.load(Before, P), Sym.Width, false);
    }
    case SymbolKind::Unless: {
      PlaceId P = S.rewritePlace(Sym.B, Map);
      PlaceId Q = S.rewritePlace(Sym.Bits, Map);
      if (P != NoId && Q != NoId && Mem.areDisjoint(P, Q))
        return S.rewrite(Sym.A, Map);
      return S.fromCall(Site, Index, Leaf);
    }
    case SymbolKind::EntryLock: {
      if (Sym.A >= Before.P.Held.size())
        return NoId;
      const HeldLock &L = Before.P.Held[Sym.A];
      return Sym.B == KeyPart      ? L.Key
             : Sym.B == HandlePart ? L.Handle
                                   : L.Token;
    }
    case SymbolKind::Token:
      return S.fromCall(Site, 0, Leaf);
    case SymbolKind::FromCall: {
      ValueId Inner = S.stripCasts(Leaf);
      while (S.symbol(Inner).Kind == SymbolKind::FromCall)
        Inner = S.symbol(Inner).B;
      if (S.symbol(Inner).Kind == SymbolKind::Token)
        return S.fromCall(Site, 0, Leaf);
      return S.fromCall(Site, Index, Leaf);
    }
    default:
      return S.fromCall(Site, Index, Leaf);
    }
  };
  auto Here = [&](ValueId V) { return V == NoId ? NoId : S.rewrite(V, Map); };

  for (const auto &[V, Known] : K.F.entries()) {
    ValueId H = Here(V);
    if (H == NoId || S.symbol(H).Width != Known->width())
      continue;
    relyOn(St, H);
    if (!assumeIn(S, St.F, H, *Known))
      return std::nullopt;
  }

  ValueId Stamp = S.fresh(Site, 64, StampOrdinal + Index);
  if (K.ForgetsAll)
    Mem.forgetAll(St, Stamp);
  for (AliasKey Key : K.Forgotten)
    if (!S.isScalarKey(Key))
      Mem.forgetKey(St, Key, Stamp);
  llvm::SmallVector<std::pair<PlaceId, ValueId>, 8> Writes;
  for (const auto &[P, V] : K.Writes) {
    PlaceId Q = S.rewritePlace(P, Map);
    if (Q == NoId)
      continue; // its key was forgotten above
    ValueId H = Here(V);
    if (H == NoId)
      H = S.unknown(Stamp, Q);
    Writes.push_back({Q, H});
  }
  // Larger places first; two names of one place that disagree leave it open.
  llvm::stable_sort(Writes, [&](const auto &A, const auto &B) {
    return S.info(A.first).Bits > S.info(B.first).Bits;
  });
  for (size_t I = 0; I != Writes.size(); ++I) {
    bool Disagree = llvm::any_of(Writes, [&](const auto &W) {
      return W.first == Writes[I].first && W.second != Writes[I].second;
    });
    Mem.store(St, Writes[I].first,
              Disagree ? S.unknown(Stamp, Writes[I].first) : Writes[I].second,
              Stamp);
  }

  if (Result != ir::None) {
    ValueId Ret = Here(K.Return);
    unsigned Width = C.function(Target).Result.width();
    Width = Width ? Width : 64;
    if (Ret == NoId || S.symbol(Ret).Width != Width)
      Ret = S.fresh(Site, Width, Index);
    setRegister(St, Result, Ret);
  }

  // Property.
  if (Effect)
    St.P.Irql = K.Out.Irql;
  if (Effect && Rel.touchesLocks(Target)) {
    llvm::SmallVector<HeldLock, 2> Held;
    for (auto [I, L] : llvm::enumerate(Before.P.Held)) {
      if (Before.P.Tainted || L.Maybe || Sim.isCalm(Target) ||
          !Rel.mayTouch(Target, L)) {
        Held.push_back(L);
        continue;
      }
      auto After = llvm::find_if(
          K.Out.Held, [I = I](const HeldLock &O) { return O.EntryIndex == I; });
      if (After == K.Out.Held.end() || After->Maybe)
        noteGiven(L);
      if (After == K.Out.Held.end())
        continue; // released
      HeldLock Kept = L;
      Kept.Weak |= After->Weak;
      Kept.Maybe |= After->Maybe;
      Held.push_back(Kept);
    }
    for (const HeldLock &L : K.Out.Held) {
      if (L.EntryIndex != NoId)
        continue;
      HeldLock New = L;
      New.Key = Here(L.Key);
      New.Handle = Here(L.Handle);
      New.Token = Here(L.Token);
      Held.push_back(New);
    }
    St.P.Held = std::move(Held);
    // A lock that a wrapper took, in a loop that still holds the last one.
    for (size_t I = St.P.Held.size(); I-- != 0;) {
      HeldLock L = St.P.Held[I];
      if (L.EntryIndex != NoId ||
          (L.Token != NoId && S.symbol(L.Token).Kind == SymbolKind::Old))
        continue;
      St.P.Held.erase(St.P.Held.begin() + I);
      if (!coalesce(St, L, Site))
        St.P.Held.insert(St.P.Held.begin() + I, L);
    }
  }
  if (Effect && K.Out.Tainted && !St.P.Tainted)
    St.P.taint();
  St.Blurred |= K.Blurred;
  if (K.Stalled != 0)
    St.addStall(Site, inTurns(Site, K.Stalled));
  return St;
}
