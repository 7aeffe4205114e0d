//===- Verifier.h - Faults of driver IR -----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_VERIFIER_H
#define MINIPORT_IR_VERIFIER_H

#include "Dominators.h"
#include "ir/IR.h"
#include <string>

namespace miniport::ir {

class Verifier {
public:
  explicit Verifier(const Module &M) : M(M) {}

  void module();
  void function(const Function &F);
  std::vector<std::string> Faults;

private:
  void fault(const llvm::Twine &What);
  void type(Type Ty, const llvm::Twine &Owner);
  void record(const Record &R);
  void global(const Global &G);
  void head();
  void blocks();
  void definitions();
  void instruction();
  void operands();
  void result();
  void place(const Place &P);
  void value(const Value &V);
  void uses(const Value &V);
  void sameType(const Value &V, Type Ty, llvm::StringRef What);
  void count(size_t Args, size_t Targets);
  void call();
  void binary();
  void switchCases();
  void returns();

  const Module &M;
  const Function *F = nullptr;
  uint32_t BlockIndex = 0, Index = 0; ///< of the instruction in hand
  const Instruction *I = nullptr;
  std::unique_ptr<Dominators> Dominance;
  struct Definition {
    uint32_t Block = None, Instruction = None;
    Type Ty;
  };
  std::vector<Definition> Definitions; ///< by register
};

} // namespace miniport::ir

#endif // MINIPORT_IR_VERIFIER_H
