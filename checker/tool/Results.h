//===- Results.h - What all link units of a run came to ---------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A tree may build several drivers, and each in several variants. Each is a
// link unit, run by a pipeline of its own; the report is one. A finding that
// several of them show is one finding, which names them.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TOOL_RESULTS_H
#define MINIPORT_TOOL_RESULTS_H

#include "projects/Plan.h"
#include "report/RunSummary.h"
#include "tool/Pipeline.h"
#include "llvm/ADT/StringMap.h"

namespace miniport::tool {

class Results {
public:
  /// Root: see report::SourceTable.
  explicit Results(llvm::StringRef Root) : Sources(Root) {}

  /// Adds what one link unit came to: after link(), or after silence().
  void add(const projects::UnitPlan &Plan, Pipeline &P);
  /// Call once, behind the last link unit.
  void finish(llvm::ArrayRef<projects::Remark> Remarks);

  const report::SourceTable &sources() const { return Sources; }
  llvm::ArrayRef<Finding> findings() const { return Findings; }
  llvm::ArrayRef<report::SuppressedFinding> suppressed() const {
    return Suppressed;
  }
  report::RunSummary &summary() { return Summary; }
  const report::RunSummary &summary() const { return Summary; }
  /// What Clang could not read, each once.
  llvm::ArrayRef<std::string> diagnostics() const { return Diagnostics; }

  /// No source of any unit could be read.
  bool allFailed() const;
  /// Some source could not be read, or some function not be followed.
  bool isPartial() const;

private:
  void adopt(ir::SourcePoint &Point) const;
  void adopt(ir::SourceLocation &Where) const;
  void adopt(Finding &F) const;
  void addSources(const report::SourceTable &OfUnit);
  void addFindings(Pipeline &P);
  void describe(const projects::UnitPlan &Plan, Pipeline &P);
  void addMissing(const Pipeline &P);
  uint32_t fileOf(llvm::StringRef Path);
  void tag();
  void admitNothing();

  report::SourceTable Sources;
  llvm::StringMap<uint32_t> FileIndex; ///< by absolute path
  std::vector<uint32_t> Renumbered;    ///< of the unit at hand: its files
  std::vector<Finding> Findings;
  std::vector<llvm::SmallVector<unsigned, 2>> ShownBy; ///< by finding: units
  llvm::StringMap<size_t> Known; ///< what makes findings one -> Findings
  std::vector<report::SuppressedFinding> Suppressed;
  std::vector<std::string> Diagnostics;
  report::RunSummary Summary;
};

/// What the reports say of a link unit, for summaries. Needs link(); functions
/// that are not reached are counted after simulate().
report::LinkUnitSummary describeUnit(const projects::UnitPlan &Plan,
                                     const Pipeline &P);
/// Functions that code of the driver calls, and that have no body, no rule and
/// no meaning to the compiler; by name.
std::vector<report::UnknownRoutine> unknownRoutines(const LinkUnit &Unit);

} // namespace miniport::tool

#endif // MINIPORT_TOOL_RESULTS_H
