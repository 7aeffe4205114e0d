//===- DecodedFile.cpp - A file whose text Clang can read -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/DecodedFile.h"

namespace miniport::intake {

using llvm::ErrorOr;
namespace vfs = llvm::vfs;

ErrorOr<vfs::Status> DecodedFile::status() {
  ErrorOr<vfs::Status> Status = Base->status();
  if (!Status)
    return Status;
  if (Status->isRegularFile() && !Text) {
    auto Buffer =
        Base->getBuffer(Status->getName(), Status->getSize(),
                        /*RequiresNullTerminator=*/true, /*IsVolatile=*/false);
    if (Buffer)
      Text = ir::asUtf8(std::move(*Buffer));
  }
  vfs::Status Result = *Status;
  if (Text && Text->getBufferSize() != Result.getSize())
    Result = vfs::Status::copyWithNewSize(Result, Text->getBufferSize());
  // Tells Clang's file manager to use the name on disk.
  Result.ExposesExternalVFSPath |= IsRenamed;
  return Result;
}

ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
DecodedFile::getBuffer(const llvm::Twine &Name, int64_t FileSize,
                       bool RequiresNullTerminator, bool IsVolatile) {
  if (Text)
    return std::move(Text);
  auto Buffer = Base->getBuffer(Name, /*FileSize=*/-1, RequiresNullTerminator,
                                IsVolatile);
  if (!Buffer)
    return Buffer;
  return ir::asUtf8(std::move(*Buffer));
}

} // namespace miniport::intake
