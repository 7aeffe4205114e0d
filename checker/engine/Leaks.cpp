//===- Leaks.cpp - Locks that are still held when a root returns ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Goal.h"
#include "engine/Guide.h"
#include "engine/Replay.h"
#include "engine/Survey.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace miniport;
using namespace miniport::engine;

/// For a run to the end of a root; and from how many roots one leak is looked
/// for in vain.
static constexpr unsigned LeakSteps = 8000, MostTries = 4;

/// Is the lock of that acquisition kept in the case of a callee?
static bool isLeakedIn(const Case &K, const HeldLock &L) {
  return !K.Out.Tainted && llvm::any_of(K.Out.Held, [&](const HeldLock &H) {
    return H.isKept() && H.Acquired == L.Acquired;
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
        if (L.isKept() && acquisitionOf(S, L) == Acquisition)
          return &K;
  return nullptr;
}

/// Does the run give the lock of that acquisition back on some way?
static bool gives(const Symbols &S, const Result &R,
                  llvm::ArrayRef<SiteId> Acquisition) {
  return llvm::any_of(R.Given, [&](const HeldLock &L) {
    return llvm::ArrayRef(acquisitionOf(S, L)) == Acquisition;
  });
}

/// The function that is at fault for a leak, and how it returned.
struct Engine::Blame {
  ContextId In = NoId;
  uint32_t Exit = NoId;
  uint32_t Function = ir::None;
  SiteId Return = NoId;
  unsigned Depth = 0;
  /// A caller of it releases the lock on some way.
  bool MayBeTakenOver = false;
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

/// Runs along the way to the exit of the root, by the return of the function to
/// blame that is wanted.
Verdict Engine::followToEnd(uint32_t Root, Guide &Way, const HeldLock &L,
                            const Blame &Wanted, bool Diverted, Path &How) {
  Context Start = Roots[Root].Start;
  if (Roots[Root].Ways.empty())
    return followToEnd(Start, Way, L, Wanted, Diverted, How);
  for (const Facts &Inputs : Roots[Root].Ways) {
    Start.Inputs = Inputs;
    if (followToEnd(Start, Way, L, Wanted, Diverted, How) == Verdict::Confirmed)
      return Verdict::Confirmed;
  }
  return Verdict::Undecided;
}

Verdict Engine::followToEnd(const Context &Start, Guide &Way, const HeldLock &L,
                            const Blame &Wanted, bool Diverted, Path &How) {
  Options Guided = O;
  Guided.Replay = true;
  Guided.ReplaySteps = LeakSteps;
  Guided.TrustOutside = true;
  Guided.Disjuncts = GuidedDisjuncts;
  Focus &On = everything();
  Way.searched().beginRoot();
  for (unsigned Round = 0;; ++Round) {
    Simulator Along(*TheCode, On.Rel, On.In, *Syms, Guided, nullptr, &Way);
    ContextId Id = Along.run(Start);
    const Case *K = findLeak(*Syms, Along.result(Id), acquisitionOf(*Syms, L));
    if (!K && Round != MostOpened && Way.open(Along.doubts()))
      continue;
    if (!K || (Diverted && !returnsWith(Along, Wanted, L)))
      return Verdict::Undecided;
    Path Found = {{PathKind::Enter, Start.Function, NoId, 0}};
    expand(Along, Id, K->Exit, 0, Found);
    // Taken and given back under the answers of one function: they agree.
    if (restsOnOutsideTwice(Found))
      return Verdict::Undecided;
    llvm::append_range(How, Found);
    How.push_back({PathKind::Here, Wanted.Function, Wanted.Return, Wanted.Depth,
                   false, 0, L.Class});
    return Verdict::Confirmed;
  }
}

/// Looks for a run that leaves the function to blame by that return, with the
/// lock. Where nobody above it releases any, that is all; else it goes on to
/// the end of the root.
Verdict Engine::confirmLeak(uint32_t Root, uint32_t Exit, const HeldLock &L,
                            const Blame &Wanted, Path &How) {
  ContextId In = RootContexts[Root];
  Blame First = blame(*Sim, In, Exit, L);
  bool Diverted = Wanted.Exit != First.Exit;
  auto AddWay = [&](Guide &Way) {
    if (Diverted)
      Way.divert(First.In, First.Exit, Wanted.Exit);
    Way.add(In, Exit);
  };
  auto Keeps = [&](const Event &E) {
    return E.Kind == EventKind::Return &&
           llvm::is_contained(E.Kept, L.Acquired);
  };
  Goal G(*TheCode, Wanted.Return, Keeps);
  if (!Wanted.MayBeTakenOver) {
    Confirmation Seen;
    Verdict V = pursue(AddWay, G, Root, Seen);
    How = std::move(Seen.How);
    if (!How.empty())
      How.back().Class = L.Class;
    return V;
  }
  for (Guide::Freedom Allowed : {Guide::Strict, Guide::Relaxed}) {
    Guide Way(*Sim, Allowed);
    AddWay(Way);
    if (followToEnd(Root, Way, L, Wanted, Diverted, How) == Verdict::Confirmed)
      return Verdict::Confirmed;
  }
  return Verdict::Undecided;
}

const Leaks &Engine::leaks(uint32_t Root) {
  auto [It, New] = LeaksOf.try_emplace(Root);
  if (New)
    It->second = findLeaks(Root);
  return It->second;
}

Leaks Engine::findLeaks(uint32_t Root) {
  Leaks Out;
  std::set<std::pair<SiteId, SiteId>> Done;
  auto Try = [&](const Case &K, const HeldLock &L, const Blame &B) {
    if (B.Return == NoId || !Done.insert({L.Acquired, B.Return}).second)
      return;
    LeakSearch &Before = Searched[{L.Acquired, B.Return}];
    Leak Found;
    Found.Root = Root;
    Found.Lock = L;
    Found.Return = B.Return;
    Found.Blamed = B.Function;
    Found.Depth = B.Depth;
    if (Before.IsFound) {
      Out.Found.push_back(std::move(Found)); // from here, too
      return;
    }
    if (Before.Tries == MostTries) {
      Out.Undecided.push_back(L.Class);
      return;
    }
    switch (confirmLeak(Root, K.Exit, L, B, Found.How)) {
    case Verdict::Confirmed:
      Before.IsFound = true;
      Out.Found.push_back(std::move(Found));
      return;
    case Verdict::Refuted:
      Out.Refuted.push_back(L.Class);
      return;
    case Verdict::Undecided:
      ++Before.Tries;
      Out.Undecided.push_back(L.Class);
    }
  };
  // Of a function whose callers are not known, only what they cannot give back.
  auto IsNobodyElses = [&](const HeldLock &L) {
    return !Roots[Root].Orphan ||
           (L.Handle != NoId &&
            Syms->localOf(Syms->base(L.Handle)) != ir::None);
  };
  for (const Case &K : Sim->result(RootContexts[Root]).Cases) {
    if (K.Out.Tainted)
      continue;
    for (const HeldLock &L : K.Out.Held) {
      if (!L.isKept() || !IsNobodyElses(L))
        continue;
      Blame First = blame(*Sim, RootContexts[Root], K.Exit, L);
      Try(K, L, First);
      // Behind the call, one return is as another; each is a defect.
      const Result &Guilty = Sim->result(First.In);
      for (const Case &Other : Guilty.Cases)
        if (First.Depth && Other.Exit != First.Exit && isLeakedIn(Other, L)) {
          Blame B = First;
          B.Exit = Other.Exit;
          B.Return = returnAt(Guilty, Other.Exit);
          Try(K, L, B);
        }
    }
  }
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
                             return T != Callee && Plain->Rel.releases(T) &&
                                    !TheSurvey->isCalm(T);
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
      if (Step.Call == NoId || Step.Callee == NoId)
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
    if (Plain->Rel.releases(FunctionOf(I)) &&
        !(tellsByResult(S.result(Frames[I].first), Frames[I].second,
                        L.Acquired) &&
          IsTakenOver(I))) {
      Guilty = I;
      break;
    }
  }
  std::vector<SiteId> Acquisition = acquisitionOf(*Syms, L);
  bool MayBeTakenOver = false;
  for (size_t I = 0; I != Guilty && I < Acquisition.size(); ++I)
    MayBeTakenOver |= gives(*Syms, S.result(Frames[I].first),
                            llvm::ArrayRef(Acquisition).drop_front(I));
  auto [In, At] = Frames[Guilty];
  const Result &R = S.result(In);
  return {In,
          At,
          R.Of.Function,
          returnAt(R, At),
          static_cast<unsigned>(Guilty),
          MayBeTakenOver};
}
