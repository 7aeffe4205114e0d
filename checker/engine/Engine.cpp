//===- Engine.cpp - Roots, and what happens below them --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Engine.h"
#include "engine/EntryFacts.h"
#include "engine/Replay.h"
#include "engine/Survey.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

Engine::Engine(const LinkUnit &Unit, Options O) : Unit(Unit), O(O) {
  Syms = std::make_unique<Symbols>(Unit.module());
  TheCode = std::make_unique<Code>(Unit);
}

const Relevance &Engine::relevance() const { return Plain->Rel; }

const Result *Engine::calmRun(uint32_t Function) const {
  if (!TheSurvey->isCalm(Function))
    return nullptr;
  return &TheSurvey->result(TheSurvey->runOf(Function));
}

/// What is looked at, and how; for the roots as they are.
void Engine::prepare() {
  Sim.reset();
  TheSurvey.reset();
  Use = std::make_unique<MemoryUse>(*TheCode, *Syms);
  Plain = std::make_unique<Focus>(*TheCode, *Syms, *Use, Relevance::Coarse);
  llvm::BitVector Excluded(Unit.module().Functions.size());
  if (Roots.empty())
    makeRoots();
  for (const Root &R : Roots)
    Excluded.set(R.Start.Function);
  TheSurvey = std::make_unique<Survey>(*TheCode, Plain->Rel, Plain->In, *Syms,
                                       O, Excluded);
  Main = std::make_unique<Focus>(*TheCode, *Syms, *Use, Relevance::Coarse,
                                 llvm::ArrayRef<SiteId>(), TheSurvey->quiet());
  Sim = std::make_unique<Simulator>(*TheCode, Main->Rel, Main->In, *Syms, O);
  Sim->instantiateFrom(*TheSurvey);
}

Engine::~Engine() = default;

void Engine::addRoot(const EntryPoint &E, const facts::RoleCase *Case) {
  const facts::Role &Role = *E.Role;
  const ir::Function &F = Unit.module().Functions[E.Function];
  Root R;
  R.Entry = &E;
  R.Case = Case;
  R.Name = Role.Name.str();
  Context &Ctx = R.Start;
  Ctx.Function = E.Function;
  Ctx.Params.assign(F.Params.size(), NoId);
  std::optional<facts::Irql> Level = Role.Level;
  bool UpTo = Role.UpTo, HeldUnknown = Role.HeldUnknown;
  llvm::ArrayRef<facts::LockClass> Held = Role.Held;
  if (Case) {
    R.Name += (", " + Case->When).str();
    R.Contested = Case->Contested;
    R.Dump = Case->When == "dump";
    if (Case->Level) {
      Level = Case->Level;
      UpTo = Case->UpTo;
    }
    Held = Case->Held;
    HeldUnknown = Case->HeldUnknown;
    if (Case->ControlType && Role.ControlArg >= 0 &&
        Role.ControlArg < static_cast<int>(F.Params.size()))
      Ctx.Params[Role.ControlArg] = Syms->integer(
          *Case->ControlType, F.Params[Role.ControlArg].Ty.width());
  }
  if (Level) {
    Ctx.Entry.Irql = engine::Level::exactly(*Level);
    if (UpTo)
      Ctx.Entry.Irql.Low = facts::Irql::Passive;
  }
  if (HeldUnknown)
    Ctx.Entry.HeldByCallers = ~0U;
  for (auto [I, Class] : llvm::enumerate(Held)) {
    HeldLock L;
    L.Class = Class;
    L.ByPort = true;
    L.EntryIndex = I;
    L.Token = Syms->entryLock(I, 2);
    L.Key = Syms->entryLock(I, 0);
    if (Case && Case->HeldKeyArg >= 0 && Class == facts::LockClass::StorMessage)
      L.Key = Syms->param(Case->HeldKeyArg, 32);
    L.Handle = Syms->entryLock(I, 1);
    L.Saved = Ctx.Entry.Irql;
    Ctx.Entry.Held.push_back(L);
  }
  for (size_t I = 0; I < F.Params.size() && I < Role.Parameters.size(); ++I)
    if (Role.Parameters[I].NonNull && F.Params[I].Ty.isPtr())
      Ctx.Inputs.set(*Syms, Syms->param(I, 64), Constraint::notEqual(0, 64));
  Roots.push_back(std::move(R));
}

/// The case of the role that holds in a configuration, or null for its normal
/// case. False: the role is not entered in that configuration at all.
static bool caseFor(const facts::Role &R, const Configuration &C,
                    const facts::RoleCase *&Found) {
  Found = nullptr;
  bool IsMessageRoutine = false;
  auto Find = [&](llvm::StringRef When) {
    for (const facts::RoleCase &K : R.Cases) {
      IsMessageRoutine |= K.HeldKeyArg >= 0;
      if (!Found && K.When == When)
        Found = &K;
    }
  };
  Find(C.Dump ? "dump" : "");
  if (!Found && C.Virtual)
    Find("virtual");
  if (!Found && C.Interrupt == InterruptGrant::PerMessage)
    Find("per-message");
  if (!Found && C.Interrupt == InterruptGrant::MessagesAll)
    Find("all-messages");
  if (!Found && C.ConcurrentChannels)
    Find("concurrent-channels");
  if (!Found && C.HalfDuplex)
    Find("half-duplex");
  bool Messages = C.Interrupt == InterruptGrant::PerMessage ||
                  C.Interrupt == InterruptGrant::MessagesAll;
  return !IsMessageRoutine || Messages;
}

