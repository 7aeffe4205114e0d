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

/// What the instruction reads of memory that is not this function's own.
void Relevance::addReads(uint32_t F, const ir::Instruction &I, SiteId Site,
                         llvm::BitVector &Live) const {
  switch (I.Op) {
  case Opcode::Load:
  case Opcode::Copy: {
    ir::Type Ty = C.accessType(F, I);
    AliasKey K =
        keyOf(I.Op == Opcode::Load ? I.Where : I.from(), Ty.sizeInBytes() * 8);
    if (!Syms.isLocalKey(K))
      Live.set(K);
    if (Ty.record() != ir::None)
      for (AliasKey Inner : Syms.keysOf(Ty.record()))
        Live.set(Inner);
    break;
  }
  case Opcode::Call: {
    const CallInfo &Info = C.call(Site);
    for (uint32_t T : Info.Targets)
      Live |= Read[T];
    if (Info.Routine && touchesLockState(*Info.Routine)) {
      for (uint32_t T : C.unit().callees(F))
        Live |= Read[T];
      for (AliasKey K : TokenKeys)
        Live.set(K);
    }
    break;
  }
  default:
    break;
  }
}

//===----------------------------------------------------------------------===//
// After a function
//===----------------------------------------------------------------------===//

/// By block, the keys that are read from its begin on, within the function, and
/// one bit more: that the function can return. No key is ever dead before it
/// is read: a store does not say that it is the only object of its key.
std::vector<llvm::BitVector> Relevance::liveKeys(uint32_t F) const {
  const ir::Function &Fn = C.function(F);
  const Flow &Fl = C.flow(F);
  unsigned Returns = Syms.numFixedKeys();
  std::vector<llvm::BitVector> In(Fn.Blocks.size());
  for (uint32_t B : Fl.order()) {
    In[B].resize(Returns + 1);
    if (Fl.successors(B).empty())
      In[B].set(Returns);
    SiteId Site = C.site(F, B, 0);
    for (const ir::Instruction &I : Fn.Blocks[B].Instructions) {
      if (Instructions.test(Site))
        addReads(F, I, Site, In[B]);
      ++Site;
    }
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t B : llvm::reverse(Fl.order()))
      for (uint32_t S : Fl.successors(B))
        if (In[S].test(In[B])) {
          In[B] |= In[S];
          Changed = true;
        }
  }
  return In;
}

void Relevance::computeLiveOut(uint32_t Alone) {
  const ir::Module &M = C.module();
  const unsigned N = M.Functions.size(), Returns = Syms.numFixedKeys();
  LiveIn.resize(N);
  LiveOut.assign(N, llvm::BitVector(Returns));
  for (const EntryPoint &E : C.unit().entries())
    if (C.unit().isInitialisationRole(*E.Role))
      for (const ExtensionField &Path : C.unit().fixedFields())
        LiveOut[E.Function].set(
            Syms.fieldKey(Path.back().Record, Path.back().Field));
  if (Alone != ir::None)
    return; // it is called from outside only
  // What is read after a call is read after the callee; and if the caller can
  // then return, so is what is read after the caller.
  std::vector<llvm::SmallVector<uint32_t, 4>> ReturnsInto(N);
  llvm::BitVector Live;
  for (uint32_t F = 0; F != N; ++F) {
    if (!M.Functions[F].isAnalyzable() || C.unit().callees(F).empty())
      continue;
    std::vector<llvm::BitVector> In = liveKeys(F);
    for (uint32_t B : C.flow(F).order()) {
      const auto &Is = M.Functions[F].Blocks[B].Instructions;
      Live.clear();
      Live.resize(Returns + 1);
      for (uint32_t S : C.flow(F).successors(B))
        Live |= In[S];
      if (C.flow(F).successors(B).empty())
        Live.set(Returns);
      for (uint32_t I = Is.size(); I-- != 0;) {
        SiteId Site = C.site(F, B, I);
        if (!Instructions.test(Site))
          continue;
        if (Is[I].Op == Opcode::Call)
          for (uint32_t T : C.call(Site).Targets) {
            LiveOut[T] |= Live;
            if (Live.test(Returns) && !llvm::is_contained(ReturnsInto[F], T))
              ReturnsInto[F].push_back(T);
          }
        addReads(F, Is[I], Site, Live);
      }
    }
  }
  for (llvm::BitVector &Out : LiveOut)
    Out.resize(Returns);
  llvm::SmallVector<uint32_t, 32> Work;
  for (uint32_t F = 0; F != N; ++F)
    Work.push_back(F);
  while (!Work.empty()) {
    uint32_t F = Work.pop_back_val();
    for (uint32_t T : ReturnsInto[F])
      if (LiveOut[F].test(LiveOut[T])) {
        LiveOut[T] |= LiveOut[F];
        Work.push_back(T);
      }
  }
}

//===----------------------------------------------------------------------===//
// Within a function
//===----------------------------------------------------------------------===//

/// From the end of the block to its begin.
void Relevance::transfer(uint32_t F, uint32_t Block,
                         llvm::BitVector &Live) const {
  const ir::Function &Fn = C.function(F);
  const unsigned FirstLocal = Syms.numFixedKeys(),
                 FirstRegister = FirstLocal + Fn.Locals.size();
  const auto &Is = Fn.Blocks[Block].Instructions;
  auto Use = [&](const ir::Value &V) {
    if (V.Kind == ValueKind::Register)
      Live.set(FirstRegister + V.Index);
    else if (V.Kind == ValueKind::Local)
      Live.set(FirstLocal + V.Index);
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
      Live.reset(FirstRegister + I.Result);
    addReads(F, I, Site, Live);
    switch (I.Op) {
    case Opcode::Store:
      if (I.Where.Steps.empty() && I.Where.Base.Kind == ValueKind::Local)
        Live.reset(FirstLocal + I.Where.Base.Index);
      else
        UsePlace(I.Where);
      Use(I.Args[0]);
      break;
    case Opcode::ScopeEnd:
      Live.reset(FirstLocal + I.Where.Base.Index);
      break;
    case Opcode::Load:
    case Opcode::Addr:
    case Opcode::Zero:
      UsePlace(I.Where);
      break;
    case Opcode::Copy:
      UsePlace(I.Where);
      UsePlace(I.from());
      break;
    default:
      break;
    }
    if (I.Op != Opcode::Store)
      for (const ir::Value &V : I.Args)
        Use(V);
  }
}

void Relevance::computeLiveIn(uint32_t F) const {
  const ir::Function &Fn = C.function(F);
  const Flow &Fl = C.flow(F);
  const unsigned Size =
      Syms.numFixedKeys() + Fn.Locals.size() + Fn.NumRegisters;
  std::vector<llvm::BitVector> &In = LiveIn[F];
  In.assign(Fn.Blocks.size(), llvm::BitVector(Size));
  llvm::BitVector Live;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t B : llvm::reverse(Fl.order())) {
      Live.clear();
      Live.resize(Size);
      if (Fl.successors(B).empty())
        Live |= LiveOut[F];
      for (uint32_t S : Fl.successors(B))
        Live |= In[S];
      transfer(F, B, Live);
      if (Live != In[B]) {
        In[B] = Live;
        Changed = true;
      }
    }
  }
}

Relevance::Live Relevance::liveIn(uint32_t F, uint32_t Block) const {
  if (LiveIn[F].empty())
    computeLiveIn(F);
  unsigned FirstLocal = Syms.numFixedKeys();
  return {LiveIn[F][Block], FirstLocal,
          FirstLocal + static_cast<unsigned>(C.function(F).Locals.size())};
}
