//===- Writes.cpp - What each function stores to --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Writes.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::ir;
using facts::EffectKind;
using NodeKind = PointerFlow::NodeKind;

Writes::Writes(const Module &M, const facts::RuleBase &Rules,
               const PointerFlow &Flow)
    : M(M), Rules(Rules), Flow(Flow), ByFunction(M.Functions.size()) {
  for (uint32_t R = 0; R < M.Records.size(); ++R) {
    FirstField.push_back(AllFields.size());
    for (uint32_t F = 0; F < M.Records[R].Fields.size(); ++F)
      AllFields.push_back({R, F});
  }
  for (Written &W : ByFunction)
    W.Fields.resize(AllFields.size());
  Siblings.resize(M.Records.size());
  HeldBy.resize(M.Records.size());
  for (FieldRef F : AllFields)
    if (uint32_t Inner = M.Records[F.Record].Fields[F.Field].Ty.record();
        Inner != None)
      HeldBy[Inner].push_back(F);
  for (Current = 0; Current < M.Functions.size(); ++Current) {
    const Function &F = M.Functions[Current];
    if (routineOf(Rules, F))
      continue;
    for (uint32_t B = 0; B < F.Blocks.size(); ++B)
      for (uint32_t I = 0; I < F.Blocks[B].Instructions.size(); ++I)
        visit({Current, B, I}, F.Blocks[B].Instructions[I]);
  }
}

//===----------------------------------------------------------------------===//
// Fields
//===----------------------------------------------------------------------===//

static uint64_t sizeOf(const RecordField &F) {
  return std::max<uint64_t>(F.Ty.sizeInBytes(), 1) *
         std::max<uint64_t>(F.Count, 1);
}

/// Whether the two share a bit.
static bool overlap(const RecordField &A, const RecordField &B) {
  if (A.Offset >= B.Offset + sizeOf(B) || B.Offset >= A.Offset + sizeOf(A))
    return false;
  if (A.BitWidth == 0 || B.BitWidth == 0 || A.Offset != B.Offset)
    return true;
  return A.BitOffset < B.BitOffset + B.BitWidth &&
         B.BitOffset < A.BitOffset + A.BitWidth;
}

/// A record in a union shares its bytes with the union's other members, and so
/// does everything that record holds.
const std::set<FieldRef> &Writes::overlaps(uint32_t Record) {
  auto [It, New] = Overlaps.try_emplace(Record);
  if (!New)
    return It->second;
  std::set<FieldRef> &Result = It->second;
  std::set<uint32_t> Seen;
  std::vector<uint32_t> Work{Record};
  while (!Work.empty()) {
    uint32_t Inner = Work.back();
    Work.pop_back();
    for (FieldRef Holder : HeldBy[Inner]) {
      for (FieldRef Other : overlapping(Holder))
        Result.insert(Other);
      if (Seen.insert(Holder.Record).second)
        Work.push_back(Holder.Record);
    }
  }
  return Result;
}

/// The fields of the same record that share a bit with the field.
llvm::ArrayRef<FieldRef> Writes::overlapping(FieldRef F) {
  std::vector<std::vector<FieldRef>> &Of = Siblings[F.Record];
  const std::vector<RecordField> &All = M.Records[F.Record].Fields;
  if (Of.empty()) {
    Of.resize(All.size());
    for (uint32_t A = 0; A != All.size(); ++A)
      for (uint32_t B = 0; B != All.size(); ++B)
        if (A != B && overlap(All[A], All[B]))
          Of[A].push_back({F.Record, B});
  }
  return Of[F.Field];
}

/// Adds the field to Out, and everything that is written along with it.
void Writes::spread(FieldRef F, llvm::BitVector &Out) {
  if (Out.test(numberOf(F)))
    return;
  if (auto Known = Along.find(numberOf(F)); Known != Along.end()) {
    Out |= Known->second;
    return;
  }
  Out.set(numberOf(F));
  for (FieldRef Other : overlapping(F))
    spread(Other, Out);
  if (OverlapsDone.insert(F.Record).second)
    for (FieldRef Other : overlaps(F.Record))
      spread(Other, Out);
  if (uint32_t Inner = M.Records[F.Record].Fields[F.Field].Ty.record();
      Inner != None)
    for (uint32_t I = 0; I < M.Records[Inner].Fields.size(); ++I)
      spread({Inner, I}, Out);
}

