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
        Out->Files.push_back({Out->save(F.Path), F.IsSystem});
      else
        Out->Files[It->second].IsSystem &= F.IsSystem;
      Maps[U].Files.push_back(It->second);
    }
}

//===----------------------------------------------------------------------===//
// Rewriting
//===----------------------------------------------------------------------===//

Type Linker::map(uint32_t Unit, Type T) const {
  if (T.Record != None)
    T.Record = Maps[Unit].Records[T.Record];
  return T;
}

Value Linker::map(uint32_t Unit, Value V) const {
  if (V.Kind == ValueKind::Global)
    V.Index = Maps[Unit].Globals[V.Index];
  else if (V.Kind == ValueKind::Function)
    V.Index = Maps[Unit].Functions[V.Index];
  V.Ty = map(Unit, V.Ty);
  return V;
}

Place Linker::map(uint32_t Unit, Place P) const {
  P.Base = map(Unit, P.Base);
  for (Step &S : P.Steps) {
    if (S.Record != None)
      S.Record = Maps[Unit].Records[S.Record];
    S.Index = map(Unit, S.Index);
  }
  return P;
}

SourcePoint Linker::map(uint32_t Unit, SourcePoint P) const {
  if (P.isValid() && P.File < Maps[Unit].Files.size())
    P.File = Maps[Unit].Files[P.File];
  return P;
}

SourceLocation Linker::map(uint32_t Unit, SourceLocation L) const {
  return {map(Unit, L.Expansion), map(Unit, L.Spelling)};
}

Instruction Linker::map(uint32_t Unit, Instruction I) {
  I.Ty = map(Unit, I.Ty);
  I.OperandType = map(Unit, I.OperandType);
  I.Where = map(Unit, I.Where);
  I.From = map(Unit, I.From);
  for (Value &V : I.Args)
    V = map(Unit, V);
  I.Text = Out->save(I.Text);
  I.Loc = map(Unit, I.Loc);
  return I;
}

Annotation Linker::map(Annotation A) {
  A.Name = Out->save(A.Name);
  for (llvm::StringRef &Arg : A.Args)
    Arg = Out->save(Arg);
  return A;
}

/// Everything of a function but its body.
Function Linker::mapHead(uint32_t Unit, const Function &F) {
  Function To;
  To.Name = Out->save(F.Name);
  To.Usr = Out->save(F.Usr);
  To.Source = Out->save(F.Source);
  To.Result = map(Unit, F.Result);
  for (const Parameter &P : F.Params)
    To.Params.push_back({Out->save(P.Name), map(Unit, P.Ty)});
  To.Variadic = F.Variadic;
  To.Link = F.Link;
  To.IsSystem = F.IsSystem;
  To.NoReturn = F.NoReturn;
  for (llvm::StringRef Role : F.RoleTypes)
    To.RoleTypes.push_back(Out->save(Role));
  for (const Annotation &A : F.Annotations)
    To.Annotations.push_back(map(A));
  To.Section = Out->save(F.Section);
  To.Degraded = Out->save(F.Degraded);
  To.HasBody = F.HasBody;
  To.NumRegisters = F.NumRegisters;
  To.Loc = map(Unit, F.Loc);
  To.End = map(Unit, F.End);
  To.BodyHash = F.BodyHash;
  return To;
}

void Linker::copyBody(uint32_t Unit, const Function &From, Function &To) {
  for (uint32_t Callee : From.DegradedCalls)
    To.DegradedCalls.push_back(Maps[Unit].Functions[Callee]);
  for (const Local &L : From.Locals)
    To.Locals.push_back({Out->save(L.Name), map(Unit, L.Ty), map(Unit, L.Loc)});
  for (const Block &B : From.Blocks) {
    To.Blocks.emplace_back();
    To.Blocks.back().Name = Out->save(B.Name);
    for (const Instruction &I : B.Instructions)
      To.Blocks.back().Instructions.push_back(map(Unit, I));
  }
}

std::unique_ptr<Module> Linker::run() {
  mergeFiles();
  mergeRecords();
  // Bodies and initialisers name functions and globals, so these get their
  // indices first, and their contents after.
  mergeDefinitions();
  mergeDeclarations();
  mergeGlobals();
  for (const BodyOf &B : Copies)
    copyBody(B.Unit, In[B.Unit]->Functions[B.Function],
             Out->Functions[B.Entity]);
  for (const BodyOf &B : Copies)
    adaptCalls(Out->Functions[B.Entity]);
  for (const std::unique_ptr<Module> &M : In)
    for (const std::string &Text : M->Diagnostics)
      diagnose(Text);
  return std::move(Out);
}

std::unique_ptr<Module>
miniport::link(std::vector<std::unique_ptr<Module>> Units) {
  if (Units.size() == 1)
    return std::move(Units.front());
  return Linker(std::move(Units)).run();
}
