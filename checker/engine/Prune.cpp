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

/// Of a place that is not a local's.
static bool isAlwaysLive(const Symbols &S, const PlaceInfo &I) {
  return I.Bits > 64 || I.Key == S.scalarKey(I.Bits);
}

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

void FunctionRun::prune(State &St, Relevance::Live Live) {
  auto KeyIsLive = [&](PlaceId P) {
    const PlaceInfo &I = S.info(P);
    if (uint32_t L = S.localOf(I.Where); L != ir::None)
      return Live.isLocalLive(L) || Exp.Locals.test(L);
    return isAlwaysLive(S, I) || Live.isKeyLive(I.Key);
  };
  llvm::erase_if(St.Registers, [&](const auto &Reg) {
    return !Live.isRegisterLive(Reg.first);
  });
  llvm::erase_if(St.Bound, [&](const auto &B) { return !KeyIsLive(B.first); });
  llvm::erase_if(St.Stamps, [&](const auto &E) {
    return !S.isLocalKey(E.first) && !S.isScalarKey(E.first) &&
           !Live.isKeyLive(E.first);
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
    const PlaceInfo &I = S.info(P);
    return S.localOf(I.Where) == ir::None &&
           (isAlwaysLive(S, I) || Out.test(I.Key));
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
