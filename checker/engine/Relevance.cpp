//===- Relevance.cpp - What the simulation has to look at -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Relevance.h"
#include "engine/RelevanceSolver.h"
#include "engine/RoutineEffects.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using facts::EffectKind;
using ir::Opcode;
using ir::ValueKind;

Relevance::Relevance(const Code &C, const Symbols &Syms, const MemoryUse &Use,
                     Grain G, llvm::ArrayRef<SiteId> Targets,
                     llvm::BitVector CalmOnes, uint32_t Alone)
    : C(C), Syms(Syms), IsCoarse(G == Coarse), Calm(std::move(CalmOnes)) {
  Calm.resize(C.module().Functions.size());
  RelevanceSolver(*this, Use, G, Alone).solve(Targets);
  computeLiveOut(Alone);
}

void RelevanceSolver::solve(llvm::ArrayRef<SiteId> Targets) {
  prepare(Targets);
  if (Grain == Relevance::Everything) {
    takeEverything();
    finish();
    return;
  }
  llvm::BitVector Looked(M.Functions.size());
  for (uint32_t F = 0; F != M.Functions.size(); ++F)
    if (isLookedAt(F))
      Looked.set(F);
  Dirty = Looked;
  NewKeys |= R.Keys;
  // A function is looked at again when something that it asks for is new.
  while (true) {
    exposeKeys();
    for (uint32_t F = M.Functions.size(); NewKeys.any() && F-- != 0;)
      if (Looked.test(F) && isAbout(F, NewKeys))
        Dirty.set(F);
    NewKeys.reset();
    Dirty &= Looked;
    if (Dirty.none())
      break;
    // Each as long as it is at hand.
    for (uint32_t F = M.Functions.size(); F-- != 0;)
      while (Looked.test(F) && Dirty.test(F)) {
        Dirty.reset(F);
        sweep(F);
      }
  }
  finish();
}

/// A bare pointer may point to any of the scalars.
bool RelevanceSolver::isAbout(uint32_t F,
                              const llvm::BitVector &NewOnes) const {
  for (uint64_t Bits : {8, 16, 32, 64, 128})
    if (NewOnes.test(R.Syms.scalarKey(Bits)))
      return true;
  return Use.named(F).anyCommon(NewOnes);
}

void RelevanceSolver::takeEverything() {
  R.Instructions.set();
  R.Keys.set();
  for (uint32_t F = 0; F != M.Functions.size(); ++F) {
    R.Params[F].set();
    R.Locals[F].set();
    R.Registers[F].set();
    if (M.Functions[F].isAnalyzable() && !M.Functions[F].Result.isVoid())
      R.Results.set(F);
  }
}

void RelevanceSolver::prepare(llvm::ArrayRef<SiteId> Targets) {
  size_t N = M.Functions.size();
  unsigned NumKeys = R.Syms.numFixedKeys();
  R.Instructions.resize(R.C.numSites());
  R.ObservedCalls.resize(R.C.numSites());
  IsTarget.resize(R.C.numSites());
  for (SiteId S : Targets)
    IsTarget.set(S);
  for (llvm::BitVector *B :
       {&R.Unfollowed, &R.Guesses, &R.Effects, &R.LockEffects, &R.Releases,
        &R.Observes, &R.ReadsLevel, &R.DataEffects, &R.Results})
    B->resize(N);
  R.Acquired.resize(N);
  R.Released.resize(N);
  R.Keys.resize(NumKeys);
  Weak.Keys.resize(NumKeys);
  StrongInstructions.resize(R.C.numSites());
  NewKeys.resize(NumKeys);
  Dirty.resize(N);
  for (uint32_t F = 0; F != N; ++F)
    R.Written.push_back(Use.written(F));
  R.Read.assign(N, llvm::BitVector(NumKeys));
  for (const ir::Function &F : M.Functions) {
    R.Params.emplace_back(F.Params.size());
    R.HandedOn.emplace_back(F.Params.size());
    R.Locals.emplace_back(F.Locals.size());
    R.Registers.emplace_back(F.NumRegisters);
    Weak.Params.emplace_back(F.Params.size());
    Weak.Locals.emplace_back(F.Locals.size());
    Weak.Registers.emplace_back(F.NumRegisters);
    Branches.emplace_back(F.Blocks.size());
    BlockMarked.emplace_back(F.Blocks.size());
  }
  for (uint32_t F = 0; F != N; ++F)
    if (M.Functions[F].isAnalyzable())
      ownEffects(F);
  inheritEffects();
  if (R.Unfollowed.any())
    for (const auto &Scc : R.C.unit().bottomUp())
      for (bool Grew = true; Grew;) {
        Grew = false;
        for (uint32_t F : Scc)
          if (R.Unfollowed.test(F))
            Grew |= handOn(F);
      }
  findPredicates();
  // What initialisation leaves in the extension, when it succeeds.
  FixedKeys.resize(NumKeys);
  if (Grain == Relevance::Coarse)
    for (const ExtensionField &Path : R.C.unit().fixedFields())
      FixedKeys.set(R.Syms.fieldKey(Path.back().Record, Path.back().Field));
  R.Keys |= FixedKeys;
  R.TokenKeys = R.C.tokenKeys(R.Syms);
  for (AliasKey K : R.TokenKeys)
    R.Keys.set(K);
  R.Initialises.resize(N);
  for (const EntryPoint &E : R.C.unit().entries())
    if (M.Functions[E.Function].isAnalyzable() &&
        R.C.unit().isInitialisationRole(*E.Role))
      R.Initialises.set(E.Function);
  R.Results |= R.Initialises;
  // What an interrupt routine answers is a rule of its own.
  for (const EntryPoint &E : R.C.unit().entries())
    if (E.Role->ReturnDuty == "claims-interrupt" &&
        M.Functions[E.Function].isAnalyzable())
      R.Results.set(E.Function);
}

