//===- CommandLine.h - What the user asked for ------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The words of the command line, read and checked. What needs the rule base or
// the sources (a check's name, a function's) is checked where those are.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TOOL_COMMANDLINE_H
#define MINIPORT_TOOL_COMMANDLINE_H

#include "checks/Finding.h"
#include "facts/CheckTable.h"
#include "program/Program.h"
#include "report/Report.h"
#include "llvm/Support/Error.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace miniport::tool {

/// A report: --format, and the -o behind it.
struct Output {
  report::Format As = report::Format::Text;
  std::string File; ///< empty: standard output
};

enum class Emit : uint8_t {
  Findings,
  Ir,
  CallGraph,
  Contexts,
  CompileDatabase,
  Sal
};

/// FILE:LINE.
struct SourceLine {
  std::string File;
  uint32_t Line = 0;
};

struct CommandLine {
  // What to analyse.
  std::vector<std::string> Sources;              ///< or projects, or folders
  std::optional<std::vector<std::string>> Flags; ///< behind '--'
  std::string Database;                          ///< -p; empty: none
  bool AllVariants = false;
  std::string Configuration, Platform; ///< of projects; empty: the default
  std::string Sdk = "bundled";
  std::vector<EntryOption> Entries;
  std::vector<std::string> RuleFiles;
  unsigned Jobs = 0; ///< 0: the processors

  // Checks.
  facts::CheckProfile Profile = facts::CheckProfile::Default;
  std::string Checks;
  std::map<std::string, std::string> CheckOptions; ///< "check.Key" -> value
  std::string ExplainCheck;
  bool ListChecks = false;

  // Reports.
  std::vector<Output> Outputs; ///< at least one, at most one to stdout
  std::optional<Severity> FailOn = Severity::Error; ///< nothing: never
  llvm::ColorMode Color = llvm::ColorMode::Auto;
  std::string Root;
  bool Strict = false, ShowSuppressed = false;

  // Looking inside.
  Emit What = Emit::Findings;
  std::string ExplainFunction;
  std::optional<SourceLine> ExplainSilence;
  bool Stats = false, ShowDiagnostics = false;

  bool Quiet = false, Help = false, Version = false;

  /// The words after the program's name. The error says which word is wrong,
  /// and what would be right.
  static llvm::Expected<CommandLine> parse(llvm::ArrayRef<const char *> Words);
};

void printHelp(llvm::raw_ostream &OS);

/// The most similar of Names, as " (did you mean 'x'?)"; empty if none is.
std::string suggestion(llvm::StringRef Wrong,
                       llvm::ArrayRef<llvm::StringRef> Names);

} // namespace miniport::tool

#endif // MINIPORT_TOOL_COMMANDLINE_H
