//===- BodyScan.cpp - What must be known of a body beforehand -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyScan.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

namespace miniport::frontend {

using namespace clang;

/// A statement that is nothing but the statements in it: an error that lies in
/// it, and in none of these, has cost one of them.
static bool isOnlyStructure(const Stmt *S) {
  return isa<CompoundStmt, IfStmt, WhileStmt, DoStmt, ForStmt, SwitchStmt,
             SwitchCase, LabelStmt, AttributedStmt, SEHTryStmt, SEHExceptStmt,
             SEHFinallyStmt, CXXTryStmt, CXXCatchStmt, CXXForRangeStmt,
             StmtExpr, NullStmt>(S);
}

/// MSVC assembly with a jump or a call in it: control that no CFG shows.
static bool mayJump(const MSAsmStmt *S) {
  llvm::SmallVector<llvm::StringRef, 8> Lines;
  S->getAsmString().split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    llvm::StringRef Word = Line.trim().take_while(llvm::isAlpha);
    if (Word.starts_with_insensitive("j") ||
        Word.starts_with_insensitive("ret") ||
        Word.starts_with_insensitive("iret"))
      return true;
  }
  return false;
}

namespace {

class Walk {
public:
  Walk(ASTContext &Context, BodyScan &Scan,
       std::vector<clang::SourceLocation> Pending)
      : Context(Context), SM(Context.getSourceManager()), Scan(Scan),
        Pending(std::move(Pending)) {}

  void run(const Stmt *Body);

private:
  struct Item {
    const Stmt *S;
    unsigned Depth;
    bool IsRead; ///< directly below an lvalue-to-rvalue conversion
  };

  void visit(Item I);
  void push(const Stmt *S, unsigned Depth, bool IsRead = false) {
    if (S)
      Stack.push_back({S, Depth, IsRead});
  }
  void accountForErrors(const Stmt *S);

  ASTContext &Context;
  const SourceManager &SM;
  BodyScan &Scan;
  std::vector<clang::SourceLocation> Pending;
  llvm::SmallVector<Item, 64> Stack;
  llvm::DenseSet<const FunctionDecl *> Seen;
};

void Walk::accountForErrors(const Stmt *S) {
  if (Pending.empty() || isOnlyStructure(S))
    return;
  CharSourceRange R = SM.getExpansionRange(S->getSourceRange());
  clang::SourceLocation End =
      Lexer::getLocForEndOfToken(R.getEnd(), 0, SM, Context.getLangOpts());
  llvm::erase_if(Pending, [&](clang::SourceLocation E) {
    return !(E < R.getBegin()) && !(End < E);
  });
}

void Walk::visit(Item I) {
  Scan.Depth = std::max(Scan.Depth, I.Depth);
  accountForErrors(I.S);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(I.S)) {
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl())) {
      if (Seen.insert(F).second)
        Scan.Named.push_back(F);
    } else if (const auto *P = dyn_cast<ParmVarDecl>(Ref->getDecl());
               P && !I.IsRead && !P->getType()->isReferenceType()) {
      Scan.Changed.insert(P);
    }
    return;
  }
  if (const auto *Try = dyn_cast<SEHTryStmt>(I.S);
      Try && Try->getFinallyHandler())
    Scan.HasFinally = true;
  if (const auto *Asm = dyn_cast<MSAsmStmt>(I.S))
    Scan.HasAsmJump |= mayJump(Asm);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(I.S))
    if (Seen.insert(Construct->getConstructor()).second)
      Scan.Named.push_back(Construct->getConstructor());
  bool IsRead = false;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(I.S))
    IsRead = Cast->getCastKind() == CK_LValueToRValue &&
             !Cast->getType()->isRecordType();
  if (isa<ParenExpr>(I.S))
    IsRead = I.IsRead;
  // Children in reverse, so that the stack gives them in order.
  llvm::SmallVector<const Stmt *, 16> Children;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(I.S))
    Children.append(Lambda->capture_init_begin(), Lambda->capture_init_end());
  else
    for (const Stmt *Child : I.S->children())
      Children.push_back(Child);
  for (const Stmt *Child : llvm::reverse(Children))
    push(Child, I.Depth + 1, IsRead);
}

void Walk::run(const Stmt *Body) {
  push(Body, 0);
  while (!Stack.empty())
    visit(Stack.pop_back_val());
  if (!Pending.empty())
    Scan.Lost = Pending.front();
}

} // namespace

BodyScan scanBody(const FunctionDecl *F, ASTContext &Context,
                  llvm::ArrayRef<clang::SourceLocation> Errors) {
  BodyScan Scan;
  const Stmt *Body = F->getBody();
  if (!Body)
    return Scan;
  const SourceManager &SM = Context.getSourceManager();
  CharSourceRange R = SM.getExpansionRange(Body->getSourceRange());
  auto First = llvm::lower_bound(Errors, R.getBegin());
  auto Last = First;
  while (Last != Errors.end() && !(R.getEnd() < *Last))
    ++Last;
  Walk W(Context, Scan, std::vector<clang::SourceLocation>(First, Last));
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(F))
    for (const CXXCtorInitializer *I : Constructor->inits())
      if (I->getInit())
        W.run(I->getInit());
  W.run(Body);
  return Scan;
}

} // namespace miniport::frontend