void Engine::makeRoots() {
  for (const EntryPoint &E : Unit.entries()) {
    if (!Unit.module().Functions[E.Function].isAnalyzable())
      continue;
    // Run within calls that are seen, and entered there.
    if (E.Synchronous && !Unit.callers(E.Function).empty())
      continue;
    // No check looks at what is registered for dumps alone.
    if (!E.Sites.empty() && llvm::none_of(E.Sites, [&](const CallSite &At) {
          return Unit.runsNormally(At.Function, At.Block);
        }))
      continue;
    if (E.Role->ControlArg >= 0) {
      // One root for each control type, with the type as a fact.
      for (const facts::RoleCase &K : E.Role->Cases)
        addRoot(E, &K);
      continue;
    }
    llvm::SmallVector<const facts::RoleCase *, 4> Cases;
    for (const Configuration &C : Unit.configurations()) {
      const facts::RoleCase *K;
      // No check looks at what happens in dump mode, where nothing else runs.
      if (C.Dump)
        continue;
      if (caseFor(*E.Role, C, K) && !llvm::is_contained(Cases, K))
        Cases.push_back(K);
    }
    // What no configuration enters is still the driver's code.
    if (Cases.empty())
      Cases.push_back(nullptr);
    for (const facts::RoleCase *K : Cases)
      addRoot(E, K);
  }
  addOrphans();
}

void Engine::addOrphans() {
  llvm::BitVector Reached(Unit.module().Functions.size());
  llvm::SmallVector<uint32_t, 32> Work;
  auto Reach = [&](uint32_t F) {
    if (!Reached.test(F)) {
      Reached.set(F);
      Work.push_back(F);
    }
  };
  for (const EntryPoint &E : Unit.entries())
    Reach(E.Function);
  auto Close = [&] {
    while (!Work.empty())
      for (uint32_t Callee : Unit.callees(Work.pop_back_val()))
        Reach(Callee);
  };
  Close();
  // Callers before callees, so that a chain of orphans has one root.
  for (const auto &Scc : llvm::reverse(Unit.bottomUp()))
    for (uint32_t F : Scc) {
      if (Reached.test(F) || !Unit.module().Functions[F].isAnalyzable() ||
          !Plain->Rel.hasEffect(F))
        continue;
      Root R;
      R.Orphan = true;
      R.Name = "unreached";
      R.Start.Function = F;
      R.Start.Params.assign(Unit.module().Functions[F].Params.size(), NoId);
      R.Start.Entry.HeldByCallers = ~0U;
      Roots.push_back(std::move(R));
      Reach(F);
      Close();
    }
}

void Engine::collect(uint32_t Index) {
  std::vector<std::pair<ContextId, unsigned>> Work = {{RootContexts[Index], 0}};
  llvm::DenseSet<ContextId> Seen = {RootContexts[Index]};
  for (size_t N = 0; N != Work.size(); ++N) {
    auto [Id, Depth] = Work[N];
    const Result &R = Sim->result(Id);
    for (const Event &E : R.Events)
      Occurrences.push_back({Index, Id, E, Depth});
    for (const CalleeUse &U : R.Callees) {
      ContextId Callee = Sim->place(U);
      auto &Of = Uses[Index][Callee];
      if (!llvm::is_contained(Of, std::make_pair(Id, U.Site)))
        Of.push_back({Id, U.Site});
      if (!Seen.insert(Callee).second)
        continue;
      Work.push_back({Callee, Depth + 1});
      FirstUse[Index][Callee] = {Id, U.Node};
    }
  }
}

llvm::ArrayRef<std::pair<ContextId, SiteId>>
Engine::usesOf(uint32_t Root, ContextId In) const {
  auto It = Uses[Root].find(In);
  if (It == Uses[Root].end())
    return {};
  return It->second;
}

/// In the order in which Storport calls them, so far as it is known.
void Engine::simulateRoots() {
  RootContexts.resize(Roots.size());
  EntryFacts Facts(Unit, *Syms);
  for (EntryFacts::Phase P :
       {EntryFacts::FindAdapter, EntryFacts::Initialize,
        EntryFacts::PassiveInitialize, EntryFacts::RunTime}) {
    if (P == EntryFacts::RunTime)
      Sim->rechecks().beginRunTime();
    for (auto [Index, R] : llvm::enumerate(Roots)) {
      if ((R.Entry ? EntryFacts::phaseOf(Unit, *R.Entry)
                   : EntryFacts::RunTime) != P)
        continue;
      if (R.Entry && !O.Partial) {
        R.Ways = Facts.ways(R.Start, *R.Entry);
        Facts.addTo(R.Start, *R.Entry);
      }
      Sim->beginRoot();
      RootContexts[Index] = Sim->run(R.Start);
      if (P != EntryFacts::RunTime && !R.Dump)
        Facts.learn(*R.Entry, Sim->result(RootContexts[Index]));
    }
    Facts.endPhase(P);
  }
}

void Engine::simulate() {
  const std::vector<Root> Fresh = Roots;
  simulateRoots();
  const Rechecks Seen = Sim->rechecks();
  std::vector<SiteId> InVain = Seen.inVain(*TheCode);
  auto Again = [&] {
    TheCode->setTestedAgain(Seen.fields(*TheCode, InVain));
    prepare();
    Roots = Fresh;
    simulateRoots();
  };
  if (InVain.empty())
    return;
  Again();
  // Without those where it gives the test no meaning.
  size_t Before = InVain.size();
  llvm::erase_if(
      InVain, [&](SiteId Branch) { return Sim->rechecks().isInVain(Branch); });
  if (InVain.size() != Before)
    Again();
}

void Engine::run() {
  prepare();
  simulate();
  Uses.resize(Roots.size());
  FirstUse.resize(Roots.size());
  for (uint32_t I = 0; I != Roots.size(); ++I)
    collect(I);
}
