//===- ReportTest.cpp - Order, repetition, summary ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Report.h"
#include "MarkedSources.h"
#include "Sample.h"
#include "gtest/gtest.h"
#include <algorithm>

using namespace miniport;
using namespace miniport::report;

namespace {

TEST(Order, SeverityThenEvidenceThenPlace) {
  MarkedSources Sources;
  Sources.add("/src/z.c", "«z1»\n", "z.c");
  Sources.add("/src/a.c", "«a1»\n«a2»x«a3»\n«a10»", "a.c");
  auto Make = [&](Severity Grade, unsigned Rank, llvm::StringRef Mark) {
    Finding F = makeFinding("miniport-a", Grade, Mark, Sources.at(Mark));
    F.EvidenceRank = Rank;
    return F;
  };
  std::vector<Finding> Findings = {
      Make(Severity::Note, 9, "a1"),  Make(Severity::Error, 0, "z1"),
      Make(Severity::Error, 0, "a3"), Make(Severity::Warning, 5, "a1"),
      Make(Severity::Error, 3, "z1"), Make(Severity::Error, 0, "a10"),
      Make(Severity::Error, 0, "a2")};
  Findings[4].Message = "strong";
  Findings[0].Message = "advice";
  std::vector<std::string> Messages;
  for (const Finding *F : orderFindings(Findings, Sources.table()))
    Messages.push_back(F->Message);
  EXPECT_EQ(Messages, (std::vector<std::string>{"strong", "a2", "a3", "a10",
                                                "z1", "a1", "advice"}));
}

TEST(Order, RepeatedFindingsAreDropped) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«x»x«y»", "a.c");
  // The same file under another index, as after merging without care.
  Sources.add("/src/b.c", "«x2»x", "a.c");
  Finding Long =
      makeFinding("miniport-a", Severity::Warning, "m", Sources.at("x"));
  Long.EntryPoint = "HwStartIo";
  Long.Path.resize(3);
  Finding Short = Long;
  Short.EntryPoint = "HwTimer";
  Short.Path.resize(1);
  Finding Worse = Long;
  Worse.Grade = Severity::Error;
  Worse.EntryPoint = "HwInterrupt";
  Finding OtherIndex = Long;
  OtherIndex.Where = Sources.at("x2");
  Finding OtherPlace = Long, OtherMessage = Long, OtherCheck = Long,
          OtherSpelling = Long;
  OtherPlace.Where = Sources.at("y");
  OtherMessage.Message = "n";
  OtherCheck.Check = "miniport-b";
  OtherSpelling.Where = Sources.at("x", "y");

  std::vector<Finding> Same = {Long, Short, OtherIndex};
  auto Left = orderFindings(Same, Sources.table());
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0]->EntryPoint, "HwTimer");
  Same.push_back(Worse);
  Left = orderFindings(Same, Sources.table());
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0]->EntryPoint, "HwInterrupt");
  EXPECT_EQ(
      orderFindings({Long, OtherPlace, OtherMessage, OtherCheck, OtherSpelling},
                    Sources.table())
          .size(),
      5u);
}

TEST(Report, BytesDoNotDependOnTheOrderGiven) {
  Sample Given;
  ReportOptions Options;
  Options.Rules = Given.Rules;
  for (Format As :
       {Format::Text, Format::Json, Format::Sarif, Format::GitHub}) {
    std::vector<Finding> Findings = Given.Findings;
    std::string First =
        reportText(As, Findings, Given.Sources.table(), Options, Given.Summary);
    for (size_t I = 1; I < Findings.size(); ++I) {
      std::rotate(Findings.begin(), Findings.begin() + 1, Findings.end());
      EXPECT_EQ(reportText(As, Findings, Given.Sources.table(), Options,
                           Given.Summary),
                First);
    }
  }
}

TEST(Report, FormatNames) {
  EXPECT_EQ(parseFormat("text"), Format::Text);
  EXPECT_EQ(parseFormat("json"), Format::Json);
  EXPECT_EQ(parseFormat("sarif"), Format::Sarif);
  EXPECT_EQ(parseFormat("github"), Format::GitHub);
  EXPECT_EQ(parseFormat("SARIF"), std::nullopt);
}

std::string summaryOf(std::vector<Finding> Findings, RunSummary Summary,
                      size_t Suppressed = 0) {
  MarkedSources Sources;
  std::vector<SuppressedFinding> Silenced(Suppressed);
  for (size_t I = 0; I < Suppressed; ++I)
    Silenced[I].What.Message = std::to_string(I);
  ReportOptions Options;
  Options.Suppressed = Silenced;
  for (size_t I = 0; I < Findings.size(); ++I)
    Findings[I].Message = std::to_string(I);
  std::string Text =
      reportText(Format::Text, Findings, Sources.table(), Options, Summary);
  return llvm::StringRef(Text).rtrim('\n').rsplit('\n').second.str();
}

TEST(Report, SummaryLine) {
  RunSummary Summary;
  Summary.FunctionsAnalysed = 41;
  Finding E = makeFinding("c", Severity::Error, "", {}),
          W = makeFinding("c", Severity::Warning, "", {}),
          N = makeFinding("c", Severity::Note, "", {});
  Summary.Degraded.resize(1);
  EXPECT_EQ(summaryOf({E, E, W}, Summary),
            "2 errors, 1 warning; 41 functions analysed, 1 degraded");
  EXPECT_EQ(summaryOf({N}, Summary, 2),
            "1 note, 2 suppressed; 41 functions analysed, 1 degraded");
}

TEST(Report, SummaryLineOfNothing) {
  MarkedSources Sources;
  RunSummary Summary;
  Summary.FunctionsAnalysed = 1;
  EXPECT_EQ(reportText(Format::Text, {}, Sources.table(), {}, Summary),
            "no findings; 1 function analysed\n");
}

} // namespace
