//===- Routines.cpp - Calls of routines of the rule base ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Ceiling.h"
#include "engine/FunctionRun.h"
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

unsigned irqlWidth(const facts::Routine &R, int Arg) {
  bool Narrow = Arg >= 0 && Arg < static_cast<int>(R.Parameters.size()) &&
                R.Parameters[Arg].Type.contains("KIRQL");
  return Narrow ? 8 : 32;
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

/// Did a loop take this lock before, and takes it again? Another lock of an
/// array, if the identity changed with the loop; otherwise the first was
/// leaked.
bool FunctionRun::coalesce(State &St, const HeldLock &L, SiteId Site) {
  for (HeldLock &Old : St.P.Held) {
    if (Old.Acquired != L.Acquired || Old.Class != L.Class || Old.Maybe ||
        Old.Token == NoId || S.symbol(Old.Token).Kind != SymbolKind::Old)
      continue;
    bool SameLock = Old.Key == L.Key &&
                    (L.Key == NoId || S.symbol(L.Key).Kind != SymbolKind::Old);
    if (SameLock && !Old.Weak) {
      record(EventKind::Relock, Site, St, [&](Event &E) {
        E.Class = L.Class;
        E.Lock = Old;
      });
    }
    Old.Weak = true;
    return true;
  }
  return false;
}

void FunctionRun::pushLock(State &St, HeldLock L, std::optional<Irql> Raise,
                           SiteId Site) {
  if (coalesce(St, L, Site)) {
    if (Raise)
      St.P.Irql = St.P.Irql.raisedTo(*Raise);
    return;
  }
  L.Saved = St.P.Irql;
  if (Raise)
    St.P.Irql = St.P.Irql.raisedTo(*Raise);
  St.P.Held.push_back(L);
  if (St.P.Held.size() > 4) {
    // Beyond four the oldest is no longer told apart.
    St.P.taint();
  }
}

void FunctionRun::acquire(State &St, const Effect &E, const ir::Instruction &I,
                          SiteId Site, const CallInfo &Info) {
  if (St.P.Tainted)
    return;
  HeldLock L;
  L.Class = E.Lock;
  L.Acquired = Site;
  if (E.ClassArg >= 0) {
    ValueId V = value(St, Code::argument(I, Info, E.ClassArg));
    auto Kind = V == NoId ? std::nullopt : evaluate(S, St.F, V).exact();
    if (!Kind) {
      St.P.taint(); // which lock this takes is not known
      return;
    }
    for (const facts::EnumLock &M : E.EnumLocks)
      if (static_cast<uint64_t>(M.Value) == *Kind)
        L.Class = M.Class;
  }
  if (L.Class == LockClass::None)
    return;
  auto Argument = [&](int Arg) {
    ValueId V = value(St, Code::argument(I, Info, Arg));
    if (V == NoId)
      return V;
    if (auto Exact = evaluate(S, St.F, V).exact())
      return S.integer(*Exact, S.symbol(V).Width);
    return V;
  };
  L.Key = E.KeyArg >= 0 ? Argument(E.KeyArg) : NoId;
  L.Handle = E.HandleArg >= 0 ? Argument(E.HandleArg) : NoId;
  L.Token = S.token(Site, 64);
  if (E.OldIrqlOutArg >= 0) {
    ValueId To = Argument(E.OldIrqlOutArg);
    if (To != NoId && !S.asInteger(To)) {
      unsigned Width = irqlWidth(*Info.Routine, E.OldIrqlOutArg);
      Mem.store(St, S.place(S.base(To), Width), S.token(Site, Width),
                stamp(Site));
    }
  }
  if (L.Handle != NoId && !S.asInteger(L.Handle))
    if (PlaceId P = tokenPlace(S.base(L.Handle),
                               C.handleRecord(*Info.Routine, E.HandleArg));
        P != NoId)
      Mem.store(St, P, S.token(Site, S.info(P).Bits), stamp(Site));
  if (E.OldIrqlReturned && I.Result != ir::None)
    setRegister(St, I.Result, S.token(Site, I.Ty.Width));

  // While it waited, other processors had their turn.
  for (FieldRef F : C.contendedFields())
    if (AliasKey K = S.fieldKey(F.Record, F.Field); Rel.relevantKeys().test(K))
      Mem.forgetKey(St, K, stamp(Site));

  record(EventKind::Acquire, Site, St, [&](Event &Ev) {
    Ev.Effect = &E;
    Ev.Class = L.Class;
    Ev.Lock = L;
  });
  std::optional<Irql> Raise = E.Level ? E.Level : facts::levelUnder(L.Class);
  pushLock(St, L, Raise, Site);
}

void FunctionRun::dropLock(State &St, size_t Index, bool RestoreLevel) {
  HeldLock L = St.P.Held[Index];
  St.P.Held.erase(St.P.Held.begin() + Index);
  if (RestoreLevel)
    St.P.Irql = L.Saved;
}

/// Two numbers, or two addresses, that cannot be equal.
bool FunctionRun::areDifferent(const State &St, ValueId A, ValueId B) const {
  if (A == NoId || B == NoId)
    return false;
  A = S.stripCasts(A);
  B = S.stripCasts(B);
  auto X = evaluate(S, St.F, A).exact(), Y = evaluate(S, St.F, B).exact();
  if (X || Y)
    return X && Y && *X != *Y;
  // p and p + 1
  auto [BaseA, OffsetA] = S.offset(A);
  auto [BaseB, OffsetB] = S.offset(B);
  if (BaseA == BaseB && S.symbol(A).Width == S.symbol(B).Width)
    return OffsetA != OffsetB;
  auto IsAddress = [&](ValueId V) {
    SymbolKind Kind = S.symbol(V).Kind;
    return Kind == SymbolKind::LocalAddr || Kind == SymbolKind::GlobalAddr ||
           Kind == SymbolKind::Address;
  };
  return IsAddress(A) && IsAddress(B) &&
         Mem.areDisjoint(S.place(S.base(A), 8), S.place(S.base(B), 8));
}

/// Where an acquisition leaves its token in a handle, if handles are copied.
PlaceId FunctionRun::tokenPlace(ChainId Handle, uint32_t Record) {
  if (!C.copiesHandles() || Record == ir::None)
    return NoId;
  llvm::SmallVector<FieldRef, 2> Path = C.firstScalar(Record);
  for (FieldRef F : Path)
    if (Handle != NoId)
      Handle = S.step(Handle, ir::StepKind::Field, F.Record, F.Field, NoId, 0);
  if (Path.empty() || Handle == NoId)
    return NoId;
  const ir::Type &Ty =
      S.module().Records[Path.back().Record].Fields[Path.back().Field].Ty;
  return S.place(Handle, Ty.Width ? Ty.Width : 64);
}

/// Nothing is taken by that handle any more.
void FunctionRun::clearHandle(State &St, ValueId Handle, uint32_t Record) {
  if (Handle == NoId || S.asInteger(Handle))
    return;
  if (PlaceId P = tokenPlace(S.base(Handle), Record); P != NoId)
    Mem.begin(St, P, S.integer(0, S.info(P).Bits));
}

/// No handle of the function was used yet.
void FunctionRun::clearHandles(State &St) {
  std::function<void(ChainId, uint32_t)> Clear = [&](ChainId At,
                                                     uint32_t Record) {
    if (At == NoId || Record == ir::None)
      return;
    if (!C.isHandle(Record)) {
      for (auto [I, F] : llvm::enumerate(S.module().Records[Record].Fields))
        if (F.Count == 1 && F.Ty.Record != ir::None)
          Clear(S.step(At, ir::StepKind::Field, Record, I, NoId, 0),
                F.Ty.Record);
      return;
    }
    if (PlaceId P = tokenPlace(At, Record); P != NoId)
      Mem.begin(St, P, S.integer(0, S.info(P).Bits));
  };
  for (auto [Index, L] : llvm::enumerate(Fn.Locals))
    Clear(S.base(S.localAddress(Index)), L.Ty.Record);
}

/// Is it certain that the pointer is not to the handle of that lock?
bool FunctionRun::isOtherHandle(const State &St, const HeldLock &L,
                                ValueId Handle) {
  if (Handle == NoId || S.asInteger(Handle))
    return false;
  const Symbol &Sym = S.symbol(Handle);
  if (Sym.Kind == SymbolKind::Param && Sym.A < 32 &&
      (L.OtherHandles >> Sym.A & 1))
    return true;
  if (!C.copiesHandles())
    // What was held at entry has no handle that is a local here.
    return areDifferent(St, L.Handle, Handle) ||
           (L.EntryIndex != NoId && S.localOf(S.base(Handle)) != ir::None);
  ChainId At = S.base(Handle);
  uint32_t Record = Mem.recordAt(At);
  if (Record == ir::None || !C.isHandle(Record))
    return false;
  return carriesOther(St, L, tokenPlace(At, Record));
}

/// Does what lies in a handle come from elsewhere than that acquisition?
bool FunctionRun::carriesOther(const State &St, const HeldLock &L, PlaceId P) {
  if (P == NoId)
    return false;
  ValueId Carried = Mem.load(St, P), Token = S.asToken(Carried);
  if (Token == NoId)
    return S.asInteger(Carried).has_value();
  return S.asToken(L.Token) != NoId && S.asToken(L.Token) != Token;
}

void FunctionRun::release(State &St, const Effect &E, const ir::Instruction &I,
                          SiteId Site, const CallInfo &Info) {
  if (St.P.Tainted)
    return;
  LockClass Class = E.Lock;
  if (E.ClassArg >= 0) {
    ValueId V = value(St, Code::argument(I, Info, E.ClassArg));
    if (auto Kind = V == NoId ? std::nullopt : evaluate(S, St.F, V).exact())
      for (const facts::EnumLock &M : E.EnumLocks)
        if (static_cast<uint64_t>(M.Value) == *Kind)
          Class = M.Class;
  }
  auto IsCandidate = [&](const HeldLock &L) {
    if (L.ByPort)
      return false;
    if (L.Class == LockClass::None)
      return true; // the driver says that it holds some lock
    if (E.ByHandle && Class == LockClass::None)
      return L.Class != LockClass::StorMessage &&
             (L.Handle != NoId || L.EntryIndex != NoId);
    return L.Class == Class;
  };
  auto Argument = [&](int Arg) {
    ValueId V = value(St, Code::argument(I, Info, Arg));
    if (V == NoId)
      return V;
    if (auto Exact = evaluate(S, St.F, V).exact())
      return S.integer(*Exact, S.symbol(V).Width);
    return S.stripCasts(V);
  };
  // Token, else handle, else identity, else the only one of its class that may
  // be meant.
  ValueId Old = E.OldIrqlArg >= 0 ? Argument(E.OldIrqlArg) : NoId;
  ValueId Handle = E.HandleArg >= 0 ? Argument(E.HandleArg) : NoId;
  ValueId Key = E.KeyArg >= 0 ? Argument(E.KeyArg) : NoId;
  PlaceId InHandle =
      Handle == NoId || S.asInteger(Handle)
          ? NoId
          : tokenPlace(S.base(Handle),
                       C.handleRecord(*Info.Routine, E.HandleArg));
  if (InHandle != NoId)
    if (ValueId Carried = Mem.load(St, InHandle); S.asToken(Carried) != NoId)
      Old = Carried;
  auto IsOther = [&](const HeldLock &L) {
    return areDifferent(St, L.Key, Key) || isOtherHandle(St, L, Handle) ||
           carriesOther(St, L, InHandle);
  };
  llvm::SmallVector<size_t, 4> Candidates;
  for (size_t N = 0; N != St.P.Held.size(); ++N)
    if (IsCandidate(St.P.Held[N]))
      Candidates.push_back(N);
  auto Find = [&](auto Matches) -> std::optional<size_t> {
    for (size_t N : llvm::reverse(Candidates))
      if (Matches(St.P.Held[N]))
        return N;
    return std::nullopt;
  };
  auto SameTerm = [&](ValueId A, ValueId B) {
    return A != NoId && B != NoId && S.stripCasts(A) == S.stripCasts(B);
  };
  auto SameToken = [&](ValueId A, ValueId B) {
    return SameTerm(A, B) ||
           (S.asToken(A) != NoId && S.asToken(A) == S.asToken(B));
  };
  auto Which = Find([&](const HeldLock &L) { return SameToken(L.Token, Old); });
  if (!Which)
    Which = Find([&](const HeldLock &L) {
      return SameTerm(L.Handle, Handle) && !carriesOther(St, L, InHandle);
    });
  if (!Which)
    Which = Find([&](const HeldLock &L) { return SameTerm(L.Key, Key); });
  bool Exact = Which.has_value();
  if (Exact && areDifferent(St, St.P.Held[*Which].Key, Key)) {
    // The level of one lock, the name of another. If that is held, too, it is
    // the one that goes, and the levels go hand over hand.
    if (auto Named =
            Find([&](const HeldLock &L) { return SameTerm(L.Key, Key); })) {
      std::swap(St.P.Held[*Which].Token, St.P.Held[*Named].Token);
      std::swap(St.P.Held[*Which].Saved, St.P.Held[*Named].Saved);
      return dropLock(St, *Named, E.RestoresIrql);
    }
    recordUnheld(St, E, Class, Key, Handle, Site);
    return dropLock(St, *Which, E.RestoresIrql);
  }
  llvm::erase_if(Candidates, [&](size_t N) { return IsOther(St.P.Held[N]); });
  if (!Which && Candidates.size() == 1)
    Which = Candidates.front();

  if (Which) {
    HeldLock &L = St.P.Held[*Which];
    if (L.Weak) {
      // One of those that a loop took; others of them may still be held.
      L.Maybe = true;
      St.P.Irql.Low = std::min(St.P.Irql.Low, L.Saved.Low);
      return;
    }
    bool Known = L.Class != LockClass::None && (Exact || !L.Maybe);
    Irql Saved = L.Saved.Low;
    dropLock(St, *Which, E.RestoresIrql && Known);
    if (E.RestoresIrql && !Known)
      St.P.Irql.Low = std::min(St.P.Irql.Low, Saved);
    return;
  }
  if (!Candidates.empty()) {
    // One of several; which, is not known, nor the level it goes back to.
    for (size_t N : Candidates) {
      St.P.Held[N].Maybe = true;
      St.P.Irql.Low = std::min(St.P.Irql.Low, St.P.Held[N].Saved.Low);
    }
    return;
  }
  bool MayBeHeldOutside =
      E.ByHandle ? St.P.HeldByCallers != 0 : St.P.mayHold(Class);
  if (!MayBeHeldOutside)
    recordUnheld(St, E, Class, Key, Handle, Site);
}

void FunctionRun::recordUnheld(const State &St, const Effect &E,
                               LockClass Class, ValueId Key, ValueId Handle,
                               SiteId Site) {
  record(EventKind::Release, Site, St, [&](Event &Ev) {
    Ev.Effect = &E;
    Ev.Class = Class;
    Ev.Lock.Class = Class;
    Ev.Lock.Key = Key;
    Ev.Lock.Handle = Handle;
  });
}

/// The driver states something about a lock, for another analyser: the lock
/// that it names is maybe held from here on, whatever was known.
void FunctionRun::assumeLock(State &St, ValueId Named) {
  if (Named == NoId)
    return;
  for (HeldLock &L : St.P.Held)
    if (L.Handle == Named || L.Key == Named) {
      L.Maybe = true;
      return;
    }
  HeldLock L;
  L.Handle = L.Key = Named;
  L.Maybe = true;
  St.P.Held.push_back(L);
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
      setRegister(After, I.Result, S.fresh(Site, I.Ty.Width ? I.Ty.Width : 64));
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

void FunctionRun::recordPromised(const State &St, SiteId Site,
                                 const CallInfo &Info) {
  record(EventKind::Call, Site, St,
         [&](Event &E) { E.Ceiling = Info.Promised; });
}

void FunctionRun::recordWait(const State &St, const Effect &E,
                             const ir::Instruction &I, SiteId Site,
                             const CallInfo &Info) {
  bool Known = true;
  if (E.When && !holds(*E.When, St, I, Info, Known) && Known)
    return;
  record(EventKind::Stall, Site, St, [&](Event &Ev) {
    Ev.Effect = &E;
    ir::Value Arg = Code::argument(I, Info, E.Arg);
    Ev.Amount = value(St, Arg);
    Ev.MinAmount = staticValue(C, S, F, Arg, R.Of.Params);
    if (Ev.MinAmount || Ev.Amount == NoId)
      return;
    Constraint V = evaluate(S, St.F, Ev.Amount);
    if (Sim.options().Replay || V.exact())
      Ev.MinAmount = V.Range.getUnsignedMin().getZExtValue();
  });
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
    setRegister(St, I.Result, S.fresh(Site, I.Ty.Width ? I.Ty.Width : 64));

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
    case EffectKind::QueryIrql:
      if (I.Result != ir::None) {
        unsigned W = I.Ty.Width ? I.Ty.Width : 8;
        ValueId V = S.fresh(Site, W);
        St.F.set(V, Constraint::in(llvm::ConstantRange::getNonEmpty(
                        llvm::APInt(W, lowest(St.P.Irql.Low)),
                        llvm::APInt(W, highest(St.P.Irql.High)) + 1)));
        setRegister(St, I.Result, V);
      }
      break;
    case EffectKind::Stall:
    case EffectKind::Wait:
      recordWait(St, E, I, Site, Info);
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
