//===- Inputs.h - What of memory a function wants to know -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A context is told what is known of the places that the function's relevant
// branches read, as they were at its entry: those that can be named by its
// parameters and globals, and what its callees want to know in the same way.
// The places that decide most branches come first.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_INPUTS_H
#define MINIPORT_ENGINE_INPUTS_H

#include "engine/Relevance.h"

namespace miniport::engine {

class Inputs {
public:
  Inputs(const Code &C, const Relevance &R, Symbols &S);
  /// Values that memory had at the function's entry.
  llvm::ArrayRef<ValueId> of(uint32_t F) const { return Wanted[F]; }

private:
  void visit(uint32_t F);
  void want(uint32_t F, ValueId V, unsigned Weight);
  void wantCallee(uint32_t F, const ir::Instruction &Call, uint32_t T);
  ValueId valueAtEntry(uint32_t F, const ir::Value &V, unsigned Depth);
  ValueId loadAtEntry(uint32_t F, const ir::Instruction &Load, unsigned Depth);

  /// More than a context can use: some are not known at a call.
  static constexpr size_t Most = 12;

  const Code &C;
  const Relevance &R;
  Symbols &S;
  std::vector<llvm::SmallVector<ValueId, 8>> Wanted;
  /// How many branches a value decides, of the function at hand.
  llvm::SmallVector<std::pair<ValueId, unsigned>, 16> Weights;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_INPUTS_H
