//===- Json.h - Findings as our own JSON ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For scripts: all that a finding knows, with few levels. One object:
//
//   formatVersion  1; raised when a member changes its meaning or goes away,
//                  not when one is added
//   tool           "miniport-tidy"
//   toolVersion    "0.1.0"
//   summary        {errors, warnings, notes, suppressed, functionsAnalysed,
//                   functionsDegraded, executionSuccessful, exitCode}
//   findings       [finding]
//   suppressed     [finding + {suppressedBy: place, justification}]; only when
//                  asked for
//   degraded       [{function, reason, location}]
//
//   finding   {check, severity ("error", "warning", "note"), message, location,
//              function, entryPoint, role, evidence, evidenceRank, helpUri,
//              fingerprint, path: [step], fixes: [fix]}
//   step      {message, location, function, depth}, in the order of execution
//   fix       {begin: place, end: place, replacement}; half-open; equal for an
//              insertion
//   location  place, and {spelling: place} if it stands in a macro
//   place     {file, line, column}: file with forward slashes, relative to the
//              root if it lies below; line and column from 1, columns in bytes
//              of the source file. An empty object if the place is unknown.
//
// Strings are valid UTF-8; bytes of a source that are not become U+FFFD.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_JSON_H
#define MINIPORT_REPORT_JSON_H

#include "report/Report.h"

namespace miniport::report {

void writeJson(const ReportContent &Content, llvm::raw_ostream &OS);

} // namespace miniport::report

#endif // MINIPORT_REPORT_JSON_H
