//===- Frozen.cpp - Fields that initialisation fixes ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Frozen.h"
#include "Port.h"

namespace miniport::oracle {

/// Every function whose address is more than called.
static std::set<uint32_t> addressTaken(const ir::Module &M) {
  std::set<uint32_t> Result;
  for (const ir::Global &G : M.Globals)
    for (const ir::Initializer &Init : G.Initializers)
      if (Init.Init.Kind == ir::ValueKind::Function)
        Result.insert(Init.Init.Index);
  for (const ir::Function &F : M.Functions)
    for (const ir::Block &B : F.Blocks)
      for (const ir::Instruction &I : B.Instructions)
        for (size_t N = I.Op == ir::Opcode::Call; N < I.Args.size(); ++N)
          if (I.Args[N].Kind == ir::ValueKind::Function)
            Result.insert(I.Args[N].Index);
  return Result;
}

/// What runs below entry points, of initialisation or not; an indirect call may
/// reach every function whose address is taken.
static std::set<uint32_t> reached(const ir::Module &M, bool Initialisation) {
  std::vector<uint32_t> Work;
  for (uint32_t I = 0; I < M.Functions.size(); ++I)
    for (llvm::StringRef Name : M.Functions[I].RoleTypes) {
      const EntryRole *Role = findRole(Name);
      if (Role && Role->IsInitialisation == Initialisation)
        Work.push_back(I);
    }
  std::set<uint32_t> Pointers = addressTaken(M), Seen;
  while (!Work.empty()) {
    uint32_t Current = Work.back();
    Work.pop_back();
    if (!Seen.insert(Current).second)
      continue;
    for (const ir::Block &B : M.Functions[Current].Blocks)
      for (const ir::Instruction &I : B.Instructions) {
        if (I.Op != ir::Opcode::Call)
          continue;
        if (I.Args[0].Kind == ir::ValueKind::Function)
          Work.push_back(I.Args[0].Index);
        else
          Work.insert(Work.end(), Pointers.begin(), Pointers.end());
      }
  }
  return Seen;
}

/// What nobody calls may yet be called at run time.
static std::set<uint32_t> runTimeFunctions(const ir::Module &M) {
  std::set<uint32_t> Result = reached(M, false), Initial = reached(M, true);
  for (uint32_t I = 0; I < M.Functions.size(); ++I)
    if (!Initial.count(I))
      Result.insert(I);
  return Result;
}

void RunTimeStores::add(const ir::Place &P) {
  for (const ir::Step &S : P.Steps)
    if (S.Kind == ir::StepKind::Field)
      Fields.insert({S.Record, S.Field});
  if (P.Base.Kind == ir::ValueKind::Global)
    Globals.insert(P.Base.Index);
}

void RunTimeStores::addRecord(const ir::Module &M, ir::Type Ty) {
  if (!Ty.isAggregate() || Ty.record() >= M.Records.size())
    return;
  const ir::Record &R = M.Records[Ty.record()];
  for (uint32_t I = 0; I < R.Fields.size(); ++I)
    if (Fields.insert({Ty.record(), I}).second)
      addRecord(M, R.Fields[I].Ty);
}

void RunTimeStores::collect(const ir::Module &M, const ir::Function &F) {
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instruction &I : B.Instructions) {
      // An address that is taken may be written through.
      bool Writes = I.Op == ir::Opcode::Store || I.Op == ir::Opcode::Copy ||
                    I.Op == ir::Opcode::Zero || I.Op == ir::Opcode::Addr;
      if (!Writes)
        continue;
      add(I.Where);
      // So may be everything inside a record that is.
      if (I.Op != ir::Opcode::Store && !I.Where.Steps.empty()) {
        const ir::Step &Last = I.Where.Steps.back();
        if (Last.Kind == ir::StepKind::Field)
          addRecord(M, M.Records[Last.Record].Fields[Last.Field].Ty);
      }
    }
}

RunTimeStores::RunTimeStores(const ir::Module &M) {
  // What nobody stores is somebody else's, and anything.
  for (const ir::Function &F : M.Functions)
    collect(M, F);
  std::set<std::pair<uint32_t, uint32_t>> Unstored;
  for (uint32_t R = 0; R < M.Records.size(); ++R)
    for (uint32_t I = 0; I < M.Records[R].Fields.size(); ++I)
      if (!Fields.count({R, I}))
        Unstored.insert({R, I});
  Fields = std::move(Unstored);
  Globals.clear();
  for (uint32_t F : runTimeFunctions(M))
    collect(M, M.Functions[F]);
}

} // namespace miniport::oracle
