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
#include "engine/Visit.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using facts::LockClass;

namespace {
/// What of a constraint is worth a context of its own: a value, known bits,
/// that it is not zero. Intervals (of counters, mostly) would make a context
/// each.
Constraint coarsened(const Constraint &C) {
  if (C.exact())
    return C;
  Constraint R(C.width());
  if (C.isNonZero())
    R.Not.push_back(0);
  if (!C.Known.One.isZero())
    R.Known.One = C.Known.One;
  return R & Constraint(C.width());
}

/// Parts of a lock held at entry, as EntryLock values.
enum EntryPart : uint32_t { KeyPart, HandlePart, TokenPart };
} // namespace

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
    if (Info.Promised)
      recordPromised(St, Site, Info);
    callOpaque(I, Site, St, Info);
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
  for (const HeldLock &L : St.P.Held)
    if (V == L.Handle || S.stripCasts(V) == L.Token || V == L.Key)
      return true;
  if (!IsPointer || S.asInteger(V) || S.asFunction(V))
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
    bool Touches = handsOverLock(St, I);
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
  bool IsOutside = llvm::all_of(
      Info.Targets, [&](uint32_t T) { return !C.function(T).HasBody; });
  if (Info.Kind == CallKind::Unknown &&
      !(Sim.options().TrustOutside && IsOutside)) {
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
    setRegister(St, I.Result, S.fresh(Site, I.Ty.Width ? I.Ty.Width : 64));
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
  if (Info.Promised)
    recordPromised(St, Site, Info);
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

ContextId FunctionRun::simulate(Context Ctx, SiteId Site, uint32_t Node) {
  ContextId Id = Sim.run(std::move(Ctx));
  const engine::Result &Callee = Sim.result(Id);
  if (Callee.Of.For != Mode::Data)
    R.Callees.push_back({Site, Node, Id});
  if (!Callee.Done)
    R.LowestOpen = std::min(R.LowestOpen, Callee.Depth);
  else if (Callee.Stale)
    R.LowestOpen = std::min(R.LowestOpen, Callee.LowestOpen);
  return Id;
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
  bool Effect = For != Mode::Data && Rel.hasEffect(Target);
  // A lock that is handed on to what cannot be followed: what touches locks
  // itself sees that for itself, with the lock in its own terms.
  if (For != Mode::Data && !St.P.Tainted &&
      handsOnLock(Target, Args, St, Effect)) {
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
    std::vector<Case> Cases =
        casesAside(runAside(Target, Args, St, Effect), Effect);
    if (!Effect || !Cases.empty())
      return enterAside(Target, std::move(Cases), Args, Site, St, Result, Out);
  }
  if (Sim.options().Shallow || Sim.opened(Target) >= C.mostOpen(Target)) {
    // A recursion that changes its context at every level: what it does to
    // locks is not followed further down.
    State After = St;
    if (Rel.touchesLocks(Target))
      After.P.taint();
    Mem.forgetAll(After, stamp(Site));
    if (Result != ir::None)
      setRegister(After, Result,
                  S.fresh(Site, C.function(Target).Result.Width
                                    ? C.function(Target).Result.Width
                                    : 64));
    Out.push_back(std::move(After));
    return;
  }
  ContextId Id = simulate(
      makeContext(Target, Args, St, Effect ? Mode::Full : Mode::Data, Sim),
      Site, St.Node);
  noteUses(Sim.result(Id), Args, St);
  for (auto [Index, K] : llvm::enumerate(Sim.result(Id).Cases))
    if (auto After = apply(St, K, Index, Args, Site, Result, Target, Effect)) {
      After->Node = addNode(
          {St.Node, ir::None, Site, Id, static_cast<uint32_t>(Index)}, *After);
      Out.push_back(std::move(*After));
    }
}

/// The context of a call in the simulation from which the way is; NoId if it
/// does nothing there.
ContextId FunctionRun::runAside(uint32_t Target, llvm::ArrayRef<ValueId> Args,
                                const State &St, bool Effect) {
  Simulator &Aside = *Sim.aside();
  if (!Effect && !Aside.relevance().hasDataEffect(Target))
    return NoId;
  return Aside.run(
      makeContext(Target, Args, St, Effect ? Mode::Full : Mode::Data, Aside));
}

/// Do locks and IRQL come out of the case as they went in?
static bool isBalanced(const Property &Entry, const Case &K) {
  return !K.Out.Tainted && K.Out.Irql == Entry.Irql &&
         llvm::equal(K.Out.Held, Entry.Held,
                     [](const HeldLock &A, const HeldLock &B) {
                       return A.EntryIndex == B.EntryIndex &&
                              A.Maybe == B.Maybe && A.Weak == B.Weak;
                     });
}

/// The cases of a call that a run along one way may take from the simulation
/// that the way is from: those that leave locks and IRQL as they were, if there
/// are no others but what could not be followed. Empty: none.
std::vector<Case> FunctionRun::casesAside(ContextId Id, bool Effect) {
  if (Id == NoId)
    return std::vector<Case>(1); // nothing is known to happen
  const engine::Result &Of = Sim.aside()->result(Id);
  if (!Effect)
    return Of.Cases;
  std::vector<Case> Balanced;
  for (const Case &K : Of.Cases) {
    if (isBalanced(Of.Of.Entry, K))
      Balanced.push_back(K);
    else if (!K.Out.Tainted)
      return {};
  }
  R.OverBudget |= Balanced.size() != Of.Cases.size();
  return Balanced;
}

/// What the cases of a call do not all store alike is open.
void FunctionRun::agreeOnWrites(std::vector<Case> &Cases, SiteId Site) {
  auto Agrees = [&](PlaceId P, ValueId V) {
    return llvm::all_of(Cases, [&](const Case &K) {
      return llvm::is_contained(K.Writes, std::make_pair(P, V));
    });
  };
  llvm::DenseSet<std::pair<PlaceId, ValueId>> Open;
  for (const Case &K : Cases)
    for (auto [P, V] : K.Writes)
      if (!Agrees(P, V))
        Open.insert({P, V});
  for (Case &K : Cases)
    for (auto &[P, V] : K.Writes)
      if (Open.contains({P, V}))
        V = S.fresh(Site, S.symbol(V).Width, UnfaithfulOrdinal);
}

/// A call that touches neither locks nor IRQL, or leaves them as they were, in
/// a run along one way: what was found out about it when the way was searched
/// is good enough, and of what did not matter then only is known that it may
/// have changed.
void FunctionRun::enterAside(uint32_t Target, std::vector<Case> Cases,
                             llvm::ArrayRef<ValueId> Args, SiteId Site,
                             const State &St, unsigned Result, States &Out) {
  Simulator &Aside = *Sim.aside();
  const llvm::BitVector &Known = Aside.relevance().writtenKeys(Target);
  llvm::BitVector Others = Rel.writtenKeys(Target);
  Others.reset(Known);
  // A run with joins did not tell apart what chose between two values.
  auto Doubt = [&](ValueId &V) {
    if (V != NoId && S.anyLeaf(V, [&](ValueId Leaf) {
          return S.symbol(S.origin(Leaf)).Kind == SymbolKind::Phi;
        }))
      V = S.fresh(Site, S.symbol(V).Width, UnfaithfulOrdinal);
  };
  // Nor did a coarse one what chose between two cases.
  auto AllAgree = [&](auto ValueIn) {
    return llvm::all_of(Cases, [&](const Case &K) {
      return ValueIn(K) == ValueIn(Cases.front());
    });
  };
  if (Aside.relevance().isCoarse() &&
      !AllAgree([](const Case &K) { return K.Return; }))
    for (Case &K : Cases)
      if (K.Return != NoId)
        K.Return = S.fresh(Site, S.symbol(K.Return).Width, UnfaithfulOrdinal);
  if (Aside.relevance().isCoarse())
    agreeOnWrites(Cases, Site);
  for (auto [Index, K] : llvm::enumerate(Cases)) {
    K.Blurred = false;
    if (!Aside.options().Replay) {
      for (auto &W : K.Writes)
        Doubt(W.second);
      Doubt(K.Return);
    }
    auto After = apply(St, K, Index, Args, Site, Result, Target,
                       /*Effect=*/false);
    if (!After)
      continue;
    for (unsigned Key : Others.set_bits())
      Mem.forgetKey(*After, Key, S.fresh(Site, 64, UnfaithfulOrdinal));
    if (Result != ir::None && !Aside.relevance().isRelevantResult(Target)) {
      unsigned Width = C.function(Target).Result.Width;
      setRegister(*After, Result,
                  S.fresh(Site, Width ? Width : 64, UnfaithfulOrdinal));
    }
    After->Node = addNode({St.Node, ir::None, Site, NoId, 0}, *After);
    Out.push_back(std::move(*After));
  }
}

/// The callee's entry value, in the caller's terms.
ValueId FunctionRun::atCall(ValueId Entry, llvm::ArrayRef<ValueId> Args,
                            const State &St) {
  std::function<ValueId(ValueId)> Map = [&](ValueId L) -> ValueId {
    const Symbol Sym = S.symbol(L);
    if (Sym.Kind == SymbolKind::Param)
      return Sym.A < Args.size() ? Args[Sym.A] : NoId;
    if (Sym.Kind == SymbolKind::Initial) {
      PlaceId P = S.rewritePlace(Sym.A, Map);
      return P == NoId ? NoId : Mem.load(St, P);
    }
    return NoId;
  };
  return S.rewrite(Entry, Map);
}

/// The chain, which begins with what one of the arguments points to, as the
/// callee sees it; NoId if none does.
ChainId FunctionRun::rebase(ChainId Chain, llvm::ArrayRef<ValueId> Args) {
  llvm::SmallVector<ChainId, 8> Steps;
  for (ChainId At = Chain;; At = S.chain(At).Parent) {
    for (size_t A = 0; A < Args.size(); ++A) {
      if (Args[A] == NoId || S.symbol(Args[A]).Width != 64 ||
          S.asInteger(Args[A]) || S.base(Args[A]) != At)
        continue;
      ChainId There = S.base(S.param(A, 64));
      for (ChainId Link : llvm::reverse(Steps)) {
        const engine::Chain L = S.chain(Link);
        if (L.Kind == ir::StepKind::Index && !S.asInteger(L.Index))
          return NoId;
        There =
            S.step(There, L.Kind, L.Record, L.Field, L.Index, L.ElementSize);
        if (There == NoId)
          return NoId;
      }
      return There;
    }
    if (S.chain(At).Parent == NoId)
      return NoId;
    Steps.push_back(At);
  }
}

/// A value in the callee's terms, if it can be said in its parameters.
ValueId FunctionRun::inCallee(ValueId V, llvm::ArrayRef<ValueId> Args,
                              const State &St, const ir::Function &T) {
  if (S.asInteger(V) || S.symbol(V).Kind == SymbolKind::GlobalAddr)
    return V;
  for (size_t A = 0; A < Args.size() && A < T.Params.size(); ++A)
    if (Args[A] != NoId &&
        (S.stripCasts(Args[A]) == S.stripCasts(V) ||
         (S.asToken(V) != NoId && S.asToken(V) == S.asToken(Args[A]))))
      return S.param(A, T.Params[A].Ty.Width ? T.Params[A].Ty.Width : 64);
  const Symbol Sym = S.symbol(V);
  if (auto [Base, Offset] = S.offset(V); Base != V) {
    ValueId There = inCallee(Base, Args, St, T);
    return There == NoId ? NoId
                         : S.binary(ir::BinaryOp::Add, There,
                                    S.integer(Offset, S.symbol(There).Width),
                                    S.symbol(There).Width, false);
  }
  if (Sym.Kind == SymbolKind::Address || Sym.Kind == SymbolKind::LocalAddr) {
    ChainId There = rebase(S.base(V), Args);
    return There == NoId ? NoId : S.address(There);
  }
  if (Sym.Kind != SymbolKind::Initial && Sym.Kind != SymbolKind::Unknown)
    return NoId;
  // What memory holds, if it still does.
  PlaceId P = Sym.Kind == SymbolKind::Initial ? Sym.A : Sym.B;
  ChainId There = rebase(S.info(P).Where, Args);
  if (There == NoId)
    return NoId;
  ValueId Entry = S.initial(S.place(There, S.info(P).Bits));
  return atCall(Entry, Args, St) == V ? Entry : NoId;
}

/// The value that carries the token where the callee finds it in memory, or
/// NoId.
ValueId FunctionRun::tokenInCallee(ValueId Token, llvm::ArrayRef<ValueId> Args,
                                   const State &St) {
  ValueId Wanted = S.asToken(Token);
  if (Wanted == NoId)
    return NoId;
  for (const auto &[P, V] : St.Bound)
    if (S.asToken(V) == Wanted)
      if (ChainId There = rebase(S.info(P).Where, Args); There != NoId)
        return S.initial(S.place(There, S.info(P).Bits));
  return NoId;
}

/// What mattered to the callee matters here, too.
void FunctionRun::noteUses(const engine::Result &Callee,
                           llvm::ArrayRef<ValueId> Args, const State &St) {
  auto Find = [&](ValueId Entry) {
    if (!(Entry & Symbols::ParamUse))
      return atCall(Entry, Args, St);
    uint32_t Param = Entry & ~Symbols::ParamUse;
    return Param < Args.size() ? Args[Param] : NoId;
  };
  for (ValueId Entry : Callee.Used)
    if (ValueId Here = Find(Entry); Here != NoId)
      S.forEachLeaf(Here, [&](ValueId Leaf) {
        SymbolKind Kind = S.symbol(Leaf).Kind;
        if (Kind == SymbolKind::Param || Kind == SymbolKind::Initial)
          S.noteUse(Leaf);
      });
}

Context FunctionRun::makeContext(uint32_t Target, llvm::ArrayRef<ValueId> Args,
                                 const State &St, Mode For, Simulator &In) {
  UseTracking Unused(S, nullptr); // until the callee has used it
  const Relevance &Rel = In.relevance();
  Context Ctx;
  Ctx.Function = Target;
  Ctx.For = For;
  const ir::Function &T = C.function(Target);
  Ctx.Params.assign(T.Params.size(), NoId);

  // Property. What only stores and returns is simulated once for all.
  bool Effect = For != Mode::Data;
  if (Effect) {
    Ctx.Entry.Irql = St.P.Irql;
    Ctx.Entry.Tainted = St.P.Tainted;
    // Once all is open, it does not matter what was held.
    if (!St.P.Tainted) {
      Ctx.Entry.HeldByCallers = St.P.HeldByCallers;
      Ctx.Entry.HeldByPort = St.P.HeldByPort;
    }
  } else if (Rel.readsLevel(Target)) {
    Ctx.Entry.Irql = St.P.Irql;
  } else {
    Ctx.Entry.Irql = {facts::Irql::Passive, facts::Irql::High};
  }
  auto Rename = [&](ValueId V, uint32_t Index, uint32_t Part) {
    ValueId There = V == NoId ? NoId : inCallee(V, Args, St, T);
    return There == NoId ? S.entryLock(Index, Part) : There;
  };
  for (auto [I, L] : llvm::enumerate(St.P.Held)) {
    if (!Effect || St.P.Tainted)
      break;
    // What only may be held, the callee need not know by name.
    if (L.Maybe || !Rel.mayTouch(Target, L)) {
      (L.ByPort ? Ctx.Entry.HeldByPort : Ctx.Entry.HeldByCallers) |=
          1U << static_cast<unsigned>(L.Class);
      continue;
    }
    HeldLock E = L;
    E.EntryIndex = I;
    E.Key = Rename(L.Key, I, KeyPart);
    E.Handle = Rename(L.Handle, I, HandlePart);
    E.Token = tokenInCallee(L.Token, Args, St);
    if (E.Token == NoId)
      E.Token = Rename(L.Token, I, TokenPart);
    E.OtherHandles = 0;
    for (size_t A = 0; A != std::min<size_t>(Args.size(), 32); ++A) {
      if (A >= T.Params.size() || Args[A] == NoId || !T.Params[A].Ty.isPtr())
        continue;
      if (C.copiesHandles() && !S.asInteger(Args[A]) &&
          Mem.holdsToken(St, S.base(Args[A]), L.Token))
        E.Handle = S.param(A, 64);
      else if (isOtherHandle(St, L, Args[A]))
        E.OtherHandles |= 1U << A;
    }
    Ctx.Entry.Held.push_back(E);
  }

  // Inputs. Past the limit of contexts only what selects a function stays.
  bool Full = !In.options().Replay && In.isFull(Target);
  for (size_t A = 0; A < Args.size() && A < T.Params.size(); ++A) {
    bool OnlyExact = !Rel.isRelevantParam(Target, A);
    if (Sim.guide() && Args[A] != NoId)
      if (SiteId Call = unfaithfulCall(Args[A]); Call != NoId)
        Ctx.Unfaithful.push_back(
            {S.param(A, T.Params[A].Ty.Width ? T.Params[A].Ty.Width : 64),
             Call});
    if (Args[A] == NoId ||
        (OnlyExact && !(Effect && (C.isTimeParam(Target, A) ||
                                   Rel.isIdentityParam(Target, A)))))
      continue;
    unsigned Width = T.Params[A].Ty.Width ? T.Params[A].Ty.Width : 64;
    if (S.symbol(Args[A]).Width != Width)
      continue;
    Constraint Known = evaluate(S, St.F, Args[A]);
    if (Full && !S.asFunction(Args[A]))
      continue;
    if (auto E = Known.exact())
      Ctx.Params[A] = S.integer(*E, Width);
    else if (OnlyExact)
      continue;
    else if (S.asFunction(Args[A]) ||
             S.symbol(Args[A]).Kind == SymbolKind::GlobalAddr)
      Ctx.Params[A] = Args[A];
    else if (!Known.isTrivial())
      Ctx.Inputs.set(S.param(A, Width), Known);
  }
  unsigned Heap = 0;
  for (ValueId Input : In.inputs().of(Target)) {
    if (!In.options().Replay && (Full || Heap == In.options().InputFacts))
      break;
    ValueId Here = atCall(Input, Args, St);
    if (Here == NoId || S.symbol(Here).Width != S.symbol(Input).Width)
      continue;
    if (Sim.guide())
      if (SiteId Call = unfaithfulCall(Here); Call != NoId)
        Ctx.Unfaithful.push_back({Input, Call});
    Constraint Known = evaluate(S, St.F, Here);
    if (!In.options().Replay &&
        2 * In.contextsOf(Target) > In.options().Contexts)
      Known = coarsened(Known);
    if (Known.isTrivial())
      continue;
    Ctx.Inputs.set(Input, Known);
    ++Heap;
  }
  return Ctx;
}

std::optional<State> FunctionRun::apply(const State &Before, const Case &K,
                                        uint32_t Index,
                                        llvm::ArrayRef<ValueId> Args,
                                        SiteId Site, unsigned Result,
                                        uint32_t Target, bool Effect) {
  State St = Before;
  // The callee's terms in ours: its entry values are what we had before the
  // call; what we cannot name is a value of (call site, case).
  std::function<ValueId(ValueId)> Map = [&](ValueId Leaf) -> ValueId {
    const Symbol Sym = S.symbol(Leaf);
    switch (Sym.Kind) {
    case SymbolKind::Param:
      if (Sym.A >= Args.size() || Args[Sym.A] == NoId)
        return NoId;
      return S.cast(Args[Sym.A], Sym.Width, false);
    case SymbolKind::Initial: {
      PlaceId P = S.rewritePlace(Sym.A, Map);
      if (P == NoId)
        return NoId;
      return S.cast(Mem.load(Before, P), Sym.Width, false);
    }
    case SymbolKind::Unless: {
      PlaceId P = S.rewritePlace(Sym.B, Map);
      PlaceId Q = S.rewritePlace(Sym.Bits, Map);
      if (P != NoId && Q != NoId && Mem.areDisjoint(P, Q))
        return S.rewrite(Sym.A, Map);
      return S.fromCall(Site, Index, Leaf);
    }
    case SymbolKind::EntryLock: {
      if (Sym.A >= Before.P.Held.size())
        return NoId;
      const HeldLock &L = Before.P.Held[Sym.A];
      return Sym.B == KeyPart      ? L.Key
             : Sym.B == HandlePart ? L.Handle
                                   : L.Token;
    }
    case SymbolKind::Token:
      return S.fromCall(Site, 0, Leaf);
    case SymbolKind::FromCall: {
      ValueId Inner = S.stripCasts(Leaf);
      while (S.symbol(Inner).Kind == SymbolKind::FromCall)
        Inner = S.symbol(Inner).B;
      if (S.symbol(Inner).Kind == SymbolKind::Token)
        return S.fromCall(Site, 0, Leaf);
      return S.fromCall(Site, Index, Leaf);
    }
    default:
      return S.fromCall(Site, Index, Leaf);
    }
  };
  auto Here = [&](ValueId V) { return V == NoId ? NoId : S.rewrite(V, Map); };

  for (const auto &[V, Known] : K.F.entries()) {
    ValueId H = Here(V);
    if (H == NoId || S.symbol(H).Width != Known.width())
      continue;
    relyOn(St, H);
    if (!assumeIn(S, St.F, H, Known))
      return std::nullopt;
  }

  ValueId Stamp = S.fresh(Site, 64, StampOrdinal + Index);
  if (K.ForgetsAll)
    Mem.forgetAll(St, Stamp);
  for (AliasKey Key : K.Forgotten)
    if (!S.isScalarKey(Key))
      Mem.forgetKey(St, Key, Stamp);
  llvm::SmallVector<std::pair<PlaceId, ValueId>, 8> Writes;
  for (const auto &[P, V] : K.Writes) {
    PlaceId Q = S.rewritePlace(P, Map);
    if (Q == NoId)
      continue; // its key was forgotten above
    ValueId H = Here(V);
    if (H == NoId)
      H = S.unknown(Stamp, Q);
    Writes.push_back({Q, H});
  }
  // Larger places first; two names of one place that disagree leave it open.
  llvm::stable_sort(Writes, [&](const auto &A, const auto &B) {
    return S.info(A.first).Bits > S.info(B.first).Bits;
  });
  for (size_t I = 0; I != Writes.size(); ++I) {
    bool Disagree = llvm::any_of(Writes, [&](const auto &W) {
      return W.first == Writes[I].first && W.second != Writes[I].second;
    });
    Mem.store(St, Writes[I].first,
              Disagree ? S.unknown(Stamp, Writes[I].first) : Writes[I].second,
              Stamp);
  }

  if (Result != ir::None) {
    ValueId Ret = Here(K.Return);
    unsigned Width = C.function(Target).Result.Width;
    Width = Width ? Width : 64;
    if (Ret == NoId || S.symbol(Ret).Width != Width)
      Ret = S.fresh(Site, Width, Index);
    setRegister(St, Result, Ret);
  }

  // Property.
  if (Effect)
    St.P.Irql = K.Out.Irql;
  if (Effect && Rel.touchesLocks(Target)) {
    llvm::SmallVector<HeldLock, 2> Held;
    for (auto [I, L] : llvm::enumerate(Before.P.Held)) {
      if (Before.P.Tainted || L.Maybe || !Rel.mayTouch(Target, L)) {
        Held.push_back(L);
        continue;
      }
      auto After = llvm::find_if(
          K.Out.Held, [I = I](const HeldLock &O) { return O.EntryIndex == I; });
      if (After == K.Out.Held.end())
        continue; // released
      HeldLock Kept = L;
      Kept.Weak |= After->Weak;
      Kept.Maybe |= After->Maybe;
      Held.push_back(Kept);
    }
    for (const HeldLock &L : K.Out.Held) {
      if (L.EntryIndex != NoId)
        continue;
      HeldLock New = L;
      New.Key = Here(L.Key);
      New.Handle = Here(L.Handle);
      New.Token = Here(L.Token);
      Held.push_back(New);
    }
    St.P.Held = std::move(Held);
    // A lock that a wrapper took, in a loop that still holds the last one.
    for (size_t I = St.P.Held.size(); I-- != 0;) {
      HeldLock L = St.P.Held[I];
      if (L.EntryIndex != NoId ||
          (L.Token != NoId && S.symbol(L.Token).Kind == SymbolKind::Old))
        continue;
      St.P.Held.erase(St.P.Held.begin() + I);
      if (!coalesce(St, L, Site))
        St.P.Held.insert(St.P.Held.begin() + I, L);
    }
  }
  if (Effect && K.Out.Tainted && !St.P.Tainted)
    St.P.taint();
  St.Blurred |= K.Blurred;
  return St;
}
