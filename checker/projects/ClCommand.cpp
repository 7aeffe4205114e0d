//===- ClCommand.cpp - The compiler command of one ClCompile item ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// "CL task" and "ClCompile item metadata" (learn.microsoft.com) name the
// metadata and the options that they become; "WPP preprocessor" those of WPP.
//
//===----------------------------------------------------------------------===//

#include "projects/ClCommand.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

namespace miniport::projects {

using llvm::StringRef;
namespace path = llvm::sys::path;

namespace {

struct Switch {
  const char *Metadata, *Value, *Option;
};

constexpr Switch Switches[] = {
    {"UndefineAllPreprocessorDefinitions", "true", "/u"},
    {"IgnoreStandardIncludePath", "true", "/X"},
    {"DefaultCharIsUnsigned", "true", "/J"},
    {"ExceptionHandling", "Sync", "/EHsc"},
    {"ExceptionHandling", "Async", "/EHa"},
    {"ExceptionHandling", "SyncCThrow", "/EHs"},
    {"RuntimeLibrary", "MultiThreaded", "/MT"},
    {"RuntimeLibrary", "MultiThreadedDebug", "/MTd"},
    {"RuntimeLibrary", "MultiThreadedDLL", "/MD"},
    {"RuntimeLibrary", "MultiThreadedDebugDLL", "/MDd"},
    {"StructMemberAlignment", "1Byte", "/Zp1"},
    {"StructMemberAlignment", "2Bytes", "/Zp2"},
    {"StructMemberAlignment", "4Bytes", "/Zp4"},
    {"StructMemberAlignment", "8Bytes", "/Zp8"},
    {"StructMemberAlignment", "16Bytes", "/Zp16"},
    {"DisableLanguageExtensions", "true", "/Za"},
    {"ConformanceMode", "true", "/permissive-"},
    {"ConformanceMode", "false", "/permissive"},
    {"TreatWChar_tAsBuiltInType", "true", "/Zc:wchar_t"},
    {"TreatWChar_tAsBuiltInType", "false", "/Zc:wchar_t-"},
    {"RuntimeTypeInfo", "true", "/GR"},
    {"RuntimeTypeInfo", "false", "/GR-"},
    {"CallingConvention", "Cdecl", "/Gd"},
    {"CallingConvention", "FastCall", "/Gr"},
    {"CallingConvention", "StdCall", "/Gz"},
    {"CallingConvention", "VectorCall", "/Gv"},
    {"CompileAs", "CompileAsC", "/TC"},
    {"CompileAs", "CompileAsCpp", "/TP"},
};

/// Of them one is given: that for the source's language.
constexpr Switch CStandards[] = {
    {"LanguageStandard_C", "stdc11", "/std:c11"},
    {"LanguageStandard_C", "stdc17", "/std:c17"},
    {"LanguageStandard_C", "stdclatest", "/std:clatest"},
};
constexpr Switch CxxStandards[] = {
    {"LanguageStandard", "stdcpp14", "/std:c++14"},
    {"LanguageStandard", "stdcpp17", "/std:c++17"},
    {"LanguageStandard", "stdcpp20", "/std:c++20"},
    {"LanguageStandard", "stdcpp23", "/std:c++23preview"},
    {"LanguageStandard", "stdcpplatest", "/std:c++latest"},
};

class CommandBuilder {
public:
  CommandBuilder(MSBuildProject &Project, const MSBuildItem &Item,
                 StringRef File, WindowsPaths &Paths)
      : Project(Project), Item(Item), File(File), Paths(Paths),
        Folder(Project.folder()) {}

  void addIncludes(StringRef List);
  void addInstalledIncludes();
  void addDefinitions(std::vector<std::string> Definitions);
  void addUndefinitions();
  void addSwitches(llvm::ArrayRef<Switch> Table);
  void addForcedIncludes(llvm::ArrayRef<std::string> Names);
  void addMakefile();
  void addAdditionalOptions();
  void addWpp();
  bool isC() const;
  std::vector<std::string> list(StringRef Name) const;

