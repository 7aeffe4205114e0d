//===- SuppressionTest.cpp - NOLINT comments ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Suppression.h"
#include "MarkedSources.h"
#include "gtest/gtest.h"

using namespace miniport;
using namespace miniport::report;

namespace {

/// Whether a finding of Check at the mark «x» is silenced.
bool silenced(llvm::StringRef Text,
              llvm::StringRef Check = "miniport-lock-unpaired") {
  MarkedSources Sources;
  Sources.add("/src/a.c", Text);
  Nolints Comments(Sources.table());
  return Comments.find(Check, Sources.at("x")).has_value();
}

TEST(Nolint, OnTheLine) {
  EXPECT_TRUE(silenced("«x»f(); // NOLINT\n"));
  EXPECT_TRUE(silenced("/* NOLINT */ «x»f();\n"));
  EXPECT_TRUE(silenced("«x»f(); // NOLINT\r\n"));
  EXPECT_FALSE(silenced("«x»f();\n// NOLINT\n"));
  EXPECT_FALSE(silenced("// NOLINT\n«x»f();\n"));
  EXPECT_FALSE(silenced("«x»f(); // NOLINTED NOLINTER\n"));
  EXPECT_FALSE(silenced("«x»f(); // NOLINTNEXTLINE\n"));
}

TEST(Nolint, WithChecks) {
  EXPECT_TRUE(silenced("«x»f(); // NOLINT(miniport-lock-unpaired)\n"));
  EXPECT_TRUE(silenced("«x»f(); // NOLINT(a, miniport-lock-*)\n"));
  EXPECT_TRUE(silenced("«x»f(); // NOLINT(a) NOLINT(*)\n"));
  EXPECT_FALSE(silenced("«x»f(); // NOLINT(miniport-stall-*)\n"));
  EXPECT_FALSE(silenced("«x»f(); // NOLINT()\n"));
  EXPECT_FALSE(silenced("«x»f(); // NOLINT(-miniport-lock-*)\n"));
  EXPECT_TRUE(silenced("«x»f(); // NOLINT(*,-miniport-lock-*)\n"))
      << "a negative glob is ignored";
  EXPECT_TRUE(silenced("«x»f(); // NOLINT(miniport-stall-*\n"))
      << "a list that is not closed is none";
  EXPECT_TRUE(silenced("«x»f(); // NOLINT (miniport-stall-*)\n"))
      << "a list stands next to the word";
}

TEST(Nolint, NextLine) {
  EXPECT_TRUE(silenced("// NOLINTNEXTLINE\n«x»f();\n"));
  EXPECT_TRUE(silenced("// NOLINTNEXTLINE(miniport-*)\r\n\t«x»f();\r\n"));
  EXPECT_FALSE(silenced("// NOLINTNEXTLINE(other)\n«x»f();\n"));
  EXPECT_FALSE(silenced("// NOLINTNEXTLINE\n\n«x»f();\n"));
  EXPECT_FALSE(silenced("«x»f();\n// NOLINTNEXTLINE\n"));
}

TEST(Nolint, Block) {
  EXPECT_TRUE(silenced("// NOLINTBEGIN\n«x»f();\n// NOLINTEND\n"));
  EXPECT_TRUE(
      silenced("// NOLINTBEGIN(a*)\n// NOLINTBEGIN(miniport-*)\n"
               "«x»f();\n// NOLINTEND(miniport-*)\n// NOLINTEND(a*)\n"));
  EXPECT_TRUE(silenced("// NOLINTBEGIN(b, miniport-*)\n«x»f();\n"
                       "// NOLINTEND(b,miniport-*)\n"))
      << "blanks in a list do not matter";
  EXPECT_FALSE(silenced("// NOLINTBEGIN(a)\n«x»f();\n// NOLINTEND(a)\n"));
  EXPECT_FALSE(silenced("// NOLINTBEGIN\n// NOLINTEND\n«x»f();\n"));
  EXPECT_FALSE(silenced("// NOLINTBEGIN\n«x»f();\n"));
  EXPECT_FALSE(silenced("// NOLINTBEGIN\n«x»f();\n// NOLINTEND(miniport-*)\n"));
}

TEST(Nolint, MacroAtEitherPlace) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "#define A «sa»f() // NOLINT\n"
                          "#define B «sb»f()\n"
                          "«ea»A;\n"
                          "«eb»B; // NOLINT\n"
                          "«ec»B;\n");
  Nolints Comments(Sources.table());
  EXPECT_TRUE(Comments.find("miniport-a", Sources.at("ea", "sa")));
  EXPECT_TRUE(Comments.find("miniport-a", Sources.at("eb", "sb")));
  EXPECT_FALSE(Comments.find("miniport-a", Sources.at("ec", "sb")));
}

