//===- TimeParameters.h - Parameters that a wait may depend on ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_TIMEPARAMETERS_H
#define MINIPORT_ENGINE_TIMEPARAMETERS_H

#include "engine/Code.h"

namespace miniport::engine {

/// The parameters of every function that can reach the length of a wait, or
/// the bound of a loop around one, in it or below it.
std::vector<llvm::BitVector> findTimeParameters(const Code &C);
/// Those that can decide a branch, in it or below it.
std::vector<llvm::BitVector> findDecidingParameters(const Code &C);

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_TIMEPARAMETERS_H
