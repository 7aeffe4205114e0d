//===- Verifier.cpp - Faults of driver IR ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Verifier.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

namespace miniport::ir {

void Verifier::fault(const llvm::Twine &What) {
  std::string Line;
  llvm::raw_string_ostream OS(Line);
  if (F) {
    OS << "function '" << F->Name << "'";
    if (I)
      OS << ", block '" << F->Blocks[BlockIndex].Name << "', instruction "
         << Index;
    OS << ": ";
  }
  OS << What;
  Faults.push_back(std::move(Line));
}

void Verifier::type(Type Ty, const llvm::Twine &Owner) {
  if (Ty.isAggregate()) {
    if (Ty.record() != None && Ty.record() >= M.Records.size())
      fault("no such record in the type of " + Owner);
    return;
  }
  if ((Ty.isInt() || Ty.Kind == TypeKind::Float) && Ty.width() == 0)
    fault("no width in the type of " + Owner);
}

void Verifier::record(const Record &R) {
  llvm::StringSet<> Names;
  for (const RecordField &Field : R.Fields) {
    std::string Owner = (R.Name + "." + Field.Name).str();
    if (!Names.insert(Field.Name).second)
      fault("two fields " + Owner);
    type(Field.Ty, Owner);
    if (Field.Ty.isVoid())
      fault("no type for " + Owner);
    if (Field.BitWidth &&
        (!Field.Ty.isInt() ||
         Field.BitOffset + Field.BitWidth > Field.Ty.sizeInBytes() * 8))
      fault("the bits of " + Owner + " do not fit its unit");
    uint64_t Bytes = Field.Ty.sizeInBytes();
    if (Field.Count && Bytes &&
        (Field.Offset > R.Size ||
         Field.Count > (R.Size - Field.Offset) / Bytes))
      fault(Owner + " does not fit its record");
  }
}

void Verifier::global(const Global &G) {
  type(G.Ty, G.Name);
  if (G.Ty.isVoid() && G.IsDefined)
    fault("no type for '" + G.Name + "'");
  for (const Initializer &Init : G.Initializers) {
    const Value &V = Init.Init;
    bool Known =
        V.isInt() ||
        (V.Kind == ValueKind::Global && V.Index < M.Globals.size()) ||
        (V.Kind == ValueKind::Function && V.Index < M.Functions.size());
    if (!Known)
      fault("an initialiser of '" + G.Name + "' is no constant");
    else if (Init.Offset > G.Ty.sizeInBytes() ||
             V.Ty.sizeInBytes() > G.Ty.sizeInBytes() - Init.Offset)
      fault("an initialiser of '" + G.Name + "' lies outside");
  }
}

void Verifier::head() {
  for (const Parameter &P : F->Params) {
    type(P.Ty, "parameter '" + P.Name + "'");
    if (P.Ty.isVoid())
      fault("no type for parameter '" + P.Name + "'");
  }
  type(F->Result, "the result");
  for (uint32_t Callee : F->DegradedCalls)
    if (Callee >= M.Functions.size())
      fault("a call that names no function");
  for (const Annotation &A : F->Annotations)
    if (A.Param != None && A.Param >= F->Params.size())
      fault("annotation '" + A.Name + "' names no parameter");
  llvm::StringSet<> Names;
  for (const Local &L : F->Locals) {
    type(L.Ty, "local '" + L.Name + "'");
    if (L.Ty.isVoid())
      fault("no type for local '" + L.Name + "'");
    if (!Names.insert(L.Name).second)
      fault("two locals '" + L.Name + "'");
  }
}

void Verifier::blocks() {
  if (!F->HasBody && !F->Blocks.empty())
    fault("blocks, but no body");
  if (F->HasBody && F->Blocks.empty() && F->Degraded.empty())
    fault("a body without blocks");
  llvm::StringSet<> Names;
  for (const Block &B : F->Blocks) {
    if (!Names.insert(B.Name).second)
      fault("two blocks '" + B.Name + "'");
    if (B.Instructions.empty() || !B.terminator().isTerminator())
      fault("block '" + B.Name + "' has no end");
    for (size_t N = 0; N + 1 < B.Instructions.size(); ++N)
      if (B.Instructions[N].isTerminator())
        fault("block '" + B.Name + "' ends before its last instruction");
    for (uint32_t Target : successors(B)) {
      if (Target >= F->Blocks.size())
        fault("block '" + B.Name + "' leads to no block");
      else if (Target == 0)
        fault("block '" + B.Name + "' leads to the entry");
    }
  }
}

void Verifier::definitions() {
  Definitions.assign(F->NumRegisters, {});
  for (uint32_t B = 0; B < F->Blocks.size(); ++B) {
    const std::vector<Instruction> &List = F->Blocks[B].Instructions;
    for (uint32_t N = 0; N < List.size(); ++N) {
      uint32_t Register = List[N].Result;
      if (Register == None)
        continue;
      if (Register >= F->NumRegisters)
        fault("%" + llvm::Twine(Register) + " is beyond the last register");
      else if (Definitions[Register].Block != None)
        fault("%" + llvm::Twine(Register) + " is assigned twice");
      else
        Definitions[Register] = {B, N, List[N].Ty};
    }
  }
}

void Verifier::function(const Function &Function) {
  F = &Function;
  head();
  size_t Before = Faults.size();
  blocks();
  if (Faults.size() == Before && !F->Blocks.empty()) {
    definitions();
    Dominance = std::make_unique<Dominators>(*F);
    for (BlockIndex = 0; BlockIndex < F->Blocks.size(); ++BlockIndex) {
      const Block &B = F->Blocks[BlockIndex];
      for (Index = 0; Index < B.Instructions.size(); ++Index) {
        I = &B.Instructions[Index];
        instruction();
      }
    }
    I = nullptr;
  }
  F = nullptr;
}

void Verifier::module() {
  llvm::StringSet<> Names;
  for (const Record &R : M.Records) {
    if (!Names.insert(R.Name).second)
      fault("two records '" + R.Name + "'");
    record(R);
  }
  for (const Global &G : M.Globals)
    global(G);
  for (const Function &Function : M.Functions)
    function(Function);
}

std::vector<std::string> verify(const Module &M) {
  Verifier V(M);
  V.module();
  return std::move(V.Faults);
}

std::vector<std::string> verify(const Module &M, const Function &F) {
  Verifier V(M);
  V.function(F);
  return std::move(V.Faults);
}

} // namespace miniport::ir
