//===- NtBuild.cpp - 'sources' and 'dirs' of the NT DDK -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What BUILD's utility macros mean:
// https://learn.microsoft.com/previous-versions/windows/hardware/drivers
//   (Build Utility Reference: Utility-Supplied Macros)
//
//===----------------------------------------------------------------------===//

#include "projects/KitDefaults.h"
#include "projects/NtMakeText.h"
#include "projects/Readers.h"
#include "projects/Variants.h"
#include "projects/VisualStudio.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
namespace path = llvm::sys::path;

static constexpr unsigned DeepestDirs = 32;

/// Both kinds of a build, for the processors that it knew.
static const Variant Kinds[] = {
    {"fre", "x64"}, {"chk", "x64"}, {"fre", "Win32"}, {"chk", "Win32"}};

static OutputKind kindOf(StringRef TargetType) {
  return llvm::StringSwitch<OutputKind>(TargetType)
      .CasesLower("DRIVER", "MINIPORT", "EXPORT_DRIVER", OutputKind::Driver)
      .CasesLower("DRIVER_LIBRARY", "LIBRARY", OutputKind::Library)
      .Default(OutputKind::Other);
}

namespace {

class NtBuild {
public:
  explicit NtBuild(const PlanOptions &Options) : Options(Options) {}
  Error read(StringRef File, unsigned Depth);
  Expected<std::vector<Project>> finish();

private:
  Error readSources(StringRef File);
  Error readDirs(StringRef File, unsigned Depth);
  NtMakeText textFor(StringRef File, const Variant &V);
  Project project(StringRef File, const Variant &V, const NtMakeText &T);
  std::vector<std::string> wppScanned(const NtMakeText &T, StringRef Folder);
  std::vector<std::string> optionsOf(const NtMakeText &T, const Variant &V,
                                     StringRef Folder);
  void addSources(Project &P, const NtMakeText &T, StringRef Macro,
                  StringRef SubFolder, StringRef Folder,
                  const SourceCommand &Like);

  const PlanOptions &Options;
  WindowsPaths Paths;
  llvm::StringSet<> Seen;
  std::vector<Project> Projects;
};

} // namespace

/// What BUILD's environment sets before a file is read.
NtMakeText NtBuild::textFor(StringRef File, const Variant &V) {
  bool IsCertain = false;
  std::string Root = checkoutRoot(File, {Options.Root}, IsCertain);
  NtMakeText T(Root, IsCertain, Paths);
  bool Is64 = isSamePlatform(V.Platform, "x64");
  bool IsFree = V.Configuration == "fre";
  KitSettings Settings;
  Settings.Platform = V.Platform;
  Settings.Debug = !IsFree;
  for (const auto &[Name, Value] : kitProperties(Settings))
    T.define(Name, Value);
  T.define(Is64 ? "AMD64" : "386", "1");
  T.define("_BUILDARCH", Is64 ? "AMD64" : "x86");
  T.define("TARGET_DIRECTORY", Is64 ? "amd64" : "i386");
  T.define("TARGET_CPU", Is64 ? "amd64" : "x86");
  T.define("FREEBUILD", IsFree ? "1" : "0");
  T.define("DDKBUILDENV", V.Configuration);
  T.define("BUILD_ALT_DIR",
           V.Configuration + (Is64 ? "_win7_amd64" : "_win7_x86"));
  T.define("O", "obj$(BUILD_ALT_DIR)\\$(TARGET_DIRECTORY)");
  T.define("OBJ_PATH", path::parent_path(File));
  T.define("MAKEDIR", path::parent_path(File));
  T.define("_NT_TARGET_VERSION", "0x601");
  return T;
}

std::vector<std::string>
NtBuild::optionsOf(const NtMakeText &T, const Variant &V, StringRef Folder) {
  KitSettings Settings;
  Settings.Platform = V.Platform;
  Settings.Debug = V.Configuration == "chk";
  Settings.TargetVersion = "Windows7";
  std::vector<std::string> Result{"cl"};
  llvm::append_range(Result, kitOptions(Settings));
  for (const std::string &Include : T.words("INCLUDES"))
    Result.push_back("/I" + Paths.resolve(Include, Folder));
  for (StringRef Macro : {"C_DEFINES", "USER_C_FLAGS"})
    for (const std::string &Word : T.words(Macro)) {
      StringRef Option = Word;
      if (Option.consume_front("-I") || Option.consume_front("/I"))
        Result.push_back("/I" + Paths.resolve(Option, Folder));
      else if (Option.starts_with("-") || Option.starts_with("/"))
        Result.push_back(Word);
    }
  return Result;
}

/// RUN_WPP=$(SOURCES) -km -func:Trace(LEVEL,MSG,...): the functions.
static std::vector<std::string> wppFunctions(const NtMakeText &T) {
  std::vector<std::string> Result;
  std::string Text = T.value("RUN_WPP");
  for (StringRef Rest = Text;;) {
    size_t At = Rest.find("-func:");
    if (At == StringRef::npos)
      return Result;
    Rest = Rest.drop_front(At + 6);
    size_t End = Rest.find(')');
    if (End == StringRef::npos)
      return Result;
    Result.push_back(Rest.take_front(End + 1).str());
  }
}

