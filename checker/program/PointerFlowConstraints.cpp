//===- PointerFlowConstraints.cpp - What each instruction moves -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Builder.h"
#include "program/PointerFlow.h"
#include "program/RoutineCall.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::ir;

//===----------------------------------------------------------------------===//
// Initialised globals
//===----------------------------------------------------------------------===//

/// Puts an initialiser into the fields of Record that begin at Offset.
void PointerFlow::addLeaf(uint32_t Record, uint64_t Offset, const Value &V) {
  uint64_t Size = M.Records[Record].Size;
  std::vector<std::pair<uint64_t, uint32_t>> Cells;
  leaves(Record, 0, 0, Size, Cells);
  for (auto [At, Cell] : Cells) {
    const RecordField &F = M.Records[Nodes[Cell].A].Fields[Nodes[Cell].B];
    uint64_t Bytes = F.Ty.sizeInBytes() * std::max<uint64_t>(F.Count, 1);
    if (Offset >= At && Offset < At + std::max<uint64_t>(Bytes, 1))
      addValue(Cell, None, V);
  }
}

/// Is the record a table in which call-backs are registered?
bool PointerFlow::registersIn(uint32_t Record) const {
  return Record != None &&
         llvm::any_of(Rules.registrations(), [&](const auto &R) {
           return plainRecordName(R.Struct) ==
                  plainRecordName(M.Records[Record].Name);
         });
}

