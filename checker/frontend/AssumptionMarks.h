//===- AssumptionMarks.h - Where a body speaks of locks ---------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// _Analysis_assume_lock_held_(x); leaves an empty statement behind, and the CFG
// leaves that out. For as long as an AssumptionMarks lives, a number stands in
// its place, which the CFG has as an element.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FRONTEND_ASSUMPTIONMARKS_H
#define MINIPORT_FRONTEND_ASSUMPTIONMARKS_H

#include "frontend/Annotations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/MapVector.h"

namespace miniport::frontend {

class AssumptionMarks {
public:
  AssumptionMarks(clang::ASTContext &Context, const clang::FunctionDecl *F,
                  const AnnotationLog *Log);
  /// Puts the body back as it was.
  ~AssumptionMarks();
  AssumptionMarks(const AssumptionMarks &) = delete;
  AssumptionMarks &operator=(const AssumptionMarks &) = delete;

  using MarkMap =
      llvm::MapVector<const clang::Stmt *, const AnnotationLog::Entry *>;
  const MarkMap &marks() const { return Marks; }
  /// Entries that have no statement of their own.
  llvm::ArrayRef<const AnnotationLog::Entry *> unmarked() const {
    return Entries;
  }

private:
  void mark(clang::Stmt *Root);
  const AnnotationLog::Entry *entryOf(const clang::NullStmt *S) const;

  clang::ASTContext &Context;
  std::vector<const AnnotationLog::Entry *> Entries;
  std::vector<std::pair<clang::Stmt **, clang::Stmt *>> Replaced;
  MarkMap Marks;
};

} // namespace miniport::frontend

#endif // MINIPORT_FRONTEND_ASSUMPTIONMARKS_H
