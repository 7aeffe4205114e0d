//===- Relevance.h - What the simulation has to look at
//--------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An instruction is relevant if it has a rule effect, or decides whether one
// happens, or computes or stores what such a decision, a lock argument or a
// stall amount reads: to a fixed point over the call graph, memory included.
// The rest is skipped. Liveness says which keys a later relevant instruction
// may still read; what nothing will read is dropped before states are joined.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_RELEVANCE_H
#define MINIPORT_ENGINE_RELEVANCE_H

#include "engine/Code.h"

namespace miniport::engine {

/// Where a function of the rule base writes: its arguments by index, and
/// whether the result of the call is new at every call.
struct RoutineWrites {
  llvm::SmallVector<int, 4> Objects; ///< arguments whose object is written
};
RoutineWrites writesOf(const facts::Routine &R);

/// Does the call matter to some rule by itself?
bool hasRuleEffect(const facts::Routine &R);
/// Does it touch locks or the IRQL?
bool touchesLockState(const facts::Routine &R);

class Relevance {
public:
  Relevance(const Code &Code, const Symbols &Syms);

  bool isRelevant(SiteId Site) const { return Instructions.test(Site); }
  /// The function, or one it calls, has a rule effect or a relevant store.
  bool mustSimulate(uint32_t F) const { return Matters.test(F); }
  bool hasEffect(uint32_t F) const { return Effects.test(F); }
  bool touchesLocks(uint32_t F) const { return LockEffects.test(F); }
  /// It, or a function it calls, releases a lock.
  bool releases(uint32_t F) const { return Releases.test(F); }
  bool isRelevantParam(uint32_t F, uint32_t P) const;
  bool isRelevantResult(uint32_t F) const { return Results.test(F); }
  bool isRelevantKey(AliasKey K) const {
    return K < Keys.size() && Keys.test(K);
  }
  /// Keys (not of locals) that the function or a callee may write, relevant
  /// ones only.
  const llvm::BitVector &writtenKeys(uint32_t F) const { return Written[F]; }
  const llvm::BitVector &readKeys(uint32_t F) const { return Read[F]; }

  /// Fixed keys, then this function's locals, then registers and parameters.
  struct Live {
    llvm::BitVector Keys;      ///< fixed keys
    llvm::BitVector Locals;    ///< this function's locals
    llvm::BitVector Registers; ///< used in a block other than their own
  };
  const Live &liveIn(uint32_t F, uint32_t Block) const {
    return LiveIn[F][Block];
  }
  const llvm::BitVector &liveOut(uint32_t F) const { return LiveOut[F]; }

  /// The alias key of an IR place, read or written with so many bits.
  AliasKey keyOf(const ir::Place &P, uint64_t Bits) const;

private:
  friend class RelevanceSolver;
  void computeLiveness();
  void transfer(uint32_t F, uint32_t Block, Live &L,
                llvm::BitVector *AtCalls) const;

  const Code &C;
  const Symbols &Syms;
  llvm::BitVector Instructions, Matters, Effects, LockEffects, Releases,
      Results, Keys;
  std::vector<llvm::BitVector> Params, Locals, Registers;
  std::vector<llvm::BitVector> Written, Read, LiveOut;
  std::vector<std::vector<Live>> LiveIn;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_RELEVANCE_H
