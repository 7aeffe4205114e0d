//===- Replay.cpp - Runs without joins, and paths -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Replay.h"
#include "engine/Goal.h"
#include "engine/Guide.h"
#include "engine/StallSums.h"
#include "engine/Survey.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace miniport;
using namespace miniport::engine;

static constexpr size_t MostFoci = 8;
/// How often one event is looked for by a search, and, below each of its
/// callers, by a run along its way, in vain; and for how many callers.
static constexpr unsigned MostTries = 3, MostCallers = 10;
static constexpr SiteId AllCallers = NoId - 1;
/// Along the first witness and around it: the ways are many, or few are enough.
static constexpr unsigned FollowSteps = 3000, ApartSteps = 20000;
/// To the end of a root, where stalls are added up; and in how many calls.
static constexpr unsigned SumSteps = 1000, SumCalls = 32;

const Engine::Replay::Reached *Engine::Replay::find(ContextId Id) const {
  auto It =
      llvm::find_if(Contexts, [&](const Reached &C) { return C.Id == Id; });
  return It == Contexts.end() ? nullptr : &*It;
}

std::pair<const Engine::Replay::Reached *, const Event *>
Engine::Replay::find(const Goal &G, bool Unblurred) const {
  for (const Reached &C : Contexts)
    for (const Event &E : Sim->result(C.Id).Events)
      if (!(Unblurred && E.Blurred) && G.isReachedBy(E))
        return {&C, &E};
  return {nullptr, nullptr};
}

void Engine::Replay::run(const Context &Start) {
  Root = Sim->run(Start);
  Contexts.push_back({Root, NoId, NoId, NoId});
  llvm::DenseSet<ContextId> Seen = {Root};
  for (size_t N = 0; N != Contexts.size(); ++N) {
    ContextId Id = Contexts[N].Id;
    const Result &Res = Sim->result(Id);
    Complete &= !Res.OverBudget;
    for (const CalleeUse &U : Res.Callees)
      if (Seen.insert(U.Callee).second)
        Contexts.push_back({U.Callee, Id, U.Site, U.Node});
  }
  Complete &= !Sim->exhausted() && !Sim->gaveUp();
}

/// The steps inside one context up to Node, calls that return included where
/// they take or release locks.
void Engine::expand(const Simulator &S, ContextId In, uint32_t Node,
                    unsigned Depth, Path &Out) const {
  const Result &R = S.result(In);
  uint32_t F = R.Of.Function;
  llvm::SmallVector<uint32_t, 32> Nodes;
  for (uint32_t N = Node; N != NoId; N = R.Nodes[N].Pred)
    Nodes.push_back(N);
  std::reverse(Nodes.begin(), Nodes.end());
  auto AddEvents = [&](uint32_t N) {
    for (const Event &E : R.Events)
      if (E.Node == N && E.Kind == EventKind::Acquire)
        Out.push_back({PathKind::Acquire, F, E.Site, Depth, false, 0, E.Class});
      else if (E.Node == N && E.Kind == EventKind::Stall && E.Stalled != 0)
        Out.push_back({PathKind::Stall, F, E.Site, Depth, false,
                       static_cast<int64_t>(E.Stalled)});
  };
  uint32_t Block = 0;
  for (size_t I = 0; I != Nodes.size(); ++I) {
    const engine::Node &N = R.Nodes[Nodes[I]];
    if (N.Call != NoId && N.Callee == NoId)
      continue;
    if (N.Call != NoId) {
      const Result &Callee = S.result(N.Callee);
      Path Inner;
      expand(S, N.Callee, Callee.Cases[N.Case].Exit, Depth + 1, Inner);
      bool Matters = llvm::any_of(Inner, [](const PathStep &P) {
        return P.Kind == PathKind::Acquire || P.Kind == PathKind::Release ||
               P.Kind == PathKind::Stall;
      });
      if (Matters) {
        Out.push_back({PathKind::Call, F, N.Call, Depth});
        llvm::append_range(Out, Inner);
      }
    } else if (I != 0) {
      const ir::Function &Fn = TheCode->function(F);
      const ir::Instruction &T = Fn.Blocks[Block].terminator();
      SiteId Site =
          TheCode->site(F, Block, Fn.Blocks[Block].Instructions.size() - 1);
      if (Plain->Rel.isRelevant(Site)) {
        if (T.Op == ir::Opcode::Branch && T.Targets[0] != T.Targets[1])
          Out.push_back(
              {PathKind::Assume, F, Site, Depth, N.Block == T.Targets[0]});
        if (T.Op == ir::Opcode::Switch) {
          PathStep P = {PathKind::Case, F, Site, Depth};
          for (const ir::SwitchCase &K : T.cases())
            if (K.Target == N.Block) {
              P.CaseValue = K.Low;
              P.Value = true;
              break;
            }
          Out.push_back(P);
        }
      }
    }
    if (N.Call == NoId)
      Block = N.Block;
    AddEvents(Nodes[I]);
  }
}

