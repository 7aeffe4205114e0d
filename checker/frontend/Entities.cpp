//===- Entities.cpp - Functions and globals -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Unit.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/Support/xxhash.h"

namespace miniport::frontend {

using namespace clang;

/// Longest body of a system header that is worth entering, in bytes of source.
static constexpr unsigned MaxSystemBody = 2000;

static llvm::StringRef usr(Unit &U, const Decl *D) {
  llvm::SmallString<128> Usr;
  if (index::generateUSRForDecl(D, Usr))
    return {};
  return U.save(Usr);
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

std::string Unit::functionName(const FunctionDecl *F) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F))
    if (auto It = LambdaNames.find(Method->getCanonicalDecl());
        It != LambdaNames.end())
      return It->second;
  if (!Context.getLangOpts().CPlusPlus || F->isExternC())
    return F->getDeclName().isIdentifier() ? F->getName().str()
                                           : F->getNameAsString();
  PrintingPolicy Policy(Context.getLangOpts());
  Policy.AnonymousTagLocations = false;
  Policy.MSVCFormatting = false;
  std::string Name;
  llvm::raw_string_ostream OS(Name);
  F->getNameForDiagnostic(OS, Policy, /*Qualified=*/true);
  return Name;
}

/// Overloads share a name; the second one gets its parameter types with it.
std::string Unit::uniqueName(std::string Name, const FunctionDecl *F) {
  if (FunctionNames.insert(Name).second)
    return Name;
  if (F) {
    Name += '(';
    for (const ParmVarDecl *P : F->parameters()) {
      if (P != F->getParamDecl(0))
        Name += ", ";
      Name += P->getType().getAsString(PrintingPolicy(Context.getLangOpts()));
    }
    Name += ')';
  }
  std::string Unique = Name;
  for (unsigned N = 2; !FunctionNames.insert(Unique).second; ++N)
    Unique = Name + "#" + std::to_string(N);
  return Unique;
}

