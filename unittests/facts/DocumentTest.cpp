//===- DocumentTest.cpp - docs/rules.md says what the loader does ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleFile.h"
#include "facts/FactNames.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace miniport::facts;

namespace {

std::string document() {
  auto Buffer = MemoryBuffer::getFile(MINIPORT_DOCS_DIR "/rules.md");
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

TEST(Document, TheExampleLoads) {
  std::string Text = document();
  StringRef Example =
      StringRef(Text).split("```yaml\n").second.split("```").first;
  ASSERT_FALSE(Example.empty());
  EXPECT_EQ(errorOf(Example), "");
}

TEST(Document, NamesEveryWord) {
  std::string Text = document();
  auto Names = [&](StringRef Word) {
    return StringRef(Text).contains(("`" + Word + "`").str());
  };
  for (const Word &W : effectKindWords())
    EXPECT_TRUE(Names(W.Spelling)) << W.Spelling.str();
  for (const Word &W : lockClassWords())
    if (W.Spelling != "None")
      EXPECT_TRUE(Names(W.Spelling)) << W.Spelling.str();
  for (const Word &W : irqlWords())
    EXPECT_TRUE(Names(W.Spelling)) << W.Spelling.str();
  for (const Word &W : basisWords())
    EXPECT_TRUE(Names(W.Spelling)) << W.Spelling.str();
  for (StringRef S : caseWords())
    EXPECT_TRUE(Names(S)) << S.str();
  for (StringRef S : returnDutyWords())
    EXPECT_TRUE(Names(S)) << S.str();
}

} // namespace
