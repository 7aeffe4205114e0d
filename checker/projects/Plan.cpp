//===- Plan.cpp - From paths to link units --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/Plan.h"
#include "projects/CompileDatabase.h"
#include "projects/Readers.h"
#include "projects/Search.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
using llvm::Twine;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Projects that others refer to, which refer to others: a tree has hundreds.
static constexpr size_t MostProjects = 10000;

bool isPlanInput(StringRef Path) {
  TreeFile Kind = classify(Path);
  return fs::is_directory(Path) ||
         (Kind != TreeFile::None && Kind != TreeFile::Source &&
          Kind != TreeFile::Header);
}

namespace {

/// Reads what the paths name, and what that refers to.
class Reading {
public:
  explicit Reading(const PlanOptions &Options) : Options(Options) {}

  Error readPath(StringRef Path);
  Error readReferences();
  Expected<Plan> finish();

private:
  using Answer = Expected<std::vector<Project>>;
  Error readFile(StringRef Path, TreeFile Kind);
  Error readFolder(StringRef Folder);
  /// Of several files one may be broken, or lack the variant asked for.
  void readAmongOthers(llvm::ArrayRef<std::string> Files, TreeFile Kind);
  /// Those of BUILD in folders of which no project compiles anything.
  std::vector<std::string> uncovered(llvm::ArrayRef<std::string> NtBuilds);
  Error take(Answer Read);
  bool isKnown(StringRef File) const { return Files.contains(File); }

  const PlanOptions &Options;
  std::vector<Project> All;
  llvm::StringSet<> Files; ///< of All
  std::vector<Remark> Remarks;
  std::vector<std::string> Lacking; ///< what has not the variant asked for
};

} // namespace

Error Reading::take(Answer Read) {
  if (!Read)
    return Read.takeError();
  for (Project &P : *Read) {
    auto IsSame = [&](const Project &Q) {
      return Q.File == P.File && Q.Built == P.Built && Q.Name == P.Name;
    };
    // Several solutions may name a project.
    if (llvm::any_of(All, IsSame))
      continue;
    Files.insert(P.File);
    All.push_back(std::move(P));
  }
  return Error::success();
}

static Expected<std::vector<Project>> readDatabase(StringRef File) {
  auto Database = CompileDatabase::load(File);
  if (!Database)
    return Database.takeError();
  Project P;
  P.File = File.str();
  if (Database->isForeign())
    if (Error E = Database->relocate(P.Remarks))
      return std::move(E);
  P.Commands = Database->commands().vec();
  return std::vector<Project>{std::move(P)};
}

Error Reading::readFile(StringRef File, TreeFile Kind) {
  switch (Kind) {
  case TreeFile::Solution:
    return take(readSolution(File, Options));
  case TreeFile::Project:
    return take(readVisualStudioProject(File, "", Options));
  case TreeFile::Database:
    return take(readDatabase(File));
  case TreeFile::NtBuild:
    return take(readNtBuild(File, Options));
  case TreeFile::TrackingLog:
    return take(readTrackingLog(File));
  case TreeFile::None:
  case TreeFile::Source:
  case TreeFile::Header:
    break;
  }
  llvm_unreachable("not a path for planBuild()");
}

void Reading::readAmongOthers(llvm::ArrayRef<std::string> List, TreeFile Kind) {
  for (const std::string &File : List) {
    if (isKnown(File))
      continue;
    Error E = llvm::handleErrors(readFile(File, Kind),
                                 [&](const UnknownVariant &Missing) {
                                   Lacking.push_back(Missing.message());
                                 });
    if (E)
      Remarks.push_back({"", 0, llvm::toString(std::move(E)), false});
  }
}

std::vector<std::string>
Reading::uncovered(llvm::ArrayRef<std::string> NtBuilds) {
  llvm::StringSet<> Covered;
  for (const Project &P : All)
    for (const SourceCommand &C : P.Commands)
      Covered.insert(path::parent_path(C.File));
  std::vector<std::string> Result;
  // 'dirs' only name others, which have been found.
  llvm::copy_if(NtBuilds, std::back_inserter(Result), [&](StringRef File) {
    return path::filename(File).equals_insensitive("sources") &&
           !Covered.contains(path::parent_path(File));
  });
  return Result;
}

