//===- Flow.cpp - Order, loops and control dependence ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Flow.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace miniport;
using namespace miniport::engine;

namespace {

using Graph = std::vector<llvm::SmallVector<uint32_t, 2>>;

std::vector<uint32_t> postOrder(const Graph &G, uint32_t Entry) {
  std::vector<uint32_t> Result;
  std::vector<uint8_t> Seen(G.size());
  std::vector<std::pair<uint32_t, uint32_t>> Stack = {{Entry, 0}};
  Seen[Entry] = 1;
  while (!Stack.empty()) {
    auto &[Node, Next] = Stack.back();
    if (Next == G[Node].size()) {
      Result.push_back(Node);
      Stack.pop_back();
      continue;
    }
    uint32_t To = G[Node][Next++];
    if (!Seen[To]) {
      Seen[To] = 1;
      Stack.push_back({To, 0});
    }
  }
  return Result;
}

/// Immediate dominators (Cooper, Harvey, Kennedy: A Simple, Fast Dominance
/// Algorithm). None for nodes that Entry does not reach.
std::vector<uint32_t> dominators(const Graph &Succ, const Graph &Pred,
                                 uint32_t Entry) {
  std::vector<uint32_t> Post = postOrder(Succ, Entry);
  std::vector<uint32_t> Number(Succ.size(), ir::None),
      Idom(Succ.size(), ir::None);
  for (auto [I, B] : llvm::enumerate(Post))
    Number[B] = I;
  Idom[Entry] = Entry;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t B : llvm::reverse(Post)) {
      if (B == Entry)
        continue;
      uint32_t New = ir::None;
      for (uint32_t P : Pred[B]) {
        if (Idom[P] == ir::None)
          continue;
        if (New == ir::None) {
          New = P;
          continue;
        }
        uint32_t A = P;
        while (A != New) {
          while (Number[A] < Number[New])
            A = Idom[A];
          while (Number[New] < Number[A])
            New = Idom[New];
        }
      }
      if (New != Idom[B]) {
        Idom[B] = New;
        Changed = true;
      }
    }
  }
  return Idom;
}

} // namespace

Flow::Flow(const ir::Function &F, LiveSuccessors Live) {
  size_t N = F.Blocks.size();
  Predecessors.resize(N);
  Successors.resize(N);
  Controllers.resize(N);
  Position.assign(N, ir::None);
  LoopOf.assign(N, ir::None);
  Headers.resize(N);
  for (uint32_t B = 0; B != N; ++B)
    for (uint32_t S : Live(B))
      if (!llvm::is_contained(Successors[B], S))
        Successors[B].push_back(S);
  std::vector<uint32_t> Post = postOrder(Successors, 0);
  Order.assign(Post.rbegin(), Post.rend());
  for (auto [I, B] : llvm::enumerate(Order))
    Position[B] = I;
  for (uint32_t B : Order)
    for (uint32_t S : Successors[B])
      Predecessors[S].push_back(B);
  Dominator = dominators(Successors, Predecessors, 0);
  findLoops();
  computeControl();
}

bool Flow::dominates(uint32_t A, uint32_t B) const {
  while (Position[B] > Position[A])
    B = Dominator[B];
  return A == B;
}

bool Flow::postDominates(uint32_t A, uint32_t B) const {
  while (B != A && B < Successors.size())
    B = PostDominator[B];
  return A == B;
}

bool Flow::isBackEdge(uint32_t From, uint32_t To) const {
  return Position[From] != ir::None && Position[To] <= Position[From];
}

void Flow::findLoops() {
  size_t N = Successors.size();
  // One loop a header: everything that reaches a retreating edge's source
  // without passing the header (for an irreducible region, an approximation
  // that contains it).
  for (uint32_t H : Order) {
    Loop L;
    L.Header = H;
    L.Blocks.resize(N);
    for (uint32_t P : Predecessors[H])
      if (isBackEdge(P, H))
        L.Latches.push_back(P);
    if (L.Latches.empty())
      continue;
    L.Blocks.set(H);
    llvm::SmallVector<uint32_t, 8> Work(L.Latches.begin(), L.Latches.end());
    while (!Work.empty()) {
      uint32_t B = Work.pop_back_val();
      if (L.Blocks.test(B) || Position[B] < Position[H])
        continue;
      L.Blocks.set(B);
      llvm::append_range(Work, Predecessors[B]);
    }
    Headers.set(H);
    Loops.push_back(std::move(L));
  }
  // Outer loops come first: a header's position is below those inside it.
  for (uint32_t I = 0; I != Loops.size(); ++I) {
    for (uint32_t J = 0; J != I; ++J)
      if (Loops[J].Blocks.test(Loops[I].Header))
        Loops[I].Parent = J;
    for (unsigned B : Loops[I].Blocks.set_bits())
      LoopOf[B] = I;
  }
}

void Flow::computeControl() {
  // Post-dominators over the reversed graph with one exit; a block that reaches
  // no exit (an endless loop) is given an edge to it.
  size_t N = Successors.size();
  uint32_t Exit = N;
  Graph Back(N + 1), Forward(N + 1);
  auto Link = [&](uint32_t From, uint32_t To) {
    Forward[From].push_back(To);
    Back[To].push_back(From);
  };
  for (uint32_t B : Order) {
    for (uint32_t S : Successors[B])
      Link(B, S);
    if (Successors[B].empty())
      Link(B, Exit);
  }
  for (uint32_t B : llvm::reverse(Order)) {
    std::vector<uint32_t> Reached = postOrder(Back, Exit);
    if (Reached.size() == Order.size() + 1)
      break;
    if (!llvm::is_contained(Reached, B))
      Link(B, Exit);
  }
  PostDominator = dominators(Back, Forward, Exit);
  const std::vector<uint32_t> &Post = PostDominator;
  for (uint32_t B : Order) {
    if (Forward[B].size() < 2)
      continue;
    for (uint32_t S : Forward[B])
      for (uint32_t R = S; R != Post[B] && R != Exit; R = Post[R])
        if (!llvm::is_contained(Controllers[R], B))
          Controllers[R].push_back(B);
  }
}
