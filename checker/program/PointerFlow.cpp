//===- PointerFlow.cpp - Nodes, places and answers ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/PointerFlow.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace miniport;
using namespace miniport::ir;

PointerFlow::PointerFlow(const Module &M, const facts::RuleBase &Rules)
    : M(M), Rules(Rules), Flows(1) {
  number();
  addInitializers();
  for (uint32_t F = 0; F < M.Functions.size(); ++F)
    addFunction(F);
  addOutsideParams();
  solve();
  addUnwrittenFields();
  bindBySignature();
  solve();
  finishTargets();
  collectUses();
}

uint32_t PointerFlow::addNode(NodeKind Kind, uint32_t A, uint32_t B) {
  Nodes.push_back({Kind, A, B});
  FlowOf.push_back(0);
  return Nodes.size() - 1;
}

PointerFlow::NodeFlow &PointerFlow::flow(uint32_t Node) {
  if (FlowOf[Node] == 0) {
    FlowOf[Node] = Flows.size();
    Flows.emplace_back();
  }
  return Flows[FlowOf[Node]];
}

void PointerFlow::number() {
  for (uint32_t F = 0; F < M.Functions.size(); ++F)
    addNode(NodeKind::Function, F);
  Globals = Nodes.size();
  for (uint32_t G = 0; G < M.Globals.size(); ++G)
    addNode(NodeKind::Global, G);
  for (uint32_t R = 0; R < M.Records.size(); ++R) {
    Records.push_back(addNode(NodeKind::Record, R));
    Fields.push_back(Nodes.size());
    for (uint32_t F = 0; F < M.Records[R].Fields.size(); ++F)
      addNode(NodeKind::Field, R, F);
  }
  for (uint32_t F = 0; F < M.Functions.size(); ++F) {
    const Function &Fn = M.Functions[F];
    Results.push_back(addNode(NodeKind::Result, F));
    Params.push_back(Nodes.size());
    for (uint32_t P = 0; P < Fn.Params.size(); ++P)
      addNode(NodeKind::Param, F, P);
    Locals.push_back(Nodes.size());
    for (uint32_t L = 0; L < Fn.Locals.size(); ++L)
      addNode(NodeKind::Local, F, L);
    Registers.push_back(Nodes.size());
    for (uint32_t R = 0; R < Fn.NumRegisters; ++R)
      addNode(NodeKind::Register, F, R);
  }
  AddressTaken.resize(M.Functions.size());
  Candidates.resize(M.Functions.size());
  LoadedFields.resize(Nodes.size());
}

uint32_t PointerFlow::unknown(uint32_t Of) {
  auto [It, New] = Unknowns.try_emplace(Of, None);
  if (New)
    It->second = addNode(NodeKind::Unknown, Of);
  return It->second;
}

uint32_t PointerFlow::outsideParam(uint32_t Function, uint32_t Param) const {
  auto It = Unknowns.find(paramNode(Function, Param));
  return It == Unknowns.end() ? None : It->second;
}

/// The node that holds the value; None for constants, whose places are fixed.
uint32_t PointerFlow::nodeOf(uint32_t Function, const Value &V) const {
  if (V.Kind == ValueKind::Register)
    return Registers[Function] + V.Index;
  if (V.Kind == ValueKind::Param &&
      V.Index < M.Functions[Function].Params.size())
    return Params[Function] + V.Index;
  return None;
}

PointerFlow::Set PointerFlow::pointsTo(uint32_t Function,
                                       const Value &V) const {
  if (uint32_t N = nodeOf(Function, V); N != None)
    return points(N);
  Set Places;
  if (V.Kind == ValueKind::Function)
    Places.set(V.Index);
  else if (V.Kind == ValueKind::Global)
    Places.set(Globals + V.Index);
  else if (V.Kind == ValueKind::Local)
    Places.set(Locals[Function] + V.Index);
  return Places;
}

/// Where the field's value is kept. The scalars of a union share a cell: what
/// is stored as one may be read as another.
uint32_t PointerFlow::cellOf(FieldRef F) const {
  const Record &R = M.Records[F.Record];
  if (!R.IsUnion || R.Fields[F.Field].Ty.isAggregate())
    return fieldNode(F);
  auto First = llvm::find_if(
      R.Fields, [](const RecordField &X) { return !X.Ty.isAggregate(); });
  return Fields[F.Record] + (First - R.Fields.begin());
}

uint32_t PointerFlow::recordOf(uint32_t Place) const {
  const Node &N = Nodes[Place];
  switch (N.Kind) {
  case NodeKind::Global:
    return M.Globals[N.A].Ty.record();
  case NodeKind::Local:
    return M.Functions[N.A].Locals[N.B].Ty.record();
  case NodeKind::Field:
    return M.Records[N.A].Fields[N.B].Ty.record();
  case NodeKind::Record:
    return N.A;
  default:
    return None;
  }
}

PointerFlow::Access PointerFlow::accessOf(const Place &P) const {
  Access A;
  bool First = true;
  A.Through.Any = P.Steps.empty();
  for (const Step &S : P.Steps) {
    switch (S.Kind) {
    case StepKind::Field: {
      const RecordField &F = M.Records[S.Record].Fields[S.Field];
      A.IsField = true;
      A.Field = {S.Record, S.Field};
      A.Container = None;
      A.Indexed = false;
      A.Bytes.Offset += F.Offset;
      A.Through.Offset += F.Offset;
      // The pointer may stand at any element of an array of such records.
      if (First)
        A.Through.Stride = std::gcd(A.Through.Stride, M.Records[S.Record].Size);
      First = false;
      break;
    }
    case StepKind::Index:
      A.Indexed = true;
      if (S.Index.isInt())
        A.Bytes.Offset += S.Index.Bits * S.ElementSize;
      else
        A.Bytes.Stride = std::gcd(A.Bytes.Stride, S.ElementSize);
      A.Through.Stride = std::gcd(A.Through.Stride, S.ElementSize);
      break;
    case StepKind::Container:
      A.IsField = A.Indexed = First = false;
      A.Container = S.Record;
      A.Bytes.Any = A.Through.Any = true;
      break;
    }
  }
  return A;
}

PointerFlow::Set PointerFlow::placesOf(uint32_t Function,
                                       const Place &P) const {
  Access A = accessOf(P);
  Set Places;
  if (A.IsField)
    Places.set(cellOf(A.Field));
  else if (A.Container != None)
    Places.set(Records[A.Container]);
  else
    Places = pointsTo(Function, P.Base);
  return Places;
}

std::vector<uint32_t> PointerFlow::recordsAt(uint32_t Place) const {
  if (uint32_t R = recordOf(Place); R != None)
    return {R};
  auto It = Uses.find(Place);
  if (It == Uses.end())
    return {};
  return {It->second.begin(), It->second.end()};
}

/// What an object without a type of its own is used as shows in the fields
/// reached through pointers to it.
void PointerFlow::collectUses() {
  auto Visit = [&](uint32_t F, const Place &P) {
    auto Field = llvm::find_if(
        P.Steps, [](const Step &S) { return S.Kind != StepKind::Index; });
    if (!P.Base || Field == P.Steps.end() || Field->Kind != StepKind::Field)
      return;
    for (uint32_t Place : pointsTo(F, P.Base))
      if (recordOf(Place) == None)
        Uses[Place].insert(Field->Record);
  };
  for (uint32_t F = 0; F < M.Functions.size(); ++F)
    for (const Block &B : M.Functions[F].Blocks)
      for (const Instruction &I : B.Instructions) {
        Visit(F, I.Where);
        Visit(F, I.from());
      }
}
