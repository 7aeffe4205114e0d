//===- Relevance.cpp - What the simulation has to look at
//------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Relevance.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using facts::EffectKind;
using ir::Opcode;
using ir::ValueKind;

RoutineWrites engine::writesOf(const facts::Routine &R) {
  RoutineWrites W;
  auto Add = [&](int Arg) {
    if (Arg >= 0 && !llvm::is_contained(W.Objects, Arg))
      W.Objects.push_back(Arg);
  };
  bool Explicit = false;
  for (const facts::Effect &E : R.Effects) {
    if (E.When && E.Kind != EffectKind::AcquireLock)
      continue; // the direction of the parameter stands
    Add(E.OldIrqlOutArg);
    Add(E.OutArg);
    Add(E.DestArg);
    if (E.Kind == EffectKind::AcquireLock || E.Kind == EffectKind::ReleaseLock)
      Add(E.HandleArg);
    if (E.Kind == EffectKind::WriteObject || E.Kind == EffectKind::Atomic) {
      Add(E.Arg);
      Explicit |= E.Kind == EffectKind::WriteObject;
    }
  }
  if (!Explicit)
    for (auto [I, P] : llvm::enumerate(R.Parameters))
      if (P.Dir != facts::Direction::In)
        Add(I);
  return W;
}

bool engine::touchesLockState(const facts::Routine &R) {
  return llvm::any_of(R.Effects, [](const facts::Effect &E) {
    switch (E.Kind) {
    case EffectKind::AcquireLock:
    case EffectKind::ReleaseLock:
    case EffectKind::RaiseIrql:
    case EffectKind::LowerIrql:
    case EffectKind::AssumeLock:
      return true;
    case EffectKind::RunCallback:
      return E.Synchronous;
    default:
      return false;
    }
  });
}

bool engine::hasRuleEffect(const facts::Routine &R) {
  if (touchesLockState(R))
    return true;
  // A ceiling that can be exceeded is a rule; a hint never is.
  if (R.Range.Max && R.Range.MaxBasis != facts::Basis::Hint &&
      *R.Range.Max < facts::Irql::High)
    return true;
  return llvm::any_of(R.Effects, [](const facts::Effect &E) {
    return E.Kind == EffectKind::Stall || E.Kind == EffectKind::Wait;
  });
}

namespace {
/// Is the call's argument handed to the rules: lock class, identity, handle,
/// old level, amount, routine, or part of a condition?
bool isRuleArgument(const facts::Routine &R, int Arg) {
  for (const facts::Effect &E : R.Effects) {
    if (E.When && E.When->Arg == Arg)
      return true;
    switch (E.Kind) {
    case EffectKind::AcquireLock:
    case EffectKind::ReleaseLock:
    case EffectKind::RaiseIrql:
    case EffectKind::LowerIrql:
    case EffectKind::AssumeLock:
      if (Arg == E.ClassArg || Arg == E.OldIrqlOutArg || Arg == E.LevelArg ||
          Arg == E.Arg)
        return true;
      break;
    case EffectKind::Stall:
    case EffectKind::Wait:
      if (Arg == E.Arg)
        return true;
      break;
    case EffectKind::RunCallback:
      if (Arg == E.RoutineArg || Arg == E.ContextArg || Arg == 0)
        return true;
      break;
    default:
      break;
    }
  }
  for (const facts::ConditionalIrql &C : R.RangeIf)
    if (C.When.Arg == Arg)
      return true;
  return false;
}
} // namespace

namespace {
/// Does the argument only say which lock is meant? Its value is followed, but
/// nothing is told apart for its sake.
bool isIdentityArgument(const facts::Routine &R, int Arg) {
  return llvm::any_of(R.Effects, [&](const facts::Effect &E) {
    return Arg == E.KeyArg || Arg == E.HandleArg || Arg == E.OldIrqlArg;
  });
}
} // namespace

bool Relevance::isRelevantParam(uint32_t F, uint32_t P) const {
  return P < Params[F].size() && Params[F].test(P);
}

AliasKey Relevance::keyOf(const ir::Place &P, uint64_t Bits) const {
  for (const ir::Step &S : llvm::reverse(P.Steps))
    if (S.Kind == ir::StepKind::Field)
      return Syms.fieldKey(S.Record, S.Field);
  if (P.Base.Kind == ValueKind::Local)
    return Syms.localKey(P.Base.Index);
  if (P.Base.Kind == ValueKind::Global)
    return Syms.globalKey(P.Base.Index);
  return Syms.scalarKey(Bits);
}

