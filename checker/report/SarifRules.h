//===- SarifRules.h - The rules of a SARIF run ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// tool.driver.rules: all that are described, in the order of their ids, and the
// checks of findings that no description was given for (those about NOLINT
// comments among them). Private to the SARIF writer.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_SARIFRULES_H
#define MINIPORT_REPORT_SARIFRULES_H

#include "report/Report.h"
#include "llvm/Support/JSON.h"

namespace miniport::report {

class SarifRules {
public:
  explicit SarifRules(const ReportContent &Content);

  /// Where toJson() has the check.
  size_t index(llvm::StringRef Check) const;
  llvm::json::Array toJson() const;

private:
  std::vector<RuleDescription> Rules; ///< ordered by Id
};

} // namespace miniport::report

#endif // MINIPORT_REPORT_SARIFRULES_H
