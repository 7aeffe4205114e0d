//===- Fold.h - Arithmetic on constants -------------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_FOLD_H
#define MINIPORT_IR_FOLD_H

#include "ir/IR.h"
#include <optional>

namespace miniport::ir {

/// A Op B for operands of OperandWidth bits, zero-extended. The result is not
/// yet cut to its own width. Nothing where C leaves it open (division by zero,
/// a shift by Width or more).
std::optional<uint64_t> fold(BinaryOp Op, uint64_t A, uint64_t B,
                             unsigned Width, unsigned OperandWidth,
                             bool Signed);

} // namespace miniport::ir

#endif // MINIPORT_IR_FOLD_H