Path Engine::pathTo(const Simulator &S, const Replay &R, ContextId In,
                    uint32_t Node) const {
  // The chain of callers, innermost last.
  llvm::SmallVector<const Replay::Reached *, 8> Chain;
  for (ContextId Id = In; Id != NoId;) {
    Chain.push_back(R.find(Id));
    Id = Chain.back()->Caller;
  }
  std::reverse(Chain.begin(), Chain.end());
  Path P;
  const Result &Top = S.result(Chain.front()->Id);
  P.push_back({PathKind::Enter, Top.Of.Function, NoId, 0});
  for (size_t I = 0; I != Chain.size(); ++I) {
    bool Last = I + 1 == Chain.size();
    ContextId Id = Chain[I]->Id;
    expand(S, Id, Last ? Node : Chain[I + 1]->Node, I, P);
    if (!Last)
      P.push_back({PathKind::Call, S.result(Id).Of.Function, Chain[I + 1]->Site,
                   static_cast<unsigned>(I)});
  }
  return P;
}

Verdict Engine::confirm(const Occurrence &O, Confirmation &Out) {
  return confirm(
      O,
      [&](const Event &E) {
        return E.Class == O.What.Class && E.Irql.Low >= O.What.Irql.Low;
      },
      Out);
}

Engine::Focus &Engine::focusOn(llvm::ArrayRef<SiteId> Targets) {
  for (auto &F : Foci)
    if (F->Targets == Targets)
      return *F;
  if (Foci.size() == MostFoci)
    Foci.erase(Foci.begin());
  Foci.push_back(
      std::make_unique<Focus>(*TheCode, *Syms, *Use, Relevance::Fine, Targets));
  return *Foci.back();
}

/// The calls in the function that are observed.
llvm::SmallVector<SiteId, 8> Engine::observedIn(uint32_t Function) const {
  llvm::SmallVector<SiteId, 8> Sites;
  for (uint32_t B : TheCode->flow(Function).order()) {
    const auto &Is = TheCode->function(Function).Blocks[B].Instructions;
    for (uint32_t I = 0; I != Is.size(); ++I)
      if (SiteId Site = TheCode->site(Function, B, I);
          Is[I].Op == ir::Opcode::Call && Plain->Rel.isObserved(Site) &&
          (TheCode->call(Site).Routine || TheCode->call(Site).isLimited()))
        Sites.push_back(Site);
  }
  return Sites;
}

llvm::SmallVector<SiteId, 8> Engine::returnsOf(uint32_t Function) const {
  llvm::SmallVector<SiteId, 8> Sites;
  for (uint32_t B : TheCode->flow(Function).order())
    if (const auto &Is = TheCode->function(Function).Blocks[B].Instructions;
        Is.back().Op == ir::Opcode::Return)
      Sites.push_back(TheCode->site(Function, B, Is.size() - 1));
  return Sites;
}

Engine::Focus &Engine::everything() {
  if (!All)
    All = std::make_unique<Focus>(*TheCode, *Syms, *Use, Relevance::Everything);
  return *All;
}

static bool isAny(const Event &) { return true; }

Engine::Replay &Engine::searchWithJoins(Focus &On, uint32_t Root) {
  std::unique_ptr<Replay> &R = On.Joined[Root];
  if (R)
    return *R;
  R = std::make_unique<Replay>();
  R->Any = std::make_unique<Goal>(*TheCode, On.Targets, isAny);
  R->Sim = std::make_unique<Simulator>(*TheCode, On.Rel, On.In, *Syms, O,
                                       R->Any.get());
  Context Start = Roots[Root].Start;
  Start.For = Mode::Goal;
  R->run(Start);
  return *R;
}

Verdict Engine::follow(const Replay &Found, const ReplayedContext &Last,
                       const Event &E, const Goal &G, uint32_t Root,
                       Guide::Freedom Allowed, Confirmation &Out) {
  Guide Way(*Found.Sim, Allowed);
  uint32_t Node = E.Node;
  for (const ReplayedContext *At = &Last; At; At = Found.find(At->Caller)) {
    Way.add(At->Id, Node);
    Node = At->Node;
  }
  return follow(Way, G, Root, O.ReplaySteps, Out);
}

