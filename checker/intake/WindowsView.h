//===- WindowsView.h - Files as Windows would find them ---------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Miniports are written on Windows: "virtio.h" is VirtIO.h on disk, and
// "windows\ring.h" is in a folder. This view of a file system answers a lookup
// that fails as asked a second time: backslashes are slashes, and letter case
// does not matter. Of several names that differ in case only, the first in byte
// order is taken. What is found carries the name that it has on disk, so that
// diagnostics and reports show a path that exists.
//
// Sources that are UTF-16 are read as UTF-8.
//
// Lookups that succeed cost nothing more than without the view; the first
// failed one in a folder reads the folder, once for all views that share their
// listings. One view serves one thread.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_WINDOWSVIEW_H
#define MINIPORT_INTAKE_WINDOWSVIEW_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace miniport::intake {

/// What folders hold, each read once. Safe to use from several threads.
class FolderListings {
public:
  /// Lower-case name to the name on disk.
  using Listing = llvm::StringMap<std::string>;
  /// Folder: absolute, or the working folder of FS if it has no path.
  const Listing &of(llvm::vfs::FileSystem &FS, llvm::StringRef Folder);

private:
  std::mutex Guard;
  llvm::StringMap<Listing> Known;
};

class WindowsView
    : public llvm::RTTIExtends<WindowsView, llvm::vfs::ProxyFileSystem> {
public:
  static const char ID;

  explicit WindowsView(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base,
                       std::shared_ptr<FolderListings> Shared =
                           std::make_shared<FolderListings>())
      : RTTIExtends(std::move(Base)), Shared(std::move(Shared)) {}

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  bool exists(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Dir,
                                          std::error_code &EC) override;
  std::error_code setCurrentWorkingDirectory(const llvm::Twine &Path) override;
  std::error_code getRealPath(const llvm::Twine &Path,
                              llvm::SmallVectorImpl<char> &Output) override;

private:
  using Listing = FolderListings::Listing;

  /// The path on disk that Windows would take for one that is not there as
  /// spelled, if there is one.
  std::optional<std::string> find(const llvm::Twine &Path);
  /// The same for a folder with slashes, which may be there as spelled.
  std::optional<std::string> findFolder(llvm::StringRef Path);
  std::optional<std::string> findIn(llvm::StringRef Folder,
                                    llvm::StringRef Name);
  const Listing &list(llvm::StringRef Folder);

  llvm::StringMap<std::optional<std::string>> Folders;
  llvm::StringMap<const Listing *> Listings;
  std::shared_ptr<FolderListings> Shared;
};

} // namespace miniport::intake

#endif // MINIPORT_INTAKE_WINDOWSVIEW_H
