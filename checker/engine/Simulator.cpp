//===- Simulator.cpp - The tabulation of contexts -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Simulator.h"
#include "engine/FunctionRun.h"
#include "engine/Guide.h"
#include "engine/Survey.h"
#include "engine/Visit.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

namespace {

/// Rounds after which a recursion that still finds new cases is given up.
constexpr unsigned MaxRounds = 2;
/// Runs of one context, over all recursions that it is part of.
constexpr unsigned MaxRuns = 2;
constexpr unsigned MaxDepth = 200;

std::vector<uint64_t> keyOf(const Context &C) {
  std::vector<uint64_t> Key = {C.Function,
                               static_cast<uint64_t>(C.For),
                               C.InstanceOf,
                               C.IsForAllLevels,
                               static_cast<uint64_t>(C.Entry.Irql.Low),
                               static_cast<uint64_t>(C.Entry.Irql.High),
                               C.Entry.HeldByCallers,
                               C.Entry.HeldByPort,
                               C.Entry.HeldAround,
                               C.Entry.Tainted,
                               C.Entry.Held.size()};
  for (const HeldLock &L : C.Entry.Held)
    Key.insert(Key.end(), {static_cast<uint64_t>(L.Class), L.Key, L.Handle,
                           L.Token, L.OtherHandles, L.Maybe, L.Weak, L.ByPort,
                           static_cast<uint64_t>(L.Saved.Low),
                           static_cast<uint64_t>(L.Saved.High)});
  return Key;
}

bool sameCases(const std::vector<Case> &A, const std::vector<Case> &B) {
  return A.size() == B.size() &&
         std::equal(A.begin(), A.end(), B.begin(),
                    [](const Case &X, const Case &Y) {
                      return sameForMerging(X.Out, Y.Out) && X.F == Y.F &&
                             X.Writes == Y.Writes && X.Return == Y.Return;
                    });
}

} // namespace

Simulator::Simulator(const Code &C, const Relevance &R, const Inputs &In,
                     Symbols &S, Options O, const Goal *G, Guide *Along)
    : C(C), R(R), In(In), S(S), O(O), TheGoal(G), TheGuide(Along) {
  size_t N = C.module().Functions.size();
  PerFunction.resize(N);
  Open.resize(N);
  StepsOf.resize(N);
  GivenUp.resize(N);
}

Simulator::~Simulator() = default;

Simulator *Simulator::aside() const {
  return TheGuide ? &TheGuide->searched() : nullptr;
}

bool Simulator::isCalm(uint32_t F) const {
  return TheSurvey && TheSurvey->isCalm(F);
}

bool Simulator::waitsForOthers(uint32_t F) const {
  return llvm::any_of(C.sharedFields(), [&](const SharedField &Shared) {
    AliasKey K = S.fieldKey(Shared.Field.Record, Shared.Field.Field);
    return R.relevantKeys().test(K) && R.writtenKeys(F).test(K);
  });
}

ContextId Simulator::place(const CalleeUse &U) {
  if (!U.IsPlaced)
    return U.Callee;
  const Context &Then = Results[U.Callee]->Of;
  Context Ctx;
  Ctx.For = Mode::Visit;
  Ctx.Function = Then.Function;
  Ctx.Params = Then.Params;
  Ctx.Entry.Irql = U.Irql;
  Ctx.Entry.HeldByCallers = U.Held;
  Ctx.InstanceOf = TheSurvey->number(*this, U.Callee);
  return run(std::move(Ctx));
}

bool Simulator::isAssumedCalm(uint32_t F) const {
  return Asking && Asking->isCalm(F);
}

const Result *Simulator::resultOfCalm(uint32_t F) const {
  RunId Run = Asking->runOf(F);
  return Run == NoId ? nullptr : &Asking->result(Run);
}

RunId Simulator::instanceOf(const Context &C) const {
  if (C.For != Mode::Visit || !TheSurvey || C.InstanceOf != NoId)
    return C.InstanceOf;
  return TheSurvey->isQuiet(C.Function) ? TheSurvey->runOf(C.Function) : NoId;
}

bool Simulator::serves(const Result &Res, const Context &Ctx) const {
  if (Res.Of.Unfaithful != Ctx.Unfaithful)
    return false;
  if (Res.Of.Params == Ctx.Params && Res.Of.Inputs == Ctx.Inputs)
    return true;
  // What an unfinished recursion will yet use is not known.
  if (!Res.Done || Res.Stale || Ctx.For == Mode::Visit)
    return false;
  return llvm::all_of(Res.Used, [&](ValueId V) {
    if (V & Symbols::ParamUse) {
      uint32_t Index = V & ~Symbols::ParamUse;
      return Res.Of.Params[Index] == Ctx.Params[Index];
    }
    const Symbol &Leaf = S.symbol(V);
    if (Leaf.Kind == SymbolKind::Param && Leaf.A < Ctx.Params.size() &&
        Res.Of.Params[Leaf.A] != Ctx.Params[Leaf.A])
      return false;
    const Constraint *Old = Res.Of.Inputs.find(V), *New = Ctx.Inputs.find(V);
    return Old && New ? *Old == *New : Old == New;
  });
}

ContextId Simulator::run(Context Ctx) {
  // What a quiet function does is the same for all arguments.
  if (Ctx.InstanceOf == NoId && instanceOf(Ctx) != NoId)
    Ctx.Params.assign(Ctx.Params.size(), NoId);
  auto &Known = Index[keyOf(Ctx)];
  auto It = llvm::find_if(
      Known, [&](ContextId Old) { return serves(*Results[Old], Ctx); });
  ContextId Id = It == Known.end() ? Results.size() : *It;
  if (It == Known.end()) {
    Known.push_back(Id);
    if (Ctx.For != Mode::Visit)
      ++PerFunction[Ctx.Function];
    Results.push_back(std::make_unique<Result>());
    Results[Id]->Of = std::move(Ctx);
  } else if (!Results[Id]->Stale || Results[Id]->Round == Round ||
             Results[Id]->Runs >= MaxRuns) {
    return Id; // done, open, or as good as it gets
  }
  Result &Res = *Results[Id];
  Res.Done = Res.Stale = false;
  Res.Depth = ++Depth;
  if (Depth > MaxDepth || exhausted()) {
    Res.OverBudget = true;
  } else {
    ++Open[Res.Of.Function];
    simulate(Res);
    --Open[Res.Of.Function];
  }
  --Depth;
  GaveUp |= Res.OverBudget;
  StepsOf[Res.Of.Function] += Res.Steps;
  Res.Done = true;
  Res.Stale = Res.LowestOpen < Res.Depth;
  Res.Round = Round;
  return Id;
}

void Simulator::simulate(Result &Res) {
  if (Res.Of.For == Mode::Visit) {
    UseTracking Unused(S, nullptr); // its parameters are not the caller's
    Res.LowestOpen = NoId;
    ++Res.Runs;
    return Visit(*this, Res).run();
  }
  for (unsigned N = 0;; ++N) {
    std::vector<Case> Before = Res.Cases;
    Res.LowestOpen = NoId;
    ++Res.Runs;
    FunctionRun(*this, Res).run();
    if (Res.LowestOpen != Res.Depth || sameCases(Before, Res.Cases) ||
        exhausted())
      return; // not the head of a recursion, or its fixed point
    if (N == MaxRounds || Res.Runs >= MaxRuns) {
      for (Case &K : Res.Cases)
        K.Out.Tainted = true;
      Res.OverBudget = true;
      return;
    }
    ++Round;
  }
}
