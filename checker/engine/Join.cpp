//===- Join.cpp - Joining states ------------------------------------------===//
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

/// Special is one of the states that General stands for.
bool FunctionRun::subsumes(const State &General, const State &Special,
                           SiteId JoinSite) {
  UseTracking Unused(S, nullptr); // both know the same of what neither used
  if (!sameForMerging(General.P, Special.P) ||
      !namesCover(General.P, Special.P) ||
      General.stalled() < Special.stalled())
    return false;
  for (const HeldLock &L : Special.P.Held)
    if (L.Maybe && llvm::none_of(General.P.Held, [&](const HeldLock &K) {
          return K.Maybe && K.Class == L.Class && K.Token == L.Token;
        }))
      return false;
  // Without phis it has to be the same, fact by fact.
  if (!General.Blurred && (General.AllStamp != Special.AllStamp ||
                           General.Stamps != Special.Stamps))
    return false;
  auto IsPhi = [&](ValueId V) {
    return V != NoId && S.symbol(V).Kind == SymbolKind::Phi &&
           S.symbol(V).Site == JoinSite;
  };
  auto Covers = [&](ValueId G, ValueId V) {
    if (G == V)
      return true;
    if (!IsPhi(G))
      return false;
    if (V == NoId)
      return true; // a stamp: not written on this way
    const Constraint *C = General.F.find(G);
    return !C || evaluate(S, Special.F, V).implies(*C);
  };
  // Places: what one does not name has the value that memory had before.
  auto G = General.Bound.begin(), V = Special.Bound.begin();
  while (G != General.Bound.end() || V != Special.Bound.end()) {
    bool OnlyG = V == Special.Bound.end() ||
                 (G != General.Bound.end() && G->first < V->first);
    bool OnlyV = G == General.Bound.end() ||
                 (V != Special.Bound.end() && V->first < G->first);
    PlaceId P = OnlyV ? V->first : G->first;
    if (!Covers(OnlyV ? Mem.load(General, P) : G->second,
                OnlyG ? Mem.load(Special, P) : V->second))
      return false;
    if (!OnlyV)
      ++G;
    if (!OnlyG)
      ++V;
  }
  if (!Covers(General.AllStamp, Special.AllStamp))
    return false;
  auto Find = [](const auto &In, uint32_t Key) {
    auto It = llvm::lower_bound(
        In, Key, [](const auto &E, uint32_t Key) { return E.first < Key; });
    return It != In.end() && It->first == Key ? It->second : NoId;
  };
  for (const auto &[K, Stamp] : General.Stamps)
    if (!Covers(Stamp, Find(Special.Stamps, K)))
      return false;
  for (const auto &[K, Stamp] : Special.Stamps)
    if (Find(General.Stamps, K) == NoId)
      return false;
  for (const auto &[Reg, Value] : General.Registers) {
    ValueId Other = Find(Special.Registers, Reg);
    if (Other == NoId || !Covers(Value, Other))
      return false;
  }
  return llvm::all_of(General.F.entries(), [&](const Facts::Entry &E) {
    return IsPhi(E.first) || evaluate(S, Special.F, E.first).implies(*E.second);
  });
}

unsigned FunctionRun::difference(const State &A, const State &B) const {
  auto Count = [](const auto &X, const auto &Y) {
    unsigned N = 0;
    auto I = X.begin(), J = Y.begin();
    while (I != X.end() || J != Y.end()) {
      if (J == Y.end() || (I != X.end() && I->first < J->first)) {
        ++I, ++N;
      } else if (I == X.end() || J->first < I->first) {
        ++J, ++N;
      } else {
        N += !(I->second == J->second);
        ++I, ++J;
      }
    }
    return N;
  };
  return Count(A.Bound, B.Bound) + Count(A.Stamps, B.Stamps) +
         Count(A.Registers, B.Registers) + Count(A.F.entries(), B.F.entries());
}

