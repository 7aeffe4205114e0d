//===- StaticValue.h - Values that need no simulation ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_STATICVALUE_H
#define MINIPORT_ENGINE_STATICVALUE_H

#include "engine/Code.h"

namespace miniport::engine {

/// The value of an operand, cut to its width, if it is the same whenever the
/// function runs in a context with these parameters (NoId: unknown): constants,
/// arithmetic on them, locals that are stored once.
std::optional<uint64_t> staticValue(const Code &C, const Symbols &S, uint32_t F,
                                    const ir::Value &V,
                                    llvm::ArrayRef<ValueId> Params);

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_STATICVALUE_H
