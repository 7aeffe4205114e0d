//===- InstructionPrinter.cpp - Instructions to text ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Printer.h"
#include "TextNames.h"
#include "llvm/ADT/StringExtras.h"

namespace miniport::ir {

void Printer::label(uint32_t Target, const Function &F) {
  if (Target < F.Blocks.size())
    name(F.Blocks[Target].Name);
  else
    OS << "none";
}

void Printer::arguments(llvm::ArrayRef<Value> Args, const Function &F) {
  OS << '(';
  llvm::ListSeparator Comma;
  for (const Value &V : Args) {
    OS << Comma;
    value(V, &F);
  }
  OS << ')';
}

void Printer::call(const Instruction &I, const Function &F) {
  OS << "call ";
  if (I.NoReturn)
    OS << "noreturn ";
  Type Implied;
  const Value &Callee = I.Args[0];
  if (I.Result != None && Callee.Kind == ValueKind::Function &&
      Callee.Index < M.Functions.size())
    Implied = M.Functions[Callee.Index].Result;
  if (I.Ty != Implied) {
    type(I.Ty);
    OS << ' ';
  }
  value(Callee, &F);
  arguments(llvm::ArrayRef(I.Args).drop_front(), F);
}

void Printer::cases(const Instruction &I, const Function &F) {
  OS << " {";
  llvm::ListSeparator Comma(",");
  for (const SwitchCase &Case : I.cases()) {
    OS << Comma << ' ' << Case.Low;
    if (Case.High != Case.Low)
      OS << ".." << Case.High;
    OS << ": ";
    label(Case.Target, F);
  }
  OS << " }";
}

void Printer::body(const Instruction &I, const Function &F) {
  auto Arg = [&](unsigned N, Type Expected = {}) {
    operand(N < I.Args.size() ? I.Args[N] : Value(), Expected, &F);
  };
  auto Target = [&](unsigned N) { label(I.Targets[N], F); };
  switch (I.Op) {
  case Opcode::Load:
    OS << (I.Volatile ? "load volatile " : "load ");
    type(I.Ty);
    OS << ' ';
    place(I.Where, &F);
    return;
  case Opcode::Store:
    OS << (I.Volatile ? "store volatile " : "store ");
    type(I.Ty);
    OS << ' ';
    Arg(0, I.Ty);
    OS << ", ";
    place(I.Where, &F);
    return;
  case Opcode::Addr:
    OS << "addr ";
    place(I.Where, &F);
    return;
  case Opcode::Copy:
    OS << "copy " << I.Bytes << ", ";
    place(I.Where, &F);
    OS << ", ";
    place(I.from(), &F);
    return;
  case Opcode::Zero:
    OS << "zero " << I.Bytes << ", ";
    place(I.Where, &F);
    return;
  case Opcode::Binary:
    OS << spelling(I.Operator) << ' ';
    type(I.OperandType);
    OS << ' ';
    Arg(0, I.OperandType);
    OS << ", ";
    Arg(1, I.OperandType);
    return;
  case Opcode::Cast:
    OS << "cast ";
    type(I.Ty);
    OS << ", ";
    Arg(0);
    return;
  case Opcode::Opaque:
    OS << (I.Pure ? "opaque pure " : "opaque ");
    type(I.Ty);
    arguments(I.Args, F);
    return;
  case Opcode::Call:
    if (I.Args.empty())
      OS << "call none()";
    else
      call(I, F);
    return;
  case Opcode::ScopeEnd:
    OS << "end ";
    value(I.Where.Base, &F);
    return;
  case Opcode::Assume:
    OS << "assume ";
    Arg(0);
    return;
  case Opcode::Goto:
    OS << "goto ";
    Target(0);
    return;
  case Opcode::Branch:
    OS << "br ";
    Arg(0);
    OS << ", ";
    Target(0);
    OS << ", ";
    Target(1);
    return;
  case Opcode::Switch:
    OS << "switch ";
    Arg(0);
    OS << ", ";
    Target(0);
    cases(I, F);
    return;
  case Opcode::Return:
    OS << "ret";
    if (I.Args.empty())
      return;
    OS << ' ';
    type(I.Ty);
    OS << ' ';
    Arg(0, I.Ty);
    return;
  case Opcode::Unreachable:
    OS << "unreachable";
    return;
  }
}

void Printer::instruction(const Instruction &I, const Function &F) {
  OS << "  ";
  if (I.Result != None)
    OS << '%' << I.Result << " = ";
  body(I, F);
  if (!I.text().empty()) {
    OS << ' ';
    string(I.text());
  }
  location(I.Loc);
  OS << '\n';
}

} // namespace miniport::ir