  std::vector<std::string> Arguments{"cl"};
  std::vector<std::string> WppFunctions, WppScanned;

private:
  std::string get(StringRef Name) const {
    return Project.metadataOf(Item, Name);
  }
  void add(const llvm::Twine &Option) { Arguments.push_back(Option.str()); }
  std::string forcedInclude(StringRef Name) const;

  MSBuildProject &Project;
  const MSBuildItem &Item;
  StringRef File;
  WindowsPaths &Paths;
  std::string Folder;
};

} // namespace

/// A reference that stands in a property's value is text to MSBuild, and no
/// option: "%(AdditionalOptions)".
static bool isLeftOver(StringRef Text) {
  return Text.starts_with("%(") || Text.starts_with("$(");
}

std::vector<std::string> CommandBuilder::list(StringRef Name) const {
  std::vector<std::string> Result = unescapedList(get(Name));
  llvm::erase_if(Result, isLeftOver);
  return Result;
}

/// Folders in the order given; those of the kit ("$(DDK_INC_PATH)") are not in
/// the tree.
void CommandBuilder::addIncludes(StringRef List) {
  for (StringRef Entry : unescapedList(List)) {
    StringRef Path = Entry.trim("\" ");
    if (Path.empty() || Path.contains("$("))
      continue;
    std::string Option = "/I" + Paths.resolve(Path, Folder);
    if (!llvm::is_contained(Arguments, Option))
      Arguments.push_back(std::move(Option));
  }
}

/// $(IncludePath) holds the kit's folders, and what projects add to them.
void CommandBuilder::addInstalledIncludes() {
  for (StringRef Name : {"IncludePath", "ExternalIncludePath"})
    for (StringRef Entry : Project.list(Name))
      if (Paths.find(Entry.trim("\" "), Folder))
        addIncludes(escape(Entry));
}

void CommandBuilder::addDefinitions(std::vector<std::string> Definitions) {
  // Quotes may be written for a shell that is not there: NAME=\"text\".
  for (std::string &Definition : Definitions) {
    for (size_t At; (At = Definition.find("\\\"")) != std::string::npos;)
      Definition.erase(At, 1);
    add("/D" + Definition);
  }
}

void CommandBuilder::addUndefinitions() {
  for (const std::string &Name : list("UndefinePreprocessorDefinitions"))
    add("/U" + Name);
}

void CommandBuilder::addSwitches(llvm::ArrayRef<Switch> Table) {
  for (const Switch &S : Table)
    if (StringRef(unescape(get(S.Metadata))).trim().equals_insensitive(S.Value))
      add(S.Option);
}

/// cl looks for it as for an #include of the source.
std::string CommandBuilder::forcedInclude(StringRef Name) const {
  Name = Name.trim("\" ");
  for (StringRef From : {StringRef(Folder), path::parent_path(File)})
    if (auto Found = Paths.find(Name, From))
      return *Found;
  std::string Slashed = Name.str();
  std::replace(Slashed.begin(), Slashed.end(), '\\', '/');
  return Slashed;
}

void CommandBuilder::addForcedIncludes(llvm::ArrayRef<std::string> Names) {
  for (const std::string &Name : Names)
    if (!StringRef(Name).contains("$("))
      add("/FI" + forcedInclude(Name));
}

void CommandBuilder::addAdditionalOptions() {
  std::string Text = unescape(get("AdditionalOptions"));
  llvm::BumpPtrAllocator Allocator;
  llvm::StringSaver Saver(Allocator);
  llvm::SmallVector<const char *, 16> Words;
  llvm::cl::TokenizeWindowsCommandLine(Text, Saver, Words);
  for (size_t I = 0; I < Words.size(); ++I) {
    StringRef Word = Words[I];
    StringRef Path = Word;
    if (isLeftOver(Word))
      continue;
    // Paths are this folder's, attached to the option or behind it.
    bool IsInclude = Path.consume_front("/I") || Path.consume_front("-I");
    bool IsForced =
        !IsInclude && (Path.consume_front("/FI") || Path.consume_front("-FI"));
    if (!IsInclude && !IsForced) {
      Arguments.push_back(Word.str());
      continue;
    }
    if (Path.empty() && I + 1 < Words.size())
      Path = Words[++I];
    if (IsInclude)
      addIncludes(escape(Path));
    else if (!Path.empty())
      add("/FI" + forcedInclude(Path));
  }
}

/// Trace functions: as metadata, or among the options of the preprocessor.
void CommandBuilder::addWpp() {
  if (!StringRef(unescape(get("WppEnabled"))).trim().equals_insensitive("true"))
    return;
  if (StringRef(unescape(get("WppRecorderEnabled")))
          .trim()
          .equals_insensitive("true"))
    add("/DENABLE_WPP_RECORDER=1");
  for (const std::string &Definition : list("WppPreprocessorDefinitions"))
    add("/D" + Definition);
  for (const std::string &Function : list("WppTraceFunction"))
    WppFunctions.push_back(Function);
  auto Scan = [&](StringRef File) {
    if (!isLeftOver(File))
      WppScanned.push_back(Paths.resolve(File, Project.folder()));
  };
  for (const std::string &Configuration : list("WppScanConfigurationData"))
    Scan(Configuration);
  llvm::BumpPtrAllocator Allocator;
  llvm::StringSaver Saver(Allocator);
  llvm::SmallVector<const char *, 16> Words;
  llvm::cl::TokenizeWindowsCommandLine(unescape(get("WppAdditionalOptions")),
                                       Saver, Words);
  for (StringRef Word : Words)
    if (Word.consume_front("-func:") || Word.consume_front("/func:"))
      WppFunctions.push_back(Word.str());
    else if (Word.consume_front("-scan:") || Word.consume_front("/scan:"))
      Scan(Word);
}

/// What a project that calls another build tells the editor. Its lists are
/// properties.
void CommandBuilder::addMakefile() {
  auto List = [&](StringRef Name) {
    std::vector<std::string> Result = Project.list(Name);
    llvm::erase_if(Result, isLeftOver);
    return Result;
  };
  for (const std::string &Folder : List("NMakeIncludeSearchPath"))
    addIncludes(escape(Folder));
  addDefinitions(List("NMakePreprocessorDefinitions"));
  addForcedIncludes(List("NMakeForcedIncludes"));
}

bool CommandBuilder::isC() const {
  std::string As = unescape(get("CompileAs"));
  if (StringRef(As).equals_insensitive("CompileAsCpp"))
    return false;
  return StringRef(As).equals_insensitive("CompileAsC") ||
         path::extension(File).equals_insensitive(".c");
}

SourceCommand clCommand(MSBuildProject &Project, const MSBuildItem &Item,
                        StringRef File, llvm::ArrayRef<std::string> KitOptions,
                        WindowsPaths &Paths) {
  CommandBuilder B(Project, Item, File, Paths);
  B.Arguments.insert(B.Arguments.end(), KitOptions.begin(), KitOptions.end());
  B.addIncludes(Project.metadataOf(Item, "AdditionalIncludeDirectories"));
  B.addInstalledIncludes();
  B.addDefinitions(B.list("PreprocessorDefinitions"));
  B.addUndefinitions();
  B.addSwitches(Switches);
  B.addSwitches(B.isC() ? llvm::ArrayRef<Switch>(CStandards)
                        : llvm::ArrayRef<Switch>(CxxStandards));
  B.addWpp();
  B.addForcedIncludes(B.list("ForcedIncludeFiles"));
  if (StringRef(Project.get("ConfigurationType"))
          .equals_insensitive("Makefile"))
    B.addMakefile();
  B.addAdditionalOptions();
  SourceCommand C;
  C.File = File.str();
  C.Directory = Project.folder();
  C.Arguments = std::move(B.Arguments);
  C.WppFunctions = std::move(B.WppFunctions);
  C.WppScanned = std::move(B.WppScanned);
  return C;
}

} // namespace miniport::projects
