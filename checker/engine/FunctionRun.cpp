//===- FunctionRun.cpp - The worklist of one context ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FunctionRun.h"
#include "engine/Goal.h"
#include "engine/Guide.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

FunctionRun::FunctionRun(Simulator &Sim, Result &R)
    : Sim(Sim), R(R), C(Sim.code()), Rel(Sim.relevance()), S(Sim.symbols()),
      F(R.Of.Function), Fn(C.function(F)), Fl(C.flow(F)), Exp(C.exposure(F)),
      For(R.Of.For), Mem(S, Fn, Exp, Rel.relevantKeys(), Rel.tokenKeys()) {}

State FunctionRun::entryState() {
  State St;
  St.P = R.Of.Entry;
  St.F = R.Of.Inputs;
  if (C.copiesHandles())
    clearHandles(St);
  St.Node = addNode({NoId, 0}, St);
  return St;
}

uint32_t FunctionRun::addNode(Node N, const State &St) {
  N.Depth = N.Pred == NoId ? 0 : R.Nodes[N.Pred].Depth + 1;
  auto Same = [&](const Property &P) { return sameForMerging(P, St.P); };
  // Mostly it is that of the step before.
  if (N.Pred != NoId && Same(Properties[R.Nodes[N.Pred].Property])) {
    N.Property = R.Nodes[N.Pred].Property;
  } else {
    auto It = llvm::find_if(Properties, Same);
    N.Property = It - Properties.begin();
    if (It == Properties.end())
      Properties.push_back(St.P);
  }
  R.Nodes.push_back(N);
  return R.Nodes.size() - 1;
}

void FunctionRun::run() {
  UseTracking Uses(S, &R.Used);
  R.Nodes.clear();
  R.Given.clear();
  R.Events.clear();
  R.Callees.clear();
  if (!Sim.options().Replay && Sim.isGivenUp(F)) {
    R.Nodes.push_back({NoId, 0});
    R.OverBudget = true;
    return degrade();
  }
  Pools.resize(Fn.Blocks.size());
  Pools[0].push_back({entryState(), false, 0});
  Worklist.insert(Fl.position(0));
  Arrived.resize(Fn.Blocks.size());
  const bool MayJoin = !Sim.options().Replay && !tellsApart();
  while (!Worklist.empty()) {
    // Depth first where one way is enough.
    uint32_t Position = Sim.guide() ? *Worklist.rbegin() : *Worklist.begin();
    uint32_t Block = Fl.order()[Position];
    if (MayJoin && Arrived.test(Block) && Pools[Block].size() > 1)
      coalesce(Pools[Block], C.blockSite(F, Block), Block, &Pools[Block]);
    Arrived.reset(Block);
    // The pool may grow (a loop) or be joined while its states are run.
    auto Next =
        llvm::find_if(Pools[Block], [](const Pooled &P) { return !P.Done; });
    if (Next == Pools[Block].end()) {
      Worklist.erase(Position);
      continue;
    }
    if (Sim.exhausted() ||
        (!Sim.options().Replay && R.Steps > Sim.options().StepsPerContext)) {
      R.OverBudget = true;
      Sim.giveUp(F);
      return degrade();
    }
    Next->Done = true;
    ++R.States;
    processBlock(Block, Next->St);
  }
  makeCases();
}