namespace miniport::engine {

/// The fixed point, by sweeps over all functions until nothing changes.
class RelevanceSolver {
public:
  explicit RelevanceSolver(Relevance &R) : R(R), M(R.C.module()) {}
  void solve() {
    prepare();
    do {
      Changed = false;
      exposeKeys();
      for (uint32_t F = M.Functions.size(); F-- != 0;)
        if (M.Functions[F].isAnalyzable())
          sweep(F);
    } while (Changed);
    finish();
  }

private:
  void prepare();
  void sweep(uint32_t F);
  void finish();
  bool startsRelevant(uint32_t F, SiteId Site, const ir::Instruction &I);
  bool callStartsRelevant(uint32_t F, SiteId Site, const ir::Instruction &I);
  void use(uint32_t F, const ir::Value &V);
  void usePlace(uint32_t F, const ir::Place &P);
  void useKey(uint32_t F, const ir::Place &P, const ir::Type &Ty);
  void useCall(uint32_t F, SiteId Site, const ir::Instruction &I);
  void useOperands(uint32_t F, SiteId Site, const ir::Instruction &I);
  void markBlock(uint32_t F, uint32_t Block);
  bool isRelevantMemory(uint32_t F, const ir::Place &P, const ir::Type &Ty,
                        uint64_t Bytes);
  void set(llvm::BitVector &B, unsigned I) {
    if (!B.test(I)) {
      B.set(I);
      Changed = true;
    }
  }

  Relevance &R;
  const ir::Module &M;
  bool Changed = false;
  /// Is an object whose address is V relevant? A pointer that came from
  /// elsewhere may point to anything of its width.
  bool isAboutRelevant(uint32_t F, const ir::Value &V, unsigned Depth);
  void useWeakly(uint32_t F, const ir::Value &V);
  void usePlaceWeakly(uint32_t F, const ir::Place &P);
  void useOperandsWeakly(uint32_t F, const ir::Instruction &I);
  bool startsWeakly(uint32_t F, const ir::Instruction &I);
  bool pointsToRelevant(uint32_t F, const ir::Value &V);
  void exposeKeys();

  /// What is followed only for the identity of a lock: no branch is told apart
  /// and no call is entered for it.
  struct {
    std::vector<llvm::BitVector> Registers, Params, Locals;
    llvm::BitVector Keys;
  } Weak;
  std::vector<llvm::BitVector> Branches, BlockMarked;
  llvm::BitVector StrongInstructions;
  std::vector<std::vector<const ir::Instruction *>> Definitions;
};

} // namespace miniport::engine