/// The value of which alone the two states know different things, if nothing
/// is lost by knowing that one of the two is true.
std::optional<ValueId> FunctionRun::differInOneFact(const State &A,
                                                    const State &B) const {
  if (A.AllStamp != B.AllStamp || A.Stamps != B.Stamps || A.Bound != B.Bound ||
      A.Registers != B.Registers || A.Blurred != B.Blurred ||
      A.Stalls != B.Stalls || !namesCover(A.P, B.P) || !namesCover(B.P, A.P))
    return std::nullopt;
  auto I = A.F.entries().begin(), IEnd = A.F.entries().end();
  auto J = B.F.entries().begin(), JEnd = B.F.entries().end();
  std::optional<ValueId> Only;
  while (I != IEnd && J != JEnd) {
    if (I->first != J->first)
      return std::nullopt;
    if (I->second != J->second) {
      if (Only || !I->second->isAllWith(*J->second))
        return std::nullopt;
      Only = I->first;
    }
    ++I, ++J;
  }
  if (I != IEnd || J != JEnd)
    return std::nullopt;
  return Only;
}

State FunctionRun::join(const State &A, const State &B, SiteId JoinSite,
                        bool Widen) {
  State J;
  J.P = A.P;
  J.Node = A.Node; // the older witness
  J.Blurred = true;
  J.AllStamp = A.AllStamp == B.AllStamp ? A.AllStamp
               : A.AllStamp == NoId || B.AllStamp == NoId
                   ? (A.AllStamp == NoId ? B.AllStamp : A.AllStamp)
                   : S.phi(JoinSite, NoId - 1, 64);
  auto Merge = [&](ValueId VA, ValueId VB, uint32_t What) {
    if (VA == VB)
      return VA;
    unsigned Width = S.symbol(VA).Width;
    ValueId Phi = S.phi(JoinSite, What, Width);
    Constraint CA = evaluate(S, A.F, VA), CB = evaluate(S, B.F, VB);
    if (CA.width() == CB.width())
      J.F.set(S, Phi, Widen ? CA.widen(CB) : CA | CB);
    return Phi;
  };
  // Numbers of phis: places, then registers, then keys, in separate ranges.
  constexpr uint32_t RegisterBase = 0x80000000U, KeyBase = 0xC0000000U;
  std::set<PlaceId> Places;
  for (const State *St : {&A, &B})
    for (const auto &E : St->Bound)
      Places.insert(E.first);
  for (PlaceId P : Places)
    J.Bound.push_back({P, Merge(Mem.load(A, P), Mem.load(B, P), P)});
  for (const auto &[Reg, VA] : A.Registers)
    for (const auto &[RegB, VB] : B.Registers)
      if (Reg == RegB)
        J.Registers.push_back(
            {Reg, Merge(VA, VB, RegisterBase | (Reg & ~RegisterBase))});
  std::map<AliasKey, std::pair<ValueId, ValueId>> Stamps;
  for (const auto &[K, V] : A.Stamps)
    Stamps[K] = {V, NoId};
  for (const auto &[K, V] : B.Stamps)
    Stamps.try_emplace(K, NoId, NoId).first->second.second = V;
  for (const auto &[K, V] : Stamps)
    J.Stamps.push_back(
        {K, V.first == V.second ? V.first : S.phi(JoinSite, KeyBase | K, 64)});
  for (const auto &[V, C] : A.F.entries())
    if (const Constraint Other = evaluate(S, B.F, V); !Other.isTrivial())
      J.F.set(S, V, *C | Other);
  for (const auto &[V, C] : B.F.entries())
    if (!A.F.find(V))
      if (const Constraint Other = evaluate(S, A.F, V); !Other.isTrivial())
        J.F.set(S, V, *C | Other);
  joinLocks(J.P, B.P);
  return J;
}

/// The node at which the ways of the two states parted, or NoId.
uint32_t FunctionRun::partedAt(const State &A, const State &B) const {
  uint32_t X = A.Node, Y = B.Node;
  while (X != Y) {
    if (R.Nodes[X].Depth < R.Nodes[Y].Depth)
      std::swap(X, Y);
    X = R.Nodes[X].Pred;
    if (X == NoId)
      return NoId;
  }
  return X;
}

bool FunctionRun::isBehind(uint32_t Node, uint32_t Of) const {
  while (R.Nodes[Node].Depth > R.Nodes[Of].Depth)
    Node = R.Nodes[Node].Pred;
  return Node == Of;
}

