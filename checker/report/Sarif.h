//===- Sarif.h - Findings as SARIF 2.1.0 ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One log with one run, after the OASIS standard and what GitHub code scanning
// documents of its own reading of it ("SARIF support for code scanning").
//
// * URIs are relative to SRCROOT, without "./"; a file elsewhere has a file:
//   URI. GitHub takes relative URIs from the root of the repository, so the
//   root of the source table should be that.
// * Columns are UTF-16 code units. The standard knows these and code points,
//   not bytes; the viewers (VS Code, Visual Studio, GitHub) count the former.
//   The columns of a file that cannot be read stay byte columns; they agree up
//   to the first non-ASCII character of a line.
// * A region is one line: GitHub annotates a pull request only if all lines of
//   a region are in the diff.
// * partialFingerprints has primaryLocationLineHash, the only one GitHub looks
//   at, and miniportTidy/v1 (see Fingerprint.h).
// * The path is a codeFlow with one threadFlow. nestingLevel is the call depth.
//   Its first step (the entry) and the last (the finding) are essential, steps
//   between are important. The same places are relatedLocations, for viewers
//   without code flows; a macro that the finding stands in is one, too.
// * Suppressed findings are results with a suppression of kind inSource; then
//   all others have an empty list, as the standard asks.
// * Degraded functions are tool execution notifications.
//
// No times, no machine names, no version control: same input, same bytes.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_SARIF_H
#define MINIPORT_REPORT_SARIF_H

#include "report/Report.h"

namespace miniport::report {

void writeSarif(const ReportContent &Content, llvm::raw_ostream &OS);

} // namespace miniport::report

#endif // MINIPORT_REPORT_SARIF_H
