//===- Results.cpp - What all link units of a run came to -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Results.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace miniport;
using namespace miniport::tool;
using llvm::StringRef;
using report::LinkUnitSummary;

//===----------------------------------------------------------------------===//
// File numbers of one unit become those of the run
//===----------------------------------------------------------------------===//

void Results::adopt(ir::SourcePoint &Point) const {
  // What lies outside the unit's table stays unknown in the run's.
  Point.File =
      Point.File < Renumbered.size() ? Renumbered[Point.File] : ir::None;
}

void Results::adopt(ir::SourceLocation &Where) const {
  adopt(Where.Expansion);
  adopt(Where.Spelling);
}

void Results::adopt(Finding &F) const {
  adopt(F.Where);
  for (PathNote &Step : F.Path)
    adopt(Step.Where);
  for (FixIt &Fix : F.Fixes) {
    adopt(Fix.Begin);
    adopt(Fix.End);
  }
}

void Results::addSources(const report::SourceTable &OfUnit) {
  Renumbered.clear();
  for (uint32_t I = 0; I != OfUnit.size(); ++I) {
    auto [Place, IsNew] =
        FileIndex.try_emplace(OfUnit.absolutePath(I), Sources.size());
    if (IsNew)
      Sources.add(OfUnit.absolutePath(I), OfUnit.shownPath(I));
    Renumbered.push_back(Place->second);
  }
}

//===----------------------------------------------------------------------===//
// Findings
//===----------------------------------------------------------------------===//

/// Equal for the same finding in another variant, or of a source that is part
/// of another driver, too.
static std::string identity(const Finding &F) {
  std::string Key = F.Check + '\n' + F.Message + '\n' + F.Function;
  for (ir::SourcePoint P : {F.Where.Expansion, F.Where.Spelling})
    for (uint32_t Part : {P.File, P.Line, P.Column})
      Key += '\n' + std::to_string(Part);
  return Key;
}

void Results::addFindings(Pipeline &P) {
  unsigned Unit = Summary.Units.size() - 1;
  for (const Finding &Found : P.findings()) {
    Finding F = Found;
    adopt(F);
    auto [Place, IsNew] = Known.try_emplace(identity(F), Findings.size());
    if (IsNew) {
      Findings.push_back(std::move(F));
      ShownBy.emplace_back();
    }
    auto &By = ShownBy[Place->second];
    if (By.empty() || By.back() != Unit)
      By.push_back(Unit);
  }
  for (const report::SuppressedFinding &Found : P.suppressed()) {
    report::SuppressedFinding S = Found;
    adopt(S.What);
    adopt(S.Directive);
    Suppressed.push_back(std::move(S));
  }
}

/// Which drivers and variants show a finding is said where it tells something.
void Results::tag() {
  llvm::ArrayRef<LinkUnitSummary> Units = Summary.Units;
  auto Driver = [&](unsigned U) {
    return std::make_pair(StringRef(Units[U].Name),
                          StringRef(Units[U].Project));
  };
  std::map<std::pair<StringRef, StringRef>, unsigned> Variants;
  for (unsigned U = 0; U != Units.size(); ++U)
    ++Variants[Driver(U)];
  for (auto [F, By] : llvm::zip(Findings, ShownBy)) {
    std::map<std::pair<StringRef, StringRef>, unsigned> Showing;
    for (unsigned U : By)
      ++Showing[Driver(U)];
    if (Variants.size() > 1)
      for (const auto &[D, Count] : Showing)
        F.LinkUnits.push_back(D.first.str());
    if (llvm::all_of(Showing, [&](const auto &S) {
          return Variants[S.first] == S.second;
        }))
      continue;
    for (unsigned U : By)
      if (!llvm::is_contained(F.Variants, Units[U].Variant))
        F.Variants.push_back(Units[U].Variant);
  }
}

//===----------------------------------------------------------------------===//
// What was understood
//===----------------------------------------------------------------------===//

