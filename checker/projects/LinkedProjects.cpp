//===- LinkedProjects.cpp - Libraries of a project given alone ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/LinkedProjects.h"
#include "projects/KitDefaults.h"
#include "projects/Solution.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::Expected;
using llvm::StringRef;
namespace path = llvm::sys::path;

static constexpr size_t MostFiles = 32; ///< looked into, of one folder

/// The files of a folder with such an extension, in byte order.
static std::vector<std::string> filesOf(StringRef Folder, StringRef Pattern,
                                        WindowsPaths &Paths) {
  std::vector<std::string> Result;
  bool Incomplete = false;
  for (const WindowsPaths::Match &M : Paths.glob(Pattern, Folder, Incomplete)) {
    if (Result.size() == MostFiles)
      break;
    Result.push_back(Paths.resolve(M.Path, Folder));
  }
  return Result;
}

static void askSolution(StringRef SolutionFile, StringRef File,
                        WindowsPaths &Paths, SolutionsOf &Result) {
  Expected<Solution> S = Solution::load(SolutionFile);
  if (!S) {
    llvm::consumeError(S.takeError());
    return;
  }
  StringRef Folder = path::parent_path(SolutionFile);
  for (const Solution::Member &M : S->Members) {
    if (Paths.resolve(M.Path, Folder) != File)
      continue;
    if (Result.Nearest.empty())
      Result.Nearest = SolutionFile.str();
    for (const Solution::Member &Other : S->Members)
      if (llvm::is_contained(M.DependsOn, Other.Id))
        if (auto Path = Paths.find(Other.Path, Folder))
          if (!llvm::is_contained(Result.DependsOn, *Path) && *Path != File)
            Result.DependsOn.push_back(*Path);
  }
}

SolutionsOf solutionsOf(StringRef File, StringRef Root, WindowsPaths &Paths) {
  SolutionsOf Result;
  StringRef Folder = path::parent_path(File);
  for (unsigned Level = 0; Level < 8 && !Folder.empty(); ++Level) {
    for (StringRef Pattern : {"*.sln", "*.slnx"})
      for (const std::string &S : filesOf(Folder, Pattern, Paths))
        askSolution(S, File, Paths, Result);
    if (Folder == Root)
      break;
    Folder = path::parent_path(Folder);
  }
  return Result;
}

/// A build's output folder is not in a checkout; the project that makes it is
/// above.
static std::string nearestThere(StringRef Folder, WindowsPaths &Paths) {
  for (; !Folder.empty(); Folder = path::parent_path(Folder))
    if (auto Path = Paths.find(Folder, "/"))
      return *Path == "/" ? "" : *Path;
  return "";
}

static bool makes(StringRef ProjectFile, StringRef Library,
                  const Variant &Wanted, StringRef SolutionDir, StringRef Root,
                  MSBuildFiles &Files) {
  auto Opened =
      VisualStudioProject::open(ProjectFile, SolutionDir, Root, Files);
  if (!Opened) {
    llvm::consumeError(Opened.takeError());
    return false;
  }
  Variant V =
      chooseVariants(llvm::ArrayRef<Variant>(Opened->variants()), {})[0];
  for (const Variant &Known : Opened->variants())
    if (isSameVariant(Known, Wanted))
      V = Known;
  auto Output = Opened->output(V);
  if (!Output) {
    llvm::consumeError(Output.takeError());
    return false;
  }
  return Output->second == OutputKind::Library &&
         Library.equals_insensitive(Output->first);
}

std::vector<std::string> libraryProjects(const Project &P,
                                         llvm::ArrayRef<std::string> Folders,
                                         StringRef SolutionDir, StringRef Root,
                                         MSBuildFiles &Files) {
  std::vector<std::string> Result;
  StringRef Own = path::parent_path(P.File);
  for (StringRef Library : P.Libraries) {
    if (isKitLibrary(Library))
      continue;
    std::string Path = WindowsPaths::absolute(Library, Own);
    std::vector<std::string> Places;
    if (Library.find_first_of("/\\") != StringRef::npos)
      Places.push_back(path::parent_path(Path).str());
    else
      for (StringRef Folder : Folders)
        Places.push_back(WindowsPaths::absolute(Folder, Own));
    for (const std::string &Place : Places) {
      std::string There = nearestThere(Place, Files.Paths);
      if (There.empty())
        continue;
      for (const std::string &File : filesOf(There, "*.vcxproj", Files.Paths))
        if (File != P.File && !llvm::is_contained(Result, File) &&
            makes(File, path::stem(Path), P.Built, SolutionDir, Root, Files))
          Result.push_back(File);
    }
  }
  return Result;
}

} // namespace miniport::projects
