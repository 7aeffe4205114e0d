//===- Finally.cpp - __finally by way of copies ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Finally.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/StmtCXX.h"

namespace miniport::frontend {

using namespace clang;

/// Does this statement, or one in it, satisfy the predicate?
template <typename Predicate> static bool any(Stmt *Root, Predicate P) {
  llvm::SmallVector<Stmt *, 32> Work = {Root};
  while (!Work.empty()) {
    Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (P(S))
      return true;
    for (Stmt *Child : S->children())
      Work.push_back(Child);
  }
  return false;
}

FinallyRewriter::FinallyRewriter(ASTContext &Context, const FunctionDecl *F,
                                 bool Needed)
    : Context(Context), F(F) {
  if (Needed)
    rewriteChildren(F->getBody());
}

FinallyRewriter::~FinallyRewriter() {
  for (auto [Slot, Old] : llvm::reverse(Replaced))
    *Slot = Old;
}

void FinallyRewriter::replace(Stmt *&Slot, Stmt *New) {
  Replaced.push_back({&Slot, Slot});
  Slot = New;
}

CompoundStmt *FinallyRewriter::block(llvm::ArrayRef<Stmt *> Statements,
                                     clang::SourceLocation L) {
  return CompoundStmt::Create(Context, Statements, FPOptionsOverride(), L, L);
}

void FinallyRewriter::rewriteChildren(Stmt *S) {
  for (Stmt *&Child : S->children())
    if (Child && !isa<Expr>(Child))
      rewrite(Child);
}

llvm::SmallVector<Stmt *, 2> FinallyRewriter::leftBy(Stmt *Jump) const {
  llvm::SmallVector<Stmt *, 2> Left;
  auto *Goto = dyn_cast<GotoStmt>(Jump);
  for (const Frame &Frame : llvm::reverse(Frames)) {
    if (!Frame.Finally) {
      if (isa<BreakStmt>(Jump) || (isa<ContinueStmt>(Jump) && Frame.IsLoop))
        return Left;
      continue;
    }
    if (Goto && any(Frame.TryBody, [&](Stmt *S) {
          auto *Label = dyn_cast<LabelStmt>(S);
          return Label && Label->getDecl() == Goto->getLabel();
        }))
      return Left;
    Left.push_back(Frame.Finally);
  }
  return Left;
}

void FinallyRewriter::prepend(Stmt *&Slot, llvm::ArrayRef<Stmt *> First) {
  llvm::SmallVector<Stmt *, 4> All(First.begin(), First.end());
  All.push_back(Slot);
  replace(Slot, block(All, Slot->getBeginLoc()));
}

void FinallyRewriter::rewriteReturn(Stmt *&Slot, ReturnStmt *Return) {
  llvm::SmallVector<Stmt *, 2> Left = leftBy(Return);
  if (Left.empty())
    return;
  Expr *E = Return->getRetValue();
  if (!E || E->getType()->isVoidType() || E->isGLValue() ||
      E->isValueDependent() || E->isEvaluatable(Context))
    return prepend(Slot, Left);
  // The value is computed before the __finally body runs.
  clang::SourceLocation L = Return->getBeginLoc();
  QualType T = E->getType().getUnqualifiedType();
  auto *Result =
      VarDecl::Create(Context, const_cast<FunctionDecl *>(F), L, L,
                      &Context.Idents.get("result"), T,
                      Context.getTrivialTypeSourceInfo(T, L), SC_None);
  Result->setInit(E);
  auto *Declaration = new (Context) DeclStmt(DeclGroupRef(Result), L, L);
  Expr *Read = DeclRefExpr::Create(Context, NestedNameSpecifierLoc(), L, Result,
                                   false, L, T, VK_LValue);
  Read = ImplicitCastExpr::Create(Context, T, CK_LValueToRValue, Read, nullptr,
                                  VK_PRValue, FPOptionsOverride());
  llvm::SmallVector<Stmt *, 4> All = {Declaration};
  All.append(Left.begin(), Left.end());
  All.push_back(ReturnStmt::Create(Context, L, Read, nullptr));
  replace(Slot, block(All, L));
}

void FinallyRewriter::rewriteTry(Stmt *&Slot, SEHTryStmt *Try) {
  SEHFinallyStmt *Handler = Try->getFinallyHandler();
  if (!Handler)
    return rewriteChildren(Try);
  CompoundStmt *Finally = Handler->getBlock();
  if (any(Finally, [](Stmt *S) { return isa<LabelStmt>(S); }))
    Failure = "a label in a __finally block";
  Frames.push_back({Finally, Try->getTryBlock(), false});
  rewriteChildren(Try->getTryBlock());
  Frames.pop_back();
  rewriteChildren(Finally);
  clang::SourceLocation L = Handler->getBeginLoc();
  Expr *Filter = IntegerLiteral::Create(
      Context, llvm::APInt(Context.getIntWidth(Context.IntTy), 0),
      Context.IntTy, L);
  auto *Except = SEHExceptStmt::Create(Context, L, Filter, block({}, L));
  auto *Plain =
      SEHTryStmt::Create(Context, Try->getIsCXXTry(), Try->getTryLoc(),
                         Try->getTryBlock(), Except);
  replace(Slot, block({Plain, Finally}, Try->getBeginLoc()));
}

void FinallyRewriter::rewrite(Stmt *&Slot) {
  if (!Failure.empty())
    return;
  Stmt *S = Slot;
  if (auto *Try = dyn_cast<SEHTryStmt>(S))
    return rewriteTry(Slot, Try);
  if (auto *Return = dyn_cast<ReturnStmt>(S))
    return rewriteReturn(Slot, Return);
  if (isa<GotoStmt, BreakStmt, ContinueStmt>(S)) {
    llvm::SmallVector<Stmt *, 2> Left = leftBy(S);
    if (!Left.empty())
      prepend(Slot, Left);
    return;
  }
  bool IsLoop = isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
  if (IsLoop || isa<SwitchStmt>(S)) {
    Frames.push_back({nullptr, nullptr, IsLoop});
    rewriteChildren(S);
    Frames.pop_back();
    return;
  }
  // Declarations hold only expressions.
  if (!isa<DeclStmt, AsmStmt>(S))
    rewriteChildren(S);
}

} // namespace miniport::frontend
