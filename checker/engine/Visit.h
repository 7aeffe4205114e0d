//===- Visit.h - What is observed in a function that changes nothing ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function below which no lock is touched and the IRQL stays as it is needs
// no simulation for what checks observe in it: all of it happens under the
// property that holds at its entry. What happens in a calm function is known
// from the survey, and happens at the level, and with the locks, of its caller
// besides its own. Whether a path leads to a suspicious one is asked later, by
// a replay.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_VISIT_H
#define MINIPORT_ENGINE_VISIT_H

#include "engine/Simulator.h"

namespace miniport::engine {

/// The context in which Target is visited from a property. Args: what is known
/// of the arguments as constants, which counts for waits.
Context visitContext(const Code &C, Symbols &S, uint32_t Target,
                     const Property &P,
                     llvm::ArrayRef<std::optional<uint64_t>> Args);

class Visit {
public:
  Visit(Simulator &Sim, Result &R) : Sim(Sim), R(R), C(Sim.code()) {}
  void run();

private:
  void call(const ir::Instruction &I, SiteId Site);
  void instantiate(RunId Run);
  void instantiate(const Event &E);
  void instantiate(RunId Run, const CalleeUse &U);
  std::optional<Property> placed(const Property &P) const;
  Event &record(EventKind Kind, SiteId Site);
  std::optional<uint64_t> value(const ir::Value &V) const;
  std::optional<bool> holds(const facts::Condition &When,
                            const ir::Instruction &I,
                            const CallInfo &Info) const;

  Simulator &Sim;
  Result &R;
  const Code &C;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_VISIT_H