void PointerFlow::addInitializers() {
  for (uint32_t G = 0; G < M.Globals.size(); ++G) {
    const Global &Global = M.Globals[G];
    uint32_t R = Global.Ty.record();
    for (const Initializer &I : Global.Initializers) {
      if (I.Init.Kind == ValueKind::Function) {
        AddressTaken.set(I.Init.Index);
        if (!registersIn(R))
          Candidates.set(I.Init.Index);
      }
      if (I.Init.isInt())
        continue;
      if (R != None && M.Records[R].Size != 0)
        addLeaf(R, I.Offset % M.Records[R].Size, I.Init);
      else if (!Global.Ty.isAggregate())
        addValue(Globals + G, None, I.Init);
      // Tables without a record are read by offset: addTableEntries().
    }
  }
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

void PointerFlow::addValue(uint32_t To, uint32_t Function, const Value &V) {
  switch (V.Kind) {
  case ValueKind::Function:
    addPoint(To, V.Index);
    break;
  case ValueKind::Global:
    addPoint(To, Globals + V.Index);
    break;
  case ValueKind::Local:
    addPoint(To, Locals[Function] + V.Index);
    break;
  default:
    if (uint32_t From = nodeOf(Function, V); From != None)
      addEdge(From, To);
  }
}

/// A node that holds the value, whatever it is.
uint32_t PointerFlow::valueNode(uint32_t Function, const Value &V) {
  if (uint32_t N = nodeOf(Function, V); N != None)
    return N;
  uint32_t N = addNode(NodeKind::Register, Function, None);
  addValue(N, Function, V);
  return N;
}

void PointerFlow::addAddress(uint32_t Function, const Place &P,
                             uint32_t Result) {
  Access A = accessOf(P);
  if (A.IsField)
    addPoint(Result, cellOf(A.Field));
  else if (A.Container != None)
    addPoint(Result, Records[A.Container]);
  else
    addValue(Result, Function, P.Base);
}

uint32_t PointerFlow::addressNode(uint32_t Function, const Place &P) {
  uint32_t N = addNode(NodeKind::Register, Function, None);
  addAddress(Function, P, N);
  return N;
}

/// Reads the place to, or writes it from, node Other.
void PointerFlow::addDeref(uint32_t Function, const Place &P, uint32_t Other,
                           bool Store) {
  Deref D{Other, Store, accessOf(P)};
  const bool OfGlobal = P.Base.Kind == ValueKind::Global;
  if (OfGlobal && !Store && M.Globals[P.Base.Index].IsConst &&
      M.Globals[P.Base.Index].IsDefined) {
    addTableEntries(P.Base.Index, D.At.Bytes, Other); // nothing else is in it
    return;
  }
  if (D.At.IsField || D.At.Container != None) {
    uint32_t Place =
        D.At.IsField ? fieldNode(D.At.Field) : Records[D.At.Container];
    for (uint32_t Cell : cellsAt(Place, D.At.Indexed))
      addEdge(Store ? Other : Cell, Store ? Cell : Other);
  }
  if (OfGlobal && !Store)
    addTableEntries(P.Base.Index, D.At.Bytes, Other);
  if (uint32_t Base = nodeOf(Function, P.Base); Base != None) {
    flow(Base).Derefs.push_back(D);
  } else if (!D.At.IsField && D.At.Container == None) {
    for (uint32_t Place : pointsTo(Function, P.Base))
      for (uint32_t Cell : cellsAt(Place, D.At.Indexed))
        addEdge(Store ? Other : Cell, Store ? Cell : Other);
  }
}

static bool mayHoldAddress(const Type &T) {
  return T.isPtr() || (T.isInt() && T.width() == 64);
}

void PointerFlow::addInstruction(CallSite Site, const Instruction &I) {
  const uint32_t F = Site.Function;
  const uint32_t Result = I.Result == None ? None : Registers[F] + I.Result;
  switch (I.Op) {
  case Opcode::Load:
    if (!mayHoldAddress(I.Ty))
      return;
    addDeref(F, I.Where, Result, /*Store=*/false);
    if (Access A = accessOf(I.Where); A.IsField && I.Ty.isPtr())
      LoadedFields.set(cellOf(A.Field));
    return;
  case Opcode::Store:
    if (mayHoldAddress(I.Args[0].Ty))
      addDeref(F, I.Where, valueNode(F, I.Args[0]), /*Store=*/true);
    return;
  case Opcode::Addr:
    addAddress(F, I.Where, Result);
    return;
  case Opcode::Copy: {
    uint32_t To = addressNode(F, I.Where), From = addressNode(F, I.from());
    flow(To).Blobs.push_back(Blobs.size());
    flow(From).Blobs.push_back(Blobs.size());
    Blobs.push_back({To, From});
    return;
  }
  case Opcode::Binary:
    if (isComparison(I.Operator) || !mayHoldAddress(I.Ty))
      return;
    for (const Value &V : I.Args)
      addValue(Result, F, V);
    return;
  case Opcode::Cast:
    addValue(Result, F, I.Args[0]);
    return;
  case Opcode::Opaque:
    // It may be an exchange: what it is handed goes to memory and comes back.
    for (const Value &V : I.Args) {
      if (Result != None && mayHoldAddress(I.Ty))
        addValue(Result, F, V);
      if (I.Pure || !V.Ty.isPtr())
        continue;
      Place Memory{V, {}};
      if (Result != None && mayHoldAddress(I.Ty))
        addDeref(F, Memory, Result, /*Store=*/false);
      for (const Value &Other : I.Args)
        if (!(Other == V) && mayHoldAddress(Other.Ty))
          addDeref(F, Memory, valueNode(F, Other), /*Store=*/true);
    }
    return;
  case Opcode::Call:
    addCall(Site, I);
    return;
  case Opcode::Return:
    if (!I.Args.empty())
      addValue(Results[F], F, I.Args[0]);
    return;
  default:
    return;
  }
}

void PointerFlow::addFunction(uint32_t Function) {
  const std::vector<Block> &Blocks = M.Functions[Function].Blocks;
  for (uint32_t B = 0; B < Blocks.size(); ++B)
    for (uint32_t I = 0; I < Blocks[B].Instructions.size(); ++I) {
      const Instruction &Inst = Blocks[B].Instructions[I];
      for (size_t A = Inst.Op == Opcode::Call ? 1 : 0; A < Inst.Args.size();
           ++A)
        if (Inst.Args[A].Kind == ValueKind::Function) {
          AddressTaken.set(Inst.Args[A].Index);
          bool IsField = Inst.Op == Opcode::Store &&
                         !Inst.Where.Steps.empty() &&
                         Inst.Where.Steps.back().Kind == StepKind::Field;
          if (!IsField || !registersIn(Inst.Where.Steps.back().Record))
            Candidates.set(Inst.Args[A].Index);
        }
      addInstruction({Function, B, I}, Inst);
    }
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

void PointerFlow::addCall(CallSite Site, const Instruction &I) {
  const Value &Callee = I.Args[0];
  if (Callee.Kind != ValueKind::Function) {
    if (uint32_t N = nodeOf(Site.Function, Callee); N != None) {
      flow(N).Calls.push_back(Calls.size());
      Calls.push_back({Site, &I});
      Bound.emplace_back();
    }
    return;
  }
  const Function &F = M.Functions[Callee.Index];
  if (!F.HasBody || routineOf(Rules, F)) {
    addRoutineCall(Site, I);
    return;
  }
  Bound.emplace_back();
  Calls.push_back({Site, &I});
  bind(Calls.back(), Callee.Index);
}

/// A call whose body we do not see: it may return memory of its own, give some
/// through an argument, and copy what it is told to.
void PointerFlow::addRoutineCall(CallSite Site, const Instruction &I) {
  const uint32_t F = Site.Function;
  if (I.Result != None && I.Ty.isPtr()) {
    uint32_t Result = Registers[F] + I.Result;
    addPoint(Result, unknown(Result));
  }
  auto Give = [&](const Value &Where) {
    if (!Where || !Where.Ty.isPtr())
      return;
    uint32_t N = addNode(NodeKind::Register, F, None);
    addPoint(N, unknown(N));
    addDeref(F, Place{Where, {}}, N, /*Store=*/true);
  };
  for (const RoutineCall &R : routinesAt(M, Rules, I)) {
    std::set<int> Given;
    for (const facts::Effect &E : R.Routine->Effects) {
      if (!mayHold(E.When, R, I))
        continue;
      if (E.Kind == facts::EffectKind::Allocate && E.OutArg >= 0)
        Given.insert(E.OutArg);
      Value To = R.arg(I, E.DestArg), From = R.arg(I, E.SourceArg);
      if (E.Kind != facts::EffectKind::CopyMemory || !To || !From)
        continue;
      uint32_t ToNode = valueNode(F, To), FromNode = valueNode(F, From);
      flow(ToNode).Blobs.push_back(Blobs.size());
      flow(FromNode).Blobs.push_back(Blobs.size());
      Blobs.push_back({ToNode, FromNode});
      if (I.Result != None && I.Ty.isPtr()) // memcpy returns its destination
        addEdge(ToNode, Registers[F] + I.Result);
    }
    for (size_t P = 0; P < R.Routine->Parameters.size(); ++P)
      if (R.Routine->Parameters[P].Dir == facts::Direction::Out)
        Given.insert(P);
    for (int Arg : Given)
      Give(R.arg(I, Arg));
  }
}

/// Functions that the driver itself never calls, or whose address it gives
/// away, get their arguments from outside.
void PointerFlow::addOutsideParams() {
  llvm::BitVector Called(M.Functions.size());
  for (const IndirectCall &C : Calls)
    if (C.Call->Args[0].Kind == ValueKind::Function)
      Called.set(C.Call->Args[0].Index);
  for (uint32_t F = 0; F < M.Functions.size(); ++F) {
    const Function &Fn = M.Functions[F];
    if (!Fn.HasBody || (Called[F] && !AddressTaken[F] && Fn.RoleTypes.empty()))
      continue;
    for (uint32_t P = 0; P < Fn.Params.size(); ++P)
      if (Fn.Params[P].Ty.isPtr())
        addPoint(Params[F] + P, unknown(Params[F] + P));
  }
}
