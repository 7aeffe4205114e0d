//===- Finally.h - __finally by way of copies -------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang builds no CFG for a function with __finally. Here
//
//   __try { ... return e; ... } __finally { F }
//
// becomes, for as long as a FinallyRewriter lives,
//
//   { __try { ... { T result = e; F return result; } ... }
//     __except (0) {} F }
//
// and likewise for goto, break and continue that leave the body. __leave ends
// at the try's own end and so needs nothing. F is shared, not copied: the CFG
// makes new blocks at each place where it stands.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FRONTEND_FINALLY_H
#define MINIPORT_FRONTEND_FINALLY_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include <string>
#include <vector>

namespace miniport::frontend {

class FinallyRewriter {
public:
  /// Does nothing unless Needed.
  FinallyRewriter(clang::ASTContext &Context, const clang::FunctionDecl *F,
                  bool Needed);
  /// Puts the body back as it was.
  ~FinallyRewriter();
  FinallyRewriter(const FinallyRewriter &) = delete;
  FinallyRewriter &operator=(const FinallyRewriter &) = delete;

  /// Why it could not be done; empty if it could.
  llvm::StringRef failure() const { return Failure; }

private:
  struct Frame {
    clang::Stmt *Finally = nullptr; ///< or, if null, a loop or switch
    clang::Stmt *TryBody = nullptr;
    bool IsLoop = false;
  };

  void rewrite(clang::Stmt *&Slot);
  void rewriteChildren(clang::Stmt *S);
  void rewriteTry(clang::Stmt *&Slot, clang::SEHTryStmt *Try);
  void rewriteReturn(clang::Stmt *&Slot, clang::ReturnStmt *Return);
  /// The frames that a jump leaves, innermost first, then the jump.
  void prepend(clang::Stmt *&Slot, llvm::ArrayRef<clang::Stmt *> First);
  llvm::SmallVector<clang::Stmt *, 2> leftBy(clang::Stmt *Jump) const;
  void replace(clang::Stmt *&Slot, clang::Stmt *New);
  clang::CompoundStmt *block(llvm::ArrayRef<clang::Stmt *> Statements,
                             clang::SourceLocation L);

  clang::ASTContext &Context;
  const clang::FunctionDecl *F;
  std::vector<Frame> Frames;
  std::vector<std::pair<clang::Stmt **, clang::Stmt *>> Replaced;
  std::string Failure;
};

} // namespace miniport::frontend

#endif // MINIPORT_FRONTEND_FINALLY_H
