//===- Inputs.cpp - What the outside world answers ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Inputs.h"
#include "llvm/ADT/STLExtras.h"

namespace miniport::oracle {

static uint64_t truncate(uint64_t Bits, unsigned Width) {
  return Width >= 64 ? Bits : Bits & ((uint64_t(1) << Width) - 1);
}

/// What becomes one of the constants by one operation with another.
void ValuePool::addDerived(const ir::Module &M) {
  const std::vector<uint64_t> Plain = Constants;
  for (const ir::Function &F : M.Functions)
    for (const ir::Block &B : F.Blocks)
      for (const ir::Instruction &I : B.Instructions) {
        if (I.Op != ir::Opcode::Binary || !I.Args[1].isInt())
          continue;
        uint64_t By = I.Args[1].Bits;
        for (uint64_t C : Plain)
          switch (I.Operator) {
          case ir::BinaryOp::Add:
            Constants.push_back(C - By);
            break;
          case ir::BinaryOp::Sub:
            Constants.push_back(C + By);
            break;
          case ir::BinaryOp::Xor:
            Constants.push_back(C ^ By);
            break;
          case ir::BinaryOp::Shr:
            Constants.push_back(By < 64 ? C << By : 0);
            break;
          case ir::BinaryOp::Shl:
            Constants.push_back(By < 64 ? C >> By : 0);
            break;
          default:
            break;
          }
      }
}

ValuePool::ValuePool(const ir::Module &M) {
  auto Add = [&](uint64_t Bits) {
    Constants.push_back(Bits);
    Neighbours.push_back(Bits - 1);
    Neighbours.push_back(Bits + 1);
  };
  for (const ir::Function &F : M.Functions)
    for (const ir::Block &B : F.Blocks)
      for (const ir::Instruction &I : B.Instructions) {
        if (I.Op == ir::Opcode::Binary)
          for (const ir::Value &V : I.Args)
            if (V.isInt())
              Add(V.Bits);
        for (const ir::SwitchCase &Case : I.cases()) {
          Add(static_cast<uint64_t>(Case.Low));
          Add(static_cast<uint64_t>(Case.High));
        }
      }
  addDerived(M);
  for (std::vector<uint64_t> *List : {&Constants, &Neighbours}) {
    llvm::sort(*List);
    List->erase(std::unique(List->begin(), List->end()), List->end());
  }
}

uint64_t ValuePool::pick(Random &Rng, unsigned Width) const {
  uint64_t Dice = Rng.below(100);
  if (Dice < 25)
    return 0;
  if (Dice < 40)
    return 1;
  if (Dice < 75 && !Constants.empty())
    return truncate(Rng.pick(Constants), Width);
  if (Dice < 85 && !Neighbours.empty())
    return truncate(Rng.pick(Neighbours), Width);
  if (Dice < 93)
    return truncate(~uint64_t(0), Width);
  return truncate(Rng.bits(), Width);
}

uint64_t Inputs::next(unsigned Width) {
  if (Given == Answers.size())
    Answers.push_back(Pool.pick(Rng, Width));
  return truncate(Answers[Given++], Width);
}

} // namespace miniport::oracle