/// What says most is believed: a project before what it made.
Error Reading::readFolder(StringRef Folder) {
  TreeFiles Found = searchTree(Folder);
  if (Found.Incomplete)
    Remarks.push_back({Folder.str(), 0,
                       "the folder is too large to be searched to its end",
                       false});
  // A program, or a project that calls another build, leaves the rest to it.
  auto Useful = [&] {
    return llvm::count_if(
        All, [](const Project &P) { return P.Kind != OutputKind::Other; });
  };
  auto Before = Useful();
  readAmongOthers(Found.Solutions, TreeFile::Solution);
  readAmongOthers(Found.Projects, TreeFile::Project);
  readAmongOthers(uncovered(Found.NtBuilds), TreeFile::NtBuild);
  if (Useful() == Before)
    readAmongOthers(Found.Databases, TreeFile::Database);
  if (Useful() == Before)
    readAmongOthers(Found.TrackingLogs, TreeFile::TrackingLog);
  // A project that could not be read, or has no such variant, is no folder
  // without project.
  if (Useful() != Before || !Found.Solutions.empty() ||
      !Found.Projects.empty() || !Found.NtBuilds.empty())
    return Error::success();
  if (Found.Sources.empty())
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "'" + Folder +
            "' holds nothing to analyse: no .sln, .vcxproj, sources file, "
            "compile_commands.json, tracking log or C source");
  return take(guessProjects(Folder, Options));
}

Error Reading::readPath(StringRef Path) {
  fs::file_status Status;
  if (std::error_code EC = fs::status(Path, Status))
    return llvm::createStringError(EC, "cannot read '" + Path +
                                           "': " + EC.message());
  llvm::SmallString<256> Real(Path);
  fs::make_absolute(Real);
  path::remove_dots(Real, /*remove_dot_dot=*/true);
  if (fs::is_directory(Status))
    return readFolder(Real);
  return readFile(Real, classify(Real));
}

/// Projects outside the paths that were given, of libraries for the most part:
/// all their variants, of which assemble() takes the one that fits.
Error Reading::readReferences() {
  PlanOptions Every;
  Every.AllVariants = true;
  Every.Root = Options.Root;
  llvm::StringSet<> Tried;
  for (size_t I = 0; I != All.size(); ++I) {
    std::vector<std::string> References = All[I].References;
    for (const std::string &File : References) {
      if (isKnown(File) || !Tried.insert(File).second)
        continue;
      if (All.size() > MostProjects) {
        Remarks.push_back(
            {"", 0, "too many projects: the rest is left out", false});
        return Error::success();
      }
      if (classify(File) != TreeFile::Project)
        continue;
      auto Read = readVisualStudioProject(File, "", Every);
      if (!Read) {
        Remarks.push_back(
            {All[I].File, 0, llvm::toString(Read.takeError()), false});
        continue;
      }
      // A program that the driver's build needs first is none of our business.
      llvm::erase_if(*Read, [](const Project &P) {
        return P.Kind != OutputKind::Library;
      });
      if (Error E = take(std::move(Read)))
        return E;
    }
  }
  return Error::success();
}

Expected<Plan> Reading::finish() {
  if (Error E = readReferences())
    return std::move(E);
  Plan Result = assemble(std::move(All));
  if (Result.Units.empty() && !Lacking.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   llvm::join(Lacking, "\n"));
  Result.Remarks.insert(Result.Remarks.begin(), Remarks.begin(), Remarks.end());
  if (!Result.Units.empty())
    return Result;
  std::string Why = "no project builds a driver or a library for one";
  for (const Remark &R : Result.Remarks)
    Why += "\n  " + (R.File.empty() ? "" : R.File + ": ") + R.Text;
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
}

/// The folder that all paths are in.
static std::string commonRoot(llvm::ArrayRef<std::string> Paths) {
  std::string Root;
  for (StringRef Path : Paths) {
    llvm::SmallString<256> Folder(Path);
    fs::make_absolute(Folder);
    path::remove_dots(Folder, /*remove_dot_dot=*/true);
    if (!fs::is_directory(Folder))
      path::remove_filename(Folder);
    if (Root.empty())
      Root = std::string(Folder);
    while (!StringRef((Folder + "/").str()).starts_with(Root + "/") &&
           path::has_parent_path(Root))
      Root = path::parent_path(Root).str();
  }
  return Root;
}

Expected<Plan> planBuild(llvm::ArrayRef<std::string> Paths,
                         const PlanOptions &Wanted) {
  PlanOptions Options = Wanted;
  if (Options.Root.empty())
    Options.Root = commonRoot(Paths);
  Reading R(Options);
  for (const std::string &Path : Paths)
    if (Error E = R.readPath(Path))
      return std::move(E);
  return R.finish();
}

} // namespace miniport::projects
