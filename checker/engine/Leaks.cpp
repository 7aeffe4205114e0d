//===- Leaks.cpp - Locks that are still held when a root returns ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Guide.h"
#include "engine/Replay.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace miniport;
using namespace miniport::engine;

/// For the ways around the first witness.
static constexpr unsigned AroundSteps = 8000;

static bool isLeaked(const HeldLock &L) {
  return L.EntryIndex == NoId && !L.Maybe && !L.Weak;
}

/// Is the lock of that acquisition kept in the case of a callee?
static bool isLeakedIn(const Case &K, const HeldLock &L) {
  return !K.Out.Tainted && llvm::any_of(K.Out.Held, [&](const HeldLock &H) {
    return isLeaked(H) && H.Acquired == L.Acquired;
  });
}

/// The return that ends the case with that exit.
static SiteId returnAt(const Result &R, uint32_t Exit) {
  for (const Event &E : R.Events)
    if (E.Kind == EventKind::Return && E.Node == Exit)
      return E.Site;
  return NoId;
}

/// The calls that led to the acquisition, outermost first, and the acquisition:
/// what tells it from others through the same wrapper.
static std::vector<SiteId> acquisitionOf(const Symbols &S, const HeldLock &L) {
  std::vector<SiteId> Sites;
  for (ValueId V = L.Token; V != NoId;) {
    const Symbol &Sym = S.symbol(V);
    switch (Sym.Kind) {
    case SymbolKind::FromCall:
      Sites.push_back(Sym.Site);
      V = Sym.B;
      break;
    case SymbolKind::Old:
    case SymbolKind::Cast:
      V = Sym.A;
      break;
    default:
      V = NoId;
    }
  }
  Sites.push_back(L.Acquired);
  return Sites;
}

/// The case of the run's root in which the lock is kept.
static const Case *findLeak(const Symbols &S, const Result &R,
                            const std::vector<SiteId> &Acquisition) {
  for (const Case &K : R.Cases)
    if (!K.Out.Tainted && !K.Blurred)
      for (const HeldLock &L : K.Out.Held)
        if (isLeaked(L) && acquisitionOf(S, L) == Acquisition)
          return &K;
  return nullptr;
}

/// The function that is at fault for a leak, and how it returned.
struct Engine::Blame {
  ContextId In = NoId;
  uint32_t Exit = NoId;
  uint32_t Function = ir::None;
  SiteId Return = NoId;
  unsigned Depth = 0;
};

/// Does the blamed function keep the lock at that return?
bool Engine::returnsWith(const Simulator &S, const Blame &Wanted,
                         const HeldLock &L) const {
  for (ContextId Id = 0; Id != S.numContexts(); ++Id) {
    const Result &R = S.result(Id);
    if (R.Of.Function != Wanted.Function)
      continue;
    for (const Case &K : R.Cases)
      if (isLeakedIn(K, L) && returnAt(R, K.Exit) == Wanted.Return)
        return true;
  }
  return false;
}

/// Runs along the way to the exit, by the return of the function to blame that
/// is wanted.
bool Engine::followLeak(Simulator &S, uint32_t Root, uint32_t Exit,
                        const HeldLock &L, const Blame &Wanted,
                        Guide::Freedom Allowed, Leak &Out) {
  ContextId In = S.run(Roots[Root].Start);
  Guide Way(S, Allowed);
  Blame First = blame(S, In, Exit, L);
  bool Diverted = Wanted.Exit != First.Exit;
  if (Diverted)
    Way.divert(First.In, First.Exit, Wanted.Exit);
  Way.add(In, Exit);
  Options Guided = O;
  Guided.Replay = true;
  if (Allowed != Guide::Strict)
    Guided.ReplaySteps = AroundSteps;
  Guided.TrustOutside = O.Partial;
  Guided.Disjuncts = GuidedDisjuncts;
  Focus &On = everything();
  for (unsigned Round = 0;; ++Round) {
    Simulator Along(*TheCode, On.Rel, On.In, *Syms, Guided, nullptr, &Way);
    ContextId Id = Along.run(Roots[Root].Start);
    const Case *K = findLeak(*Syms, Along.result(Id), acquisitionOf(*Syms, L));
    if (!K && Round != MostOpened && Way.open(Along.doubts()))
      continue;
    if (!K || (Diverted && !returnsWith(Along, Wanted, L)))
      return false;
    Out.Root = Root;
    Out.Lock = L;
    Out.Return = Wanted.Return;
    Out.Blamed = Wanted.Function;
    Out.Depth = Wanted.Depth;
    Out.How.push_back({PathKind::Enter, Roots[Root].Start.Function, NoId, 0});
    expand(Along, Id, K->Exit, 0, Out.How);
    Out.How.push_back(
        {PathKind::Here, Out.Blamed, Out.Return, Out.Depth, false, 0, L.Class});
    return true;
  }
}