static StringRef wordsFor(EntryEvidence Evidence) {
  switch (Evidence) {
  case EntryEvidence::Option:
    return "by --entry";
  case EntryEvidence::Registration:
    return "registered";
  case EntryEvidence::RoleType:
    return "by its role type";
  case EntryEvidence::Convention:
    return "by convention";
  }
  llvm_unreachable("not an evidence");
}

LinkUnitSummary tool::describeUnit(const projects::UnitPlan &Plan,
                                   const Pipeline &P) {
  const Understood &U = P.understood();
  LinkUnitSummary S;
  S.Name = Plan.Name;
  S.Project = Plan.Project;
  if (!Plan.Built.Configuration.empty() || !Plan.Built.Platform.empty())
    S.Variant = Plan.Built.str();
  S.Sources = U.Sources;
  S.SourcesFailed = P.failed().size();
  S.SourcesInPart = U.SourcesInPart;
  S.Functions = U.Functions;
  S.Degraded = U.Degraded;
  S.NotReached = U.NotReached;
  const ir::Module &M = P.unit().module();
  for (const EntryPoint &E : P.unit().entries()) {
    const ir::Function &F = M.Functions[E.Function];
    S.Entries.push_back({E.Role->Routine.str(), F.Name.str(),
                         wordsFor(E.Evidence).str(),
                         E.Registered.isValid() ? E.Registered : F.Loc});
  }
  return S;
}

/// Something that only its callers are known of.
static bool isUnknown(const LinkUnit &Unit, uint32_t Function) {
  const ir::Function &F = Unit.module().Functions[Function];
  // Clang knows what its own do; what it did not lower has no effect.
  return !F.HasBody && !Unit.routine(Function) &&
         !F.Name.starts_with("__builtin_");
}

std::vector<report::UnknownRoutine>
tool::unknownRoutines(const LinkUnit &Unit) {
  const ir::Module &M = Unit.module();
  std::map<StringRef, unsigned> Calls;
  for (uint32_t Caller = 0; Caller != M.Functions.size(); ++Caller) {
    if (M.Functions[Caller].IsSystem ||
        llvm::none_of(Unit.callees(Caller),
                      [&](uint32_t F) { return isUnknown(Unit, F); }))
      continue;
    for (const ir::Block &B : M.Functions[Caller].Blocks)
      for (const ir::Instruction &I : B.Instructions)
        if (I.Op == ir::Opcode::Call &&
            I.Args[0].Kind == ir::ValueKind::Function &&
            isUnknown(Unit, I.Args[0].Index))
          ++Calls[M.Functions[I.Args[0].Index].Name];
  }
  std::vector<report::UnknownRoutine> Result;
  for (const auto &[Name, Count] : Calls)
    Result.push_back({Name.str(), Count});
  return Result;
}

void Results::describe(const projects::UnitPlan &Plan, Pipeline &P) {
  Summary.Units.push_back(describeUnit(Plan, P));
  for (report::EnteredFunction &E : Summary.Units.back().Entries)
    adopt(E.Where);
  Summary.FunctionsAnalysed += P.understood().Functions;
  for (report::DegradedFunction &D : P.degraded()) {
    adopt(D.Where);
    auto IsSame = [&](const report::DegradedFunction &Old) {
      return Old.Function == D.Function &&
             Old.Where.Expansion == D.Where.Expansion;
    };
    if (llvm::none_of(Summary.Degraded, IsSame))
      Summary.Degraded.push_back(std::move(D));
  }
  for (const FailedSource &F : P.failed())
    if (!llvm::is_contained(Summary.FailedSources, F.Reason))
      Summary.FailedSources.push_back(F.Reason);
  for (const std::string &D : P.diagnostics())
    if (!llvm::is_contained(Diagnostics, D))
      Diagnostics.push_back(D);
  // Of variants the largest count, so that a call is not counted twice.
  for (const report::UnknownRoutine &R : unknownRoutines(P.unit())) {
    auto Old = llvm::find_if(Summary.UnknownRoutines,
                             [&](const auto &U) { return U.Name == R.Name; });
    if (Old == Summary.UnknownRoutines.end())
      Summary.UnknownRoutines.push_back(R);
    else
      Old->Calls = std::max(Old->Calls, R.Calls);
  }
}

