//===- Calls.cpp - Calls of the driver's own functions --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FunctionRun.h"
#include "engine/Goal.h"
#include "engine/Guide.h"
#include "engine/RoutineEffects.h"
#include "engine/StaticValue.h"
#include "engine/Survey.h"
#include "engine/Visit.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

void FunctionRun::call(const ir::Instruction &I, SiteId Site, State St,
                       States &Out) {
  const CallInfo &Info = C.call(Site);
  if (Fl.loopOf(CurrentBlock) != ir::None)
    Mem.age(St, Site);
  size_t First = Out.size();
  switch (Info.Kind) {
  case CallKind::Routine:
    callRoutine(I, Site, std::move(St), Info, Out);
    break;
  case CallKind::Internal: {
    if (Info.isLimited())
      recordPromised(St, I, Site, Info);
    llvm::SmallVector<uint32_t, 2> Targets(Info.Targets);
    if (Info.Indirect)
      if (auto Known = S.asFunction(value(St, I.Args[0]));
          Known && C.function(*Known).isAnalyzable())
        Targets = {*Known};
    callInternal(I, Site, std::move(St), Targets, Out);
    break;
  }
  case CallKind::System:
  case CallKind::Unknown:
    if (Info.isLimited())
      recordPromised(St, I, Site, Info);
    callOpaque(I, Site, St, Info);
    if (Info.isToldOnly())
      applyPromise(St, Site, *Info.Promise);
    Out.push_back(std::move(St));
    break;
  }
  if (I.NoReturn)
    Out.truncate(First);
}

/// Is the argument a part of a lock that is held, or may it be of one?
bool FunctionRun::isOfLock(const State &St, ValueId V, bool IsPointer) {
  if (V == NoId)
    return false;
  if (S.symbol(V).Kind == SymbolKind::Token)
    return true;
  // NULL is the context of many a lock, and of none.
  if (S.asInteger(V) || S.asFunction(V))
    return false;
  for (const HeldLock &L : St.P.Held)
    if (V == L.Handle || S.stripCasts(V) == L.Token || V == L.Key)
      return true;
  if (!IsPointer)
    return false;
  // The place of the old level, or a handle that was not used yet.
  ChainId Ch = S.base(V);
  if (llvm::any_of(St.P.Held, [&](const HeldLock &L) {
        return Mem.holdsToken(St, Ch, L.Token);
      }))
    return true;
  uint32_t Record = Mem.recordAt(Ch);
  return Record != ir::None && C.isHandle(Record);
}

bool FunctionRun::handsOverLock(const State &St, const ir::Instruction &I) {
  return llvm::any_of(llvm::drop_begin(I.Args), [&](const ir::Value &A) {
    return isOfLock(St, value(St, A), A.Ty.isPtr());
  });
}

/// A function that is declared nowhere may be a macro whose header is missing:
/// it takes or gives back a lock if it says so, is handed one, or can find the
/// handle of one that is held from what it is handed.
bool FunctionRun::mayKnowLock(const State &St, const ir::Instruction &I,
                              const CallInfo &Info) {
  if (handsOverLock(St, I) || C.speaksOfLocks(Info))
    return true;
  // A handle on the stack has to be handed over; the port's locks are its own.
  auto IsOnStack = [&](ValueId V) { return S.localOf(S.base(V)) != ir::None; };
  bool CanBeFound = llvm::any_of(St.P.Held, [&](const HeldLock &L) {
    return !L.ByPort && L.Handle != NoId && !IsOnStack(L.Handle);
  });
  return CanBeFound &&
         llvm::any_of(llvm::drop_begin(I.Args), [&](const ir::Value &A) {
           ValueId V = A.Ty.isPtr() ? value(St, A) : NoId;
           return V != NoId && !S.asInteger(V) && !S.asFunction(V) &&
                  !IsOnStack(V) && S.globalOf(S.base(V)) == ir::None;
         });
}

