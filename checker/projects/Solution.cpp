//===- Solution.cpp - .sln and .slnx --------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// "Solution (.sln) file" (learn.microsoft.com):
//
//   Project("{type}") = "name", "path\name.vcxproj", "{id}"
//     ProjectSection(ProjectDependencies) = postProject
//       {id} = {id}
//   GlobalSection(SolutionConfigurationPlatforms) = preSolution
//     Release|x64 = Release|x64
//   GlobalSection(ProjectConfigurationPlatforms) = postSolution
//     {id}.Release|x64.ActiveCfg = Win10 Release|x64
//     {id}.Release|x64.Build.0 = Win10 Release|x64
//
// A .slnx is XML: <Solution>, <Configurations>, <Folder>, <Project Path="...">
// with <BuildDependency Project="..."/>, <BuildType>, <Platform> and <Build>.
//
//===----------------------------------------------------------------------===//

#include "projects/Readers.h"
#include "projects/VisualStudio.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
using llvm::Twine;
namespace path = llvm::sys::path;

namespace {

struct Mapping {
  Variant Of;    ///< the solution's
  Variant Built; ///< the project's; empty names: none
  bool IsBuilt = false;
};

struct Member {
  std::string Id; ///< lower-case GUID, or the path in a .slnx
  std::string Path;
  unsigned Line = 0;
  std::vector<std::string> DependsOn; ///< ids
  std::vector<Mapping> Mappings;      ///< empty: the same names
};

struct Solution {
  std::string File;
  std::vector<Variant> Variants;
  std::vector<Member> Members;
};

/// What one solution gives, read once each.
struct Opened {
  const Member *From;
  VisualStudioProject Project;
};

} // namespace

static Variant variantOf(StringRef Text) {
  auto [Configuration, Platform] = Text.trim().rsplit('|');
  return {Configuration.trim().str(), Platform.trim().str()};
}

static bool isSame(const Variant &A, const Variant &B) {
  return StringRef(A.Configuration).equals_insensitive(B.Configuration) &&
         isSamePlatform(A.Platform, B.Platform);
}

/// The strings in double quotes.
static std::vector<StringRef> quoted(StringRef Line) {
  std::vector<StringRef> Result;
  llvm::SmallVector<StringRef, 9> Parts;
  Line.split(Parts, '"');
  for (size_t I = 1; I + 1 < Parts.size(); I += 2)
    Result.push_back(Parts[I]);
  return Result;
}

static bool isNativeProject(StringRef Path) {
  return path::extension(Path, path::Style::windows)
      .equals_insensitive(".vcxproj");
}

static void readMapping(Solution &S, StringRef Line) {
  auto [Key, Value] = Line.split('=');
  Key = Key.trim();
  auto [Id, Rest] = Key.split('}');
  std::string Wanted = Id.lower() + "}";
  bool IsActive = Rest.consume_back(".ActiveCfg");
  bool IsBuild = !IsActive && Rest.consume_back(".Build.0");
  if (!Rest.consume_front(".") || (!IsActive && !IsBuild))
    return;
  for (Member &M : S.Members) {
    if (M.Id != Wanted)
      continue;
    Variant Of = variantOf(Rest);
    auto It =
        llvm::find_if(M.Mappings, [&](const Mapping &X) { return X.Of == Of; });
    if (It == M.Mappings.end())
      It = M.Mappings.insert(It, {Of, {}, false});
    It->Built = variantOf(Value);
    It->IsBuilt |= IsBuild;
    return;
  }
}

static Expected<Solution> parseSolution(StringRef File, StringRef Text) {
  Solution S;
  S.File = File.str();
  enum { None, Dependencies, Variants, Mappings } Section = None;
  bool HasHeader = false, InProject = false;
  unsigned Number = 0;
  for (StringRef Line : llvm::split(Text, '\n')) {
    ++Number;
    Line = Line.trim();
    HasHeader |= Line.contains("Visual Studio Solution File");
    if (Line.starts_with("Project(")) {
      std::vector<StringRef> Parts = quoted(Line);
      if (Parts.size() < 4)
        return llvm::createStringError(
            llvm::inconvertibleErrorCode(),
            File + ":" + Twine(Number) +
                ":1: malformed solution: a project without name, path and id");
      Member M;
      M.Path = Parts[2].str();
      M.Id = Parts[3].lower();
      M.Line = Number;
      S.Members.push_back(std::move(M));
      InProject = true;
    } else if (Line == "EndProject") {
      InProject = false;
    } else if (Line.starts_with("ProjectSection(")) {
      Section = Line.contains("ProjectDependencies") ? Dependencies : None;
    } else if (Line.starts_with("GlobalSection(")) {
      Section = Line.contains("(SolutionConfigurationPlatforms)")  ? Variants
                : Line.contains("(ProjectConfigurationPlatforms)") ? Mappings
                                                                   : None;
    } else if (Line.starts_with("EndProjectSection") ||
               Line.starts_with("EndGlobalSection")) {
      Section = None;
    } else if (Section == Dependencies && InProject) {
      S.Members.back().DependsOn.push_back(
          Line.split('=').first.trim().lower());
    } else if (Section == Variants && Line.contains('=')) {
      Variant V = variantOf(Line.split('=').first);
      if (!llvm::is_contained(S.Variants, V))
        S.Variants.push_back(std::move(V));
    } else if (Section == Mappings) {
      readMapping(S, Line);
    }
  }
  if (!HasHeader)
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        File +
            ":1:1: not a solution: 'Visual Studio Solution File' is missing");
  return S;
}

