//===- WindowsViewTest.cpp - Files as Windows would find them -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/WindowsView.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace miniport::intake;
using llvm::StringRef;

namespace {
/// Counts how often a folder is read.
class CountingFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Dir,
                                          std::error_code &EC) override {
    ++Readings;
    return ProxyFileSystem::dir_begin(Dir, EC);
  }
  unsigned Readings = 0;
};

class WindowsViewTest : public testing::Test {
protected:
  void add(StringRef Path) {
    Memory->addFile(Path, 0, llvm::MemoryBuffer::getMemBufferCopy(Path));
  }
  /// The name under which a file is found and read, or "" for none.
  std::string found(StringRef Path) {
    auto Status = View->status(Path);
    auto File = View->openFileForRead(Path);
    EXPECT_EQ(static_cast<bool>(Status), static_cast<bool>(File));
    EXPECT_EQ(static_cast<bool>(Status), View->exists(Path));
    if (!Status || !File)
      return "";
    auto Name = (*File)->getName();
    EXPECT_TRUE(Name && *Name == Status->getName());
    return Status->getName().str();
  }

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Memory =
      llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  llvm::IntrusiveRefCntPtr<CountingFileSystem> Counting =
      llvm::makeIntrusiveRefCnt<CountingFileSystem>(Memory);
  llvm::IntrusiveRefCntPtr<WindowsView> View =
      llvm::makeIntrusiveRefCnt<WindowsView>(Counting);
};
} // namespace

TEST_F(WindowsViewTest, WhatIsThereIsTakenAsSpelled) {
  add("/d/Virtio.h");
  add("/d/VirtIO.h");
  add("/d/back\\slash.h");
  EXPECT_EQ(found("/d/Virtio.h"), "/d/Virtio.h");
  EXPECT_EQ(found("/d/VirtIO.h"), "/d/VirtIO.h");
  EXPECT_EQ(found("/d/back\\slash.h"), "/d/back\\slash.h");
  EXPECT_EQ(Counting->Readings, 0u);
}

TEST_F(WindowsViewTest, CaseDoesNotMatter) {
  add("/d/VirtIO/VirtIO.h");
  EXPECT_EQ(found("/d/VirtIO/virtio.h"), "/d/VirtIO/VirtIO.h");
  EXPECT_EQ(found("/D/virtio/VIRTIO.H"), "/d/VirtIO/VirtIO.h");
  EXPECT_EQ(found("/d/virtio/../VIRTIO/virtio.h"),
            "/d/virtio/../VirtIO/VirtIO.h");
  EXPECT_EQ(found("/d/VirtIO/virtio"), "");
  EXPECT_EQ(found("/e/VirtIO/virtio.h"), "");
}

TEST_F(WindowsViewTest, BackslashesAreSlashes) {
  add("/d/windows/ring.h");
  EXPECT_EQ(found("/d\\windows\\ring.h"), "/d/windows/ring.h");
  EXPECT_EQ(found("/d/Windows\\Ring.h"), "/d/windows/ring.h");
}

TEST_F(WindowsViewTest, OfSeveralTheFirstInByteOrder) {
  add("/d/b.H");
  add("/d/b.h");
  EXPECT_EQ(found("/d/B.h"), "/d/b.H");
}

TEST_F(WindowsViewTest, RelativePathsStayRelative) {
  add("/d/Inc/Virtio.h");
  EXPECT_EQ(found("inc/virtio.h"), "");
  ASSERT_FALSE(View->setCurrentWorkingDirectory("/d"));
  EXPECT_EQ(found("inc/virtio.h"), "Inc/Virtio.h");
  ASSERT_FALSE(View->setCurrentWorkingDirectory("/d/Inc"));
  EXPECT_EQ(found("virtio.h"), "Virtio.h");
}

TEST_F(WindowsViewTest, AFolderIsReadOnce) {
  add("/d/A.h");
  for (int I = 0; I < 3; ++I) {
    EXPECT_EQ(found("/d/a.h"), "/d/A.h");
    EXPECT_EQ(found("/d/no.h"), "");
  }
  EXPECT_EQ(Counting->Readings, 1u);
}
