//===- Inputs.cpp - What of memory a function wants to know ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Inputs.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::Opcode;
using ir::ValueKind;

static constexpr unsigned MaxDepth = 8;

static unsigned widthOf(const ir::Type &Ty) {
  return Ty.width() ? Ty.width() : 64;
}

ValueId Inputs::loadAtEntry(uint32_t F, const ir::Instruction &Load,
                            unsigned Depth) {
  const ir::Place &P = Load.Where;
  if (Load.Volatile || Load.Ty.isAggregate())
    return NoId;
  if (P.Base.Kind == ValueKind::Local) {
    // As good as what was stored to it, if that happens once.
    if (!P.Steps.empty() || !C.isPlain(F, P.Base.Index) ||
        C.stores(F, P.Base.Index).size() != 1)
      return NoId;
    ValueId V =
        valueAtEntry(F, C.stores(F, P.Base.Index).front()->Args[0], Depth + 1);
    return S.cast(V, widthOf(Load.Ty), false);
  }
  ValueId Base = valueAtEntry(F, P.Base, Depth + 1);
  if (Base == NoId)
    return NoId;
  ChainId Chain = S.base(Base);
  for (const ir::Step &Step : P.Steps) {
    ValueId Index = NoId;
    if (Step.Kind == ir::StepKind::Index &&
        (Index = valueAtEntry(F, Step.Index, Depth + 1)) == NoId)
      return NoId;
    Chain = S.step(Chain, Step.Kind, Step.Record, Step.Field, Index,
                   Step.ElementSize);
    if (Chain == NoId)
      return NoId;
  }
  return S.cast(S.initial(S.place(Chain, widthOf(Load.Ty))), widthOf(Load.Ty),
                Load.Ty.isInt() && Load.Ty.Signed);
}

ValueId Inputs::valueAtEntry(uint32_t F, const ir::Value &V, unsigned Depth) {
  if (Depth > MaxDepth)
    return NoId;
  switch (V.Kind) {
  case ValueKind::Int:
    return S.integer(V.Bits, widthOf(V.Ty));
  case ValueKind::Param:
    return S.param(V.Index, widthOf(V.Ty));
  case ValueKind::Global:
    return S.globalAddress(V.Index);
  case ValueKind::Register:
    break;
  default:
    return NoId;
  }
  const ir::Instruction &D = *C.definition(F, V.Index);
  switch (D.Op) {
  case Opcode::Load:
    return loadAtEntry(F, D, Depth);
  case Opcode::Cast:
    return S.cast(valueAtEntry(F, D.Args[0], Depth + 1), widthOf(D.Ty),
                  D.Args[0].Ty.isInt() && D.Args[0].Ty.Signed);
  default:
    return NoId;
  }
}

void Inputs::want(uint32_t F, ValueId V, unsigned Weight) {
  S.forEachLeaf(V, [&](ValueId Leaf) {
    if (S.symbol(Leaf).Kind != SymbolKind::Initial)
      return;
    auto It =
        llvm::find_if(Weights, [&](const auto &W) { return W.first == Leaf; });
    if (It == Weights.end())
      Weights.push_back({Leaf, Weight});
    else
      It->second += Weight;
  });
}

void Inputs::wantCallee(uint32_t F, const ir::Instruction &Call, uint32_t T) {
  llvm::SmallVector<ValueId, 8> Args;
  for (const ir::Value &A : llvm::drop_begin(Call.Args))
    Args.push_back(valueAtEntry(F, A, 0));
  std::function<ValueId(ValueId)> Map = [&](ValueId Leaf) -> ValueId {
    const Symbol Sym = S.symbol(Leaf);
    if (Sym.Kind == SymbolKind::Param)
      return Sym.A < Args.size() && Args[Sym.A] != NoId
                 ? S.cast(Args[Sym.A], Sym.Width, false)
                 : NoId;
    if (Sym.Kind == SymbolKind::Initial) {
      PlaceId P = S.rewritePlace(Sym.A, Map);
      return P == NoId ? NoId : S.initial(P);
    }
    return NoId;
  };
  for (ValueId Input : Wanted[T])
    if (ValueId Here = S.rewrite(Input, Map); Here != NoId)
      want(F, Here, 1);
}

void Inputs::visit(uint32_t F) {
  Weights.clear();
  // The leaves of a condition, through arithmetic.
  std::function<void(const ir::Value &, unsigned)> Condition =
      [&](const ir::Value &V, unsigned Depth) {
        if (V.Kind != ValueKind::Register || Depth > MaxDepth)
          return;
        const ir::Instruction &D = *C.definition(F, V.Index);
        if (D.Op == Opcode::Binary || D.Op == Opcode::Cast)
          for (const ir::Value &A : D.Args)
            Condition(A, Depth + 1);
        else if (ValueId At = valueAtEntry(F, V, 0); At != NoId)
          want(F, At, 2);
        else if (D.Op == Opcode::Load && D.Where.Steps.empty() &&
                 D.Where.Base.Kind == ValueKind::Local)
          for (const ir::Instruction *Store : C.stores(F, D.Where.Base.Index))
            Condition(Store->Args[0], Depth + 1);
      };
  for (uint32_t B : C.flow(F).order()) {
    SiteId Site = C.site(F, B, 0);
    for (const ir::Instruction &I : C.function(F).Blocks[B].Instructions) {
      if (R.isRelevant(Site)) {
        if (I.Op == Opcode::Branch || I.Op == Opcode::Switch ||
            I.Op == Opcode::Return)
          for (const ir::Value &V : I.Args)
            Condition(V, 0);
        if (I.Op == Opcode::Call)
          for (uint32_t T : C.call(Site).Targets)
            wantCallee(F, I, T);
      }
      ++Site;
    }
  }
  llvm::stable_sort(Weights, [](const auto &A, const auto &B) {
    return A.second > B.second;
  });
  Wanted[F].clear();
  for (const auto &W : Weights)
    if (Wanted[F].size() < Most)
      Wanted[F].push_back(W.first);
}

Inputs::Inputs(const Code &C, const Relevance &R, Symbols &S)
    : C(C), R(R), S(S), Wanted(C.module().Functions.size()) {
  for (const auto &Scc : C.unit().bottomUp())
    for (unsigned Round = 0; Round != (Scc.size() > 1 ? 2U : 1U); ++Round)
      for (uint32_t F : Scc)
        if (C.function(F).isAnalyzable())
          visit(F);
}