void RelevanceSolver::prepare() {
  size_t N = M.Functions.size();
  unsigned NumKeys = R.Syms.numFixedKeys();
  R.Instructions.resize(R.C.numSites());
  for (llvm::BitVector *B :
       {&R.Matters, &R.Effects, &R.LockEffects, &R.Releases, &R.Results})
    B->resize(N);
  R.Keys.resize(NumKeys);
  Weak.Keys.resize(NumKeys);
  StrongInstructions.resize(R.C.numSites());
  Definitions.resize(N);
  for (uint32_t F = 0; F != N; ++F) {
    Definitions[F].assign(M.Functions[F].NumRegisters, nullptr);
    for (const ir::Block &B : M.Functions[F].Blocks)
      for (const ir::Instruction &I : B.Instructions)
        if (I.Result != ir::None)
          Definitions[F][I.Result] = &I;
  }
  R.Written.assign(N, llvm::BitVector(NumKeys));
  R.Read.assign(N, llvm::BitVector(NumKeys));
  for (const ir::Function &F : M.Functions) {
    R.Params.emplace_back(F.Params.size());
    R.Locals.emplace_back(F.Locals.size());
    R.Registers.emplace_back(F.NumRegisters);
    Weak.Params.emplace_back(F.Params.size());
    Weak.Locals.emplace_back(F.Locals.size());
    Weak.Registers.emplace_back(F.NumRegisters);
    Branches.emplace_back(F.Blocks.size());
    BlockMarked.emplace_back(F.Blocks.size());
  }
  // What each function writes, and whether it has effects: callees first.
  auto AddKeys = [&](llvm::BitVector &To, const ir::Place &P,
                     const ir::Type &Ty) {
    AliasKey K = R.keyOf(P, Ty.sizeInBytes() * 8);
    if (!R.Syms.isLocalKey(K))
      To.set(K);
    if (Ty.Record != ir::None)
      for (AliasKey Inner : R.Syms.keysOf(Ty.Record))
        To.set(Inner);
  };
  for (const auto &Scc : R.C.unit().bottomUp())
    for (unsigned Round = 0; Round != (Scc.size() > 1 ? 2U : 1U); ++Round)
      for (uint32_t F : Scc) {
        if (!M.Functions[F].isAnalyzable())
          continue;
        SiteId Site = R.C.site(F, 0, 0);
        for (const ir::Block &B : M.Functions[F].Blocks)
          for (const ir::Instruction &I : B.Instructions) {
            if (I.Op == Opcode::Store || I.Op == Opcode::Zero ||
                I.Op == Opcode::Copy)
              AddKeys(R.Written[F], I.Where, I.Ty);
            if (I.Op == Opcode::Call) {
              const CallInfo &Info = R.C.call(Site);
              if (Info.Routine && hasRuleEffect(*Info.Routine))
                R.Effects.set(F);
              if (Info.Routine && touchesLockState(*Info.Routine))
                R.LockEffects.set(F);
              if (Info.Routine && Info.Routine->has(EffectKind::ReleaseLock))
                R.Releases.set(F);
              for (uint32_t T : Info.Targets) {
                if (R.Releases.test(T))
                  R.Releases.set(F);
                R.Written[F] |= R.Written[T];
                if (R.Effects.test(T))
                  R.Effects.set(F);
                if (R.LockEffects.test(T))
                  R.LockEffects.set(F);
              }
              for (uint32_t T : R.C.unit().callees(F)) {
                // Call-backs that a routine runs before it returns.
                if (Info.Routine && R.Effects.test(T))
                  R.Effects.set(F);
                if (Info.Routine && R.LockEffects.test(T))
                  R.LockEffects.set(F);
                if (Info.Routine)
                  R.Written[F] |= R.Written[T];
              }
            }
            ++Site;
          }
      }
  // What an interrupt routine answers is a rule of its own.
  for (const EntryPoint &E : R.C.unit().entries())
    if (M.Functions[E.Function].isAnalyzable())
      R.Results.set(E.Function);
}

bool RelevanceSolver::isRelevantMemory(uint32_t F, const ir::Place &P,
                                       const ir::Type &Ty, uint64_t Bytes) {
  AliasKey K = R.keyOf(P, Bytes * 8);
  if (R.Syms.isLocalKey(K) ? R.Locals[F].test(P.Base.Index) : R.Keys.test(K))
    return true;
  return Ty.Record != ir::None &&
         llvm::any_of(R.Syms.keysOf(Ty.Record),
                      [&](AliasKey Inner) { return R.Keys.test(Inner); });
}

bool RelevanceSolver::pointsToRelevant(uint32_t F, const ir::Value &V) {
  switch (V.Kind) {
  case ValueKind::Local:
    return R.Locals[F].test(V.Index);
  case ValueKind::Global:
    return R.Keys.test(R.Syms.globalKey(V.Index));
  case ValueKind::Param:
    return llvm::any_of(
        llvm::ArrayRef<uint64_t>{8, 16, 32, 64},
        [&](uint64_t Bits) { return R.Keys.test(R.Syms.scalarKey(Bits)); });
  case ValueKind::Register:
    break;
  default:
    return false;
  }
  const ir::Instruction *D = Definitions[F][V.Index];
  if (!D || D->Op != Opcode::Addr)
    return pointsToRelevant(F, ir::Value::param(0, V.Ty));
  if (D->Where.Base.Kind == ValueKind::Local)
    return R.Locals[F].test(D->Where.Base.Index);
  for (const ir::Step &S : llvm::reverse(D->Where.Steps))
    if (S.Kind == ir::StepKind::Field) {
      ir::Type Ty = M.Records[S.Record].Fields[S.Field].Ty;
      return isRelevantMemory(F, D->Where, Ty, Ty.sizeInBytes());
    }
  return isRelevantMemory(F, D->Where, ir::Type::makePtr(), 8);
}

