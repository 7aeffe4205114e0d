//===- Run.h - Doing what the command line says -----------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TOOL_RUN_H
#define MINIPORT_TOOL_RUN_H

#include "tool/CommandLine.h"

namespace miniport::tool {

/// 2 beats 1 beats 3 beats 0.
enum ExitStatus : int {
  Clean = 0,           ///< nothing at or above --fail-on
  Found = 1,           ///< findings
  Usage = 2,           ///< usage or configuration error
  NothingAnalysed = 3, ///< or, with --strict, not everything
};

/// Findings, and what else was asked for, go to stdout or to files; everything
/// else goes to stderr.
ExitStatus run(const CommandLine &C);

} // namespace miniport::tool

#endif // MINIPORT_TOOL_RUN_H
