//===- Registry.h - Running the checks ------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_CHECKS_REGISTRY_H
#define MINIPORT_CHECKS_REGISTRY_H

#include "checks/Finding.h"
#include "facts/CheckTable.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>

namespace miniport {

namespace engine {
class Engine;
}

/// What the user asked for.
struct CheckOptions {
  /// Does the check run? (--checks, profile.)
  llvm::function_ref<bool(const facts::CheckInfo &)> IsEnabled;
  /// "miniport-stall-context.InterruptWarnMicroseconds" -> "25".
  std::map<std::string, std::string> Values;
};

/// What became of the suspicions of a check.
struct CheckCount {
  unsigned Confirmed = 0;
  unsigned Refuted = 0;   ///< no feasible path
  unsigned Undecided = 0; ///< the replay's budget was spent
};
using CheckStatistics = std::map<std::string, CheckCount>;

/// Runs the enabled checks over a simulated link unit (Engine::run() done).
/// Findings of one site in several contexts are one, in the worst of them.
std::vector<Finding> runChecks(engine::Engine &E, const CheckOptions &Options,
                               CheckStatistics &Statistics);

} // namespace miniport

#endif // MINIPORT_CHECKS_REGISTRY_H
