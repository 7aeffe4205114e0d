//===- RoutineCall.cpp - Which rule holds for a call ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/RoutineCall.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace miniport;
using namespace miniport::ir;

const facts::Routine *miniport::routineOf(const facts::RuleBase &Rules,
                                          const Function &F) {
  if (F.HasBody && !F.IsSystem && F.Link != Linkage::Inline)
    return nullptr;
  return Rules.routine(F.Name);
}

std::optional<int64_t> miniport::constantOf(const Value &V) {
  if (!V.isInt())
    return std::nullopt;
  unsigned Width = V.Ty.width();
  if (V.Ty.isInt() && V.Ty.Signed && Width > 0 && Width < 64)
    return llvm::SignExtend64(V.Bits, Width);
  return static_cast<int64_t>(V.Bits);
}

llvm::SmallVector<RoutineCall, 2>
miniport::routinesAt(const Module &M, const facts::RuleBase &Rules,
                     const Instruction &Call) {
  llvm::SmallVector<RoutineCall, 2> Result;
  if (Call.Args.empty() || Call.Args[0].Kind != ValueKind::Function)
    return Result;
  const Function &F = M.Functions[Call.Args[0].Index];
  const facts::Routine *Named = routineOf(Rules, F);
  if (Named)
    Result.push_back({Named, 0});
  if ((Named || !F.HasBody) && Call.Args.size() > 1)
    if (std::optional<int64_t> Code = constantOf(Call.Args[1]))
      if (const facts::Routine *Selected = Rules.byCode(F.Name, *Code))
        Result.push_back({Selected, 1});
  return Result;
}

bool miniport::mayHold(const std::optional<facts::Condition> &When,
                       const RoutineCall &Routine, const Instruction &Call) {
  if (!When || When->Arg < 0)
    return true;
  std::optional<int64_t> Value = constantOf(Routine.arg(Call, When->Arg));
  return !Value || llvm::is_contained(When->Values, *Value) != When->Negated;
}
