//===- Link.cpp - Merging TU summaries ------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ir/Text.h"
#include "program/Linker.h"
#include "program/Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace miniport;
using namespace miniport::ir;

static llvm::StringRef mainFile(const Module &M) {
  return M.Files.empty() ? llvm::StringRef() : M.Files.front().Path;
}

static std::string textOf(const Module &M) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  print(M, OS);
  return Text;
}

Linker::Linker(Units U) : In(std::move(U)), Out(std::make_unique<Module>()) {
  // By main file; a file compiled twice, with other flags, by what came of it.
  llvm::sort(In, [](const std::unique_ptr<Module> &A,
                    const std::unique_ptr<Module> &B) {
    llvm::StringRef FileA = mainFile(*A), FileB = mainFile(*B);
    if (FileA != FileB)
      return FileA < FileB;
    return A != B && textOf(*A) < textOf(*B);
  });
  Maps.resize(In.size());
}

void Linker::diagnose(std::string Text) {
  if (Said.insert(Text).second)
    Out->Diagnostics.push_back(std::move(Text));
}

void Linker::mergeFiles() {
  std::map<llvm::StringRef, uint32_t> Known;
  for (uint32_t U = 0; U < In.size(); ++U)
    for (const SourceFile &F : In[U]->Files) {
      auto [It, New] = Known.try_emplace(F.Path, Out->Files.size());
      if (New)
        Out->Files.push_back(F);
      else
        Out->Files[It->second].IsSystem &= F.IsSystem;
      Maps[U].Files.push_back(It->second);
    }
}

//===----------------------------------------------------------------------===//
// Rewriting
//===----------------------------------------------------------------------===//

void Linker::rewrite(const UnitMap &Map, Type &T) {
  if (T.record() != None)
    T.setRecord(Map.Records[T.record()]);
}

void Linker::rewrite(const UnitMap &Map, Value &V) {
  if (V.Kind == ValueKind::Global)
    V.Index = Map.Globals[V.Index];
  else if (V.Kind == ValueKind::Function)
    V.Index = Map.Functions[V.Index];
  rewrite(Map, V.Ty);
}

void Linker::rewrite(const UnitMap &Map, Place &P) {
  rewrite(Map, P.Base);
  for (Step &S : P.Steps) {
    if (S.Record != None)
      S.Record = Map.Records[S.Record];
    rewrite(Map, S.Index);
  }
}

void Linker::rewrite(const UnitMap &Map, SourceLocation &L) {
  for (SourcePoint *P : {&L.Expansion, &L.Spelling})
    if (P->isValid() && P->File < Map.Files.size())
      P->File = Map.Files[P->File];
}

void Linker::rewrite(const UnitMap &Map, Instruction &I) {
  rewrite(Map, I.Ty);
  if (I.Op == Opcode::Binary)
    rewrite(Map, I.OperandType);
  for (Place *P : I.places())
    rewrite(Map, *P);
  for (Value &V : I.Args)
    rewrite(Map, V);
  rewrite(Map, I.Loc);
}

std::vector<Annotation> Linker::annotationsOf(uint32_t Unit,
                                              const Function &F) const {
  std::vector<Annotation> All = F.Annotations;
  for (Annotation &A : All)
    A.Loc = rewritten(Maps[Unit], A.Loc);
  return All;
}

/// Everything of a function but its body.
Function Linker::headOf(uint32_t Unit, const Function &F) const {
  const UnitMap &Map = Maps[Unit];
  Function To;
  To.Name = F.Name;
  To.Usr = F.Usr;
  To.Source = F.Source;
  To.Result = rewritten(Map, F.Result);
  for (const Parameter &P : F.Params)
    To.Params.push_back({P.Name, rewritten(Map, P.Ty)});
  To.Variadic = F.Variadic;
  To.Link = F.Link;
  To.IsSystem = F.IsSystem;
  To.IsUndeclared = F.IsUndeclared;
  To.NoReturn = F.NoReturn;
  To.RoleTypes = F.RoleTypes;
  To.Annotations = annotationsOf(Unit, F);
  To.Section = F.Section;
  To.Degraded = F.Degraded;
  To.HasBody = F.HasBody;
  To.NumRegisters = F.NumRegisters;
  To.Loc = rewritten(Map, F.Loc);
  To.End = rewritten(Map, F.End);
  To.BodyHash = F.BodyHash;
  return To;
}

/// The unit is not needed after this.
void Linker::moveBody(const UnitMap &Map, Function &From, Function &To) {
  for (uint32_t Callee : From.DegradedCalls)
    To.DegradedCalls.push_back(Map.Functions[Callee]);
  To.Locals = std::move(From.Locals);
  for (Local &L : To.Locals) {
    rewrite(Map, L.Ty);
    rewrite(Map, L.Loc);
  }
  To.Blocks = std::move(From.Blocks);
  for (Block &B : To.Blocks)
    for (Instruction &I : B.Instructions)
      rewrite(Map, I);
}

std::unique_ptr<Module> Linker::run() {
  mergeFiles();
  mergeRecords();
  // Bodies and initialisers name functions and globals, so these get their
  // indices first, and their contents after.
  mergeDefinitions();
  mergeDeclarations();
  mergeGlobals();
  for (const BodyOf &B : Bodies)
    moveBody(Maps[B.Unit], In[B.Unit]->Functions[B.Function],
             Out->Functions[B.Entity]);
  for (const BodyOf &B : Bodies)
    adaptCalls(Out->Functions[B.Entity]);
  for (const std::unique_ptr<Module> &M : In)
    for (const std::string &Text : M->Diagnostics)
      diagnose(Text);
  for (std::unique_ptr<Module> &M : In)
    Out->keepStringsOf(std::move(M));
  return std::move(Out);
}

std::unique_ptr<Module>
miniport::link(std::vector<std::unique_ptr<Module>> Units) {
  if (Units.size() == 1)
    return std::move(Units.front());
  return Linker(std::move(Units)).run();
}
