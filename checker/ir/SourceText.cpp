//===- SourceText.cpp - The bytes of a source as text ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ir/SourceText.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Endian.h"
#include <optional>
#include <vector>

namespace miniport::ir {

using llvm::endianness;
using llvm::StringRef;

/// So many zeros at every other place are no accident.
static constexpr size_t Sample = 16;

/// Characters of Latin-1 from the start on, each with a zero at its side.
static bool isLatinIn(StringRef Bytes, size_t Low) {
  for (size_t I = 0; I + 1 < 2 * Sample && I + 1 < Bytes.size(); I += 2) {
    char Character = Bytes[I + Low], Zero = Bytes[I + 1 - Low];
    if (Zero != 0 || Character == 0)
      return false;
  }
  return Bytes.size() >= 4;
}

static std::optional<endianness> utf16Order(StringRef Bytes) {
  if (Bytes.size() % 2)
    return std::nullopt;
  if (Bytes.starts_with("\xFF\xFE"))
    return endianness::little;
  if (Bytes.starts_with("\xFE\xFF"))
    return endianness::big;
  if (isLatinIn(Bytes, 0))
    return endianness::little;
  if (isLatinIn(Bytes, 1))
    return endianness::big;
  return std::nullopt;
}

bool isUtf16(StringRef Bytes) { return utf16Order(Bytes).has_value(); }

std::unique_ptr<llvm::MemoryBuffer>
asUtf8(std::unique_ptr<llvm::MemoryBuffer> Buffer) {
  StringRef Bytes = Buffer->getBuffer();
  std::optional<endianness> Order = utf16Order(Bytes);
  if (!Order)
    return Buffer;
  std::vector<llvm::UTF16> Units;
  Units.reserve(Bytes.size() / 2);
  for (size_t I = 0; I < Bytes.size(); I += 2)
    Units.push_back(
        llvm::support::endian::read<uint16_t>(Bytes.data() + I, *Order));
  if (!Units.empty() && Units.front() == 0xFEFF)
    Units.erase(Units.begin());
  std::string Text;
  if (!llvm::convertUTF16ToUTF8String(Units, Text))
    return Buffer;
  return llvm::MemoryBuffer::getMemBufferCopy(Text,
                                              Buffer->getBufferIdentifier());
}

} // namespace miniport::ir
