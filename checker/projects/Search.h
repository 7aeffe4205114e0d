//===- Search.h - What a folder holds that says how to build ----*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_SEARCH_H
#define MINIPORT_PROJECTS_SEARCH_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace miniport::projects {

/// What a file is to planBuild(), by its name.
enum class TreeFile : uint8_t {
  None,
  Solution,    ///< .sln, .slnx
  Project,     ///< .vcxproj
  NtBuild,     ///< sources, dirs
  Database,    ///< compile_commands.json
  TrackingLog, ///< CL.command.1.tlog
  Source,      ///< .c, .cpp, ...
  Header       ///< .h, .hpp, .inl
};
TreeFile classify(llvm::StringRef Path);

/// Paths below a folder, in byte order of the paths.
struct TreeFiles {
  std::vector<std::string> Solutions, Projects, NtBuilds, Databases,
      TrackingLogs, Sources, Headers;
  /// The search ended early: so many names were seen, or so deep a folder.
  bool Incomplete = false;
};

/// Looks through a folder. Links to folders are not followed; neither what
/// version control and package managers keep for themselves. At most 200,000
/// names, 64 levels deep. Folders that cannot be read are empty.
TreeFiles searchTree(llvm::StringRef Folder);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_SEARCH_H
