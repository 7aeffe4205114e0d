//===- WindowsPaths.h - Paths as Windows would find them --------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Projects name files as Windows finds them: separators lean either way and
// letter case does not matter. Here a name becomes the path that is on disk. Of
// several that differ in case only, the first in byte order is taken.
//
// A folder is read once, when a name in it is not there as spelled. Not for
// several threads at once.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_WINDOWSPATHS_H
#define MINIPORT_PROJECTS_WINDOWSPATHS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace miniport::projects {

class WindowsPaths {
public:
  /// Path with slashes and without dots, absolute by way of Folder. A path with
  /// a drive letter stays one.
  static std::string absolute(llvm::StringRef Path, llvm::StringRef Folder);

  /// The file or folder that Windows would open for Path, seen from Folder.
  std::optional<std::string> find(llvm::StringRef Path, llvm::StringRef Folder);
  /// find(), or absolute() for what is not there.
  std::string resolve(llvm::StringRef Path, llvm::StringRef Folder);

  /// resolve(), from the working folder: for paths that users give.
  std::string fromWorkingFolder(llvm::StringRef Path);

  struct Match {
    std::string Path;      ///< as the pattern names it, wildcards filled in
    std::string Recursive; ///< what '**' stood for, with a slash at its end
  };
  /// The files that a pattern of MSBuild (*, ?, **) finds, in byte order. Does
  /// not follow links to folders. Sets Incomplete if it gave up: a pattern is
  /// held against at most 100,000 names.
  std::vector<Match> glob(llvm::StringRef Pattern, llvm::StringRef Folder,
                          bool &Incomplete);

private:
  struct Entry {
    std::string Name;
    bool IsFolder = false;
    bool IsLink = false;
  };
  using Listing = std::vector<Entry>; ///< in byte order
  const Listing &list(llvm::StringRef Folder);
  const Entry *entry(llvm::StringRef Folder, llvm::StringRef Name);
  void globIn(const std::string &Folder, llvm::StringRef Written,
              llvm::StringRef Recursive, llvm::ArrayRef<std::string> Segments,
              unsigned Depth, std::vector<Match> &Found, size_t &Budget);

  llvm::StringMap<Listing> Listings;
  /// Folder, then '/', then the name in lower case: index + 1 into the listing.
  llvm::StringMap<llvm::StringMap<size_t>> Names;
};

/// Is Path the folder, or below it? Both absolute, with slashes and without
/// dots.
bool isWithin(llvm::StringRef Path, llvm::StringRef Folder);

/// Does Path match a pattern with *, ? and **, segment by segment and without
/// regard to case? Both with slashes.
bool matchesPattern(llvm::StringRef Path, llvm::StringRef Pattern);

/// Has the text a wildcard of MSBuild's?
bool hasWildcard(llvm::StringRef Text);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_WINDOWSPATHS_H
