//===- Kit.cpp - The headers of a driver kit ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/Kit.h"
#include "projects/WindowsPaths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VersionTuple.h"

namespace miniport::projects {

using llvm::Expected;
using llvm::StringRef;
using llvm::VersionTuple;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Program Files/Windows Kits/10/Include/10.0.22621.0/km
static constexpr int DeepestPart = 6;
static constexpr size_t MostNames = 100000;

namespace {

/// Folders of a kit that have a part's name.
struct Parts {
  std::vector<std::string> Km, Shared, Ucrt, Ddk;
};

class KitSearch {
public:
  Parts search(StringRef Folder);
  bool hasPort(StringRef Folder) {
    return Paths.find("storport.h", Folder) || Paths.find("srb.h", Folder);
  }
  std::optional<std::string> below(StringRef Folder, StringRef Name) {
    auto Found = Paths.find(Name, Folder);
    return Found && fs::is_directory(*Found) ? Found : std::nullopt;
  }

private:
  WindowsPaths Paths;
};

} // namespace

Parts KitSearch::search(StringRef Folder) {
  Parts Found;
  size_t Seen = 0;
  std::error_code EC;
  for (fs::recursive_directory_iterator
           I(Folder, EC, /*follow_symlinks=*/false),
       End;
       I != End && !EC && ++Seen < MostNames; I.increment(EC)) {
    if (I->type() != fs::file_type::directory_file)
      continue;
    StringRef Path = I->path(), Name = path::filename(Path);
    auto *List = Name.equals_insensitive("km")       ? &Found.Km
                 : Name.equals_insensitive("shared") ? &Found.Shared
                 : Name.equals_insensitive("ucrt")   ? &Found.Ucrt
                 : Name.equals_insensitive("ddk")    ? &Found.Ddk
                                                     : nullptr;
    if (List)
      List->push_back(Path.str());
    // Parts have no parts, but for km/crt.
    if (List || I.level() >= DeepestPart)
      I.no_push();
  }
  for (auto *List : {&Found.Km, &Found.Shared, &Found.Ucrt, &Found.Ddk})
    llvm::sort(*List);
  return Found;
}

/// Of Include/10.0.22621.0/km.
static VersionTuple versionOf(StringRef Part) {
  VersionTuple V;
  V.tryParse(path::filename(path::parent_path(Part)));
  return V;
}

/// The newest; of one version, if Wanted, that one before all.
static const std::string *newest(const std::vector<std::string> &Folders,
                                 StringRef Wanted = "") {
  const std::string *Best = nullptr;
  auto IsWanted = [&](StringRef Folder) {
    return !Wanted.empty() &&
           path::filename(path::parent_path(Folder)) == Wanted;
  };
  for (const std::string &F : Folders)
    if (!Best || std::make_pair(IsWanted(*Best), versionOf(*Best)) <
                     std::make_pair(IsWanted(F), versionOf(F)))
      Best = &F;
  return Best;
}

Expected<Kit> findKit(StringRef Name) {
  if (!fs::is_directory(Name))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "no folder '" + Name + "'");
  llvm::SmallString<256> Folder(Name);
  fs::make_absolute(Folder);
  path::remove_dots(Folder, /*remove_dot_dot=*/true);
  KitSearch Search;
  Kit Result;
  auto Add = [&](const std::optional<std::string> &Part) {
    if (Part)
      Result.Includes.push_back(*Part);
  };
  if (Search.hasPort(Folder)) {
    Add(std::string(Folder));
    for (StringRef Part : {"crt", "../shared", "../ucrt", "../api", "../crt"})
      Add(Search.below(Folder, Part));
    return Result;
  }
  Parts Found = Search.search(Folder);
  for (auto *List : {&Found.Km, &Found.Ddk})
    llvm::erase_if(*List, [&](StringRef F) { return !Search.hasPort(F); });
  if (const std::string *Newest = newest(Found.Km)) {
    const std::string Km = *Newest;
    StringRef Version = path::filename(path::parent_path(Km));
    Add(Search.below(Km, "crt"));
    Add(Km);
    // A package with km alone has the others beside it.
    if (Found.Shared.empty())
      Found = Search.search(path::parent_path(Folder));
    for (const auto *List : {&Found.Shared, &Found.Ucrt})
      if (const std::string *Part = newest(*List, Version))
        Add(*Part);
    if (!versionOf(Km).empty())
      Result.Version = Version.str();
    return Result;
  }
  if (!Found.Ddk.empty()) {
    StringRef Ddk = Found.Ddk.front();
    Add(Search.below(path::parent_path(Ddk), "crt"));
    Add(Ddk.str());
    Add(Search.below(path::parent_path(Ddk), "api"));
    return Result;
  }
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      "neither storport.h nor srb.h is in '" + Name +
          "', in a folder km, or in inc/ddk below it");
}

} // namespace miniport::projects
