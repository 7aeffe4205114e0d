//===- RelevanceSolver.h - The fixed point of relevance -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_RELEVANCESOLVER_H
#define MINIPORT_ENGINE_RELEVANCESOLVER_H

#include "engine/MemoryUse.h"
#include "engine/Relevance.h"
#include "engine/RoutineEffects.h"

namespace miniport::engine {

/// The fixed point, by sweeps over functions until there is nothing new for
/// any.
class RelevanceSolver {
public:
  RelevanceSolver(Relevance &R, const MemoryUse &Use, Relevance::Grain G,
                  uint32_t Alone)
      : R(R), Use(Use), M(R.C.module()), Grain(G), Alone(Alone) {}
  void solve(llvm::ArrayRef<SiteId> Targets);

private:
  bool isFine() const {
    return Grain == Relevance::Fine || Grain == Relevance::Answers;
  }
  bool isLookedAt(uint32_t F) const {
    return M.Functions[F].isAnalyzable() && (Alone == ir::None || F == Alone);
  }
  /// Does a call of the routine in F matter by itself?
  bool hasRuleEffect(uint32_t F, const facts::Routine &Rt) const {
    return touchesLockState(Rt) && !R.Calm.test(F) &&
           !(Grain == Relevance::Answers && touchesOnlyLocks(Rt));
  }
  bool callsForEffect(uint32_t F, const CallInfo &Info) const;
  void takeEverything();
  void prepare(llvm::ArrayRef<SiteId> Targets);
  void ownEffects(uint32_t F);
  void addLockClasses(uint32_t F, const ir::Instruction &I,
                      const CallInfo &Info);
  void inheritEffects();
  bool handOn(uint32_t F);
  bool isIdle(uint32_t F, const Code::Brief &I) const;
  void sweep(uint32_t F);
  void finish();
  bool startsRelevant(uint32_t F, SiteId Site, const ir::Instruction &I);
  bool callStartsRelevant(uint32_t F, SiteId Site, const ir::Instruction &I);
  void use(uint32_t F, const ir::Value &V);
  void usePlace(uint32_t F, const ir::Place &P);
  void useKey(uint32_t F, const ir::Place &P, const ir::Type &Ty);
  void useObject(uint32_t F, const ir::Value &V);
  void useCall(uint32_t F, SiteId Site, const ir::Instruction &I);
  void useOperands(uint32_t F, SiteId Site, const ir::Instruction &I);
  void markBlock(uint32_t F, uint32_t Block);
  bool isDecisive(uint32_t F, SiteId Site, const ir::Instruction &I) const;
  bool isFollowed(uint32_t F, const ir::Value &V, unsigned Depth) const;
  void findPredicates();
  void setAnswer(uint32_t F);
  bool mayBePredicate(uint32_t F) const;
  bool isRelevantMemory(uint32_t F, const ir::Place &P, const ir::Type &Ty,
                        uint64_t Bytes);
  bool isAbout(uint32_t F, const llvm::BitVector &NewOnes) const;
  /// Of a set that F asks for.
  void set(uint32_t F, llvm::BitVector &Of, unsigned I) {
    if (Of.test(I))
      return;
    Of.set(I);
    Dirty.set(F);
  }
  /// Of a set for which F's callers ask, too.
  void setParam(uint32_t F, llvm::BitVector &Of, unsigned I) {
    if (Of.test(I))
      return;
    set(F, Of, I);
    for (uint32_t Caller : R.C.unit().callers(F))
      if (M.Functions[Caller].isAnalyzable())
        Dirty.set(Caller);
  }
  void setKey(llvm::BitVector &Of, AliasKey K) {
    if (!Of.test(K))
      NewKeys.set(K);
    Of.set(K);
  }

  Relevance &R;
  const MemoryUse &Use;
  const ir::Module &M;
  const Relevance::Grain Grain;
  const uint32_t Alone;
  llvm::BitVector Dirty;   ///< functions to be looked at
  llvm::BitVector NewKeys; ///< of which functions were not told yet
  /// Is an object whose address is V relevant? A pointer that came from
  /// elsewhere may point to anything of its width.
  bool isAboutRelevant(uint32_t F, const ir::Value &V, unsigned Depth);
  void useWeakly(uint32_t F, const ir::Value &V);
  void usePlaceWeakly(uint32_t F, const ir::Place &P);
  void useOperandsWeakly(uint32_t F, const ir::Instruction &I);
  bool startsWeakly(uint32_t F, const ir::Instruction &I);
  bool pointsToRelevant(uint32_t F, const ir::Value &V);
  void exposeKeys();

  /// What is followed only for the identity of a lock: no branch is told apart
  /// and no call is entered for it.
  struct {
    std::vector<llvm::BitVector> Registers, Params, Locals;
    llvm::BitVector Keys;
  } Weak;
  std::vector<llvm::BitVector> Branches, BlockMarked;
  llvm::BitVector StrongInstructions, IsTarget;
  llvm::BitVector FixedKeys; ///< LinkUnit::fixedFields
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_RELEVANCESOLVER_H
