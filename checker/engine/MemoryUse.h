//===- MemoryUse.h - Which memory functions name ---------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The alias keys of memory that is not a function's own, as its instructions
// have them: found once, whatever is relevant later.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_MEMORYUSE_H
#define MINIPORT_ENGINE_MEMORYUSE_H

#include "engine/Code.h"

namespace miniport::engine {

class MemoryUse {
public:
  MemoryUse(const Code &C, const Symbols &S);
  /// Keys that the function, or what it calls, may write.
  const llvm::BitVector &written(uint32_t F) const { return Written[F]; }
  /// Keys that instructions of the function name, and what its calls may write.
  const llvm::BitVector &named(uint32_t F) const { return Named[F]; }

private:
  void addKeys(uint32_t F, const ir::Instruction &I, const CallInfo *Called);
  void inherit();

  const Code &C;
  const Symbols &S;
  std::vector<llvm::BitVector> Written, Named;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_MEMORYUSE_H
