//===- MakeStatements.cpp - Statements of random drivers ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Generator.h"

namespace miniport::oracle {

Stmt assign(unsigned Local, Expr Value) {
  Stmt S;
  S.Kind = StmtKind::Assign;
  S.Local = Local;
  S.Value = std::move(Value);
  return S;
}

Stmt setField(unsigned Field, Expr Value) {
  Stmt S;
  S.Kind = StmtKind::SetField;
  S.Field = Field;
  S.Value = std::move(Value);
  return S;
}

Stmt ifThen(Expr Condition, Body Then, Body Else) {
  Stmt S;
  S.Kind = StmtKind::If;
  S.Value = std::move(Condition);
  S.Bodies = {std::move(Then), std::move(Else)};
  return S;
}

Stmt acquireLock(LockKind Kind, Ref Handle) {
  Stmt S;
  S.Kind = StmtKind::Acquire;
  S.Lock = Kind;
  S.Handle = Handle;
  S.IsLocking = true;
  return S;
}

Stmt releaseLock(Ref Handle) {
  Stmt S;
  S.Kind = StmtKind::Release;
  S.Handle = Handle;
  S.IsLocking = true;
  return S;
}

Stmt acquireMessage(Expr Id, Ref Old) {
  Stmt S;
  S.Kind = StmtKind::AcquireMessage;
  S.Value = std::move(Id);
  S.Handle = Old;
  S.IsLocking = true;
  return S;
}

Stmt releaseMessage(Expr Id, Expr Old) {
  Stmt S;
  S.Kind = StmtKind::ReleaseMessage;
  S.Value = std::move(Id);
  S.Value2 = std::move(Old);
  S.IsLocking = true;
  return S;
}

Stmt callFunction(unsigned Function, std::vector<Arg> Args, unsigned Result) {
  Stmt S;
  S.Kind = StmtKind::Call;
  S.Callee = Function;
  S.Args = std::move(Args);
  S.Local = Result;
  return S;
}

Stmt stall(Expr Microseconds) {
  Stmt S;
  S.Kind = StmtKind::Stall;
  S.Value = std::move(Microseconds);
  return S;
}

Stmt routineCall(llvm::StringRef Name) {
  Stmt S;
  S.Kind = StmtKind::Routine;
  S.Word = Name.str();
  return S;
}

Arg extensionArg() {
  Arg A;
  A.Kind = Arg::Extension;
  return A;
}

Arg numberArg(Expr E) {
  Arg A;
  A.Kind = Arg::Number;
  A.Value = std::move(E);
  return A;
}

Arg refArg(Ref R) {
  Arg A;
  A.Kind = Arg::Reference;
  A.Where = R;
  return A;
}

} // namespace miniport::oracle