TEST(Nolint, TellsWhereAndWhy) {
  MarkedSources Sources;
  Sources.add("/src/a.c",
              "/* é */ «x»f(); /* «n»NOLINT(miniport-*): by design */ g();\n");
  Nolints Comments(Sources.table());
  auto Match = Comments.find("miniport-a", Sources.at("x"));
  ASSERT_TRUE(Match);
  EXPECT_EQ(Match->Directive, Sources.point("n"));
  EXPECT_EQ(Match->Justification, "by design");
}

TEST(Nolint, UnreadableFileSilencesNothing) {
  SourceTable Table("/src",
                    llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>());
  uint32_t File = Table.add("/src/gone.c");
  ir::SourcePoint At{File, 1, 1};
  Nolints Comments(Table);
  EXPECT_FALSE(Comments.find("miniport-a", {At, At}));
  EXPECT_FALSE(Comments.find("miniport-a", {}));
  EXPECT_TRUE(Comments.unmatched().empty());
}

TEST(ApplySuppressions, FindingAndNotes) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«a»acquire();\n"
                          "«b»branch(); // NOLINT(miniport-lock-*)\n"
                          "«r»return; \n"
                          "«s»return; // NOLINT\n");
  Finding Kept = makeFinding("miniport-lock-unpaired", Severity::Error, "held",
                             Sources.at("r"));
  Kept.Path = {{Sources.at("a"), "acquired", "f", 0},
               {Sources.at("b"), "assuming", "f", 0},
               {Sources.at("r"), "returns", "f", 0}};
  Finding Other = Kept;
  Other.Check = "miniport-stall-context";
  Finding Dropped = Kept;
  Dropped.Where = Sources.at("s");

  SuppressionResult Result =
      applySuppressions({Kept, Dropped, Other}, Sources.table());
  ASSERT_EQ(Result.Kept.size(), 2u);
  ASSERT_EQ(Result.Kept[0].Path.size(), 2u);
  EXPECT_EQ(Result.Kept[0].Path[0].Message, "acquired");
  EXPECT_EQ(Result.Kept[0].Path[1].Message, "returns");
  EXPECT_EQ(Result.Kept[1].Path.size(), 3u) << "another check's note stays";
  ASSERT_EQ(Result.Suppressed.size(), 1u);
  EXPECT_EQ(Result.Suppressed[0].What.Where, Sources.at("s"));
  EXPECT_EQ(Result.Suppressed[0].Directive.Line, 4u);
}

TEST(ApplySuppressions, UnmatchedComments) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "// «e»NOLINTEND\n"
                          "// «b»NOLINTBEGIN(miniport-a)\n"
                          "// «c»NOLINTBEGIN(miniport-b)\n"
                          "«x»f();\n"
                          "// «d»NOLINTEND(miniport-a)\n"
                          "// NOLINTEND(miniport-b)\n");
  Sources.add("/src/untouched.c", "// NOLINTBEGIN\n");
  SuppressionResult Result = applySuppressions(
      {makeFinding("miniport-a", Severity::Note, "m", Sources.at("x"))},
      Sources.table());
  // The inner block is closed by the last line; what is left is the outer
  // BEGIN, the END that came too early, and the one at the top.
  ASSERT_EQ(Result.Kept.size(), 4u);
  EXPECT_EQ(Result.Kept[0].Check, "miniport-a");
  const char *Marks[] = {"e", "b", "d"};
  for (size_t I = 0; I < 3; ++I) {
    const Finding &F = Result.Kept[I + 1];
    EXPECT_EQ(F.Check, NolintCheck);
    EXPECT_EQ(F.Grade, Severity::Error);
    EXPECT_EQ(F.Where, Sources.at(Marks[I])) << Marks[I];
  }
  EXPECT_EQ(Result.Kept[2].Message,
            "unmatched 'NOLINTBEGIN' comment without a later 'NOLINTEND'");
  EXPECT_EQ(Result.Kept[3].Message,
            "unmatched 'NOLINTEND' comment without an earlier 'NOLINTBEGIN'");
}

} // namespace