/// A driver function that cannot be followed writes what its arguments reach:
/// a scalar by its address, anything behind a pointer to what is larger.
void FunctionRun::forgetReach(const ir::Instruction &I, SiteId Site,
                              State &St) {
  unsigned Ordinal = 1;
  for (const ir::Value &A : llvm::drop_begin(I.Args)) {
    if (!mayReach(A))
      continue;
    ValueId V = value(St, A);
    if (V != NoId && (S.asInteger(V) || S.asFunction(V)))
      continue;
    if (V == NoId || !Mem.isInteger(S.base(V)))
      return Mem.forgetAll(St, stamp(Site));
    Mem.forgetObject(St, S.base(V),
                     S.fresh(Site, 64, StampOrdinal + Ordinal++));
  }
}

void FunctionRun::callOpaque(const ir::Instruction &I, SiteId Site, State &St,
                             const CallInfo &Info) {
  if (Info.Kind == CallKind::Unknown) {
    // A driver function that cannot be followed: if it touches locks, all is
    // open from here on.
    bool Touches =
        Info.Undeclared ? mayKnowLock(St, I, Info) : handsOverLock(St, I);
    for (uint32_t T : Info.Targets)
      for (uint32_t Called : C.function(T).DegradedCalls)
        if (const facts::Routine *Known =
                C.unit().rules().routine(C.function(Called).Name))
          Touches |= touchesLockState(*Known);
        else
          Touches |= Rel.touchesLocks(Called);
    if (Touches)
      St.P.taint();
  }
  if (Info.Kind == CallKind::Unknown && !Info.Undeclared &&
      !Sim.options().TrustOutside) {
    forgetReach(I, Site, St);
  } else {
    // It knows no record of the driver, so a pointer to one is only a number
    // to it; an object whose own address it is handed it may fill.
    unsigned Ordinal = 1;
    for (const ir::Value &A : llvm::drop_begin(I.Args)) {
      ValueId V = A.Ty.isPtr() ? value(St, A) : NoId;
      if (V == NoId)
        continue;
      SymbolKind Kind = S.symbol(V).Kind;
      if (Kind == SymbolKind::LocalAddr || Kind == SymbolKind::GlobalAddr ||
          Kind == SymbolKind::Address)
        Mem.forgetObject(St, S.base(V),
                         S.fresh(Site, 64, StampOrdinal + Ordinal++));
    }
  }
  if (I.Result != ir::None)
    setRegister(St, I.Result, S.fresh(Site, I.Ty.width() ? I.Ty.width() : 64));
}

/// Does the function hand a lock of ours on to one that cannot be followed, so
/// that its own run would not show it?
bool FunctionRun::handsOnLock(uint32_t Target, llvm::ArrayRef<ValueId> Args,
                              const State &St, bool Effect) {
  const ir::Function &T = C.function(Target);
  for (size_t A = 0; A < Args.size() && A < T.Params.size(); ++A)
    if (Rel.handsOn(Target, A) && isOfLock(St, Args[A], T.Params[A].Ty.isPtr()))
      return !Effect || llvm::none_of(St.P.Held, [&](const HeldLock &L) {
        return !L.Maybe && Rel.mayTouch(Target, L) &&
               (L.Handle == Args[A] || L.Key == Args[A]);
      });
  return false;
}

void FunctionRun::callInternal(const ir::Instruction &I, SiteId Site, State St,
                               llvm::ArrayRef<uint32_t> Targets, States &Out) {
  llvm::SmallVector<ValueId, 8> Args;
  for (const ir::Value &A : llvm::drop_begin(I.Args))
    Args.push_back(value(St, A));
  for (uint32_t T : Targets)
    enter(T, Args, Site, St, I.Result, Out);
}

std::optional<uint64_t> FunctionRun::exactly(const State &St, ValueId V) const {
  return V == NoId ? std::nullopt : evaluate(S, St.F, V).exact();
}

