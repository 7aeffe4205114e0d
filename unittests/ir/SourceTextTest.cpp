//===- SourceTextTest.cpp - UTF-16 becomes UTF-8 --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ir/SourceText.h"
#include "gtest/gtest.h"

using namespace miniport::ir;
using llvm::StringRef;

/// Each character as two bytes.
static std::string wide(StringRef Text, bool LittleEndian) {
  std::string Result;
  for (char C : Text) {
    char Pair[] = {LittleEndian ? C : '\0', LittleEndian ? '\0' : C};
    Result.append(Pair, 2);
  }
  return Result;
}

static std::string text(const std::string &Bytes) {
  return asUtf8(llvm::MemoryBuffer::getMemBufferCopy(Bytes))
      ->getBuffer()
      .str();
}

TEST(SourceText, Utf16OfEitherOrderWithAndWithoutMark) {
  StringRef Source = "int x; /* ok */";
  EXPECT_EQ(text("\xFF\xFE" + wide(Source, true)), Source);
  EXPECT_EQ(text("\xFE\xFF" + wide(Source, false)), Source);
  EXPECT_EQ(text(wide(Source, true)), Source);
  EXPECT_EQ(text(wide(Source, false)), Source);
}

TEST(SourceText, CharactersBeyondAscii) {
  EXPECT_EQ(text(std::string("\xFF\xFE\xE4\x00", 4)), "\xC3\xA4");
  EXPECT_EQ(text(std::string("\xFF\xFE\x3D\xD8\x00\xDE", 6)),
            "\xF0\x9F\x98\x80");
}

TEST(SourceText, EverythingElseStays) {
  for (StringRef Bytes :
       {StringRef(""), StringRef("i"), StringRef("int x;"),
        StringRef("\xEF\xBB\xBFint x;"), StringRef("// caf\xE9 \xE4"),
        StringRef("a\0b", 3), StringRef("\0\0\0\0", 4),
        // Half a character at the end, half a pair.
        StringRef("\xFF\xFE\x61", 3), StringRef("\xFF\xFE\x3D\xD8", 4)})
    EXPECT_EQ(text(Bytes.str()), Bytes);
}
