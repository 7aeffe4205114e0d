//===- Inputs.cpp - The sources, flags and declarations to read -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Inputs.h"
#include "projects/CompileDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace miniport;
using namespace miniport::tool;
using intake::SourceCommand;
using llvm::Error;
using llvm::StringRef;
using llvm::Twine;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static Error wrong(const Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

/// Is it a file that somebody may read?
static Error requireSource(StringRef File) {
  if (std::error_code EC = fs::access(File, fs::AccessMode::Exist))
    return wrong("cannot read '" + File + "': " + EC.message());
  return Error::success();
}

/// What a kernel driver for x64 is compiled with, whoever builds it.
static std::vector<std::string> defaultFlags() {
  return {"-D_AMD64_", "-DAMD64"};
}

/// Clang's name for a platform of MSBuild; empty for the one that is assumed
/// anyway.
static StringRef targetOf(StringRef Platform) {
  return llvm::StringSwitch<StringRef>(Platform)
      .CaseLower("Win32", "--target=i686-pc-windows-msvc")
      .CaseLower("x86", "--target=i686-pc-windows-msvc")
      .CaseLower("ARM64", "--target=aarch64-pc-windows-msvc")
      .CaseLower("ARM", "--target=thumbv7-pc-windows-msvc")
      .Default("");
}

/// What a project does not say, and what the user adds.
static void complete(projects::UnitPlan &Unit, const CommandLine &C) {
  StringRef Target = targetOf(Unit.Built.Platform);
  for (SourceCommand &Command : Unit.Commands) {
    auto &Arguments = Command.Arguments;
    if (!Target.empty() && !llvm::any_of(Arguments, [](StringRef A) {
          return A.starts_with("--target") || A.starts_with("-target");
        }))
      Arguments.insert(Arguments.begin() + 1, Target.str());
    if (C.Flags)
      llvm::append_range(Arguments, *C.Flags);
  }
}

static llvm::Expected<projects::Plan>
planTree(llvm::ArrayRef<std::string> Paths, const CommandLine &C) {
  projects::PlanOptions O;
  O.AllVariants = C.AllVariants;
  O.Configuration = C.Configuration;
  O.Platform = C.Platform;
  auto Plan = projects::planBuild(Paths, O);
  if (Plan)
    for (projects::UnitPlan &Unit : Plan->Units)
      complete(Unit, C);
  return Plan;
}

/// Sources by name are one link unit.
static llvm::Expected<projects::Plan>
planSources(llvm::ArrayRef<std::string> Sources, const CommandLine &C) {
  if (C.AllVariants || !C.Configuration.empty() || !C.Platform.empty())
    return wrong("--variants, --configuration and --platform choose from what "
                 "a project has: name a project or a folder");
  projects::Plan Plan;
  projects::UnitPlan Unit;
  if (C.Database.empty()) {
    for (const std::string &File : Sources)
      if (Error E = requireSource(File))
        return std::move(E);
    Unit.Commands =
        intake::fixedCommands(Sources, C.Flags ? *C.Flags : defaultFlags());
  } else {
    auto Database = projects::CompileDatabase::load(C.Database);
    if (!Database)
      return Database.takeError();
    if (Database->isForeign())
      if (Error E = Database->relocate(Plan.Remarks))
        return std::move(E);
    if (Sources.empty())
      Unit.Commands = Database->commands().vec();
    for (const std::string &File : Sources) {
      auto Found = Database->commandsFor(File);
      if (!Found)
        return Found.takeError();
      llvm::append_range(Unit.Commands, *Found);
    }
  }
  Plan.Units.push_back(std::move(Unit));
  return Plan;
}

llvm::Expected<projects::Plan> tool::planInputs(const CommandLine &C) {
  std::vector<std::string> Trees, Sources;
  for (const std::string &Path : C.Sources) {
    auto &List =
        C.Database.empty() && projects::isPlanInput(Path) ? Trees : Sources;
    if (!llvm::is_contained(List, Path))
      List.push_back(Path);
  }
  if (!Trees.empty() && !Sources.empty())
    return wrong("'" + Trees.front() + "' says what is compiled; '" +
                 Sources.front() +
                 "' is a source by itself: name the one or "
                 "the other");
  if (!Trees.empty())
    return planTree(Trees, C);
  if (Sources.empty() && C.Database.empty())
    return wrong("nothing to analyse: no folder, project, source or -p is "
                 "given");
  return planSources(Sources, C);
}

/// A part of sdk/ installed beside the program, or of the source tree.
static std::string bundledSdk(StringRef Part) {
  static int Anchor;
  std::string Program =
      fs::getMainExecutable(nullptr, static_cast<void *>(&Anchor));
  llvm::SmallString<256> Dir(path::parent_path(path::parent_path(Program)));
  path::append(Dir, "share", "miniport-tidy", "sdk");
  if (!fs::is_directory(Dir))
    Dir = MINIPORT_SDK_DIR;
  path::append(Dir, Part);
  return std::string(Dir);
}

llvm::Expected<projects::Kit> tool::findSdk(StringRef Sdk) {
  projects::Kit Kit;
  if (Sdk == "none")
    return Kit;
  if (Sdk == "bundled") {
    Kit.Includes.push_back(bundledSdk("include"));
    if (!fs::is_directory(Kit.Includes.back()))
      return wrong("the bundled declarations are not in '" +
                   Kit.Includes.back() + "'; give --sdk=DIR or --sdk=none");
    return Kit;
  }
  auto Found = projects::findKit(Sdk);
  if (!Found)
    return wrong("--sdk: " + llvm::toString(Found.takeError()));
  // What comes with Microsoft's compiler, after what the kit has of it.
  Found->Includes.push_back(bundledSdk("shims"));
  return Found;
}
