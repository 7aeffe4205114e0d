//===- CompileDatabase.h - compile_commands.json ----------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_COMPILEDATABASE_H
#define MINIPORT_PROJECTS_COMPILEDATABASE_H

#include "projects/Plan.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace miniport::projects {

/// A compile_commands.json.
class CompileDatabase {
public:
  /// Reads a database: the file itself, or the directory that it is in. Errors
  /// name the path and, for a malformed one, the entry.
  static llvm::Expected<CompileDatabase> load(llvm::StringRef Path);
  static llvm::Expected<CompileDatabase> parse(llvm::StringRef Json,
                                               llvm::StringRef Path);

  /// Of a database made on another machine: the commands as they are here. The
  /// checkout around the database is searched for the sources; an entry whose
  /// source is not there is dropped, with a remark. Error: none is there.
  llvm::Error relocate(std::vector<Remark> &Remarks);
  /// Does an entry name a path of Windows that is not there?
  bool isForeign() const;

  /// Every entry, in the order of the file, exact duplicates removed.
  llvm::ArrayRef<SourceCommand> commands() const { return Commands; }
  /// The entries for one file (several, if it is compiled more than once). A
  /// file that is not in the database is an error.
  llvm::Expected<std::vector<SourceCommand>>
  commandsFor(llvm::StringRef File) const;

private:
  std::string Path, File; ///< as named; absolute
  std::vector<SourceCommand> Commands;
};

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_COMPILEDATABASE_H
