//===- Transfer.cpp - What instructions do to a state ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FunctionRun.h"
#include "engine/StaticValue.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::Opcode;
using ir::ValueKind;

namespace {
unsigned widthOf(const ir::Type &Ty) { return Ty.width() ? Ty.width() : 64; }
} // namespace

void FunctionRun::setRegister(State &St, uint32_t Reg, ValueId V) {
  auto It =
      llvm::lower_bound(St.Registers, Reg, [](const auto &E, uint32_t Reg) {
        return E.first < Reg;
      });
  if (It != St.Registers.end() && It->first == Reg)
    It->second = V;
  else
    St.Registers.insert(It, {Reg, V});
}

ValueId FunctionRun::value(const State &St, const ir::Value &V) {
  unsigned Width = widthOf(V.Ty);
  switch (V.Kind) {
  case ValueKind::None:
    return NoId;
  case ValueKind::Int:
    return S.integer(V.Bits, Width);
  case ValueKind::Local:
    return S.localAddress(V.Index);
  case ValueKind::Global:
    return S.globalAddress(V.Index);
  case ValueKind::Function:
    return S.functionAddress(V.Index);
  case ValueKind::Param:
    if (V.Index < R.Of.Params.size() && R.Of.Params[V.Index] != NoId) {
      S.noteParam(V.Index);
      return R.Of.Params[V.Index];
    }
    return S.param(V.Index, Width);
  case ValueKind::Register: {
    if (auto Known = C.constant(F, V.Index))
      return S.integer(*Known, Width);
    auto It = llvm::lower_bound(
        St.Registers, V.Index,
        [](const auto &E, uint32_t Reg) { return E.first < Reg; });
    if (It != St.Registers.end() && It->first == V.Index)
      return It->second;
    // Its definition was of no interest: a value of its own, always the same.
    return S.phi(C.blockSite(F, 0), V.Index, Width);
  }
  }
  return NoId;
}

ChainId FunctionRun::chain(const State &St, const ir::Place &P) {
  ChainId Ch = S.base(value(St, P.Base));
  for (const ir::Step &Sp : P.Steps) {
    ValueId Index = NoId;
    if (Sp.Kind == ir::StepKind::Index) {
      Index = value(St, Sp.Index);
      if (auto E = evaluate(S, St.F, Index).exact())
        Index = S.cast(S.integer(*E, S.symbol(Index).Width), 64,
                       Sp.Index.Ty.isInt() && Sp.Index.Ty.Signed);
    }
    Ch = S.step(Ch, Sp.Kind, Sp.Record, Sp.Field, Index, Sp.ElementSize);
    if (Ch == NoId)
      return NoId;
  }
  return Ch;
}

ValueId FunctionRun::makeFresh(State &St, SiteId Site, unsigned Width,
                               uint32_t Ordinal) {
  if (Fl.loopOf(CurrentBlock) != ir::None)
    Mem.age(St, Site);
  return S.fresh(Site, Width, Ordinal);
}

SiteId FunctionRun::unfaithfulCall(ValueId V) const {
  SiteId Call = NoId;
  S.anyOrigin(V, [&](ValueId From) {
    for (const auto &[Entry, Site] : R.Of.Unfaithful)
      if (Entry == From)
        Call = Site;
    const Symbol &Sym = S.symbol(From);
    if (Sym.Kind == SymbolKind::Fresh && Sym.A == UnfaithfulOrdinal)
      Call = Sym.Site;
    return Call != NoId;
  });
  return Call;
}

void FunctionRun::relyOn(State &St, ValueId V) {
  if (!Sim.guide() || St.Blurred)
    return;
  if (SiteId Call = unfaithfulCall(V); Call != NoId) {
    St.Blurred = true;
    Sim.noteDoubt(Call);
  }
}

bool FunctionRun::assumeHere(State &St, ValueId V, bool NonZero) {
  relyOn(St, V);
  return assume(S, St.F, V, NonZero);
}

void FunctionRun::step(const ir::Instruction &I, SiteId Site, States &In,
                       States &Out) {
  for (State &St : In) {
    if (I.Op == Opcode::Call) {
      call(I, Site, std::move(St), Out);
      continue;
    }
    if (I.Op == Opcode::Assume) {
      if (assumeHere(St, value(St, I.Args[0]), true))
        Out.push_back(std::move(St));
      continue;
    }
    if (touchesNull(I, St))
      continue;
    stepOne(I, Site, St);
    Out.push_back(std::move(St));
  }
}

/// A run that reads or writes through a null pointer is over there: drivers do
/// it on purpose, too.
bool FunctionRun::touchesNull(const ir::Instruction &I, const State &St) {
  if ((I.Op != Opcode::Load && I.Op != Opcode::Store) ||
      (I.Where.Base.Kind != ValueKind::Register &&
       I.Where.Base.Kind != ValueKind::Param && !I.Where.Base.isInt()))
    return false;
  ValueId Base = value(St, I.Where.Base);
  return Base != NoId && exactly(St, Base) == 0;
}

