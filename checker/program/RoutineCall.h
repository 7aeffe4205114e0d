//===- RoutineCall.h - Which rule holds for a call -------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A port routine is called by its name, or by its code through a dispatcher:
// StorPortExtendedFunction(ExtFunctionRequestTimer, ...) is
// StorPortRequestTimer. Then the arguments of the routine begin at the
// dispatcher's second.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROGRAM_ROUTINECALL_H
#define MINIPORT_PROGRAM_ROUTINECALL_H

#include "facts/Facts.h"
#include "ir/IR.h"

namespace miniport {

/// The rule for calls of F, or null: its name is that of a routine, and F is
/// not the driver's own definition of that name. The bodies of inline wrappers
/// in headers do not count.
const facts::Routine *routineOf(const facts::RuleBase &Rules,
                                const ir::Function &F);

/// A routine as called at one place.
struct RoutineCall {
  const facts::Routine *Routine = nullptr;
  unsigned First = 0; ///< call argument that is the routine's argument 0

  explicit operator bool() const { return Routine; }
  /// The routine's argument, or no value where the call has none.
  ir::Value arg(const ir::Instruction &Call, int Index) const {
    // Args[0] of a call is the callee.
    size_t At = 1 + First + static_cast<size_t>(Index);
    return Index >= 0 && At < Call.Args.size() ? Call.Args[At] : ir::Value();
  }
};

/// The rules for a direct call: that of the callee, and that of the routine a
/// constant code selects. Either may be absent.
llvm::SmallVector<RoutineCall, 2> routinesAt(const ir::Module &M,
                                             const facts::RuleBase &Rules,
                                             const ir::Instruction &Call);

/// Whether a condition on arguments can hold at the call: an argument that is
/// no constant, or a condition on the IRQL, does not refute it.
bool mayHold(const std::optional<facts::Condition> &When,
             const RoutineCall &Routine, const ir::Instruction &Call);

/// An integer constant, extended by the sign of its type.
std::optional<int64_t> constantOf(const ir::Value &V);

} // namespace miniport

#endif // MINIPORT_PROGRAM_ROUTINECALL_H
