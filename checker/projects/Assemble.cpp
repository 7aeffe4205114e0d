//===- Assemble.cpp - Libraries join the drivers that link them -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/KitDefaults.h"
#include "projects/Plan.h"
#include "projects/Solution.h"
#include "projects/Variants.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::StringRef;
namespace path = llvm::sys::path;

/// "..\lib\amd64\virtiolib.lib" is what a project called virtiolib makes.
static std::string outputName(StringRef Library) {
  return path::stem(path::filename(Library, path::Style::windows),
                    path::Style::windows)
      .lower();
}

/// How well a library's variant goes with that of the driver; 0: not at all.
static unsigned fit(const Project &Library, const Project &Driver) {
  if (!isSamePlatform(Library.Built.Platform, Driver.Built.Platform))
    return 0;
  if (isSameVariant(Library.Within, Driver.Within))
    return 4;
  if (isSameVariant(Library.Built, Driver.Built))
    return 3;
  return isNamedDebug(Library.Built.Configuration) ==
                 isNamedDebug(Driver.Built.Configuration)
             ? 2
             : 1;
}

namespace {

class Assembly {
public:
  explicit Assembly(std::vector<Project> Projects);
  Plan run();

private:
  using Candidates = llvm::SmallVector<const Project *, 4>;
  const Project *bestOf(const Candidates &Libraries, const Project &Driver);
  void link(const Project &Of, const Project &Driver);
  void add(const Project &P);
  UnitPlan unit(const Project &Driver);
  void remark(const Project &P);

  std::vector<Project> All;
  llvm::StringMap<Candidates> ByFile, ByName; ///< libraries
  llvm::StringSet<> Linked;                   ///< files of libraries
  llvm::StringSet<> Remarked;
  Plan Result;
  // Of the unit at hand.
  llvm::StringSet<> Joined;  ///< files of projects
  llvm::StringSet<> Sources; ///< of it
  UnitPlan Unit;
};

} // namespace

Assembly::Assembly(std::vector<Project> Projects) : All(std::move(Projects)) {
  llvm::stable_sort(
      All, [](const Project &A, const Project &B) { return A.File < B.File; });
  for (const Project &P : All)
    if (P.Kind == OutputKind::Library) {
      ByFile[P.File].push_back(&P);
      ByName[StringRef(P.Name).lower()].push_back(&P);
    }
}

const Project *Assembly::bestOf(const Candidates &Libraries,
                                const Project &Driver) {
  const Project *Best = nullptr;
  unsigned BestFit = 0;
  for (const Project *L : Libraries)
    if (unsigned Fit = fit(*L, Driver); Fit > BestFit) {
      Best = L;
      BestFit = Fit;
    }
  return Best;
}

void Assembly::add(const Project &P) {
  for (const SourceCommand &C : P.Commands)
    if (Sources.insert(C.Directory + "\n" + C.File).second)
      Unit.Commands.push_back(C);
}

/// Depth first, as a linker reads libraries; each once.
void Assembly::link(const Project &Of, const Project &Driver) {
  auto Join = [&](const Candidates &Libraries) {
    const Project *L = bestOf(Libraries, Driver);
    if (!L || !Joined.insert(L->File).second)
      return;
    Linked.insert(L->File);
    add(*L);
    remark(*L);
    link(*L, Driver);
  };
  for (const std::string &File : Of.References)
    if (auto Known = ByFile.find(File); Known != ByFile.end())
      Join(Known->second);
  for (const std::string &Library : Of.Libraries)
    if (auto Known = ByName.find(outputName(Library));
        Known != ByName.end() && !isKitLibrary(Library))
      Join(Known->second);
}

void Assembly::remark(const Project &P) {
  for (const Remark &R : P.Remarks)
    if (Remarked.insert(R.File + "\n" + R.Text).second)
      Result.Remarks.push_back(R);
}

UnitPlan Assembly::unit(const Project &Driver) {
  Joined.clear();
  Sources.clear();
  Unit = {Driver.Name, Driver.File, Driver.Built, {}};
  Joined.insert(Driver.File);
  add(Driver);
  remark(Driver);
  link(Driver, Driver);
  return std::move(Unit);
}

Plan Assembly::run() {
  bool HasDriver = llvm::any_of(All, [](const Project &P) {
    return P.Kind == OutputKind::Driver && !P.Commands.empty();
  });
  for (const Project &P : All)
    if (P.Kind == OutputKind::Driver) {
      if (!P.Commands.empty()) {
        Result.Units.push_back(unit(P));
        continue;
      }
      remark(P);
      Result.Remarks.push_back(
          {P.File, 0, "the project has no C or C++ source", false});
    }
  llvm::StringSet<> Said;
  for (const Project &P : All) {
    if (P.Kind == OutputKind::Other && Said.insert(P.File).second)
      Result.Remarks.push_back(
          {P.File, 0, "does not build a driver, and is left out", false});
    if (P.Kind != OutputKind::Library || Linked.contains(P.File))
      continue;
    if (!HasDriver && !P.Commands.empty())
      Result.Units.push_back(unit(P));
    if (Said.insert(P.File).second)
      Result.Remarks.push_back(
          {P.File, 0,
           HasDriver ? "a library that no driver here links, and left out"
                     : "a library without its driver, analysed by itself",
           false});
  }
  return std::move(Result);
}

Plan assemble(std::vector<Project> Projects) {
  return Assembly(std::move(Projects)).run();
}

} // namespace miniport::projects
