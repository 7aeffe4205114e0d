//===- Survey.cpp - Functions that leave locks as they were ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Survey.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

Survey::Survey(const Code &C, const Relevance &R, const Inputs &In, Symbols &S,
               Options O, const llvm::BitVector &Excluded)
    : C(C), R(R), In(In), S(S), O(O), Calm(C.module().Functions.size()),
      Quiet(Calm.size()), Runs(Calm.size(), NoId) {
  Simulators.push_back(makeSimulator());
  for (const std::vector<uint32_t> &Scc : C.unit().bottomUp()) {
    llvm::SmallVector<uint32_t, 8> Candidates;
    llvm::copy_if(Scc, std::back_inserter(Candidates), [&](uint32_t F) {
      return C.function(F).isAnalyzable() && R.touchesLocks(F) &&
             !Excluded.test(F) && !R.guessesLocks(F);
    });
    if (!Candidates.empty())
      ask(std::move(Candidates), isRecursive(Scc));
  }
}

std::unique_ptr<Simulator> Survey::makeSimulator() const {
  auto New = std::make_unique<Simulator>(C, R, In, S, O);
  New->assumeCalm(*this);
  return New;
}

bool Survey::isRecursive(llvm::ArrayRef<uint32_t> Scc) const {
  return Scc.size() > 1 ||
         llvm::is_contained(C.unit().callees(Scc.front()), Scc.front());
}

/// Of functions that call each other, those that fail are left out, and the
/// others asked again: they were taken to be calm. What was found out under a
/// wrong assumption is in a simulator of its own.
void Survey::ask(llvm::SmallVector<uint32_t, 8> Candidates, bool Together) {
  constexpr unsigned MostRounds = 2;
  for (unsigned Round = 0; Round != MostRounds && !Candidates.empty();
       ++Round) {
    if (Together)
      Simulators.push_back(makeSimulator());
    Simulator &In = Together ? *Simulators.back() : *Simulators.front();
    for (uint32_t F : Candidates)
      Calm.set(F);
    llvm::SmallVector<std::pair<uint32_t, ContextId>, 8> Passed;
    for (uint32_t F : Candidates)
      if (auto Run = calmRun(In, F))
        Passed.push_back({F, *Run});
    if (Passed.size() == Candidates.size()) {
      for (auto [F, Run] : Passed) {
        Runs[F] = Known.size();
        Known.push_back({&In, Run});
        Quiet.set(F);
      }
      // One that is not makes those that call it another.
      for (bool Changed = true; Changed;) {
        Changed = false;
        for (uint32_t F : Candidates)
          if (Quiet.test(F) && !isQuietRun(F)) {
            Quiet.reset(F);
            Changed = true;
          }
      }
      return;
    }
    for (uint32_t F : Candidates)
      Calm.reset(F);
    Candidates.clear();
    for (auto [F, Run] : Passed)
      Candidates.push_back(F);
    if (!Together)
      return;
    Simulators.pop_back();
  }
}

/// Not to be expected from a function that gives back what it takes.
static bool isWrong(const Event &E) {
  return E.Tainted || E.Kind == EventKind::Release ||
         E.Kind == EventKind::Relock;
}

/// The driver says that it holds a lock, perhaps one that a caller took.
static bool isStated(const HeldLock &L) {
  return L.Class == facts::LockClass::None;
}

llvm::SmallVector<ContextId, 16> Survey::reached(const Simulator &In,
                                                 ContextId Top) const {
  llvm::SmallVector<ContextId, 16> Reached = {Top};
  llvm::DenseSet<ContextId> Seen = {Top};
  for (size_t N = 0; N != Reached.size(); ++N)
    for (const CalleeUse &U : In.result(Reached[N]).Callees)
      if (Seen.insert(U.Callee).second)
        Reached.push_back(U.Callee);
  return Reached;
}

std::optional<ContextId> Survey::calmRun(Simulator &In, uint32_t F) const {
  Context Ctx;
  Ctx.Function = F;
  Ctx.Params.assign(C.function(F).Params.size(), NoId);
  const Property Entry = Ctx.Entry;
  In.beginRoot();
  ContextId Top = In.run(std::move(Ctx));
  for (const Case &K : In.result(Top).Cases)
    if (!K.Out.Held.empty() || K.Out.Tainted || !(K.Out.Irql == Entry.Irql))
      return std::nullopt;
  for (ContextId Id : reached(In, Top))
    if (const Result &Res = In.result(Id); Res.OverBudget ||
                                           llvm::any_of(Res.Events, isWrong) ||
                                           llvm::any_of(Res.Given, isStated))
      return std::nullopt;
  return Top;
}

bool Survey::isQuietRun(uint32_t F) const {
  auto [In, Top] = Known[Runs[F]];
  for (ContextId Id : reached(*In, Top)) {
    const Result &Res = In->result(Id);
    uint32_t Called = Res.Of.Function;
    if (Res.Of.For == Mode::Visit && Calm.test(Called) && !Quiet.test(Called))
      return false;
    for (const Event &E : Res.Events)
      if (E.Kind == EventKind::Stall || E.Floor ||
          (E.Ceiling && *E.Ceiling < facts::Irql::Dirql))
        return false;
  }
  return true;
}

RunId Survey::number(const Simulator &Of, ContextId In) const {
  std::pair<const Simulator *, ContextId> At(&Of, In);
  auto [It, New] = Numbers.try_emplace(At, Known.size());
  if (New)
    Known.push_back(At);
  return It->second;
}
