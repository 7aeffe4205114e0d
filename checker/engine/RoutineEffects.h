//===- RoutineEffects.h - What a routine is to the engine -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads a row of the rule base from the engine's side: what it writes, whether
// it changes locks or IRQL, whether a check may want to know of the call, and
// which of its arguments that depends on.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_ROUTINEEFFECTS_H
#define MINIPORT_ENGINE_ROUTINEEFFECTS_H

#include "facts/Facts.h"
#include "ir/IR.h"
#include "llvm/ADT/SmallVector.h"

namespace miniport::engine {

/// The arguments whose objects the routine writes.
llvm::SmallVector<int, 4> writtenArguments(const facts::Routine &R);

/// Does it change which locks are held, or the IRQL?
bool touchesLockState(const facts::Routine &R);
/// Locks, but neither the IRQL as such nor a call-back.
bool touchesOnlyLocks(const facts::Routine &R);

/// The classes of locks that an effect of the kind may be about, as a mask.
/// ClassArg is the argument that names the class, if it is constant.
uint32_t lockClasses(const facts::Effect &E, std::optional<uint64_t> ClassArg);

/// May a check want to know of the call: does it wait, or have a highest level?
bool isObserved(const facts::Routine &R);

/// Does what it does, or its value, depend on the IRQL at the call?
bool readsLevel(const facts::Routine &R);

/// Does it never return, whatever it is told?
/// May what a function is handed as this lead it to memory?
inline bool mayReach(const ir::Value &Arg) {
  return Arg.Ty.isPtr() && Arg.Kind != ir::ValueKind::Int &&
         Arg.Kind != ir::ValueKind::Function;
}
/// The filling or copying of memory that the routine is for, or null.
const facts::Effect *blockEffect(const facts::Routine &R);
bool neverReturns(const facts::Routine &R);

/// Does it run a call-back before it returns?
bool runsCallback(const facts::Routine &R);

/// Does the argument decide what the call does to locks and IRQL: class of the
/// lock, level, routine to run, or part of a condition on that?
bool isRuleArgument(const facts::Routine &R, int Arg);

/// Does the argument only say which lock is meant? Its value is followed, but
/// nothing is told apart for its sake.
bool isIdentityArgument(const facts::Routine &R, int Arg);

/// Is the argument the length of a wait?
bool isTimeArgument(const facts::Routine &R, int Arg);

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_ROUTINEEFFECTS_H
