//===- IncludeLog.h - Includes that nothing answers to ----------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_INCLUDELOG_H
#define MINIPORT_INTAKE_INCLUDELOG_H

#include "ir/IR.h"
#include "clang/Lex/PPCallbacks.h"
#include <memory>
#include <vector>

namespace clang {
class SourceManager;
} // namespace clang

namespace miniport::intake {

/// Call-backs that let the preprocessor pass over what is not there, and keep
/// it in Missing: each name once. SM and Missing must outlive the preprocessor.
std::unique_ptr<clang::PPCallbacks>
logMissingIncludes(const clang::SourceManager &SM,
                   std::vector<ir::MissingInclude> &Missing);

/// Is it, by its name, made by a build: a trace header, a version, resources?
bool isGeneratedHeader(llvm::StringRef Name);

} // namespace miniport::intake

#endif // MINIPORT_INTAKE_INCLUDELOG_H
