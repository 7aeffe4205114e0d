//===- CheckGlobsTest.cpp - Globs of check names --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/CheckGlobs.h"
#include "gtest/gtest.h"

using namespace miniport::report;

namespace {

TEST(CheckGlobs, LastMatchDecides) {
  CheckGlobs Globs("*,-miniport-lock-*,miniport-lock-unpaired");
  EXPECT_TRUE(Globs.contains("miniport-stall-context"));
  EXPECT_FALSE(Globs.contains("miniport-lock-recursive"));
  EXPECT_TRUE(Globs.contains("miniport-lock-unpaired"));
}

TEST(CheckGlobs, NothingIsInByDefault) {
  EXPECT_FALSE(CheckGlobs("miniport-a").contains("miniport-b"));
  EXPECT_FALSE(CheckGlobs("").contains("miniport-b"));
  EXPECT_FALSE(CheckGlobs("-miniport-a").contains("miniport-b"));
}

TEST(CheckGlobs, BlanksAndNewlinesSeparate) {
  CheckGlobs Globs(" -* ,\n miniport-a \nminiport-b ,");
  EXPECT_TRUE(Globs.contains("miniport-a"));
  EXPECT_TRUE(Globs.contains("miniport-b"));
  EXPECT_FALSE(Globs.contains("miniport-c"));
}

TEST(CheckGlobs, StarIsTheOnlyWildcard) {
  EXPECT_TRUE(CheckGlobs("mini*-l*d").contains("miniport-lock-unpaired"));
  EXPECT_TRUE(CheckGlobs("a*b*c").contains("abbcbc"));
  EXPECT_TRUE(CheckGlobs("a**").contains("a"));
  EXPECT_FALSE(CheckGlobs("a*b*c").contains("acb"));
  EXPECT_FALSE(CheckGlobs("miniport.lock").contains("miniport-lock"));
  EXPECT_FALSE(CheckGlobs("miniport-?").contains("miniport-a"));
  EXPECT_FALSE(CheckGlobs("miniport").contains("miniport-a"));
  EXPECT_FALSE(CheckGlobs("port-a").contains("miniport-a"));
}

TEST(CheckGlobs, NegativeGlobsCanBeDropped) {
  CheckGlobs Globs("*,-miniport-a", CheckGlobs::Negative::Drop);
  EXPECT_TRUE(Globs.contains("miniport-a"));
  EXPECT_FALSE(CheckGlobs("-*", CheckGlobs::Negative::Drop).contains("a"));
}

TEST(CheckGlobs, TellsWhatMatchesNothing) {
  llvm::StringRef Checks[] = {"miniport-lock-recursive",
                              "miniport-lock-unpaired",
                              "miniport-stall-context"};
  auto Unmatched =
      CheckGlobs("-*,miniport-lock-*,miniport-lock-unpared,-clang-*,zzz,")
          .unmatched(Checks);
  ASSERT_EQ(Unmatched.size(), 3u);
  EXPECT_EQ(Unmatched[0].Glob, "miniport-lock-unpared");
  EXPECT_EQ(Unmatched[0].Nearest, "miniport-lock-unpaired");
  EXPECT_EQ(Unmatched[1].Glob, "clang-*");
  EXPECT_EQ(Unmatched[1].Nearest, "");
  EXPECT_EQ(Unmatched[2].Glob, "zzz");
  EXPECT_TRUE(CheckGlobs("*").unmatched(Checks).empty());
}

} // namespace
