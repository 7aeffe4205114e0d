//===- ValueFacts.h - What is known of values on a path --------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The facts of a path map values to constraints. Facts are about values only:
// no store ever changes one.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_VALUEFACTS_H
#define MINIPORT_ENGINE_VALUEFACTS_H

#include "engine/Symbols.h"

namespace miniport::engine {

/// The facts of one path: sorted by value, never trivial.
class Facts {
public:
  using Entry = std::pair<ValueId, const Constraint *>; ///< kept by Symbols
  const Constraint *find(ValueId V) const;
  void set(Symbols &S, ValueId V, const Constraint &C);
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
  llvm::SmallVector<Entry, 4> Entries;
};

/// What the facts say of V, its structure included.
Constraint evaluate(const Symbols &S, const Facts &F, ValueId V);

/// Adds that V (of any width) is non-zero, or is zero. False: impossible.
bool assume(Symbols &S, Facts &F, ValueId V, bool NonZero);
/// Adds C to V and to the parts of V that it pins down. False: impossible.
bool assumeIn(Symbols &S, Facts &F, ValueId V, const Constraint &C);

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_VALUEFACTS_H
