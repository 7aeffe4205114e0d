//===- DecodedFile.h - A file whose text Clang can read ---------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_DECODEDFILE_H
#define MINIPORT_INTAKE_DECODEDFILE_H

#include "ir/SourceText.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace miniport::intake {

/// An open file, UTF-16 turned into UTF-8. Clang holds a file's size against
/// what is read of it, so the text is read when the size is asked for, and kept
/// for the reader who comes next.
class DecodedFile : public llvm::vfs::File {
public:
  /// IsRenamed: it was asked for by another name than that on disk.
  DecodedFile(std::unique_ptr<llvm::vfs::File> Base, bool IsRenamed)
      : Base(std::move(Base)), IsRenamed(IsRenamed) {}

  llvm::ErrorOr<llvm::vfs::Status> status() override;
  llvm::ErrorOr<std::string> getName() override { return Base->getName(); }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, int64_t FileSize,
            bool RequiresNullTerminator, bool IsVolatile) override;
  std::error_code close() override { return Base->close(); }

private:
  std::unique_ptr<llvm::vfs::File> Base;
  bool IsRenamed;
  std::unique_ptr<llvm::MemoryBuffer> Text;
};

} // namespace miniport::intake

#endif // MINIPORT_INTAKE_DECODEDFILE_H