Verdict Engine::pursue(llvm::function_ref<void(Guide &)> AddWay, const Goal &G,
                       uint32_t Root, Confirmation &Out, unsigned Steps) {
  for (Guide::Freedom Allowed : {Guide::Strict, Guide::Relaxed, Guide::Free}) {
    Guide Way(*Sim, Allowed);
    AddWay(Way);
    Verdict V = follow(Way, G, Root, Steps ? Steps : FollowSteps, Out);
    if (V == Verdict::Confirmed ||
        (V == Verdict::Refuted && Allowed == Guide::Free))
      return V;
  }
  return Verdict::Undecided;
}

Verdict Engine::follow(Guide &Way, const Goal &G, uint32_t Root, unsigned Steps,
                       Confirmation &Out) {
  Context Start = Roots[Root].Start;
  Start.For = Mode::Goal;
  if (Roots[Root].Ways.empty())
    return follow(Way, G, Start, Steps, Out);
  // However initialisation went.
  Verdict All = Verdict::Refuted;
  for (const Facts &Inputs : Roots[Root].Ways) {
    Start.Inputs = Inputs;
    Verdict V = follow(Way, G, Start, Steps, Out);
    if (V == Verdict::Confirmed)
      return V;
    if (V == Verdict::Undecided)
      All = V;
  }
  return All;
}

Verdict Engine::follow(Guide &Way, const Goal &G, const Context &Start,
                       unsigned Steps, Confirmation &Out) {
  Options Guided = O;
  Guided.Replay = true;
  Guided.TrustOutside = true;
  Guided.Disjuncts = GuidedDisjuncts;
  Focus &On = everything();
  Way.searched().beginRoot(); // what is asked of it has a budget, too
  for (unsigned Round = 0;; ++Round) {
    Guided.ReplaySteps = Steps << std::min(Round, 2U);
    Replay R;
    R.Sim = std::make_unique<Simulator>(*TheCode, On.Rel, On.In, *Syms, Guided,
                                        &G, &Way);
    R.run(Start);
    auto [At, Seen] = R.find(G, /*Unblurred=*/true);
    if (At) {
      Confirmation Found;
      describe(R, *At, *Seen, Found);
      // A way out may be taken or not; to keep a lock, it needs no more.
      if (Seen->Kind == EventKind::Return ? restsOnOutsideTwice(Found.How)
                                          : restsOnOutside(Found))
        return Verdict::Undecided;
      Out = std::move(Found);
      return Verdict::Confirmed;
    }
    if (!R.Sim->found())
      return R.Complete ? Verdict::Refuted : Verdict::Undecided;
    if (Round == MostOpened || !Way.open(R.Sim->doubts()))
      return Verdict::Undecided;
  }
}

Verdict Engine::confirm(const Occurrence &Oc,
                        llvm::function_ref<bool(const Event &)> Accept,
                        Confirmation &Out) {
  auto IsIt = [&](const Event &E) {
    return E.Kind == Oc.What.Kind && Accept(E);
  };
  Goal G(*TheCode, Oc.What.Site, IsIt);
  auto AddWay = [&](Guide &Way) {
    uint32_t Node = Oc.What.Node;
    for (ContextId At = Oc.In;;) {
      const Context &Of = Sim->result(At).Of;
      // What was only visited may be passed in any way.
      if (RunId Run = Sim->instanceOf(Of); Run != NoId && Node != NoId)
        Way.add(TheSurvey->simulator(Run), TheSurvey->context(Run), Node);
      else if (Of.For == Mode::Full && Node != NoId)
        Way.add(At, Node);
      auto Caller = FirstUse[Oc.Root].find(At);
      if (Caller == FirstUse[Oc.Root].end())
        break;
      std::tie(At, Node) = Caller->second;
    }
  };
  // A wrapper is a place of its own for each of its callers.
  auto Uses = usesOf(Oc.Root, Oc.In);
  SiteId Caller = Uses.empty() ? NoId : Uses.front().second;
  unsigned &Here = InVain[{Oc.What.Kind, Oc.What.Site, Caller}];
  unsigned &All = InVain[{Oc.What.Kind, Oc.What.Site, AllCallers}];
  if (Here == MostTries || All == MostCallers * MostTries)
    return Verdict::Undecided;
  if (Verdict V = pursue(AddWay, G, Oc.Root, Out); V != Verdict::Undecided)
    return V;
  ++Here;
  if (++All > MostTries)
    return Verdict::Undecided;
  // With joins, which refutes most of what is wrong: one search for all that
  // the function does, and where that is too much to tell apart, one for this.
  llvm::SmallVector<SiteId, 8> Beside =
      observedIn(TheCode->position(Oc.What.Site).Function);
  auto Search = [&](const Replay &In) -> std::optional<Verdict> {
    auto [At, E] = In.find(G, /*Unblurred=*/true);
    if (!At)
      std::tie(At, E) = In.find(G, /*Unblurred=*/false);
    if (!At)
      return In.Complete ? Verdict::Refuted : Verdict::Undecided;
    for (Guide::Freedom Allowed : {Guide::Strict, Guide::Relaxed})
      if (follow(In, *At, *E, G, Oc.Root, Allowed, Out) == Verdict::Confirmed)
        return Verdict::Confirmed;
    return std::nullopt;
  };
  if (auto Known = Search(searchWithJoins(focusOn(Beside), Oc.Root)))
    return *Known;
  Focus &On = focusOn(Oc.What.Site);
  if (Beside.size() > 1)
    if (auto Known = Search(searchWithJoins(On, Oc.Root)))
      return *Known;
  // Without joins, and only what matters to this one told apart.
  Options Apart = O;
  Apart.Replay = true;
  Apart.ReplaySteps = ApartSteps;
  Apart.TrustOutside = true;
  Apart.Disjuncts = ReplayDisjuncts;
  Replay Free;
  Free.Sim =
      std::make_unique<Simulator>(*TheCode, On.Rel, On.In, *Syms, Apart, &G);
  Context Start = Roots[Oc.Root].Start;
  Start.For = Mode::Goal;
  Free.run(Start);
  return Search(Free).value_or(Verdict::Undecided);
}