/// Whether nothing that parted the two states is left: where they parted, the
/// property was what it is now for both, and whatever was decided there is over
/// (Block comes after it on all ways). Then their facts are no longer told
/// apart. Two ways that both took a lock are: they took it for a reason.
bool FunctionRun::isOverSince(const State &A, const State &B, uint32_t Block,
                              llvm::ArrayRef<const Pool *> Beside) const {
  const bool IsExit = Block == Fn.Blocks.size();
  if (Block == ir::None || (!IsExit && Fl.predecessors(Block).size() < 2))
    return false;
  uint32_t Parted = partedAt(A, B);
  if (Parted == NoId ||
      !sameForMerging(Properties[R.Nodes[Parted].Property], A.P))
    return false;
  if (!IsExit) {
    uint32_t From = Parted;
    while (R.Nodes[From].Block == ir::None)
      From = R.Nodes[From].Pred;
    if (!Fl.postDominates(Block, R.Nodes[From].Block))
      return false;
  }
  // Two ways that took no lock are told apart while a third has it: it is known
  // by what it is not.
  for (const Pool *P : Beside)
    for (const Pooled &E : *P)
      if (!E.St.P.Tainted && !sameForMerging(E.St.P, A.P) &&
          isBehind(E.St.Node, Parted))
        return false;
  return true;
}

/// Joins what is no longer told apart when all has come to Block, and what is
/// too much.
void FunctionRun::coalesce(Pool &P, SiteId JoinSite, uint32_t Block,
                           llvm::ArrayRef<const Pool *> Beside) {
  auto JoinInto = [&](size_t I, size_t J) {
    State Joined = join(P[I].St, P[J].St, JoinSite, /*Widen=*/false);
    P[I] = {std::move(Joined), false, P[I].Arrivals + P[J].Arrivals};
    P.erase(P.begin() + J);
  };
  auto IsNew = [](const Pooled &E) { return !E.Done; };
  if (llvm::count_if(P, IsNew) < 2)
    return;
  for (size_t I = 0; I < P.size(); ++I)
    for (size_t J = I + 1; !P[I].Done && J < P.size();) {
      // Nothing is concluded from what is tainted.
      bool Over =
          !P[J].Done && sameForMerging(P[I].St.P, P[J].St.P) &&
          (P[I].St.P.Tainted || (isOverSince(P[I].St, P[J].St, Block, Beside) &&
                                 !remembers(P[I].St, P[J].St)));
      if (Over)
        JoinInto(I, J);
      else
        ++J;
    }
  while (std::optional<std::pair<size_t, size_t>> Pair = mostAlike(P, Block))
    JoinInto(Pair->first, Pair->second);
}

/// Of the states of one property that are too many, two that are most alike:
/// rather those that are told apart only for what they did not do.
std::optional<std::pair<size_t, size_t>>
FunctionRun::mostAlike(const Pool &P, uint32_t Block) const {
  std::optional<std::pair<size_t, size_t>> Best;
  unsigned Least = ~0U;
  if (P.size() <= disjuncts())
    return std::nullopt;
  for (size_t I = 0; I < P.size(); ++I) {
    if (P[I].Done)
      continue;
    llvm::SmallVector<size_t, 8> Alike;
    for (size_t J = 0; J < P.size(); ++J)
      if (!P[J].Done && sameForMerging(P[I].St.P, P[J].St.P))
        Alike.push_back(J);
    if (Alike.size() <= disjuncts())
      continue;
    for (size_t J : Alike) {
      if (J <= I)
        continue;
      unsigned D = difference(P[I].St, P[J].St);
      if (D >= Least)
        continue;
      if (!isOverSince(P[I].St, P[J].St, Block, {}))
        D += 1000;
      if (D < Least) {
        Least = D;
        Best = {I, J};
      }
    }
  }
  return Best;
}

/// Of a predicate it is of interest what it answers when.
unsigned FunctionRun::disjuncts() const {
  if (Sim.guide() && For == Mode::Data)
    return BesideDisjuncts;
  return Sim.options().Disjuncts * (Rel.isPredicate(F) ? 2 : 1);
}

/// Whether a local or a register remembers which way was taken: a flag, a
/// status, the value of a short circuit. It is a constant in one of the two,
/// and something else in the other.
bool FunctionRun::remembers(const State &A, const State &B) const {
  UseTracking Unused(S, nullptr);
  auto Differ = [&](ValueId X, ValueId Y) {
    if (X == Y || S.symbol(X).Width != S.symbol(Y).Width)
      return false;
    Constraint InA = evaluate(S, A.F, X), InB = evaluate(S, B.F, Y);
    return InA.exact() || InB.exact() ? InA.exact() != InB.exact()
                                      : (InA & InB).isImpossible();
  };
  auto I = A.Bound.begin(), J = B.Bound.begin();
  while (I != A.Bound.end() && J != B.Bound.end()) {
    if (I->first == J->first) {
      if (S.localOf(S.info(I->first).Where) != ir::None &&
          Differ(I->second, J->second))
        return true;
      ++I, ++J;
    } else {
      ++(I->first < J->first ? I : J);
    }
  }
  auto R = A.Registers.begin(), Q = B.Registers.begin();
  while (R != A.Registers.end() && Q != B.Registers.end()) {
    if (R->first == Q->first) {
      if (Differ(R->second, Q->second))
        return true;
      ++R, ++Q;
    } else {
      ++(R->first < Q->first ? R : Q);
    }
  }
  return false;
}