void Unit::nameLambda(const CXXMethodDecl *Operator, llvm::StringRef Outer) {
  Operator = Operator->getCanonicalDecl();
  if (LambdaNames.count(Operator))
    return;
  LambdaNames[Operator] =
      (Outer + "::lambda" + llvm::Twine(LambdaNames.size())).str();
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

bool Unit::wantsBody(const FunctionDecl *Definition, llvm::StringRef Name) {
  if (!Definition || Definition->isDependentContext() || !Definition->getBody())
    return false;
  clang::SourceLocation At = SM.getExpansionLoc(Definition->getLocation());
  if (SM.isInMainFile(At))
    return true;
  if (Options.IsKnownRoutine && Options.IsKnownRoutine(Name))
    return false;
  if (!isSystem(At))
    return true;
  if (!Definition->isInlined() && Definition->getStorageClass() != SC_Static)
    return false;
  SourceRange Body = Definition->getBody()->getSourceRange();
  unsigned Begin = SM.getFileOffset(SM.getExpansionLoc(Body.getBegin()));
  unsigned End = SM.getFileOffset(SM.getExpansionLoc(Body.getEnd()));
  return End >= Begin && End - Begin <= MaxSystemBody;
}

void Unit::addRedeclarationFacts(const FunctionDecl *F, ir::Function &Out) {
  Out.IsSystem = true;
  Out.IsUndeclared = !F->getBuiltinID() && !isa<CXXMethodDecl>(F);
  for (const FunctionDecl *Redecl : F->redecls()) {
    // Implicit members are of their class, wherever that is.
    bool IsImplicit = (Redecl->isImplicit() && !isa<CXXMethodDecl>(Redecl)) ||
                      Redecl->getBuiltinID();
    if (!isSystem(Redecl->getLocation()) && !IsImplicit)
      Out.IsSystem = false;
    // Intake declares in front of a source what nothing else does.
    Out.IsUndeclared &= Redecl->isImplicit() ||
                        SM.isWrittenInBuiltinFile(Redecl->getLocation());
    Out.NoReturn |= Redecl->isNoReturn();
    if (Out.Section.empty()) {
      if (const auto *A = Redecl->getAttr<CodeSegAttr>())
        Out.Section = save(A->getName());
      else if (const auto *A = Redecl->getAttr<SectionAttr>())
        Out.Section = save(A->getName());
    }
  }
  // Oldest first: redecls() starts in the middle of a ring.
  std::vector<const FunctionDecl *> InOrder;
  for (const FunctionDecl *D = F->getMostRecentDecl(); D;
       D = D->getPreviousDecl())
    InOrder.push_back(D);
  for (const FunctionDecl *Redecl : llvm::reverse(InOrder)) {
    addRoleTypes(Redecl, Out);
    annotate(Redecl, Out);
  }
}

void Unit::describe(const FunctionDecl *F, ir::Function &Out) {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  Out.Usr = usr(*this, F);
  bool IsStructor = isa<CXXConstructorDecl, CXXDestructorDecl>(F);
  // Role-typed declarations have no names for their parameters, and the first
  // declaration may be a library builtin that the driver's function hides.
  const FunctionDecl *Named =
      F->getDefinition() ? F->getDefinition() : F->getMostRecentDecl();
  Out.Result = IsStructor ? ir::Type::makeVoid() : type(Named->getReturnType());
  if (Method && Method->isImplicitObjectMemberFunction())
    Out.Params.push_back({"this", ir::Type::makePtr()});
  for (const ParmVarDecl *P : Named->parameters())
    Out.Params.push_back({save(P->getName()), argumentType(P->getType())});
  Out.Variadic = Named->isVariadic();
  // 'int f();' of C says nothing about parameters until it is defined.
  if (!F->hasWrittenPrototype() && !F->getDefinition() && F->param_empty() &&
      !Context.getLangOpts().CPlusPlus && F->getType()->isFunctionNoProtoType())
    Out.Variadic = true;
  const FunctionDecl *Definition = F->getDefinition();
  const FunctionDecl *Home = Definition ? Definition : F->getCanonicalDecl();
  bool InMain = SM.isInMainFile(SM.getExpansionLoc(Home->getLocation()));
  if (F->getFormalLinkage() == clang::Linkage::Internal)
    Out.Link =
        Definition && !InMain ? ir::Linkage::Inline : ir::Linkage::Internal;
  else if (F->isInlined() || F->isTemplateInstantiation() ||
           F->getFormalLinkage() == clang::Linkage::None)
    Out.Link = ir::Linkage::Inline;
  if (Out.Link == ir::Linkage::Internal && !M->Files.empty())
    Out.Source = M->Files[0].Path;
  if (Out.Link == ir::Linkage::Inline && Definition)
    Out.BodyHash = 1; // what it is, its lowered body says (run())
  addRedeclarationFacts(F, Out);
  Out.Loc = location(Home->getLocation());
}

uint32_t Unit::function(const FunctionDecl *F) {
  F = F->getCanonicalDecl();
  if (auto It = Functions.find(F); It != Functions.end())
    return It->second;
  std::string Plain = functionName(F);
  uint32_t Index = M->Functions.size();
  ir::Function Out;
  // A definition whose type conflicts with its declaration is another entity to
  // Clang, and the same to everyone else. Definitions come first (run()).
  bool IsC = !Context.getLangOpts().CPlusPlus || F->isExternC();
  if (auto It = CFunctions.find(Plain); IsC && It != CFunctions.end())
    return Functions[F] = It->second;
  if (IsC)
    CFunctions[Plain] = Index;
  Functions[F] = Index;
  M->Functions.emplace_back();
  Out.Name = save(uniqueName(Plain, F));
  describe(F, Out);
  const FunctionDecl *Definition = F->getDefinition();
  bool IsKnown = Options.IsKnownRoutine && Options.IsKnownRoutine(Plain);
  bool Wanted = wantsBody(Definition, Plain);
  // A kit found with -I instead of -isystem is still the kit.
  if (IsKnown && !Wanted)
    Out.IsSystem = true;
  if (!Wanted)
    Out.BodyHash = 0;
  M->Functions[Index] = std::move(Out);
  if (Wanted)
    Bodies.push_back({Definition, Index});
  return Index;
}

uint32_t Unit::pseudoFunction(llvm::StringRef Name, ir::Type Result) {
  auto [It, New] = PseudoFunctions.try_emplace(Name, M->Functions.size());
  if (!New)
    return It->second;
  ir::Function Out;
  Out.Name = save(uniqueName(Name.str(), nullptr));
  Out.Result = Result;
  Out.Variadic = true;
  Out.IsSystem = true;
  M->Functions.push_back(std::move(Out));
  return It->second;
}

//===----------------------------------------------------------------------===//
// Globals
//===----------------------------------------------------------------------===//

uint32_t Unit::addGlobal(ir::Global G) {
  std::string Unique = G.Name.str();
  for (unsigned N = 2; !GlobalNames.insert(Unique).second; ++N)
    Unique = G.Name.str() + "#" + std::to_string(N);
  G.Name = save(Unique);
  M->Globals.push_back(std::move(G));
  return M->Globals.size() - 1;
}

/// A static local is called after its function.
static std::string globalName(ASTContext &Context, const VarDecl *V) {
  if (const auto *F = dyn_cast<FunctionDecl>(V->getDeclContext());
      F && V->isStaticLocal())
    return F->getNameAsString() + "::" + V->getNameAsString();
  if (!Context.getLangOpts().CPlusPlus || V->isExternC())
    return V->getNameAsString();
  return V->getQualifiedNameAsString();
}

/// Is there a '=' in the source whose right side Clang gave up?
static bool losesInitializer(Unit &U, const VarDecl *V) {
  if (V->getInit())
    return false;
  std::optional<Token> Next = Lexer::findNextToken(
      U.sources().getExpansionRange(V->getSourceRange()).getEnd(), U.sources(),
      U.context().getLangOpts());
  return Next && Next->is(tok::equal);
}

uint32_t Unit::global(const VarDecl *V) {
  V = V->getCanonicalDecl();
  if (auto It = Globals.find(V); It != Globals.end())
    return It->second;
  const VarDecl *Definition = V->getDefinition();
  if (!Definition)
    Definition = const_cast<VarDecl *>(V)->getActingDefinition();
  ir::Global G;
  G.Name = save(globalName(Context, V));
  G.Usr = usr(*this, V);
  G.Ty = type((Definition ? Definition : V)->getType());
  G.IsConst = Context.getBaseElementType(V->getType()).isConstQualified();
  G.IsDefined = Definition && !losesInitializer(*this, Definition);
  if (!V->isExternallyVisible()) {
    G.Link = ir::Linkage::Internal;
    if (!M->Files.empty())
      G.Source = M->Files[0].Path;
  } else if (V->isInline() || isa<VarTemplateSpecializationDecl>(V) ||
             V->hasAttr<SelectAnyAttr>()) {
    G.Link = ir::Linkage::Inline;
  }
  G.Loc = location((Definition ? Definition : V)->getLocation());
  if (G.Ty.isVoid())
    G.Ty = ir::Type::makeAggregate(0);
  uint32_t Index = addGlobal(std::move(G));
  Globals[V] = Index;
  if (const VarDecl *WithInit = V->getInitializingDeclaration())
    if (const Expr *Init = WithInit->getInit())
      addInitializers(Index, Init);
  return Index;
}

uint32_t Unit::string(const StringLiteral *S) {
  if (auto It = Literals.find(S); It != Literals.end())
    return It->second;
  ir::Global G;
  G.Name = save("str" + std::to_string(Literals.size()));
  G.Ty = type(S->getType());
  G.Link = ir::Linkage::Internal;
  G.IsConst = true;
  // Its characters are not kept; unknown is not zero.
  G.IsDefined = false;
  G.Loc = location(S->getBeginLoc());
  return Literals[S] = addGlobal(std::move(G));
}

uint32_t Unit::literal(const CompoundLiteralExpr *E) {
  if (auto It = Literals.find(E); It != Literals.end())
    return It->second;
  ir::Global G;
  G.Name = save("literal" + std::to_string(Literals.size()));
  G.Ty = type(E->getType());
  G.Link = ir::Linkage::Internal;
  G.IsConst = E->getType().isConstQualified();
  G.Loc = location(E->getBeginLoc());
  uint32_t Index = addGlobal(std::move(G));
  Literals[E] = Index;
  addInitializers(Index, E->getInitializer());
  return Index;
}

} // namespace miniport::frontend
