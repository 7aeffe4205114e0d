//===- ReadSources.cpp - The pipeline's first stage -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file of its own, so that a door that does not read sources itself needs
// nothing of what intake needs of Clang.
//
//===----------------------------------------------------------------------===//

#include "tool/Pipeline.h"
#include "tool/Stopwatch.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include <mutex>
#include <optional>

using namespace miniport;
using namespace miniport::tool;
using llvm::StringRef;

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
  for (ir::MissingInclude &I : M.MissingIncludes)
    I.File = Absolute(I.File).str();
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
    add(std::move(*M));
  }
}
