//===- Ceiling.h - The highest IRQL of a call -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_CEILING_H
#define MINIPORT_ENGINE_CEILING_H

#include "engine/Simulator.h"
#include "llvm/Support/MathExtras.h"

namespace miniport::engine {

/// Whether a condition on the IRQL holds; nothing if that is open.
std::optional<bool> holdsAt(const facts::Condition &When, Level Irql);

/// Sets the highest level of the call, with its basis, if a document states
/// one. Holds answers for conditions, or does not know; then the tightest of
/// the possible limits counts (to suspect), or the loosest (to report).
void setCeiling(
    Event &E, const facts::Routine &R, bool Tightest,
    llvm::function_ref<std::optional<bool>(const facts::Condition &)> Holds);

/// A constant, as a condition of an annotation reads it.
inline int64_t asSigned(uint64_t Bits, ir::Type Ty) {
  return Ty.Signed && Ty.width() && Ty.width() < 64
             ? llvm::SignExtend64(Bits, Ty.width())
             : static_cast<int64_t>(Bits);
}

/// Sets the limits that the callee's annotations state for these arguments.
void setLimits(Event &E, const Contract &Promise, bool Tightest,
               Contract::Arguments Known);

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_CEILING_H
