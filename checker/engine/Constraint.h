//===- Constraint.h - What is known of a value on a path ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A constraint is an interval, known bits and a few values that it is not.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_CONSTRAINT_H
#define MINIPORT_ENGINE_CONSTRAINT_H

#include "llvm/ADT/Hashing.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/Support/KnownBits.h"
#include <optional>
#include <unordered_set>

namespace miniport::engine {

struct Constraint {
  llvm::ConstantRange Range;
  llvm::KnownBits Known;
  llvm::SmallVector<uint64_t, 2> Not; ///< sorted; at most MaxNot

  static constexpr unsigned MaxNot = 8;

  explicit Constraint(unsigned Width)
      : Range(Width, /*isFullSet=*/true), Known(Width) {}
  static Constraint exactly(uint64_t Bits, unsigned Width);
  static Constraint notEqual(uint64_t Bits, unsigned Width);
  static Constraint in(const llvm::ConstantRange &R);

  unsigned width() const { return Range.getBitWidth(); }
  bool isImpossible() const { return Range.isEmptySet(); }
  bool isTrivial() const {
    return Range.isFullSet() && Known.isUnknown() && Not.empty();
  }
  std::optional<uint64_t> exact() const;
  bool excludes(uint64_t Bits) const;
  bool isNonZero() const { return excludes(0); }

  /// Both hold. May be impossible.
  Constraint operator&(const Constraint &O) const;
  /// One of the two holds; perhaps more than that.
  Constraint operator|(const Constraint &O) const;
  /// Everything that satisfies this satisfies O.
  bool implies(const Constraint &O) const;
  /// What does not satisfy this, if that can be said exactly.
  std::optional<Constraint> complement() const;
  /// Everything satisfies this or O.
  bool isAllWith(const Constraint &O) const;
  /// Grows this to hold O too, jumping to the type's limits where it grows.
  Constraint widen(const Constraint &O) const;

  friend bool operator==(const Constraint &A, const Constraint &B) {
    return A.Range == B.Range && A.Known.Zero == B.Known.Zero &&
           A.Known.One == B.Known.One && A.Not == B.Not;
  }
  friend llvm::hash_code hash_value(const Constraint &C);
  void print(llvm::raw_ostream &OS) const;

  /// Lets the interval, the bits and the values tell each other. Of whoever
  /// sets one of them, before it is used.
  Constraint &normalise();
};

/// Keeps constraints, each once: equal ones have one address.
class ConstraintTable {
public:
  const Constraint *keep(const Constraint &C) { return &*Kept.insert(C).first; }

private:
  struct Hash {
    size_t operator()(const Constraint &C) const { return hash_value(C); }
  };
  std::unordered_set<Constraint, Hash> Kept;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_CONSTRAINT_H
