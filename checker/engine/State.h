//===- State.h - The abstract state of a simulation -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// State = property part (IRQL, held locks) + one alternative of (place ->
// value, facts on values). States with equal property parts are alternatives
// ("disjuncts") of each other; see Simulator.h for how they are joined.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_STATE_H
#define MINIPORT_ENGINE_STATE_H

#include "engine/Code.h"
#include "engine/ValueFacts.h"
#include "facts/Facts.h"

namespace miniport::engine {

/// What is known of the IRQL: somewhere from Low to High.
struct Level {
  facts::Irql Low = facts::Irql::Passive, High = facts::Irql::High;
  static Level exactly(facts::Irql L) { return {L, L}; }
  Level raisedTo(facts::Irql L) const {
    return {std::max(Low, L), std::max(High, L)};
  }
  bool isUnknown() const {
    return Low == facts::Irql::Passive && High == facts::Irql::High;
  }
  friend bool operator==(Level A, Level B) {
    return A.Low == B.Low && A.High == B.High;
  }
};

struct HeldLock {
  facts::LockClass Class = facts::LockClass::None;
  ValueId Key = NoId;    ///< identity within the class; NoId: unknown
  ValueId Handle = NoId; ///< address of the lock handle, if it has one
  ValueId Token = NoId;  ///< this acquisition
  Level Saved;           ///< the IRQL to go back to
  /// Held at entry: which parameters point to another handle, as a mask.
  uint32_t OtherHandles = 0;
  SiteId Acquired = NoId;     ///< the call that took it, wherever that is
  uint32_t EntryIndex = NoId; ///< held at entry: which of the entry's locks
  bool Maybe = false;         ///< held on some of the paths joined here
  bool Weak = false;          ///< taken more than once by one site of a loop
  bool ByPort =
      false; ///< the port driver took it: the driver cannot release it

  /// The function took it, and holds it for certain.
  bool isKept() const { return EntryIndex == NoId && !Maybe && !Weak; }
  friend bool sameForMerging(const HeldLock &A, const HeldLock &B) {
    return A.Class == B.Class && A.Token == B.Token && A.Maybe == B.Maybe &&
           A.EntryIndex == B.EntryIndex && A.ByPort == B.ByPort;
  }
};

struct Property {
  Level Irql;
  llvm::SmallVector<HeldLock, 2> Held; ///< in the order of acquisition
  /// Classes of locks that callers, or the port driver, hold and this function
  /// does not touch.
  uint32_t HeldByCallers = 0, HeldByPort = 0;
  /// Classes that are held around a call of a function that leaves them be: it
  /// can neither release them nor be asked for them (mayHold).
  uint32_t HeldAround = 0;
  /// Something touched locks or IRQL that could not be followed: no lock or
  /// IRQL finding until the function returns.
  bool Tainted = false;

  bool mayHold(facts::LockClass C) const;
  /// Mask of the classes that may be held, here or by callers.
  uint32_t heldClasses() const;
  /// From here on nothing is known of locks and IRQL.
  void taint();
  friend bool sameForMerging(const Property &A, const Property &B);
};
bool sameForMerging(const Property &A, const Property &B);
/// Of two that are the same for merging: the locks that General holds for
/// certain have the names that Special has for them, or names that are not
/// known.
bool namesCover(const Property &General, const Property &Special);
/// Of two that are the same for merging: one acquisition has perhaps different
/// names for its identity; what one of the two may hold, both may.
void joinLocks(Property &A, const Property &B);

struct State {
  Property P;
  /// Sorted by place. A smaller place inside a larger one is the newer.
  llvm::SmallVector<std::pair<PlaceId, ValueId>, 8> Bound;
  /// The last write that may have hit places of a key from outside; sorted.
  llvm::SmallVector<std::pair<AliasKey, ValueId>, 4> Stamps;
  ValueId AllStamp = NoId; ///< the last call that may have written anything
  Facts F;
  llvm::SmallVector<std::pair<uint32_t, ValueId>, 4>
      Registers; ///< across blocks; sorted
  /// Microseconds of the stalls so far, by the stall or the call in which they
  /// are; only where a replay adds them up (Guide::addUp).
  llvm::SmallVector<std::pair<SiteId, double>, 0> Stalls;
  bool Blurred = false; ///< joined from paths that disagree
  uint32_t Node = NoId; ///< how it came about