bool FunctionRun::addToPool(Pool &P, State St, SiteId JoinSite, uint32_t Block,
                            bool BackEdge) {
  if (Sim.options().Replay)
    Sim.Steps += P.size() / 2; // to compare costs, too
  if (P.size() >= MaxProperties) {
    llvm::SmallVector<const Property *, 20> Distinct;
    for (const Pooled &E : P)
      if (llvm::none_of(Distinct, [&](const Property *D) {
            return sameForMerging(*D, E.St.P);
          }))
        Distinct.push_back(&E.St.P);
    if (Distinct.size() >= MaxProperties &&
        llvm::none_of(Distinct, [&](const Property *D) {
          return sameForMerging(*D, St.P);
        })) {
      St.P.taint();
    }
  }
  for (const Pooled &E : P)
    if (subsumes(E.St, St, JoinSite))
      return false;
  // States that the new one stands for are not run again.
  unsigned Arrivals = BackEdge ? 1 : 0;
  llvm::erase_if(P, [&](const Pooled &E) {
    if (!E.Done || !subsumes(St, E.St, JoinSite))
      return false;
    Arrivals += E.Arrivals;
    return true;
  });
  llvm::SmallVector<size_t, 8> Alike;
  unsigned AllArrivals = Arrivals;
  for (size_t I = 0; I != P.size(); ++I)
    if (sameForMerging(P[I].St.P, St.P)) {
      Alike.push_back(I);
      AllArrivals += P[I].Arrivals;
    }
  // More are joined when the block is run (coalesce).
  bool Full = Alike.size() >= (Sim.options().Replay ? 1U : 4U) * disjuncts();
  // One way is enough: others are not joined with it but left out.
  if (Sim.guide() && Full) {
    auto Worse = llvm::find_if(
        Alike, [&](size_t I) { return P[I].St.Blurred && !P[I].Done; });
    R.OverBudget = true;
    if (St.Blurred || Worse == Alike.end())
      return false;
    P[*Worse] = {std::move(St), false, Arrivals};
    return true;
  }
  for (size_t I : Alike)
    if (auto V = differInOneFact(P[I].St, St)) {
      State Either = P[I].St;
      Either.F.erase(*V);
      Pooled Old = std::move(P[I]);
      P.erase(P.begin() + I);
      if (addToPool(P, std::move(Either), JoinSite, Block, BackEdge))
        return true;
      P.push_back(std::move(Old));
      return false;
    }
  auto Over = Alike.end();
  if (Full || (BackEdge && !Sim.options().Replay))
    Over = llvm::find_if(Alike, [&](size_t I) {
      return isOverSince(P[I].St, St, Block, {}) &&
             (BackEdge || !remembers(P[I].St, St));
    });
  bool Widen =
      BackEdge &&
      (Sim.options().Replay ? Full : AllArrivals > 2 || Over != Alike.end());
  if (!Alike.empty() && (Widen || Over != Alike.end() || Full)) {
    // Of the new state and its alternatives, join the two most alike.
    size_t Best = Over != Alike.end() ? *Over : Alike.front();
    if (Over == Alike.end())
      for (size_t I : Alike)
        if (difference(P[I].St, St) < difference(P[Best].St, St))
          Best = I;
    State Joined = join(P[Best].St, St, JoinSite, Widen);
    Joined.Node = P[Best].St.Node;
    Arrivals += P[Best].Arrivals;
    if (P[Best].Done && subsumes(P[Best].St, Joined, JoinSite))
      return false;
    if (Arrivals > MaxArrivals) {
      R.OverBudget = true;
      return false;
    }
    P.erase(P.begin() + Best);
    for (const Pooled &E : P)
      if (subsumes(E.St, Joined, JoinSite))
        return false;
    P.push_back({std::move(Joined), false, Arrivals});
    return true;
  }
  P.push_back({std::move(St), false, Arrivals});
  return true;
}
