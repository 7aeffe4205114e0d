//===- Pipeline.h - From sources to findings --------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one way through the house, for every front door:
//
//   read      intake and frontend: each source becomes a module, in parallel
//             (a door whose host has parsed it already adds its module instead)
//   link      program: the modules become a link unit
//   simulate  engine: the link unit is run from its entry points
//   check     checks: what happened becomes findings
//   silence   report: what NOLINT comments silence is taken out
//             (clang-tidy does that itself)
//
// The stages are called in this order; a caller may stop after any of them.
// Results depend on the set of sources alone, not on their order, nor on how
// many are read at a time.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TOOL_PIPELINE_H
#define MINIPORT_TOOL_PIPELINE_H

#include "checks/Registry.h"
#include "engine/Engine.h"
#include "intake/Intake.h"
#include "program/Program.h"
#include "report/Report.h"
#include "report/SourceTable.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace miniport::tool {

struct PipelineOptions {
  std::vector<intake::SourceCommand> Commands;
  /// IsKnownRoutine is filled in from Rules.
  intake::ReadOptions Read;
  /// Must outlive the pipeline.
  const facts::RuleBase *Rules = &facts::RuleBase::builtin();
  std::vector<EntryOption> Entries;
  /// Of several link units: an entry's function may be in another one.
  bool EntriesMayBeElsewhere = false;
  bool Partial = false; ///< see engine::Options
  std::function<bool(const facts::CheckInfo &)> IsEnabled;
  std::map<std::string, std::string> CheckOptions; ///< "check.Key" -> value
  unsigned Jobs = 1;                               ///< sources read at a time
  std::string Root;                                ///< see report::SourceTable
  /// Called before each piece of work, from one thread at a time.
  std::function<void(llvm::StringRef Step, size_t Done, size_t Of)> Progress;
};

/// Is this a routine of the rule base? For frontend::LowerOptions.
std::function<bool(llvm::StringRef)>
knownRoutines(const facts::RuleBase &Rules);

/// A source that left nothing to analyse.
struct FailedSource {
  std::string File, Reason;
};

/// How much was understood.
struct Understood {
  size_t Sources = 0;       ///< asked for
  size_t SourcesInPart = 0; ///< read, with complaints of Clang
  size_t Functions = 0;     ///< with a body, outside system headers
  size_t Degraded = 0;      ///< of these, not followed
  size_t NotReached = 0;    ///< of these, entered from no entry point
  size_t EntryPoints = 0;
  size_t Roots = 0; ///< ways in which entry points are called
};

/// Seconds of wall time.
struct StageTimes {
  double Read = 0, Link = 0, Simulate = 0, Check = 0;
};

class Pipeline {
public:
  explicit Pipeline(PipelineOptions Options);
  ~Pipeline();

  /// Reads every source. A source that cannot be read is in failed(), never an
  /// error of the whole.
  void read();
  /// Takes one source that the caller has lowered itself.
  void add(std::unique_ptr<ir::Module> M);
  /// Errors: an --entry that names no role or no function.
  llvm::Error link();
  void simulate();
  void check();
  void silence();

  llvm::ArrayRef<FailedSource> failed() const { return Failed; }
  /// "FILE:LINE:COLUMN: what Clang could not read", of all sources.
  llvm::ArrayRef<std::string> diagnostics() const { return Diagnostics; }
  /// Of all sources: each name once, with the number of sources that miss it.
  const std::map<std::string, std::pair<ir::MissingInclude, unsigned>> &
  missingIncludes() const {
    return Missing;
  }
  const Understood &understood() const { return HowMuch; }
  const StageTimes &times() const { return Times; }

  // After link().
  const LinkUnit &unit() const { return *Unit; }
  const report::SourceTable &sources() const { return *Sources; }
  std::vector<report::DegradedFunction> degraded() const;
  // After simulate().
  engine::Engine &engine() { return *Engine; }
  // After check().
  llvm::ArrayRef<Finding> findings() const { return Findings; }
  // After silence(): those that are no longer among findings().
  llvm::ArrayRef<report::SuppressedFinding> suppressed() const {
    return Suppressed;
  }
  const CheckStatistics &statistics() const { return Statistics; }

private:
  void progress(llvm::StringRef Step, size_t Done, size_t Of) const;
  void describeSources();
  void countFunctions();
  void countReached();

  PipelineOptions Options;
  std::vector<std::unique_ptr<ir::Module>> Modules;
  std::vector<FailedSource> Failed;
  std::vector<std::string> Diagnostics;
  std::map<std::string, std::pair<ir::MissingInclude, unsigned>> Missing;
  Understood HowMuch;
  StageTimes Times;
  std::unique_ptr<LinkUnit> Unit;
  std::unique_ptr<report::SourceTable> Sources;
  std::unique_ptr<engine::Engine> Engine;
  CheckStatistics Statistics;
  std::vector<Finding> Findings;
  std::vector<report::SuppressedFinding> Suppressed;
};

} // namespace miniport::tool

#endif // MINIPORT_TOOL_PIPELINE_H
