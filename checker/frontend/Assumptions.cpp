//===- Assumptions.cpp - Statements of SAL in bodies ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AssumptionMarks.h"
#include "FunctionLowering.h"
#include "Sal.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

namespace miniport::frontend {

using namespace clang;
using ir::Value;

//===----------------------------------------------------------------------===//
// In bodies
//===----------------------------------------------------------------------===//

AssumptionMarks::AssumptionMarks(ASTContext &Context, const FunctionDecl *F,
                                 const AnnotationLog *Log)
    : Context(Context) {
  if (!Log)
    return;
  const SourceManager &SM = Context.getSourceManager();
  SourceRange Body = F->getBody()->getSourceRange();
  for (const AnnotationLog::Entry &E :
       Log->between(SM.getExpansionLoc(Body.getBegin()),
                    SM.getExpansionLoc(Body.getEnd())))
    if (AnnotationLog::isAssumption(E.Name))
      Entries.push_back(&E);
  if (!Entries.empty())
    mark(F->getBody());
}

AssumptionMarks::~AssumptionMarks() {
  for (auto [Slot, Old] : llvm::reverse(Replaced))
    *Slot = Old;
}

/// The entry that the empty statement is all that is left of.
const AnnotationLog::Entry *AssumptionMarks::entryOf(const NullStmt *S) const {
  const SourceManager &SM = Context.getSourceManager();
  clang::SourceLocation Semicolon = SM.getExpansionLoc(S->getSemiLoc());
  for (const AnnotationLog::Entry *E : Entries) {
    if (E->Begin == Semicolon) // in another macro
      return E;
    clang::SourceLocation End =
        Lexer::getLocForEndOfToken(E->End, 0, SM, Context.getLangOpts());
    if (End.isInvalid() || Semicolon < End ||
        SM.getFileID(End) != SM.getFileID(Semicolon))
      continue;
    llvm::StringRef Between(SM.getCharacterData(End),
                            SM.getFileOffset(Semicolon) -
                                SM.getFileOffset(End));
    if (llvm::all_of(Between, llvm::isSpace))
      return E;
  }
  return nullptr;
}

void AssumptionMarks::mark(Stmt *Root) {
  llvm::SmallVector<Stmt *, 32> Work = {Root};
  while (!Work.empty()) {
    Stmt *S = Work.pop_back_val();
    for (Stmt *&Child : S->children()) {
      if (!Child)
        continue;
      Work.push_back(Child);
      auto *Null = dyn_cast<NullStmt>(Child);
      const AnnotationLog::Entry *E = Null ? entryOf(Null) : nullptr;
      if (!E)
        continue;
      llvm::erase(Entries, E);
      Replaced.push_back({&Child, Child});
      Child = IntegerLiteral::Create(Context, llvm::APInt(32, 0), Context.IntTy,
                                     Null->getSemiLoc());
      Marks[Child] = E;
    }
  }
}

/// Those without a semicolon are stated before what comes next in the source.
void FunctionLowering::planAssumptions(const AssumptionMarks &Marks) {
  const SourceManager &SM = U.sources();
  for (auto [Mark, E] : Marks.marks())
    AssumptionsBefore[Mark].push_back(E);
  for (const AnnotationLog::Entry *E : Marks.unmarked()) {
    const Stmt *Next = nullptr;
    clang::SourceLocation NextLoc;
    for (const CFGBlock *B : *Graph)
      for (const CFGElement &Element : *B) {
        auto S = Element.getAs<CFGStmt>();
        if (!S)
          continue;
        clang::SourceLocation L =
            SM.getExpansionLoc(S->getStmt()->getBeginLoc());
        if (E->Begin < L && (!Next || L < NextLoc)) {
          Next = S->getStmt();
          NextLoc = L;
        }
      }
    if (Next)
      AssumptionsBefore[Next].push_back(E);
  }
}

const VarDecl *FunctionLowering::lookUp(llvm::StringRef Name) {
  for (const ParmVarDecl *P : F->parameters())
    if (P->getName() == Name)
      return P;
  // Of locals with one name, the one declared last: which is in scope, the
  // macro's text alone does not say. Positions make the choice deterministic.
  const VarDecl *Found = nullptr;
  for (const auto &[V, Slot] : LocalOf)
    if (V->getName() == Name &&
        (!Found || Found->getLocation() < V->getLocation()))
      Found = V;
  if (Found)
    return Found;
  auto Known = Context.Idents.find(Name);
  if (Known == Context.Idents.end())
    return nullptr;
  for (const NamedDecl *D :
       Context.getTranslationUnitDecl()->lookup(Known->second))
    if (const auto *V = dyn_cast<VarDecl>(D))
      return V;
  return nullptr;
}

/// Reads '&a->b.c', 'a.b', '*a' and the like; the result is the address of the
/// lock. Anything more gives nothing.
std::optional<Value> FunctionLowering::annotatedLock(llvm::StringRef Text) {
  Text = Text.trim();
  while (Text.starts_with("(") && Text.ends_with(")"))
    Text = Text.drop_front().drop_back().trim();
  bool TakesAddress = Text.consume_front("&");
  bool Dereferences = !TakesAddress && Text.consume_front("*");
  auto Word = [&] {
    Text = Text.ltrim();
    llvm::StringRef W =
        Text.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    Text = Text.drop_front(W.size()).ltrim();
    return W;
  };
  const VarDecl *V = lookUp(Word());
  if (!V)
    return std::nullopt;
  Lowered L = variable(V, V->getLocation());
  QualType T = V->getType().getNonReferenceType();
  while (!Text.empty()) {
    bool Arrow = Text.consume_front("->");
    if (!Arrow && !Text.consume_front("."))
      return std::nullopt;
    ir::Place P;
    if (Arrow) {
      if (!T->isPointerType())
        return std::nullopt;
      Value Pointer = L.Kind == Lowered::Parameter ? L.V : load(L.P, T);
      P = place(Pointer);
      T = T->getPointeeType();
    } else {
      P = placeOf(L, T);
    }
    const RecordDecl *R = T->getAsRecordDecl();
    R = R ? R->getDefinition() : nullptr;
    auto Known = Context.Idents.find(Word());
    if (!R || Known == Context.Idents.end())
      return std::nullopt;
    const NamedDecl *Member = nullptr;
    for (const NamedDecl *D : R->lookup(Known->second))
      Member = D;
    llvm::SmallVector<const FieldDecl *, 2> Path;
    if (const auto *Field = dyn_cast_or_null<FieldDecl>(Member))
      Path.push_back(Field);
    else if (const auto *Indirect = dyn_cast_or_null<IndirectFieldDecl>(Member))
      for (const NamedDecl *Part : Indirect->chain())
        Path.push_back(cast<FieldDecl>(Part));
    if (Path.empty())
      return std::nullopt;
    for (const FieldDecl *Field : Path) {
      std::optional<ir::Step> Step = U.fieldStep(Field);
      if (!Step)
        return std::nullopt;
      P.Steps.push_back(*Step);
      T = Field->getType();
    }
    L = Lowered::object(P);
  }
  if (Dereferences || (T->isPointerType() && !TakesAddress))
    return L.Kind == Lowered::Parameter ? L.V : load(L.P, T);
  return addressOf(placeOf(L, T));
}

void FunctionLowering::assumption(const AnnotationLog::Entry &E) {
  at(E.Begin);
  llvm::SmallVector<Value, 2> Args;
  if (E.Name == "_IRQL_limited_to_") {
    auto Level = levelValue(
        E.Text, [&](llvm::StringRef Name) { return U.enumerator(Name); });
    if (!Level || *Level < 0 || *Level > UINT8_MAX)
      return;
    Args.push_back(Value::integer(*Level, ir::Type::makeInt(8, false)));
  } else {
    for (llvm::StringRef Arg : splitArguments(E.Text))
      if (std::optional<Value> V = annotatedLock(Arg))
        Args.push_back(*V);
  }
  uint32_t Callee = U.pseudoFunction(E.Name, ir::Type::makeVoid());
  emitCall(Value::function(Callee), Args, ir::Type::makeVoid(), nullptr);
  Blocks[Current].Instructions.back().setText(
      U.text(SourceRange(E.Begin, E.End)));
}

} // namespace miniport::frontend
