//===- Pipeline.cpp - From sources to findings ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Pipeline.h"
#include "report/Suppression.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include <chrono>
#include <mutex>
#include <optional>

using namespace miniport;
using namespace miniport::tool;
using llvm::Error;
using llvm::StringRef;

namespace {
/// Adds the time of its life to Sum.
class Stopwatch {
public:
  explicit Stopwatch(double &Sum) : Sum(Sum) {}
  ~Stopwatch() {
    Sum += std::chrono::duration<double>(Clock::now() - Start).count();
  }

private:
  using Clock = std::chrono::steady_clock;
  double &Sum;
  Clock::time_point Start = Clock::now();
};
} // namespace

Pipeline::Pipeline(PipelineOptions O) : Options(std::move(O)) {
  const facts::RuleBase *Rules = Options.Rules;
  Options.Read.IsKnownRoutine = [Rules](StringRef Name) {
    return Rules->routine(Name) != nullptr;
  };
  HowMuch.Sources = Options.Commands.size();
}

Pipeline::~Pipeline() = default;

void Pipeline::progress(StringRef Step, size_t Done, size_t Of) const {
  if (Options.Progress)
    Options.Progress(Step, Done, Of);
}

/// Names in a module are relative to the folder of its command, which differs
/// between commands: make them say the same thing everywhere.
static void makeAbsolute(ir::Module &M, StringRef Directory) {
  if (Directory.empty())
    return;
  auto Absolute = [&](StringRef Path) -> StringRef {
    if (Path.empty() || Path.starts_with("<") ||
        llvm::sys::path::is_absolute(Path, llvm::sys::path::Style::posix) ||
        llvm::sys::path::is_absolute(Path, llvm::sys::path::Style::windows))
      return Path;
    llvm::SmallString<256> Full(Directory);
    llvm::sys::path::append(Full, Path);
    llvm::sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
    return M.save(Full);
  };
  for (ir::SourceFile &F : M.Files)
    F.Path = Absolute(F.Path);
  for (ir::Global &G : M.Globals)
    G.Source = Absolute(G.Source);
  for (ir::Function &F : M.Functions)
    F.Source = Absolute(F.Source);
}

void Pipeline::read() {
  Stopwatch Watch(Times.Read);
  const auto &Commands = Options.Commands;
  std::vector<std::optional<llvm::Expected<std::unique_ptr<ir::Module>>>>
      Results(Commands.size());
  std::mutex Saying;
  size_t Done = 0;
  llvm::DefaultThreadPool Pool(
      llvm::hardware_concurrency(std::max(1u, Options.Jobs)));
  for (size_t I = 0; I != Commands.size(); ++I)
    Pool.async([&, I] {
      {
        std::lock_guard<std::mutex> Guard(Saying);
        progress(Commands[I].File, Done++, Commands.size());
      }
      Results[I].emplace(intake::readSource(Commands[I], Options.Read));
    });
  Pool.wait();
  for (size_t I = 0; I != Commands.size(); ++I) {
    llvm::Expected<std::unique_ptr<ir::Module>> &M = *Results[I];
    if (!M) {
      Failed.push_back({Commands[I].File, llvm::toString(M.takeError())});
      continue;
    }
    makeAbsolute(**M, Commands[I].Directory);
    HowMuch.SourcesInPart += !(*M)->Diagnostics.empty();
    for (const std::string &D : (*M)->Diagnostics)
      if (!llvm::is_contained(Diagnostics, D))
        Diagnostics.push_back(D);
    Modules.push_back(std::move(*M));
  }
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
  auto U = LinkUnit::create(miniport::link(std::move(Modules)), *Options.Rules,
                            Options.Entries);
  if (!U)
    return U.takeError();
  Unit = std::move(*U);
  describeSources();
  countFunctions();
  return Error::success();
}

void Pipeline::simulate() {
  Stopwatch Watch(Times.Simulate);
  progress("simulating", Options.Commands.size(), Options.Commands.size());
  Engine = std::make_unique<engine::Engine>(*Unit);
  Engine->run();
  HowMuch.Roots = Engine->roots().size();
}

void Pipeline::check() {
  Stopwatch Watch(Times.Check);
  progress("checking", Options.Commands.size(), Options.Commands.size());
  CheckOptions C;
  C.IsEnabled = Options.IsEnabled;
  C.Values = Options.CheckOptions;
  report::SuppressionResult R =
      report::applySuppressions(runChecks(*Engine, C, Statistics), *Sources);
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
