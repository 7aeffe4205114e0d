//===- Goal.h - One event that a simulation looks for ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A check that suspects something at a call asks whether any path leads there.
// The simulation that answers follows only what can still come to the call:
// within a function the blocks from which it, or a call towards it, can be
// reached; calls elsewhere are simulated for what they do to memory and locks.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_GOAL_H
#define MINIPORT_ENGINE_GOAL_H

#include "engine/Simulator.h"

namespace miniport::engine {

class Goal {
public:
  using Predicate = llvm::function_ref<bool(const Event &)>;

  /// The event at one of the sites, all of one function, of which Accept is
  /// true. Accept must outlive the goal.
  Goal(const Code &C, llvm::ArrayRef<SiteId> Sites, Predicate Accept);

  bool isReachedBy(const Event &E) const {
    return llvm::is_contained(Sites, E.Site) && !E.Tainted && Accept(E);
  }
  /// The function contains the site, or calls one that leads to it.
  bool leads(uint32_t F) const { return Leads.test(F); }
  /// From the beginning of the block, in this call of the function.
  bool isAhead(uint32_t F, uint32_t Block) const;
  /// From behind the instruction.
  bool isAheadOf(uint32_t F, uint32_t Block, uint32_t Instruction) const;

private:
  struct Ways {
    llvm::BitVector Ahead;
    std::vector<uint32_t> Last; ///< last instruction on a way, plus 1, by block
  };
  const Ways &ways(uint32_t F) const;
  bool leadsOn(uint32_t F, SiteId Call) const;

  const Code &C;
  llvm::SmallVector<SiteId, 4> Sites;
  Predicate Accept;
  llvm::BitVector Leads;
  mutable std::map<uint32_t, Ways> Known;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_GOAL_H