/// -scan:trace.h: files of its configuration.
std::vector<std::string> NtBuild::wppScanned(const NtMakeText &T,
                                             StringRef Folder) {
  std::vector<std::string> Result;
  for (const std::string &Word : T.words("RUN_WPP")) {
    StringRef File = Word;
    if (File.consume_front("-scan:"))
      Result.push_back(Paths.resolve(File, Folder));
  }
  return Result;
}

/// SubFolder: where BUILD looks for sources of one processor, too.
void NtBuild::addSources(Project &P, const NtMakeText &T, StringRef Macro,
                         StringRef SubFolder, StringRef Folder,
                         const SourceCommand &Like) {
  for (const std::string &Name : T.words(Macro)) {
    StringRef Extension = path::extension(Name);
    bool IsC = llvm::StringSwitch<bool>(Extension)
                   .CasesLower(".c", ".cpp", ".cxx", ".cc", true)
                   .Default(false);
    auto Remarked = [&](const llvm::Twine &What) {
      P.Remarks.push_back({P.File, 0, ("'" + Name + "' " + What).str(), false});
    };
    if (!IsC) {
      if (Extension.equals_insensitive(".asm") ||
          Extension.equals_insensitive(".s"))
        Remarked("is assembly, and left out");
      continue; // resources, messages, interface definitions
    }
    auto Found = Paths.find(Name, Folder);
    if (!Found && !SubFolder.empty())
      Found = Paths.find((SubFolder + "/" + Name).str(), Folder);
    if (!Found) {
      Remarked("is not there");
      continue;
    }
    if (T.isOutside(*Found)) {
      Remarked("lies outside of the checkout, and is not read");
      continue;
    }
    SourceCommand C = Like;
    C.File = *Found;
    P.Commands.push_back(std::move(C));
  }
}

Project NtBuild::project(StringRef File, const Variant &V,
                         const NtMakeText &T) {
  Project P;
  P.File = File.str();
  P.Name = T.value("TARGETNAME");
  P.Kind = kindOf(T.value("TARGETTYPE"));
  P.Built = P.Within = V;
  P.Remarks = T.remarks().vec();
  StringRef Folder = path::parent_path(File);
  SourceCommand Like;
  Like.Directory = Folder.str();
  Like.Arguments = optionsOf(T, V, Folder);
  Like.WppFunctions = wppFunctions(T);
  Like.WppScanned = wppScanned(T, Folder);
  bool Is64 = isSamePlatform(V.Platform, "x64");
  addSources(P, T, "SOURCES", "", Folder, Like);
  addSources(P, T, Is64 ? "AMD64_SOURCES" : "I386_SOURCES",
             Is64 ? "amd64" : "i386", Folder, Like);
  for (StringRef Macro : {"TARGETLIBS", "LINKLIBS"})
    llvm::append_range(P.Libraries, T.words(Macro));
  return P;
}

Error NtBuild::readSources(StringRef File) {
  std::vector<Variant> Chosen =
      chooseVariants(llvm::ArrayRef<Variant>(Kinds), Options);
  if (Chosen.empty())
    return llvm::make_error<UnknownVariant>(
        File, Options,
        std::vector<Variant>(std::begin(Kinds), std::end(Kinds)));
  for (const Variant &V : Chosen) {
    NtMakeText T = textFor(File, V);
    if (Error E = T.read(File))
      return E;
    if (T.value("TARGETNAME").empty() && T.value("TARGETTYPE").empty())
      return llvm::createStringError(
          llvm::inconvertibleErrorCode(),
          "'" + File + "' is no file of BUILD's: it names no target");
    Projects.push_back(project(File, V, T));
  }
  return Error::success();
}

Error NtBuild::readDirs(StringRef File, unsigned Depth) {
  NtMakeText T = textFor(File, Kinds[0]);
  if (Error E = T.read(File))
    return E;
  std::vector<std::string> Folders = T.words("DIRS");
  llvm::append_range(Folders, T.words("OPTIONAL_DIRS"));
  for (StringRef Name : Folders) {
    // "folder{tag}": the tag orders a build.
    Name = Name.take_until([](char C) { return C == '{'; });
    auto Folder = Paths.find(Name, path::parent_path(File));
    if (!Folder)
      continue;
    for (StringRef Kind : {"sources", "dirs"})
      if (auto Found = Paths.find(Kind, *Folder))
        if (Error E = read(*Found, Depth + 1))
          return E;
  }
  return Error::success();
}

Error NtBuild::read(StringRef File, unsigned Depth) {
  if (Depth > DeepestDirs || !Seen.insert(File).second)
    return Error::success();
  return path::filename(File).equals_insensitive("dirs") ? readDirs(File, Depth)
                                                         : readSources(File);
}

Expected<std::vector<Project>> NtBuild::finish() { return std::move(Projects); }

Expected<std::vector<Project>> readNtBuild(StringRef File,
                                           const PlanOptions &Options) {
  llvm::SmallString<256> Absolute(File);
  llvm::sys::fs::make_absolute(Absolute);
  NtBuild B(Options);
  if (Error E = B.read(Absolute, 0))
    return std::move(E);
  return B.finish();
}

} // namespace miniport::projects
