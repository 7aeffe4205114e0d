//===- GitHub.h - Findings as annotations of a GitHub workflow ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Workflow commands on standard output, one a finding:
//
//   ::error file=a.c,line=3,endLine=3,col=5,title=miniport-check::message
//
// docs.github.com, "Workflow commands for GitHub Actions". The runner keeps ten
// errors and ten warnings of a step and drops the rest without a word, so the
// strongest ten of each are written, and one notice says how many more the
// SARIF report holds. Notes are no annotations. The steps of the path stand in
// the message, a line each: an annotation has one place.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_GITHUB_H
#define MINIPORT_REPORT_GITHUB_H

#include "report/Report.h"

namespace miniport::report {

/// What GitHub shows of each severity in one step.
inline constexpr unsigned GitHubAnnotationLimit = 10;

void writeGitHub(const ReportContent &Content, llvm::raw_ostream &OS);

} // namespace miniport::report

#endif // MINIPORT_REPORT_GITHUB_H
