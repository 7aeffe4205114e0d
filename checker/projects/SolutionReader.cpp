//===- SolutionReader.cpp - From a solution to Projects -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/Readers.h"
#include "projects/Solution.h"
#include "projects/VisualStudio.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
namespace path = llvm::sys::path;

namespace {

/// A project of the solution, read once for all variants.
struct Opened {
  const Solution::Member *From;
  VisualStudioProject Project;
};

} // namespace

/// The project's variant for one of the solution; nothing if it has none.
static std::optional<Solution::Mapping> mapped(const Solution::Member &M,
                                               llvm::ArrayRef<Variant> Known,
                                               const Variant &Of) {
  Solution::Mapping Result{Of, Of, true};
  for (const Solution::Mapping &X : M.Mappings)
    if (isSameVariant(X.Of, Of))
      Result = X;
  for (const Variant &V : Known)
    if (isSameVariant(V, Result.Built)) {
      Result.Built = V; // as the project spells it
      return Result;
    }
  return std::nullopt;
}

/// Adds what Members depend on to what is built.
static void addDependencies(llvm::ArrayRef<Opened> All,
                            std::vector<bool> &Wanted) {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (size_t I = 0; I < All.size(); ++I)
      for (size_t J = 0; Wanted[I] && J < All.size(); ++J)
        if (!Wanted[J] &&
            llvm::is_contained(All[I].From->DependsOn, All[J].From->Id))
          Wanted[J] = Changed = true;
  }
}

static Error buildVariant(std::vector<Opened> &All, const Variant &V,
                          llvm::ArrayRef<std::string> Paths,
                          std::vector<Project> &Result) {
  std::vector<std::optional<Solution::Mapping>> Maps;
  std::vector<bool> Wanted;
  for (Opened &O : All) {
    Maps.push_back(mapped(*O.From, O.Project.variants(), V));
    Wanted.push_back(Maps.back() && Maps.back()->IsBuilt);
  }
  // A solution that builds nothing so means it less than its user.
  if (llvm::none_of(Wanted, [](bool B) { return B; }))
    Wanted.assign(All.size(), true);
  addDependencies(All, Wanted);
  for (size_t I = 0; I < All.size(); ++I) {
    if (!Wanted[I] || !Maps[I])
      continue;
    Expected<Project> P = All[I].Project.build(Maps[I]->Built);
    if (!P)
      return P.takeError();
    for (const std::string &Id : All[I].From->DependsOn)
      for (size_t J = 0; J < All.size(); ++J)
        if (All[J].From->Id == Id &&
            !llvm::is_contained(P->References, Paths[J]))
          P->References.push_back(Paths[J]);
    P->Within = V;
    // Two variants of the solution may build a driver the same way.
    bool Known = P->Kind == OutputKind::Driver &&
                 llvm::any_of(Result, [&](const Project &Other) {
                   return Other.File == P->File && Other.Built == P->Built;
                 });
    if (!Known)
      Result.push_back(std::move(*P));
  }
  return Error::success();
}

Expected<std::vector<Project>> readSolution(StringRef File,
                                            const PlanOptions &Options) {
  MSBuildFiles Files;
  std::string OnDisk = Files.Paths.fromWorkingFolder(File);
  Expected<Solution> S = Solution::load(OnDisk);
  if (!S)
    return S.takeError();
  std::string Folder = path::parent_path(OnDisk).str();
  std::vector<Opened> All;
  std::vector<std::string> Paths;
  std::vector<Remark> Missing;
  for (const Solution::Member &M : S->Members) {
    std::optional<std::string> Path = Files.Paths.find(M.Path, Folder);
    if (!Path) {
      Missing.push_back(
          {OnDisk, M.Line, "project '" + M.Path + "' is not there", false});
      continue;
    }
    auto P =
        VisualStudioProject::open(*Path, Folder + "/", Options.Root, Files);
    if (!P)
      return P.takeError();
    All.push_back({&M, std::move(*P)});
    Paths.push_back(*Path);
  }
  if (All.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "'" + OnDisk +
                                       "' names no C or C++ project that is "
                                       "there");
  // A solution may leave its variants to its projects.
  if (S->Variants.empty())
    for (const Opened &O : All)
      for (const Variant &V : O.Project.variants())
        if (!llvm::is_contained(S->Variants, V))
          S->Variants.push_back(V);
  std::vector<Variant> Chosen =
      chooseVariants(llvm::ArrayRef<Variant>(S->Variants), Options);
  if (Chosen.empty())
    return llvm::make_error<UnknownVariant>(OnDisk, Options, S->Variants);
  std::vector<Project> Result;
  for (const Variant &V : Chosen)
    if (Error E = buildVariant(All, V, Paths, Result))
      return std::move(E);
  if (Result.empty())
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "no project of '" + OnDisk + "' has a variant for " + Chosen[0].str());
  Result.front().Remarks.insert(Result.front().Remarks.begin(), Missing.begin(),
                                Missing.end());
  return Result;
}

} // namespace miniport::projects