Verdict Engine::confirmStalls(uint32_t Root, const LongestWay &Along,
                              double Microseconds, const Guide::TurnsOf &Turns,
                              Confirmation &Out) {
  if (Along.Calls.size() > SumCalls)
    return Verdict::Undecided;
  uint32_t F = Roots[Root].Start.Function;
  auto IsLong = [&](const Event &E) {
    return E.Kind == EventKind::Return && E.Stalled > Microseconds;
  };
  Goal G(*TheCode, returnsOf(F), IsLong);
  auto AddWay = [&](Guide &Way) {
    Way.addUp(Turns);
    for (const LongestWay::Step &S : Along.Steps)
      Way.addStep(S.Function, S.From, S.To, Plain->Rel);
    Way.open(Along.Calls);
  };
  return pursue(AddWay, G, Root, Out, SumSteps);
}

void Engine::describe(const Replay &R, const ReplayedContext &In,
                      const Event &E, Confirmation &Out) const {
  Out.What = E;
  Out.How = pathTo(*R.Sim, R, In.Id, E.Node);
  Out.How.push_back({PathKind::Here, R.Sim->result(In.Id).Of.Function, E.Site,
                     Out.How.back().Depth, false, 0, E.Class});
  SiteId Site = E.Site;
  for (const Replay::Reached *At = &In; At; At = R.find(At->Caller)) {
    const Context &Of = R.Sim->result(At->Id).Of;
    Out.Stack.push_back({Of.Function, Site, Of.Params});
    Site = At->Site;
  }
  std::reverse(Out.Stack.begin(), Out.Stack.end());
}

static bool isAlwaysNonZero(Symbols &S, const Result &R) {
  return !R.Cases.empty() && !R.OverBudget &&
         llvm::all_of(R.Cases, [&](const Case &K) {
           return K.Return != NoId && evaluate(S, K.F, K.Return).isNonZero();
         });
}

bool Engine::alwaysNonZero(uint32_t Root) {
  if (isAlwaysNonZero(*Syms, Sim->result(RootContexts[Root])))
    return true;
  // The branches that lead to the returns were not told apart. With them:
  uint32_t F = Roots[Root].Start.Function;
  auto IsZero = [](const Event &E) { return E.MinAmount == 0; };
  Goal Zero(*TheCode, returnsOf(F), IsZero);
  // In the function itself, in all that it calls, and without joins.
  for (unsigned Stage = 0; Stage != 3; ++Stage) {
    std::unique_ptr<Focus> Alone;
    if (Stage == 0)
      Alone = std::make_unique<Focus>(*TheCode, *Syms, *Use, Relevance::Answers,
                                      llvm::ArrayRef<SiteId>(),
                                      llvm::BitVector(), F);
    else if (!Answers)
      Answers =
          std::make_unique<Focus>(*TheCode, *Syms, *Use, Relevance::Answers);
    const Focus &On = Alone ? *Alone : *Answers;
    Options As = O;
    As.EndAtGoal = true;
    As.Shallow = Stage == 0;
    if (Stage == 2) {
      As.Replay = true;
      As.Disjuncts = ReplayDisjuncts;
    }
    Simulator S(*TheCode, On.Rel, On.In, *Syms, As, &Zero);
    const Result &R = S.result(S.run(Roots[Root].Start));
    if (S.found())
      return false;
    if (!As.Shallow && !S.exhausted() && isAlwaysNonZero(*Syms, R))
      return true;
  }
  return false;
}
