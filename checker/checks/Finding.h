//===- Finding.h - What a check reports -----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_CHECKS_FINDING_H
#define MINIPORT_CHECKS_FINDING_H

#include "ir/SourceLocation.h"
#include <string>
#include <vector>

namespace miniport {

/// E blocks a pull request (the default of --fail-on), W is annotated, N is in
/// the report only.
enum class Severity : uint8_t { Note, Warning, Error };

/// One step of the path that shows a finding, in the order of execution.
struct PathNote {
  ir::SourceLocation Where;
  std::string Message;
  std::string Function; ///< the function that the step is in
  unsigned Depth = 0;   ///< call depth below the entry point
};

struct FixIt {
  ir::SourceLocation Begin, End; ///< half-open range; equal for an insertion
  std::string Replacement;
};

/// A finding. The message follows clang-tidy: lower case, no full stop, names
/// in single quotes, requirement and fact in one sentence.
struct Finding {
  std::string Check; ///< "miniport-lock-unpaired"
  Severity Grade = Severity::Warning;
  std::string Message;
  ir::SourceLocation Where;
  std::string Function;   ///< the function that Where is in
  std::string EntryPoint; ///< the call-back from which the path starts
  std::string Role;       ///< its role type: "HW_INTERRUPT"
  std::vector<PathNote> Path;
  std::vector<FixIt> Fixes;
  std::string HelpUri;  ///< the public document that states the requirement
  std::string Evidence; ///< "3 of 4 paths release it", or empty
  unsigned EvidenceRank =
      0; ///< higher is stronger; orders findings of one severity
  /// What identifies the finding besides check and function when lines move:
  /// the normalised text of what is wrong ("acquire StorPortAcquireSpinLock
  /// InterruptLock; return"), never a line number.
  std::string FingerprintKey;
  /// Of a run with several drivers: the names of those that show it.
  std::vector<std::string> LinkUnits;
  /// Of a run with several variants of a driver: those that show it
  /// ("Win10 Release|x64"), unless all do.
  std::vector<std::string> Variants;
};

} // namespace miniport

#endif // MINIPORT_CHECKS_FINDING_H
