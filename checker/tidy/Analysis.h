//===- Analysis.h - One translation unit through the pipeline ---*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the checks of one clang-tidy run over one translation unit share: Clang
// has parsed it already, so the AST goes to the front end, and the module to
// the same pipeline that the command uses. However many checks are on, this
// happens once.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TIDY_ANALYSIS_H
#define MINIPORT_TIDY_ANALYSIS_H

#include "checks/Finding.h"
#include "facts/CheckTable.h"
#include "frontend/Annotations.h"
#include "frontend/SourceMap.h"
#include "tidy/ErrorPlaces.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class Preprocessor;
} // namespace clang

namespace miniport::tidy {

class Analysis {
public:
  /// Has this check run, with these options ("Key" -> value).
  void enable(const facts::CheckInfo &Check,
              const std::map<std::string, std::string> &Options);
  /// Listens to annotations and errors. Before parsing; later calls for the
  /// same unit do nothing.
  void watch(clang::Preprocessor &PP);

  /// The findings of all enabled checks, in the order of the command's reports;
  /// from the second call on, without any work. None if Clang had more to say
  /// after a fatal error (a header that is not there, too many errors) and kept
  /// it to itself: any function might be half a function.
  llvm::ArrayRef<Finding> findings(clang::ASTContext &Context);
  /// Where a finding or note of these lies. May be invalid.
  clang::SourceLocation find(const ir::SourceLocation &Where,
                             const clang::ASTContext &Context) const;

private:
  std::vector<Finding> analyse(clang::ASTContext &Context);

  std::map<std::string, std::string> Options; ///< "check.Key" -> value
  std::vector<const facts::CheckInfo *> Checks;
  frontend::AnnotationLog Annotations;
  std::unique_ptr<ErrorPlaces> Errors;
  frontend::SourceMap Places;
  std::optional<std::vector<Finding>> Findings;
};

} // namespace miniport::tidy

#endif // MINIPORT_TIDY_ANALYSIS_H
