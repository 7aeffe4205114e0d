//===- NtMakeText.h - The language of BUILD's files -------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// 'sources' and 'dirs' files are makefiles of macros and preprocessing
// directives, without rules: NAME=value, $(NAME), $(NAME:old=new), !include,
// !if and its kin, '#' for comments, a backslash at the end of a line that goes
// on.
// https://learn.microsoft.com/cpp/build/reference/nmake-reference
// https://learn.microsoft.com/windows-hardware/drivers/devtest (BUILD)
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_NTMAKETEXT_H
#define MINIPORT_PROJECTS_NTMAKETEXT_H

#include "projects/Plan.h"
#include "projects/WindowsPaths.h"
#include "llvm/ADT/StringMap.h"

namespace miniport::projects {

class NtMakeText {
public:
  /// Root: files beyond it are not included, if RootIsCertain.
  NtMakeText(llvm::StringRef Root, bool RootIsCertain, WindowsPaths &Paths)
      : Root(Root.str()), RootIsCertain(RootIsCertain), Paths(Paths) {}

  /// As if "Name=Value" stood in front.
  void define(llvm::StringRef Name, llvm::StringRef Value);
  /// Reads a file. Errors: it cannot be read, is no text, or has a directive
  /// that makes no sense; with file and line. An !include that is not there is
  /// a remark.
  llvm::Error read(llvm::StringRef File);

  /// A macro's value, expanded; empty if it has none. Names do not mind case.
  std::string value(llvm::StringRef Name) const;
  /// The same, at white space and semicolons.
  std::vector<std::string> words(llvm::StringRef Name) const;
  std::string expand(llvm::StringRef Text) const;

  /// Beyond the checkout, where that is certain.
  bool isOutside(llvm::StringRef Path) const {
    return RootIsCertain && !isWithin(Path, Root);
  }
  llvm::ArrayRef<Remark> remarks() const { return Remarks; }

private:
  struct Place {
    std::string File;
    unsigned Line = 0;
  };
  llvm::Error wrong(const Place &At, const llvm::Twine &Message) const;
  llvm::Error line(llvm::StringRef Line, const Place &At, unsigned Depth);
  llvm::Error directive(llvm::StringRef Line, const Place &At, unsigned Depth);
  llvm::Error include(llvm::StringRef Name, const Place &At, unsigned Depth);
  llvm::Error read(llvm::StringRef File, unsigned Depth);
  bool isActive() const;
  std::string expand(llvm::StringRef Text, unsigned Depth) const;

  /// One !if that is open.
  struct Branch {
    bool IsTaken = false; ///< the lines at hand
    bool WasTaken = false;
  };
  std::string Root;
  bool RootIsCertain;
  WindowsPaths &Paths;
  llvm::StringMap<std::string> Macros; ///< by lower-case name, unexpanded
  std::vector<Branch> Branches;
  std::vector<Remark> Remarks;
};

/// The value of an expression of !if, with macros expanded: numbers, "strings",
/// comparisons, &&, ||, !, brackets, defined(NAME), exist(path). Nothing if it
/// is none.
std::optional<bool>
evaluateNtCondition(llvm::StringRef Text,
                    llvm::function_ref<bool(llvm::StringRef)> IsDefined,
                    llvm::function_ref<bool(llvm::StringRef)> Exists);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_NTMAKETEXT_H
