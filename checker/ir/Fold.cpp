//===- Fold.cpp - Arithmetic on constants ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ir/Fold.h"
#include "llvm/Support/MathExtras.h"

using namespace miniport;
using namespace miniport::ir;

std::optional<uint64_t> ir::fold(BinaryOp Op, uint64_t A, uint64_t B,
                                 unsigned Width, unsigned OperandWidth,
                                 bool Signed) {
  int64_t SA = llvm::SignExtend64(A, OperandWidth),
          SB = llvm::SignExtend64(B, OperandWidth);
  switch (Op) {
  case BinaryOp::Add:
    return A + B;
  case BinaryOp::Sub:
    return A - B;
  case BinaryOp::Mul:
    return A * B;
  case BinaryOp::Div:
  case BinaryOp::Rem:
    if (B == 0 || (Signed && SB == -1))
      return std::nullopt;
    if (Op == BinaryOp::Div)
      return Signed ? static_cast<uint64_t>(SA / SB) : A / B;
    return Signed ? static_cast<uint64_t>(SA % SB) : A % B;
  case BinaryOp::And:
    return A & B;
  case BinaryOp::Or:
    return A | B;
  case BinaryOp::Xor:
    return A ^ B;
  case BinaryOp::Shl:
    if (B >= Width)
      return std::nullopt;
    return A << B;
  case BinaryOp::Shr:
    if (B >= Width)
      return std::nullopt;
    return Signed ? static_cast<uint64_t>(SA >> B) : A >> B;
  case BinaryOp::Eq:
    return A == B;
  case BinaryOp::Ne:
    return A != B;
  case BinaryOp::Lt:
    return Signed ? SA < SB : A < B;
  case BinaryOp::Le:
    return Signed ? SA <= SB : A <= B;
  case BinaryOp::Gt:
    return Signed ? SA > SB : A > B;
  case BinaryOp::Ge:
    return Signed ? SA >= SB : A >= B;
  }
  return std::nullopt;
}
