//===- LinkEntities.cpp - One definition, many declarations ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Linker.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"

using namespace miniport;
using namespace miniport::ir;

/// What an external entity is known by.
template <typename Entity> static llvm::StringRef externalKey(const Entity &E) {
  return E.Usr.empty() ? E.Name : E.Usr;
}

/// What an internal entity is known by: USRs of static functions name the file
/// without its folder, so they are not enough.
template <typename Entity> static std::string internalKey(const Entity &E) {
  return (E.Source + "\n" + externalKey(E)).str();
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

static uint64_t combine(uint64_t A, uint64_t B) {
  uint64_t Words[] = {A, B};
  return llvm::xxh3_64bits(llvm::ArrayRef<uint8_t>(
      reinterpret_cast<const uint8_t *>(Words), sizeof(Words)));
}

/// Functions with a body of their own in each unit that a body refers to.
static std::vector<uint32_t> privateReferences(const Module &M,
                                               const Function &F) {
  std::vector<uint32_t> Refs;
  auto Add = [&](const Value &V) {
    if (V.Kind == ValueKind::Function &&
        M.Functions[V.Index].Link != Linkage::External &&
        M.Functions[V.Index].HasBody)
      Refs.push_back(V.Index);
  };
  for (const Block &B : F.Blocks)
    for (const Instruction &I : B.Instructions)
      llvm::for_each(I.Args, Add);
  return Refs;
}

/// Two copies of a header's function are one entity if their bodies are equal
/// and so are the private functions they call, which may differ by file:
/// refined round by round, deeper than headers nest.
void Linker::identifyBodies() {
  constexpr unsigned Rounds = 12;
  BodyIds.resize(In.size());
  for (uint32_t U = 0; U < In.size(); ++U) {
    const Module &M = *In[U];
    std::vector<uint64_t> Own(M.Functions.size(), 0);
    std::vector<std::vector<uint32_t>> Refs(M.Functions.size());
    for (uint32_t F = 0; F < M.Functions.size(); ++F) {
      const Function &Fn = M.Functions[F];
      if (Fn.Link == Linkage::External || !Fn.HasBody)
        continue;
      // Without a hash nothing is known to be equal to it.
      Own[F] = Fn.BodyHash ? Fn.BodyHash : combine(U + 1, F);
      Refs[F] = privateReferences(M, Fn);
    }
    std::vector<uint64_t> Ids = Own;
    for (unsigned Round = 0; Round < Rounds; ++Round) {
      std::vector<uint64_t> Next = Own;
      for (uint32_t F = 0; F < Next.size(); ++F)
        for (uint32_t Ref : Refs[F])
          Next[F] = combine(Next[F], Ids[Ref]);
      Ids = std::move(Next);
    }
    BodyIds[U] = std::move(Ids);
  }
}

void Linker::mergeDefinitions() {
  identifyBodies();
  for (uint32_t U = 0; U < In.size(); ++U) {
    Maps[U].Functions.assign(In[U]->Functions.size(), None);
    for (uint32_t F = 0; F < In[U]->Functions.size(); ++F) {
      const Function &Fn = In[U]->Functions[F];
      if (!Fn.HasBody)
        continue;
      uint32_t Entity = Out->Functions.size();
      std::string Key = externalKey(Fn).str();
      if (Fn.Link == Linkage::External) {
        if (!Functions.try_emplace(Key, Entity).second)
          diagnose("'" + Fn.Name.str() + "' is defined again in '" +
                   Fn.Source.str() + "'");
        FunctionNames.try_emplace(Fn.Name, Entity);
      } else {
        if (Fn.Link == Linkage::Inline)
          InlineNames.try_emplace(Key, Entity);
        else
          Key = internalKey(Fn);
        auto [It, New] = BodyEntities.try_emplace({Key, BodyIds[U][F]}, Entity);
        if (!New) {
          addDeclaration(U, F, It->second);
          continue;
        }
      }
      Maps[U].Functions[F] = Entity;
      Out->Functions.push_back(headOf(U, Fn));
      Bodies.push_back({U, F, Entity});
    }
  }
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

/// What a declaration stands for, or None. A name binds where one side has no
/// USR: a function that C let a file call without declaring it.
uint32_t Linker::findDeclared(const Function &F) const {
  if (auto It = Functions.find(externalKey(F)); It != Functions.end())
    return It->second;
  if (auto It = InlineNames.find(externalKey(F)); It != InlineNames.end())
    return It->second;
  if (auto It = FunctionNames.find(F.Name); It != FunctionNames.end())
    if (F.Usr.empty() || Out->Functions[It->second].Usr.empty())
      return It->second;
  return None;
}

/// What a further declaration says counts for the function.
void Linker::addDeclaration(uint32_t Unit, uint32_t Index, uint32_t Entity) {
  Maps[Unit].Functions[Index] = Entity;
  const Function &F = In[Unit]->Functions[Index];
  Function &To = Out->Functions[Entity];
  To.NoReturn |= F.NoReturn;
  if (!To.HasBody)
    To.IsSystem &= F.IsSystem;
  To.IsUndeclared &= F.IsUndeclared;
  for (llvm::StringRef Role : F.RoleTypes)
    if (!llvm::is_contained(To.RoleTypes, Role))
      To.RoleTypes.push_back(Role);
  for (const Annotation &A : annotationsOf(Unit, F))
    if (llvm::none_of(To.Annotations,
                      [&](const Annotation &B) { return A.repeats(B); }))
      To.Annotations.push_back(A);
  if (To.Section.empty())
    To.Section = F.Section;
  // A prototype says more than the guess made for an undeclared function.
  if (!To.HasBody && To.Params.empty() && !F.Params.empty()) {
    Function Head = headOf(Unit, F);
    To.Params = std::move(Head.Params);
    To.Result = Head.Result;
    To.Variadic = Head.Variadic;
    To.Loc = Head.Loc;
    To.End = Head.End;
  }
}

void Linker::mergeDeclarations() {
  for (uint32_t U = 0; U < In.size(); ++U)
    for (uint32_t F = 0; F < In[U]->Functions.size(); ++F) {
      if (Maps[U].Functions[F] != None)
        continue;
      const Function &Fn = In[U]->Functions[F];
      bool Internal = Fn.Link == Linkage::Internal;
      uint32_t Entity = Internal ? None : findDeclared(Fn);
      if (Entity != None) {
        addDeclaration(U, F, Entity);
        continue;
      }
      Entity = Out->Functions.size();
      if (!Internal) {
        Functions.try_emplace(externalKey(Fn), Entity);
        FunctionNames.try_emplace(Fn.Name, Entity);
      }
      Maps[U].Functions[F] = Entity;
      Out->Functions.push_back(headOf(U, Fn));
    }
}

//===----------------------------------------------------------------------===//
// Globals
//===----------------------------------------------------------------------===//

uint32_t Linker::findDeclared(const Global &G) const {
  if (auto It = Globals.find(externalKey(G)); It != Globals.end())
    return It->second;
  if (auto It = GlobalNames.find(G.Name); It != GlobalNames.end())
    if (G.Usr.empty() || Out->Globals[It->second].Usr.empty())
      return It->second;
  return None;
}

void Linker::copyGlobal(uint32_t Unit, const Global &From, Global &To) {
  To.Name = From.Name;
  To.Usr = From.Usr;
  To.Source = From.Source;
  To.Ty = rewritten(Maps[Unit], From.Ty);
  To.Link = From.Link;
  To.IsConst = From.IsConst;
  To.IsDefined = From.IsDefined;
  To.Loc = rewritten(Maps[Unit], From.Loc);
}

static bool equalInitializers(llvm::ArrayRef<Initializer> A,
                              llvm::ArrayRef<Initializer> B) {
  return llvm::equal(A, B, [](const Initializer &X, const Initializer &Y) {
    return X.Offset == Y.Offset && X.Init == Y.Init;
  });
}

/// A header's constant table is one table: the linked one that equals G, or
/// None. Tables that point to each other in a ring are not compared.
uint32_t Linker::findConstant(uint32_t Unit, const Global &G) {
  Type Ty = rewritten(Maps[Unit], G.Ty);
  std::vector<Initializer> Inits;
  for (const Initializer &I : G.Initializers) {
    if (I.Init.Kind == ValueKind::Global) {
      mergeGlobal(Unit, I.Init.Index);
      if (Maps[Unit].Globals[I.Init.Index] == None)
        return None;
    }
    Inits.push_back({I.Offset, rewritten(Maps[Unit], I.Init)});
  }
  for (const ConstantOf &Old : Constants[internalKey(G)])
    if (Out->Globals[Old.Entity].Ty == Ty &&
        equalInitializers(Old.Initializers, Inits))
      return Old.Entity;
  Constants[internalKey(G)].push_back({None, std::move(Inits)});
  return None;
}

/// Gives the global an entity, a definition replacing what was only declared.
void Linker::mergeGlobal(uint32_t Unit, uint32_t Index) {
  if (Maps[Unit].Globals[Index] != None ||
      !InProgress.insert({Unit, Index}).second)
    return;
  const Global &G = In[Unit]->Globals[Index];
  std::vector<ConstantOf> *Added = nullptr;
  if (G.Link == Linkage::Internal) {
    if (G.IsConst) {
      uint32_t Same = findConstant(Unit, G);
      if (Same != None) {
        Maps[Unit].Globals[Index] = Same;
        return;
      }
      Added = &Constants[internalKey(G)];
    }
  } else if (uint32_t Known = findDeclared(G); Known != None) {
    Maps[Unit].Globals[Index] = Known;
    if (G.IsDefined && !Out->Globals[Known].IsDefined)
      copyGlobal(Unit, G, Out->Globals[Known]);
    return;
  }
  uint32_t Entity = Out->Globals.size();
  if (G.Link != Linkage::Internal) {
    Globals.try_emplace(externalKey(G), Entity);
    GlobalNames.try_emplace(G.Name, Entity);
  }
  if (Added && !Added->empty() && Added->back().Entity == None)
    Added->back().Entity = Entity;
  Maps[Unit].Globals[Index] = Entity;
  Out->Globals.emplace_back();
  copyGlobal(Unit, G, Out->Globals.back());
}

void Linker::mergeGlobals() {
  for (uint32_t U = 0; U < In.size(); ++U) {
    Maps[U].Globals.assign(In[U]->Globals.size(), None);
    for (uint32_t G = 0; G < In[U]->Globals.size(); ++G)
      mergeGlobal(U, G);
  }
  // Initialisers name globals, so they follow when all have their index; of
  // several definitions (C's tentative ones) the first that has any counts.
  for (uint32_t U = 0; U < In.size(); ++U)
    for (uint32_t G = 0; G < In[U]->Globals.size(); ++G) {
      const Global &From = In[U]->Globals[G];
      Global &To = Out->Globals[Maps[U].Globals[G]];
      if (!From.IsDefined || !To.Initializers.empty())
        continue;
      for (const Initializer &I : From.Initializers)
        To.Initializers.push_back({I.Offset, rewritten(Maps[U], I.Init)});
    }
}
