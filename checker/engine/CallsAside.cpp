//===- CallsAside.cpp - Calls beside the way of a replay ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FunctionRun.h"
#include "engine/Guide.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

/// The context of a call in the simulation from which the way is; NoId if it
/// does nothing there.
ContextId FunctionRun::runAside(uint32_t Target, llvm::ArrayRef<ValueId> Args,
                                const State &St, bool Effect) {
  Simulator &Aside = *Sim.aside();
  if (!Effect && !Aside.relevance().hasDataEffect(Target))
    return NoId;
  return Aside.run(
      makeContext(Target, Args, St, Effect ? Mode::Full : Mode::Data, Aside));
}

/// Do locks and IRQL come out of the case as they went in?
static bool isBalanced(const Property &Entry, const Case &K) {
  return !K.Out.Tainted && K.Out.Irql == Entry.Irql &&
         llvm::equal(K.Out.Held, Entry.Held,
                     [](const HeldLock &A, const HeldLock &B) {
                       return A.EntryIndex == B.EntryIndex &&
                              A.Maybe == B.Maybe && A.Weak == B.Weak;
                     });
}

/// The cases of a call that a run along one way may take from the simulation
/// that the way is from: those that leave locks and IRQL as they were, if there
/// are no others but what could not be followed. Empty: none.
std::vector<Case> FunctionRun::casesAside(ContextId Id, bool Effect) {
  if (Id == NoId)
    return std::vector<Case>(1); // nothing is known to happen
  const engine::Result &Of = Sim.aside()->result(Id);
  if (!Effect)
    return Of.Cases;
  std::vector<Case> Balanced;
  for (const Case &K : Of.Cases) {
    if (isBalanced(Of.Of.Entry, K))
      Balanced.push_back(K);
    else if (!K.Out.Tainted)
      return {};
  }
  R.OverBudget |= Balanced.size() != Of.Cases.size();
  return Balanced;
}

/// What the cases of a call do not all store alike is open.
void FunctionRun::agreeOnWrites(std::vector<Case> &Cases, SiteId Site) {
  auto Agrees = [&](PlaceId P, ValueId V) {
    return llvm::all_of(Cases, [&](const Case &K) {
      return llvm::is_contained(K.Writes, std::make_pair(P, V));
    });
  };
  llvm::DenseSet<std::pair<PlaceId, ValueId>> Open;
  for (const Case &K : Cases)
    for (auto [P, V] : K.Writes)
      if (!Agrees(P, V))
        Open.insert({P, V});
  for (Case &K : Cases)
    for (auto &[P, V] : K.Writes)
      if (Open.contains({P, V}))
        V = S.fresh(Site, S.symbol(V).Width, UnfaithfulOrdinal);
}

/// A call that touches neither locks nor IRQL, or leaves them as they were, in
/// a run along one way: what was found out about it when the way was searched
/// is good enough, and of what did not matter then only is known that it may
/// have changed.
void FunctionRun::enterAside(uint32_t Target, std::vector<Case> Cases,
                             llvm::ArrayRef<ValueId> Args, SiteId Site,
                             const State &St, unsigned Result, States &Out) {
  Simulator &Aside = *Sim.aside();
  const llvm::BitVector &Known = Aside.relevance().writtenKeys(Target);
  llvm::BitVector Others = Rel.writtenKeys(Target);
  Others.reset(Known);
  // A run with joins did not tell apart what chose between two values.
  auto Doubt = [&](ValueId &V) {
    if (V != NoId && S.anyOrigin(V, [&](ValueId From) {
          return S.symbol(From).Kind == SymbolKind::Phi;
        }))
      V = S.fresh(Site, S.symbol(V).Width, UnfaithfulOrdinal);
  };
  // Nor did a coarse one what chose between two cases.
  auto AllAgree = [&](auto ValueIn) {
    return llvm::all_of(Cases, [&](const Case &K) {
      return ValueIn(K) == ValueIn(Cases.front());
    });
  };
  if (Aside.relevance().isCoarse() &&
      !AllAgree([](const Case &K) { return K.Return; }))
    for (Case &K : Cases)
      if (K.Return != NoId)
        K.Return = S.fresh(Site, S.symbol(K.Return).Width, UnfaithfulOrdinal);
  if (Aside.relevance().isCoarse())
    agreeOnWrites(Cases, Site);
  for (auto [Index, K] : llvm::enumerate(Cases)) {
    // It was given up: what it does is as open as what was not looked at.
    const bool IsOpen = K.Blurred && K.ForgetsAll;
    K.Blurred = false;
    if (!Aside.options().Replay) {
      for (auto &W : K.Writes)
        Doubt(W.second);
      Doubt(K.Return);
    }
    auto After = apply(St, K, Index, Args, Site, Result, Target,
                       /*Effect=*/false);
    if (!After)
      continue;
    if (IsOpen)
      Mem.forgetAll(*After, S.fresh(Site, 64, UnfaithfulOrdinal));
    for (unsigned Key : Others.set_bits())
      Mem.forgetKey(*After, Key, S.fresh(Site, 64, UnfaithfulOrdinal));
    if (Result != ir::None && !Aside.relevance().isRelevantResult(Target)) {
      unsigned Width = C.function(Target).Result.width();
      setRegister(*After, Result,
                  S.fresh(Site, Width ? Width : 64, UnfaithfulOrdinal));
    }
    After->Node = addNode({St.Node, ir::None, Site, NoId, 0}, *After);
    Out.push_back(std::move(*After));
  }
}
