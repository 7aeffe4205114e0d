//===- Prune.cpp - Forgetting what nothing later reads --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FunctionRun.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

template <typename Keep> void FunctionRun::pruneFacts(State &St, Keep IsLive) {
  llvm::SmallDenseSet<ValueId, 32> Held;
  auto Add = [&](ValueId V) {
    if (V != NoId)
      S.forEachLeaf(V, [&](ValueId Leaf) { Held.insert(Leaf); });
  };
  for (const auto &B : St.Bound)
    Add(B.second);
  for (const auto &Reg : St.Registers)
    Add(Reg.second);
  for (const HeldLock &L : St.P.Held) {
    Add(L.Key);
    Add(L.Handle);
  }
  St.F.removeIf([&](ValueId V) {
    bool Any = false;
    S.forEachLeaf(
        V, [&](ValueId Leaf) { Any |= Held.contains(Leaf) || IsLive(Leaf); });
    return !Any;
  });
}

void FunctionRun::prune(State &St, const Relevance::Live &Live) {
  auto KeyIsLive = [&](PlaceId P) {
    ChainId Where = S.info(P).Where;
    if (uint32_t L = S.localOf(Where); L != ir::None)
      return Live.Locals.test(L) || Exp.Locals.test(L);
    AliasKey K = S.info(P).Key;
    return Live.Keys.test(K) || S.info(P).Bits > 64 ||
           K == S.scalarKey(S.info(P).Bits);
  };
  llvm::erase_if(St.Registers, [&](const auto &Reg) {
    return !Live.Registers.test(Reg.first);
  });
  llvm::erase_if(St.Bound, [&](const auto &B) { return !KeyIsLive(B.first); });
  llvm::erase_if(St.Stamps, [&](const auto &E) {
    return !S.isLocalKey(E.first) && !S.isScalarKey(E.first) &&
           !Live.Keys.test(E.first);
  });
  pruneFacts(St, [&](ValueId Leaf) {
    const Symbol &Sym = S.symbol(Leaf);
    switch (Sym.Kind) {
    case SymbolKind::Param:
      return true;
    case SymbolKind::Initial:
      return KeyIsLive(Sym.A);
    case SymbolKind::Unknown:
      return KeyIsLive(Sym.B);
    default:
      return false;
    }
  });
}

void FunctionRun::pruneAtExit(State &St) {
  const llvm::BitVector &Out = Rel.liveOut(F);
  auto KeyIsLive = [&](PlaceId P) {
    if (S.localOf(S.info(P).Where) != ir::None)
      return false;
    AliasKey K = S.info(P).Key;
    return Out.test(K) || S.info(P).Bits > 64 ||
           K == S.scalarKey(S.info(P).Bits);
  };
  llvm::erase_if(St.Bound, [&](const auto &B) { return !KeyIsLive(B.first); });
  llvm::erase_if(St.Registers,
                 [&](const auto &E) { return E.first != ReturnRegister; });
  llvm::erase_if(St.Stamps, [&](const auto &E) {
    return S.isLocalKey(E.first) ||
           (!S.isScalarKey(E.first) && !Out.test(E.first));
  });
  pruneFacts(St, [&](ValueId Leaf) {
    const Symbol &Sym = S.symbol(Leaf);
    switch (Sym.Kind) {
    case SymbolKind::Param:
      return true;
    case SymbolKind::Initial:
      return KeyIsLive(Sym.A);
    default:
      return false;
    }
  });
}
