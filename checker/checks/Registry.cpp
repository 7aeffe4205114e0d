//===- Registry.cpp - Running the checks ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/Registry.h"
#include "checks/Check.h"

using namespace miniport;

namespace {
struct Entry {
  llvm::StringRef Id;
  void (*Run)(CheckContext &);
};
constexpr Entry Checks[] = {
    {"miniport-irql-annotation", checkIrqlAnnotation},
    {"miniport-isr-irql", checkIsrIrql},
    {"miniport-isr-never-false", checkIsrNeverFalse},
    {"miniport-lock-unpaired", checkLockUnpaired},
    {"miniport-msi-lock-unpaired", checkMsiLockUnpaired},
    {"miniport-stall-context", checkStallContext},
};
} // namespace

std::vector<Finding> miniport::runChecks(engine::Engine &E,
                                         const CheckOptions &Options,
                                         CheckStatistics &Statistics) {
  std::vector<Finding> Findings;
  for (const Entry &C : Checks) {
    const facts::CheckInfo *Info = facts::lookUpCheck(C.Id);
    if (!Info || !Options.IsEnabled(*Info))
      continue;
    CheckContext Ctx(E, *Info, Options, Statistics[C.Id.str()], Findings);
    C.Run(Ctx);
  }
  return Findings;
}