/// <BuildType Solution="Debug|*" Project="Checked"/> and the like: a rule for
/// the solution's variants that the pattern matches.
static bool matchesRule(pugi::xml_node Rule, const Variant &V) {
  StringRef Pattern = Rule.attribute("Solution").value();
  if (Pattern.empty())
    return true;
  auto [Configuration, Platform] = Pattern.split('|');
  return (Configuration == "*" ||
          Configuration.equals_insensitive(V.Configuration)) &&
         (Platform.empty() || Platform == "*" ||
          isSamePlatform(Platform, V.Platform));
}

static void readXmlProject(Solution &S, const XmlFile &Xml,
                           pugi::xml_node Node) {
  Member M;
  M.Path = Node.attribute("Path").value();
  std::replace(M.Path.begin(), M.Path.end(), '\\', '/');
  M.Id = StringRef(M.Path).lower();
  M.Line = Xml.line(Node);
  for (pugi::xml_node D : Node.children("BuildDependency")) {
    std::string Other = D.attribute("Project").value();
    std::replace(Other.begin(), Other.end(), '\\', '/');
    M.DependsOn.push_back(StringRef(Other).lower());
  }
  for (const Variant &V : S.Variants) {
    Mapping Map{V, V, true};
    for (pugi::xml_node Rule : Node.children()) {
      if (!matchesRule(Rule, V))
        continue;
      StringRef Kind = Rule.name(), To = Rule.attribute("Project").value();
      if (Kind == "BuildType")
        Map.Built.Configuration = To.str();
      else if (Kind == "Platform")
        Map.Built.Platform = To.str();
      else if (Kind == "Build")
        Map.IsBuilt = !To.equals_insensitive("false");
    }
    M.Mappings.push_back(std::move(Map));
  }
  S.Members.push_back(std::move(M));
}

static Expected<Solution> parseXmlSolution(StringRef File) {
  auto Xml = XmlFile::load(File);
  if (!Xml)
    return Xml.takeError();
  pugi::xml_node Root = (*Xml)->root();
  if (StringRef(Root.name()) != "Solution")
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        File + ":1:1: not a solution: its root is <" + Root.name() + ">");
  Solution S;
  S.File = File.str();
  std::vector<std::string> Configurations, Platforms;
  pugi::xml_node Names = Root.child("Configurations");
  for (pugi::xml_node N : Names.children("BuildType"))
    Configurations.push_back(N.attribute("Name").value());
  for (pugi::xml_node N : Names.children("Platform"))
    Platforms.push_back(N.attribute("Name").value());
  if (Configurations.empty())
    Configurations = {"Debug", "Release"};
  if (Platforms.empty())
    Platforms = {"x64"};
  for (const std::string &C : Configurations)
    for (const std::string &P : Platforms)
      S.Variants.push_back({C, P});
  for (pugi::xml_node Node : Root.children()) {
    if (StringRef(Node.name()) == "Project")
      readXmlProject(S, **Xml, Node);
    if (StringRef(Node.name()) == "Folder")
      for (pugi::xml_node Inner : Node.children("Project"))
        readXmlProject(S, **Xml, Inner);
  }
  return S;
}

/// The project's variant for one of the solution; nothing if it has none.
static std::optional<Mapping>
mapped(const Member &M, llvm::ArrayRef<Variant> Known, const Variant &Of) {
  Mapping Result{Of, Of, true};
  for (const Mapping &X : M.Mappings)
    if (isSame(X.Of, Of))
      Result = X;
  for (const Variant &V : Known)
    if (isSame(V, Result.Built)) {
      Result.Built = V; // as the project spells it
      return Result;
    }
  return std::nullopt;
}

