//===- ExprEmitter.cpp - Expressions as driver IR -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Emitter.h"

namespace miniport::oracle {

static bool isComparison(llvm::StringRef Op) {
  return Op == "eq" || Op == "ne" || Op == "lt" || Op == "le" || Op == "gt" ||
         Op == "ge";
}

std::string Emitter::widened(std::string Register, unsigned Width) {
  if (Width == 32)
    return Register;
  std::string Wide = fresh();
  OS << "  " << Wide << " = cast u32, " << Register << '\n';
  return Wide;
}

std::string Emitter::binary(const Expr &E) {
  std::string A = operand(E.Kids[0]), B = operand(E.Kids[1]), R = fresh();
  OS << "  " << R << " = " << E.Word << " u32 " << A << ", " << B << '\n';
  return widened(R, isComparison(E.Word) ? 1 : 32);
}

std::string Emitter::truth(const Expr &E) {
  std::string Temporary = "$t" + std::to_string(Temporaries++);
  std::string Then = label("yes"), Else = label("no"), Join = label("join");
  branch(E, Then, Else);
  open(Then);
  OS << "  store u32 1, " << Temporary << '\n';
  jump(Join);
  open(Else);
  OS << "  store u32 0, " << Temporary << '\n';
  jump(Join);
  open(Join);
  std::string R = fresh();
  OS << "  " << R << " = load u32 " << Temporary << '\n';
  return R;
}

std::string Emitter::operand(const Expr &E) {
  switch (E.Kind) {
  case ExprKind::Number:
    return std::to_string(E.Number);
  case ExprKind::Param:
    return "%" + F->Params[E.Index].Name;
  case ExprKind::Local: {
    if (F->Locals[E.Index].Kind == LocalKind::Once)
      return Once[E.Index];
    std::string R = fresh();
    OS << "  " << R << " = load u32 " << localName(E.Index) << '\n';
    return R;
  }
  case ExprKind::Field: {
    const FieldDecl &Field = P.Fields[E.Index];
    std::string R = fresh();
    OS << "  " << R << " = load u" << Field.Width << ' ' << ext() << Field.Path
       << '\n';
    return widened(R, Field.Width);
  }
  case ExprKind::Register: {
    std::string Base = fresh(), R = fresh();
    OS << "  " << Base << " = load ptr " << ext() << "->ADAPTER.Registers\n  "
       << R << " = call @StorPortReadRegisterUlong(" << ext() << ", " << Base
       << ")\n";
    return R;
  }
  case ExprKind::Level: {
    std::string R = fresh();
    OS << "  " << R << " = call @KeGetCurrentIrql()\n";
    return widened(R, 8);
  }
  case ExprKind::OldLevel: {
    std::string R = fresh();
    OS << "  " << R << " = load u8 %" << F->Params[E.Index].Name
       << "->STOR_LOCK_HANDLE.Context->STOR_LOCK_CONTEXT.OldIrql\n";
    return widened(R, 8);
  }
  case ExprKind::Binary:
    return binary(E);
  case ExprKind::And:
  case ExprKind::Or:
  case ExprKind::Not:
    return truth(E);
  }
  return "0";
}

std::string Emitter::typed(const Expr &E) {
  std::string V = operand(E);
  return V.front() == '%' ? V : "u32 " + V;
}

void Emitter::branch(const Expr &E, llvm::StringRef Then,
                     llvm::StringRef Else) {
  if (E.Kind == ExprKind::Not) {
    branch(E.Kids[0], Else, Then);
    return;
  }
  if (E.Kind == ExprKind::And || E.Kind == ExprKind::Or) {
    std::string Second = label(E.Kind == ExprKind::And ? "and" : "or");
    if (E.Kind == ExprKind::And)
      branch(E.Kids[0], Second, Else);
    else
      branch(E.Kids[0], Then, Second);
    open(Second);
    branch(E.Kids[1], Then, Else);
    return;
  }
  std::string R;
  if (E.Kind == ExprKind::Binary && isComparison(E.Word)) {
    std::string A = operand(E.Kids[0]), B = operand(E.Kids[1]);
    R = fresh();
    OS << "  " << R << " = " << E.Word << " u32 " << A << ", " << B << '\n';
  } else {
    std::string A = operand(E);
    R = fresh();
    OS << "  " << R << " = ne u32 " << A << ", 0\n";
  }
  OS << "  br " << R << ", " << Then << ", " << Else << '\n';
  Closed = true;
}

std::string Emitter::place(const Ref &R) {
  switch (R.Kind) {
  case RefKind::None:
    return "ptr 0";
  case RefKind::Local:
    return localName(R.Index) + (F->Locals[R.Index].Kind == LocalKind::Context
                                     ? "->QUEUE.Handle"
                                     : "");
  case RefKind::Param:
    return "%" + F->Params[R.Index].Name;
  case RefKind::Queue:
    return ext() + "->ADAPTER.Queue->QUEUE.Handle";
  case RefKind::QueueOf:
    return ext() + "->ADAPTER.Queues[" + typed(Expr::local(R.Index)) +
           " x 48]->QUEUE.Handle";
  }
  return "";
}

std::string Emitter::address(const Ref &R) {
  std::string Where = place(R);
  bool Simple = R.Kind == RefKind::None || R.Kind == RefKind::Param ||
                (R.Kind == RefKind::Local &&
                 F->Locals[R.Index].Kind != LocalKind::Context);
  if (Simple)
    return Where;
  std::string A = fresh();
  OS << "  " << A << " = addr " << Where << '\n';
  return A;
}

} // namespace miniport::oracle
