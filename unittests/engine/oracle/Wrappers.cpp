//===- Wrappers.cpp - Functions that take a lock for their caller ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Generator.h"

namespace miniport::oracle {

static const Variable ExtensionParam{"ext", LocalKind::Number, true};
static Variable numberParam(llvm::StringRef Name) {
  return {Name.str(), LocalKind::Number, false};
}
static Variable pointerParam(llvm::StringRef Name) {
  return {Name.str(), LocalKind::Number, true};
}
static Expr isSet(Expr E) {
  return Expr::binary("ne", std::move(E), Expr::number(0));
}

/// Wrappers whose two halves test the same thing.
void Generator::simpleWrapper(Wrapper &W, unsigned Number) {
  std::vector<Variable> Params{ExtensionParam};
  Expr C;
  switch (W.Kind) {
  case WrapperKind::ByParam:
    Params.push_back(numberParam("flag"));
    C = isSet(Expr::param(1));
    break;
  case WrapperKind::ByTwoParams:
    Params.push_back(numberParam("asked"));
    Params.push_back(numberParam("id"));
    C = Expr::logical(ExprKind::Or,
                      Expr::binary("eq", Expr::param(1), Expr::number(0)),
                      Expr::binary("eq", Expr::param(2), Expr::number(255)));
    break;
  case WrapperKind::ByField:
  case WrapperKind::Try: {
    unsigned Field = Rng.below(NumFields);
    W.Fields.insert(Field);
    C = isSet(Expr::field(Field));
    break;
  }
  default:
    C = Expr::number(1);
    break;
  }
  Params.push_back(pointerParam("handle"));
  Ref H{RefKind::Param, static_cast<unsigned>(Params.size() - 1)};
  std::string Suffix = std::to_string(Number);
  bool Tries = W.Kind == WrapperKind::Try;
  W.Take =
      begin((Tries ? "TryLock" : "Lock") + Suffix, "", Params, Tries ? 32 : 0);
  Body Take{acquireLock(W.Lock, H)}, Give{releaseLock(H)};
  if (Tries) {
    Stmt Success = returnStatement();
    Success.Value = Expr::number(1);
    Take.push_back(Success);
    Success.Value = Expr::number(0);
    current().Code = {ifThen(C, Take), Success};
  } else if (C.isNumber()) {
    current().Code = Take;
  } else {
    current().Code = {ifThen(C, Take)};
  }
  W.Give = begin("Unlock" + Suffix, "", Params, 0);
  if (Tries || C.isNumber())
    current().Code = Give;
  else
    current().Code = {ifThen(rewritten(C), Give)};
}

void Generator::messageWrapper(Wrapper &W, unsigned Number) {
  std::string Suffix = std::to_string(Number);
  if (W.Kind == WrapperKind::MessageOut) {
    W.Take = begin("LockMessage" + Suffix, "",
                   {ExtensionParam, numberParam("id"), pointerParam("old")}, 0);
    current().Code = {acquireMessage(Expr::param(1), {RefKind::Param, 2})};
  } else if (W.Kind == WrapperKind::MessageResult) {
    W.Take = begin("LockMessage" + Suffix, "",
                   {ExtensionParam, numberParam("id")}, 32);
    unsigned Old = newLocal("old", LocalKind::Number);
    Stmt Result = returnStatement();
    Result.Value = Expr::local(Old);
    current().Code = {acquireMessage(Expr::param(1), {RefKind::Local, Old}),
                      Result};
  }
  if (W.Kind != WrapperKind::MessageOrLine) {
    W.Give = begin("UnlockMessage" + Suffix, "",
                   {ExtensionParam, numberParam("id"), numberParam("old")}, 0);
    current().Code = {releaseMessage(Expr::param(1), Expr::param(2))};
    return;
  }
  // The old level of a message lock travels in the handle of a spin lock.
  std::vector<Variable> Params{ExtensionParam, numberParam("id"),
                               numberParam("isr"), pointerParam("handle")};
  Ref H{RefKind::Param, 3};
  Expr C = isSet(Expr::field(Msix));
  W.Fields.insert(Msix);
  W.Take = begin("LockInterrupt" + Suffix, "", Params, 0);
  Stmt Nothing = returnStatement();
  unsigned Old = newLocal("old", LocalKind::Number);
  Stmt Save;
  Save.Kind = StmtKind::SaveOld;
  Save.Value = Expr::local(Old);
  Save.Handle = H;
  current().Code = {
      ifThen(isSet(Expr::param(2)), {Nothing}),
      ifThen(C, {acquireMessage(Expr::param(1), {RefKind::Local, Old}), Save},
             {acquireLock(LockKind::Interrupt, H)})};
  W.Give = begin("UnlockInterrupt" + Suffix, "", Params, 0);
  current().Code = {ifThen(isSet(Expr::param(2)), {Nothing}),
                    ifThen(C,
                           {releaseMessage(Expr::param(1), Expr::oldLevel(3))},
                           {releaseLock(H)})};
}

void Generator::makeWrapper(unsigned Number) {
  static constexpr WrapperKind Kinds[] = {
      WrapperKind::Always,        WrapperKind::ByParam,
      WrapperKind::ByField,       WrapperKind::ByTwoParams,
      WrapperKind::Try,           WrapperKind::BySwitch,
      WrapperKind::MessageOrLine, WrapperKind::MessageOut,
      WrapperKind::MessageResult};
  Wrapper W{};
  W.Kind = Kinds[Rng.below(UsesMessages ? 9 : 6)];
  static constexpr LockKind Locks[] = {LockKind::Dpc, LockKind::StartIo,
                                       LockKind::Interrupt};
  W.Lock = Locks[Rng.below(3)];
  bool IsMessage = W.Kind == WrapperKind::MessageOrLine ||
                   W.Kind == WrapperKind::MessageOut ||
                   W.Kind == WrapperKind::MessageResult;
  if (IsMessage) {
    W.Lock = LockKind::Message;
    messageWrapper(W, Number);
  } else if (W.Kind == WrapperKind::BySwitch) {
    std::vector<Variable> Params{ExtensionParam, numberParam("kind"),
                                 pointerParam("handle")};
    Ref H{RefKind::Param, 2};
    Stmt Take, Give;
    Take.Kind = Give.Kind = StmtKind::Switch;
    Take.Value = Give.Value = Expr::param(1);
    for (LockKind Kind : Locks) {
      Take.Cases.push_back(uint64_t(Kind));
      Give.Cases.push_back(uint64_t(Kind));
      Take.Bodies.push_back({acquireLock(Kind, H)});
      Give.Bodies.push_back({releaseLock(H)});
    }
    Take.Bodies.push_back({});
    Give.Bodies.push_back({});
    W.Take = begin("LockKind" + std::to_string(Number), "", Params, 0);
    current().Code = {Take};
    W.Give = begin("UnlockKind" + std::to_string(Number), "", Params, 0);
    current().Code = {Give};
  } else {
    simpleWrapper(W, Number);
  }
  Wrappers.push_back(std::move(W));
}

/// The two calls, with arguments under which the lock is taken (or, if Take is
/// false, is not).
void Generator::wrapperCalls(const Wrapper &W, bool Take, Bracket &B) {
  Ref H{RefKind::Local, newLocal("h", LocalKind::Handle)};
  std::vector<Arg> Args{extensionArg()};
  unsigned Result = NoIndex;
  Scope &S = B.Inside;
  std::vector<Arg> GiveArgs;
  switch (W.Kind) {
  case WrapperKind::ByParam: {
    Expr Flag = Expr::number(Take ? 1 : 0);
    if (Take && Rng.percent(50))
      Flag = stable(S);
    Args.push_back(numberArg(Flag));
    break;
  }
  case WrapperKind::ByTwoParams:
    Args.push_back(
        numberArg(Take && Rng.percent(50) ? stable(S) : Expr::number(!Take)));
    Args.push_back(numberArg(Expr::number(Take && Rng.percent(50) ? 255 : 3)));
    break;
  case WrapperKind::BySwitch:
    Args.push_back(numberArg(Expr::number(Take ? unsigned(W.Lock) : 0)));
    break;
  case WrapperKind::MessageOrLine:
    Args.push_back(numberArg(Expr::number(Rng.below(4))));
    Args.push_back(numberArg(Expr::number(!Take)));
    break;
  case WrapperKind::MessageOut:
  case WrapperKind::MessageResult: {
    Expr Id = Expr::number(Rng.below(4));
    unsigned Old = newLocal("old", LocalKind::Number);
    S.FixedLocals.insert(Old);
    Args.push_back(numberArg(Id));
    GiveArgs = Args;
    GiveArgs.push_back(numberArg(Expr::local(Old)));
    if (W.Kind == WrapperKind::MessageOut)
      Args.push_back(refArg({RefKind::Local, Old}));
    else
      Result = Old;
    break;
  }
  case WrapperKind::Try:
    Result = newLocal("got", LocalKind::Number);
    S.FixedLocals.insert(Result);
    break;
  default:
    break;
  }
  if (GiveArgs.empty()) {
    Args.push_back(refArg(H));
    GiveArgs = Args;
  }
  Stmt Open = callFunction(W.Take, Args, Result);
  Stmt Close = callFunction(W.Give, GiveArgs);
  Open.IsLocking = Close.IsLocking = true;
  B.Open.push_back(Open);
  if (W.Kind == WrapperKind::Try)
    B.Close.push_back(ifThen(isSet(Expr::local(Result)), {Close}));
  else
    B.Close.push_back(Close);
  if (W.Kind != WrapperKind::Try)
    S.FixedFields.insert(W.Fields.begin(), W.Fields.end());
}

bool Generator::wrapperBracket(const Scope &S, Bracket &B) {
  if (Wrappers.empty())
    return false;
  const Wrapper W = Rng.pick(Wrappers);
  bool Take = canTake(S, W.Lock);
  bool CanRefuse =
      W.Kind == WrapperKind::ByParam || W.Kind == WrapperKind::ByTwoParams ||
      W.Kind == WrapperKind::BySwitch || W.Kind == WrapperKind::MessageOrLine;
  if (!Take && !CanRefuse)
    return false;
  wrapperCalls(W, Take, B);
  if (Take) {
    enter(B, W.Lock);
    if (W.Kind == WrapperKind::MessageOrLine)
      enter(B, LockKind::Interrupt);
  }
  return true;
}

} // namespace miniport::oracle