void FunctionRun::processBlock(uint32_t Block, State St) {
  CurrentBlock = Block;
  const auto &Is = Fn.Blocks[Block].Instructions;
  SiteId Site = C.site(F, Block, 0);
  States Current, Next;
  Current.push_back(std::move(St));
  for (const ir::Instruction &I : Is) {
    if (I.isTerminator()) {
      for (State &T : Current)
        branch(I, Site, Block, std::move(T));
      return;
    }
    if (!Rel.isRelevant(Site)) {
      if (For == Mode::Full && Rel.isObserved(Site))
        for (const State &T : Current)
          observe(I, Site, T);
    } else {
      R.Steps += Current.size();
      Sim.Steps += Current.size();
      Next.clear();
      step(I, Site, Current, Next);
      std::swap(Current, Next);
      if (Current.size() > 1 && I.Op == ir::Opcode::Call)
        pool(Current, Site);
      if (Current.empty())
        return;
      if (For == Mode::Goal && I.Op == ir::Opcode::Call &&
          !Sim.goal()->isAheadOf(F, Block, &I - &Is.front()))
        return;
    }
    if (I.Op == ir::Opcode::Call && C.call(Site).NoReturn)
      return;
    ++Site;
  }
}

/// What a call came to is joined as at a block: several calls in a row would
/// otherwise multiply their cases.
void FunctionRun::pool(States &In, SiteId Site) {
  Pool P;
  for (State &St : In)
    addToPool(P, std::move(St), Site, ir::None, false);
  In.clear();
  for (Pooled &E : P)
    In.push_back(std::move(E.St));
}

bool FunctionRun::loopedTooOften(const State &St, uint32_t Header,
                                 bool IsOpen) const {
  // Along one way turns cost little; those that are certain, nothing.
  constexpr unsigned MostCertain = 64;
  unsigned Most = 2, Seen = 0;
  if (Sim.guide() && For != Mode::Data)
    Most = IsOpen ? C.turnsOfInterest(F, Header) : MostCertain;
  for (uint32_t N = St.Node; N != NoId; N = R.Nodes[N].Pred)
    if (R.Nodes[N].Block == Header && R.Nodes[N].Call == NoId && ++Seen > Most)
      return true;
  return false;
}

/// Of a replay: whether the branch stays in a loop that could be left here, and
/// was not often enough.
bool FunctionRun::staysTooLong(const State &St, uint32_t From,
                               uint32_t To) const {
  uint32_t L = Fl.loopOf(From);
  if (!Sim.guide() || For == Mode::Data || L == ir::None)
    return false;
  const llvm::BitVector &Loop = Fl.loops()[L].Blocks;
  bool MayLeave = llvm::any_of(Fl.successors(From),
                               [&](uint32_t B) { return !Loop.test(B); });
  return MayLeave && Loop.test(To) &&
         loopedTooOften(St, Fl.loops()[L].Header, /*IsOpen=*/true);
}

void FunctionRun::flowTo(uint32_t From, uint32_t To, State St) {
  if (For == Mode::Goal && !Sim.goal()->isAhead(F, To))
    return;
  if (Sim.guide() && For != Mode::Data && !Sim.guide()->allows(F, From, To))
    return;
  bool BackEdge = Fl.isBackEdge(From, To);
  if (BackEdge) {
    if (Sim.options().Replay && loopedTooOften(St, To, /*IsOpen=*/false))
      return;
    Mem.age(St, C.blockSite(F, To));
  }
  prune(St, Rel.liveIn(F, To));
  Mem.limit(St, MaxBound, stamp(C.blockSite(F, To)));
  St.Node = addNode({St.Node, To}, St);
  if (addToPool(Pools[To], std::move(St), C.blockSite(F, To), To, BackEdge)) {
    Worklist.insert(Fl.position(To));
    Arrived.set(To);
  } else
    R.Nodes.pop_back();
}