/// Does a condition read relevant memory?
bool RelevanceSolver::isAboutRelevant(uint32_t F, const ir::Value &V,
                                      unsigned Depth) {
  if (V.Kind == ValueKind::Param)
    return R.Params[F].test(V.Index);
  if (V.Kind != ValueKind::Register || Depth > 8)
    return false;
  const ir::Instruction *D = Definitions[F][V.Index];
  if (!D)
    return false;
  if (R.Registers[F].test(V.Index))
    return true;
  if (D->Op == Opcode::Load)
    return isRelevantMemory(F, D->Where, D->Ty, D->Ty.sizeInBytes());
  return (D->Op == Opcode::Binary || D->Op == Opcode::Cast) &&
         llvm::any_of(D->Args, [&](const ir::Value &A) {
           return isAboutRelevant(F, A, Depth + 1);
         });
}

/// A relevant object whose address is taken can be written through a bare
/// pointer of its width.
void RelevanceSolver::exposeKeys() {
  for (uint32_t Rec = 0; Rec != M.Records.size(); ++Rec)
    for (uint32_t Fd = 0; Fd != M.Records[Rec].Fields.size(); ++Fd) {
      const ir::Type &Ty = M.Records[Rec].Fields[Fd].Ty;
      if (Ty.Width && R.Keys.test(R.Syms.fieldKey(Rec, Fd)) &&
          R.C.unit().isExposed({Rec, Fd}))
        set(R.Keys, R.Syms.scalarKey(Ty.Width));
    }
  for (uint32_t F = 0; F != M.Functions.size(); ++F)
    for (const ir::Instruction *D : Definitions[F])
      if (D && D->Op == Opcode::Addr && D->Where.Steps.empty() &&
          D->Where.Base.Kind == ValueKind::Local &&
          R.Locals[F].test(D->Where.Base.Index))
        if (unsigned Width =
                M.Functions[F].Locals[D->Where.Base.Index].Ty.Width)
          set(R.Keys, R.Syms.scalarKey(Width));
}

bool RelevanceSolver::callStartsRelevant(uint32_t F, SiteId Site,
                                         const ir::Instruction &I) {
  const CallInfo &Info = R.C.call(Site);
  switch (Info.Kind) {
  case CallKind::Routine:
    return hasRuleEffect(*Info.Routine) ||
           llvm::any_of(writesOf(*Info.Routine).Objects, [&](int Arg) {
             return pointsToRelevant(F, Code::argument(I, Info, Arg));
           });
  case CallKind::Internal:
    return llvm::any_of(Info.Targets, [&](uint32_t T) {
      return R.Effects.test(T) || R.Written[T].anyCommon(R.Keys);
    });
  case CallKind::System:
    return llvm::any_of(llvm::drop_begin(I.Args), [&](const ir::Value &V) {
      const ir::Instruction *D =
          V.Kind == ValueKind::Register ? Definitions[F][V.Index] : nullptr;
      bool IsAddress = V.Kind == ValueKind::Local ||
                       V.Kind == ValueKind::Global ||
                       (D && D->Op == Opcode::Addr);
      return IsAddress && pointsToRelevant(F, V);
    });
  case CallKind::Unknown:
    return true;
  }
  return true;
}

bool RelevanceSolver::startsRelevant(uint32_t F, SiteId Site,
                                     const ir::Instruction &I) {
  if (I.Result != ir::None && R.Registers[F].test(I.Result))
    return true;
  switch (I.Op) {
  case Opcode::Store:
  case Opcode::Copy:
  case Opcode::Zero:
    return isRelevantMemory(
        F, I.Where, I.Ty, I.Op == Opcode::Store ? I.Ty.sizeInBytes() : I.Bytes);
  case Opcode::ScopeEnd:
    return R.Locals[F].test(I.Where.Base.Index);
  case Opcode::Call:
    return callStartsRelevant(F, Site, I);
  case Opcode::Assume:
    // A fact about what nobody asks for is no help.
    return I.Args[0].Kind == ValueKind::Register &&
           isAboutRelevant(F, I.Args[0], 0);
  case Opcode::Return:
    return R.Results.test(F) && !I.Args.empty();
  default:
    return false;
  }
}

void RelevanceSolver::use(uint32_t F, const ir::Value &V) {
  if (V.Kind == ValueKind::Register)
    set(R.Registers[F], V.Index);
  else if (V.Kind == ValueKind::Param)
    set(R.Params[F], V.Index);
}

