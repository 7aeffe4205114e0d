//===- Observe.h - What can happen in a module ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_OBSERVE_H
#define MINIPORT_ORACLE_OBSERVE_H

#include "Machine.h"
#include <map>

namespace miniport::oracle {

struct ObserveOptions {
  /// Runs of each entry point. Part of them are variations of earlier runs that
  /// went new ways, so that rare paths are found with few.
  uint64_t Runs = 200;
  uint64_t Seed = 1;
  uint64_t MaxSteps = 20000; ///< of one call of an entry point
  bool Others = false; ///< other processors run while one waits for a lock
  llvm::StringRef Extension = "ADAPTER"; ///< record of the device extension
};

/// The answers that lead to a run; replay() repeats it.
struct Witness {
  std::vector<uint64_t> Initialisation, Entry;
};

struct ObservedViolation {
  Violation What; ///< of the first clean run that shows it, else of the first
  uint32_t Entry = ir::None; ///< function
  uint64_t Runs = 0;         ///< how many showed it
  Witness Shown;
};

struct ObservedEntry {
  uint32_t Function = ir::None;
  llvm::StringRef Role;
  uint64_t Runs = 0, Completed = 0;
  std::map<std::string, uint64_t> Stuck; ///< why the others ended, how often
  bool ReturnedZero = false, ReturnedOther = false;
  uint64_t MaxStall = 0; ///< microseconds, of one call
  Witness LongestStall;
  /// The longest stall under each lock of the driver, by where it was taken.
  std::map<ir::SourcePoint, LockedStall> LockedStalls;
};

struct Observation {
  std::vector<ObservedEntry> Entries; ///< that ran, by (function, role)
  std::vector<ObservedViolation> Violations;
  uint64_t FailedInitialisations = 0;

  bool hasCleanViolation() const;
  const ObservedEntry *entry(uint32_t Function) const;
};

/// Runs the entry points (functions with a role the oracle knows) of a module
/// that verify() accepts. Initialisation runs first, on a zeroed extension;
/// each run-time call-back then starts from what it left, with every field that
/// some run-time call-back may store set to anything. Deterministic.
Observation observe(const ir::Module &M, const Environment &E,
                    const ObserveOptions &Options = {});

/// Repeats one run of observe(). Initialisation alone if Entry is an
/// initialisation role.
RunResult replay(const ir::Module &M, const Environment &E, uint32_t Entry,
                 const Witness &W, const ObserveOptions &Options = {});

/// One line a violation, for people.
void print(const Observation &O, const ir::Module &M, llvm::raw_ostream &OS);

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_OBSERVE_H