void Writes::writeField(FieldRef F) {
  llvm::BitVector &Out = ByFunction[Current].Fields;
  if (Out.test(numberOf(F)))
    return;
  auto Known = Along.find(numberOf(F));
  if (Known == Along.end()) {
    OverlapsDone.clear();
    llvm::BitVector Spread(AllFields.size());
    spread(F, Spread);
    Known = Along.try_emplace(numberOf(F), std::move(Spread)).first;
  }
  Out |= Known->second;
}

/// Writes Bytes bytes of an object of the record, from byte First.
void Writes::writeRange(uint32_t Record, uint64_t First, Extent Bytes) {
  for (uint32_t F = 0; F < M.Records[Record].Fields.size(); ++F) {
    const RecordField &Field = M.Records[Record].Fields[F];
    uint64_t Begin = Field.Offset, End = Begin + sizeOf(Field);
    if (End <= First || (Bytes && Begin >= First + *Bytes))
      continue;
    // A part of a nested record: only the fields it covers.
    uint32_t Inner = Field.Ty.record();
    if (Inner != None && Field.Count == 1 && Bytes &&
        (Begin < First || End > First + *Bytes)) {
      uint64_t From = std::max(First, Begin);
      writeRange(Inner, From - Begin, std::min(End, First + *Bytes) - From);
      continue;
    }
    writeField({Record, F});
  }
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

void Writes::writeAt(uint32_t Place, Extent Bytes) {
  const PointerFlow::Node &N = Flow.node(Place);
  if (N.Kind == NodeKind::Global)
    ByFunction[Current].Globals.insert(N.A);
  if (N.Kind == NodeKind::Field) {
    const RecordField &F = M.Records[N.A].Fields[N.B];
    if (Bytes && (*Bytes > sizeOf(F) || F.Ty.record() != None))
      writeRange(N.A, F.Offset, *Bytes);
    else
      writeField({N.A, N.B});
    return;
  }
  std::vector<uint32_t> Records = Flow.recordsAt(Place);
  // An object that is used as several types: that of the size written, if any.
  auto Fits = [&](uint32_t R) { return M.Records[R].Size == *Bytes; };
  if (Bytes && llvm::any_of(Records, Fits))
    llvm::erase_if(Records, [&](uint32_t R) { return !Fits(R); });
  for (uint32_t R : Records)
    writeRange(R, 0, Bytes);
}

/// A global is written if any part of it is, by whatever way.
void Writes::noteBase(const Place &P) {
  for (uint32_t Place : Flow.pointsTo(Current, P.Base))
    if (Flow.node(Place).Kind == NodeKind::Global)
      ByFunction[Current].Globals.insert(Flow.node(Place).A);
}

void Writes::writePlace(const Place &P, Extent Bytes) {
  noteBase(P);
  // A whole local is of interest to its function alone.
  if (P.Base.Kind == ValueKind::Local && P.Steps.empty())
    return;
  auto Last = llvm::find_if(llvm::reverse(P.Steps), [](const Step &S) {
    return S.Kind != StepKind::Index;
  });
  if (Last != P.Steps.rend() && Last->Kind == StepKind::Field) {
    writeAt(Flow.fieldNode({Last->Record, Last->Field}), Bytes);
    return;
  }
  bool Indexed = !P.Steps.empty() && P.Steps.back().Kind == StepKind::Index;
  PointerFlow::Set Places = Flow.placesOf(Current, P);
  for (uint32_t Place : Places)
    writeAt(Place, Indexed ? std::nullopt : Bytes);
  // A pointer of which nothing is known: every record that is as big.
  bool Known = false;
  for (uint32_t Place : Places)
    Known |= Flow.node(Place).Kind != NodeKind::Unknown ||
             !Flow.recordsAt(Place).empty();
  if (!Known && Bytes && *Bytes > sizeof(uint64_t) &&
      P.Base.Kind != ValueKind::Global)
    for (uint32_t R = 0; R < M.Records.size(); ++R)
      if (M.Records[R].Size == *Bytes)
        writeRange(R, 0, std::nullopt);
}

/// What an unknown function may do with a pointer: write the object, if its
/// address was taken. It cannot name the fields of what else is pointed to.
void Writes::writeObject(const Value &V) {
  for (uint32_t Place : Flow.pointsTo(Current, V)) {
    NodeKind Kind = Flow.node(Place).Kind;
    if (Kind == NodeKind::Global || Kind == NodeKind::Local ||
        Kind == NodeKind::Field)
      writeAt(Place, std::nullopt);
  }
}

void Writes::writeArgument(const Value &V, Extent Bytes) {
  if (!V || !V.Ty.isPtr())
    return;
  if (V.Kind == ValueKind::Local)
    writeObject(V); // by a routine, which knows it by its type
  else
    writePlace(Place{V, {}}, Bytes);
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

static void noteVolatile(const Place &P, std::set<FieldRef> &Out) {
  for (const Step &S : llvm::reverse(P.Steps)) {
    if (S.Kind == StepKind::Field)
      Out.insert({S.Record, S.Field});
    if (S.Kind != StepKind::Index)
      return;
  }
}

void Writes::visit(CallSite Site, const Instruction &I) {
  if (I.Volatile)
    noteVolatile(I.Where, Outside);
  switch (I.Op) {
  case Opcode::Store:
    writePlace(I.Where, I.Args[0].Ty.sizeInBytes());
    return;
  case Opcode::Copy:
  case Opcode::Zero:
    writePlace(I.Where, I.Bytes);
    return;
  case Opcode::Opaque:
    if (!I.Pure)
      for (const Value &V : I.Args)
        writeObject(V);
    return;
  case Opcode::Call:
    visitCall(I);
    return;
  default:
    return;
  }
}

void Writes::noteDeviceRecord(uint32_t Record) {
  for (uint32_t F = 0; F < M.Records[Record].Fields.size(); ++F)
    if (Outside.insert({Record, F}).second)
      if (uint32_t Inner = M.Records[Record].Fields[F].Ty.record();
          Inner != None)
        noteDeviceRecord(Inner);
}

void Writes::noteDevicePlaces(const Value &V) {
  for (uint32_t Place : Flow.pointsTo(Current, V)) {
    const PointerFlow::Node &N = Flow.node(Place);
    if (N.Kind == NodeKind::Field)
      Outside.insert({N.A, N.B});
    for (uint32_t R : Flow.recordsAt(Place))
      noteDeviceRecord(R);
  }
}

/// Whoever asks for the physical address of memory gives it to a device.
void Writes::noteDeviceMemory(const Instruction &I, const RoutineCall &R) {
  bool Maps = llvm::any_of(R.Routine->Effects, [](const facts::Effect &E) {
    return E.Name == "maps_memory";
  });
  if (Maps && I.Result != None)
    noteDevicePlaces(Value::reg(I.Result, I.Ty));
  if (!R.Routine->Result.contains("PHYSICAL_ADDRESS"))
    return;
  for (size_t P = 0; P < R.Routine->Parameters.size(); ++P)
    if (R.Routine->Parameters[P].Name.contains("VirtualAddress") ||
        R.Routine->Parameters[P].Name.contains("BaseAddress"))
      if (Value V = R.arg(I, P))
        noteDevicePlaces(V);
}

void Writes::visitCall(const Instruction &I) {
  if (I.Args[0].Kind == ValueKind::Function) {
    const Function &F = M.Functions[I.Args[0].Index];
    if (F.HasBody && !routineOf(Rules, F))
      return;
  }
  llvm::SmallVector<RoutineCall, 2> Routines = routinesAt(M, Rules, I);
  if (Routines.empty())
    for (const Value &V : llvm::drop_begin(I.Args))
      writeObject(V);
  for (const RoutineCall &R : Routines) {
    noteDeviceMemory(I, R);
    for (const facts::Effect &E : R.Routine->Effects) {
      if (!mayHold(E.When, R, I))
        continue;
      Extent Length;
      if (std::optional<int64_t> L = constantOf(R.arg(I, E.LengthArg)))
        Length = *L;
      for (int Arg : {E.OutArg, E.OldIrqlOutArg, E.HandleArg})
        writeArgument(R.arg(I, Arg), std::nullopt);
      if (E.DestArg >= 0)
        writeArgument(R.arg(I, E.DestArg), Length);
      if (E.Kind == EffectKind::WriteObject || E.Kind == EffectKind::Atomic ||
          E.Kind == EffectKind::InitializeDpc)
        writeArgument(R.arg(I, E.Arg), std::nullopt);
    }
    for (size_t P = 0; P < R.Routine->Parameters.size(); ++P)
      if (R.Routine->Parameters[P].Dir != facts::Direction::In)
        writeArgument(R.arg(I, P), std::nullopt);
  }
}
