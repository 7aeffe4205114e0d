//===- Visit.cpp - What is observed in a function that changes nothing ----===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Visit.h"
#include "engine/Ceiling.h"
#include "engine/StaticValue.h"
#include "engine/Survey.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using facts::EffectKind;

Context engine::visitContext(const Code &C, Symbols &S, uint32_t Target,
                             const Property &P,
                             llvm::ArrayRef<std::optional<uint64_t>> Args) {
  Context Ctx;
  Ctx.For = Mode::Visit;
  Ctx.Function = Target;
  Ctx.Entry.Irql = P.Irql;
  Ctx.Entry.Tainted = P.Tainted;
  Ctx.Entry.HeldByCallers = P.heldClasses();
  const ir::Function &T = C.function(Target);
  Ctx.Params.assign(T.Params.size(), NoId);
  for (size_t A = 0; A < std::min(Args.size(), T.Params.size()); ++A)
    if (Args[A] && (C.isTimeParam(Target, A) || C.isDecidingParam(Target, A)))
      Ctx.Params[A] = S.integer(
          *Args[A], T.Params[A].Ty.width() ? T.Params[A].Ty.width() : 64);
  return Ctx;
}

std::optional<uint64_t> Visit::value(const ir::Value &V) const {
  return staticValue(C, Sim.symbols(), R.Of.Function, V, R.Of.Params);
}

Event &Visit::record(EventKind Kind, SiteId Site) {
  Event E;
  E.Kind = Kind;
  E.Site = Site;
  E.Irql = R.Of.Entry.Irql;
  E.Held = R.Of.Entry.heldClasses();
  E.Tainted = R.Of.Entry.Tainted;
  R.Events.push_back(std::move(E));
  return R.Events.back();
}

std::optional<bool> Visit::holds(const facts::Condition &When,
                                 const ir::Instruction &I,
                                 const CallInfo &Info) const {
  if (When.Arg < 0)
    return holdsAt(When, R.Of.Entry.Irql);
  auto V = value(Code::argument(I, Info, When.Arg));
  if (!V)
    return std::nullopt;
  return llvm::is_contained(When.Values, static_cast<int64_t>(*V)) !=
         When.Negated;
}

void Visit::call(const ir::Instruction &I, SiteId Site) {
  const CallInfo &Info = C.call(Site);
  if (Info.Routine) {
    Event &Called = record(EventKind::Call, Site);
    setCeiling(Called, *Info.Routine, /*Tightest=*/true,
               [&](const facts::Condition &W) { return holds(W, I, Info); });
    for (const facts::Effect &E : Info.Routine->Effects) {
      if (E.Kind != EffectKind::Stall && E.Kind != EffectKind::Wait)
        continue;
      if (E.When && holds(*E.When, I, Info) == false)
        continue;
      Event &Waits = record(EventKind::Stall, Site);
      Waits.Effect = &E;
      Waits.MinAmount = value(Code::argument(I, Info, E.Arg));
    }
    return;
  }
  if (Info.isLimited())
    setLimits(record(EventKind::Call, Site), *Info.Promise, /*Tightest=*/true,
              [&](uint32_t Param) -> std::optional<int64_t> {
                ir::Value V = Code::argument(I, Info, Param);
                auto Known = V ? value(V) : std::nullopt;
                return Known ? asSigned(*Known, V.Ty) : Known;
              });
  llvm::SmallVector<std::optional<uint64_t>, 8> Args;
  for (const ir::Value &A : llvm::drop_begin(I.Args))
    Args.push_back(value(A));
  for (uint32_t T : Info.Targets)
    if (Sim.relevance().observes(T) && C.function(T).isAnalyzable())
      R.Callees.push_back(
          {Site, NoId,
           Sim.run(visitContext(C, Sim.symbols(), T, R.Of.Entry, Args))});
}

/// What holds in a run with P, entered from here; nothing, if its level cannot
/// be.
std::optional<Property> Visit::placed(const Property &P) const {
  const Property &Entry = R.Of.Entry;
  Property Here;
  Here.HeldByCallers = P.heldClasses() | Entry.heldClasses();
  Here.Tainted = P.Tainted || Entry.Tainted;
  Here.Irql.Low = std::max(P.Irql.Low, Entry.Irql.Low);
  Here.Irql.High = std::max(P.Irql.Low, Entry.Irql.High);
  // Below the highest, a test has said so; or it was set, where nothing tests.
  if (P.Irql.High != facts::Irql::High)
    Here.Irql.High = std::min(Here.Irql.High, P.Irql.High);
  if (Here.Irql.Low <= Here.Irql.High)
    return Here;
  if (Sim.relevance().readsLevel(R.Of.Function))
    return std::nullopt;
  Here.Irql = P.Irql;
  return Here;
}

