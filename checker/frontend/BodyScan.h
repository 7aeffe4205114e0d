//===- BodyScan.h - What must be known of a body beforehand -----*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FRONTEND_BODYSCAN_H
#define MINIPORT_FRONTEND_BODYSCAN_H

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace miniport::frontend {

/// One walk over a body, without recursion, however deep it nests.
struct BodyScan {
  /// Parameters used otherwise than by reading them: they need a slot.
  llvm::DenseSet<const clang::VarDecl *> Changed;
  /// What the body names, in order of appearance.
  std::vector<const clang::FunctionDecl *> Named;
  unsigned Depth = 0;      ///< deepest nesting of statements and expressions
  bool HasFinally = false; ///< a __try with __finally
  bool HasAsmJump = false; ///< MSVC assembly that may leave its statement
  /// Of the errors given, the first that lost a whole statement.
  clang::SourceLocation Lost;
};

/// Errors: where Clang reported errors, as file locations, sorted.
BodyScan scanBody(const clang::FunctionDecl *F, clang::ASTContext &Context,
                  llvm::ArrayRef<clang::SourceLocation> Errors);

} // namespace miniport::frontend

#endif // MINIPORT_FRONTEND_BODYSCAN_H
