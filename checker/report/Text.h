//===- Text.h - Findings as a compiler prints them ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The look of clang-tidy, so that editors and scripts that know the one read
// the other:
//
//   path:line:col: error: message [miniport-check]
//      17 |         source line
//         |         ^
//   path:line:col: note: message
//
// In this order: the finding (with its fix-its for that line), 'expanded from
// macro' if it stands in one, what the evidence is, each step of the path, each
// fix-it for another line. Columns count bytes, as Clang's do.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_TEXT_H
#define MINIPORT_REPORT_TEXT_H

#include "report/Report.h"

namespace miniport::report {

void writeText(const ReportContent &Content, llvm::raw_ostream &OS);

/// What ColorMode means for this stream in this environment.
bool useColor(llvm::ColorMode Mode, const llvm::raw_ostream &OS);

} // namespace miniport::report

#endif // MINIPORT_REPORT_TEXT_H
