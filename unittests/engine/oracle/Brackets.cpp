//===- Brackets.cpp - Ways to take a lock and give it back ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "llvm/ADT/STLExtras.h"

namespace miniport::oracle {

static unsigned bit(LockKind Kind) { return 1U << unsigned(Kind); }

bool Generator::canTake(const Scope &S, LockKind Kind) const {
  switch (Kind) {
  case LockKind::None:
    return false;
  case LockKind::Dpc:
  case LockKind::StartIo:
    return !(S.MayHold & bit(Kind)) && S.MaxIrql <= Dispatch;
  case LockKind::Interrupt:
    return !(S.MayHold & (bit(LockKind::Interrupt) | bit(LockKind::Message)));
  case LockKind::Message:
    return UsesMessages && canTake(S, LockKind::Interrupt);
  }
  return false;
}

LockKind Generator::pickLock(const Scope &S) {
  std::vector<LockKind> Possible;
  for (LockKind Kind : {LockKind::Dpc, LockKind::StartIo, LockKind::Interrupt})
    if (canTake(S, Kind))
      Possible.push_back(Kind);
  return Possible.empty() ? LockKind::None : Rng.pick(Possible);
}

void Generator::enter(Bracket &B, LockKind Kind) {
  uint8_t Level = levelUnder(Kind, LowestDirql);
  llvm::erase_if(B.Inside.LowLevelIf,
                 [&](const auto &Low) { return Low.second < Level; });
  B.Inside.MayHold |= bit(Kind);
  B.Inside.MaxIrql = std::max(B.Inside.MaxIrql, Level);
}

/// A place for a handle: mostly a local.
Ref Generator::handle(Scope &S) {
  if (AllowQueue && !S.QueueInUse && Rng.percent(25)) {
    S.QueueInUse = true;
    return {RefKind::Queue, 0};
  }
  if (AllowQueue && !S.QueueInUse && !S.FixedLocals.empty() &&
      Rng.percent(10)) {
    S.QueueInUse = true;
    unsigned Index = newLocal("q", LocalKind::Number);
    S.FixedLocals.insert(Index);
    return {RefKind::QueueOf, Index};
  }
  return {RefKind::Local, newLocal("h", Rng.percent(30) ? LocalKind::Context
                                                        : LocalKind::Handle)};
}

void Generator::plain(Bracket &B, LockKind Kind) {
  Ref H = handle(B.Inside);
  if (H.Kind == RefKind::QueueOf)
    B.Open.push_back(assign(H.Index, Expr::number(Rng.below(3))));
  if (H.Kind == RefKind::Local && Rng.percent(20)) {
    Stmt Zero;
    Zero.Kind = StmtKind::ZeroHandle;
    Zero.Handle = H;
    B.Open.push_back(Zero);
  }
  B.Open.push_back(acquireLock(Kind, H));
  B.Close.push_back(releaseLock(H));
  enter(B, Kind);
}

/// if (c) take … if (c) give.
void Generator::guarded(Bracket &B, LockKind Kind) {
  Ref H = handle(B.Inside);
  if (H.Kind == RefKind::QueueOf)
    B.Open.push_back(assign(H.Index, Expr::number(Rng.below(3))));
  Expr C = stable(B.Inside);
  uint8_t Before = B.Inside.MaxIrql;
  B.Open.push_back(ifThen(C, {acquireLock(Kind, H)}));
  B.Close.push_back(ifThen(rewritten(C), {releaseLock(H)}));
  enter(B, Kind);
  if (B.Inside.MaxIrql != Before)
    B.Inside.LowLevelIf.push_back({Expr::negation(C), Before});
}

/// taken = 0; if (…) { take; taken = 1; } … if (taken) give.
void Generator::flagged(Bracket &B, LockKind Kind) {
  Ref H{RefKind::Local, newLocal("h", LocalKind::Handle)};
  unsigned Taken = newLocal("taken", LocalKind::Number);
  B.Open.push_back(assign(Taken, Expr::number(0)));
  B.Open.push_back(
      ifThen(condition(B.Inside, nullptr, nullptr),
             {acquireLock(Kind, H), assign(Taken, Expr::number(1))}));
  B.Close.push_back(
      ifThen(Expr::binary("ne", Expr::local(Taken), Expr::number(0)),
             {releaseLock(H)}));
  B.Inside.FixedLocals.insert(Taken);
  enter(B, Kind);
}

/// The lock depends on a number.
void Generator::switched(Bracket &B) {
  std::vector<LockKind> Kinds;
  for (LockKind Kind : {LockKind::Dpc, LockKind::StartIo, LockKind::Interrupt})
    if (canTake(B.Inside, Kind))
      Kinds.push_back(Kind);
  Ref H{RefKind::Local, newLocal("h", LocalKind::Handle)};
  Stmt Take, Give;
  Take.Kind = Give.Kind = StmtKind::Switch;
  unsigned Field = Rng.percent(60) ? unsigned(Mode) : unsigned(Errors);
  Take.Value = Give.Value = Expr::field(Field);
  B.Inside.FixedFields.insert(Field);
  for (size_t I = 0; I < Kinds.size(); ++I) {
    Take.Cases.push_back(I);
    Give.Cases.push_back(I);
    Take.Bodies.push_back({acquireLock(Kinds[I], H)});
    Give.Bodies.push_back({releaseLock(H)});
    enter(B, Kinds[I]);
  }
  Take.Bodies.push_back({});
  Give.Bodies.push_back({});
  B.Open.push_back(std::move(Take));
  B.Close.push_back(std::move(Give));
}

void Generator::message(Bracket &B) {
  unsigned Old = newLocal("old", LocalKind::Number);
  Expr Id = Expr::number(Rng.below(4));
  if (current().Params.size() > 1 && !current().Params.back().IsPointer &&
      Rng.percent(50))
    Id = Expr::param(current().Params.size() - 1);
  B.Open.push_back(acquireMessage(Id, {RefKind::Local, Old}));
  B.Close.push_back(releaseMessage(Id, Expr::local(Old)));
  B.Inside.FixedLocals.insert(Old);
  enter(B, LockKind::Message);
}

/// The choice that every driver with MSI-X makes.
void Generator::messageOrLine(Bracket &B) {
  Ref H{RefKind::Local, newLocal("h", LocalKind::Handle)};
  unsigned Old = newLocal("old", LocalKind::Number);
  Expr Id = Expr::number(Rng.below(4));
  Expr C = Expr::binary("ne", Expr::field(Msix), Expr::number(0));
  B.Open.push_back(ifThen(C, {acquireMessage(Id, {RefKind::Local, Old})},
                          {acquireLock(LockKind::Interrupt, H)}));
  B.Close.push_back(ifThen(rewritten(C), {releaseMessage(Id, Expr::local(Old))},
                           {releaseLock(H)}));
  B.Inside.FixedFields.insert(Msix);
  B.Inside.FixedLocals.insert(Old);
  enter(B, LockKind::Message);
  enter(B, LockKind::Interrupt);
}

/// Shared by ISR and DPC: the interrupt lock is held exactly above DISPATCH.
void Generator::byLevel(Bracket &B) {
  Ref H{RefKind::Local, newLocal("h", LocalKind::Handle)};
  unsigned Level =
      newLocal("level", Rng.percent(50) ? LocalKind::Once : LocalKind::Number);
  Expr C = Expr::binary("le", Expr::local(Level), Expr::number(Dispatch));
  B.Open.push_back(assign(Level, Expr::level()));
  B.Open.push_back(ifThen(C, {acquireLock(LockKind::Interrupt, H)}));
  B.Close.push_back(ifThen(rewritten(C), {releaseLock(H)}));
  B.Inside.FixedLocals.insert(Level);
  enter(B, LockKind::Interrupt);
}

/// Two calls of a predicate that depends on fields alone.
void Generator::byPredicate(Bracket &B, LockKind Kind) {
  std::vector<const SharedFunction *> Predicates;
  for (const SharedFunction &H : SharedFunctions)
    if (H.Kind == SharedKind::Predicate)
      Predicates.push_back(&H);
  if (Predicates.empty()) {
    guarded(B, Kind);
    return;
  }
  const SharedFunction &Predicate = *Rng.pick(Predicates);
  Ref H{RefKind::Local, newLocal("h", LocalKind::Handle)};
  unsigned Before = newLocal("is", LocalKind::Number);
  unsigned After = newLocal("was", LocalKind::Number);
  auto Test = [&](unsigned Local) {
    return Expr::binary("ne", Expr::local(Local), Expr::number(0));
  };
  B.Open.push_back(callFunction(Predicate.Function, {extensionArg()}, Before));
  B.Open.push_back(ifThen(Test(Before), {acquireLock(Kind, H)}));
  B.Close.push_back(callFunction(Predicate.Function, {extensionArg()}, After));
  B.Close.push_back(ifThen(Test(After), {releaseLock(H)}));
  B.Inside.FixedFields.insert(Predicate.Reads.begin(), Predicate.Reads.end());
  enter(B, Kind);
}

/// The handle moves while the lock is held.
void Generator::copied(Bracket &B, LockKind Kind) {
  Ref First{RefKind::Local, newLocal("h", LocalKind::Handle)};
  Ref Second = handle(B.Inside);
  if (Second.Kind == RefKind::QueueOf)
    B.Open.push_back(assign(Second.Index, Expr::number(Rng.below(3))));
  Stmt Copy;
  Copy.Kind = StmtKind::CopyHandle;
  Copy.Handle = Second;
  Copy.From = First;
  B.Open.push_back(acquireLock(Kind, First));
  B.Open.push_back(Copy);
  B.Close.push_back(releaseLock(Second));
  enter(B, Kind);
}

void Generator::byPointer(Bracket &B) {
  Ref H{RefKind::Local, newLocal("h", LocalKind::Handle)};
  auto Call = [&](PointerIndex Pointer) {
    Stmt S = callFunction(NoIndex, {extensionArg(), refArg(H)});
    S.Index = Pointer;
    S.IsLocking = true;
    return S;
  };
  B.Open.push_back(Call(LockPointer));
  B.Close.push_back(Call(UnlockPointer));
  enter(B, LockKind::Interrupt);
}

/// Makes a bracket that is right in S. False: no lock may be taken there.
bool Generator::bracket(const Scope &S, Bracket &B) {
  B.Inside = S;
  ++B.Inside.Nesting;
  if (Rng.percent(30) && wrapperBracket(S, B))
    return true;
  LockKind Kind = pickLock(S);
  if (Kind == LockKind::None && Rng.percent(60))
    return false;
  if (Kind == LockKind::None || Rng.percent(7)) {
    // Right wherever the interrupt lock or a message lock is held at DIRQL, and
    // only there.
    byLevel(B);
    return true;
  }
  uint64_t Dice = Rng.below(100);
  if (canTake(S, LockKind::Message) && Dice < 20) {
    if (Rng.percent(50))
      message(B);
    else
      messageOrLine(B);
  } else if (HasPointers && canTake(S, LockKind::Interrupt) &&
             !S.FixedFields.count(Pending) && Dice < 27) {
    byPointer(B);
  } else if (Dice < 42) {
    plain(B, Kind);
  } else if (Dice < 62) {
    guarded(B, Kind);
  } else if (Dice < 74) {
    flagged(B, Kind);
  } else if (Dice < 82) {
    switched(B);
  } else if (Dice < 92) {
    byPredicate(B, Kind);
  } else {
    copied(B, Kind);
  }
  return true;
}

} // namespace miniport::oracle
