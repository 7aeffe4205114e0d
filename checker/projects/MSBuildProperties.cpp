//===- MSBuildProperties.cpp - First pass: properties and imports ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/MSBuildProject.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::Error;
using llvm::StringRef;
namespace path = llvm::sys::path;

/// "MSBuild reserved and well-known properties", and those of the IDE that do
/// not depend on what is installed.
void MSBuildProject::setReserved(const Globals &Globals) {
  std::string Folder = escape(ProjectFolder);
  std::string Slash = StringRef(Folder).ends_with("/") ? "" : "/";
  set("MSBuildProjectDirectory", Folder);
  set("MSBuildProjectDirectoryNoRoot", StringRef(Folder).drop_front());
  set("MSBuildProjectFile", escape(path::filename(ProjectFile)));
  set("MSBuildProjectFullPath", escape(ProjectFile));
  set("MSBuildProjectName", escape(path::stem(ProjectFile)));
  set("MSBuildProjectExtension", escape(path::extension(ProjectFile)));
  set("MSBuildToolsVersion", "Current");
  set("MSBuildVersion", "17.0");
  set("MSBuildAssemblyVersion", "15.0");
  set("MSBuildRuntimeType", "Full");
  set("VisualStudioVersion", "17.0");
  set("OS", "Windows_NT");
  set("ProjectDir", Folder + Slash);
  set("ProjectPath", escape(ProjectFile));
  set("ProjectFileName", escape(path::filename(ProjectFile)));
  set("ProjectExt", escape(path::extension(ProjectFile)));
  set("SolutionDir", Folder + Slash);
  for (const auto &[Name, Value] : Globals) {
    set(Name, escape(Value));
    GlobalNames.insert(StringRef(Name).lower());
  }
}

Error MSBuildProject::readProject(const XmlFile &File) {
  const XmlFile *Importer = CurrentFile;
  pugi::xml_node ImportedAt = CurrentNode;
  CurrentFile = &File;
  CurrentNode = File.root();
  Imported.insert(File.Path);
  ImportStack.push_back(&File);
  std::string Local = attribute(File.root(), "TreatAsLocalProperty");
  for (StringRef Name : splitList(Local))
    GlobalNames.erase(Name.lower());
  Error E = readElements(File.root(), /*Depth=*/0);
  ImportStack.pop_back();
  CurrentFile = Importer;
  CurrentNode = ImportedAt;
  return E;
}

Error MSBuildProject::readElements(pugi::xml_node Parent, unsigned Depth) {
  for (pugi::xml_node Node : Parent.children()) {
    StringRef Name = Node.name();
    if (Name == "PropertyGroup") {
      readProperties(Node);
    } else if (Name == "Import") {
      if (Error E = readImport(Node))
        return E;
    } else if (Name == "ImportGroup") {
      if (applies(Node))
        if (Error E = readElements(Node, Depth))
          return E;
    } else if (Name == "Choose") {
      if (Error E = readChoose(Node, Depth + 1))
        return E;
    } else if (Name == "ItemDefinitionGroup") {
      DefinitionGroups.push_back({CurrentFile, Node});
    } else if (Name == "ItemGroup") {
      ItemGroups.push_back({CurrentFile, Node});
    }
  }
  return Error::success();
}

void MSBuildProject::readProperties(pugi::xml_node Group) {
  if (!applies(Group))
    return;
  for (pugi::xml_node Node : Group.children()) {
    if (Node.type() != pugi::node_element)
      continue;
    if (GlobalNames.contains(StringRef(Node.name()).lower()) || !applies(Node))
      continue;
    set(Node.name(), expand(XmlFile::text(Node), *this));
  }
}

Error MSBuildProject::readChoose(pugi::xml_node Choose, unsigned Depth) {
  if (Depth > 50) {
    CurrentNode = Choose;
    remark("<Choose> is too deeply nested; left out");
    return Error::success();
  }
  for (pugi::xml_node Branch : Choose.children()) {
    StringRef Name = Branch.name();
    if (Name == "Otherwise" || (Name == "When" && applies(Branch)))
      return readElements(Branch, Depth);
  }
  return Error::success();
}

} // namespace miniport::projects