Engine::Replay &Engine::fineRun(uint32_t Root, bool WithJoins) {
  std::unique_ptr<Replay> &R = FineRuns[{Root, WithJoins}];
  if (R)
    return *R;
  if (!Fine)
    Fine = std::make_unique<Focus>(*TheCode, *Syms, Relevance::Fine);
  Options As = O;
  if (!WithJoins) {
    As.Replay = true;
    As.TrustOutside = O.Partial;
    As.Disjuncts = ReplayDisjuncts;
  }
  R = std::make_unique<Replay>();
  R->Sim =
      std::make_unique<Simulator>(*TheCode, Fine->Rel, Fine->In, *Syms, As);
  R->run(Roots[Root].Start);
  return *R;
}

const Leaks &Engine::leaks(uint32_t Root) {
  auto [It, New] = LeaksOf.try_emplace(Root);
  if (New)
    It->second = findLeaks(Root);
  return It->second;
}

Leaks Engine::findLeaks(uint32_t Root) {
  Leaks Out;
  std::set<std::pair<SiteId, SiteId>> Reported;
  auto Confirm = [&](Simulator &S, ContextId In, const Case &K,
                     const HeldLock &L) {
    Blame First = blame(S, In, K.Exit, L);
    bool Any = false;
    auto Try = [&](const Blame &B) {
      Leak Lk;
      if (Reported.count({L.Acquired, B.Return})) {
        Any = true;
      } else if (followLeak(S, Root, K.Exit, L, B, Guide::Strict, Lk) ||
                 followLeak(S, Root, K.Exit, L, B, Guide::Relaxed, Lk)) {
        Reported.insert({L.Acquired, B.Return});
        Out.Found.push_back(std::move(Lk));
        Any = true;
      }
    };
    Try(First);
    // Behind the call, one return is as another; each is a defect.
    const Result &Guilty = S.result(First.In);
    for (const Case &Other : Guilty.Cases)
      if (First.Depth && Other.Exit != First.Exit && isLeakedIn(Other, L)) {
        Blame B = First;
        B.Exit = Other.Exit;
        B.Return = returnAt(Guilty, Other.Exit);
        Try(B);
      }
    return Any;
  };
  // Of a function whose callers are not known, only what they cannot give back.
  auto IsNobodyElses = [&](const HeldLock &L) {
    return !Roots[Root].Orphan ||
           (L.Handle != NoId &&
            Syms->localOf(Syms->base(L.Handle)) != ir::None);
  };
  auto ForEach = [&](const Simulator &S, ContextId In, auto Visit) {
    for (const Case &K : S.result(In).Cases)
      if (!K.Out.Tainted)
        for (const HeldLock &L : K.Out.Held)
          if (isLeaked(L) && IsNobodyElses(L))
            Visit(K, L);
  };
  std::map<std::vector<SiteId>, facts::LockClass> Open;
  ForEach(*Sim, RootContexts[Root], [&](const Case &K, const HeldLock &L) {
    if (!Confirm(*Sim, RootContexts[Root], K, L))
      Open[acquisitionOf(*Syms, L)] = L.Class;
  });
  // What was found is not possible that way; is it in any?
  for (bool WithJoins : {true, false}) {
    if (Open.empty())
      break;
    Replay &R = fineRun(Root, WithJoins);
    std::set<std::vector<SiteId>> Possible;
    ForEach(*R.Sim, R.Root, [&](const Case &K, const HeldLock &L) {
      std::vector<SiteId> A = acquisitionOf(*Syms, L);
      if (!Open.count(A))
        return;
      Possible.insert(A);
      if (Confirm(*R.Sim, R.Root, K, L))
        Open.erase(A);
    });
    for (auto A = Open.begin(); A != Open.end();) {
      bool Impossible = R.Complete && !Possible.count(A->first);
      if (Impossible)
        Out.Refuted.push_back(A->second);
      A = Impossible ? Open.erase(A) : std::next(A);
    }
  }
  for (const auto &A : Open)
    Out.Undecided.push_back(A.second);
  return Out;
}

