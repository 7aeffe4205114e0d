//===- SourceText.h - The bytes of a source as text -------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Sources of drivers are UTF-8, some code page, or (saved by Visual Studio as
// "Unicode") UTF-16. Clang reads the first two. Whoever opens a source does it
// through here, so that a line and a column mean the same to all.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_SOURCETEXT_H
#define MINIPORT_IR_SOURCETEXT_H

#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace miniport::ir {

/// Is it UTF-16, of either byte order? By its mark, or without one, by the
/// zeros that Latin letters have in it.
bool isUtf16(llvm::StringRef Bytes);

/// UTF-16 becomes UTF-8; everything else stays what it is. UTF-16 that is
/// malformed (half a character) stays, too.
std::unique_ptr<llvm::MemoryBuffer>
asUtf8(std::unique_ptr<llvm::MemoryBuffer> Buffer);

} // namespace miniport::ir

#endif // MINIPORT_IR_SOURCETEXT_H
