//===- TextNames.h - Words shared by printer and parser -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_TEXTNAMES_H
#define MINIPORT_IR_TEXTNAMES_H

#include "ir/IR.h"
#include <optional>

namespace miniport::ir {

/// Can stand in the text without quotes, wherever a name is expected.
bool isPlainName(llvm::StringRef Name);

/// Words that may follow a type on the same line, so that a record of such a
/// name has to be quoted.
bool isReserved(llvm::StringRef Word);

llvm::StringRef spelling(BinaryOp Op);
std::optional<BinaryOp> parseBinaryOp(llvm::StringRef Word);

/// Type of the scalar at byte Offset of an object of type Ty, as far as the
/// records tell; u64 otherwise. An initialiser without a type has this one.
Type scalarAt(const Module &M, Type Ty, uint64_t Offset);

} // namespace miniport::ir

#endif // MINIPORT_IR_TEXTNAMES_H
