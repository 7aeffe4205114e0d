//===- StallSums.h - The way on which busy waits take longest -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// No fact is looked at: what comes out is at least as long as any run, as far
// as the lengths are constants. If that is too long, a replay has to show a run
// that is (Engine::confirmStalls).
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_STALLSUMS_H
#define MINIPORT_ENGINE_STALLSUMS_H

#include "engine/Time.h"

namespace miniport::engine {

/// A way through a function and what it calls.
struct LongestWay {
  struct Step {
    uint32_t Function, From, To; ///< blocks
  };
  double Microseconds = 0;
  std::vector<Step> Steps;
  llvm::SmallVector<SiteId, 8> Calls; ///< of functions that wait
};

/// The calls that keep the processor busy.
std::vector<SiteId> busyWaits(const Code &C);

class StallSums {
public:
  /// Adds up those of Stalls (busyWaits()) of which Counts is true.
  StallSums(const Code &C, Symbols &S, LoopBounds &Bounds,
            llvm::ArrayRef<SiteId> Stalls, std::function<bool(SiteId)> Counts);

  /// Of the longest way through the function, in microseconds.
  double time(uint32_t F) { return summary(keyOf(F)).Microseconds; }
  LongestWay longest(uint32_t F);

private:
  using Params = std::vector<ValueId>;
  /// A function, with what is known of the parameters that matter to time.
  using Key = std::pair<uint32_t, Params>;
  struct Summary {
    bool IsOpen = true; ///< being computed: a recursion counts once
    double Microseconds = 0;
    std::vector<double> From;   ///< by block: the longest from here on, or -1
    std::vector<uint32_t> Next; ///< by block: the one after it, or None
  };
  Key keyOf(uint32_t F) const {
    return {F, Params(C.function(F).Params.size(), NoId)};
  }
  void findWaiting(llvm::ArrayRef<SiteId> Stalls);
  const Summary &summary(const Key &K);
  llvm::SmallVector<uint32_t, 4> after(uint32_t F, uint32_t Block) const;
  void findLongest(const Key &K, Summary &Of);
  double timeOfBlock(const Key &K, uint32_t Block);
  double timeOfCall(const Key &K, SiteId Call);
  Key callee(const Key &K, SiteId Call, uint32_t Target) const;
  void follow(const Key &K, std::set<Key> &Seen, LongestWay &Out);

  const Code &C;
  Symbols &S;
  LoopBounds &Bounds;
  std::function<bool(SiteId)> Counts;
  llvm::BitVector Waits; ///< functions with a stall that counts, or below one
  std::map<Key, Summary> Known;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_STALLSUMS_H
