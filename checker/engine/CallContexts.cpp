//===- CallContexts.cpp - What a callee knows at its entry ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FunctionRun.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

/// What of a constraint is worth a context of its own: a value, known bits,
/// that it is not zero. Intervals (of counters, mostly) would make a context
/// each.
static Constraint coarsened(const Constraint &C) {
  if (C.exact())
    return C;
  Constraint R(C.width());
  if (C.isNonZero())
    R.Not.push_back(0);
  if (!C.Known.One.isZero())
    R.Known.One = C.Known.One;
  return R.normalise();
}

/// The callee's entry value, in the caller's terms.
ValueId FunctionRun::atCall(ValueId Entry, llvm::ArrayRef<ValueId> Args,
                            const State &St) {
  struct ToCaller {
    Symbols &S;
    const Memory &Mem;
    llvm::ArrayRef<ValueId> Args;
    const State &St;
    ValueId operator()(ValueId L) const {
      const Symbol Sym = S.symbol(L);
      if (Sym.Kind == SymbolKind::Param)
        return Sym.A < Args.size() ? Args[Sym.A] : NoId;
      if (Sym.Kind == SymbolKind::Initial) {
        PlaceId P = S.rewritePlace(Sym.A, *this);
        return P == NoId ? NoId : Mem.load(St, P);
      }
      return NoId;
    }
  };
  return S.rewrite(Entry, ToCaller{S, Mem, Args, St});
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
      return S.param(A, T.Params[A].Ty.width() ? T.Params[A].Ty.width() : 64);
  const Symbol Sym = S.symbol(V);
  // A number that is so much more than an argument.
  auto [Base, Offset] = S.offset(V);
  for (size_t A = 0; A < Args.size() && A < T.Params.size(); ++A) {
    if (Args[A] == NoId || T.Params[A].Ty.width() != Sym.Width)
      continue;
    if (auto [ArgBase, ArgOffset] = S.offset(Args[A]); ArgBase == Base)
      return S.binary(ir::BinaryOp::Add, S.param(A, Sym.Width),
                      S.integer(Offset - ArgOffset, Sym.Width), Sym.Width,
                      /*Signed=*/false);
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
  // In a recursion, the callee may be this very context: its uses grow here.
  llvm::SmallVector<ValueId, 32> Used(Callee.Used.begin(), Callee.Used.end());
  for (ValueId Entry : Used)
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
  bool LeavesLocks = Effect && !St.P.Tainted && In.isCalm(Target);
  Ctx.IsForAllLevels = Effect && (R.Of.IsForAllLevels ||
                                  (LeavesLocks && In.isForAllLevels(Target)));
  if (LeavesLocks) {
    if (!In.isForAllLevels(Target)) {
      Ctx.Entry.Irql = St.P.Irql;
      Ctx.Entry.HeldAround = St.P.heldClasses();
    }
  } else if (Effect) {
    Ctx.Entry.Irql = St.P.Irql;
    Ctx.Entry.Tainted = St.P.Tainted;
    // Once all is open, it does not matter what was held.
    if (!St.P.Tainted) {
      Ctx.Entry.HeldByCallers = St.P.HeldByCallers;
      Ctx.Entry.HeldByPort = St.P.HeldByPort;
      Ctx.Entry.HeldAround = St.P.HeldAround;
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
    if (!Effect || St.P.Tainted || LeavesLocks)
      break;
    // What only may be held, the callee need not know by name.
    if (L.Maybe || !Rel.mayTouch(Target, L)) {
      (L.ByPort ? Ctx.Entry.HeldByPort : Ctx.Entry.HeldByCallers) |=
          facts::maskOf(L.Class);
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

  // Nor is a handle by which something may have been taken, or not, known
  // there.
  for (size_t A = 0; Sim.guide() && A < std::min(Args.size(), T.Params.size());
       ++A) {
    if (Args[A] == NoId || !T.Params[A].Ty.isPtr() || S.asInteger(Args[A]))
      continue;
    ChainId At = S.base(Args[A]);
    uint32_t Record = Mem.recordAt(At);
    PlaceId P = tokenPlace(At, Record);
    if (P == NoId || !C.isHandle(Record))
      continue;
    if (SiteId Call = unfaithfulCall(Mem.load(St, P)); Call != NoId)
      Ctx.Unfaithful.push_back(
          {S.initial(tokenPlace(S.base(S.param(A, 64)), Record)), Call});
  }

  // Inputs. Past the limit of contexts only what selects a function stays.
  bool Full = !In.options().Replay && In.isFull(Target);
  for (size_t A = 0; A < Args.size() && A < T.Params.size(); ++A) {
    bool OnlyExact = !Rel.isRelevantParam(Target, A);
    if (Sim.guide() && Args[A] != NoId)
      if (SiteId Call = unfaithfulCall(Args[A]); Call != NoId)
        Ctx.Unfaithful.push_back(
            {S.param(A, T.Params[A].Ty.width() ? T.Params[A].Ty.width() : 64),
             Call});
    if (Args[A] == NoId ||
        (OnlyExact && !(Effect && (C.isTimeParam(Target, A) ||
                                   Rel.isIdentityParam(Target, A)))))
      continue;
    unsigned Width = T.Params[A].Ty.width() ? T.Params[A].Ty.width() : 64;
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
      Ctx.Inputs.set(S, S.param(A, Width), Known);
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
    Ctx.Inputs.set(S, Input, Known);
    ++Heap;
  }
  return Ctx;
}