void RelevanceSolver::useWeakly(uint32_t F, const ir::Value &V) {
  if (V.Kind == ValueKind::Register)
    set(Weak.Registers[F], V.Index);
  else if (V.Kind == ValueKind::Param)
    set(Weak.Params[F], V.Index);
}

/// The bases of places: which object is meant, not what is in it.
void RelevanceSolver::usePlaceWeakly(uint32_t F, const ir::Place &P) {
  useWeakly(F, P.Base);
  for (const ir::Step &S : P.Steps)
    if (S.Kind == ir::StepKind::Index)
      useWeakly(F, S.Index);
}

bool RelevanceSolver::startsWeakly(uint32_t F, const ir::Instruction &I) {
  auto Memory = [&](const ir::Place &P, uint64_t Bytes) {
    AliasKey K = R.keyOf(P, Bytes * 8);
    return R.Syms.isLocalKey(K) ? Weak.Locals[F].test(P.Base.Index)
                                : Weak.Keys.test(K);
  };
  switch (I.Op) {
  case Opcode::Load:
  case Opcode::Addr:
  case Opcode::Binary:
  case Opcode::Cast:
    return Weak.Registers[F].test(I.Result);
  case Opcode::Store:
    return Memory(I.Where, I.Ty.sizeInBytes());
  case Opcode::Copy:
  case Opcode::Zero:
    return Memory(I.Where, I.Bytes);
  default:
    return false;
  }
}

void RelevanceSolver::useOperandsWeakly(uint32_t F, const ir::Instruction &I) {
  switch (I.Op) {
  case Opcode::Load: {
    usePlaceWeakly(F, I.Where);
    AliasKey K = R.keyOf(I.Where, I.Ty.sizeInBytes() * 8);
    if (R.Syms.isLocalKey(K))
      set(Weak.Locals[F], I.Where.Base.Index);
    else
      set(Weak.Keys, K);
    break;
  }
  case Opcode::Copy:
    usePlaceWeakly(F, I.From);
    [[fallthrough]];
  case Opcode::Addr:
  case Opcode::Zero:
    usePlaceWeakly(F, I.Where);
    break;
  case Opcode::Store:
    usePlaceWeakly(F, I.Where);
    [[fallthrough]];
  default:
    for (const ir::Value &V : I.Args)
      useWeakly(F, V);
  }
}

void RelevanceSolver::usePlace(uint32_t F, const ir::Place &P) {
  usePlaceWeakly(F, P);
}

void RelevanceSolver::useKey(uint32_t F, const ir::Place &P,
                             const ir::Type &Ty) {
  AliasKey K = R.keyOf(P, Ty.sizeInBytes() * 8);
  if (R.Syms.isLocalKey(K))
    set(R.Locals[F], P.Base.Index);
  else
    set(R.Keys, K);
  if (P.Base.Kind == ValueKind::Local)
    set(R.Locals[F], P.Base.Index);
}

void RelevanceSolver::useCall(uint32_t F, SiteId Site,
                              const ir::Instruction &I) {
  const CallInfo &Info = R.C.call(Site);
  if (Info.Indirect)
    use(F, I.Args[0]);
  if (Info.Kind == CallKind::Routine) {
    RoutineWrites W = writesOf(*Info.Routine);
    for (unsigned A = 1 + Info.Shift; A < I.Args.size(); ++A) {
      int Arg = A - 1 - Info.Shift;
      if (isRuleArgument(*Info.Routine, Arg))
        use(F, I.Args[A]);
      else if (isIdentityArgument(*Info.Routine, Arg) ||
               llvm::is_contained(W.Objects, Arg))
        useWeakly(F, I.Args[A]);
    }
    return;
  }
  for (unsigned A = 1; A < I.Args.size(); ++A) {
    bool Used = false;
    bool Weakly = Info.Kind != CallKind::Internal && I.Args[A].Ty.isPtr();
    for (uint32_t T : Info.Targets)
      if (A - 1 < R.Params[T].size()) {
        Used |= R.Params[T].test(A - 1);
        Weakly |= Weak.Params[T].test(A - 1);
      }
    if (Used)
      use(F, I.Args[A]);
    else if (Weakly)
      useWeakly(F, I.Args[A]);
  }
  if (I.Result != ir::None && R.Registers[F].test(I.Result))
    for (uint32_t T : Info.Targets)
      if (M.Functions[T].isAnalyzable())
        set(R.Results, T);
}

