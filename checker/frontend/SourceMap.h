//===- SourceMap.h - From driver IR back to Clang ---------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A module knows places as file, line and column, because it outlives the AST.
// Who still has the AST, and wants to speak with Clang's own diagnostics, hangs
// a SourceMap into LowerOptions and asks it for Clang's locations: within a
// macro these know the whole stack of expansions.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FRONTEND_SOURCEMAP_H
#define MINIPORT_FRONTEND_SOURCEMAP_H

#include "ir/SourceLocation.h"
#include "clang/Basic/SourceLocation.h"
#include <map>
#include <vector>

namespace clang {
class SourceManager;
} // namespace clang

namespace miniport::frontend {

class SourceMap {
public:
  /// File is the module's number; of a file that is included more than once,
  /// the first inclusion counts.
  void addFile(uint32_t File, clang::FileID ID);
  /// Of several expansions at one place, the first counts.
  void addMacro(const ir::SourceLocation &Where, clang::SourceLocation L);

  /// Invalid if the module has no such place.
  clang::SourceLocation find(const ir::SourceLocation &Where,
                             const clang::SourceManager &SM) const;

private:
  std::vector<clang::FileID> Files; ///< by the module's number
  std::map<ir::SourceLocation, clang::SourceLocation> Macros;
};

} // namespace miniport::frontend

#endif // MINIPORT_FRONTEND_SOURCEMAP_H
