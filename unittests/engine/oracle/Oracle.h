//===- Oracle.h - What an analysis must find, and must not ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// How to test an analysis with it:
//
//   Scenario S = Scenario::make(Seed);
//   for (const Environment &E : S.Environments) {
//     Observation O = observe(*S.Module, E);
//     // Every finding needs some O.Violations that match it, clean or not (the
//     // analysis may go on after a fault, as the machine does). Where there is
//     // none, look harder before complaining: observe() with more runs.
//     // Every O.Violations with What.Clean needs a finding, or a counted
//     reason.
//   }
//   // On disagreement: print(S, OS), or shrink() first (Shrink.h).
//
// Matching, by the lines of S.Text (file 0 of the module):
//   LeakedLock       Where = the acquire; Returns = every return that the held
//                    lock passed, innermost first: a finding may blame any
//   DoubleAcquire    Where = the second acquire
//   ReleasedUnheld   Where = the release
//   CeilingExceeded  Where = the call, Routine, Level
//   stalls           ObservedEntry::MaxStall is a lower bound of the worst case
//                    of the entry point; LockedStalls of that under each lock
//   results          ObservedEntry::ReturnedZero: FALSE is possible
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_ORACLE_H
#define MINIPORT_ORACLE_ORACLE_H

#include "Mutation.h"
#include "Observe.h"
#include "Program.h"
#include <memory>
#include <optional>

namespace miniport::oracle {

/// A generated driver, spoilt or not.
struct Scenario {
  uint64_t Seed = 0;
  std::optional<Mutation> Spoilt;
  Program Tree;
  std::string Text; ///< driver IR; instructions have its lines as locations
  std::unique_ptr<ir::Module> Module;
  /// How the driver may be run: what it asks for in its configuration, and what
  /// it may get instead.
  std::vector<Environment> Environments;

  /// The driver of a seed: the same everywhere. SpoilPercent of all seeds have
  /// one mutation.
  static Scenario make(uint64_t Seed, unsigned SpoilPercent = 75);
};

/// Text and Module anew, after a change of Tree. False, and Module is null, if
/// the result is no valid driver IR.
bool rebuild(Scenario &S);

/// The text, under a head that says how it was made and what the machine
/// observes.
void print(const Scenario &S, llvm::raw_ostream &OS);

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_ORACLE_H
