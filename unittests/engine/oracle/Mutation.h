//===- Mutation.h - One fault in a driver ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_MUTATION_H
#define MINIPORT_ORACLE_MUTATION_H

#include "Program.h"
#include "Random.h"

namespace miniport::oracle {

enum class Mutation : uint8_t {
  DropLockCall, ///< an acquire, a release, or a call of a wrapper
  DuplicateLockCall,
  MoveLockCall, ///< past its neighbour
  SwapBranches,
  EarlyReturn,     ///< without giving anything back
  ChangeCondition, ///< another constant, another field
  ChangeLock,      ///< another STOR_SPINLOCK, another message
  LongerStall,
  CeilingCall,    ///< a routine with a ceiling, anywhere
  WriteField,     ///< between two tests of it, perhaps
  ChangeArgument, ///< a constant argument
  ChangeCase,     ///< a case value
};
llvm::StringRef toString(Mutation M);

/// Applies a random mutation at a random place. The program may well stay
/// right. False if there is no such place; then P is as it was.
bool mutate(Program &P, Mutation M, Random &Rng);
/// Any mutation that finds a place.
Mutation mutate(Program &P, Random &Rng);

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_MUTATION_H
