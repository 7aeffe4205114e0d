//===- Relocation.h - Paths of another machine ------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a build recorded on Windows names files by where they lay there:
// C:\build\tree\src\isr.c. The same tree lies elsewhere here. The folder that
// has become another is told by the files: the longest end that a recorded path
// and a file here have in common, as most of them have it.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_RELOCATION_H
#define MINIPORT_PROJECTS_RELOCATION_H

#include "projects/SourceCommand.h"
#include "projects/WindowsPaths.h"

namespace miniport::projects {

/// "C:\x", "C:/x" or "\\server\x".
bool isWindowsAbsolute(llvm::StringRef Path);

class Relocation {
public:
  explicit Relocation(WindowsPaths &Paths) : Paths(Paths) {}

  /// Learns from recorded paths of sources, and the sources that are here.
  void learn(llvm::ArrayRef<std::string> Recorded,
             llvm::ArrayRef<std::string> Here);
  /// Where the recorded path lies here, as on disk; the path itself if it is of
  /// another folder, or was none of Windows'.
  std::string map(llvm::StringRef Recorded) const;
  /// Maps file, folder, and every path that an argument has.
  void map(SourceCommand &Command) const;

private:
  std::string mapArgument(llvm::StringRef Argument) const;

  WindowsPaths &Paths;
  std::string From, To; ///< folders, with slashes
};

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_RELOCATION_H
