//===- Routines.cpp - Calls of routines of the rule base ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Ceiling.h"
#include "engine/FunctionRun.h"
#include "engine/Guide.h"
#include "engine/RoutineEffects.h"
#include "engine/StaticValue.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using facts::Effect;
using facts::EffectKind;
using facts::Irql;
using facts::LockClass;

namespace {

/// KIRQL values: PASSIVE 0, APC 1, DISPATCH 2, device levels above, HIGH 15.
uint64_t lowest(Irql L) {
  switch (L) {
  case Irql::Passive:
    return 0;
  case Irql::Apc:
    return 1;
  case Irql::Dispatch:
    return 2;
  case Irql::Dirql:
    return 3;
  case Irql::High:
    return 15;
  }
  return 0;
}
uint64_t highest(Irql L) { return L == Irql::Dirql ? 14 : lowest(L); }

Irql levelOf(uint64_t Number) {
  return Number >= 15  ? Irql::High
         : Number >= 3 ? Irql::Dirql
                       : static_cast<Irql>(Number);
}

} // namespace

bool FunctionRun::holds(const facts::Condition &When, const State &St,
                        const ir::Instruction &I, const CallInfo &Info,
                        bool &Known) {
  Known = true;
  if (When.Arg < 0) {
    std::optional<bool> Holds = holdsAt(When, St.P.Irql);
    Known = Holds.has_value();
    return Holds.value_or(false);
  }
  ValueId V = value(St, Code::argument(I, Info, When.Arg));
  if (V == NoId) {
    Known = false;
    return false;
  }
  Constraint Has = evaluate(S, St.F, V);
  if (auto E = Has.exact()) {
    bool In = llvm::any_of(When.Values, [&](int64_t X) {
      return llvm::APInt(Has.width(), static_cast<uint64_t>(X), true)
                 .getZExtValue() == *E;
    });
    return In != When.Negated;
  }
  bool MayBe = llvm::any_of(When.Values, [&](int64_t X) {
    return !Has.excludes(static_cast<uint64_t>(X));
  });
  Known = !MayBe;
  return !MayBe && When.Negated;
}

void FunctionRun::runCallback(const Effect &E, const ir::Instruction &I,
                              SiteId Site, const CallInfo &Info, State St,
                              States &Out) {
  ValueId Routine = value(St, Code::argument(I, Info, E.RoutineArg));
  auto Target = S.asFunction(Routine);
  if (!Target || !C.function(*Target).isAnalyzable()) {
    Mem.forgetAll(St, stamp(Site));
    Out.push_back(std::move(St));
    return;
  }
  llvm::SmallVector<ValueId, 4> Args;
  for (size_t P = 0; P != C.function(*Target).Params.size(); ++P) {
    int From = P < E.CallbackArgs.size() ? E.CallbackArgs[P] : -1;
    Args.push_back(value(St, Code::argument(I, Info, From)));
  }
  Level Before = St.P.Irql;
  bool Locked = E.Lock != LockClass::None;
  for (const Effect &Other : Info.Routine->Effects)
    Locked |= Other.ScopedToCall;
  if (Locked) {
    HeldLock L;
    L.Class = E.Lock;
    for (const Effect &Other : Info.Routine->Effects)
      if (Other.ScopedToCall)
        L.Class = Other.Lock;
    L.Acquired = Site;
    L.Token = S.token(Site, 64);
    pushLock(St, L, E.Level ? E.Level : facts::levelUnder(L.Class), Site);
  } else if (E.Level) {
    St.P.Irql = Level::exactly(*E.Level);
  }
  size_t First = Out.size();
  enter(*Target, Args, Site, St, ir::None, Out);
  for (State &After : llvm::drop_begin(Out, First)) {
    if (Locked)
      for (size_t N = After.P.Held.size(); N-- != 0;)
        if (After.P.Held[N].Acquired == Site) {
          dropLock(After, N, false);
          break;
        }
    After.P.Irql = Before;
    if (I.Result != ir::None)
      setRegister(After, I.Result,
                  S.fresh(Site, I.Ty.width() ? I.Ty.width() : 64));
  }
}

void FunctionRun::recordCall(const State &St, const ir::Instruction &I,
                             SiteId Site, const CallInfo &Info) {
  record(EventKind::Call, Site, St, [&](Event &E) {
    // What is suspected wrongly, a replay will show.
    setCeiling(E, *Info.Routine, /*Tightest=*/!Sim.options().Replay,
               [&](const facts::Condition &When) -> std::optional<bool> {
                 bool Known = true;
                 bool Holds = holds(When, St, I, Info, Known);
                 if (Known)
                   return Holds;
                 return std::nullopt;
               });
  });
}

