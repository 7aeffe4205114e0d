//===- IR.cpp - Driver IR -------------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ir/IR.h"

namespace miniport::ir {

Value Value::integer(uint64_t Bits, Type Ty) {
  if (Ty.width() > 0 && Ty.width() < 64)
    Bits &= (uint64_t(1) << Ty.width()) - 1;
  Value V(ValueKind::Int, 0, Ty);
  V.Bits = Bits;
  return V;
}

Instruction::Instruction(const Instruction &Other)
    : Op(Other.Op), Operator(Other.Operator), Volatile(Other.Volatile),
      NoReturn(Other.NoReturn), Pure(Other.Pure), Ty(Other.Ty),
      Result(Other.Result), Targets(Other.Targets), Where(Other.Where),
      Args(Other.Args), Loc(Other.Loc), Text(Other.Text),
      Rare(Other.Rare ? std::make_unique<RareParts>(*Other.Rare) : nullptr) {}

const Place &Instruction::noPlace() {
  static const Place None{};
  return None;
}

llvm::SmallVector<uint32_t, 4> successors(const Block &B) {
  llvm::SmallVector<uint32_t, 4> Result;
  if (B.Instructions.empty())
    return Result;
  const Instruction &Last = B.terminator();
  Result.append(Last.Targets.begin(), Last.Targets.end());
  for (const SwitchCase &Case : Last.cases())
    Result.push_back(Case.Target);
  return Result;
}

template <typename Entity>
static uint32_t findNamed(const std::vector<Entity> &Entities,
                          llvm::StringRef Name) {
  for (uint32_t I = 0; I < Entities.size(); ++I)
    if (Entities[I].Name == Name)
      return I;
  return None;
}

void Module::keepStringsOf(std::unique_ptr<Module> Other) {
  Other->Files = {};
  Other->Records = {};
  Other->Globals = {};
  Other->Functions = {};
  Other->Diagnostics = {};
  Others.push_back(std::move(Other));
}

uint32_t Module::findFunction(llvm::StringRef Name) const {
  return findNamed(Functions, Name);
}

uint32_t Module::findGlobal(llvm::StringRef Name) const {
  return findNamed(Globals, Name);
}

uint32_t Module::findRecord(llvm::StringRef Name) const {
  return findNamed(Records, Name);
}

} // namespace miniport::ir
