//===- Frozen.cpp - What initialisation fixes for good --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Builder.h"
#include "program/Writes.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::ir;

static llvm::BitVector
reachable(const std::vector<std::vector<uint32_t>> &Callees,
          std::vector<uint32_t> Roots) {
  llvm::BitVector Seen(Callees.size());
  while (!Roots.empty()) {
    uint32_t F = Roots.back();
    Roots.pop_back();
    if (Seen[F])
      continue;
    Seen.set(F);
    llvm::append_range(Roots, Callees[F]);
  }
  return Seen;
}

/// Fields whose address goes somewhere else than into the next access.
static void addExposedFields(const Function &F,
                             std::vector<llvm::BitVector> &Exposed) {
  std::vector<FieldRef> AddressOf(F.NumRegisters);
  bool Any = false;
  for (const Block &B : F.Blocks)
    for (const Instruction &I : B.Instructions) {
      if (I.Op != Opcode::Addr)
        continue;
      auto Last =
          llvm::find_if(llvm::reverse(I.Where.Steps), [](const Step &S) {
            return S.Kind != StepKind::Index;
          });
      if (Last != I.Where.Steps.rend() && Last->Kind == StepKind::Field) {
        AddressOf[I.Result] = {Last->Record, Last->Field};
        Any = true;
      }
    }
  if (!Any)
    return;
  auto Use = [&](const Value &V) {
    if (V.Kind == ValueKind::Register && AddressOf[V.Index].Record != None)
      Exposed[AddressOf[V.Index].Record].set(AddressOf[V.Index].Field);
  };
  for (const Block &B : F.Blocks)
    for (const Instruction &I : B.Instructions) {
      llvm::for_each(I.Args, Use);
      bool IntoIt = !I.Where.Steps.empty() &&
                    I.Where.Steps.front().Kind == StepKind::Field;
      if (I.Op == Opcode::Addr && !IntoIt)
        Use(I.Where.Base);
    }
}

/// Whether the type is, or holds, one of the records.
static bool holds(const Module &M, const Type &Ty,
                  const std::set<uint32_t> &Records) {
  if (Ty.record() == None)
    return false;
  return Records.count(Ty.record()) ||
         llvm::any_of(M.Records[Ty.record()].Fields, [&](const RecordField &F) {
           return holds(M, F.Ty, Records);
         });
}

/// Globals of which some part's address is taken: what is written to that part
/// through the pointer goes by record.field and does not name the global.
static llvm::BitVector partlyExposed(const Module &M) {
  llvm::BitVector Result(M.Globals.size());
  for (const Function &F : M.Functions)
    for (const Block &B : F.Blocks)
      for (const Instruction &I : B.Instructions)
        if (I.Op == Opcode::Addr && I.Where.Base.Kind == ValueKind::Global &&
            !I.Where.Steps.empty())
          Result.set(I.Where.Base.Index);
  return Result;
}

void LinkUnitBuilder::findFrozen() {
  Written = std::make_unique<Writes>(M, Rules, Flow);
  const Writes &W = *Written;
  std::vector<uint32_t> InitRoots, OtherRoots;
  bool HasDriverEntry = false;
  for (const EntryPoint &E : U.Entries) {
    HasDriverEntry |= E.Role->Routine == "DriverEntry";
    if (U.isInitialisationRole(*E.Role))
      InitRoots.push_back(E.Function);
    else if (!E.Synchronous) // else it runs where it is called
      OtherRoots.push_back(E.Function);
  }
  llvm::BitVector InitOnly = reachable(U.Callees, InitRoots);
  InitOnly.reset(reachable(U.Callees, OtherRoots));

  for (const Record &R : M.Records)
    U.Exposed.emplace_back(R.Fields.size());
  llvm::BitVector Stored(W.fields().size()), Changed(W.fields().size());
  for (FieldRef F : W.changedOutside())
    Changed.set(W.numberOf(F));
  llvm::BitVector ChangedGlobals(M.Globals.size());
  for (uint32_t F = 0; F < M.Functions.size(); ++F) {
    const Writes::Written &InF = W.of(F);
    (InitOnly[F] ? Stored : Changed) |= InF.Fields;
    if (!InitOnly[F])
      for (uint32_t G : InF.Globals)
        ChangedGlobals.set(G);
    addExposedFields(M.Functions[F], U.Exposed);
  }
  std::set<uint32_t> ChangedRecords;
  for (unsigned N : Changed.set_bits())
    ChangedRecords.insert(W.fields()[N].Record);
  const llvm::BitVector Partly = partlyExposed(M); // outlives the loop
  for (unsigned G : Partly.set_bits())
    if (holds(M, M.Globals[G].Ty, ChangedRecords))
      ChangedGlobals.set(G);
  // A field that nobody stores is not fixed by initialisation: it belongs to
  // Storport or to a device.
  for (unsigned N : Stored.reset(Changed).set_bits())
    U.Frozen.push_back(W.fields()[N]);
  // A global keeps its initial value, but in a lone file others may write it.
  U.FrozenGlobals.resize(M.Globals.size());
  for (uint32_t G = 0; G < M.Globals.size(); ++G) {
    const Global &Global = M.Globals[G];
    bool Seen = Global.Link == Linkage::Internal || HasDriverEntry;
    if (Global.IsDefined && (Global.IsConst || (Seen && !ChangedGlobals[G])))
      U.FrozenGlobals.set(G);
  }
}
