//===- Printer.h - Driver IR to text --------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_PRINTER_H
#define MINIPORT_IR_PRINTER_H

#include "ir/Text.h"

namespace miniport::ir {

class Printer {
public:
  Printer(const Module &M, llvm::raw_ostream &OS) : M(M), OS(OS) {}

  void module();
  void function(const Function &F);
  void value(const Value &V, const Function *F);
  void place(const Place &P, const Function *F);

private:
  void name(llvm::StringRef Name);
  void string(llvm::StringRef S);
  void type(Type Ty);
  void number(uint64_t Bits, Type Ty);
  void operand(const Value &V, Type Expected, const Function *F);
  void symbol(llvm::StringRef Name, bool IsFunction, uint32_t Index);
  void location(const SourceLocation &Loc);
  void point(SourcePoint P);
  void record(const Record &R);
  void global(const Global &G);
  void head(const Function &F);
  void attributes(const Function &F);
  void instruction(const Instruction &I, const Function &F);
  void body(const Instruction &I, const Function &F);
  void call(const Instruction &I, const Function &F);
  void arguments(llvm::ArrayRef<Value> Args, const Function &F);
  void cases(const Instruction &I, const Function &F);
  void label(uint32_t Target, const Function &F);
  void fieldOf(const Step &S);

  const Module &M;
  llvm::raw_ostream &OS;
  /// How many entities of a name come before: globals first, then functions.
  std::vector<uint32_t> Ordinals;
};

} // namespace miniport::ir

#endif // MINIPORT_IR_PRINTER_H