void FunctionRun::recordPromised(const State &St, const ir::Instruction &I,
                                 SiteId Site, const CallInfo &Info) {
  record(EventKind::Call, Site, St, [&](Event &E) {
    setLimits(E, *Info.Promise, /*Tightest=*/!Sim.options().Replay,
              [&](uint32_t Param) -> std::optional<int64_t> {
                ir::Value V = Code::argument(I, Info, Param);
                auto Exact = V ? exactly(St, value(St, V)) : std::nullopt;
                return Exact ? asSigned(*Exact, V.Ty) : Exact;
              });
  });
}

void FunctionRun::recordWait(const State &St, const Effect &E,
                             const ir::Instruction &I, SiteId Site,
                             const CallInfo &Info) {
  bool Known = true;
  if (E.When && !holds(*E.When, St, I, Info, Known) && Known)
    return;
  record(EventKind::Stall, Site, St, [&](Event &Ev) {
    Ev.Effect = &E;
    Ev.MinAmount = leastWait(St, E, I, Info, Ev.Amount);
    bool Again = llvm::any_of(
        St.Stalls, [&](const auto &Stall) { return Stall.first == Site; });
    if (Ev.MinAmount && addsUp() && !Again)
      Ev.Stalled = inTurns(Site, static_cast<double>(*Ev.MinAmount) *
                                     E.MicrosecondsPerUnit);
  });
}

/// The least that it can be, as far as it is known.
std::optional<uint64_t> FunctionRun::leastWait(const State &St, const Effect &E,
                                               const ir::Instruction &I,
                                               const CallInfo &Info,
                                               ValueId &Amount) {
  ir::Value Arg = Code::argument(I, Info, E.Arg);
  Amount = value(St, Arg);
  if (auto Static = staticValue(C, S, F, Arg, R.Of.Params))
    return Static;
  if (Amount == NoId)
    return std::nullopt;
  Constraint V = evaluate(S, St.F, Amount);
  if (!Sim.options().Replay && !V.exact())
    return std::nullopt;
  return V.Range.getUnsignedMin().getZExtValue();
}

bool FunctionRun::addsUp() const { return Sim.guide() && Sim.guide()->turns(); }

double FunctionRun::inTurns(SiteId Site, double Microseconds) const {
  return Microseconds * Sim.guide()->turns()(Site, R.Of.Params);
}

/// Fills or copies a block of memory.
void FunctionRun::writeBlock(State &St, const Effect &E,
                             const ir::Instruction &I, SiteId Site,
                             const CallInfo &Info) {
  auto Argument = [&](int Arg) {
    return Arg < 0 ? NoId : value(St, Code::argument(I, Info, Arg));
  };
  auto Constant = [&](ValueId V) {
    return V == NoId ? std::nullopt : evaluate(S, St.F, V).exact();
  };
  ValueId To = Argument(E.DestArg), From = Argument(E.SourceArg);
  if (To == NoId || S.asInteger(To) || S.asFunction(To))
    return;
  uint64_t Bytes = Constant(Argument(E.LengthArg)).value_or(0);
  // Elements of an array whose index is not known are not told apart.
  if (Bytes == 0 || Bytes >= 1U << 30 || !S.chain(S.base(To)).HasOffset)
    return Mem.forgetObject(St, S.base(To), stamp(Site));
  if (E.Kind == EffectKind::FillMemory &&
      (E.ValueArg < 0 || Constant(Argument(E.ValueArg)) == uint64_t(0)))
    return Mem.zero(St, S.base(To), Bytes, stamp(Site));
  if (E.Kind == EffectKind::CopyMemory && From != NoId && !S.asInteger(From) &&
      !S.asFunction(From))
    return Mem.copy(St, S.base(To), S.base(From), Bytes, stamp(Site));
  Mem.forgetBlock(St, S.base(To), Bytes, stamp(Site));
}

