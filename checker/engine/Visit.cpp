//===- Visit.cpp - What is observed in a function that changes nothing ----===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Visit.h"
#include "engine/Ceiling.h"
#include "engine/StaticValue.h"
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
    if (Args[A] && C.isTimeParam(Target, A))
      Ctx.Params[A] =
          S.integer(*Args[A], T.Params[A].Ty.Width ? T.Params[A].Ty.Width : 64);
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
  if (Info.Promised)
    record(EventKind::Call, Site).Ceiling = Info.Promised;
  llvm::SmallVector<std::optional<uint64_t>, 8> Args;
  for (const ir::Value &A : llvm::drop_begin(I.Args))
    Args.push_back(value(A));
  for (uint32_t T : Info.Targets)
    if (Sim.relevance().observes(T) && C.function(T).isAnalyzable())
      R.Callees.push_back(
          {Site, NoId,
           Sim.run(visitContext(C, Sim.symbols(), T, R.Of.Entry, Args))});
}

void Visit::run() {
  R.Events.clear();
  R.Callees.clear();
  uint32_t F = R.Of.Function;
  for (uint32_t B : C.flow(F).order()) {
    const auto &Is = C.function(F).Blocks[B].Instructions;
    for (uint32_t N = 0; N != Is.size(); ++N)
      if (SiteId Site = C.site(F, B, N);
          Is[N].Op == ir::Opcode::Call && Sim.relevance().isObserved(Site)) {
        ++R.Steps;
        call(Is[N], Site);
      }
  }
}
