//===- Declarations.cpp - What SAL says of functions ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function has the annotations of all its declarations, and those of the
// function types that it is declared with.
//
//===----------------------------------------------------------------------===//

#include "Sal.h"
#include "Unit.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace miniport::frontend {

using namespace clang;

std::optional<int64_t> Unit::enumerator(llvm::StringRef Name) const {
  auto Known = Context.Idents.find(Name);
  if (Known == Context.Idents.end())
    return std::nullopt;
  for (const NamedDecl *D :
       Context.getTranslationUnitDecl()->lookup(Known->second))
    if (const auto *E = dyn_cast<EnumConstantDecl>(D))
      return E->getInitVal().getExtValue();
  return std::nullopt;
}

/// The parameter whose declarator comes next after a point behind the name.
static uint32_t parameterAt(const SourceManager &SM, clang::SourceLocation At,
                            clang::SourceLocation Name,
                            llvm::ArrayRef<ParmVarDecl *> Params) {
  clang::SourceLocation After = Name;
  for (auto [I, P] : llvm::enumerate(Params)) {
    if (!(Name < At) || !P)
      return ir::None;
    clang::SourceLocation End =
        SM.getExpansionRange(P->getSourceRange()).getEnd();
    if (After < At && At < End)
      return I;
    After = End;
  }
  return ir::None;
}

/// What stands between the previous declaration and the function's name, or
/// behind its parameters, is the function's; what stands in the parameter list
/// belongs to the parameter whose declarator comes next.
void Unit::annotate(const NamedDecl *D, clang::SourceLocation End,
                    llvm::ArrayRef<ParmVarDecl *> Params, llvm::StringRef From,
                    ir::Function &Out) {
  // Elsewhere than at file scope, or in a class, nobody annotates.
  auto Region = RegionStarts.find(D);
  if (Region == RegionStarts.end())
    return;
  clang::SourceLocation Begin = Region->second;
  bool IsFirst = Begin.isInvalid();
  if (IsFirst && End.isValid())
    Begin = SM.getLocForStartOfFile(SM.getFileID(End));
  if (Begin.isInvalid() || End.isInvalid() ||
      SM.getFileID(Begin) != SM.getFileID(End))
    return;
  SalScope Scope;
  Scope.FirstParam = Out.Params.size() - Params.size();
  for (auto [I, P] : llvm::enumerate(Params))
    if (P)
      Scope.Params.push_back(
          {P->getName(), Out.Params[Scope.FirstParam + I].Name});
    else
      Scope.Params.emplace_back();
  auto Constant = [&](llvm::StringRef Name) { return enumerator(Name); };
  Scope.ConstantOf = Constant;
  clang::SourceLocation Name = SM.getExpansionLoc(D->getLocation());
  for (const AnnotationLog::Entry &E :
       Options.Annotations->between(Begin, End)) {
    // What trails the previous declaration is that one's.
    llvm::StringRef Between(SM.getCharacterData(Begin),
                            SM.getFileOffset(E.Begin) -
                                SM.getFileOffset(Begin));
    if (AnnotationLog::isAssumption(E.Name) ||
        (!IsFirst && Between.find_first_of(";{}") == llvm::StringRef::npos))
      continue;
    uint32_t Param = parameterAt(SM, E.Begin, Name, Params);
    if (Param != ir::None)
      Param += Scope.FirstParam;
    for (const SalFact &Fact : readSal(E.Name, E.Text, Param, Scope)) {
      ir::Annotation A;
      A.Name = save(Fact.Name);
      for (const std::string &Arg : Fact.Args)
        A.Args.push_back(save(Arg));
      A.Param = Fact.Param;
      A.When = save(Fact.When);
      A.From = save(From);
      A.Loc = location(E.Begin);
      if (llvm::none_of(Out.Annotations,
                        [&](const ir::Annotation &B) { return A.repeats(B); }))
        Out.Annotations.push_back(std::move(A));
    }
  }
}

void Unit::annotate(const FunctionDecl *Redecl, ir::Function &Out) {
  // What is made of a template says what the template says.
  if (const FunctionDecl *Pattern = Redecl->getTemplateInstantiationPattern())
    Redecl = Pattern;
  if (!Options.Annotations || Out.Params.size() < Redecl->getNumParams())
    return;
  clang::SourceLocation End =
      SM.getExpansionRange(Redecl->getSourceRange()).getEnd();
  if (const Stmt *Body =
          Redecl->doesThisDeclarationHaveABody() ? Redecl->getBody() : nullptr)
    End = SM.getExpansionLoc(Body->getBeginLoc());
  else if (End.isValid()) // behind the parameters, up to the semicolon
    if (std::optional<Token> T =
            Lexer::findNextToken(End, SM, Context.getLangOpts()))
      End = endOfDeclarator(*T);
  annotate(Redecl, End, Redecl->parameters(), {}, Out);
}

/// typedef _IRQL_requires_max_(DISPATCH_LEVEL) VOID WORK(PVOID Context);
void Unit::annotate(const TypedefNameDecl *Type, ir::Function &Out) {
  TypeLoc Loc = Type->getTypeSourceInfo()->getTypeLoc();
  auto Function = Loc.IgnoreParens().getAs<FunctionTypeLoc>();
  if (!Options.Annotations || !Function ||
      Out.Params.size() < Function.getNumParams())
    return;
  clang::SourceLocation End =
      SM.getExpansionRange(Type->getSourceRange()).getEnd();
  if (std::optional<Token> T =
          Lexer::findNextToken(End, SM, Context.getLangOpts()))
    End = endOfDeclarator(*T);
  annotate(Type, End, Function.getParams(), Type->getName(), Out);
}

/// The function types that declare it: HW_INTERRUPT Isr; names HW_INTERRUPT,
/// and so do typedefs of typedefs.
void Unit::addRoleTypes(const FunctionDecl *Redecl, ir::Function &Out) {
  QualType T = Redecl->getTypeSourceInfo()
                   ? Redecl->getTypeSourceInfo()->getType()
                   : Redecl->getType();
  while (!T.isNull()) {
    if (const auto *Typedef = T->getAs<TypedefType>()) {
      llvm::StringRef Name = Typedef->getDecl()->getName();
      if (!llvm::is_contained(Out.RoleTypes, Name))
        Out.RoleTypes.push_back(save(Name));
      annotate(Typedef->getDecl(), Out);
      T = Typedef->getDecl()->getUnderlyingType();
      continue;
    }
    QualType Next = T.getSingleStepDesugaredType(Context);
    if (Next == T)
      return;
    T = Next;
  }
}

/// The semicolon (or brace) that ends a declarator, from a token behind it.
clang::SourceLocation Unit::endOfDeclarator(const Token &From) {
  Token T = From;
  for (unsigned Steps = 0; Steps < 256 && T.isNot(tok::semi) &&
                           T.isNot(tok::l_brace) && T.isNot(tok::eof);
       ++Steps) {
    std::optional<Token> Next =
        Lexer::findNextToken(T.getLocation(), SM, Context.getLangOpts());
    if (!Next)
      break;
    T = *Next;
  }
  return T.getLocation();
}

} // namespace miniport::frontend
