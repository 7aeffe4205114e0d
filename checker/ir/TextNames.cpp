//===- TextNames.cpp - Words shared by printer and parser -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TextNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <iterator>

namespace miniport::ir {

bool isPlainName(llvm::StringRef Name) {
  if (Name.empty() || llvm::isDigit(Name.front()))
    return false;
  return llvm::all_of(Name,
                      [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

bool isReserved(llvm::StringRef Word) {
  static constexpr llvm::StringLiteral Words[] = {
      "at",    "bits",     "calls", "const",   "degraded", "extern",
      "from",  "hash",     "init",  "inline",  "internal", "noreturn",
      "param", "role",     "sal",   "section", "source",   "system",
      "usr",   "variadic", "when",  "x"};
  return llvm::is_contained(Words, Word);
}

static constexpr llvm::StringLiteral BinaryNames[] = {
    "add", "sub", "mul", "div", "rem", "and", "or", "xor",
    "shl", "shr", "eq",  "ne",  "lt",  "le",  "gt", "ge"};

llvm::StringRef spelling(BinaryOp Op) {
  return BinaryNames[static_cast<size_t>(Op)];
}

std::optional<BinaryOp> parseBinaryOp(llvm::StringRef Word) {
  const auto *It = llvm::find(BinaryNames, Word);
  if (It == std::end(BinaryNames))
    return std::nullopt;
  return static_cast<BinaryOp>(It - std::begin(BinaryNames));
}

/// The field of R whose bytes hold Offset; its element's offset is subtracted.
static const RecordField *fieldAt(const Record &R, uint64_t &Offset) {
  for (const RecordField &Field : R.Fields) {
    uint64_t Element = Field.Ty.sizeInBytes();
    if (Field.BitWidth || Element == 0 || Offset < Field.Offset)
      continue;
    uint64_t Inside = Offset - Field.Offset;
    if (Field.Count && Inside / Element >= Field.Count)
      continue;
    Offset = Inside % Element;
    return &Field;
  }
  return nullptr;
}

Type scalarAt(const Module &M, Type Ty, uint64_t Offset) {
  // Records that a broken text nests in themselves end at this depth.
  for (unsigned Depth = 0; Depth < 64; ++Depth) {
    if (!Ty.isAggregate())
      return Offset == 0 && !Ty.isVoid() ? Ty : Type::makeInt(64, false);
    if (Ty.record() >= M.Records.size())
      break;
    const RecordField *Field = fieldAt(M.Records[Ty.record()], Offset);
    if (!Field)
      break;
    Ty = Field->Ty;
  }
  return Type::makeInt(64, false);
}

} // namespace miniport::ir