void FunctionRun::observe(const ir::Instruction &I, SiteId Site,
                          const State &St) {
  const CallInfo &Info = C.call(Site);
  auto Known = [&](const ir::Value &V) -> std::optional<uint64_t> {
    if (auto Static = staticValue(C, S, F, V, R.Of.Params))
      return Static;
    return V ? exactly(St, value(St, V)) : std::nullopt;
  };
  if (Info.Routine) {
    recordCall(St, I, Site, Info);
    for (const facts::Effect &E : Info.Routine->Effects)
      if (E.Kind == facts::EffectKind::Stall ||
          E.Kind == facts::EffectKind::Wait)
        recordWait(St, E, I, Site, Info);
    return;
  }
  if (Info.isLimited())
    recordPromised(St, I, Site, Info);
  llvm::SmallVector<std::optional<uint64_t>, 8> Args;
  for (const ir::Value &A : llvm::drop_begin(I.Args))
    Args.push_back(Known(A));
  for (uint32_t T : Info.Targets)
    visit(T, Args, Site, St);
}

void FunctionRun::visit(uint32_t Target,
                        llvm::ArrayRef<std::optional<uint64_t>> Args,
                        SiteId Site, const State &St) {
  // A search wants to be sure that a path leads there.
  if (!Rel.observes(Target) || !C.function(Target).isAnalyzable() ||
      Sim.goal() || Sim.guide())
    return;
  ContextId Id = Sim.run(visitContext(C, S, Target, St.P, Args));
  R.Callees.push_back({Site, St.Node, Id});
}

ContextId FunctionRun::simulate(Context Ctx, SiteId Site, uint32_t Node,
                                const Property *From) {
  ContextId Id = Sim.run(std::move(Ctx));
  const engine::Result &Callee = Sim.result(Id);
  if (Callee.Of.For != Mode::Data)
    R.Callees.push_back({Site, Node, Id});
  if (From)
    R.Callees.back() = {
        Site, Node, Id, /*IsPlaced=*/true, From->Irql, From->heldClasses()};
  if (!Callee.Done)
    R.LowestOpen = std::min(R.LowestOpen, Callee.Depth);
  else if (Callee.Stale)
    R.LowestOpen = std::min(R.LowestOpen, Callee.LowestOpen);
  return Id;
}

/// A call whose effects are not looked at: it may write what it writes, or not.
void FunctionRun::skip(uint32_t Target, SiteId Site, const State &St,
                       unsigned Result, States &Out) {
  State After = St;
  // What a recursion does to locks is not followed further down.
  if (Rel.touchesLocks(Target) && !Sim.isAssumedCalm(Target) &&
      !Sim.isCalm(Target))
    After.P.taint();
  ValueId Stamp = S.fresh(Site, 64, UnfaithfulOrdinal);
  if (Rel.isUnfollowed(Target) && !Sim.options().TrustOutside)
    Mem.forgetAll(After, Stamp);
  for (AliasKey Key : Rel.writtenKeys(Target).set_bits())
    Mem.forgetKey(After, Key, Stamp);
  if (Result != ir::None) {
    unsigned Width = C.function(Target).Result.width();
    setRegister(After, Result,
                S.fresh(Site, Width ? Width : 64, UnfaithfulOrdinal));
  }
  Out.push_back(std::move(After));
}

/// A call of a function that leaves locks as they were, in the survey: what it
/// stores was found out with nothing known at its entry.
void FunctionRun::applyCalm(uint32_t Target, llvm::ArrayRef<ValueId> Args,
                            SiteId Site, const State &St, unsigned Result,
                            States &Out) {
  const engine::Result *Known = Sim.resultOfCalm(Target);
  if (!Known)
    return skip(Target, Site, St, Result, Out);
  noteUses(*Known, Args, St);
  for (auto [Index, K] : llvm::enumerate(Known->Cases))
    if (auto After = apply(St, K, Index, Args, Site, Result, Target,
                           /*Effect=*/false)) {
      After->Node = addNode({St.Node, ir::None, Site, NoId, 0}, *After);
      Out.push_back(std::move(*After));
    }
}

