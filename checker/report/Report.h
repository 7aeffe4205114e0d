//===- Report.h - Findings out --------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One entry for all formats: writeReport. It orders the findings, drops
// repeated ones and hands them to the writer of the format. The bytes depend
// on the arguments only, not on the order of the findings, the machine or the
// time.
//
// Before it, applySuppressions (Suppression.h) takes out what NOLINT comments
// silence.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_REPORT_H
#define MINIPORT_REPORT_REPORT_H

#include "checks/Finding.h"
#include "report/RunSummary.h"
#include "report/SourceTable.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <vector>

namespace miniport::report {

enum class Format : uint8_t { Text, Json, Sarif, GitHub };
/// By the names of --format: text, json, sarif, github.
std::optional<Format> parseFormat(llvm::StringRef Name);

/// How often a check is right, as GitHub grades rules.
enum class Precision : uint8_t { Low, Medium, High, VeryHigh };

/// What a report says of a check besides its findings. The strings live
/// elsewhere, in the generated table of checks.
struct RuleDescription {
  llvm::StringRef Id;          ///< "miniport-lock-unpaired"
  llvm::StringRef Summary;     ///< one sentence
  llvm::StringRef Description; ///< what it reports and why; may be empty
  llvm::StringRef HelpUri;     ///< may be empty
  Severity DefaultLevel = Severity::Warning;
  Precision HowPrecise = Precision::High;
};

/// A finding that a NOLINT comment silences.
struct SuppressedFinding {
  Finding What;
  ir::SourcePoint Directive; ///< the N of NOLINT
  std::string Justification; ///< the comment's words behind it; may be empty
};

struct ReportOptions {
  std::string ToolVersion;    ///< a semantic version: "0.1.0"
  std::string InformationUri; ///< the project's page
  /// Names the run among others of the same commit: "miniport-tidy/viostor/".
  /// SARIF's automationDetails.id, GitHub's category. Empty: "miniport-tidy/".
  std::string AutomationId;
  llvm::ArrayRef<RuleDescription> Rules;
  /// Always pass them all: they are counted, and fingerprints of the others
  /// must not depend on them being written.
  llvm::ArrayRef<SuppressedFinding> Suppressed;
  bool WriteSuppressed = false; ///< SARIF and JSON only
  /// SARIF: says where the root lies on this machine. Without it, the same
  /// sources elsewhere give the same bytes.
  bool WriteRootUri = true;
  bool WriteSummaryLine = true; ///< text only
  /// Text only. Auto: on a terminal, unless NO_COLOR is set to something
  /// (no-color.org).
  llvm::ColorMode Color = llvm::ColorMode::Auto;
};

/// The findings in the order of reports: severity, evidence (both falling),
/// path and line, and what else tells two apart, so that the order given does
/// not matter. Of findings with equal check, location and message only the
/// first in that order remains: the one with the highest grade, then the
/// shortest path. Points into Findings.
std::vector<const Finding *> orderFindings(llvm::ArrayRef<Finding> Findings,
                                           const SourceTable &Sources);

/// What the writers of the formats share: findings are ordered and unique.
struct ReportContent {
  llvm::ArrayRef<const Finding *> Findings;
  llvm::ArrayRef<SuppressedFinding> Suppressed; ///< ordered likewise
  const SourceTable &Sources;
  const RunSummary &Summary;
  const ReportOptions &Options;
};

void writeReport(Format As, llvm::ArrayRef<Finding> Findings,
                 const SourceTable &Sources, const RunSummary &Summary,
                 const ReportOptions &Options, llvm::raw_ostream &OS);

/// "2 errors, 1 warning, 3 suppressed; 41 functions analysed, 1 degraded"
std::string summaryLine(const ReportContent &Content);

/// "1 error", "2 errors".
std::string countOf(size_t Count, llvm::StringRef Singular);

/// "error", "warning", "note".
llvm::StringRef toString(Severity Grade);

} // namespace miniport::report

#endif // MINIPORT_REPORT_REPORT_H
