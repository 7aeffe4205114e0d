//===- Tree.h - A folder of files for one test ------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_UNITTESTS_PROJECTS_TREE_H
#define MINIPORT_UNITTESTS_PROJECTS_TREE_H

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <string>

namespace miniport::projects {

/// A new folder, removed with what is in it when the test ends.
class Tree {
public:
  Tree() {
    llvm::SmallString<128> Folder, Real;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("projects", Folder));
    EXPECT_FALSE(llvm::sys::fs::real_path(Folder, Real));
    Root = Real.str().str();
  }
  ~Tree() { llvm::sys::fs::remove_directories(Root); }
  Tree(const Tree &) = delete;
  Tree &operator=(const Tree &) = delete;

  std::string path(llvm::StringRef Name) const {
    return Name.empty() ? Root : (Root + "/" + Name).str();
  }
  /// Writes a file; answers with its path.
  std::string add(llvm::StringRef Name, llvm::StringRef Text = "") {
    std::string Path = path(Name);
    EXPECT_FALSE(
        llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path)));
    std::error_code EC;
    llvm::raw_fd_ostream OS(Path, EC);
    EXPECT_FALSE(EC) << Path;
    OS << Text;
    return Path;
  }
  /// A project with the given inside.
  std::string addProject(llvm::StringRef Name, llvm::StringRef Inside) {
    return add(Name, ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project "
                      "xmlns=\"http://schemas.microsoft.com/developer/msbuild/"
                      "2003\">\n" +
                      Inside + "\n</Project>\n")
                         .str());
  }
  /// Text without the tree's own path.
  std::string relative(std::string Text) const {
    for (size_t At; (At = Text.find(Root + "/")) != std::string::npos;)
      Text.erase(At, Root.size() + 1);
    return Text;
  }

private:
  std::string Root;
};

} // namespace miniport::projects

#endif // MINIPORT_UNITTESTS_PROJECTS_TREE_H