void FunctionRun::enter(uint32_t Target, llvm::ArrayRef<ValueId> Args,
                        SiteId Site, const State &St, unsigned Result,
                        States &Out) {
  if (For == Mode::Goal && Sim.goal()->leads(Target)) {
    ContextId Towards =
        simulate(makeContext(Target, Args, St, Mode::Goal, Sim), Site, St.Node);
    noteUses(Sim.result(Towards), Args, St);
    engine::Code::Position At = C.position(Site);
    if (Sim.exhausted() ||
        !Sim.goal()->isAheadOf(At.Function, At.Block, At.Instruction))
      return;
  }
  // Where stalls are added up, they are looked for in the calls of the way.
  bool AddsUp = addsUp() && Sim.guide()->isOpened(Site);
  bool Effect = For != Mode::Data && (Rel.hasEffect(Target) || AddsUp) &&
                !Sim.isAssumedCalm(Target);
  // A lock that is handed on to what cannot be followed: what touches locks
  // itself sees that for itself, with the lock in its own terms; what gives all
  // back is not told of ours.
  bool IsCalm =
      Sim.isCalm(Target) || (Sim.aside() && Sim.aside()->isCalm(Target));
  if (For != Mode::Data && !St.P.Tainted &&
      handsOnLock(Target, Args, St, Effect && !IsCalm)) {
    State Open = St;
    Open.P.taint();
    return enter(Target, Args, Site, Open, Result, Out);
  }
  if (!Effect && For == Mode::Full) {
    llvm::SmallVector<std::optional<uint64_t>, 8> Known;
    for (ValueId A : Args)
      Known.push_back(exactly(St, A));
    visit(Target, Known, Site, St);
  }
  if (!Effect && !Rel.hasDataEffect(Target)) {
    Out.push_back(St);
    return;
  }
  // The search did not trust what is outside.
  bool IsOpen = Sim.options().TrustOutside && Rel.isUnfollowed(Target);
  if (Sim.aside() && !Rel.isPredicate(Target) && !IsOpen &&
      !Sim.guide()->isOpened(Site)) {
    bool There = Effect && Sim.aside()->relevance().hasEffect(Target);
    std::vector<Case> Cases =
        casesAside(runAside(Target, Args, St, There), There);
    if (!There || !Cases.empty())
      return enterAside(Target, std::move(Cases), Args, Site, St, Result, Out);
  }
  if (Sim.isAssumedCalm(Target))
    return applyCalm(Target, Args, Site, St, Result, Out);
  // A recursion that changes its context at every level.
  if (Sim.options().Shallow || Sim.opened(Target) >= C.mostOpen(Target))
    return skip(Target, Site, St, Result, Out);
  bool IsPlaced = Effect && !St.P.Tainted && Sim.isForAllLevels(Target);
  ContextId Id = simulate(
      makeContext(Target, Args, St, Effect ? Mode::Full : Mode::Data, Sim),
      Site, St.Node, IsPlaced ? &St.P : nullptr);
  // In a recursion, the callee may be this very context.
  const uint32_t Around = IsPlaced ? St.P.heldClasses() : 0;
  for (auto [Place, Held] : llvm::to_vector(Sim.result(Id).Stores))
    noteStore(*Place, Held | Around);
  noteUses(Sim.result(Id), Args, St);
  for (auto [Index, K] : llvm::enumerate(Sim.result(Id).Cases))
    if (auto After = apply(St, K, Index, Args, Site, Result, Target,
                           Effect && !IsPlaced)) {
      After->Node = addNode(
          {St.Node, ir::None, Site, Id, static_cast<uint32_t>(Index)}, *After);
      Out.push_back(std::move(*After));
    }
}
