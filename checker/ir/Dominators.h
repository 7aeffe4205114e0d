//===- Dominators.h - Dominance between blocks ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_DOMINATORS_H
#define MINIPORT_IR_DOMINATORS_H

#include "ir/IR.h"

namespace miniport::ir {

/// Immediate dominators of a function's blocks, by the iteration of Cooper,
/// Harvey and Kennedy ("A Simple, Fast Dominance Algorithm", 2001). All targets
/// must be blocks of the function.
class Dominators {
public:
  explicit Dominators(const Function &F);

  bool isReachable(uint32_t Block) const { return Order[Block] != None; }
  /// Reflexive; false for blocks that the entry does not reach.
  bool dominates(uint32_t A, uint32_t B) const;
  /// None for the entry and for blocks that it does not reach.
  uint32_t immediate(uint32_t Block) const {
    return Block == 0 ? None : Parent[Block];
  }
  /// Reachable blocks in reverse post-order.
  llvm::ArrayRef<uint32_t> reversePostOrder() const { return Sequence; }

private:
  void number(const Function &F);
  uint32_t intersect(uint32_t A, uint32_t B) const;

  std::vector<uint32_t> Sequence;
  std::vector<uint32_t> Order;  ///< position in Sequence, by block
  std::vector<uint32_t> Parent; ///< immediate dominator, by block
};

} // namespace miniport::ir

#endif // MINIPORT_IR_DOMINATORS_H
