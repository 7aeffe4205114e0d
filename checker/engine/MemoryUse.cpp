//===- MemoryUse.cpp - Which memory functions name ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/MemoryUse.h"
#include "engine/Symbols.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::Opcode;

MemoryUse::MemoryUse(const Code &C, const Symbols &S)
    : C(C), S(S),
      Written(C.module().Functions.size(), llvm::BitVector(S.numFixedKeys())),
      Named(Written) {
  for (uint32_t F = 0; F != Written.size(); ++F) {
    if (!C.function(F).isAnalyzable())
      continue;
    for (uint32_t B : C.flow(F).order()) {
      SiteId Site = C.site(F, B, 0);
      for (const ir::Instruction &I : C.function(F).Blocks[B].Instructions) {
        addKeys(F, I, I.Op == Opcode::Call ? &C.call(Site) : nullptr);
        ++Site;
      }
    }
    Named[F] |= Written[F];
  }
  inherit();
}

/// Called: of a call.
void MemoryUse::addKeys(uint32_t F, const ir::Instruction &I,
                        const CallInfo *Called) {
  auto Add = [&](llvm::BitVector &To, const ir::Place &P, const ir::Type &Ty) {
    AliasKey K = S.keyOf(P, Ty.sizeInBytes() * 8);
    if (!S.isLocalKey(K))
      To.set(K);
    if (Ty.record() != ir::None)
      for (AliasKey Inner : S.keysOf(Ty.record()))
        To.set(Inner);
  };
  switch (I.Op) {
  case Opcode::Store:
  case Opcode::Zero:
  case Opcode::Copy:
    Add(Written[F], I.Where, C.accessType(F, I));
    if (I.Op == Opcode::Copy)
      Add(Named[F], I.from(), C.accessType(F, I));
    break;
  case Opcode::Load:
    Add(Named[F], I.Where, I.Ty);
    break;
  case Opcode::Addr: {
    // What is there: a routine may write it.
    ir::Type There = ir::Type::makePtr();
    for (const ir::Step &Step : I.Where.Steps)
      if (Step.Kind == ir::StepKind::Field)
        There = C.module().Records[Step.Record].Fields[Step.Field].Ty;
    Add(Named[F], I.Where, There);
    break;
  }
  case Opcode::Call:
    if (Called->Routine && Called->Routine->has(facts::EffectKind::AcquireLock))
      for (const SharedField &Shared : C.sharedFields())
        Written[F].set(S.fieldKey(Shared.Field.Record, Shared.Field.Field));
    break;
  default:
    break;
  }
  for (const ir::Value &V : I.Args)
    if (V.Kind == ir::ValueKind::Global)
      Named[F].set(S.globalKey(V.Index));
}

void MemoryUse::inherit() {
  for (const auto &Scc : C.unit().bottomUp())
    for (bool Grew = true; Grew;) {
      Grew = false;
      for (uint32_t F : Scc)
        for (uint32_t T : C.unit().callees(F))
          if (C.function(F).isAnalyzable() && Written[T].test(Written[F])) {
            Written[F] |= Written[T];
            Grew = true;
          }
    }
  for (uint32_t F = 0; F != Named.size(); ++F)
    for (uint32_t T : C.unit().callees(F))
      Named[F] |= Written[T];
}
