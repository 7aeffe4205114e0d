//===- MSBuildProject.cpp - Scope and passes of an evaluation -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/MSBuildProject.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::Expected;
using llvm::StringRef;
using llvm::Twine;
namespace path = llvm::sys::path;

Expected<const XmlFile *> MSBuildFiles::load(StringRef Path) {
  auto [It, New] = Documents.try_emplace(Path);
  if (!New && It->second)
    return It->second.get();
  Expected<std::unique_ptr<XmlFile>> File = XmlFile::load(Path);
  if (!File)
    return File.takeError();
  pugi::xml_node Root = (*File)->root();
  if (StringRef(Root.name()) != "Project")
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        Path + ":" + Twine((*File)->line(Root)) +
            ":1: not a project of MSBuild: its root is <" + Root.name() + ">");
  It->second = std::move(*File);
  return It->second.get();
}

MSBuildProject::MSBuildProject(StringRef File, StringRef Root,
                               bool RootIsCertain, MSBuildFiles &Files)
    : Files(Files), ProjectFile(File.str()),
      ProjectFolder(path::parent_path(File).str()), Root(Root.str()),
      RootIsCertain(RootIsCertain) {}

Expected<std::unique_ptr<MSBuildProject>>
MSBuildProject::evaluate(StringRef File, StringRef Root, bool RootIsCertain,
                         const Globals &Globals, MSBuildFiles &Files) {
  Expected<const XmlFile *> Xml = Files.load(File);
  if (!Xml)
    return Xml.takeError();
  std::unique_ptr<MSBuildProject> P(
      new MSBuildProject(File, Root, RootIsCertain, Files));
  P->setReserved(Globals);
  if (llvm::Error E = P->readProject(**Xml))
    return std::move(E);
  P->CurrentFile = *Xml;
  P->CurrentNode = (*Xml)->root();
  for (StringRef Name : {"Microsoft.Cpp.Default.props", "Microsoft.Cpp.props",
                         "Microsoft.Cpp.targets"})
    if (llvm::Error E = P->atKitImport(Name))
      return std::move(E);
  for (const Deferred &D : P->DefinitionGroups) {
    P->CurrentFile = D.File;
    P->readDefinitions(D.Group);
  }
  for (const Deferred &D : P->ItemGroups) {
    P->CurrentFile = D.File;
    P->readItems(D.Group);
  }
  P->CurrentFile = *Xml;
  P->CurrentNode = (*Xml)->root();
  return std::move(P);
}

std::optional<bool> MSBuildProject::truth(StringRef Name) {
  std::string Value = StringRef(get(Name)).trim().lower();
  if (Value == "true")
    return true;
  if (Value == "false")
    return false;
  return std::nullopt;
}

static std::string withSlash(StringRef Folder) {
  return Folder.ends_with("/") ? Folder.str() : (Folder + "/").str();
}

std::string MSBuildProject::property(StringRef Name) {
  std::string Lower = Name.lower();
  if (StringRef(Lower).starts_with("msbuildthisfile") && CurrentFile) {
    StringRef File = CurrentFile->Path, Kind = Lower;
    Kind.consume_front("msbuildthisfile");
    if (Kind == "")
      return escape(path::filename(File));
    if (Kind == "directory")
      return escape(withSlash(path::parent_path(File)));
    if (Kind == "directorynoroot")
      return escape(withSlash(path::parent_path(File)).substr(1));
    if (Kind == "name")
      return escape(path::stem(File));
    if (Kind == "extension")
      return escape(path::extension(File));
    if (Kind == "fullpath")
      return escape(File);
  }
  auto It = Properties.find(Lower);
  return It == Properties.end() ? "" : It->second;
}

void MSBuildProject::remark(const Twine &Text) {
  Remark R;
  R.File = CurrentFile ? CurrentFile->Path : ProjectFile;
  R.Line = CurrentFile && CurrentNode ? CurrentFile->line(CurrentNode) : 0;
  R.Text = Text.str();
  bool Known = llvm::any_of(Remarks, [&](const Remark &Other) {
    return Other.File == R.File && Other.Line == R.Line && Other.Text == R.Text;
  });
  if (!Known && Remarks.size() < 100)
    Remarks.push_back(std::move(R));
}

bool MSBuildProject::spend(size_t Characters) {
  constexpr size_t Longest = 1 << 20, Most = 256 << 20, EachTime = 32;
  if (OutOfBounds)
    return false;
  Spent += Characters + EachTime;
  OutOfBounds = Spent > Most;
  if (OutOfBounds)
    remark("the project takes too much work; the rest of it is left out");
  else if (Characters > Longest)
    remark("a value grows beyond all bounds; it is taken as empty");
  return Characters <= Longest && !OutOfBounds;
}

/// Paths in conditions of imports and properties begin in the folder of the
/// file that they are in, all others in the project's.
static bool isOfItsFile(pugi::xml_node Node) {
  StringRef Name = Node.name();
  return Name.starts_with("Import") || Name == "PropertyGroup" ||
         StringRef(Node.parent().name()) == "PropertyGroup";
}

bool MSBuildProject::applies(pugi::xml_node Node) {
  CurrentNode = Node;
  if (isOfItsFile(Node))
    ConditionFolder = path::parent_path(CurrentFile->Path).str();
  bool Result = holds(Node.attribute("Condition").value(), *this);
  ConditionFolder.clear();
  return Result;
}

std::string MSBuildProject::attribute(pugi::xml_node Node, const char *Name) {
  CurrentNode = Node;
  return expand(Node.attribute(Name).value(), *this);
}

void MSBuildProject::set(StringRef Name, StringRef Value) {
  std::string Lower = Name.lower();
  if (GlobalNames.contains(Lower))
    return;
  Properties[Lower] = Value.str();
  Defaults.erase(Lower);
}

void MSBuildProject::setDefault(StringRef Name, const Twine &Value) {
  if (!property(Name).empty())
    return;
  set(Name, escape(Value.str()));
  Defaults.insert(Name.lower());
}

} // namespace miniport::projects
