//===- MSBuildText.h - The language inside MSBuild's attributes -*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// $(Property), $(Property.Function(...)), $([Type]::Function(...)),
// %(Metadata), @(Item->'transform', 'separator'), %XX escapes, and conditions.
//
// Values are kept escaped, as MSBuild keeps them, and unescaped where they are
// used. After the public documents "MSBuild properties", "Property functions",
// "MSBuild conditions", "MSBuild special characters" (learn.microsoft.com).
// What is not known is a remark, never an error: a property function then
// leaves its value as it was, a static one is empty, a condition is false.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_MSBUILDTEXT_H
#define MINIPORT_PROJECTS_MSBUILDTEXT_H

#include "projects/WindowsPaths.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Twine.h"

namespace miniport::projects {

/// What names mean at one place of a project.
class MSBuildScope {
public:
  virtual ~MSBuildScope() = default;
  /// Escaped; empty if there is none.
  virtual std::string property(llvm::StringRef Name) = 0;
  /// %(Name) or %(Type.Name), Type then not empty. Nothing where metadata have
  /// no meaning: the text stays.
  virtual std::optional<std::string> metadata(llvm::StringRef Type,
                                              llvm::StringRef Name) = 0;
  /// The items of a type, each by Transform, or their names without one.
  virtual std::vector<std::string>
  items(llvm::StringRef Type, std::optional<llvm::StringRef> Transform) = 0;
  /// What relative paths in conditions and functions are relative to: the
  /// project's folder.
  virtual std::string folder() = 0;
  virtual WindowsPaths &paths() = 0;
  /// The folder that searches upwards stop at.
  virtual std::string root() = 0;
  virtual void remark(const llvm::Twine &Text) = 0;
  /// Called for each value made; false when there were too many, or too long.
  virtual bool spend(size_t Characters) = 0;
};

/// Text with everything in it replaced. Still escaped.
std::string expand(llvm::StringRef Text, MSBuildScope &Scope);

/// Is the condition true? An empty one is. Malformed ones are false, with a
/// remark.
bool holds(llvm::StringRef Condition, MSBuildScope &Scope);

std::string unescape(llvm::StringRef Text);
std::string escape(llvm::StringRef Text);

/// The position behind the ')' that belongs to the '(' before Text[From], with
/// regard to quotes; npos if there is none.
size_t behindParenthesis(llvm::StringRef Text, size_t From);

/// A list's entries: at semicolons outside of $(), @() and %(); trimmed,
/// without empty ones.
std::vector<llvm::StringRef> splitList(llvm::StringRef Text);

/// The same, each unescaped.
std::vector<std::string> unescapedList(llvm::StringRef Escaped);

/// The body of a $(...) that is more than a name. For expand().
std::string evaluateFunction(llvm::StringRef Body, MSBuildScope &Scope);

/// A value for [Type]::Name(Arguments), unescaped; nothing if unknown.
std::optional<std::string> callStatic(llvm::StringRef Type,
                                      llvm::StringRef Name,
                                      llvm::ArrayRef<std::string> Arguments,
                                      MSBuildScope &Scope);

/// A version as numbers, "v10.0" and "10" too; nothing if it is none.
std::optional<std::vector<unsigned>> parseVersion(llvm::StringRef Text);
/// -1, 0, 1; missing parts are 0.
int compareVersions(llvm::ArrayRef<unsigned> A, llvm::ArrayRef<unsigned> B);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_MSBUILDTEXT_H
