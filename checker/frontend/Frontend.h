//===- Frontend.h - From a Clang AST to driver IR ---------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// lower() turns a parsed translation unit into an ir::Module. What is lowered:
//
//   * every function defined in the main file, and every non-inline function
//     defined in a file that is not a system header;
//   * header functions (static, inline, methods, instantiations) that these
//     use, directly or not;
//   * small inline functions of system headers, if used and not known to the
//     rule base; a known routine is a declaration, whatever its header does;
//   * the globals these use, and those defined in the main file.
//
// Control flow is clang::CFG's. __finally blocks are copied to every exit of
// their __try body first, because the CFG has no form for them. The AST is as
// it was when lower() returns.
//
// Nothing is dropped in silence. A function that could not be lowered has the
// reason in Function::Degraded, and what its body names in DegradedCalls.
//
// Aggregates: assignment and initialisation are copy, zero and store. Where a
// structure is a value (returned, or passed), it is a register of aggregate
// type, loaded from and stored to a place like any other.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FRONTEND_FRONTEND_H
#define MINIPORT_FRONTEND_FRONTEND_H

#include "frontend/Annotations.h"
#include "frontend/SourceMap.h"
#include "ir/IR.h"
#include "clang/Basic/SourceLocation.h"
#include <functional>
#include <memory>
#include <vector>

namespace clang {
class ASTContext;
} // namespace clang

namespace miniport::frontend {

struct LowerOptions {
  /// Is this a routine of the rule base? Its body, if a header has one, is not
  /// entered: the rule is the better description. Absent: none is.
  std::function<bool(llvm::StringRef)> IsKnownRoutine;
  /// The SAL annotations seen by the preprocessor; may be null.
  const AnnotationLog *Annotations = nullptr;
  /// Told where the module's places lie; may be null.
  SourceMap *Places = nullptr;
  /// Where Clang reported errors, sorted. A function in which a statement was
  /// lost at one of these is degraded.
  std::vector<clang::SourceLocation> Errors;
};

/// Lowers the translation unit. Never fails: what cannot be expressed is opaque
/// or degraded. The module refers to nothing of the AST.
std::unique_ptr<ir::Module> lower(clang::ASTContext &Context,
                                  const LowerOptions &Options);

} // namespace miniport::frontend

#endif // MINIPORT_FRONTEND_FRONTEND_H
