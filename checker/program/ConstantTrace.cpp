//===- ConstantTrace.cpp - Which constants a value may be -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/ConstantTrace.h"
#include "program/RoutineCall.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace miniport;
using namespace miniport::ir;
using NodeKind = PointerFlow::NodeKind;

void ConstantSet::add(const ConstantSet &Other) {
  Values.insert(Other.Values.begin(), Other.Values.end());
  Unknown |= Other.Unknown;
  None &= Other.None;
}

static ConstantSet unknownValue() {
  ConstantSet S;
  S.Unknown = true;
  S.None = false;
  return S;
}

ConstantTrace::ConstantTrace(const Module &M, const facts::RuleBase &Rules,
                             const PointerFlow &Flow)
    : M(M), Rules(Rules), Flow(Flow), Definitions(M.Functions.size()),
      Calls(M.Functions.size()) {
  for (uint32_t F = 0; F < M.Functions.size(); ++F)
    index(F);
}

void ConstantTrace::index(uint32_t F) {
  Definitions[F].assign(M.Functions[F].NumRegisters, nullptr);
  // An address that is a value, rather than the base of a place, may be
  // written through by whoever gets it.
  auto Escape = [&](const Value &V) {
    for (uint32_t Place : Flow.pointsTo(F, V))
      Escaped.insert(Place);
  };
  for (const Block &B : M.Functions[F].Blocks)
    for (const Instruction &I : B.Instructions) {
      if (I.Result != None)
        Definitions[F][I.Result] = &I;
      if (I.Op == Opcode::Store)
        for (uint32_t Place : Flow.placesOf(F, I.Where))
          Stores[Place].push_back({F, &I.Args[0]});
      if (I.Op == Opcode::Copy || I.Op == Opcode::Zero)
        for (uint32_t Place : Flow.placesOf(F, I.Where))
          Escaped.insert(Place);
      if (I.Op != Opcode::Call)
        continue;
      const Function *Callee = I.Args[0].Kind == ValueKind::Function
                                   ? &M.Functions[I.Args[0].Index]
                                   : nullptr;
      if (!Callee || !Callee->HasBody || routineOf(Rules, *Callee))
        for (const Value &V : llvm::drop_begin(I.Args))
          Escape(V);
      else
        Calls[I.Args[0].Index].push_back({F, I.Args.begin()});
    }
}

ConstantSet ConstantTrace::valueOf(uint32_t F, const Value &V) {
  switch (V.Kind) {
  case ValueKind::Int: {
    ConstantSet S;
    S.Values.insert(*constantOf(V));
    S.None = false;
    return S;
  }
  case ValueKind::Register:
    return ofRegister(F, V.Index);
  case ValueKind::Param:
    return ofParam(F, V.Index);
  default:
    return unknownValue();
  }
}

static int64_t convert(int64_t Value, const Type &To) {
  if (!To.isInt() || To.width() >= 64 || To.width() == 0)
    return Value;
  uint64_t Low = static_cast<uint64_t>(Value) &
                 llvm::maskTrailingOnes<uint64_t>(To.width());
  return To.Signed ? llvm::SignExtend64(Low, To.width())
                   : static_cast<int64_t>(Low);
}

ConstantSet ConstantTrace::ofRegister(uint32_t F, uint32_t Register) {
  const Instruction *I = Definitions[F][Register];
  // What comes back to itself adds nothing.
  if (!I || !Active.insert({F, Register}).second)
    return {};
  ConstantSet S = unknownValue();
  if (I->Op == Opcode::Cast) {
    ConstantSet From = valueOf(F, I->Args[0]);
    S.Unknown = From.Unknown;
    for (int64_t Value : From.Values)
      S.Values.insert(convert(Value, I->Ty));
  } else if (I->Op == Opcode::Load) {
    S = ofLoad(F, *I);
  } else if (I->Op == Opcode::Binary && isComparison(I->Operator)) {
    S.Values = {0, 1};
    S.Unknown = false;
  } else if (I->Op == Opcode::Call && I->Args[0].Kind == ValueKind::Function) {
    S = ofResult(I->Args[0].Index);
  }
  Active.erase({F, Register});
  return S;
}

ConstantSet ConstantTrace::ofLoad(uint32_t F, const Instruction &Load) {
  PointerFlow::Set Places = Flow.placesOf(F, Load.Where);
  if (Places.empty() || Load.Volatile)
    return unknownValue();
  ConstantSet S;
  for (uint32_t Place : Places)
    S.add(ofNode(Place));
  return S;
}

/// What is stored to a local, a global or a field. A local of another type than
/// the access, or memory that nobody stores to, is not understood.
ConstantSet ConstantTrace::ofNode(uint32_t Place) {
  const PointerFlow::Node &N = Flow.node(Place);
  if (Escaped.count(Place) ||
      (N.Kind != NodeKind::Local && N.Kind != NodeKind::Global &&
       N.Kind != NodeKind::Field))
    return unknownValue();
  if (!ActiveNodes.insert(Place).second)
    return {};
  ConstantSet S;
  for (const StoredValue &V : Stores[Place])
    S.add(valueOf(V.Function, *V.Stored));
  if (N.Kind == NodeKind::Global) {
    const Global &G = M.Globals[N.A];
    S.Unknown |= !G.IsDefined || G.Ty.isAggregate();
    S.None = false;
    int64_t Initial = 0;
    for (const Initializer &I : G.Initializers)
      Initial = constantOf(I.Init).value_or(0);
    S.Values.insert(Initial);
  }
  ActiveNodes.erase(Place);
  return S.None ? unknownValue() : S;
}

ConstantSet ConstantTrace::ofParam(uint32_t F, uint32_t Param) {
  uint32_t Node = Flow.paramNode(F, Param);
  if (Flow.addressTaken()[F] || Calls[F].empty())
    return unknownValue();
  if (!ActiveNodes.insert(Node).second)
    return {};
  ConstantSet S;
  for (const StoredValue &Args : Calls[F])
    S.add(valueOf(Args.Function, Args.Stored[1 + Param]));
  ActiveNodes.erase(Node);
  return S;
}

ConstantSet ConstantTrace::ofResult(uint32_t F) {
  const Function &Fn = M.Functions[F];
  if (!Fn.isAnalyzable() || routineOf(Rules, Fn))
    return unknownValue();
  ConstantSet S;
  for (const Block &B : Fn.Blocks)
    if (const Instruction &End = B.terminator();
        End.Op == Opcode::Return && !End.Args.empty())
      S.add(valueOf(F, End.Args[0]));
  return S;
}

ConstantSet ConstantTrace::storedTo(FieldRef F) {
  ConstantSet S;
  uint32_t Node = Flow.fieldNode(F);
  for (const StoredValue &V : Stores[Node])
    S.add(valueOf(V.Function, *V.Stored));
  if (Escaped.count(Node))
    S.add(unknownValue());
  return S;
}
