//===- MSBuildImports.cpp - <Import>, of the tree and of the kit ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Which files are Visual Studio's: "C++ project property inheritance" and
// ".vcxproj file structure" (learn.microsoft.com); which the kit's: "Windows
// driver-specific property files".
//
//===----------------------------------------------------------------------===//

#include "projects/KitDefaults.h"
#include "projects/MSBuildProject.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
namespace path = llvm::sys::path;

/// Does the path begin in a folder that an installation of Visual Studio, of a
/// kit or of a package manager defines? No checkout contains what is in them.
static bool isInstalled(StringRef Written, StringRef Expanded) {
  for (StringRef Name : {"VCTargetsPath",         "WDKContentRoot",
                         "WDKBuildFolder",        "WDKBinRoot",
                         "WindowsSdkDir",         "UniversalCRTSdkDir",
                         "UserRootDir",           "MSBuildToolsPath",
                         "MSBuildExtensionsPath", "MSBuildBinPath",
                         "MSBuildSDKsPath",       "VSInstallDir",
                         "VCInstallDir",          "VsInstallRoot",
                         "LocalAppData",          "AppData",
                         "ProgramFiles",          "UserProfile",
                         "NuGetPackageRoot",      "NuGetPackageFolders",
                         "CustomBeforeMicrosoft", "CustomAfterMicrosoft",
                         "ForceImportBefore",     "ForceImportAfter"})
    if (Written.contains_insensitive(("$(" + Name).str()))
      return true;
  return StringRef(Expanded.lower()).contains("packages/microsoft.windows.");
}

/// By its name, for projects that give the path another way.
static bool isKitFile(StringRef Path) {
  StringRef Name = path::filename(Path);
  return Name.starts_with_insensitive("Microsoft.Cpp.") ||
         Name.starts_with_insensitive("WindowsDriver.");
}

Error MSBuildProject::readImport(pugi::xml_node Import) {
  if (!applies(Import) || Import.attribute("Sdk"))
    return Error::success();
  StringRef Written = Import.attribute("Project").value();
  std::string Folder = path::parent_path(CurrentFile->Path).str();
  std::string Paths = attribute(Import, "Project");
  for (StringRef Path : splitList(Paths)) {
    std::string Name = unescape(Path);
    std::replace(Name.begin(), Name.end(), '\\', '/');
    std::vector<std::string> Found;
    bool TooMany = false;
    if (isInstalled(Written, Name)) {
      if (Error E = atKitImport(path::filename(Name)))
        return E;
      continue;
    }
    if (hasWildcard(Path)) {
      for (const WindowsPaths::Match &M :
           Files.Paths.glob(Name, Folder, TooMany))
        Found.push_back(Files.Paths.resolve(M.Path, Folder));
    } else if (auto File = Files.Paths.find(Name, Folder)) {
      if (!llvm::sys::fs::is_directory(*File))
        Found.push_back(*File);
    }
    for (const std::string &File : Found) {
      CurrentNode = Import;
      if (Error E = importFile(File))
        return E;
    }
    if (!Found.empty() || hasWildcard(Path))
      continue;
    if (isKitFile(Name)) {
      if (Error E = atKitImport(path::filename(Name)))
        return E;
      continue;
    }
    CurrentNode = Import;
    remark("import '" + WindowsPaths::absolute(Name, Folder) +
           "' is not there; what it sets is not known");
    Incomplete = true;
  }
  return Error::success();
}

bool MSBuildProject::isOutside(StringRef Path) const {
  return RootIsCertain && !isWithin(Path, Root);
}

Error MSBuildProject::importFile(StringRef Path) {
  if (llvm::any_of(ImportStack,
                   [&](const XmlFile *F) { return F->Path == Path; })) {
    remark("'" + Path + "' imports itself; the import is left out");
    return Error::success();
  }
  // As MSBuild: the first import of a file counts.
  if (Imported.contains(Path))
    return Error::success();
  if (isOutside(Path)) {
    remark("import '" + Path + "' is outside of the checkout; left out");
    Incomplete = true;
    return Error::success();
  }
  if (ImportStack.size() > 100) {
    remark("imports are nested too deeply; '" + Path + "' is left out");
    return Error::success();
  }
  Expected<const XmlFile *> File = Files.load(Path);
  return File ? readProject(**File) : File.takeError();
}

