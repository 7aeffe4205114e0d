//===- Faults.h - A page that is not there ----------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_LOADER_FAULTS_H
#define MINIPORT_SIMULATOR_LOADER_FAULTS_H

#include "llvm/ADT/STLFunctionalExtras.h"

namespace miniport::simulator {

/// Runs \p Body outside of any fiber. A fault of the driver in it is a record,
/// and the end of \p Body.
void withFaults(llvm::function_ref<void()> Body);

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_LOADER_FAULTS_H
