//===- Constraint.h - What is known of a value on a path ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A constraint is an interval, known bits and a few values that it is not. The
// facts of a path map values to constraints. Facts are about values only: no
// store ever changes one.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_CONSTRAINT_H
#define MINIPORT_ENGINE_CONSTRAINT_H

#include "engine/Symbols.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/Support/KnownBits.h"

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
  void print(llvm::raw_ostream &OS) const;

private:
  void normalise();
};

/// The facts of one path: sorted by value, never trivial.
class Facts {
public:
  using Entry = std::pair<ValueId, Constraint>;
  const Constraint *find(ValueId V) const;
  void set(ValueId V, Constraint C);
  void erase(ValueId V);
  llvm::ArrayRef<Entry> entries() const { return Entries; }
  bool empty() const { return Entries.empty(); }
  template <typename Pred> void removeIf(Pred P) {
    llvm::erase_if(Entries, [&](const Entry &E) { return P(E.first); });
  }
  friend bool operator==(const Facts &A, const Facts &B) {
    return A.Entries == B.Entries;
  }

private:
  std::vector<Entry> Entries;
};

/// What the facts say of V, its structure included.
Constraint evaluate(const Symbols &S, const Facts &F, ValueId V);

/// Adds that V (of any width) is non-zero, or is zero. False: impossible.
bool assume(Symbols &S, Facts &F, ValueId V, bool NonZero);
/// Adds C to V and to the parts of V that it pins down. False: impossible.
bool assumeIn(Symbols &S, Facts &F, ValueId V, const Constraint &C);

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_CONSTRAINT_H