/// Adds what Members depend on to what is built.
static void addDependencies(llvm::ArrayRef<Opened> All,
                            std::vector<bool> &Wanted) {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (size_t I = 0; I < All.size(); ++I)
      for (size_t J = 0; Wanted[I] && J < All.size(); ++J)
        if (!Wanted[J] &&
            llvm::is_contained(All[I].From->DependsOn, All[J].From->Id))
          Wanted[J] = Changed = true;
  }
}

static Error buildVariant(const Solution &S, std::vector<Opened> &All,
                          const Variant &V, llvm::ArrayRef<std::string> Paths,
                          std::vector<Project> &Result) {
  std::vector<std::optional<Mapping>> Maps;
  std::vector<bool> Wanted;
  for (Opened &O : All) {
    Maps.push_back(mapped(*O.From, O.Project.variants(), V));
    Wanted.push_back(Maps.back() && Maps.back()->IsBuilt);
  }
  // A solution that builds nothing so means it less than its user.
  if (llvm::none_of(Wanted, [](bool B) { return B; }))
    Wanted.assign(All.size(), true);
  addDependencies(All, Wanted);
  for (size_t I = 0; I < All.size(); ++I) {
    if (!Wanted[I] || !Maps[I])
      continue;
    Expected<Project> P = All[I].Project.build(Maps[I]->Built);
    if (!P)
      return P.takeError();
    for (const std::string &Id : All[I].From->DependsOn)
      for (size_t J = 0; J < All.size(); ++J)
        if (All[J].From->Id == Id &&
            !llvm::is_contained(P->References, Paths[J]))
          P->References.push_back(Paths[J]);
    P->Within = V;
    // Two variants of the solution may build a driver the same way.
    bool Known = P->Kind == OutputKind::Driver &&
                 llvm::any_of(Result, [&](const Project &Other) {
                   return Other.File == P->File && Other.Built == P->Built;
                 });
    if (!Known)
      Result.push_back(std::move(*P));
  }
  return Error::success();
}

Expected<std::vector<Project>> readSolution(StringRef File,
                                            const PlanOptions &Options) {
  llvm::SmallString<256> Absolute(File);
  llvm::sys::fs::make_absolute(Absolute);
  MSBuildFiles Files;
  std::string OnDisk = Files.Paths.resolve(Absolute, "/");
  Expected<Solution> S = Solution();
  if (path::extension(OnDisk).equals_insensitive(".slnx")) {
    S = parseXmlSolution(OnDisk);
  } else {
    Expected<std::string> Text = readText(OnDisk);
    if (!Text)
      return Text.takeError();
    S = parseSolution(OnDisk, *Text);
  }
  if (!S)
    return S.takeError();
  std::string Folder = path::parent_path(OnDisk).str();
  std::vector<Opened> All;
  std::vector<std::string> Paths;
  std::vector<Remark> Missing;
  for (const Member &M : S->Members) {
    if (!isNativeProject(M.Path))
      continue;
    std::optional<std::string> Path = Files.Paths.find(M.Path, Folder);
    if (!Path) {
      Missing.push_back(
          {OnDisk, M.Line, "project '" + M.Path + "' is not there", false});
      continue;
    }
    auto P =
        VisualStudioProject::open(*Path, Folder + "/", Options.Root, Files);
    if (!P)
      return P.takeError();
    All.push_back({&M, std::move(*P)});
    Paths.push_back(*Path);
  }
  if (All.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "'" + OnDisk +
                                       "' names no C or C++ project that is "
                                       "there");
  // A solution may leave its variants to its projects.
  if (S->Variants.empty())
    for (const Opened &O : All)
      for (const Variant &V : O.Project.variants())
        if (!llvm::is_contained(S->Variants, V))
          S->Variants.push_back(V);
  std::vector<Variant> Chosen =
      chooseVariants(llvm::ArrayRef<Variant>(S->Variants), Options);
  if (Chosen.empty())
    return llvm::make_error<UnknownVariant>(OnDisk, Options, S->Variants);
  std::vector<Project> Result;
  for (const Variant &V : Chosen)
    if (Error E = buildVariant(*S, All, V, Paths, Result))
      return std::move(E);
  if (Result.empty())
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "no project of '" + OnDisk + "' has a variant for " + Chosen[0].str());
  Result.front().Remarks.insert(Result.front().Remarks.begin(), Missing.begin(),
                                Missing.end());
  return Result;
}

} // namespace miniport::projects
