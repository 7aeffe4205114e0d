//===- JsonTest.cpp - Our own JSON ----------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Json.h"
#include "MarkedSources.h"
#include "report/Fingerprint.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using namespace miniport;
using namespace miniport::report;

namespace {

TEST(Json, Golden) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "\xE9«x»f«e»();\n#define M «m»1\n", "shown.c");
  Finding F = makeFinding("miniport-a", Severity::Warning, "caf\xE9 \"quoted\"",
                          Sources.at("x", "m"));
  F.EntryPoint = "HwTimer";
  F.Role = "HW_TIMER";
  F.Evidence = "some";
  F.EvidenceRank = 4;
  F.HelpUri = "https://example.org/";
  F.FingerprintKey = "key";
  F.Path = {{Sources.at("e"), "step", "g", 2}, {{}, "nowhere", "", 0}};
  F.Fixes = {{Sources.at("x"), Sources.at("e"), "g\n"}};
  RunSummary Summary;
  Summary.FunctionsAnalysed = 2;
  Summary.ExitCode = 1;
  Summary.Degraded = {{"h", {}, "inline assembly"}};
  ReportOptions Options;
  Options.ToolVersion = "1.2.3";
  std::string Fingerprint = stableFingerprints(&F, Sources.table())[0];
  EXPECT_EQ(reportText(Format::Json, F, Sources.table(), Options, Summary),
            R"({
  "formatVersion": 1,
  "tool": "miniport-tidy",
  "toolVersion": "1.2.3",
  "summary": {
    "errors": 0,
    "warnings": 1,
    "notes": 0,
    "suppressed": 0,
    "functionsAnalysed": 2,
    "functionsDegraded": 1,
    "executionSuccessful": true,
    "exitCode": 1
  },
  "findings": [
    {
      "check": "miniport-a",
      "severity": "warning",
      "message": "caf� \"quoted\"",
      "location": {
        "file": "a.c",
        "line": 1,
        "column": 2,
        "spelling": {
          "file": "a.c",
          "line": 2,
          "column": 11
        }
      },
      "function": "HwInterrupt",
      "entryPoint": "HwTimer",
      "role": "HW_TIMER",
      "evidence": "some",
      "evidenceRank": 4,
      "helpUri": "https://example.org/",
      "fingerprint": ")" +
                Fingerprint + R"(",
      "path": [
        {
          "message": "step",
          "location": {
            "file": "a.c",
            "line": 1,
            "column": 3
          },
          "function": "g",
          "depth": 2
        },
        {
          "message": "nowhere",
          "location": {},
          "function": "",
          "depth": 0
        }
      ],
      "fixes": [
        {
          "begin": {
            "file": "a.c",
            "line": 1,
            "column": 2
          },
          "end": {
            "file": "a.c",
            "line": 1,
            "column": 3
          },
          "replacement": "g\n"
        }
      ]
    }
  ],
  "degraded": [
    {
      "function": "h",
      "reason": "inline assembly",
      "location": {}
    }
  ],
  "linkUnits": [],
  "missingIncludes": [],
  "unknownRoutines": []
}
)");
}

TEST(Json, SuppressedOnlyWhenAsked) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«x»f(); // «n»NOLINT\n«y»f();\n");
  std::vector<SuppressedFinding> Suppressed = {
      {makeFinding("miniport-a", Severity::Error, "m", Sources.at("x")),
       Sources.point("n"), "because"}};
  Finding Left =
      makeFinding("miniport-a", Severity::Error, "m", Sources.at("y"));
  ReportOptions Options;
  Options.Suppressed = Suppressed;
  auto Parse = [&] {
    return llvm::cantFail(llvm::json::parse(
        reportText(Format::Json, Left, Sources.table(), Options)));
  };
  llvm::json::Value Without = Parse();
  Options.WriteSuppressed = true;
  llvm::json::Value With = Parse();

  EXPECT_EQ(Without.getAsObject()->get("suppressed"), nullptr);
  EXPECT_EQ(
      Without.getAsObject()->getObject("summary")->getInteger("suppressed"), 1);
  const llvm::json::Array *List = With.getAsObject()->getArray("suppressed");
  ASSERT_TRUE(List && List->size() == 1);
  const llvm::json::Object &Only = *(*List)[0].getAsObject();
  EXPECT_EQ(Only.getString("justification"), "because");
  EXPECT_EQ(Only.getObject("suppressedBy")->getInteger("column"), 9);
  // The one that is left is the second of the function in both.
  for (const llvm::json::Value *Log : {&Without, &With}) {
    const llvm::json::Object &F =
        *(*Log->getAsObject()->getArray("findings"))[0].getAsObject();
    EXPECT_TRUE(F.getString("fingerprint")->ends_with(":2"));
  }
}

} // namespace
