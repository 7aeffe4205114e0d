//===- Inputs.h - What the outside world answers --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_INPUTS_H
#define MINIPORT_ORACLE_INPUTS_H

#include "Random.h"
#include "ir/IR.h"

namespace miniport::oracle {

/// Numbers that matter to a module: the constants it compares with, and their
/// neighbours. A random 32-bit number would hardly ever meet one of them.
class ValuePool {
public:
  explicit ValuePool(const ir::Module &M);
  uint64_t pick(Random &Rng, unsigned Width) const;
  /// One of the constants, if there is any.
  uint64_t pickConstant(Random &Rng) const {
    return Constants.empty() ? Rng.bits() : Rng.pick(Constants);
  }

private:
  void addDerived(const ir::Module &M);
  std::vector<uint64_t> Constants, Neighbours; ///< sorted
};

/// Answers the questions of one run (fields at entry, parameters, register
/// reads, results of port routines): first those of Prefix, then random ones.
/// Equal prefixes and seeds give equal runs.
class Inputs {
public:
  Inputs(const ValuePool &Pool, uint64_t Seed,
         llvm::ArrayRef<uint64_t> Prefix = {})
      : Pool(Pool), Rng(Seed), Answers(Prefix.begin(), Prefix.end()) {}

  uint64_t next(unsigned Width);
  /// Next < Bound.
  uint64_t below(uint64_t Bound) { return next(32) % Bound; }
  /// All answers given; a run with this prefix is the same run.
  llvm::ArrayRef<uint64_t> given() const {
    return llvm::ArrayRef(Answers).take_front(Given);
  }

private:
  const ValuePool &Pool;
  Random Rng;
  std::vector<uint64_t> Answers;
  size_t Given = 0;
};

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_INPUTS_H
