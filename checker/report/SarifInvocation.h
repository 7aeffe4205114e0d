//===- SarifInvocation.h - How much was understood, in SARIF ----*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_REPORT_SARIFINVOCATION_H
#define MINIPORT_REPORT_SARIFINVOCATION_H

#include "report/RunSummary.h"
#include "report/SarifLocation.h"
#include "llvm/Support/JSON.h"

namespace miniport::report {

/// The driver's "notifications": descriptors of those kinds that occur. Empty
/// if none does.
llvm::json::Array notificationDescriptors(const RunSummary &Run);

/// The one member of "invocations": exit code, counts, and what was not
/// understood as toolExecutionNotifications.
llvm::json::Object sarifInvocation(const RunSummary &Run,
                                   const SarifLocations &Locations);

} // namespace miniport::report

#endif // MINIPORT_REPORT_SARIFINVOCATION_H
