//===- Time.h - How long a busy wait can take -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The time of a stall below a root: its amount, times the bounds of the loops
// around it in its own function, times those around each call on the longest
// way down from the root. A loop's bound is read off a counter that a constant,
// or a parameter known in the context, limits. A loop without one counts once,
// and the time is marked unbounded: more than this, but nobody knows how much.
// If only the device ends the loop, no time is long enough: it is a poll.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_TIME_H
#define MINIPORT_ENGINE_TIME_H

#include "engine/Engine.h"

namespace miniport::engine {

struct Duration {
  double Microseconds = 0;
  bool Unbounded = false;
  bool Poll = false; ///< unbounded, and only the device ends it
  std::string How;   ///< "100 x 5000 us", if there is a product
};

class LoopBounds {
public:
  explicit LoopBounds(const Code &C) : C(C) {}
  /// How often the block in the loop can run, at most, each time the loop is
  /// entered; nothing if that is not known. Params: what the context knows of
  /// the parameters.
  std::optional<uint64_t> bound(const Symbols &S, uint32_t F, uint32_t Loop,
                                uint32_t Block, llvm::ArrayRef<ValueId> Params);
  /// Whether only what is read from the device ends the loop.
  bool isPoll(uint32_t F, uint32_t Loop);

  /// How often a site may run.
  struct Factor {
    double Times = 1;
    bool Unbounded = false, Poll = false;
  };
  /// By the loops around it in its own function.
  Factor around(const Symbols &S, SiteId Site, llvm::ArrayRef<ValueId> Params);
  /// The loops around the calls on the longest way down from the root to a
  /// context; one entry for each (root, context).
  std::map<std::pair<uint32_t, ContextId>, Factor> Above;

private:
  const Code &C;
  std::map<std::tuple<uint32_t, uint32_t, uint32_t, std::vector<ValueId>>,
           std::optional<uint64_t>>
      Known;
};

/// Time that the stalls of the occurrence's site take in one entry of the root.
Duration stallTime(const Engine &E, LoopBounds &Bounds, const Occurrence &O);
/// The same along the calls of one path.
Duration stallTime(const Engine &E, LoopBounds &Bounds, const Confirmation &C);

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_TIME_H
