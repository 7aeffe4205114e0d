//===- Condition.h - What an annotation depends on --------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The conditions of _When_ are expressions of C over parameters, 'return' and
// constants. They stay text until somebody knows what the parameters are.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_CONDITION_H
#define MINIPORT_IR_CONDITION_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace miniport::ir {

/// The value of an integer expression, in 64 bits, if it is known: what is 0 on
/// one side of '&&' does not ask for the other. ValueOf knows what a name
/// stands for, or does not. Members, elements, calls and what is no expression
/// are unknown.
std::optional<int64_t>
evaluate(llvm::StringRef Expression,
         llvm::function_ref<std::optional<int64_t>(llvm::StringRef)> ValueOf);

} // namespace miniport::ir

#endif // MINIPORT_IR_CONDITION_H
