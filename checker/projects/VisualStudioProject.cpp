//===- VisualStudioProject.cpp - From a .vcxproj to a Project -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/ClCommand.h"
#include "projects/KitDefaults.h"
#include "projects/LinkedProjects.h"
#include "projects/Readers.h"
#include "projects/VisualStudio.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

namespace miniport::projects {

using llvm::Expected;
using llvm::StringRef;
namespace path = llvm::sys::path;

/// .git of a submodule is a file that points into the parent's.
static bool isSubmodule(StringRef DotGit) {
  if (llvm::sys::fs::is_directory(DotGit))
    return false;
  auto Text = llvm::MemoryBuffer::getFile(DotGit);
  return Text && (*Text)->getBuffer().contains("/modules/");
}

std::string checkoutRoot(StringRef File, llvm::ArrayRef<StringRef> Candidates,
                         bool &Certain) {
  std::string Root;
  for (StringRef Folder = path::parent_path(File); !Folder.empty();
       Folder = path::parent_path(Folder)) {
    std::string DotGit = (Folder + "/.git").str();
    if (llvm::sys::fs::exists(DotGit)) {
      Root = Folder.str();
      if (!isSubmodule(DotGit))
        break;
    }
  }
  Certain = !Root.empty();
  if (Certain)
    return Root;
  Root = path::parent_path(File).str();
  for (StringRef Candidate : Candidates)
    if (!Candidate.empty() && isWithin(File, Candidate) &&
        Candidate.rtrim('/').size() < Root.size())
      Root = Candidate.size() > 1 ? Candidate.rtrim('/').str() : "/";
  return Root;
}

Expected<VisualStudioProject> VisualStudioProject::open(StringRef File,
                                                        StringRef SolutionDir,
                                                        StringRef UserRoot,
                                                        MSBuildFiles &Files) {
  VisualStudioProject P(File, SolutionDir, Files);
  P.Root = checkoutRoot(File, {SolutionDir, UserRoot}, P.RootIsCertain);
  if (SolutionDir.empty()) {
    SolutionsOf Nearby = solutionsOf(File, P.Root, Files.Paths);
    P.DependsOn = std::move(Nearby.DependsOn);
    if (!Nearby.Nearest.empty())
      P.SolutionDir = (path::parent_path(Nearby.Nearest) + "/").str();
  }
  auto E = P.evaluate(nullptr);
  if (!E)
    return E.takeError();
  MSBuildProject &M = **E;
  for (const MSBuildItem *Item : M.itemsOf("ProjectConfiguration")) {
    Variant V;
    V.Configuration = unescape(M.metadataOf(*Item, "Configuration"));
    V.Platform = unescape(M.metadataOf(*Item, "Platform"));
    auto [Configuration, Platform] = StringRef(Item->Include).split('|');
    if (V.Configuration.empty())
      V.Configuration = Configuration.str();
    if (V.Platform.empty())
      V.Platform = Platform.str();
    if (!llvm::is_contained(P.Known, V))
      P.Known.push_back(std::move(V));
  }
  if (P.Known.empty()) {
    P.IsGuessed = true;
    Variant V{M.get("Configuration"), M.get("Platform")};
    if (V.Configuration.empty())
      V.Configuration = "Release";
    if (V.Platform.empty())
      V.Platform = "x64";
    P.Known.push_back(V);
  }
  return std::move(P);
}

Expected<std::unique_ptr<MSBuildProject>>
VisualStudioProject::evaluate(const Variant *V) const {
  MSBuildProject::Globals Globals;
  if (!SolutionDir.empty())
    Globals.emplace_back("SolutionDir", SolutionDir);
  if (V) {
    Globals.emplace_back("Configuration", V->Configuration);
    Globals.emplace_back("Platform", V->Platform);
  }
  return MSBuildProject::evaluate(File, Root, RootIsCertain, Globals, *Files);
}

Expected<std::vector<KnownVariant>> VisualStudioProject::describeVariants() {
  std::vector<KnownVariant> Result;
  for (const Variant &V : Known) {
    KnownVariant K{V, std::nullopt, ""};
    // Names do for a project with more variants than anybody has.
    if (Known.size() <= 64) {
      auto E = evaluate(&V);
      if (!E)
        return E.takeError();
      K.Debug = (*E)->truth("UseDebugLibraries");
      K.TargetVersion = (*E)->get("TargetVersion");
    }
    Result.push_back(std::move(K));
  }
  return Result;
}

static std::string link(MSBuildProject &M, StringRef Name) {
  return StringRef(unescape(M.definitionOf("Link", Name))).trim().lower();
}

/// Is it a driver though its type does not say so: an ordinary toolset, with
/// the linker told by hand?
static bool isLinkedAsDriver(MSBuildProject &M) {
  std::string Driver = link(M, "Driver");
  if (Driver == "driver" || Driver == "uponly" || Driver == "wdm")
    return true;
  std::string Entry = link(M, "EntryPointSymbol");
  if (link(M, "SubSystem") == "native" &&
      (Entry == "driverentry" || Entry == "gsdriverentry"))
    return true;
  std::string More = link(M, "AdditionalOptions");
  return StringRef(More).contains("/driver") ||
         StringRef(More).contains("-driver") ||
         StringRef(M.get("TargetExt")).equals_insensitive(".sys");
}

/// A project that calls another build ("Makefile") says what that makes, and
/// what its sources include, for the editor's sake. BUILD's own file says more.
static OutputKind kindOfMakefile(MSBuildProject &M, WindowsPaths &Paths) {
  std::string Output = StringRef(M.get("NMakeOutput")).trim().lower();
  if (Paths.find("sources", M.folder()))
    return OutputKind::Other;
  if (StringRef(Output).ends_with(".sys"))
    return OutputKind::Driver;
  return StringRef(Output).ends_with(".lib") ? OutputKind::Library
                                             : OutputKind::Other;
}

static OutputKind kindOf(MSBuildProject &M, WindowsPaths &Paths) {
  std::string Type = StringRef(M.get("ConfigurationType")).trim().lower();
  std::string Toolset = StringRef(M.get("PlatformToolset")).lower();
  std::string Model = StringRef(M.get("DriverType")).trim().lower();
  if (StringRef(Toolset).contains("usermode") ||
      StringRef(Toolset).contains("applicationfordrivers") || Model == "umdf")
    return OutputKind::Other;
  if (Type == "staticlibrary")
    return OutputKind::Library;
  if (Type == "driver")
    return OutputKind::Driver;
  if (Type == "makefile")
    return kindOfMakefile(M, Paths);
  if (Type == "utility")
    return OutputKind::Other;
  bool SaysKernel = StringRef(Toolset).contains("kernelmode") || !Model.empty();
  if ((Type.empty() && SaysKernel) || isLinkedAsDriver(M))
    return OutputKind::Driver;
  return OutputKind::Other;
}

/// Does the kit's toolset build it? Then its defaults hold. An ordinary one
/// adds nothing: the project says all itself.
static bool hasKitDefaults(MSBuildProject &M) {
  std::string Toolset = StringRef(M.get("PlatformToolset")).lower();
  std::string Type = StringRef(M.get("ConfigurationType")).trim().lower();
  return Toolset.empty() || Type == "driver" || Type == "makefile" ||
         !M.get("DriverType").empty() ||
         StringRef(Toolset).contains("kernelmode");
}

/// WindowsTargetPlatformVersion names the kit, and so the newest interface that
/// it knows: "10.0.17763.0" is 0xA000006. (sdkddkver.h)
static std::string ntddiOfKit(StringRef Version) {
  static constexpr std::pair<unsigned, const char *> Kits[] = {
      {26100, "0xA000010"}, {25398, "0xA00000E"}, {22621, "0xA00000C"},
      {22000, "0xA00000B"}, {20348, "0xA00000A"}, {19041, "0xA000008"},
      {18362, "0xA000007"}, {17763, "0xA000006"}, {17134, "0xA000005"},
      {16299, "0xA000004"}, {15063, "0xA000003"}, {14393, "0xA000002"},
      {10586, "0xA000001"}, {10240, "0xA000000"}};
  std::optional<std::vector<unsigned>> V = parseVersion(Version);
  if (V && V->size() > 2 && (*V)[0] == 10)
    for (auto [Build, Ntddi] : Kits)
      if ((*V)[2] >= Build)
        return Ntddi;
  return "";
}

static KitSettings kitSettings(MSBuildProject &M, const Variant &V) {
  KitSettings S;
  S.Platform = V.Platform;
  if (std::string Target = M.get("TargetVersion"); !Target.empty())
    S.TargetVersion = Target;
  if (!M.isKitDefault("_NT_TARGET_VERSION"))
    S.NtTargetVersion = M.get("_NT_TARGET_VERSION");
  if (S.NtTargetVersion.empty() &&
      StringRef(S.TargetVersion).equals_insensitive("Windows10"))
    S.NtTargetVersion = ntddiOfKit(M.get("WindowsTargetPlatformVersion"));
  S.Debug =
      M.truth("UseDebugLibraries").value_or(isNamedDebug(V.Configuration));
  S.UsesKmdf = StringRef(M.get("DriverType")).equals_insensitive("KMDF");
  S.KmdfMinor = M.get("KMDF_VERSION_MINOR");
  return S;
}

static bool isCompiled(StringRef File) {
  return llvm::StringSwitch<bool>(path::extension(File).lower())
      .Cases(".c", ".cc", ".cpp", ".cxx", ".c++", true)
      .Default(false);
}

static void addSources(Project &P, MSBuildProject &M, WindowsPaths &Paths,
                       const Variant &V) {
  std::vector<std::string> Kit;
  if (hasKitDefaults(M))
    Kit = kitOptions(kitSettings(M, V));
  for (const MSBuildItem *Item : M.itemsOf("ClCompile")) {
    if (StringRef(unescape(M.metadataOf(*Item, "ExcludedFromBuild")))
            .trim()
            .equals_insensitive("true"))
      continue;
    std::optional<std::string> File = Paths.find(Item->Include, M.folder());
    if (!File || llvm::sys::fs::is_directory(*File)) {
      Remark R;
      R.File = Item->File;
      R.Line = Item->Line;
      R.Text = "source '" + Item->Include + "' is not there";
      P.Remarks.push_back(std::move(R));
      continue;
    }
    // What a project names is quoted in reports: not of any file there is.
    if (M.isOutside(*File)) {
      P.Remarks.push_back({Item->File, Item->Line,
                           "source '" + Item->Include +
                               "' lies outside of the checkout, and is not "
                               "read",
                           false});
      continue;
    }
    bool SaysLanguage = StringRef(unescape(M.metadataOf(*Item, "CompileAs")))
                            .starts_with_insensitive("CompileAs");
    if (isCompiled(*File) || SaysLanguage)
      P.Commands.push_back(clCommand(M, *Item, *File, Kit, Paths));
  }
}

static void addLibraries(Project &P, MSBuildProject &M, WindowsPaths &Paths) {
  auto Add = [&](StringRef Name) {
    Name = Name.trim("\" ");
    if (!Name.empty() && !Name.ends_with_insensitive(".obj") &&
        !llvm::is_contained(P.Libraries, Name))
      P.Libraries.push_back(Name.str());
  };
  for (StringRef Type : {"Link", "Lib"}) {
    std::string List = M.definitionOf(Type, "AdditionalDependencies");
    for (StringRef Name : splitList(List))
      Add(unescape(Name));
  }
  llvm::BumpPtrAllocator Allocator;
  llvm::StringSaver Saver(Allocator);
  llvm::SmallVector<const char *, 16> Words;
  llvm::cl::TokenizeWindowsCommandLine(
      unescape(M.definitionOf("Link", "AdditionalOptions")), Saver, Words);
  for (StringRef Word : Words)
    if (Word.ends_with_insensitive(".lib") && !Word.starts_with("/"))
      Add(Word);
  for (const MSBuildItem *Item : M.itemsOf("Library"))
    Add(Item->Include);
  for (const MSBuildItem *Item : M.itemsOf("ProjectReference")) {
    if (StringRef(unescape(M.metadataOf(*Item, "LinkLibraryDependencies")))
            .equals_insensitive("false"))
      continue;
    std::optional<std::string> File = Paths.find(Item->Include, M.folder());
    if (File) {
      P.References.push_back(*File);
      continue;
    }
    Remark R;
    R.File = Item->File;
    R.Line = Item->Line;
    R.Text = "project '" + Item->Include +
             "', which is referred to, is not "
             "there";
    P.Remarks.push_back(std::move(R));
  }
}

Expected<std::pair<std::string, OutputKind>>
VisualStudioProject::output(const Variant &V) {
  auto E = evaluate(&V);
  if (!E)
    return E.takeError();
  return std::make_pair((*E)->get("TargetName"), kindOf(**E, Files->Paths));
}

Expected<Project> VisualStudioProject::build(const Variant &V) {
  auto E = evaluate(&V);
  if (!E)
    return E.takeError();
  MSBuildProject &M = **E;
  Project P;
  P.File = File;
  P.Built = V;
  P.Within = V;
  P.Name = M.get("TargetName");
  P.Kind = kindOf(M, Files->Paths);
  addSources(P, M, Files->Paths, V);
  addLibraries(P, M, Files->Paths);
  std::vector<std::string> Linked = DependsOn;
  llvm::append_range(
      Linked, libraryProjects(P,
                              unescapedList(M.definitionOf(
                                  "Link", "AdditionalLibraryDirectories")),
                              SolutionDir, Root, *Files));
  for (std::string &Other : Linked)
    if (!llvm::is_contained(P.References, Other))
      P.References.push_back(std::move(Other));
  // The type may be in the import that is missing.
  if (P.Kind == OutputKind::Other && M.get("ConfigurationType").empty() &&
      M.isIncomplete() && llvm::any_of(P.Libraries, [](StringRef Name) {
        return Name.ends_with_insensitive("storport.lib") ||
               Name.ends_with_insensitive("scsiport.lib") ||
               Name.ends_with_insensitive("ntoskrnl.lib");
      })) {
    P.Kind = OutputKind::Driver;
    P.Remarks.push_back({File, 0,
                         "no import says what is built; a driver, by the "
                         "libraries that it links",
                         true});
  }
  if (IsGuessed)
    P.Remarks.push_back(
        {File, 0, "names no configurations; built as " + V.str(), true});
  P.Remarks.insert(P.Remarks.end(), M.Remarks.begin(), M.Remarks.end());
  return P;
}

Expected<std::vector<Project>>
readVisualStudioProject(StringRef File, StringRef SolutionDir,
                        const PlanOptions &Options) {
  MSBuildFiles Files;
  std::string OnDisk = Files.Paths.fromWorkingFolder(File);
  auto Opened =
      VisualStudioProject::open(OnDisk, SolutionDir, Options.Root, Files);
  if (!Opened)
    return Opened.takeError();
  auto Known = Opened->describeVariants();
  if (!Known)
    return Known.takeError();
  std::vector<Variant> Chosen =
      chooseVariants(llvm::ArrayRef<KnownVariant>(*Known), Options);
  if (Chosen.empty())
    return llvm::make_error<UnknownVariant>(OnDisk, Options,
                                            Opened->variants());
  std::vector<Project> Result;
  for (const Variant &V : Chosen) {
    Expected<Project> P = Opened->build(V);
    if (!P)
      return P.takeError();
    Result.push_back(std::move(*P));
  }
  return Result;
}

} // namespace miniport::projects
