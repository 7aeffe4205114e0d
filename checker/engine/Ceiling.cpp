//===- Ceiling.cpp - The highest IRQL of a call ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Ceiling.h"

using namespace miniport;
using namespace miniport::engine;

std::optional<bool> engine::holdsAt(const facts::Condition &When, Level Irql) {
  bool Low = (!When.AtLeast || Irql.Low >= *When.AtLeast) &&
             (!When.Below || Irql.High < *When.Below);
  bool High = (!When.AtLeast || Irql.High >= *When.AtLeast) &&
              (!When.Below || Irql.Low < *When.Below);
  if (Low != High)
    return std::nullopt;
  return Low != When.Negated;
}

void engine::setCeiling(
    Event &E, const facts::Routine &R, bool Tightest,
    llvm::function_ref<std::optional<bool>(const facts::Condition &)> Holds) {
  auto Use = [&](const facts::IrqlRange &Range) {
    E.Ceiling.reset();
    if (Range.Max && Range.MaxBasis != facts::Basis::Hint) {
      E.Ceiling = Range.Max;
      E.CeilingBasis = Range.MaxBasis;
    }
  };
  // No limit is the loosest of all.
  auto IsTighter = [](std::optional<facts::Irql> A,
                      std::optional<facts::Irql> B) {
    return A && (!B || *A < *B);
  };
  Use(R.Range);
  for (const facts::ConditionalIrql &K : R.RangeIf) {
    std::optional<bool> Known = Holds(K.When);
    bool Other = Tightest ? IsTighter(K.Range.Max, E.Ceiling)
                          : IsTighter(E.Ceiling, K.Range.Max);
    if (Known ? *Known : Other)
      Use(K.Range);
  }
}

void engine::setLimits(Event &E, const Contract &Promise, bool Tightest,
                       Contract::Arguments Known) {
  if (auto Most = Promise.ceiling(Known, Tightest)) {
    E.Ceiling = Most->Level;
    E.CeilingBy = Most->Said;
  }
  if (auto Least = Promise.floor(Known, Tightest)) {
    E.Floor = Least->Level;
    E.FloorBy = Least->Said;
  }
}
