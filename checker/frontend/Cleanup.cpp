//===- Cleanup.cpp - Tidying the blocks of a function ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The CFG leaves blocks that only jump, blocks that nothing reaches, and
// chains. What stays is in reverse post-order, registers numbered as they come.
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

namespace miniport::frontend {

using namespace clang;
using ir::Opcode;

/// Labels keep their names; other blocks are numbered at the end.
void FunctionLowering::nameBlocks() {
  for (const CFGBlock *B : *Graph)
    if (const auto *Label = dyn_cast_or_null<LabelStmt>(B->getLabel()))
      Blocks[BlockOf[B->getBlockID()]].Name = U.save(Label->getName());
}

namespace {

class Tidying {
public:
  Tidying(std::vector<ir::Block> &Blocks) : Blocks(Blocks) {}

  void run() {
    threadJumps();
    order();
    mergeChains();
    rebuild();
  }

private:
  template <typename Callback>
  static void forEachTarget(ir::Instruction &End, Callback C) {
    for (uint32_t &T : End.Targets)
      C(T);
    if (ir::RareParts *Rare = End.rare())
      for (ir::SwitchCase &Case : Rare->Cases)
        C(Case.Target);
  }

  void threadJumps();
  void order();
  void mergeChains();
  void rebuild();

  std::vector<ir::Block> &Blocks;
  std::vector<uint32_t> Order;
};

/// Jumps to a block that only jumps go on to where it leads.
void Tidying::threadJumps() {
  std::vector<uint32_t> To(Blocks.size());
  for (uint32_t I = 0; I < Blocks.size(); ++I) {
    uint32_t T = I;
    // A loop without anything in it is its own end.
    for (unsigned Steps = 0; Steps < 64; ++Steps) {
      const ir::Block &B = Blocks[T];
      if (B.Instructions.size() != 1 || B.Instructions[0].Op != Opcode::Goto ||
          B.Instructions[0].Targets[0] == T || T == 0)
        break;
      T = B.Instructions[0].Targets[0];
    }
    To[I] = T;
  }
  for (ir::Block &B : Blocks)
    if (!B.Instructions.empty())
      forEachTarget(B.Instructions.back(), [&](uint32_t &T) { T = To[T]; });
}

void Tidying::order() {
  std::vector<bool> Seen(Blocks.size());
  std::vector<std::pair<uint32_t, llvm::SmallVector<uint32_t, 4>>> Stack;
  auto Push = [&](uint32_t B) {
    if (Seen[B])
      return;
    Seen[B] = true;
    Stack.push_back({B, ir::successors(Blocks[B])});
    // The last is popped first, and then comes first in the final order: let
    // that be the last successor's block only after the others.
  };
  Order.clear();
  Push(0);
  while (!Stack.empty()) {
    auto &[B, Next] = Stack.back();
    if (Next.empty()) {
      Order.push_back(B);
      Stack.pop_back();
      continue;
    }
    uint32_t Succ = Next.pop_back_val();
    Push(Succ);
  }
  std::reverse(Order.begin(), Order.end());
}

void Tidying::mergeChains() {
  std::vector<unsigned> Preds(Blocks.size());
  for (uint32_t B : Order)
    for (uint32_t S : ir::successors(Blocks[B]))
      ++Preds[S];
  std::vector<bool> Gone(Blocks.size());
  for (uint32_t B : Order) {
    if (Gone[B])
      continue;
    while (Blocks[B].Instructions.back().Op == Opcode::Goto) {
      uint32_t Next = Blocks[B].Instructions.back().Targets[0];
      // A label's block keeps its name, and so stays, unless it is all there
      // is.
      if (Preds[Next] != 1 || Next == B || Next == 0 ||
          !Blocks[Next].Name.empty())
        break;
      std::vector<ir::Instruction> &Into = Blocks[B].Instructions;
      Into.pop_back();
      std::move(Blocks[Next].Instructions.begin(),
                Blocks[Next].Instructions.end(), std::back_inserter(Into));
      Gone[Next] = true;
    }
  }
  llvm::erase_if(Order, [&](uint32_t B) { return Gone[B]; });
}

void Tidying::rebuild() {
  std::vector<uint32_t> NewIndex(Blocks.size(), ir::None);
  std::vector<ir::Block> Kept;
  Kept.reserve(Order.size());
  for (uint32_t B : Order) {
    NewIndex[B] = Kept.size();
    // Without what they had room for: instructions are large.
    // (shrink_to_fit does nothing where exceptions are off.)
    std::vector<ir::Instruction> &Old = Blocks[B].Instructions;
    Kept.push_back({Blocks[B].Name,
                    {std::make_move_iterator(Old.begin()),
                     std::make_move_iterator(Old.end())}});
    Old = {};
  }
  for (ir::Block &B : Kept)
    forEachTarget(B.Instructions.back(), [&](uint32_t &T) { T = NewIndex[T]; });
  Blocks = std::move(Kept);
}

/// Calls C on every operand of an instruction.
template <typename Callback> void forEachValue(ir::Instruction &I, Callback C) {
  for (ir::Value &V : I.Args)
    C(V);
  for (ir::Place *P : I.places()) {
    C(P->Base);
    for (ir::Step &S : P->Steps)
      C(S.Index);
  }
}

} // namespace

void FunctionLowering::cleanUp() {
  Tidying(Blocks).run();
  std::vector<uint32_t> Registers(NextRegister, ir::None);
  std::vector<uint32_t> LocalIndex(Locals.size(), ir::None);
  std::vector<ir::Local> KeptLocals;
  NextRegister = 0;
  for (ir::Block &B : Blocks)
    for (ir::Instruction &I : B.Instructions)
      if (I.Result != ir::None)
        I.Result = Registers[I.Result] = NextRegister++;
  std::vector<bool> Used(Locals.size());
  for (ir::Block &B : Blocks)
    for (ir::Instruction &I : B.Instructions)
      forEachValue(I, [&](ir::Value &V) {
        if (V.Kind == ir::ValueKind::Local)
          Used[V.Index] = true;
      });
  for (uint32_t L = 0; L < Locals.size(); ++L)
    if (Used[L]) {
      LocalIndex[L] = KeptLocals.size();
      KeptLocals.push_back(Locals[L]);
    }
  Locals = std::move(KeptLocals);
  unsigned Number = 0;
  llvm::StringSet<> Names;
  for (ir::Block &B : Blocks) {
    for (ir::Instruction &I : B.Instructions)
      forEachValue(I, [&](ir::Value &V) {
        if (V.Kind == ir::ValueKind::Register)
          V.Index = Registers[V.Index];
        else if (V.Kind == ir::ValueKind::Local)
          V.Index = LocalIndex[V.Index];
      });
    std::string Name = &B == &Blocks.front() ? "entry" : B.Name.str();
    if (Name.empty())
      Name = "b" + std::to_string(++Number);
    while (!Names.insert(Name).second)
      Name = "b" + std::to_string(++Number);
    B.Name = U.save(Name);
  }
}

} // namespace miniport::frontend
