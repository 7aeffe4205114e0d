//===- EntryFacts.h - What initialisation leaves in the extension ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Storport hands out a device extension full of zeroes. FindAdapter, Initialize
// and passive initialisation run on it, one after the other; what they alone
// store, and have stored when they say that the adapter may run, every other
// entry point finds there.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_ENTRYFACTS_H
#define MINIPORT_ENGINE_ENTRYFACTS_H

#include "engine/Simulator.h"

namespace miniport::engine {

class EntryFacts {
public:
  /// In the order in which Storport runs them.
  enum Phase : uint8_t { FindAdapter, Initialize, PassiveInitialize, RunTime };
  static Phase phaseOf(const LinkUnit &U, const EntryPoint &E);

  EntryFacts(const LinkUnit &U, Symbols &S);

  /// Adds what is known at the entry of E, however initialisation went.
  void addTo(Context &C, const EntryPoint &E) const;
  /// The same, for each way in which it can have gone; empty if there is one.
  std::vector<Facts> ways(const Context &C, const EntryPoint &E) const;
  /// R is a run of E, an entry point of a phase before RunTime. What it says
  /// counts from endPhase() on.
  void learn(const EntryPoint &E, const Result &R);
  void endPhase(Phase P);

private:
  struct Fixed {
    const ExtensionField *Path;
    AliasKey Key;
    unsigned Bits;
  };
  /// What the fields hold, by number.
  using Way = std::vector<Constraint>;
  PlaceId placeOf(const Fixed &F, unsigned Param) const;
  Constraint valueAt(const Case &K, const Fixed &F, PlaceId P,
                     const Constraint &Before) const;
  Way joined() const;
  void add(Facts &To, const Way &W, unsigned Param) const;

  Symbols &S;
  std::vector<Fixed> Fields;
  std::vector<Way> Ways, Next; ///< in which initialisation can have gone
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_ENTRYFACTS_H
