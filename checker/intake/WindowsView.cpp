//===- WindowsView.cpp - Files as Windows would find them -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/WindowsView.h"
#include "intake/DecodedFile.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace miniport::intake {

using llvm::ErrorOr;
using llvm::StringRef;
using llvm::Twine;
namespace path = llvm::sys::path;
namespace vfs = llvm::vfs;

const char WindowsView::ID = 0;

/// Other failures (no permission, too many open files) have nothing to do with
/// how a name is spelled.
static bool isNoSuchFile(std::error_code EC) {
  return EC == std::errc::no_such_file_or_directory ||
         EC == std::errc::not_a_directory;
}

/// Tells Clang's file manager to use the name on disk.
static ErrorOr<vfs::Status> exposing(ErrorOr<vfs::Status> Status) {
  if (Status)
    Status->ExposesExternalVFSPath = true;
  return Status;
}

/// May it be a source whose size depends on how it is written? A size that is
/// odd is no UTF-16's.
static bool isText(const vfs::Status &Status) {
  if (!Status.isRegularFile() || Status.getSize() % 2)
    return false;
  return llvm::StringSwitch<bool>(path::extension(Status.getName()))
      .CasesLower(".c", ".cc", ".cpp", ".cxx", true)
      .CasesLower(".h", ".hpp", ".inl", ".tmh", true)
      .Default(false);
}

ErrorOr<vfs::Status> WindowsView::status(const Twine &Path) {
  ErrorOr<vfs::Status> Result = getUnderlyingFS().status(Path);
  if (!Result && isNoSuchFile(Result.getError()))
    if (std::optional<std::string> Found = find(Path))
      Result = exposing(getUnderlyingFS().status(*Found));
  if (Result && isText(*Result))
    if (auto File = openFileForRead(Path))
      return (*File)->status();
  return Result;
}

bool WindowsView::exists(const Twine &Path) {
  return getUnderlyingFS().exists(Path) || find(Path);
}

ErrorOr<std::unique_ptr<vfs::File>>
WindowsView::openFileForRead(const Twine &Path) {
  auto Result = getUnderlyingFS().openFileForRead(Path);
  bool IsRenamed = false;
  if (!Result && isNoSuchFile(Result.getError()))
    if (std::optional<std::string> Found = find(Path)) {
      Result = getUnderlyingFS().openFileForRead(*Found);
      IsRenamed = true;
    }
  if (!Result)
    return Result;
  return std::make_unique<DecodedFile>(std::move(*Result), IsRenamed);
}

vfs::directory_iterator WindowsView::dir_begin(const Twine &Dir,
                                               std::error_code &EC) {
  vfs::directory_iterator Result = getUnderlyingFS().dir_begin(Dir, EC);
  if (EC && isNoSuchFile(EC))
    if (std::optional<std::string> Found = find(Dir))
      return getUnderlyingFS().dir_begin(*Found, EC);
  return Result;
}

std::error_code WindowsView::setCurrentWorkingDirectory(const Twine &Path) {
  // What was found of relative paths holds for the old folder only.
  Folders.clear();
  Listings.clear();
  return getUnderlyingFS().setCurrentWorkingDirectory(Path);
}

std::error_code WindowsView::getRealPath(const Twine &Path,
                                         llvm::SmallVectorImpl<char> &Output) {
  std::error_code EC = getUnderlyingFS().getRealPath(Path, Output);
  if (EC && isNoSuchFile(EC))
    if (std::optional<std::string> Found = find(Path))
      return getUnderlyingFS().getRealPath(*Found, Output);
  return EC;
}

std::optional<std::string> WindowsView::find(const Twine &Path) {
  std::string Spelled = Path.str();
  std::replace(Spelled.begin(), Spelled.end(), '\\', '/');
  StringRef Name = path::filename(Spelled);
  if (Name.empty() || Name == "/")
    return std::nullopt;
  std::optional<std::string> Folder = findFolder(path::parent_path(Spelled));
  if (!Folder)
    return std::nullopt;
  return findIn(*Folder, Name);
}

std::optional<std::string> WindowsView::findFolder(StringRef Path) {
  if (Path.empty() || path::root_path(Path) == Path)
    return Path.str();
  auto Known = Folders.find(Path);
  if (Known != Folders.end())
    return Known->second;
  std::optional<std::string> Result;
  if (getUnderlyingFS().exists(Path))
    Result = Path.str();
  else if (auto Parent = findFolder(path::parent_path(Path)))
    Result = findIn(*Parent, path::filename(Path));
  Folders[Path] = Result;
  return Result;
}

std::optional<std::string> WindowsView::findIn(StringRef Folder,
                                               StringRef Name) {
  llvm::SmallString<256> Result(Folder);
  // "Wrong/../x.h": the folder has been found, these are no entries of it.
  if (Name == "." || Name == "..") {
    path::append(Result, Name);
    return std::string(Result);
  }
  const Listing &Entries = list(Folder);
  auto Found = Entries.find(Name.lower());
  if (Found == Entries.end())
    return std::nullopt;
  path::append(Result, Found->second);
  return std::string(Result);
}

const WindowsView::Listing &WindowsView::list(StringRef Folder) {
  const Listing *&Known = Listings[Folder];
  if (!Known)
    Known = &Shared->of(getUnderlyingFS(), Folder);
  return *Known;
}

const FolderListings::Listing &FolderListings::of(vfs::FileSystem &FS,
                                                  StringRef Folder) {
  llvm::SmallString<256> Path(Folder.empty() ? "." : Folder);
  FS.makeAbsolute(Path);
  std::lock_guard<std::mutex> Lock(Guard);
  auto [Place, IsNew] = Known.try_emplace(Path);
  Listing &Entries = Place->second;
  if (!IsNew)
    return Entries;
  std::error_code EC;
  for (vfs::directory_iterator I = FS.dir_begin(Path, EC), End; !EC && I != End;
       I.increment(EC)) {
    StringRef Name = path::filename(I->path());
    std::string &Kept = Entries[Name.lower()];
    // The order of a folder is the file system's.
    if (Kept.empty() || Name < StringRef(Kept))
      Kept = Name.str();
  }
  return Entries;
}

} // namespace miniport::intake
