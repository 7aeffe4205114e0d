//===- Unicode.cpp - Source bytes as characters ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Unicode.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"
#include <cassert>

using namespace llvm;

namespace miniport::report {

Character takeCharacter(StringRef &Text) {
  assert(!Text.empty() && "no character left");
  const UTF8 *Begin = Text.bytes_begin();
  const UTF8 *Next = Begin;
  UTF32 CodePoint = *Next;
  if (CodePoint < 0x80) // most of a source
    ++Next;
  else if (convertUTF8Sequence(&Next, Text.bytes_end(), &CodePoint,
                          strictConversion) != conversionOK) {
    Character Invalid{Text.take_front(1), std::nullopt};
    Text = Text.drop_front(1);
    return Invalid;
  }
  size_t Length = Next - Begin;
  Character Valid{Text.take_front(Length), CodePoint};
  Text = Text.drop_front(Length);
  return Valid;
}

size_t utf16Length(StringRef Text) {
  size_t Length = 0;
  while (!Text.empty())
    Length += takeCharacter(Text).CodePoint.value_or(0) > 0xFFFF ? 2 : 1;
  return Length;
}

std::string toValidUtf8(StringRef Text) {
  if (json::isUTF8(Text))
    return Text.str();
  std::string Result;
  Result.reserve(Text.size());
  while (!Text.empty()) {
    Character C = takeCharacter(Text);
    Result += C.CodePoint ? C.Bytes : StringRef("\xEF\xBF\xBD");
  }
  return Result;
}

} // namespace miniport::report
