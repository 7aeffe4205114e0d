//===- Search.cpp - What a folder holds that says how to build ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/Search.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace miniport::projects;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr size_t MostNames = 200000;
static constexpr int Deepest = 64;

TreeFile miniport::projects::classify(StringRef Path) {
  StringRef Name = path::filename(Path);
  if (Name.equals_insensitive("sources") || Name.equals_insensitive("dirs"))
    return TreeFile::NtBuild;
  if (Name.equals_insensitive("compile_commands.json"))
    return TreeFile::Database;
  if (Name.starts_with_insensitive("cl.") &&
      Name.ends_with_insensitive(".tlog"))
    return Name.contains_insensitive(".command.") ? TreeFile::TrackingLog
                                                  : TreeFile::None;
  return llvm::StringSwitch<TreeFile>(path::extension(Name))
      .CasesLower(".sln", ".slnx", TreeFile::Solution)
      .CaseLower(".vcxproj", TreeFile::Project)
      .CasesLower(".c", ".cpp", ".cxx", ".cc", TreeFile::Source)
      .CasesLower(".h", ".hpp", ".hxx", ".inl", TreeFile::Header)
      .Default(TreeFile::None);
}

/// Folders that hold no sources of the checkout.
static bool isKept(StringRef Name) {
  return llvm::is_contained(
      {".git", ".svn", ".hg", ".vs", "node_modules", "packages", "CMakeFiles"},
      Name);
}

TreeFiles miniport::projects::searchTree(StringRef Folder) {
  TreeFiles Found;
  size_t Seen = 0;
  std::error_code EC;
  for (fs::recursive_directory_iterator
           I(Folder, EC, /*follow_symlinks=*/false),
       End;
       I != End && !EC; I.increment(EC)) {
    if (++Seen > MostNames) {
      Found.Incomplete = true;
      break;
    }
    StringRef Path = I->path();
    if (I->type() == fs::file_type::directory_file) {
      Found.Incomplete |= I.level() >= Deepest;
      if (I.level() >= Deepest || isKept(path::filename(Path)))
        I.no_push();
      continue;
    }
    TreeFile Kind = classify(Path);
    if (Kind == TreeFile::None || fs::is_directory(Path))
      continue;
    auto &List = Kind == TreeFile::Solution      ? Found.Solutions
                 : Kind == TreeFile::Project     ? Found.Projects
                 : Kind == TreeFile::NtBuild     ? Found.NtBuilds
                 : Kind == TreeFile::Database    ? Found.Databases
                 : Kind == TreeFile::TrackingLog ? Found.TrackingLogs
                 : Kind == TreeFile::Header      ? Found.Headers
                                                 : Found.Sources;
    List.push_back(Path.str());
  }
  for (auto *List :
       {&Found.Solutions, &Found.Projects, &Found.NtBuilds, &Found.Databases,
        &Found.TrackingLogs, &Found.Sources, &Found.Headers})
    llvm::sort(*List);
  return Found;
}