/// What the function does by itself.
void RelevanceSolver::ownEffects(uint32_t F) {
  for (const CallAt &Call : R.C.calls(F)) {
    const CallInfo &Info = R.C.call(Call.Site);
    if (Info.Kind == CallKind::Unknown && !Info.Undeclared &&
        llvm::any_of(llvm::drop_begin(Call.I->Args), mayReach))
      R.Unfollowed.set(F);
    if (Info.isLimited()) {
      R.Observes.set(F);
      R.ObservedCalls.set(Call.Site);
    }
    if (IsTarget.test(Call.Site))
      R.Effects.set(F);
    bool IsGuessed = Info.Undeclared && R.C.mayKnowLocks(*Call.I, Info);
    if ((Info.isToldOnly() || IsGuessed) && Grain != Relevance::Answers &&
        !R.Calm.test(F)) {
      // Which lock it is about, nobody knows here.
      R.Effects.set(F);
      R.LockEffects.set(F);
      if (IsGuessed)
        R.Guesses.set(F);
      if (IsGuessed || Info.Promise->touchesLocks())
        R.Acquired[F] = R.Released[F] = ~0U;
      if (IsGuessed || Info.Promise->Releases)
        R.Releases.set(F);
    }
    const facts::Routine *Rt = Info.Routine;
    if (!Rt)
      continue;
    bool Locks = hasRuleEffect(F, *Rt), Observed = engine::isObserved(*Rt);
    if (Locks) {
      R.LockEffects.set(F);
      addLockClasses(F, *Call.I, Info);
    }
    if (Locks)
      R.Effects.set(F);
    if (Observed) {
      R.Observes.set(F);
      R.ObservedCalls.set(Call.Site);
    }
    if (engine::readsLevel(*Rt))
      R.ReadsLevel.set(F);
    if (Locks && Rt->has(EffectKind::ReleaseLock))
      R.Releases.set(F);
  }
}

bool RelevanceSolver::mayBePredicate(uint32_t F) const {
  constexpr unsigned MostInstructions = 80;
  if (R.Effects.test(F) || !M.Functions[F].Result.width())
    return false;
  unsigned Count = 0;
  for (uint32_t B : R.C.flow(F).order()) {
    SiteId Site = R.C.site(F, B, 0);
    for (const ir::Instruction &I : M.Functions[F].Blocks[B].Instructions) {
      bool Writes =
          I.Op == Opcode::Store || I.Op == Opcode::Zero || I.Op == Opcode::Copy;
      if (++Count > MostInstructions ||
          (Writes && I.Where.Base.Kind != ValueKind::Local))
        return false;
      if (I.Op == Opcode::Call) {
        const CallInfo &Info = R.C.call(Site);
        bool Harmless = Info.Routine && !touchesLockState(*Info.Routine) &&
                        writtenArguments(*Info.Routine).empty();
        if (!Harmless && (Info.Targets.size() != 1 ||
                          !R.Predicates.test(Info.Targets.front())))
          return false;
      }
      ++Site;
    }
  }
  return true;
}

/// Which parameters a function hands on to one that cannot be followed.
bool RelevanceSolver::handOn(uint32_t F) {
  llvm::BitVector Before = R.HandedOn[F];
  for (const CallAt &Call : R.C.calls(F)) {
    const CallInfo &Info = R.C.call(Call.Site);
    for (size_t A = 1; A < Call.I->Args.size(); ++A)
      if (Call.I->Args[A].Kind == ValueKind::Param &&
          (Info.Kind == CallKind::Unknown ||
           llvm::any_of(Info.Targets, [&](uint32_t T) {
             return A - 1 < R.HandedOn[T].size() && R.HandedOn[T].test(A - 1);
           })))
        R.HandedOn[F].set(Call.I->Args[A].Index);
  }
  return R.HandedOn[F] != Before;
}