/// Does the result of a function tell its caller whether the lock is held? Then
/// it hands the lock over, and is not at fault for it.
bool Engine::tellsByResult(const Result &R, uint32_t Exit,
                           SiteId Acquired) const {
  auto Holds = [&](const Case &K) {
    return llvm::any_of(K.Out.Held, [&](const HeldLock &H) {
      return H.EntryIndex == NoId && H.Acquired == Acquired;
    });
  };
  auto This =
      llvm::find_if(R.Cases, [&](const Case &K) { return K.Exit == Exit; });
  if (This == R.Cases.end() || This->Return == NoId)
    return false;
  Constraint Mine = evaluate(*Syms, This->F, This->Return);
  bool AnyOther = false;
  for (const Case &K : R.Cases) {
    if (Holds(K))
      continue;
    AnyOther = true;
    if (K.Return == NoId)
      return false;
    Constraint Other = evaluate(*Syms, K.F, K.Return);
    if (!(Mine & Other).isImpossible())
      return false;
  }
  return AnyOther;
}

/// Does the function release locks other than by calling the other one?
bool Engine::releasesBesides(uint32_t F, uint32_t Callee) const {
  for (uint32_t B : TheCode->flow(F).order()) {
    SiteId Site = TheCode->site(F, B, 0);
    for (const ir::Instruction &I : TheCode->function(F).Blocks[B].Instructions)
      if (SiteId Here = Site++; I.Op == ir::Opcode::Call) {
        const CallInfo &Info = TheCode->call(Here);
        if (Info.Routine ? Info.Routine->has(facts::EffectKind::ReleaseLock)
                         : llvm::any_of(Info.Targets, [&](uint32_t T) {
                             return T != Callee && TheRelevance->releases(T);
                           }))
          return true;
      }
  }
  return false;
}

/// Blame: from the root down to the function that took the lock, the innermost
/// one that also releases the class is at fault; what never releases it is a
/// wrapper. The path is the run through that function to its return.
Engine::Blame Engine::blame(const Simulator &S, ContextId Root, uint32_t Exit,
                            const HeldLock &L) const {
  // Frames on the way to the acquisition: (context, exit node in it).
  llvm::SmallVector<std::pair<ContextId, uint32_t>, 8> Frames = {{Root, Exit}};
  for (bool Deeper = true; Deeper;) {
    Deeper = false;
    auto [Ctx, Node] = Frames.back();
    const Result &R = S.result(Ctx);
    for (uint32_t N = Node; N != NoId; N = R.Nodes[N].Pred) {
      const engine::Node &Step = R.Nodes[N];
      if (Step.Call == NoId)
        continue;
      const Case &K = S.result(Step.Callee).Cases[Step.Case];
      bool Here = llvm::any_of(K.Out.Held, [&](const HeldLock &H) {
        return H.EntryIndex == NoId && H.Acquired == L.Acquired;
      });
      if (Here) {
        Frames.push_back({Step.Callee, K.Exit});
        Deeper = true;
        break;
      }
    }
  }
  auto FunctionOf = [&](size_t I) {
    return S.result(Frames[I].first).Of.Function;
  };
  // A function that tells its caller hands the lock over, if anyone takes it.
  auto IsTakenOver = [&](size_t I) {
    while (I-- != 0)
      if (releasesBesides(FunctionOf(I), FunctionOf(I + 1)))
        return true;
    return false;
  };
  size_t Guilty = 0;
  for (size_t I = Frames.size(); I-- != 0;) {
    if (TheRelevance->releases(FunctionOf(I)) &&
        !(tellsByResult(S.result(Frames[I].first), Frames[I].second,
                        L.Acquired) &&
          IsTakenOver(I))) {
      Guilty = I;
      break;
    }
  }
  auto [In, At] = Frames[Guilty];
  const Result &R = S.result(In);
  return {In, At, R.Of.Function, returnAt(R, At),
          static_cast<unsigned>(Guilty)};
}
