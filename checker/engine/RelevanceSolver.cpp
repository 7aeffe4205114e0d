//===- RelevanceSolver.cpp - The fixed point of relevance -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/RelevanceSolver.h"
#include "engine/RoutineEffects.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using facts::EffectKind;
using ir::Opcode;
using ir::ValueKind;

bool RelevanceSolver::isRelevantMemory(uint32_t F, const ir::Place &P,
                                       const ir::Type &Ty, uint64_t Bytes) {
  AliasKey K = R.keyOf(P, Bytes * 8);
  if (R.Syms.isLocalKey(K) ? R.Locals[F].test(P.Base.Index) : R.Keys.test(K))
    return true;
  return Ty.record() != ir::None &&
         llvm::any_of(R.Syms.keysOf(Ty.record()),
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
  const ir::Instruction *D = R.C.definition(F, V.Index);
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
  const ir::Instruction *D = R.C.definition(F, V.Index);
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
      if (Ty.width() && R.Keys.test(R.Syms.fieldKey(Rec, Fd)) &&
          R.C.unit().isExposed({Rec, Fd}))
        setKey(R.Keys, R.Syms.scalarKey(Ty.width()));
    }
  for (uint32_t F = 0; F != M.Functions.size(); ++F)
    for (unsigned L : R.Locals[F].set_bits())
      if (unsigned Width = M.Functions[F].Locals[L].Ty.width();
          Width && !R.C.isPlain(F, L))
        setKey(R.Keys, R.Syms.scalarKey(Width));
}

/// Of a calm function no call is one: together they have no effect.
bool RelevanceSolver::callsForEffect(uint32_t F, const CallInfo &Info) const {
  return !R.Calm.test(F) && llvm::any_of(Info.Targets, [&](uint32_t T) {
    return R.Effects.test(T);
  });
}