void RelevanceSolver::findPredicates() {
  R.Predicates.resize(M.Functions.size());
  for (const auto &Scc : R.C.unit().bottomUp())
    if (Scc.size() == 1 && M.Functions[Scc.front()].isAnalyzable() &&
        mayBePredicate(Scc.front()))
      R.Predicates.set(Scc.front());
}

void RelevanceSolver::addLockClasses(uint32_t F, const ir::Instruction &I,
                                     const CallInfo &Info) {
  for (const facts::Effect &E : Info.Routine->Effects) {
    ir::Value Named = Code::argument(I, Info, E.ClassArg);
    uint32_t Mask = lockClasses(
        E, Named.isInt() ? std::optional<uint64_t>(Named.Bits) : std::nullopt);
    if (E.Kind == EffectKind::AcquireLock || E.Kind == EffectKind::RunCallback)
      R.Acquired[F] |= Mask;
    if (E.Kind == EffectKind::ReleaseLock || E.Kind == EffectKind::AssumeLock)
      R.Released[F] |= Mask;
  }
}

/// What callees do, call-backs that a routine runs before it returns included.
void RelevanceSolver::inheritEffects() {
  auto Inherit = [](llvm::BitVector &B, uint32_t F, uint32_t T, bool &Grew) {
    if (B.test(T) && !B.test(F)) {
      B.set(F);
      Grew = true;
    }
  };
  for (const auto &Scc : R.C.unit().bottomUp())
    for (bool Grew = true; Grew;) {
      Grew = false;
      for (uint32_t F : Scc) {
        if (!M.Functions[F].isAnalyzable())
          continue;
        for (uint32_t T : R.C.unit().callees(F)) {
          for (llvm::BitVector *B :
               {&R.Unfollowed, &R.Guesses, &R.Observes, &R.ReadsLevel})
            Inherit(*B, F, T, Grew);
          if (!R.Calm.test(F)) {
            for (llvm::BitVector *B : {&R.Effects, &R.LockEffects, &R.Releases})
              Inherit(*B, F, T, Grew);
            uint32_t Acquired = R.Acquired[F], Released = R.Released[F];
            R.Acquired[F] |= R.Acquired[T];
            R.Released[F] |= R.Released[T];
            Grew |= Acquired != R.Acquired[F] || Released != R.Released[F];
          }
        }
      }
    }
  for (uint32_t F = 0; F != M.Functions.size(); ++F)
    for (const CallAt &Call : R.C.calls(F))
      if (llvm::any_of(R.C.call(Call.Site).Targets,
                       [&](uint32_t T) { return R.Observes.test(T); }))
        R.ObservedCalls.set(Call.Site);
}

void RelevanceSolver::finish() {
  R.IdentityParams = std::move(Weak.Params);
  for (uint32_t F = 0; F != M.Functions.size(); ++F) {
    if (!isLookedAt(F))
      continue;
    for (uint32_t B : R.C.flow(F).order()) {
      SiteId Site = R.C.site(F, B, 0);
      for (const ir::Instruction &I : M.Functions[F].Blocks[B].Instructions) {
        if (R.Instructions.test(Site) && I.Op == Opcode::Load) {
          AliasKey K = R.keyOf(I.Where, I.Ty.sizeInBytes() * 8);
          if (!R.Syms.isLocalKey(K))
            R.Read[F].set(K);
        }
        if (R.Instructions.test(Site) && I.Op == Opcode::Copy)
          if (uint32_t Record = R.C.accessType(F, I).record();
              Record != ir::None)
            for (AliasKey K : R.Syms.keysOf(Record))
              R.Read[F].set(K);
        ++Site;
      }
    }
    R.Written[F] &= R.Keys;
    if (R.LockEffects.test(F))
      for (AliasKey K : R.TokenKeys)
        R.Read[F].set(K);
    R.Registers[F] |= Weak.Registers[F];
    if (R.Results.test(F) || R.Written[F].any() || R.Unfollowed.test(F))
      R.DataEffects.set(F);
  }
  for (const auto &Scc : R.C.unit().bottomUp())
    for (bool Grew = true; Grew;) {
      Grew = false;
      for (uint32_t F : Scc)
        for (uint32_t T : R.C.unit().callees(F))
          if (R.Read[T].test(R.Read[F])) {
            R.Read[F] |= R.Read[T];
            Grew = true;
          }
    }
}