/// Directory.Build.props and .targets: the nearest above the project.
Error MSBuildProject::importDirectoryBuild(StringRef Kind) {
  std::string Enabled = get(("ImportDirectoryBuild" + Kind).str());
  if (StringRef(Enabled).equals_insensitive("false"))
    return Error::success();
  std::string File = get(("DirectoryBuild" + Kind + "Path").str());
  if (File.empty()) {
    std::string Name = ("Directory.Build." + Kind.lower());
    std::string Found = callStatic("MSBuild", "GetDirectoryNameOfFileAbove",
                                   {ProjectFolder, Name}, *this)
                            .value_or("");
    if (Found.empty())
      return Error::success();
    File = Found + "/" + Name;
  }
  if (auto Path = Files.Paths.find(File, ProjectFolder))
    return importFile(*Path);
  return Error::success();
}

Error MSBuildProject::atKitImport(StringRef Name) {
  if (Name.equals_insensitive("Microsoft.Cpp.Default.props")) {
    if (SawDefaultProps)
      return Error::success();
    SawDefaultProps = true;
    if (Error E = importDirectoryBuild("Props"))
      return E;
    setDefaultProperties();
  } else if (Name.equals_insensitive("Microsoft.Cpp.props")) {
    if (SawProps)
      return Error::success();
    SawProps = true;
    if (Error E = atKitImport("Microsoft.Cpp.Default.props"))
      return E;
    setFolderProperties();
  } else if (Name.equals_insensitive("Microsoft.Cpp.targets")) {
    if (SawTargets)
      return Error::success();
    SawTargets = true;
    return importDirectoryBuild("Targets");
  }
  return Error::success();
}

void MSBuildProject::setDefaultProperties() {
  setDefault("ProjectName", get("MSBuildProjectName"));
  // Not where the import that may name the toolset is missing.
  if (!Incomplete) {
    setDefault("DefaultPlatformToolset", "v143");
    setDefault("PlatformToolset", "v143");
  }
  struct Names {
    const char *Target, *Short, *Bits;
  };
  std::string Lower = StringRef(get("Platform")).lower();
  Names N = llvm::StringSwitch<Names>(Lower)
                .Case("win32", {"x86", "x86", "32"})
                .Case("arm64", {"arm64", "arm64", "64"})
                .Case("arm", {"arm", "arm", "32"})
                .Default({"x64", "x64", "64"});
  setDefault("PlatformName", get("Platform"));
  setDefault("ConfigurationName", get("Configuration"));
  setDefault("PlatformTarget", N.Target);
  setDefault("PlatformShortName", N.Short);
  setDefault("PlatformArchitecture", N.Bits);
}

void MSBuildProject::setFolderProperties() {
  KitSettings Settings;
  Settings.Platform = get("Platform");
  Settings.TargetVersion = get("TargetVersion");
  Settings.NtTargetVersion = get("_NT_TARGET_VERSION");
  for (const auto &[Name, Value] : kitProperties(Settings))
    setDefault(Name, Value);
  // As Visual Studio does: Win32 has no folder of its own.
  std::string Platform = get("Platform"), Configuration = get("Configuration");
  std::string Folder =
      (StringRef(Platform).equals_insensitive("Win32") ? "" : Platform + "\\") +
      Configuration + "\\";
  setDefault("OutDir", get("SolutionDir") + Folder);
  setDefault("IntDir", Folder);
  setDefault("TargetName", get("ProjectName"));
  std::string Toolset = get("PlatformToolset");
  setDefault("IsKernelModeToolset",
             StringRef(Toolset).contains("KernelMode") ? "true" : "false");
  setDefault("IsUserModeToolset",
             StringRef(Toolset).contains("UserMode") ? "true" : "false");
  std::string Type = StringRef(get("ConfigurationType")).lower();
  setDefault("TargetExt", llvm::StringSwitch<const char *>(Type)
                              .Case("driver", ".sys")
                              .Case("staticlibrary", ".lib")
                              .Case("dynamiclibrary", ".dll")
                              .Case("application", ".exe")
                              .Default(""));
  setDefault("TargetFileName", get("TargetName") + get("TargetExt"));
  setDefault("TargetDir", get("OutDir"));
  setDefault("TargetPath", get("OutDir") + get("TargetFileName"));
}

} // namespace miniport::projects
