//===- Statements.cpp - Bodies of random drivers --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "llvm/ADT/STLExtras.h"

namespace miniport::oracle {

static unsigned bit(LockKind Kind) { return 1U << unsigned(Kind); }

/// A number that a C programmer might compute there.
Expr Generator::number(const Scope &S) {
  std::vector<Expr> Leaves{Expr::number(Rng.below(5)),
                           Expr::field(Rng.below(NumFields)), Expr::read()};
  for (unsigned I = 0; I < current().Params.size(); ++I)
    if (!current().Params[I].IsPointer)
      Leaves.push_back(Expr::param(I));
  for (unsigned I = 0; I < current().Locals.size(); ++I)
    if (llvm::StringRef(current().Locals[I].Name).starts_with("x"))
      Leaves.push_back(Expr::local(I));
  Expr A = Rng.pick(Leaves);
  if (Rng.percent(50))
    return A;
  static constexpr const char *Ops[] = {"and", "or", "add", "xor", "shr"};
  const char *Op = Ops[Rng.below(5)];
  return Expr::binary(Op, A, Expr::number(uint64_t(1) << Rng.below(5)));
}

static Expr test(Random &Rng, Expr E, bool IsFlag) {
  Expr Zero = Expr::number(0);
  if (IsFlag)
    return Expr::binary(Rng.percent(60) ? "ne" : "eq", std::move(E), Zero);
  if (Rng.percent(30))
    return Expr::binary("ne",
                        Expr::binary("and", std::move(E),
                                     Expr::number(uint64_t(1) << Rng.below(4))),
                        Zero);
  static constexpr const char *Ops[] = {"eq", "ne", "gt", "lt", "le"};
  const char *Op = Ops[Rng.below(5)];
  return Expr::binary(Op, std::move(E), Expr::number(Rng.between(1, 3)));
}

/// One comparison. With Fields and Locals, of something that can be kept as it
/// is; they learn what that is.
Expr Generator::atom(const Scope &S, std::set<unsigned> *Fields,
                     std::set<unsigned> *Locals) {
  std::vector<unsigned> Params, Numbers;
  for (unsigned I = 0; I < current().Params.size(); ++I)
    if (!current().Params[I].IsPointer)
      Params.push_back(I);
  for (unsigned I = 0; I < current().Locals.size(); ++I)
    if (llvm::StringRef(current().Locals[I].Name).starts_with("x"))
      Numbers.push_back(I);
  if (!Fields && Rng.percent(25))
    return test(Rng, Expr::read(), false);
  uint64_t Dice = Rng.below(100);
  if (Dice < 20 && !Params.empty()) {
    Expr Param = Expr::param(Rng.pick(Params));
    return test(Rng, std::move(Param), Rng.percent(50));
  }
  if (Dice < 30 && !Numbers.empty()) {
    unsigned Local = Rng.pick(Numbers);
    if (Locals)
      Locals->insert(Local);
    return test(Rng, Expr::local(Local), Rng.percent(50));
  }
  unsigned Field = Rng.percent(45) ? Rng.below(FirstRunTime)
                                   : Rng.between(FirstRunTime, NumFields - 1);
  if (Fields)
    Fields->insert(Field);
  bool IsFlag = P.Fields[Field].Width < 32 || Field == Wide;
  return test(Rng, Expr::field(Field), IsFlag);
}

Expr Generator::condition(const Scope &S, std::set<unsigned> *Fields,
                          std::set<unsigned> *Locals, unsigned Nesting) {
  if (Nesting == 2 || Rng.percent(75))
    return atom(S, Fields, Locals);
  if (Rng.percent(20))
    return Expr::negation(condition(S, Fields, Locals, Nesting + 1));
  Expr A = condition(S, Fields, Locals, Nesting + 1);
  Expr B = condition(S, Fields, Locals, Nesting + 1);
  return Expr::logical(Rng.percent(50) ? ExprKind::And : ExprKind::Or,
                       std::move(A), std::move(B));
}

/// A condition that will have the same value while S lasts.
Expr Generator::stable(Scope &S) {
  return condition(S, &S.FixedFields, &S.FixedLocals);
}

/// The same condition in other words.
Expr Generator::rewritten(const Expr &E) {
  if (Rng.percent(50))
    return E;
  static constexpr const char *Opposites[][2] = {
      {"eq", "ne"}, {"lt", "ge"}, {"le", "gt"}};
  if (E.Kind == ExprKind::Binary)
    for (const auto &Pair : Opposites)
      for (unsigned I : {0, 1})
        if (E.Word == Pair[I])
          return Expr::negation(
              Expr::binary(Pair[1 - I], E.Kids[0], E.Kids[1]));
  if (E.Kind == ExprKind::And || E.Kind == ExprKind::Or) {
    Expr A = Expr::negation(rewritten(E.Kids[0]));
    Expr B = Expr::negation(rewritten(E.Kids[1]));
    return Expr::negation(
        Expr::logical(E.Kind == ExprKind::And ? ExprKind::Or : ExprKind::And,
                      std::move(A), std::move(B)));
  }
  return E;
}

Stmt Generator::returnStatement() {
  Stmt S;
  S.Kind = StmtKind::Return;
  S.HasValue = current().ResultWidth != 0;
  S.Value = Expr::number(Rng.percent(80));
  return S;
}

/// What may run at this level only.
void Generator::ceiling(Scope &S, Body &Out) {
  bool Registry = S.MaxIrql == Passive || Rng.percent(20);
  uint8_t Limit = Registry ? Passive : Dispatch;
  Stmt Call =
      routineCall(Registry ? "StorPortRegistryRead" : "StorPortFreePool");
  if (S.MaxIrql <= Limit) {
    Out.push_back(Call);
    return;
  }
  for (const auto &[Condition, Level] : S.LowLevelIf)
    if (Level <= Limit && Rng.percent(70)) {
      Out.push_back(ifThen(Condition, {Call}));
      return;
    }
  Out.push_back(
      ifThen(Expr::binary("le", Expr::level(), Expr::number(Limit)), {Call}));
}

void Generator::callShared(Scope &S, Body &Out) {
  if (SharedFunctions.empty())
    return;
  const SharedFunction &H = Rng.pick(SharedFunctions);
  for (unsigned Field : H.Writes)
    if (S.FixedFields.count(Field))
      return;
  bool Holds = S.MayHold & (bit(LockKind::Interrupt) | bit(LockKind::Message));
  std::vector<Arg> Args{extensionArg()};
  switch (H.Kind) {
  case SharedKind::Anywhere:
    Args.push_back(numberArg(number(S)));
    break;
  case SharedKind::ByFlag:
    Args.push_back(numberArg(Expr::number(Holds)));
    break;
  case SharedKind::Top:
    if ((S.MayHold & ~bit(LockKind::StartIo)) || S.MaxIrql > Dispatch)
      return;
    break;
  case SharedKind::Delay:
    Args.push_back(numberArg(Expr::number(Rng.between(1, 60))));
    break;
  case SharedKind::Predicate:
    break;
  }
  unsigned Result = NoIndex;
  if (P.Functions[H.Function].ResultWidth && Rng.percent(60))
    Result = newLocal("x", LocalKind::Number);
  Out.push_back(callFunction(H.Function, Args, Result));
}

void Generator::simple(Scope &S, Body &Out) {
  uint64_t Dice = Rng.below(100);
  if (Dice < 25) {
    unsigned Field = Rng.between(FirstRunTime, NumFields - 1);
    if (S.FixedFields.count(Field))
      return;
    Expr V = number(S);
    if (Rng.percent(40)) {
      const char *Op = Rng.percent(50) ? "or" : "and";
      V = Expr::binary(Op, Expr::field(Field),
                       Expr::number(Rng.percent(50) ? 1 : 0xfffffffd));
    }
    Out.push_back(setField(Field, std::move(V)));
  } else if (Dice < 40) {
    std::vector<unsigned> Free;
    for (unsigned I = 0; I < current().Locals.size(); ++I)
      if (llvm::StringRef(current().Locals[I].Name).starts_with("x") &&
          !S.FixedLocals.count(I))
        Free.push_back(I);
    Expr V = number(S);
    unsigned Local = !Free.empty() && Rng.percent(40)
                         ? Rng.pick(Free)
                         : newLocal("x", LocalKind::Number);
    Out.push_back(assign(Local, std::move(V)));
  } else if (Dice < 50) {
    Out.push_back(stall(Expr::number(Rng.between(1, 20))));
  } else if (Dice < 60) {
    Out.push_back(routineCall("TraceMessage"));
  } else if (Dice < 75) {
    ceiling(S, Out);
  } else if (Dice < 78 &&
             llvm::none_of(
                 S.FixedFields, [](unsigned F) { return F >= FirstRunTime; })) {
    Out.push_back(routineCall("VendorCheck"));
  } else {
    callShared(S, Out);
  }
}

/// if (…) { give everything back; return; }, or out of the loop.
void Generator::leave(Scope &S, Body &Out) {
  Body Then;
  bool Returns = !S.InLoop || Rng.percent(50);
  size_t Keep = Returns ? 0 : S.LoopCleanups;
  for (size_t I = S.Cleanups.size(); I > Keep; --I)
    Then.insert(Then.end(), S.Cleanups[I - 1].begin(), S.Cleanups[I - 1].end());
  if (Returns) {
    Then.push_back(returnStatement());
  } else {
    Stmt Jump;
    Jump.Kind = Rng.percent(60) ? StmtKind::Break : StmtKind::Continue;
    Then.push_back(Jump);
  }
  Out.push_back(ifThen(condition(S, nullptr, nullptr), std::move(Then)));
}

void Generator::locked(Scope &S, Body &Out, unsigned &Budget) {
  Bracket B;
  if (!bracket(S, B))
    return;
  unsigned Half = Budget / 2 + 1;
  Budget -= std::min(Budget, Half);
  Out.insert(Out.end(), B.Open.begin(), B.Open.end());
  B.Inside.Cleanups.push_back(B.Close);
  Body Inside = block(B.Inside, Half);
  Out.insert(Out.end(), Inside.begin(), Inside.end());
  Out.insert(Out.end(), B.Close.begin(), B.Close.end());
}

/// take; if (…) goto out; …; out: give.
void Generator::ladder(Scope &S, Body &Out, unsigned &Budget) {
  LockKind Kind = pickLock(S);
  if (Kind == LockKind::None)
    return;
  Bracket B;
  B.Inside = S;
  ++B.Inside.Nesting;
  plain(B, Kind);
  Stmt Jump, Label;
  Jump.Kind = StmtKind::Goto;
  Label.Kind = StmtKind::Label;
  Jump.Word = Label.Word = "out_" + std::to_string(Names++);
  B.Inside.Cleanups.push_back(B.Close);
  // A jump leaves loops and brackets between, so it stands outside of them.
  Out.insert(Out.end(), B.Open.begin(), B.Open.end());
  for (uint64_t Steps = Rng.between(1, 3); Steps; --Steps) {
    Out.push_back(ifThen(condition(B.Inside, nullptr, nullptr), {Jump}));
    unsigned Share = Budget / 3 + 1;
    Budget -= std::min(Budget, Share);
    Body Inside = block(B.Inside, Share);
    Out.insert(Out.end(), Inside.begin(), Inside.end());
  }
  Out.push_back(Label);
  Out.insert(Out.end(), B.Close.begin(), B.Close.end());
}

void Generator::branching(Scope &S, Body &Out, unsigned &Budget) {
  unsigned Share = Budget / 2 + 1;
  Budget -= std::min(Budget, Share);
  Scope Inner = S;
  ++Inner.Nesting;
  if (Rng.percent(75)) {
    Expr C = condition(S, nullptr, nullptr);
    Body Then = block(Inner, Share), Else;
    if (Rng.percent(50))
      Else = block(Inner, Share / 2 + 1);
    Out.push_back(ifThen(std::move(C), std::move(Then), std::move(Else)));
    return;
  }
  Stmt Switch;
  Switch.Kind = StmtKind::Switch;
  Switch.Value = Rng.percent(50) ? Expr::field(Mode) : number(S);
  for (uint64_t I = 0, N = Rng.between(1, 3); I < N; ++I) {
    Switch.Cases.push_back(I + Rng.below(2) * 4);
    Switch.Bodies.push_back(block(Inner, Share / 2 + 1));
  }
  Switch.Bodies.push_back({});
  Out.push_back(std::move(Switch));
}

void Generator::loop(Scope &S, Body &Out, unsigned &Budget) {
  unsigned Share = Budget / 2 + 1;
  Budget -= std::min(Budget, Share);
  Stmt Loop;
  Loop.Kind = StmtKind::Loop;
  Loop.Local = newLocal("i", LocalKind::Number);
  if (Rng.percent(40))
    Loop.Value = Expr::field(Count);
  else if (Rng.percent(30))
    Loop.Value = Expr::binary("and", number(S), Expr::number(3));
  else
    Loop.Value = Expr::number(Rng.between(1, 4));
  Scope Inner = S;
  ++Inner.Nesting;
  Inner.InLoop = true;
  Inner.LoopCleanups = Inner.Cleanups.size();
  Inner.FixedLocals.insert(Loop.Local);
  Loop.Bodies.push_back(block(Inner, Share));
  Out.push_back(std::move(Loop));
}

void Generator::poll(Scope &S, Body &Out) {
  Stmt Poll;
  Poll.Kind = StmtKind::Poll;
  Poll.Local = newLocal("n", LocalKind::Number);
  Poll.Mask = uint64_t(1) << Rng.below(8);
  Poll.StallEach = Rng.between(1, 10);
  uint64_t Dice = Rng.below(100);
  if (Dice < 20)
    Poll.Value = Expr::number(0); // for ever
  else if (Dice < 40)
    Poll.Value = Expr::field(Count);
  else
    Poll.Value = Expr::number(Rng.between(2, 30));
  Out.push_back(std::move(Poll));
}

void Generator::statement(Scope &S, Body &Out, unsigned &Budget) {
  --Budget;
  uint64_t Dice = Rng.below(100);
  if (S.Nesting > 4 || Dice < 35)
    simple(S, Out);
  else if (Dice < 63)
    locked(S, Out, Budget);
  else if (Dice < 70)
    ladder(S, Out, Budget);
  else if (Dice < 82)
    branching(S, Out, Budget);
  else if (Dice < 88)
    loop(S, Out, Budget);
  else if (Dice < 91)
    poll(S, Out);
  else
    leave(S, Out);
}

Body Generator::block(Scope &S, unsigned Budget) {
  Body Out;
  while (Budget)
    statement(S, Out, Budget);
  return Out;
}

} // namespace miniport::oracle