/// A file that no module may list: only an #include in it is of interest.
uint32_t Results::fileOf(StringRef Path) {
  llvm::SmallString<256> Absolute(Path);
  llvm::sys::fs::make_absolute(Absolute);
  llvm::sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  auto [Place, IsNew] = FileIndex.try_emplace(Absolute, Sources.size());
  if (IsNew)
    Sources.add(Absolute);
  return Place->second;
}

void Results::addMissing(const Pipeline &P) {
  for (const auto &[Name, Found] : P.missingIncludes()) {
    const auto &[Include, Count] = Found;
    auto Old = llvm::find_if(
        Summary.MissingIncludes,
        [&N = Name](const report::MissingInclude &M) { return M.Name == N; });
    if (Old != Summary.MissingIncludes.end()) {
      Old->Sources = std::max(Old->Sources, Count);
      continue;
    }
    report::MissingInclude M{Name, Include.IsGenerated, Count, {}};
    if (!Include.File.empty() && Include.Line) {
      M.Where.Expansion = {fileOf(Include.File), Include.Line, 1};
      M.Where.Spelling = M.Where.Expansion;
    }
    Summary.MissingIncludes.push_back(std::move(M));
  }
}

void Results::add(const projects::UnitPlan &Plan, Pipeline &P) {
  addSources(P.sources());
  describe(Plan, P);
  addMissing(P);
  addFindings(P);
}

/// Why silence on a unit would say nothing of it; empty if it does say
/// something.
static std::string whyNothing(const LinkUnitSummary &U) {
  if (U.SourcesFailed == U.Sources)
    return "no source could be read";
  if (U.Functions == 0)
    return "there is no function in the sources";
  if (U.Functions == U.Degraded)
    return "no function could be followed in full";
  if (U.Entries.empty())
    return "no entry point was found (give --entry ROLE=FUNCTION, or the "
           "sources that register the call-backs)";
  return "";
}

/// Of several drivers one may be none that we know how to enter: a remark. If
/// all are, the run came to nothing.
void Results::admitNothing() {
  std::string First;
  std::vector<std::string> OfUnits;
  for (const LinkUnitSummary &U : Summary.Units)
    if (std::string Why = whyNothing(U); !Why.empty()) {
      OfUnits.push_back("nothing of " + report::nameOf(U) +
                        " was analysed: " + Why);
      if (First.empty())
        First = std::move(Why);
    }
  if (OfUnits.size() == Summary.Units.size())
    Summary.NothingAnalysed = std::move(First);
  else
    llvm::append_range(Summary.Remarks, OfUnits);
}

void Results::finish(llvm::ArrayRef<projects::Remark> Remarks) {
  if (Summary.Units.size() > 1)
    tag();
  llvm::stable_sort(Summary.UnknownRoutines, [](const auto &A, const auto &B) {
    return A.Calls != B.Calls ? A.Calls > B.Calls : A.Name < B.Name;
  });
  admitNothing();
  for (const projects::Remark &R : Remarks) {
    std::string Text = R.File;
    if (!Text.empty())
      Text += (R.Line ? ":" + std::to_string(R.Line) : "") + ": ";
    Summary.Remarks.push_back(Text + (R.IsGuess ? "guessed: " : "") + R.Text);
  }
}

bool Results::allFailed() const {
  return llvm::all_of(Summary.Units, [](const LinkUnitSummary &U) {
    return U.SourcesFailed == U.Sources;
  });
}

bool Results::isPartial() const {
  return llvm::any_of(Summary.Units, [](const LinkUnitSummary &U) {
    return U.SourcesFailed || U.Degraded;
  });
}