bool RelevanceSolver::callStartsRelevant(uint32_t F, SiteId Site,
                                         const ir::Instruction &I) {
  const CallInfo &Info = R.C.call(Site);
  if (IsTarget.test(Site) || Info.isToldOnly())
    return true;
  switch (Info.Kind) {
  case CallKind::Routine:
    return hasRuleEffect(F, *Info.Routine) ||
           llvm::any_of(writtenArguments(*Info.Routine), [&](int Arg) {
             return pointsToRelevant(F, Code::argument(I, Info, Arg));
           });
  case CallKind::Internal:
    return callsForEffect(F, Info) ||
           llvm::any_of(Info.Targets, [&](uint32_t T) {
             return R.Unfollowed.test(T) || R.Written[T].anyCommon(R.Keys);
           });
  case CallKind::System:
    return llvm::any_of(llvm::drop_begin(I.Args), [&](const ir::Value &V) {
      const ir::Instruction *D =
          V.Kind == ValueKind::Register ? R.C.definition(F, V.Index) : nullptr;
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
  case Opcode::Zero: {
    ir::Type Ty = R.C.accessType(F, I);
    return isRelevantMemory(F, I.Where, Ty, Ty.sizeInBytes());
  }
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
  if (V.Kind == ValueKind::Register && !R.C.constant(F, V.Index))
    set(F, R.Registers[F], V.Index);
  else if (V.Kind == ValueKind::Param)
    setParam(F, R.Params[F], V.Index);
}

void RelevanceSolver::useWeakly(uint32_t F, const ir::Value &V) {
  if (V.Kind == ValueKind::Register)
    set(F, Weak.Registers[F], V.Index);
  else if (V.Kind == ValueKind::Param)
    setParam(F, Weak.Params[F], V.Index);
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
      set(F, Weak.Locals[F], I.Where.Base.Index);
    else
      setKey(Weak.Keys, K);
    break;
  }
  case Opcode::Copy:
    usePlaceWeakly(F, I.from());
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
    set(F, R.Locals[F], P.Base.Index);
  else
    setKey(R.Keys, K);
  if (P.Base.Kind == ValueKind::Local)
    set(F, R.Locals[F], P.Base.Index);
}

/// What the address is of is read.
void RelevanceSolver::useObject(uint32_t F, const ir::Value &V) {
  if (V.Kind == ValueKind::Local)
    set(F, R.Locals[F], V.Index);
  else if (V.Kind == ValueKind::Register)
    if (const ir::Instruction *D = R.C.definition(F, V.Index);
        D && D->Op == Opcode::Addr)
      useKey(F, D->Where, ir::Type::makePtr());
}

void RelevanceSolver::useCall(uint32_t F, SiteId Site,
                              const ir::Instruction &I) {
  const CallInfo &Info = R.C.call(Site);
  if (Info.Indirect)
    use(F, I.Args[0]);
  if (Info.Kind == CallKind::Routine) {
    llvm::SmallVector<int, 4> Written = writtenArguments(*Info.Routine);
    for (unsigned A = 1 + Info.Shift; A < I.Args.size(); ++A) {
      int Arg = A - 1 - Info.Shift;
      if (isRuleArgument(*Info.Routine, Arg))
        use(F, I.Args[A]);
      else if (isIdentityArgument(*Info.Routine, Arg) ||
               llvm::is_contained(Written, Arg))
        useWeakly(F, I.Args[A]);
      else if (const facts::Effect *Block = blockEffect(*Info.Routine);
               Block && Arg == Block->SourceArg) {
        useWeakly(F, I.Args[A]);
        useObject(F, I.Args[A]);
      }
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
  // The old level that a wrapper returns says which lock is meant.
  bool SaysLock = I.Result != ir::None && Weak.Registers[F].test(I.Result);
  if (I.Result != ir::None && (R.Registers[F].test(I.Result) || SaysLock))
    for (uint32_t T : Info.Targets)
      if (M.Functions[T].isAnalyzable() &&
          (SaysLock ? R.LockEffects.test(T)
                    : isFine() || R.Predicates.test(T) || R.Effects.test(T)))
        set(T, R.Results, T);
}

/// Is the value of a store worth computing? What only initialises a buffer, or
/// is computed from several things, is as good as unknown: that two tests of it
/// agree is seen without. Bits set and cleared, flags and counters are.
bool RelevanceSolver::isFollowed(uint32_t F, const ir::Value &V,
                                 unsigned Depth) const {
  if (isFine() || V.Kind != ValueKind::Register || R.Registers[F].test(V.Index))
    return true;
  if (Depth > 4)
    return false;
  const ir::Instruction &D = *R.C.definition(F, V.Index);
  switch (D.Op) {
  case Opcode::Load:
  case Opcode::Call:
    return true;
  case Opcode::Cast:
    return isFollowed(F, D.Args[0], Depth + 1);
  case Opcode::Binary:
    return (D.Args[1].isInt() || D.Args[0].isInt() ||
            ir::isComparison(D.Operator)) &&
           isFollowed(F, D.Args[0], Depth + 1) &&
           isFollowed(F, D.Args[1], Depth + 1);
  default:
    return false;
  }
}

/// Does whether the instruction runs matter, so that the branches that decide
/// it are told apart? For data it does not: two paths that store differently
/// are joined, and later tests of what was stored still agree.
bool RelevanceSolver::isDecisive(uint32_t F, SiteId Site,
                                 const ir::Instruction &I) const {
  // Of a predicate it is known under which conditions it answers what.
  if (isFine() || R.Predicates.test(F))
    switch (I.Op) {
    case Opcode::Store:
    case Opcode::Copy:
    case Opcode::Zero:
    case Opcode::Call:
    case Opcode::Return:
      return true;
    default:
      break;
    }
  switch (I.Op) {
  case Opcode::Store:
    return !I.Where.Steps.empty() &&
           FixedKeys.test(R.keyOf(I.Where, I.Ty.sizeInBytes() * 8));
  case Opcode::Call: {
    const CallInfo &Info = R.C.call(Site);
    if (IsTarget.test(Site))
      return true;
    if (Info.Routine)
      return hasRuleEffect(F, *Info.Routine);
    return Info.isToldOnly() || Info.Kind == CallKind::Unknown ||
           callsForEffect(F, Info);
  }
  case Opcode::Return:
    return R.Predicates.test(F) || R.Initialises.test(F);
  case Opcode::Branch:
  case Opcode::Switch:
    return true;
  default:
    return false;
  }
}

void RelevanceSolver::useOperands(uint32_t F, SiteId Site,
                                  const ir::Instruction &I) {
  switch (I.Op) {
  case Opcode::Load:
    usePlace(F, I.Where);
    useKey(F, I.Where, I.Ty);
    break;
  case Opcode::Copy:
    usePlace(F, I.from());
    useKey(F, I.from(), R.C.accessType(F, I));
    [[fallthrough]];
  case Opcode::Store:
  case Opcode::Zero:
  case Opcode::Addr:
    usePlace(F, I.Where);
    if (I.Op == Opcode::Store && isFollowed(F, I.Args[0], 0))
      use(F, I.Args[0]);
    // Whoever holds a local's address may read the local.
    if (I.Op == Opcode::Addr && I.Where.Base.Kind == ValueKind::Local)
      set(F, R.Locals[F], I.Where.Base.Index);
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
  for (uint32_t C : R.C.flow(F).controllers(Block))
    set(F, Branches[F], C);
}

/// A computation of what nobody has asked for.
bool RelevanceSolver::isIdle(uint32_t F, const Code::Brief &I) const {
  switch (I.Op) {
  case Opcode::Load:
  case Opcode::Addr:
  case Opcode::Binary:
  case Opcode::Cast:
    return !R.Registers[F].test(I.Result) && !Weak.Registers[F].test(I.Result);
  default:
    return false;
  }
}

void RelevanceSolver::sweep(uint32_t F) {
  const ir::Function &Fn = M.Functions[F];
  for (uint32_t B : llvm::reverse(R.C.flow(F).order())) {
    const auto &Is = Fn.Blocks[B].Instructions;
    for (uint32_t N = Is.size(); N-- != 0;) {
      SiteId Site = R.C.site(F, B, N);
      if (isIdle(F, R.C.brief(Site)))
        continue;
      const ir::Instruction &I = Is[N];
      bool IsBranch = I.Op == Opcode::Branch || I.Op == Opcode::Switch;
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
      }
      useOperands(F, Site, I);
      if (isDecisive(F, Site, I))
        markBlock(F, B);
    }
  }
}
