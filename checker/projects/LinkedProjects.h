//===- LinkedProjects.h - Libraries of a project given alone ----*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A driver may link a library's project without a word of it in its own file:
// the solution that both are in says so, or it names the library's file and the
// folder that the other project puts it in.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_LINKEDPROJECTS_H
#define MINIPORT_PROJECTS_LINKEDPROJECTS_H

#include "projects/VisualStudio.h"

namespace miniport::projects {

/// What the solutions that name a project say of it.
struct SolutionsOf {
  std::string Nearest;                ///< the file; empty: none names it
  std::vector<std::string> DependsOn; ///< projects that are there
};

/// Looks for solutions in File's folder and above, up to Root. Those that
/// cannot be read are passed over.
SolutionsOf solutionsOf(llvm::StringRef File, llvm::StringRef Root,
                        WindowsPaths &Paths);

/// Projects of static libraries whose output has the name of one of Libraries,
/// in the folders that those are searched in: the libraries' own, or Folders;
/// of a folder that a build would make, the nearest above it that is there.
std::vector<std::string> libraryProjects(const Project &P,
                                         llvm::ArrayRef<std::string> Folders,
                                         llvm::StringRef SolutionDir,
                                         llvm::StringRef Root,
                                         MSBuildFiles &Files);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_LINKEDPROJECTS_H