void FunctionRun::exit(State St, ValueId Return) {
  uint64_t Class = 0;
  std::optional<uint64_t> Answer;
  if (Return != NoId && Rel.isRelevantResult(F)) {
    Constraint V = evaluate(S, St.F, Return);
    Answer = V.exact();
    if (Answer)
      Class = *Answer < 256 ? 16 + *Answer : 3;
    else
      Class = V.isNonZero() ? 2 : 1;
    setRegister(St, ReturnRegister, Return);
  }
  // What was only stated about a lock holds in this function alone.
  llvm::erase_if(St.P.Held, [](const HeldLock &L) {
    return L.Class == facts::LockClass::None;
  });
  pruneAtExit(St);
  Mem.limit(St, MaxBound, stamp(C.blockSite(F, CurrentBlock)));
  record(
      EventKind::Return,
      C.site(F, CurrentBlock, Fn.Blocks[CurrentBlock].Instructions.size() - 1),
      St, [&](Event &E) {
        E.MinAmount = Answer;
        E.Stalled = St.stalled();
        for (const HeldLock &L : St.P.Held)
          if (L.isKept())
            E.Kept.push_back(L.Acquired);
      });
  bool Takes = llvm::any_of(St.P.Held, [](const HeldLock &L) {
    return L.EntryIndex == NoId && !L.Maybe;
  });
  addToPool(Exits[{Class, Takes ? CurrentBlock : ir::None}], std::move(St),
            C.blockSite(F, 0), Fn.Blocks.size(), false);
}

/// Over budget: the function is taken as one that cannot be followed.
void FunctionRun::degrade() {
  Case K;
  K.Out = R.Of.Entry;
  if (Rel.touchesLocks(F))
    K.Out.taint();
  K.ForgetsAll = true;
  K.Blurred = true;
  K.Exit = 0;
  R.Cases.assign(1, std::move(K));
}

/// Can a caller name memory at this base?
bool FunctionRun::isEntryBase(ValueId Base) const {
  switch (S.symbol(Base).Kind) {
  case SymbolKind::Param:
  case SymbolKind::GlobalAddr:
    return true;
  case SymbolKind::Initial:
    return isEntryBase(S.chain(S.info(S.symbol(Base).A).Where).Base);
  default:
    return false;
  }
}

void FunctionRun::makeCases() {
  R.Cases.clear();
  if (!Sim.options().Replay && !tellsApart()) {
    llvm::SmallVector<const Pool *, 4> Beside;
    for (auto &[Key, P] : Exits)
      Beside.push_back(&P);
    for (auto &[Key, P] : Exits)
      if (P.size() > 1)
        coalesce(P, C.blockSite(F, 0), Fn.Blocks.size(), Beside);
  }
  for (auto &[Class, P] : Exits)
    for (Pooled &E : P) {
      State &St = E.St;
      Case K;
      K.Out = std::move(St.P);
      K.F = std::move(St.F);
      // What the caller said itself.
      K.F.removeIf([&](ValueId V) {
        const Constraint *Said = R.Of.Inputs.find(V);
        return Said && *Said == *K.F.find(V);
      });
      for (auto &[Place, V] : St.Bound)
        if (isEntryBase(S.chain(S.info(Place).Where).Base))
          K.Writes.push_back({Place, V});
      // Only calls whose effects could not be named leave stamps without
      // places; a store's own place is among the writes.
      K.ForgetsAll = St.AllStamp != NoId;
      for (auto &[Key, V] : St.Stamps)
        K.Forgotten.push_back(Key);
      if (!St.Registers.empty() && St.Registers.back().first == ReturnRegister)
        K.Return = St.Registers.back().second;
      K.Blurred = St.Blurred;
      K.Stalled = St.stalled();
      K.Exit = St.Node;
      R.Cases.push_back(std::move(K));
    }
}

void FunctionRun::record(EventKind Kind, SiteId Site, const State &St,
                         llvm::function_ref<void(Event &)> Finish) {
  if (For == Mode::Data)
    return; // it has no property of its own
  Event E;
  E.Kind = Kind;
  E.Site = Site;
  E.Node = St.Node;
  E.Irql = St.P.Irql;
  E.Held = St.P.heldClasses();
  E.Blurred = St.Blurred;
  E.Tainted = St.P.Tainted;
  Finish(E);
  if (Sim.goal() && Sim.goal()->isReachedBy(E))
    Sim.setFound(St.Blurred);
  R.Events.push_back(std::move(E));
}
