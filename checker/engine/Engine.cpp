//===- Engine.cpp - Roots, and what happens below them ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Engine.h"
#include "engine/Replay.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

Engine::Engine(const LinkUnit &Unit, Options O) : Unit(Unit), O(O) {
  Syms = std::make_unique<Symbols>(Unit.module());
  TheCode = std::make_unique<Code>(Unit);
  TheRelevance = std::make_unique<Relevance>(*TheCode, *Syms);
  Sim = std::make_unique<Simulator>(*TheCode, *TheRelevance, *Syms, O);
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
      Ctx.Params[Role.ControlArg] =
          Syms->integer(*Case->ControlType, F.Params[Role.ControlArg].Ty.Width);
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
      Ctx.Inputs.set(Syms->param(I, 64), Constraint::notEqual(0, 64));
  Roots.push_back(std::move(R));
}

void Engine::makeRoots() {
  for (const EntryPoint &E : Unit.entries()) {
    if (!Unit.module().Functions[E.Function].isAnalyzable())
      continue;
    // A role that is called differently by case (control types, duplex) has a
    // root for each that changes what holds on entry.
    size_t First = Roots.size();
    if (E.Role->ControlArg < 0)
      addRoot(E, nullptr);
    for (const facts::RoleCase &K : E.Role->Cases)
      addRoot(E, &K);
    if (Roots.size() == First)
      addRoot(E, nullptr);
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
          !TheRelevance->hasEffect(F))
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
  std::vector<ContextId> Work = {RootContexts[Index]};
  llvm::DenseSet<ContextId> Seen = {RootContexts[Index]};
  for (size_t N = 0; N != Work.size(); ++N) {
    const Result &R = Sim->result(Work[N]);
    for (const Event &E : R.Events)
      Occurrences.push_back({Index, Work[N], E});
    for (const CalleeUse &U : R.Callees)
      if (Seen.insert(U.Callee).second)
        Work.push_back(U.Callee);
  }
}

void Engine::run() {
  makeRoots();
  // Twice: the first run learns which inputs matter to each function, so that
  // in the second the contexts do not depend on the order of discovery.
  for (unsigned Round = 0; Round != 2; ++Round) {
    auto Previous = std::move(Sim);
    Sim = std::make_unique<Simulator>(*TheCode, *TheRelevance, *Syms, O);
    if (Round)
      Sim->inherit(*Previous);
    RootContexts.clear();
    for (const Root &R : Roots)
      RootContexts.push_back(Sim->run(R.Start));
  }
  for (uint32_t I = 0; I != Roots.size(); ++I)
    collect(I);
  Replays.resize(Roots.size());
}
