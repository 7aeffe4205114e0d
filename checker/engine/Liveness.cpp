//===- Liveness.cpp - What a later instruction may still read -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Relevance.h"
#include "engine/RoutineEffects.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::Opcode;
using ir::ValueKind;

void Relevance::transfer(uint32_t F, uint32_t Block, Live &L,
                         llvm::BitVector *AtCalls) const {
  const ir::Function &Fn = C.function(F);
  const auto &Is = Fn.Blocks[Block].Instructions;
  auto Use = [&](const ir::Value &V) {
    if (V.Kind == ValueKind::Register)
      L.Registers.set(V.Index);
    else if (V.Kind == ValueKind::Local)
      L.Locals.set(V.Index);
  };
  auto UsePlace = [&](const ir::Place &P) {
    Use(P.Base);
    for (const ir::Step &S : P.Steps)
      if (S.Kind == ir::StepKind::Index)
        Use(S.Index);
  };
  for (uint32_t N = Is.size(); N-- != 0;) {
    const ir::Instruction &I = Is[N];
    SiteId Site = C.site(F, Block, N);
    if (!Instructions.test(Site))
      continue;
    if (I.Result != ir::None)
      L.Registers.reset(I.Result);
    switch (I.Op) {
    case Opcode::Store:
      if (I.Where.Steps.empty() && I.Where.Base.Kind == ValueKind::Local)
        L.Locals.reset(I.Where.Base.Index);
      else
        UsePlace(I.Where);
      Use(I.Args[0]);
      break;
    case Opcode::ScopeEnd:
      L.Locals.reset(I.Where.Base.Index);
      break;
    case Opcode::Load:
    case Opcode::Copy: {
      const ir::Place &From = I.Op == Opcode::Load ? I.Where : I.From;
      ir::Type Ty = C.accessType(F, I);
      AliasKey K = keyOf(From, Ty.sizeInBytes() * 8);
      if (!Syms.isLocalKey(K))
        L.Keys.set(K);
      if (Ty.Record != ir::None)
        for (AliasKey Inner : Syms.keysOf(Ty.Record))
          L.Keys.set(Inner);
      UsePlace(From);
      if (I.Op == Opcode::Copy)
        UsePlace(I.Where);
      break;
    }
    case Opcode::Call: {
      const CallInfo &Info = C.call(Site);
      if (AtCalls)
        for (uint32_t T : Info.Targets)
          AtCalls[T] |= L.Keys;
      for (uint32_t T : Info.Targets)
        L.Keys |= Read[T];
      if (Info.Routine && touchesLockState(*Info.Routine)) {
        for (uint32_t T : C.unit().callees(F))
          L.Keys |= Read[T];
        for (AliasKey K : TokenKeys)
          L.Keys.set(K);
      }
      for (const ir::Value &V : I.Args)
        Use(V);
      break;
    }
    default:
      for (const ir::Value &V : I.Args)
        Use(V);
      if (I.Op == Opcode::Addr || I.Op == Opcode::Zero)
        UsePlace(I.Where);
    }
  }
}

void Relevance::computeLiveness() {
  const ir::Module &M = C.module();
  size_t N = M.Functions.size();
  unsigned NumKeys = Syms.numFixedKeys();
  LiveOut.assign(N, llvm::BitVector(NumKeys));
  LiveIn.resize(N);
  for (uint32_t F = 0; F != N; ++F)
    if (M.Functions[F].isAnalyzable())
      LiveIn[F].assign(M.Functions[F].Blocks.size(),
                       {llvm::BitVector(NumKeys),
                        llvm::BitVector(M.Functions[F].Locals.size()),
                        llvm::BitVector(M.Functions[F].NumRegisters)});
  for (const EntryPoint &E : C.unit().entries())
    if (C.unit().isInitialisationRole(*E.Role))
      for (const ExtensionField &Path : C.unit().fixedFields())
        LiveOut[E.Function].set(
            Syms.fieldKey(Path.back().Record, Path.back().Field));
  llvm::BitVector Dirty(N, true);
  while (Dirty.any()) {
    std::vector<llvm::BitVector> AtCalls(N, llvm::BitVector(NumKeys));
    for (unsigned F : Dirty.set_bits()) {
      // What calls in the others need is in LiveOut already.
      if (!M.Functions[F].isAnalyzable())
        continue;
      const Flow &Fl = C.flow(F);
      for (bool Changed = true; Changed;) {
        Changed = false;
        for (uint32_t B : llvm::reverse(Fl.order())) {
          Live L = LiveIn[F][B];
          Live Out = {LiveOut[F], llvm::BitVector(L.Locals.size()),
                      llvm::BitVector(L.Registers.size())};
          if (!Fl.successors(B).empty())
            Out.Keys.reset();
          for (uint32_t S : Fl.successors(B)) {
            Out.Keys |= LiveIn[F][S].Keys;
            Out.Locals |= LiveIn[F][S].Locals;
            Out.Registers |= LiveIn[F][S].Registers;
          }
          transfer(F, B, Out, nullptr);
          if (Out.Keys != L.Keys || Out.Locals != L.Locals ||
              Out.Registers != L.Registers) {
            LiveIn[F][B] = std::move(Out);
            Changed = true;
          }
        }
      }
      for (uint32_t B : Fl.order()) {
        Live Out = {LiveOut[F], llvm::BitVector(M.Functions[F].Locals.size()),
                    llvm::BitVector(M.Functions[F].NumRegisters)};
        if (!Fl.successors(B).empty())
          Out.Keys.reset();
        for (uint32_t S : Fl.successors(B))
          Out.Keys |= LiveIn[F][S].Keys;
        transfer(F, B, Out, AtCalls.data());
      }
    }
    Dirty.reset();
    for (uint32_t F = 0; F != N; ++F)
      if (AtCalls[F].test(LiveOut[F])) { // something new after a call of F
        LiveOut[F] |= AtCalls[F];
        Dirty.set(F);
      }
  }
}