  double stalled() const;
  /// A loop is counted when its first turn is.
  void addStall(SiteId Site, double Microseconds);
};

bool sameMemory(const State &A, const State &B);

/// Loads and stores on a state. One per function being simulated.
class Memory {
public:
  /// Of keys that are not wanted nothing need be known. Tokens: keys of the
  /// scalars in which handles carry them.
  Memory(Symbols &S, const ir::Function &Fn, const Exposure &E,
         const llvm::BitVector &Wanted, llvm::ArrayRef<AliasKey> Tokens)
      : S(S), Fn(Fn), E(E), Wanted(Wanted), Tokens(Tokens) {}

  ValueId load(const State &St, PlaceId P) const;
  /// The places have no bit in common, for sure.
  bool areDisjoint(PlaceId P, PlaceId Q) const {
    return compare(P, Q) == Overlap::None;
  }
  /// The place holds V from the beginning; nothing else is changed.
  void begin(State &St, PlaceId P, ValueId V) const;
  /// Strong for P; forgets what it may alias. Site names the new stamp.
  void store(State &St, PlaceId P, ValueId V, ValueId Stamp) const;
  /// Anything in the object at C (Bits of it, if known) may have changed.
  void forgetObject(State &St, ChainId C, ValueId Stamp) const;
  void forgetKey(State &St, AliasKey K, ValueId Stamp) const;
  void forgetAll(State &St, ValueId Stamp) const;
  // Blocks (Blocks.cpp).
  /// Bytes, from C on, may have changed.
  void forgetBlock(State &St, ChainId C, uint64_t Bytes, ValueId Stamp) const;
  void zero(State &St, ChainId C, uint64_t Bytes, ValueId Stamp) const;
  void copy(State &St, ChainId To, ChainId From, uint64_t Bytes,
            ValueId Stamp) const;
  /// The structure or union at the address, or None.
  uint32_t recordAt(ChainId C) const;
  /// The object at the address is a number, and no part of an array.
  bool isInteger(ChainId C) const;
  /// A value of the token's acquisition lies at C.
  bool holdsToken(const State &St, ChainId C, ValueId Token) const;
  /// Keeps the state small: forgets what memory outside holds beyond Most.
  void limit(State &St, size_t Most, ValueId Stamp) const;
  /// A local's life ends.
  void endScope(State &St, uint32_t Local) const;

  /// Ages every value of Site in the state.
  void age(State &St, SiteId Site) const;

private:
  enum class Overlap { None, Inside, Around, Same, Partly, Maybe };
  /// How the bits of Q lie to those of P.
  Overlap compare(PlaceId P, PlaceId Q) const;
  bool isPrivate(ChainId C) const;
  bool isFrozen(ChainId C) const;
  bool isInLarger(const State &St, PlaceId P) const;
  bool mayBeEqual(ValueId BaseA, ValueId BaseB) const;
  bool isWanted(AliasKey K) const {
    return K < Wanted.size() && Wanted.test(K);
  }
  bool isUnder(ChainId C, ChainId Prefix) const;
  llvm::SmallVector<AliasKey, 16> keysIn(ChainId C, uint64_t Bits) const;
  llvm::SmallVector<PlaceId, 8> scalarsIn(ChainId C, uint32_t Record) const;
  void overwrite(State &St, ChainId C, uint64_t Bits, ValueId V,
                 ValueId Stamp) const;
  void keepBeside(State &St, PlaceId P, AliasKey K) const;
  ValueId stampOf(const State &St, PlaceId P) const;
  void setStamp(State &St, AliasKey K, ValueId Stamp) const;
  ValueId extract(ValueId V, PlaceId From, PlaceId Piece) const;

  /// An object of unknown size, in bits.
  static constexpr uint64_t WholeObject = 1ULL << 40;

  Symbols &S;
  const ir::Function &Fn;
  const Exposure &E;
  const llvm::BitVector &Wanted; ///< by key
  const llvm::ArrayRef<AliasKey> Tokens;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_STATE_H
