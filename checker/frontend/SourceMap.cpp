//===- SourceMap.cpp - From driver IR back to Clang -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontend/SourceMap.h"
#include "clang/Basic/SourceManager.h"

namespace miniport::frontend {

void SourceMap::addFile(uint32_t File, clang::FileID ID) {
  if (File >= Files.size())
    Files.resize(File + 1);
  if (Files[File].isInvalid())
    Files[File] = ID;
}

void SourceMap::addMacro(const ir::SourceLocation &Where,
                         clang::SourceLocation L) {
  Macros.try_emplace(Where, L);
}

clang::SourceLocation SourceMap::find(const ir::SourceLocation &Where,
                                      const clang::SourceManager &SM) const {
  if (auto Known = Macros.find(Where); Known != Macros.end())
    return Known->second;
  ir::SourcePoint At = Where.Expansion;
  if (!At.isValid() || At.File >= Files.size() || Files[At.File].isInvalid())
    return {};
  return SM.translateLineCol(Files[At.File], At.Line,
                             At.Column ? At.Column : 1);
}

} // namespace miniport::frontend
