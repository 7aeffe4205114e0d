//===- Dominators.cpp - Dominance between blocks --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Dominators.h"
#include <algorithm>

namespace miniport::ir {

/// Post-order by an explicit stack: a switch ladder may be thousands deep.
void Dominators::number(const Function &F) {
  struct Frame {
    uint32_t Block;
    llvm::SmallVector<uint32_t, 4> Next;
    size_t Done;
  };
  std::vector<bool> Seen(F.Blocks.size());
  std::vector<Frame> Stack;
  auto Enter = [&](uint32_t Block) {
    Seen[Block] = true;
    Stack.push_back({Block, successors(F.Blocks[Block]), 0});
  };
  Enter(0);
  while (!Stack.empty()) {
    Frame &Top = Stack.back();
    if (Top.Done == Top.Next.size()) {
      Sequence.push_back(Top.Block);
      Stack.pop_back();
      continue;
    }
    uint32_t Next = Top.Next[Top.Done++];
    if (!Seen[Next])
      Enter(Next);
  }
  std::reverse(Sequence.begin(), Sequence.end());
  for (uint32_t I = 0; I < Sequence.size(); ++I)
    Order[Sequence[I]] = I;
}

uint32_t Dominators::intersect(uint32_t A, uint32_t B) const {
  while (A != B) {
    while (Order[A] > Order[B])
      A = Parent[A];
    while (Order[B] > Order[A])
      B = Parent[B];
  }
  return A;
}

Dominators::Dominators(const Function &F)
    : Order(F.Blocks.size(), None), Parent(F.Blocks.size(), None) {
  if (F.Blocks.empty())
    return;
  number(F);
  std::vector<std::vector<uint32_t>> Predecessors(F.Blocks.size());
  for (uint32_t Block : Sequence)
    for (uint32_t Next : successors(F.Blocks[Block]))
      Predecessors[Next].push_back(Block);
  Parent[0] = 0;
  bool Changed = true;
  while (Changed) {
    Changed = false;
    for (uint32_t Block : llvm::ArrayRef(Sequence).drop_front()) {
      uint32_t New = None;
      for (uint32_t Before : Predecessors[Block])
        if (Parent[Before] != None)
          New = New == None ? Before : intersect(Before, New);
      Changed |= New != Parent[Block];
      Parent[Block] = New;
    }
  }
}

bool Dominators::dominates(uint32_t A, uint32_t B) const {
  if (!isReachable(A) || !isReachable(B))
    return false;
  while (Order[B] > Order[A])
    B = Parent[B];
  return A == B;
}

} // namespace miniport::ir
