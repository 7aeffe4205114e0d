//===- Contract.h - What a function's annotations demand --------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// SAL in words of IRQL and locks. Where annotations disagree, or a condition is
// open, the weaker demand counts: docs/sal.md has the readings.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROGRAM_CONTRACT_H
#define MINIPORT_PROGRAM_CONTRACT_H

#include "facts/Facts.h"
#include "ir/IR.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace miniport {

/// A limit on the IRQL at a call, and what states it.
struct LevelLimit {
  facts::Irql Level;
  const ir::Annotation *Said;
};

class Contract {
public:
  /// Of a function type that is a role of Rules nothing is taken: the role says
  /// how the port driver calls the function, not who else may.
  Contract(const ir::Function &F, const facts::RuleBase &Rules);

  /// What an argument of the call is known to be, by parameter.
  using Arguments = llvm::function_ref<std::optional<int64_t>(uint32_t Param)>;
  bool limitsLevel() const { return !Highest.empty() || !Lowest.empty(); }
  /// The highest and the lowest level of a call. Tightest: of all demands that
  /// may hold the strictest, to suspect; otherwise only what is certain.
  std::optional<LevelLimit> ceiling(Arguments Known, bool Tightest) const;
  std::optional<LevelLimit> floor(Arguments Known, bool Tightest) const;

  // What it does, if nobody sees its body:
  bool touchesLocks() const { return Acquires || Releases; }
  bool touchesLevel() const { return Raises || Restores; }
  bool Acquires = false, Releases = false; ///< some lock
  /// It returns at that level. (A condition on that is not looked at.)
  std::optional<facts::Irql> Raises;
  bool RaisesAlways = false;
  bool Restores = false;   ///< it returns at a level that was saved
  bool KeepsLevel = false; ///< _IRQL_requires_same_

private:
  struct Demand {
    LevelLimit Limit;
    bool IsConditional;
  };
  std::optional<LevelLimit> weakest(llvm::ArrayRef<Demand> All, bool IsCeiling,
                                    Arguments Known, bool Tightest) const;

  const ir::Function &F;
  llvm::SmallVector<Demand, 2> Highest, Lowest;
};

/// "DISPATCH_LEVEL", "DIRQL", or a number.
std::optional<facts::Irql> levelOfAnnotation(const ir::Annotation &A);
/// As it stands in a source: "_IRQL_requires_max_(DISPATCH_LEVEL)".
std::string spelling(const ir::Annotation &A);

} // namespace miniport

#endif // MINIPORT_PROGRAM_CONTRACT_H
