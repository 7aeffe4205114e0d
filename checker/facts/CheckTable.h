//===- CheckTable.h - What rules/checks.yaml says of each check -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FACTS_CHECKTABLE_H
#define MINIPORT_FACTS_CHECKTABLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace miniport::facts {

/// Numbered as miniport::Severity of checks/Finding.h.
enum class CheckSeverity : uint8_t { Note, Warning, Error };

/// The smallest profile in which the check runs.
enum class CheckProfile : uint8_t { Default, Review, Sdv };

struct CheckOption {
  llvm::StringRef Name;    ///< "StallLimitMicroseconds"
  llvm::StringRef Type;    ///< "integer", "boolean" or "string"
  llvm::StringRef Default; ///< as it would be written in a configuration
  llvm::StringRef Summary;
};

/// One check, as `--list-checks` and the reports show it. The check itself
/// decides the severity of a finding; Severity is the highest it may give.
struct CheckInfo {
  llvm::StringRef Id; ///< "miniport-lock-unpaired"
  llvm::StringRef Summary;
  CheckSeverity Severity = CheckSeverity::Warning;
  /// How sure a finding is: 1 is proved on a replayed path, 2 rests on derived
  /// facts or on the whole program being seen, 3 is advice.
  unsigned Tier = 1;
  bool OnByDefault = false;
  CheckProfile Profile = CheckProfile::Default;
  llvm::ArrayRef<CheckOption> Options;
  llvm::StringRef Document; ///< the public page that states the requirement
  llvm::ArrayRef<llvm::StringRef> SdvRules; ///< what it replaces, if anything
  llvm::StringRef CodeqlQuery;              ///< equivalent query, or empty

  const CheckOption *option(llvm::StringRef Name) const;
};

/// All checks, sorted by Id.
llvm::ArrayRef<CheckInfo> allChecks();
/// Null if there is no such check.
const CheckInfo *lookUpCheck(llvm::StringRef Id);

} // namespace miniport::facts

#endif // MINIPORT_FACTS_CHECKTABLE_H
