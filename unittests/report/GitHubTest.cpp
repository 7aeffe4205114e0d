//===- GitHubTest.cpp - Workflow commands ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/GitHub.h"
#include "MarkedSources.h"
#include "gtest/gtest.h"

using namespace miniport;
using namespace miniport::report;

namespace {

TEST(GitHub, EscapesAndFoldsThePath) {
  MarkedSources Sources;
  Sources.add("/src/a,b:c 100%.c", "é«x»f();\n«y»g();\n", "whatever.c");
  Finding F = makeFinding("miniport-a", Severity::Error, "50%: a,b\r\nc",
                          Sources.at("x"));
  F.Evidence = "2 of 3 sites";
  F.Path = {{Sources.at("y"), "::error::from here", "g", 0},
            {{}, "nowhere", "", 0}};
  EXPECT_EQ(reportText(Format::GitHub, F, Sources.table()),
            "::error file=a%2Cb%3Ac 100%25.c,line=1,endLine=1,col=2,"
            "title=miniport-a::50%25: a,b%0D%0Ac (2 of 3 sites)"
            "%0Aa,b:c 100%25.c:2: ::error::from here%0Anowhere\n");
}

TEST(GitHub, NoPlace) {
  MarkedSources Sources;
  EXPECT_EQ(reportText(Format::GitHub,
                       makeFinding("miniport-a", Severity::Warning, "m", {}),
                       Sources.table()),
            "::warning title=miniport-a::m\n");
}

std::vector<Finding> many(const MarkedSources &Sources, Severity Grade,
                          unsigned Count) {
  std::vector<Finding> Result;
  for (unsigned I = 0; I < Count; ++I) {
    Result.push_back(makeFinding("miniport-" + toString(Grade).str(), Grade,
                                 "rank " + std::to_string(I) + ".",
                                 Sources.at("x")));
    Result.back().EvidenceRank = I;
  }
  return Result;
}

TEST(GitHub, TheStrongestTenOfEach) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«x»");
  std::vector<Finding> Findings = many(Sources, Severity::Warning, 12);
  for (Severity Grade : {Severity::Error, Severity::Note})
    for (Finding &F : many(Sources, Grade, 11))
      Findings.push_back(F);
  std::string Text = reportText(Format::GitHub, Findings, Sources.table());
  llvm::StringRef Out = Text;
  EXPECT_EQ(Out.count("::error "), 10u);
  EXPECT_EQ(Out.count("::warning "), 10u);
  EXPECT_EQ(Out.count('\n'), 21u);
  EXPECT_TRUE(Out.starts_with("::error "));
  EXPECT_EQ(Out.count("rank 10."), 2u);
  EXPECT_EQ(Out.count("rank 1."), 1u) << "the eleventh error, not the warning";
  EXPECT_EQ(Out.count("rank 0."), 0u);
  EXPECT_TRUE(Out.ends_with("::notice title=miniport-tidy::1 more error and 2 "
                            "more warnings, see the SARIF report\n"));
}

TEST(GitHub, NoNoticeForTen) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«x»");
  std::string Text = reportText(
      Format::GitHub, many(Sources, Severity::Error, 10), Sources.table());
  EXPECT_EQ(llvm::StringRef(Text).count('\n'), 10u);
  EXPECT_EQ(reportText(Format::GitHub, {}, Sources.table()), "");
  EXPECT_EQ(reportText(Format::GitHub, many(Sources, Severity::Note, 3),
                       Sources.table()),
            "");
}

} // namespace
