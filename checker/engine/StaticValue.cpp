//===- StaticValue.cpp - Values that need no simulation -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/StaticValue.h"
#include "ir/Fold.h"
#include "llvm/Support/MathExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::Opcode;
using ir::ValueKind;

namespace {
constexpr unsigned MaxDepth = 8;

struct Evaluator {
  const Code &C;
  const Symbols &S;
  uint32_t F;
  llvm::ArrayRef<ValueId> Params;

  std::optional<uint64_t> value(const ir::Value &V, unsigned Depth) const {
    if (V.isInt())
      return V.Bits;
    if (V.Kind == ValueKind::Param) {
      if (V.Index >= Params.size() || !S.asInteger(Params[V.Index]))
        return std::nullopt;
      S.noteParam(V.Index);
      return S.asInteger(Params[V.Index]);
    }
    if (V.Kind != ValueKind::Register || Depth > MaxDepth)
      return std::nullopt;
    if (auto Known = C.constant(F, V.Index))
      return Known;
    auto R = compute(*C.definition(F, V.Index), Depth);
    if (R && V.Ty.width() && V.Ty.width() < 64)
      *R &= llvm::maskTrailingOnes<uint64_t>(V.Ty.width());
    return R;
  }

  std::optional<uint64_t> compute(const ir::Instruction &D,
                                  unsigned Depth) const {
    switch (D.Op) {
    case Opcode::Cast: {
      auto V = value(D.Args[0], Depth + 1);
      const ir::Type &From = D.Args[0].Ty;
      if (V && From.isInt() && From.Signed && From.width() < 64)
        return llvm::SignExtend64(*V, From.width());
      return V;
    }
    case Opcode::Binary: {
      auto A = value(D.Args[0], Depth + 1), B = value(D.Args[1], Depth + 1);
      if (!A || !B)
        return std::nullopt;
      return ir::fold(D.Operator, *A, *B, D.Ty.width(), D.OperandType.width(),
                      D.OperandType.isInt() && D.OperandType.Signed);
    }
    case Opcode::Load: {
      const ir::Value &Base = D.Where.Base;
      if (Base.Kind != ValueKind::Local || !D.Where.Steps.empty() ||
          D.Volatile || !C.isPlain(F, Base.Index) ||
          C.stores(F, Base.Index).size() != 1)
        return std::nullopt;
      return value(C.stores(F, Base.Index).front()->Args[0], Depth + 1);
    }
    default:
      return std::nullopt;
    }
  }
};
} // namespace

std::optional<uint64_t> engine::staticValue(const Code &C, const Symbols &S,
                                            uint32_t F, const ir::Value &V,
                                            llvm::ArrayRef<ValueId> Params) {
  return Evaluator{C, S, F, Params}.value(V, 0);
}
