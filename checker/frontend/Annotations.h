//===- Annotations.h - SAL, as the preprocessor sees it ---------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Under Clang the SAL macros expand to nothing, so only the preprocessor ever
// sees them. An AnnotationLog, hung onto a Preprocessor before it starts,
// records the ones that speak of IRQL, locks and roles, also where a macro of
// the driver's stands for them. Which function they belong to is decided by
// position, in lower(); what they come to, in Sal.h.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FRONTEND_ANNOTATIONS_H
#define MINIPORT_FRONTEND_ANNOTATIONS_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace clang {
class PPCallbacks;
class Preprocessor;
class SourceManager;
} // namespace clang

namespace miniport::frontend {

class AnnotationLog {
public:
  struct Entry {
    clang::SourceLocation Begin, End; ///< in the file: of the outermost macro
    std::string Name;                 ///< _IRQL_requires_max_
    /// What stands between the parentheses, white space normalised, and macros
    /// that stand for a constant or an expression replaced.
    std::string Text;
  };

  /// Callbacks that write to this log, for Preprocessor::addPPCallbacks. The
  /// log must outlive the preprocessor.
  std::unique_ptr<clang::PPCallbacks> callbacks(clang::Preprocessor &PP);

  /// Entries between two points of one file (Begin included, End not), in
  /// order. Both points are file locations.
  llvm::ArrayRef<Entry> between(clang::SourceLocation Begin,
                                clang::SourceLocation End) const;

  /// Does this macro's name belong in the log?
  static bool isAnnotation(llvm::StringRef Name);
  /// _Analysis_assume_lock_held_ and its kin, and _IRQL_limited_to_: a
  /// statement, not a declaration.
  static bool isAssumption(llvm::StringRef Name);

  void add(Entry E) {
    Entries.push_back(std::move(E));
    Sorted = false;
  }

private:
  /// By position once someone asks. (Text order is not it: what an #include
  /// brings lies behind the rest of the including file.)
  mutable std::vector<Entry> Entries;
  mutable bool Sorted = true;
};

} // namespace miniport::frontend

#endif // MINIPORT_FRONTEND_ANNOTATIONS_H
