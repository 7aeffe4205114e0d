//===- Relevance.h - What the simulation has to look at -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An instruction is relevant if it changes which locks are held or the IRQL, or
// decides whether that happens, or computes or stores what such a decision or a
// lock argument reads: to a fixed point over the call graph, memory included.
// The rest is skipped. Calls that checks only watch (a wait, a routine with a
// highest level) are observed wherever they stand, but nothing is told apart
// for their sake: whether a path leads to one is asked when a check suspects
// it. For that question it is a target, and as relevant as a lock.
//
// Liveness says which keys a later relevant instruction may still read; what
// nothing will read is dropped before states are joined.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_RELEVANCE_H
#define MINIPORT_ENGINE_RELEVANCE_H

#include "engine/MemoryUse.h"
#include "engine/State.h"

namespace miniport::engine {

class Relevance {
public:
  /// Coarse: the branches that decide what is stored are not told apart, and a
  /// value that is computed from several things is as good as unknown; two
  /// tests of what was stored agree all the same. Fine: they are, and it is
  /// not. Answers: as fine, but only of what interrupt routines return; no
  /// locks. Everything: all instructions, for a run along one way.
  enum Grain : uint8_t { Coarse, Fine, Answers, Everything };

  /// Targets: calls that are as relevant as locks. Calm: functions whose locks
  /// are of no interest. Alone: the only function that will be run, if not all.
  Relevance(const Code &Code, const Symbols &Syms, const MemoryUse &Use,
            Grain G, llvm::ArrayRef<SiteId> Targets = {},
            llvm::BitVector Calm = {}, uint32_t Alone = ir::None);

  bool isCoarse() const { return IsCoarse; }
  bool isRelevant(SiteId Site) const { return Instructions.test(Site); }
  /// Its value is computed where it is defined.
  bool isTracked(uint32_t F, const ir::Value &V) const {
    return V.Kind != ir::ValueKind::Register || Registers[F].test(V.Index) ||
           C.constant(F, V.Index);
  }
  /// A call that checks may want to know of, or that leads to one.
  bool isObserved(SiteId Site) const { return ObservedCalls.test(Site); }

  // Of a function and all that it calls:
  /// It may take or release a lock of that class, or speak of it.
  bool mayTouch(uint32_t F, const HeldLock &L) const {
    uint32_t Mask = L.ByPort ? Acquired[F] : Acquired[F] | Released[F];
    return Mask >> static_cast<unsigned>(L.Class) & 1;
  }
  /// A lock is taken or released, or the IRQL changed.
  bool touchesLocks(uint32_t F) const { return LockEffects.test(F); }
  /// It calls what is declared nowhere and may know a lock of its caller's.
  bool guessesLocks(uint32_t F) const { return Guesses.test(F); }
  bool releases(uint32_t F) const { return Releases.test(F); }
  /// Locks, IRQL, or a target.
  bool hasEffect(uint32_t F) const { return Effects.test(F); }
  bool observes(uint32_t F) const { return Observes.test(F); }
  /// Its values depend on the IRQL.
  bool readsLevel(uint32_t F) const { return ReadsLevel.test(F); }
  /// It hands the parameter on to a function that cannot be followed.
  bool handsOn(uint32_t F, uint32_t Param) const {
    return HandedOn[F].test(Param);
  }
  /// What it calls cannot all be followed, and may write for it.
  bool isUnfollowed(uint32_t F) const { return Unfollowed.test(F); }
  /// It stores, or returns, what something relevant reads.
  bool hasDataEffect(uint32_t F) const { return DataEffects.test(F); }

  /// Small, and writes nothing that a caller sees: two calls agree.
  bool isPredicate(uint32_t F) const { return Predicates.test(F); }

  /// An entry point whose success says what the others find.
  bool initialises(uint32_t F) const { return Initialises.test(F); }

  /// Keys that something relevant reads, but for those of locals.
  const llvm::BitVector &relevantKeys() const { return Keys; }
  /// Those of them in which handles carry tokens.
  llvm::ArrayRef<AliasKey> tokenKeys() const { return TokenKeys; }
  bool isRelevantParam(uint32_t F, uint32_t P) const {
    return P < Params[F].size() && Params[F].test(P);
  }
  /// It says which lock is meant.
  bool isIdentityParam(uint32_t F, uint32_t P) const {
    return P < IdentityParams[F].size() && IdentityParams[F].test(P);
  }
  bool isRelevantResult(uint32_t F) const { return Results.test(F); }
  /// Keys (not of locals) that the function or a callee may write, relevant
  /// ones only.
  const llvm::BitVector &writtenKeys(uint32_t F) const { return Written[F]; }
  const llvm::BitVector &readKeys(uint32_t F) const { return Read[F]; }

  /// What is read after some point: fixed keys, then the function's locals,
  /// then its registers (those that are used in another block than their own).
  class Live {
  public:
    Live(const llvm::BitVector &All, unsigned FirstLocal,
         unsigned FirstRegister)
        : All(All), FirstLocal(FirstLocal), FirstRegister(FirstRegister) {}
    bool isKeyLive(AliasKey K) const { return All.test(K); }
    bool isLocalLive(uint32_t L) const { return All.test(FirstLocal + L); }
    bool isRegisterLive(uint32_t R) const {
      return All.test(FirstRegister + R);
    }

  private:
    const llvm::BitVector &All;
    unsigned FirstLocal, FirstRegister;
  };
  Live liveIn(uint32_t F, uint32_t Block) const;
  /// Keys that are read after the function.
  const llvm::BitVector &liveOut(uint32_t F) const { return LiveOut[F]; }

  /// The alias key of an IR place, read or written with so many bits.
  AliasKey keyOf(const ir::Place &P, uint64_t Bits) const {
    return Syms.keyOf(P, Bits);
  }

private:
  friend class RelevanceSolver;
  // Liveness.cpp
  void computeLiveOut(uint32_t Alone);
  void addReads(uint32_t F, const ir::Instruction &I, SiteId Site,
                llvm::BitVector &Live) const;
  std::vector<llvm::BitVector> liveKeys(uint32_t F) const;
  void transfer(uint32_t F, uint32_t Block, llvm::BitVector &Live) const;
  void computeLiveIn(uint32_t F) const;

  const Code &C;
  const Symbols &Syms;
  const bool IsCoarse;
  llvm::BitVector Calm;                        ///< by function, or empty
  llvm::BitVector Instructions, ObservedCalls; ///< by site
  llvm::BitVector Effects, LockEffects, Releases, Observes, ReadsLevel,
      DataEffects, Results, Predicates,
      Initialises;                          ///< by function
  llvm::BitVector Unfollowed, Guesses;      ///< by function
  std::vector<uint32_t> Acquired, Released; ///< masks of lock classes
  llvm::BitVector Keys;
  llvm::SmallVector<AliasKey, 2> TokenKeys; ///< Code::firstScalar
  std::vector<llvm::BitVector> Params, Locals, Registers, HandedOn,
      IdentityParams;
  std::vector<llvm::BitVector> Written, Read, LiveOut;
  /// By function and block; of functions of which that was asked.
  mutable std::vector<std::vector<llvm::BitVector>> LiveIn;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_RELEVANCE_H
