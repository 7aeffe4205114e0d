//===- MSBuildProject.h - A project, evaluated as MSBuild does --*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One project file with its imports, for one set of global properties, in the
// order of "How MSBuild builds projects" (learn.microsoft.com): properties and
// imports as they stand in the text; then item definitions; then items, both
// with the properties' final values. Targets are not run.
//
// Imports of Visual Studio's and the kit's own files are not looked for: what
// they would set and a project can see is set at their place, if nothing has
// set it before. Environment variables and the registry are empty.
//
// Bounded: a file is imported once, cycles and more than 100 levels of imports
// are remarks, and so are a value of more than a mebibyte (it is empty then)
// and more than 100,000 items (the rest is left out).
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_MSBUILDPROJECT_H
#define MINIPORT_PROJECTS_MSBUILDPROJECT_H

#include "projects/MSBuildText.h"
#include "projects/Plan.h"
#include "projects/Xml.h"
#include "llvm/ADT/StringSet.h"
#include <map>

namespace miniport::projects {

/// What is read of the disk, once for all projects and variants of a run.
struct MSBuildFiles {
  WindowsPaths Paths;
  llvm::StringMap<std::unique_ptr<XmlFile>> Documents;

  /// An XML file whose root is <Project>; the path as it is on disk.
  llvm::Expected<const XmlFile *> load(llvm::StringRef Path);
};

/// Lower-case name to escaped value.
using MSBuildMetadata = std::map<std::string, std::string>;

struct MSBuildItem {
  std::string Type;      ///< in lower case
  std::string Include;   ///< unescaped, as the project names it
  std::string Recursive; ///< what '**' stood for
  MSBuildMetadata Own;   ///< without those of the item definition
  std::string File;      ///< where it was added
  unsigned Line = 0;
};

class MSBuildProject final : private MSBuildScope {
public:
  using Globals = std::vector<std::pair<std::string, std::string>>;
  /// Evaluates a file. Root: the folder of the checkout, beyond which nothing
  /// is searched; if RootIsCertain, nothing beyond it is imported either.
  /// Globals win over what the project says, unescaped. Errors: a file that
  /// cannot be read, malformed XML.
  static llvm::Expected<std::unique_ptr<MSBuildProject>>
  evaluate(llvm::StringRef File, llvm::StringRef Root, bool RootIsCertain,
           const Globals &Globals, MSBuildFiles &Files);

  /// Beyond the checkout, where that is certain.
  bool isOutside(llvm::StringRef Path) const;
  /// Unescaped; empty if nobody set it.
  std::string get(llvm::StringRef Name) { return unescape(property(Name)); }
  /// Its entries, as those of a list, unescaped.
  std::vector<std::string> list(llvm::StringRef Name) {
    return unescapedList(property(Name));
  }
  /// get(), as a truth value; nothing if it is none.
  std::optional<bool> truth(llvm::StringRef Name);
  /// Is it what the kit would set, and nobody else has?
  bool isKitDefault(llvm::StringRef Name) const {
    return Defaults.contains(Name.lower());
  }
  /// The items of a type, in order.
  std::vector<const MSBuildItem *> itemsOf(llvm::StringRef Type) const;
  /// Of an item, its definition, or what every item has (Filename, ...).
  /// Escaped, for lists.
  std::string metadataOf(const MSBuildItem &Item, llvm::StringRef Name);
  /// Of the item definition alone: how linkers and librarians are set. Escaped.
  std::string definitionOf(llvm::StringRef Type, llvm::StringRef Name) const;

  const std::string &file() const { return ProjectFile; }
  std::string folder() override {
    return ConditionFolder.empty() ? ProjectFolder : ConditionFolder;
  }
  /// Was an import missing that is neither the kit's nor Visual Studio's?
  bool isIncomplete() const { return Incomplete; }
  std::vector<Remark> Remarks;

private:
  MSBuildProject(llvm::StringRef File, llvm::StringRef Root, bool RootIsCertain,
                 MSBuildFiles &Files);

  // The scope of expressions.
  std::string property(llvm::StringRef Name) override;
  std::optional<std::string> metadata(llvm::StringRef Type,
                                      llvm::StringRef Name) override;
  std::vector<std::string>
  items(llvm::StringRef Type,
        std::optional<llvm::StringRef> Transform) override;
  WindowsPaths &paths() override { return Files.Paths; }
  std::string root() override { return Root; }
  void remark(const llvm::Twine &Text) override;
  bool spend(size_t Characters) override;

  /// Does the element's condition hold? Sets the place of remarks.
  bool applies(pugi::xml_node Node);
  std::string attribute(pugi::xml_node Node, const char *Name);
  void set(llvm::StringRef Name, llvm::StringRef Value);
  void setDefault(llvm::StringRef Name, const llvm::Twine &Value);

  // First pass: MSBuildProperties.cpp.
  void setReserved(const Globals &Globals);
  llvm::Error readProject(const XmlFile &File);
  llvm::Error readElements(pugi::xml_node Parent, unsigned Depth);
  void readProperties(pugi::xml_node Group);
  llvm::Error readChoose(pugi::xml_node Choose, unsigned Depth);
  // MSBuildImports.cpp.
  llvm::Error readImport(pugi::xml_node Import);
  llvm::Error importFile(llvm::StringRef Path);
  /// At the place of one of Visual Studio's own files.
  llvm::Error atKitImport(llvm::StringRef Name);
  llvm::Error importDirectoryBuild(llvm::StringRef Kind);
  void setDefaultProperties();
  void setFolderProperties();

  // Second and third: MSBuildItems.cpp.
  void readDefinitions(pugi::xml_node Group);
  void readItems(pugi::xml_node Group);
  void readItem(pugi::xml_node Element);
  void readMetadata(pugi::xml_node Element, MSBuildItem &Item);
  void addItems(pugi::xml_node Element, llvm::StringRef Entry,
                std::vector<MSBuildItem> &Added);
  /// For one more item; there is an end to them.
  bool hasRoom(size_t Added);
  std::vector<std::string> patterns(llvm::StringRef List);
  bool isNamed(const MSBuildItem &Item,
               llvm::ArrayRef<std::string> Patterns) const;

  MSBuildFiles &Files;
  const std::string ProjectFile, ProjectFolder, Root;
  const bool RootIsCertain;

  llvm::StringMap<std::string> Properties; ///< by lower-case name; escaped
  llvm::StringSet<> GlobalNames;           ///< lower case
  llvm::StringSet<> Defaults;              ///< lower case

  struct Deferred {
    const XmlFile *File;
    pugi::xml_node Group;
  };
  std::vector<Deferred> DefinitionGroups, ItemGroups;
  llvm::StringMap<MSBuildMetadata> Definitions; ///< by lower-case type
  std::vector<MSBuildItem> Items;

  // Where evaluation is.
  const XmlFile *CurrentFile = nullptr;
  pugi::xml_node CurrentNode;
  std::string ConditionFolder; ///< where a condition's paths begin
  MSBuildItem *CurrentItem = nullptr;
  std::string CurrentDefinition; ///< lower-case type; empty outside
  std::vector<const XmlFile *> ImportStack;
  llvm::StringSet<> Imported;
  bool Incomplete = false;
  bool SawDefaultProps = false, SawProps = false, SawTargets = false;
  size_t Spent = 0;         ///< characters of values made
  bool OutOfBounds = false; ///< Spent is more than any real project needs
};

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_MSBUILDPROJECT_H
