//===- EmitCompileDatabase.cpp - --emit=compdb ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/EmitCompileDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace miniport;
using llvm::StringRef;

static std::string absolute(StringRef Path) {
  llvm::SmallString<256> Full(Path);
  llvm::sys::fs::make_absolute(Full);
  llvm::sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  return std::string(Full);
}

/// As Clang is run here, but for its own headers: another program has its own.
static std::vector<std::string>
argumentsFor(const intake::SourceCommand &Command,
             const intake::ReadOptions &Options) {
  std::vector<std::string> Arguments =
      intake::compilerArguments(Command, Options);
  if (!llvm::any_of(Command.Arguments,
                    [](StringRef A) { return A.starts_with("-resource-dir"); }))
    llvm::erase_if(Arguments,
                   [](StringRef A) { return A.starts_with("-resource-dir="); });
  return Arguments;
}

void tool::writeCompileDatabase(const projects::Plan &Plan,
                                const intake::ReadOptions &Options,
                                llvm::raw_ostream &OS) {
  llvm::json::OStream J(OS, /*IndentSize=*/2);
  // A library's source is in every driver that links it.
  std::set<std::pair<std::string, std::vector<std::string>>> Written;
  J.array([&] {
    for (const projects::UnitPlan &Unit : Plan.Units)
      for (const intake::SourceCommand &Command : Unit.Commands) {
        std::vector<std::string> Arguments = argumentsFor(Command, Options);
        std::string Directory = absolute(Command.Directory);
        if (!Written.insert({Directory + '\n' + Command.File, Arguments})
                 .second)
          continue;
        J.object([&] {
          J.attribute("directory", Directory);
          J.attribute("file", Command.File);
          J.attributeArray("arguments", [&] {
            for (const std::string &A : Arguments)
              J.value(llvm::json::fixUTF8(A));
          });
        });
      }
  });
  OS << '\n';
}