void Visit::instantiate(const Event &E) {
  if (E.Kind == EventKind::Return)
    return;
  Property Was;
  Was.Irql = E.Irql;
  Was.HeldByCallers = E.Held;
  Was.Tainted = E.Tainted;
  auto Here = placed(Was);
  if (!Here)
    return;
  Event New = E;
  New.Blurred = false;
  New.Irql = Here->Irql;
  New.Held = Here->HeldByCallers;
  New.Tainted = Here->Tainted;
  auto IsSame = [&](const Event &Old) {
    return Old.Kind == New.Kind && Old.Site == New.Site &&
           Old.Effect == New.Effect && Old.Class == New.Class &&
           Old.Irql == New.Irql && Old.Held == New.Held &&
           Old.Ceiling == New.Ceiling && Old.Floor == New.Floor &&
           Old.MinAmount == New.MinAmount &&
           Old.Lock.Acquired == New.Lock.Acquired;
  };
  if (llvm::none_of(R.Events, IsSame))
    R.Events.push_back(std::move(New));
}

void Visit::instantiate(RunId Run, const CalleeUse &U) {
  const Survey &Known = *Sim.survey();
  const Context &Then = Known.contextBelow(Run, U.Callee);
  bool IsQuiet = Then.For == Mode::Visit && Known.isQuiet(Then.Function);
  std::optional<Property> Here = R.Of.Entry;
  if (IsQuiet) {
    Here = placed(Then.Entry);
  } else if (U.IsPlaced) {
    Property At;
    At.Irql = U.Irql;
    At.HeldByCallers = U.Held;
    Here = placed(At);
  }
  if (!Here)
    return;
  Context Ctx;
  Ctx.For = Mode::Visit;
  Ctx.Function = Then.Function;
  Ctx.Params = Then.Params;
  Ctx.Entry = *Here;
  // Whatever is not quiet was run as part of this very run, or for it.
  Ctx.InstanceOf = IsQuiet ? NoId : Known.below(Run, U.Callee);
  R.Callees.push_back({U.Site, U.Node, Sim.run(std::move(Ctx))});
}

void Visit::instantiate(RunId Run) {
  const Result &Known = Sim.survey()->result(Run);
  for (const Event &E : Known.Events)
    instantiate(E);
  for (const CalleeUse &U : Known.Callees)
    instantiate(Run, U);
}

void Visit::run() {
  R.Events.clear();
  R.Callees.clear();
  uint32_t F = R.Of.Function;
  // Of whose instances are made, when it is over.
  if (Sim.isAssumedCalm(F))
    return;
  if (RunId Run = Sim.instanceOf(R.Of); Run != NoId)
    return instantiate(Run);
  // Where its arguments let it come to.
  const ir::Function &Fn = C.function(F);
  const Flow &Fl = C.flow(F);
  llvm::BitVector Reached(Fn.Blocks.size());
  Reached.set(0);
  for (bool Again = true; Again;) {
    Again = false;
    for (uint32_t B : Fl.order())
      if (Reached.test(B)) {
        const ir::Instruction &End = Fn.Blocks[B].terminator();
        auto Known =
            End.Op == ir::Opcode::Branch ? value(End.Args[0]) : std::nullopt;
        for (uint32_t To : Fl.successors(B))
          if ((!Known || To == End.Targets[*Known ? 0 : 1]) &&
              !Reached.test(To)) {
            Reached.set(To);
            Again |= Fl.position(To) < Fl.position(B);
          }
      }
  }
  for (uint32_t B : Fl.order()) {
    const auto &Is = Fn.Blocks[B].Instructions;
    for (uint32_t N = 0; Reached.test(B) && N != Is.size(); ++N)
      if (SiteId Site = C.site(F, B, N);
          Is[N].Op == ir::Opcode::Call && Sim.relevance().isObserved(Site)) {
        ++R.Steps;
        call(Is[N], Site);
      }
  }
}