void FunctionRun::callRoutine(const ir::Instruction &I, SiteId Site, State St,
                              const CallInfo &Info, States &Out) {
  const facts::Routine &Rt = *Info.Routine;
  recordCall(St, I, Site, Info);
  if (neverReturns(Rt))
    return;

  // What it writes, before what it is known to write. What tells a release
  // which lock is meant it reads first.
  unsigned Ordinal = 1;
  int Released = -1;
  for (const Effect &E : Rt.Effects)
    if (E.Kind == EffectKind::ReleaseLock)
      Released = E.HandleArg;
  auto Forget = [&](int Arg, uint32_t Ordinal) {
    ValueId V = value(St, Code::argument(I, Info, Arg));
    if (V != NoId && !S.asInteger(V) && !S.asFunction(V))
      Mem.forgetObject(St, S.base(V),
                       S.fresh(Site, 64, StampOrdinal + Ordinal));
  };
  const Effect *Block = blockEffect(Rt);
  if (Block)
    writeBlock(St, *Block, I, Site, Info);
  for (int Arg : writtenArguments(Rt)) {
    if (!(Block && Arg == Block->DestArg) && Arg != Released)
      Forget(Arg, Ordinal++);
  }
  if (I.Result != ir::None)
    setRegister(St, I.Result, S.fresh(Site, I.Ty.width() ? I.Ty.width() : 64));

  const Effect *Fallible = nullptr, *Callback = nullptr;
  for (const Effect &E : Rt.Effects) {
    bool Known = true;
    bool Happens = !E.When || holds(*E.When, St, I, Info, Known);
    bool Touches =
        E.Kind == EffectKind::AcquireLock || E.Kind == EffectKind::ReleaseLock;
    if (E.When && !Known && Touches)
      St.P.taint();
    if (!Happens)
      continue;
    switch (E.Kind) {
    case EffectKind::AcquireLock:
      if (E.ScopedToCall) {
        record(EventKind::Acquire, Site, St, [&](Event &Ev) {
          Ev.Effect = &E;
          Ev.Class = E.Lock;
        });
      } else if (E.MayFail && I.Result != ir::None) {
        Fallible = &E;
      } else {
        acquire(St, E, I, Site, Info);
      }
      break;
    case EffectKind::ReleaseLock:
      if (!E.ScopedToCall)
        release(St, E, I, Site, Info);
      if (Released >= 0) {
        Forget(Released, 0);
        clearHandle(St, value(St, Code::argument(I, Info, Released)),
                    C.handleRecord(Rt, Released));
      }
      break;
    case EffectKind::RaiseIrql:
    case EffectKind::LowerIrql: {
      std::optional<Irql> To = E.Level;
      if (E.LevelArg >= 0) {
        ValueId V = value(St, Code::argument(I, Info, E.LevelArg));
        if (auto X = V == NoId ? std::nullopt : evaluate(S, St.F, V).exact())
          To = levelOf(*X);
      }
      if (To)
        St.P.Irql = Level::exactly(*To);
      else if (E.Kind == EffectKind::RaiseIrql)
        St.P.Irql.High = Irql::High;
      else
        St.P.Irql.Low = Irql::Passive;
      break;
    }
    case EffectKind::LimitIrql: {
      ValueId V = value(St, Code::argument(I, Info, E.LevelArg));
      auto Most = V == NoId ? std::nullopt : evaluate(S, St.F, V).exact();
      if (!Most)
        break;
      record(EventKind::Call, Site, St, [&](Event &Ev) {
        Ev.Effect = &E;
        Ev.Ceiling = levelOf(*Most);
      });
      // Above it already: the statement is wrong, not the level.
      if (St.P.Irql.Low <= levelOf(*Most))
        St.P.Irql.High = std::min(St.P.Irql.High, levelOf(*Most));
      break;
    }
    case EffectKind::QueryIrql:
      if (I.Result != ir::None) {
        unsigned W = I.Ty.width() ? I.Ty.width() : 8;
        ValueId V = S.fresh(Site, W);
        St.F.set(S, V,
                 Constraint::in(llvm::ConstantRange::getNonEmpty(
                     llvm::APInt(W, lowest(St.P.Irql.Low)),
                     llvm::APInt(W, highest(St.P.Irql.High)) + 1)));
        setRegister(St, I.Result, V);
      }
      break;
    case EffectKind::Stall:
    case EffectKind::Wait:
      recordWait(St, E, I, Site, Info);
      if (ValueId Amount; E.BusyWait && addsUp())
        if (auto Least = leastWait(St, E, I, Info, Amount))
          St.addStall(Site, inTurns(Site, static_cast<double>(*Least) *
                                              E.MicrosecondsPerUnit));
      break;
    case EffectKind::Assume: {
      ValueId V = value(St, Code::argument(I, Info, E.Arg));
      if (V != NoId && !assumeHere(St, V, true))
        return;
      break;
    }
    case EffectKind::AssumeLock:
      assumeLock(St, value(St, Code::argument(I, Info, E.Arg)));
      break;
    case EffectKind::RunCallback:
      if (E.Synchronous)
        Callback = &E;
      break;
    default:
      break;
    }
  }
  if (Callback) {
    runCallback(*Callback, I, Site, Info, std::move(St), Out);
    return;
  }
  if (Fallible) {
    // Held exactly if the result says so.
    State Failed = St;
    ValueId V = value(St, ir::Value::reg(I.Result, I.Ty));
    unsigned W = S.symbol(V).Width;
    Constraint Success = Fallible->SuccessValue
                             ? Constraint::exactly(*Fallible->SuccessValue, W)
                             : Constraint::notEqual(0, W);
    Constraint Failure = Fallible->SuccessValue
                             ? Constraint::notEqual(*Fallible->SuccessValue, W)
                             : Constraint::exactly(0, W);
    if (assumeIn(S, St.F, V, Success)) {
      acquire(St, *Fallible, I, Site, Info);
      Out.push_back(std::move(St));
    }
    if (assumeIn(S, Failed.F, V, Failure))
      Out.push_back(std::move(Failed));
    return;
  }
  Out.push_back(std::move(St));
}
