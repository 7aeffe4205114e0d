//===- RunSummary.h - How much a run understood -----------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Silence is worth what was understood: what was read, what was entered and
// why, what is missing. Every report carries it; people get it as text.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_RUNSUMMARY_H
#define MINIPORT_REPORT_RUNSUMMARY_H

#include "ir/SourceLocation.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace miniport::report {

/// A function that the analysis gave up on, in whole or in part.
struct DegradedFunction {
  std::string Function;
  ir::SourceLocation Where; ///< of the function; may be invalid
  std::string Reason;       ///< "handler of __finally not modelled"
};

/// A function that the port or the kernel calls.
struct EnteredFunction {
  std::string Role; ///< "HwStorInterrupt"
  std::string Function;
  std::string How;          ///< "registered", "by its role type"
  ir::SourceLocation Where; ///< the registration, else the function
};

/// One driver binary, in one variant.
struct LinkUnitSummary {
  std::string Name;    ///< "viostor"; empty: sources without a project
  std::string Project; ///< as the user can open it; empty likewise
  std::string Variant; ///< "Win10 Release|x64"; may be empty
  unsigned Sources = 0;
  unsigned SourcesFailed = 0;
  unsigned SourcesInPart = 0; ///< read, with errors
  unsigned Functions = 0;     ///< with a body, outside system headers
  unsigned Degraded = 0;      ///< of these, not followed
  unsigned NotReached = 0;    ///< of these, followed from no entry point
  std::vector<EnteredFunction> Entries;
};

/// An #include that nothing answers to.
struct MissingInclude {
  std::string Name;         ///< as spelled
  bool Generated = false;   ///< of a kind that a build makes: a .tmh, a version
  unsigned Sources = 0;     ///< that were read without it
  ir::SourceLocation Where; ///< the first
};

/// A routine without body and rule: nothing is known of it.
struct UnknownRoutine {
  std::string Name;
  unsigned Calls = 0; ///< in the text of the driver
};

/// What became of the run besides findings.
struct RunSummary {
  std::vector<LinkUnitSummary> Units;
  std::vector<DegradedFunction> Degraded;
  std::vector<MissingInclude> MissingIncludes; ///< by name
  std::vector<UnknownRoutine> UnknownRoutines; ///< most calls first
  std::vector<std::string> FailedSources;      ///< "cannot read 'x.c': ..."
  /// How the tree was understood: guesses, imports that are not there.
  std::vector<std::string> Remarks;
  /// Why there is nothing to report at all, with advice; empty if there is.
  std::string NothingAnalysed;
  unsigned FunctionsAnalysed = 0;  ///< the degraded ones included
  bool ExecutionSuccessful = true; ///< the analysis, not the driver
  int ExitCode = 0;
};

/// "viostor (Win10 Release|x64)"; "the link unit" if nothing is known of it.
std::string nameOf(const LinkUnitSummary &Unit);

/// For people, each line behind Prefix: what was read and followed of each link
/// unit, its entry points by role, what is missing.
void writeUnderstanding(const RunSummary &Summary, llvm::StringRef Prefix,
                        llvm::raw_ostream &OS);

} // namespace miniport::report

#endif // MINIPORT_REPORT_RUNSUMMARY_H
