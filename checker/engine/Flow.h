//===- Flow.h - Order, loops and control dependence of a function ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_FLOW_H
#define MINIPORT_ENGINE_FLOW_H

#include "ir/IR.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace miniport::engine {

/// A strongly connected region entered at Header (for irreducible regions: at
/// the first of its blocks in reverse post-order).
struct Loop {
  uint32_t Header = ir::None;
  uint32_t Parent = ir::None; ///< index of the loop around it
  llvm::BitVector Blocks;
  llvm::SmallVector<uint32_t, 2> Latches; ///< sources of back edges
};

class Flow {
public:
  /// Live gives the successors of a block that control can go to.
  using LiveSuccessors =
      llvm::function_ref<llvm::SmallVector<uint32_t, 4>(uint32_t Block)>;
  Flow(const ir::Function &F, LiveSuccessors Live);

  /// Reachable blocks in reverse post-order.
  llvm::ArrayRef<uint32_t> order() const { return Order; }
  /// Position in order(), or None for an unreachable block.
  uint32_t position(uint32_t Block) const { return Position[Block]; }
  llvm::ArrayRef<uint32_t> predecessors(uint32_t Block) const {
    return Predecessors[Block];
  }
  llvm::ArrayRef<uint32_t> successors(uint32_t Block) const {
    return Successors[Block];
  }
  bool dominates(uint32_t A, uint32_t B) const;

  llvm::ArrayRef<Loop> loops() const { return Loops; } ///< outer before inner
  /// Innermost loop of a block, or None.
  uint32_t loopOf(uint32_t Block) const { return LoopOf[Block]; }
  bool isHeader(uint32_t Block) const { return Headers.test(Block); }
  bool isBackEdge(uint32_t From, uint32_t To) const;
  /// Whatever runs after B, A does (or the function never returns).
  bool postDominates(uint32_t A, uint32_t B) const;

  /// The blocks whose branch decides whether Block runs.
  llvm::ArrayRef<uint32_t> controllers(uint32_t Block) const {
    return Controllers[Block];
  }

private:
  void computeDominators();
  void findLoops();
  void computeControl();

  std::vector<uint32_t> Order, Position, Dominator, PostDominator, LoopOf;
  std::vector<llvm::SmallVector<uint32_t, 2>> Predecessors, Successors,
      Controllers;
  std::vector<Loop> Loops;
  llvm::BitVector Headers;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_FLOW_H