void RelevanceSolver::useOperands(uint32_t F, SiteId Site,
                                  const ir::Instruction &I) {
  switch (I.Op) {
  case Opcode::Load:
    usePlace(F, I.Where);
    useKey(F, I.Where, I.Ty);
    break;
  case Opcode::Copy:
    usePlace(F, I.From);
    useKey(F, I.From, I.Ty);
    [[fallthrough]];
  case Opcode::Store:
  case Opcode::Zero:
  case Opcode::Addr:
    usePlace(F, I.Where);
    if (I.Op == Opcode::Store)
      use(F, I.Args[0]);
    // Whoever holds a local's address may read the local.
    if (I.Op == Opcode::Addr && I.Where.Base.Kind == ValueKind::Local)
      set(R.Locals[F], I.Where.Base.Index);
    break;
  case Opcode::Call:
    useCall(F, Site, I);
    break;
  default:
    for (const ir::Value &V : I.Args)
      use(F, V);
  }
}

void RelevanceSolver::markBlock(uint32_t F, uint32_t Block) {
  if (BlockMarked[F].test(Block))
    return;
  BlockMarked[F].set(Block);
  Changed = true;
  for (uint32_t C : R.C.flow(F).controllers(Block))
    set(Branches[F], C);
}

void RelevanceSolver::sweep(uint32_t F) {
  const ir::Function &Fn = M.Functions[F];
  for (uint32_t B = Fn.Blocks.size(); B-- != 0;) {
    const auto &Is = Fn.Blocks[B].Instructions;
    for (uint32_t N = Is.size(); N-- != 0;) {
      const ir::Instruction &I = Is[N];
      SiteId Site = R.C.site(F, B, N);
      bool IsBranch = I.Op == Opcode::Branch || I.Op == Opcode::Switch;
      if (R.C.flow(F).position(B) == ir::None)
        continue;
      if (!StrongInstructions.test(Site)) {
        if (!(IsBranch ? Branches[F].test(B) : startsRelevant(F, Site, I))) {
          if (startsWeakly(F, I)) {
            R.Instructions.set(Site);
            useOperandsWeakly(F, I);
          }
          continue;
        }
        StrongInstructions.set(Site);
        R.Instructions.set(Site);
        Changed = true;
      }
      useOperands(F, Site, I);
      switch (I.Op) {
      case Opcode::Store:
      case Opcode::Copy:
      case Opcode::Zero:
      case Opcode::Call:
      case Opcode::Return:
      case Opcode::Branch:
      case Opcode::Switch:
        markBlock(F, B);
        break;
      default:
        break;
      }
    }
  }
}

void RelevanceSolver::finish() {
  for (uint32_t F = 0; F != M.Functions.size(); ++F) {
    if (!M.Functions[F].isAnalyzable())
      continue;
    const ir::Function &Fn = M.Functions[F];
    bool Any = R.Effects.test(F) || R.Written[F].anyCommon(R.Keys);
    SiteId Site = R.C.site(F, 0, 0);
    for (const ir::Block &B : Fn.Blocks)
      for (const ir::Instruction &I : B.Instructions) {
        if (R.Instructions.test(Site) && I.Op == Opcode::Load) {
          AliasKey K = R.keyOf(I.Where, I.Ty.sizeInBytes() * 8);
          if (!R.Syms.isLocalKey(K))
            R.Read[F].set(K);
        }
        if (R.Instructions.test(Site) && I.Op == Opcode::Copy &&
            I.Ty.Record != ir::None)
          for (AliasKey K : R.Syms.keysOf(I.Ty.Record))
            R.Read[F].set(K);
        ++Site;
      }
    if (Any)
      R.Matters.set(F);
    R.Written[F] &= R.Keys;
  }
  for (const auto &Scc : R.C.unit().bottomUp())
    for (unsigned Round = 0; Round != 2; ++Round)
      for (uint32_t F : Scc)
        for (uint32_t T : R.C.unit().callees(F))
          R.Read[F] |= R.Read[T];
}

Relevance::Relevance(const Code &C, const Symbols &Syms) : C(C), Syms(Syms) {
  RelevanceSolver(*this).solve();
  computeLiveness();
}
