//===- SharedFields.cpp - Fields that other processors change -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Code.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace miniport;
using namespace miniport::engine;

bool SharedField::mayChange(facts::LockClass Taken, uint32_t Held) const {
  // The InterruptLock may contain the locks of messages. What is held of a
  // class is taken for the very lock that the writer has.
  constexpr uint32_t Interrupts =
      facts::maskOf(facts::LockClass::StorInterrupt) |
      facts::maskOf(facts::LockClass::StorMessage);
  if (Held & Interrupts)
    Held |= Interrupts;
  return llvm::any_of(WrittenUnder, [&](uint32_t Writer) {
    return (Writer == 0 || (Writer & facts::maskOf(Taken))) && !(Writer & Held);
  });
}

/// The field whose address is V.
std::optional<FieldRef> Code::fieldAt(uint32_t F, const ir::Value &V) const {
  const ir::Instruction *D =
      V.Kind == ir::ValueKind::Register ? definition(F, V.Index) : nullptr;
  if (!D || D->Op != ir::Opcode::Addr || D->Where.Steps.empty() ||
      D->Where.Steps.back().Kind != ir::StepKind::Field)
    return std::nullopt;
  return FieldRef{D->Where.Steps.back().Record, D->Where.Steps.back().Field};
}

FieldPath engine::fieldPath(const ir::Place &P) {
  FieldPath Path;
  for (const ir::Step &Step : P.Steps) {
    if (Step.Kind == ir::StepKind::Field)
      Path.push_back({Step.Record, Step.Field});
    else if (Step.Kind == ir::StepKind::Container)
      Path.clear();
  }
  bool IsField = !P.Steps.empty() && P.Steps.back().Kind == ir::StepKind::Field;
  return IsField ? Path : FieldPath();
}

FieldPath Code::fieldTested(SiteId Branch) const {
  uint32_t F = position(Branch).Function;
  const ir::Instruction *I = &instruction(Branch);
  do {
    const ir::Value &V = I->Args[0];
    I = V.Kind == ir::ValueKind::Register ? definition(F, V.Index) : nullptr;
  } while (I && (I->Op == ir::Opcode::Cast ||
                 (I->Op == ir::Opcode::Binary && I->Args[1].isInt())));
  if (!I || I->Op != ir::Opcode::Load ||
      I->Where.Base.Kind == ir::ValueKind::Local)
    return {};
  return fieldPath(I->Where);
}

void Code::setTestedAgain(std::vector<SharedField> Fields) {
  Shared.resize(Interlocked);
  llvm::append_range(Shared, std::move(Fields));
}

void Code::findInterlocked() {
  std::set<FieldRef> Found;
  for (uint32_t F = 0; F != module().Functions.size(); ++F)
    for (uint32_t B = 0; B != function(F).Blocks.size(); ++B)
      for (auto [Index, I] :
           llvm::enumerate(function(F).Blocks[B].Instructions))
        if (I.Op == ir::Opcode::Call && function(F).isAnalyzable())
          if (const CallInfo &Info = call(site(F, B, Index)); Info.Routine)
            for (const facts::Effect &E : Info.Routine->Effects)
              if (E.Kind == facts::EffectKind::Atomic)
                if (auto Field = fieldAt(F, argument(I, Info, E.Arg)))
                  Found.insert(*Field);
  for (FieldRef Field : Found)
    Shared.push_back({Field, {0}});
  Interlocked = Shared.size();
}
