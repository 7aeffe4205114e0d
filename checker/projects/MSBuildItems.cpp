//===- MSBuildItems.cpp - Second and third pass: definitions and items ----===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// https://learn.microsoft.com/visualstudio/msbuild/msbuild-items and
// .../item-definitions. Items are named relative to the project's folder,
// whichever file names them.
//
//===----------------------------------------------------------------------===//

#include "projects/MSBuildProject.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SaveAndRestore.h"

namespace miniport::projects {

using llvm::StringRef;
namespace path = llvm::sys::path;

static constexpr size_t MostItems = 100000;

void MSBuildProject::readDefinitions(pugi::xml_node Group) {
  if (!applies(Group))
    return;
  for (pugi::xml_node Element : Group.children()) {
    if (Element.type() != pugi::node_element)
      continue;
    llvm::SaveAndRestore<std::string> Within(CurrentDefinition,
                                             StringRef(Element.name()).lower());
    if (!applies(Element))
      continue;
    for (pugi::xml_node Value : Element.children()) {
      if (Value.type() != pugi::node_element || !applies(Value))
        continue;
      std::string Text = expand(XmlFile::text(Value), *this);
      Definitions[CurrentDefinition][StringRef(Value.name()).lower()] =
          std::move(Text);
    }
  }
}

void MSBuildProject::readItems(pugi::xml_node Group) {
  if (!applies(Group))
    return;
  for (pugi::xml_node Element : Group.children())
    if (Element.type() == pugi::node_element && !OutOfBounds &&
        applies(Element))
      readItem(Element);
}

std::vector<std::string> MSBuildProject::patterns(StringRef List) {
  std::vector<std::string> Result;
  std::string Expanded = expand(List, *this);
  for (StringRef Entry : splitList(Expanded))
    Result.push_back(
        StringRef(WindowsPaths::absolute(unescape(Entry), ProjectFolder))
            .lower());
  return Result;
}

bool MSBuildProject::isNamed(const MSBuildItem &Item,
                             llvm::ArrayRef<std::string> Patterns) const {
  if (Patterns.empty())
    return false;
  std::string Path =
      StringRef(WindowsPaths::absolute(Item.Include, ProjectFolder)).lower();
  return llvm::any_of(Patterns, [&](const std::string &Pattern) {
    return Pattern == Path ||
           (hasWildcard(Pattern) && matchesPattern(Path, Pattern));
  });
}

bool MSBuildProject::hasRoom(size_t Added) {
  if (!OutOfBounds && Items.size() + Added >= MostItems) {
    remark("more than 100,000 items; the rest of the project is left out");
    OutOfBounds = true;
  }
  return !OutOfBounds;
}

/// One entry of Include: a list of items with their metadata, a pattern, or
/// names.
void MSBuildProject::addItems(pugi::xml_node Element, StringRef Entry,
                              std::vector<MSBuildItem> &Added) {
  MSBuildItem Item;
  Item.Type = StringRef(Element.name()).lower();
  Item.File = CurrentFile->Path;
  Item.Line = CurrentFile->line(Element);
  StringRef Other = Entry;
  if (Other.consume_front("@(") && Other.consume_back(")") &&
      Other.find_first_of("->,()'") == StringRef::npos) {
    for (const MSBuildItem *From : itemsOf(Other.trim())) {
      if (!hasRoom(Added.size()))
        return;
      Item.Include = From->Include;
      Item.Recursive = From->Recursive;
      Item.Own = From->Own;
      Added.push_back(Item);
    }
    return;
  }
  std::string Expanded = expand(Entry, *this);
  for (StringRef Name : splitList(Expanded)) {
    if (!hasRoom(Added.size()))
      return;
    if (!hasWildcard(Name)) {
      Item.Include = unescape(Name);
      Added.push_back(Item);
      continue;
    }
    bool TooMany = false;
    for (WindowsPaths::Match &M :
         Files.Paths.glob(unescape(Name), ProjectFolder, TooMany)) {
      Item.Include = std::move(M.Path);
      Item.Recursive = std::move(M.Recursive);
      Added.push_back(Item);
    }
    Item.Recursive.clear();
    if (TooMany)
      remark("'" + Name + "' is held against 100,000 names, not against all");
  }
}

void MSBuildProject::readItem(pugi::xml_node Element) {
  std::string Type = StringRef(Element.name()).lower();
  if (pugi::xml_attribute Remove = Element.attribute("Remove")) {
    std::vector<std::string> Names = patterns(Remove.value());
    spend(Items.size() * Names.size());
    llvm::erase_if(Items, [&](const MSBuildItem &Item) {
      return Item.Type == Type && isNamed(Item, Names);
    });
    return;
  }
  if (pugi::xml_attribute Update = Element.attribute("Update")) {
    std::vector<std::string> Names = patterns(Update.value());
    spend(Items.size() * Names.size());
    for (MSBuildItem &Item : Items)
      if (Item.Type == Type && isNamed(Item, Names))
        readMetadata(Element, Item);
    return;
  }
  std::vector<MSBuildItem> Added;
  for (StringRef Entry : splitList(Element.attribute("Include").value()))
    addItems(Element, Entry, Added);
  std::vector<std::string> Excluded =
      patterns(Element.attribute("Exclude").value());
  spend(Added.size() * Excluded.size());
  for (MSBuildItem &Item : Added) {
    if (isNamed(Item, Excluded))
      continue;
    if (OutOfBounds)
      return;
    readMetadata(Element, Item);
    Items.push_back(std::move(Item));
  }
}

void MSBuildProject::readMetadata(pugi::xml_node Element, MSBuildItem &Item) {
  llvm::SaveAndRestore<MSBuildItem *> Within(CurrentItem, &Item);
  for (pugi::xml_attribute A : Element.attributes()) {
    StringRef Name = A.name();
    if (Name != "Include" && Name != "Exclude" && Name != "Update" &&
        Name != "Condition" && Name != "Label")
      Item.Own[Name.lower()] = expand(A.value(), *this);
  }
  for (pugi::xml_node Value : Element.children()) {
    if (Value.type() != pugi::node_element || !applies(Value))
      continue;
    std::string Text = expand(XmlFile::text(Value), *this);
    Item.Own[StringRef(Value.name()).lower()] = std::move(Text);
  }
}

std::vector<const MSBuildItem *> MSBuildProject::itemsOf(StringRef Type) const {
  std::vector<const MSBuildItem *> Result;
  for (const MSBuildItem &Item : Items)
    if (Type.equals_insensitive(Item.Type))
      Result.push_back(&Item);
  return Result;
}

std::vector<std::string>
MSBuildProject::items(StringRef Type, std::optional<StringRef> Transform) {
  std::vector<std::string> Result;
  for (MSBuildItem &Item : Items) {
    if (!Type.equals_insensitive(Item.Type) || OutOfBounds)
      continue;
    llvm::SaveAndRestore<MSBuildItem *> Within(CurrentItem, &Item);
    Result.push_back(Transform ? expand(*Transform, *this)
                               : escape(Item.Include));
    spend(Result.back().size());
  }
  return Result;
}

/// "MSBuild well-known item metadata".
static std::string wellKnown(const MSBuildItem &Item, StringRef Name,
                             StringRef ProjectFolder) {
  std::string Written = Item.Include;
  std::replace(Written.begin(), Written.end(), '\\', '/');
  auto WithSlash = [](StringRef Folder) {
    return Folder.empty() || Folder.ends_with("/") ? Folder.str()
                                                   : (Folder + "/").str();
  };
  if (Name == "identity")
    return Item.Include;
  if (Name == "filename")
    return path::stem(Written).str();
  if (Name == "extension")
    return path::extension(Written).str();
  if (Name == "relativedir")
    return WithSlash(path::parent_path(Written));
  if (Name == "recursivedir")
    return Item.Recursive;
  std::string Full = WindowsPaths::absolute(Item.Include, ProjectFolder);
  if (Name == "fullpath")
    return Full;
  if (Name == "rootdir")
    return "/";
  if (Name == "directory")
    return WithSlash(path::parent_path(Full)).substr(1);
  return "";
}

std::string MSBuildProject::metadataOf(const MSBuildItem &Item,
                                       StringRef Name) {
  std::string Lower = Name.lower();
  auto Own = Item.Own.find(Lower);
  if (Own != Item.Own.end())
    return Own->second;
  auto Defined = Definitions.find(Item.Type);
  if (Defined != Definitions.end()) {
    auto It = Defined->second.find(Lower);
    if (It != Defined->second.end())
      return It->second;
  }
  return escape(wellKnown(Item, Lower, ProjectFolder));
}

std::string MSBuildProject::definitionOf(StringRef Type, StringRef Name) const {
  auto Defined = Definitions.find(Type.lower());
  if (Defined == Definitions.end())
    return "";
  auto It = Defined->second.find(Name.lower());
  return It == Defined->second.end() ? "" : It->second;
}

std::optional<std::string> MSBuildProject::metadata(StringRef Type,
                                                    StringRef Name) {
  if (CurrentItem)
    return Type.empty() || Type.equals_insensitive(CurrentItem->Type)
               ? metadataOf(*CurrentItem, Name)
               : "";
  if (!CurrentDefinition.empty())
    return Type.empty() || Type.equals_insensitive(CurrentDefinition)
               ? definitionOf(CurrentDefinition, Name)
               : "";
  return std::nullopt;
}

} // namespace miniport::projects