void FunctionRun::stepOne(const ir::Instruction &I, SiteId Site, State &St) {
  auto Define = [&](ValueId V) {
    if (V == NoId)
      V = makeFresh(St, Site, widthOf(I.Ty));
    setRegister(St, I.Result, V);
  };
  switch (I.Op) {
  case Opcode::Load: {
    ChainId Ch = chain(St, I.Where);
    if (I.Volatile || Ch == NoId || I.Ty.isAggregate())
      return Define(NoId);
    PlaceId P = S.place(Ch, widthOf(I.Ty));
    return Define(
        S.cast(Mem.load(St, P), widthOf(I.Ty), I.Ty.isInt() && I.Ty.Signed));
  }
  case Opcode::Store: {
    ChainId Ch = chain(St, I.Where);
    ValueId V = Rel.isTracked(F, I.Args[0]) ? value(St, I.Args[0]) : NoId;
    if (Fl.loopOf(CurrentBlock) != ir::None)
      Mem.age(St, Site);
    if (Ch == NoId)
      return Mem.forgetKey(St, Rel.keyOf(I.Where, widthOf(I.Ty)), stamp(Site));
    PlaceId P = S.place(Ch, widthOf(I.Ty));
    ValueId Stored =
        S.cast(V, S.info(P).Bits > 64 ? 64 : S.info(P).Bits, false);
    if (Stored == NoId || I.Volatile)
      Stored = S.fresh(Site, S.info(P).Bits);
    noteStore(I.Where, St.P.heldClasses());
    return Mem.store(St, P, Stored, stamp(Site));
  }
  case Opcode::Addr: {
    ChainId Ch = chain(St, I.Where);
    return Define(Ch == NoId ? NoId : S.address(Ch));
  }
  case Opcode::Copy:
  case Opcode::Zero: {
    ChainId To = chain(St, I.Where);
    if (Fl.loopOf(CurrentBlock) != ir::None)
      Mem.age(St, Site);
    if (To == NoId)
      return Mem.forgetAll(St, stamp(Site));
    if (I.Op == Opcode::Zero)
      return Mem.zero(St, To, I.Bytes, stamp(Site));
    ChainId From = chain(St, I.from());
    if (From == NoId)
      return Mem.forgetObject(St, To, stamp(Site));
    return Mem.copy(St, To, From, I.Bytes, stamp(Site));
  }
  case Opcode::Binary:
    return Define(S.binary(I.Operator, value(St, I.Args[0]),
                           value(St, I.Args[1]), widthOf(I.Ty),
                           I.OperandType.isInt() && I.OperandType.Signed));
  case Opcode::Cast:
    return Define(S.cast(value(St, I.Args[0]), widthOf(I.Ty),
                         I.Args[0].Ty.isInt() && I.Args[0].Ty.Signed));
  case Opcode::Opaque:
    return Define(NoId);
  case Opcode::ScopeEnd:
    return Mem.endScope(St, I.Where.Base.Index);
  default:
    return;
  }
}

/// For Rechecks: a store under some locks. Of a run for all levels, callers
/// know the others.
void FunctionRun::noteStore(const ir::Place &P, uint32_t Held) {
  if (R.Of.IsForAllLevels)
    R.Stores.insert({&P, Held});
  else if (Held && !Sim.options().Replay)
    Sim.rechecks().noteStore(P, Held);
}

void FunctionRun::branch(const ir::Instruction &I, SiteId Site, uint32_t Block,
                         State St) {
  switch (I.Op) {
  case Opcode::Goto:
    return flowTo(Block, I.Targets[0], std::move(St));
  case Opcode::Return: {
    // First the value: moving the state away empties it.
    ValueId Result =
        I.Args.empty() || !Rel.isRelevant(Site) ? NoId : value(St, I.Args[0]);
    return exit(std::move(St), Result);
  }
  case Opcode::Branch: {
    if (!Rel.isRelevant(Site) || Fl.successors(Block).size() == 1) {
      // No fact is learnt, but a constant decides all the same.
      auto Known = staticValue(C, S, F, I.Args[0], R.Of.Params);
      for (uint32_t To : Fl.successors(Block))
        if (!Known || To == I.Targets[*Known ? 0 : 1])
          flowTo(Block, To, St);
      return;
    }
    ValueId V = value(St, I.Args[0]);
    State Then = St;
    bool MayBe = assumeHere(Then, V, true), MayNotBe = assumeHere(St, V, false);
    bool IsOpen = MayBe && MayNotBe;
    if (!Sim.options().Replay) {
      // What was tested before decides it, not what V is by itself.
      Constraint Alone = evaluate(S, Facts(), V);
      bool ByFacts = !IsOpen && !Alone.exact() && !Alone.isNonZero();
      Sim.rechecks().noteBranch(Site, MayBe | MayNotBe << 1,
                                ByFacts ? St.P.heldClasses() : 0);
    }
    if (MayBe && !(IsOpen && staysTooLong(Then, Block, I.Targets[0])))
      flowTo(Block, I.Targets[0], std::move(Then));
    if (MayNotBe && !(IsOpen && staysTooLong(St, Block, I.Targets[1])))
      flowTo(Block, I.Targets[1], std::move(St));
    return;
  }
  case Opcode::Switch: {
    if (!Rel.isRelevant(Site)) {
      for (uint32_t To : Fl.successors(Block))
        flowTo(Block, To, St);
      return;
    }
    ValueId V = value(St, I.Args[0]);
    unsigned Width = S.symbol(V).Width;
    llvm::ConstantRange Rest = llvm::ConstantRange::getFull(Width);
    bool Possible = true;
    for (const ir::SwitchCase &K : I.cases()) {
      llvm::APInt Low(Width, static_cast<uint64_t>(K.Low), true),
          High(Width, static_cast<uint64_t>(K.High), true);
      auto Range = llvm::ConstantRange::getNonEmpty(Low, High + 1);
      State Taken = St;
      if (assumeIn(S, Taken.F, V, Constraint::in(Range)))
        flowTo(Block, K.Target, std::move(Taken));
      Constraint Not = K.Low == K.High
                           ? Constraint::notEqual(Low.getZExtValue(), Width)
                           : Constraint::in(Range.inverse());
      Possible = Possible && assumeIn(S, St.F, V, Not);
    }
    if (Possible)
      flowTo(Block, I.Targets[0], std::move(St));
    return;
  }
  default:
    return; // Unreachable ends the path.
  }
}
