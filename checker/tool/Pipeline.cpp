//===- Pipeline.cpp - From sources to findings ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Pipeline.h"
#include "report/Suppression.h"
#include "tool/Stopwatch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace miniport;
using namespace miniport::tool;
using llvm::Error;
using llvm::StringRef;

std::function<bool(StringRef)>
tool::knownRoutines(const facts::RuleBase &Rules) {
  return [&Rules](StringRef Name) { return Rules.routine(Name) != nullptr; };
}

Pipeline::Pipeline(PipelineOptions O) : Options(std::move(O)) {
  Options.Read.IsKnownRoutine = knownRoutines(*Options.Rules);
  HowMuch.Sources = Options.Commands.size();
}

Pipeline::~Pipeline() = default;

void Pipeline::progress(StringRef Step, size_t Done, size_t Of) const {
  if (Options.Progress)
    Options.Progress(Step, Done, Of);
}

void Pipeline::add(std::unique_ptr<ir::Module> M) {
  HowMuch.SourcesInPart += !M->Diagnostics.empty();
  for (const std::string &D : M->Diagnostics)
    if (!llvm::is_contained(Diagnostics, D))
      Diagnostics.push_back(D);
  for (ir::MissingInclude &I : M->MissingIncludes)
    ++Missing.try_emplace(I.Name, I, 0u).first->second.second;
  Modules.push_back(std::move(M));
}

/// A path as a reader at the working folder would write it.
static StringRef shown(StringRef Path, StringRef Here) {
  StringRef Below = Path;
  if (!Here.empty() && Below.consume_front(Here) && Below.consume_front("/"))
    return Below;
  return Path;
}

void Pipeline::describeSources() {
  llvm::SmallString<256> Here;
  if (llvm::sys::fs::current_path(Here))
    Here.clear();
  Sources = std::make_unique<report::SourceTable>(Options.Root);
  for (const ir::SourceFile &F : Unit->module().Files)
    Sources->add(F.Path, shown(F.Path, Here));
}

void Pipeline::countFunctions() {
  for (const ir::Function &F : Unit->module().Functions) {
    bool HasCode = F.HasBody && !F.IsSystem;
    HowMuch.Functions += HasCode;
    HowMuch.Degraded += HasCode && !F.Degraded.empty();
  }
  HowMuch.EntryPoints = Unit->entries().size();
}

Error Pipeline::link() {
  Stopwatch Watch(Times.Link);
  progress("linking", Options.Commands.size(), Options.Commands.size());
  std::unique_ptr<ir::Module> Linked = miniport::link(std::move(Modules));
  if (Options.EntriesMayBeElsewhere)
    llvm::erase_if(Options.Entries, [&](const EntryOption &E) {
      return Linked->findFunction(E.Function) == ir::None;
    });
  auto U = LinkUnit::create(std::move(Linked), *Options.Rules, Options.Entries);
  if (!U)
    return U.takeError();
  Unit = std::move(*U);
  describeSources();
  countFunctions();
  countReached();
  return Error::success();
}

void Pipeline::simulate() {
  Stopwatch Watch(Times.Simulate);
  progress("simulating", Options.Commands.size(), Options.Commands.size());
  engine::Options How;
  How.Partial = Options.Partial;
  Engine = std::make_unique<engine::Engine>(*Unit, How);
  Engine->run();
  HowMuch.Roots = Engine->roots().size();
}

/// By calls, as the call graph has them: from the entry points on.
void Pipeline::countReached() {
  llvm::BitVector Reached(Unit->module().Functions.size());
  std::vector<uint32_t> Open;
  auto Reach = [&](uint32_t F) {
    if (!Reached.test(F))
      Open.push_back(F);
    Reached.set(F);
  };
  for (const EntryPoint &E : Unit->entries())
    Reach(E.Function);
  while (!Open.empty()) {
    uint32_t F = Open.back();
    Open.pop_back();
    llvm::for_each(Unit->callees(F), Reach);
  }
  for (auto [I, F] : llvm::enumerate(Unit->module().Functions))
    HowMuch.NotReached +=
        F.HasBody && !F.IsSystem && F.Degraded.empty() && !Reached.test(I);
}

void Pipeline::check() {
  Stopwatch Watch(Times.Check);
  progress("checking", Options.Commands.size(), Options.Commands.size());
  CheckOptions C;
  C.IsEnabled = Options.IsEnabled;
  C.Values = Options.CheckOptions;
  Findings = runChecks(*Engine, C, Statistics);
}

void Pipeline::silence() {
  Stopwatch Watch(Times.Check);
  report::SuppressionResult R =
      report::applySuppressions(std::move(Findings), *Sources);
  Findings = std::move(R.Kept);
  Suppressed = std::move(R.Suppressed);
}

std::vector<report::DegradedFunction> Pipeline::degraded() const {
  std::vector<report::DegradedFunction> Result;
  for (const ir::Function &F : Unit->module().Functions)
    if (F.HasBody && !F.IsSystem && !F.Degraded.empty())
      Result.push_back({F.Name.str(), F.Loc, F.Degraded.str()});
  return Result;
}
