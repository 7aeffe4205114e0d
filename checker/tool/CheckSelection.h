//===- CheckSelection.h - Which checks run, and how -------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A profile says which checks to begin with; the globs of --checks add and take
// away, as in clang-tidy. A name that matches nothing is an error: whoever
// misspells a check must not take silence for a clean driver.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TOOL_CHECKSELECTION_H
#define MINIPORT_TOOL_CHECKSELECTION_H

#include "facts/CheckTable.h"
#include "report/Report.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace miniport::tool {

/// The checks that are on, sorted. The error names globs that match none, with
/// the nearest check.
llvm::Expected<std::vector<const facts::CheckInfo *>>
selectChecks(facts::CheckProfile Profile, llvm::StringRef Globs);

/// Are these "check.Key" names, and do the values have the types of the table?
llvm::Error
validateCheckOptions(const std::map<std::string, std::string> &Options);

/// What reports say of the checks.
std::vector<report::RuleDescription>
describeRules(llvm::ArrayRef<const facts::CheckInfo *> Checks);

/// The page of docs/checks, or what the table says where there is no page.
/// Error: no such check.
llvm::Expected<std::string> explainCheck(llvm::StringRef Id);

/// The pages of docs/checks, by check; built in.
struct CheckPage {
  llvm::StringRef Id, Text;
};
llvm::ArrayRef<CheckPage> checkPages();

} // namespace miniport::tool

#endif // MINIPORT_TOOL_CHECKSELECTION_H
