//===- Locks.cpp - Acquisitions and releases ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FunctionRun.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using facts::Effect;
using facts::Irql;
using facts::LockClass;

static unsigned irqlWidth(const facts::Routine &R, int Arg) {
  bool Narrow = Arg >= 0 && Arg < static_cast<int>(R.Parameters.size()) &&
                R.Parameters[Arg].Type.contains("KIRQL");
  return Narrow ? 8 : 32;
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

/// The argument, as a number if it is known to be one; NoId if there is none.
ValueId FunctionRun::argument(State &St, const ir::Instruction &I,
                              const CallInfo &Info, int Arg) {
  ValueId V = Arg >= 0 ? value(St, Code::argument(I, Info, Arg)) : NoId;
  if (V == NoId)
    return V;
  if (auto Exact = evaluate(S, St.F, V).exact())
    return S.integer(*Exact, S.symbol(V).Width);
  return V;
}

/// The class of the lock; nothing if an argument says it that is not known.
std::optional<LockClass> FunctionRun::lockClass(State &St, const Effect &E,
                                                const ir::Instruction &I,
                                                const CallInfo &Info) {
  if (E.ClassArg < 0)
    return E.Lock;
  ValueId Kind = argument(St, I, Info, E.ClassArg);
  std::optional<uint64_t> Value =
      Kind == NoId ? std::nullopt : S.asInteger(Kind);
  if (!Value)
    return std::nullopt;
  for (const facts::EnumLock &M : E.EnumLocks)
    if (static_cast<uint64_t>(M.Value) == *Value)
      return M.Class;
  return E.Lock;
}

void FunctionRun::acquire(State &St, const Effect &E, const ir::Instruction &I,
                          SiteId Site, const CallInfo &Info) {
  if (St.P.Tainted)
    return;
  std::optional<LockClass> Class = lockClass(St, E, I, Info);
  if (!Class) {
    St.P.taint(); // which lock this takes is not known
    return;
  }
  if (*Class == LockClass::None)
    return;
  HeldLock L;
  L.Class = *Class;
  L.Acquired = Site;
  L.Key = argument(St, I, Info, E.KeyArg);
  L.Handle = argument(St, I, Info, E.HandleArg);
  L.Token = S.token(Site, 64);
  if (E.OldIrqlOutArg >= 0) {
    ValueId To = argument(St, I, Info, E.OldIrqlOutArg);
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
    setRegister(St, I.Result, S.token(Site, I.Ty.width()));

  // While it waited, other processors had their turn.
  for (const SharedField &F : C.sharedFields())
    if (AliasKey K = S.fieldKey(F.Field.Record, F.Field.Field);
        Rel.relevantKeys().test(K) && F.mayChange(L.Class, St.P.heldClasses()))
      Mem.forgetKey(St, K, stamp(Site));

  record(EventKind::Acquire, Site, St, [&](Event &Ev) {
    Ev.Effect = &E;
    Ev.Class = L.Class;
    Ev.Lock = L;
  });
  std::optional<Irql> Raise = E.Level ? E.Level : facts::levelUnder(L.Class);
  pushLock(St, L, Raise, Site);
}

void FunctionRun::noteGiven(const HeldLock &L) {
  if (L.EntryIndex == NoId && llvm::none_of(R.Given, [&](const HeldLock &G) {
        return G.Token == L.Token && G.Acquired == L.Acquired;
      }))
    R.Given.push_back(L);
}

void FunctionRun::dropLock(State &St, size_t Index, bool RestoreLevel) {
  HeldLock L = St.P.Held[Index];
  noteGiven(L);
  St.P.Held.erase(St.P.Held.begin() + Index);
  if (RestoreLevel)
    St.P.Irql = L.Saved;
}

void FunctionRun::release(State &St, const Effect &E, const ir::Instruction &I,
                          SiteId Site, const CallInfo &Info) {
  if (St.P.Tainted)
    return;
  const LockClass Class = lockClass(St, E, I, Info).value_or(E.Lock);
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
    ValueId V = argument(St, I, Info, Arg);
    return V == NoId ? V : S.stripCasts(V);
  };
  // Token, else handle, else identity, else the only one of its class that may
  // be meant.
  ValueId Old = Argument(E.OldIrqlArg);
  ValueId Handle = Argument(E.HandleArg);
  ValueId Key = Argument(E.KeyArg);
  PlaceId InHandle =
      Handle == NoId || S.asInteger(Handle)
          ? NoId
          : tokenPlace(S.base(Handle),
                       C.handleRecord(*Info.Routine, E.HandleArg));
  if (InHandle != NoId) {
    ValueId Carried = Mem.load(St, InHandle);
    relyOn(St, Carried);
    if (S.asToken(Carried) != NoId)
      Old = Carried;
  }
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
      noteGiven(L);
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
      noteGiven(St.P.Held[N]);
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

/// A function without a body does what its annotations say. Which lock they
/// name is not followed: one more is maybe held, or any may have been given
/// back.
void FunctionRun::applyPromise(State &St, SiteId Site, const Contract &P) {
  if (St.P.Tainted)
    return;
  const Level Before = St.P.Irql;
  auto IsTold = [](const HeldLock &L) {
    return L.Class == LockClass::None && L.Maybe && L.Key == NoId;
  };
  if (P.Releases) {
    auto Told = llvm::find_if(St.P.Held, IsTold);
    if (Told != St.P.Held.end())
      St.P.Held.erase(Told);
    else
      for (HeldLock &L : St.P.Held)
        if (!L.ByPort) {
          noteGiven(L);
          L.Maybe = true;
        }
  }
  if (P.Acquires && llvm::none_of(St.P.Held, IsTold)) {
    HeldLock L;
    L.Maybe = true;
    L.Acquired = Site;
    St.P.Held.push_back(L);
  }
  if (P.KeepsLevel)
    return;
  Level &Now = St.P.Irql;
  if (P.Acquires)
    Now.High = std::max(Now.High, Irql::Dispatch);
  if (P.Releases || P.Restores)
    Now.Low = Irql::Passive;
  if (P.Raises)
    Now = P.RaisesAlways && Before.Low <= *P.Raises ? Level::exactly(*P.Raises)
                                                    : Now.raisedTo(*P.Raises);
  if (P.Raises && !P.RaisesAlways)
    Now.Low = std::min(Now.Low, Before.Low);
}
