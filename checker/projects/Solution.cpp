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

#include "projects/Solution.h"
#include "projects/Variants.h"
#include "projects/Xml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::Expected;
using llvm::StringRef;
using llvm::Twine;
namespace path = llvm::sys::path;

using Member = Solution::Member;
using Mapping = Solution::Mapping;

static Variant variantOf(StringRef Text) {
  auto [Configuration, Platform] = Text.trim().rsplit('|');
  return {Configuration.trim().str(), Platform.trim().str()};
}

bool isSameVariant(const Variant &A, const Variant &B) {
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
  enum : uint8_t { None, Dependencies, Variants, Mappings } Section = None;
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

Expected<Solution> Solution::load(StringRef File) {
  Expected<Solution> S = Solution();
  if (path::extension(File).equals_insensitive(".slnx")) {
    S = parseXmlSolution(File);
  } else {
    Expected<std::string> Text = readText(File);
    if (!Text)
      return Text.takeError();
    S = parseSolution(File, *Text);
  }
  if (S)
    llvm::erase_if(S->Members,
                   [](const Member &M) { return !isNativeProject(M.Path); });
  return S;
}

} // namespace miniport::projects
