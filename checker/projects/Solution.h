//===- Solution.h - What a .sln or .slnx says -------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_SOLUTION_H
#define MINIPORT_PROJECTS_SOLUTION_H

#include "projects/Plan.h"

namespace miniport::projects {

/// A solution as it is written: nothing of it is looked up on disk.
struct Solution {
  struct Mapping {
    Variant Of;    ///< the solution's
    Variant Built; ///< the project's
    bool IsBuilt = false;
  };
  struct Member {
    std::string Id;   ///< lower-case GUID, or the path in a .slnx
    std::string Path; ///< relative to the solution's folder
    unsigned Line = 0;
    std::vector<std::string> DependsOn; ///< ids
    std::vector<Mapping> Mappings;      ///< empty: the same names
  };

  std::string File;
  std::vector<Variant> Variants;
  std::vector<Member> Members; ///< projects of C and C++, no folders

  /// By the file's extension. Errors name file and line.
  static llvm::Expected<Solution> load(llvm::StringRef File);
};

/// Without case, and the same platform by any of its names.
bool isSameVariant(const Variant &A, const Variant &B);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_SOLUTION_H
