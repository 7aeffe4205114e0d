//===- Inputs.cpp - The sources, flags and declarations to read -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Inputs.h"
#include "projects/CompileDatabase.h"
#include "llvm/ADT/STLExtras.h"
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

/// Is it a file that somebody may read? (A directory is not.)
static Error requireSource(StringRef File) {
  fs::file_status Status;
  if (std::error_code EC = fs::status(File, Status))
    return wrong("cannot read '" + File + "': " + EC.message());
  if (fs::is_directory(Status))
    return wrong("'" + File +
                 "' is a folder: name its sources, or a folder with a compile "
                 "database behind -p");
  if (std::error_code EC = fs::access(File, fs::AccessMode::Exist))
    return wrong("cannot read '" + File + "': " + EC.message());
  StringRef Extension = path::extension(File);
  if (Extension.equals_insensitive(".vcxproj") ||
      Extension.equals_insensitive(".sln"))
    return wrong("'" + File +
                 "' is a project: this version reads sources and compile "
                 "databases only");
  return Error::success();
}

/// What a kernel driver for x64 is compiled with, whoever builds it.
static std::vector<std::string> defaultFlags() {
  return {"-D_AMD64_", "-DAMD64"};
}

llvm::Expected<std::vector<SourceCommand>>
tool::findCommands(const CommandLine &C) {
  for (const std::string &File : C.Sources)
    if (C.Database.empty())
      if (Error E = requireSource(File))
        return std::move(E);
  std::vector<std::string> Sources;
  for (const std::string &File : C.Sources)
    if (!llvm::is_contained(Sources, File))
      Sources.push_back(File);

  if (C.Database.empty()) {
    if (Sources.empty())
      return wrong("nothing to analyse: no source and no -p is given");
    return intake::fixedCommands(Sources, C.Flags ? *C.Flags : defaultFlags());
  }
  auto Database = projects::CompileDatabase::load(C.Database);
  if (!Database)
    return Database.takeError();
  std::vector<SourceCommand> Commands;
  if (Sources.empty())
    Commands = Database->commands().vec();
  for (const std::string &File : Sources) {
    auto Found = Database->commandsFor(File);
    if (!Found)
      return Found.takeError();
    Commands.insert(Commands.end(), Found->begin(), Found->end());
  }
  if (Commands.empty())
    return wrong("the compile database '" + C.Database + "' has no entry");
  return Commands;
}

/// The declarations installed beside the program, or those of the source tree.
static std::string bundledSdk() {
  static int Anchor;
  std::string Program =
      fs::getMainExecutable(nullptr, static_cast<void *>(&Anchor));
  llvm::SmallString<256> Dir(path::parent_path(path::parent_path(Program)));
  path::append(Dir, "share", "miniport-tidy", "sdk");
  return fs::is_directory(Dir) ? std::string(Dir) : MINIPORT_SDK_DIR;
}

llvm::Expected<std::vector<std::string>> tool::findSdk(StringRef Sdk) {
  std::vector<std::string> Folders;
  if (Sdk == "none")
    return Folders;
  if (Sdk == "bundled") {
    Folders.push_back(bundledSdk());
    if (!fs::is_directory(Folders.back()))
      return wrong("the bundled declarations are not in '" + Folders.back() +
                   "'; give --sdk=DIR or --sdk=none");
    return Folders;
  }
  if (!fs::is_directory(Sdk))
    return wrong("--sdk: no folder '" + Sdk + "'");
  bool HasPort = false;
  for (StringRef Below : {"", "km", "km/crt", "shared"}) {
    llvm::SmallString<256> Dir(Sdk);
    if (!Below.empty())
      path::append(Dir, Below);
    if (!fs::is_directory(Dir))
      continue;
    Folders.push_back(std::string(Dir));
    for (StringRef Header : {"storport.h", "srb.h"}) {
      llvm::SmallString<256> File(Dir);
      path::append(File, Header);
      HasPort |= fs::exists(File);
    }
  }
  if (!HasPort)
    return wrong("--sdk: neither storport.h nor srb.h is in '" + Sdk +
                 "' or its km and shared folders");
  return Folders;
}
