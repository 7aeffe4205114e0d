//===- SourceCommand.h - How one source is compiled -------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_SOURCECOMMAND_H
#define MINIPORT_PROJECTS_SOURCECOMMAND_H

#include <string>
#include <vector>

namespace miniport::projects {

/// How one source is compiled.
struct SourceCommand {
  std::string File;      ///< as the database, project or user names it
  std::string Directory; ///< what relative paths are relative to; may be empty
  /// The compiler (whose name tells the flags' dialect: cl, clang-cl, clang,
  /// gcc, ...), then its flags. May, but need not, name the file.
  std::vector<std::string> Arguments;
  /// Trace functions of the WPP preprocessor, as its -func option takes them:
  /// "TraceEvents(LEVEL,FLAGS,MSG,...)".
  std::vector<std::string> WppFunctions;
  /// Files that it is told to scan for its configuration, whether or not the
  /// source includes them; absolute.
  std::vector<std::string> WppScanned;

  friend bool operator==(const SourceCommand &A, const SourceCommand &B) {
    return A.File == B.File && A.Directory == B.Directory &&
           A.Arguments == B.Arguments && A.WppFunctions == B.WppFunctions &&
           A.WppScanned == B.WppScanned;
  }
};

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_SOURCECOMMAND_H
