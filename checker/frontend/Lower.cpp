//===- Lower.cpp - A translation unit, from end to end --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyScan.h"
#include "FunctionLowering.h"
#include "Unit.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/thread.h"

namespace miniport::frontend {

using namespace clang;

/// Bodies that nest deeper than this are lowered on a stack of their own: the
/// CFG's builder and the walk over expressions are recursive.
static constexpr unsigned DeepNesting = 300;
/// Reserved, not used, unless the body needs it.
static constexpr unsigned DeepStack = 1u << 30;

Unit::Unit(ASTContext &Context, const LowerOptions &Options)
    : Context(Context), SM(Context.getSourceManager()), Options(Options),
      M(std::make_unique<ir::Module>()) {
  file(SM.getMainFileID());
}

void Unit::collectOne(const Decl *D) {
  if (const auto *Typedef = dyn_cast<TypedefNameDecl>(D)) {
    QualType T = Typedef->getUnderlyingType();
    if (const RecordDecl *R = T->getAsRecordDecl()) {
      // The first is the name; later ones are aliases.
      Typedefs.try_emplace(R->getDefinition() ? R->getDefinition() : R,
                           Typedef);
    }
    if (T->isFunctionType())
      startRegion(Typedef);
  }
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
    D = Template->getTemplatedDecl();
  if (const auto *Context = dyn_cast<DeclContext>(D);
      Context &&
      isa<NamespaceDecl, LinkageSpecDecl, ExportDecl, CXXRecordDecl>(D) &&
      !Context->isDependentContext()) {
    endedAt(SM.getExpansionLoc(D->getLocation()));
    collect(Context);
  }
  if (const auto *F = dyn_cast<FunctionDecl>(D)) {
    startRegion(F);
    if (F->doesThisDeclarationHaveABody() && !F->isDependentContext() &&
        !F->isDeleted() && !F->isImplicit()) {
      clang::SourceLocation At = SM.getExpansionLoc(F->getLocation());
      bool IsShared =
          F->isInlined() || F->getFormalLinkage() != clang::Linkage::External;
      if (SM.isInMainFile(At) || (!IsShared && !isSystem(At)))
        Roots.push_back(F);
    }
  } else if (const auto *V = dyn_cast<VarDecl>(D)) {
    if (V->isThisDeclarationADefinition() != VarDecl::DeclarationOnly &&
        !V->isInvalidDecl() && !V->getType()->isDependentType() &&
        SM.isInMainFile(SM.getExpansionLoc(V->getLocation())))
      RootGlobals.push_back(V);
  }
  clang::SourceLocation End =
      SM.getExpansionRange(D->getSourceRange()).getEnd();
  // 'public:' ends nothing.
  if (!D->isImplicit() && !isa<AccessSpecDecl>(D))
    endedAt(End);
}

void Unit::startRegion(const NamedDecl *D) {
  clang::FileID File = SM.getFileID(SM.getExpansionLoc(D->getLocation()));
  if (File.isValid())
    RegionStarts[D] = PreviousEnds.lookup(File);
}

void Unit::endedAt(clang::SourceLocation L) {
  clang::FileID File = L.isValid() ? SM.getFileID(L) : clang::FileID();
  if (File.isValid())
    PreviousEnds[File] = L;
}

void Unit::collect(const DeclContext *DC) {
  for (const Decl *D : DC->decls())
    collectOne(D);
}

void Unit::lowerBody(const FunctionDecl *Definition, uint32_t Index) {
  BodyScan Scan = scanBody(Definition, Context, Options.Errors);
  // The module's functions may move while this one is being lowered.
  ir::Function Out = M->Functions[Index];
  auto Lower = [&] { FunctionLowering(*this, Definition, Scan).run(Out); };
  if (Scan.Depth > DeepNesting) {
    llvm::thread Deep(std::optional<unsigned>(DeepStack), Lower);
    Deep.join();
  } else {
    Lower();
  }
  Out.End = location(Definition->getBody()->getEndLoc());
  if (!Out.Degraded.empty()) {
    for (const FunctionDecl *Named : Scan.Named)
      Out.DegradedCalls.push_back(function(Named));
    // What was lost is not in the AST; the source still has it.
    if (Scan.Lost.isValid())
      addNamesInSource(Definition, Out);
  }
  M->Functions[Index] = std::move(Out);
}

/// Functions whose names stand in the text of the body, however it parsed.
void Unit::addNamesInSource(const FunctionDecl *F, ir::Function &Out) {
  clang::SourceLocation Begin = SM.getExpansionLoc(F->getBody()->getBeginLoc());
  clang::SourceLocation End = SM.getExpansionLoc(F->getBody()->getEndLoc());
  auto [ID, Offset] = SM.getDecomposedLoc(Begin);
  if (ID.isInvalid() || !SM.isWrittenInSameFile(Begin, End))
    return;
  llvm::StringRef Buffer = SM.getBufferData(ID);
  Lexer Raw(SM.getLocForStartOfFile(ID), Context.getLangOpts(), Buffer.begin(),
            Buffer.begin() + Offset, Buffer.end());
  Token T;
  while (!Raw.LexFromRawLexer(T) && T.getLocation() < End) {
    if (T.isNot(tok::raw_identifier))
      continue;
    auto Known = Context.Idents.find(T.getRawIdentifier());
    if (Known == Context.Idents.end())
      continue;
    for (const NamedDecl *D :
         Context.getTranslationUnitDecl()->lookup(Known->second))
      if (const auto *Named = dyn_cast<FunctionDecl>(D)) {
        uint32_t Index = function(Named);
        if (!llvm::is_contained(Out.DegradedCalls, Index))
          Out.DegradedCalls.push_back(Index);
      }
  }
}

std::unique_ptr<ir::Module> Unit::run() {
  collect(Context.getTranslationUnitDecl());
  for (const FunctionDecl *F : Roots)
    function(F);
  for (const VarDecl *V : RootGlobals)
    global(V);
  while (!Bodies.empty()) {
    auto [Definition, Index] = Bodies.front();
    Bodies.pop_front();
    lowerBody(Definition, Index);
  }
  // The same text may be another body under other macros: what it came to.
  for (ir::Function &F : M->Functions)
    if (F.BodyHash && F.HasBody)
      F.BodyHash = ir::hashOf(*M, F);
  return std::move(M);
}

std::unique_ptr<ir::Module> lower(ASTContext &Context,
                                  const LowerOptions &Options) {
  return Unit(Context, Options).run();
}

} // namespace miniport::frontend
