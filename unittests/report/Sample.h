//===- Sample.h - Findings of a driver that does not exist ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One of everything a report can contain: a path over two files, a macro,
// fix-its on the line and elsewhere, tabs, UTF-8 and a byte that is not UTF-8,
// a path with a blank, NOLINT comments, a degraded function, a repeated
// finding, a file outside the root.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_UNITTESTS_REPORT_SAMPLE_H
#define MINIPORT_UNITTESTS_REPORT_SAMPLE_H

#include "MarkedSources.h"

namespace miniport::report {

struct Sample {
  Sample();

  MarkedSources Sources;
  std::vector<Finding> Findings; ///< before NOLINT
  RunSummary Summary;
  std::vector<RuleDescription> Rules;
};

} // namespace miniport::report

#endif // MINIPORT_UNITTESTS_REPORT_SAMPLE_H
