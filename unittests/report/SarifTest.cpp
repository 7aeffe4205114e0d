//===- SarifTest.cpp - SARIF, by its parts --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Sarif.h"
#include "MarkedSources.h"
#include "Sample.h"
#include "report/Fingerprint.h"
#include "report/SarifLocation.h"
#include "report/Suppression.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using namespace miniport;
using namespace miniport::report;
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

namespace {

/// One report, and paths into it: "results/0/level".
class Log {
public:
  Log(llvm::ArrayRef<Finding> Findings, const SourceTable &Sources,
      const ReportOptions &Options = {}, const RunSummary &Summary = {})
      : Root(llvm::cantFail(llvm::json::parse(
            reportText(Format::Sarif, Findings, Sources, Options, Summary)))) {}

  const Value *find(llvm::StringRef Path) const {
    const Value *At = &(*Root.getAsObject()->getArray("runs"))[0];
    while (At && !Path.empty()) {
      auto [Step, Rest] = Path.split('/');
      size_t Index;
      if (const Array *A = At->getAsArray())
        At = !Step.getAsInteger(10, Index) && Index < A->size() ? &(*A)[Index]
                                                                : nullptr;
      else
        At = At->getAsObject() ? At->getAsObject()->get(Step) : nullptr;
      Path = Rest;
    }
    return At;
  }
  /// As JSON; empty if there is no such member.
  std::string operator[](llvm::StringRef Path) const {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    if (const Value *At = find(Path))
      OS << *At;
    return OS.str();
  }

private:
  Value Root;
};

TEST(Sarif, MessagesHaveNoPlaceholdersAndLinks) {
  auto Text = [](llvm::StringRef Message) {
    return sarifMessage(Message).getString("text")->str();
  };
  EXPECT_EQ(Text("a[1] is {0}"), "a[1] is {{0}}");
  EXPECT_EQ(Text("f[0](x) \\"), "f\\[0\\](x) \\\\");
  EXPECT_EQ(Text("\xE9"), "\xEF\xBF\xBD");
}

TEST(Sarif, ResultOfOneWord) {
  MarkedSources Sources;
  Sources.add("/src/a b.c", "one\n/* 😀 */ «x»Stall(5);\nthree\n");
  Finding F =
      makeFinding("miniport-a", Severity::Warning, "m", Sources.at("x"));
  F.FingerprintKey = "k";
  Log Out(F, Sources.table());
  EXPECT_EQ(Out["columnKind"], R"("utf16CodeUnits")");
  EXPECT_EQ(Out["results/0/locations/0"],
            R"({"logicalLocations":[{"fullyQualifiedName":"HwInterrupt",)"
            R"("kind":"function"}],"physicalLocation":{"artifactLocation":)"
            R"({"index":0,"uri":"a%20b.c","uriBaseId":"SRCROOT"},)"
            R"("contextRegion":{"endLine":4,"snippet":{"text":)"
            R"("one\n/* 😀 */ Stall(5);\nthree\n"},"startLine":1},)"
            R"("region":{"endColumn":15,"snippet":{"text":"Stall"},)"
            R"("startColumn":10,"startLine":2}}})");
  std::string Text = Sources.table().contents(0)->str();
  EXPECT_EQ(Out["results/0/partialFingerprints"],
            "{\"miniportTidy/v1\":\"" +
                stableFingerprints(&F, Sources.table())[0] +
                "\",\"primaryLocationLineHash\":\"" +
                LineHashes(Text)[2] + "\"}");
  EXPECT_EQ(Out["results/0/codeFlows"], "");
  EXPECT_EQ(Out["results/0/fixes"], "");
  EXPECT_EQ(Out["results/0/suppressions"], "");
  EXPECT_EQ(Out["results/0/level"], R"("warning")");
}

TEST(Sarif, RootUriCanBeLeftOut) {
  MarkedSources Sources("/src");
  ReportOptions Options;
  EXPECT_EQ(Log({}, Sources.table(), Options)["originalUriBaseIds/SRCROOT/uri"],
            R"("file:///src/")");
  Options.WriteRootUri = false;
  EXPECT_EQ(Log({}, Sources.table(), Options)["originalUriBaseIds/SRCROOT/uri"],
            "");
}

TEST(Sarif, SourceThatCannotBeRead) {
  SourceTable Table("/src",
                    llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>());
  ir::SourcePoint At{Table.add("/src/gone.c"), 3, 7};
  Log Out(makeFinding("miniport-a", Severity::Error, "m", {At, At}), Table);
  EXPECT_EQ(Out["results/0/locations/0/physicalLocation/region"],
            R"({"startColumn":7,"startLine":3})");
  EXPECT_EQ(Out["results/0/partialFingerprints/primaryLocationLineHash"], "");
  EXPECT_EQ(Out["artifacts/0/hashes"], "");
}

TEST(Sarif, CodeFlowEndsAtTheFinding) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«a»a\n«b»b\n«c»c\n");
  Finding F = makeFinding("miniport-a", Severity::Error, "held",
                          Sources.at("c"), "Callee");
  F.Path = {{Sources.at("a"), "entered", "HwInterrupt", 0},
            {Sources.at("b"), "calls", "HwInterrupt", 1}};
  const std::string Steps = "results/0/codeFlows/0/threadFlows/0/locations/";
  Log Appended(F, Sources.table());
  EXPECT_EQ(Appended[Steps + "0/importance"], R"("essential")");
  EXPECT_EQ(Appended[Steps + "1/importance"], R"("important")");
  EXPECT_EQ(Appended[Steps + "1/nestingLevel"], "1");
  EXPECT_EQ(Appended[Steps + "2/importance"], R"("essential")");
  EXPECT_EQ(Appended[Steps + "2/nestingLevel"], "2");
  EXPECT_EQ(Appended[Steps + "2/location/message/text"], R"("held")");

  F.Path.push_back({Sources.at("c"), "returns", "Callee", 2});
  Log Given(F, Sources.table());
  EXPECT_EQ(Given[Steps + "2/location/message/text"], R"("returns")");
  EXPECT_EQ(Given[Steps + "2/importance"], R"("essential")");
  EXPECT_EQ(Given[Steps + "3"], "");
}

TEST(Sarif, RelatedLocationsAreUnique) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "#define M «m»f()\n«a»M;\n");
  Finding F =
      makeFinding("miniport-a", Severity::Error, "held", Sources.at("a", "m"));
  F.Path = {{Sources.at("a"), "again", "f", 0},
            {Sources.at("a"), "again", "f", 1},
            {{}, "nowhere", "f", 0}};
  Log Out(F, Sources.table());
  EXPECT_EQ(Out["results/0/relatedLocations/0/message/text"],
            R"("expanded from macro 'M'")");
  EXPECT_EQ(Out["results/0/relatedLocations/1/id"], "2");
  EXPECT_EQ(Out["results/0/relatedLocations/1/message/text"], R"("again")");
  EXPECT_EQ(Out["results/0/relatedLocations/2"], "");
}

TEST(Sarif, AllFixesAreOneFix) {
  MarkedSources Sources;
  Sources.add("/src/b.c", "é«x»f«e»();\n«next»\n");
  Sources.add("/src/a.c", "«top»");
  Finding F = makeFinding("miniport-a", Severity::Error, "m", Sources.at("x"));
  F.Fixes = {{Sources.at("x"), Sources.at("e"), "g"},
             {Sources.at("x"), Sources.at("next"), ""},
             {Sources.at("top"), Sources.at("top"), "HW_TIMER T;\n"}};
  Log Out(F, Sources.table());
  const std::string Changes = "results/0/fixes/0/artifactChanges/";
  EXPECT_EQ(Out["results/0/fixes/1"], "");
  EXPECT_EQ(Out[Changes + "0/artifactLocation/uri"], R"("a.c")");
  EXPECT_EQ(Out[Changes + "0/replacements"],
            R"([{"deletedRegion":{"endColumn":1,"startColumn":1,)"
            R"("startLine":1},"insertedContent":{"text":"HW_TIMER T;\n"}}])");
  EXPECT_EQ(Out[Changes + "1/replacements"],
            R"([{"deletedRegion":{"endColumn":3,"startColumn":2,)"
            R"("startLine":1},"insertedContent":{"text":"g"}},)"
            R"({"deletedRegion":{"endColumn":1,"endLine":2,"startColumn":2,)"
            R"("startLine":1}}])");
  // One that lies in a macro spoils the whole fix.
  F.Fixes[1].Begin = Sources.at("x", "top");
  EXPECT_EQ(Log(F, Sources.table())["results/0/fixes"], "");
}

TEST(Sarif, SuppressedWhenAsked) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«x»f(); // «n»NOLINT: why\n«y»f();\n");
  SuppressionResult Left = applySuppressions(
      {makeFinding("miniport-a", Severity::Error, "m", Sources.at("x")),
       makeFinding("miniport-b", Severity::Error, "m", Sources.at("y"))},
      Sources.table());
  ReportOptions Options;
  Options.Suppressed = Left.Suppressed;
  Log Without(Left.Kept, Sources.table(), Options);
  EXPECT_EQ(Without["results/1"], "");
  EXPECT_EQ(Without["results/0/suppressions"], "");
  EXPECT_EQ(Without["tool/driver/rules/1"], "");
  Options.WriteSuppressed = true;
  Log With(Left.Kept, Sources.table(), Options);
  EXPECT_EQ(With["results/0/suppressions"], "[]");
  EXPECT_EQ(With["results/1/suppressions/0/kind"], R"("inSource")");
  EXPECT_EQ(With["results/1/suppressions/0/justification"], R"("why")");
  EXPECT_EQ(With["results/1/suppressions/0/location/physicalLocation/region"],
            R"({"endColumn":15,"startColumn":9,"startLine":1})");
}

TEST(Sarif, Rules) {
  MarkedSources Sources;
  std::string Long(2000, 'x');
  RuleDescription Rules[] = {
      {"miniport-z-check", "Sum.", Long, "https://example.org/z",
       Severity::Note, Precision::VeryHigh},
      {"miniport-a", "A.", "", "", Severity::Error, Precision::Low}};
  ReportOptions Options;
  Options.Rules = Rules;
  Finding Unknown = makeFinding("miniport-m", Severity::Warning, "m", {});
  Finding Known = makeFinding("miniport-z-check", Severity::Error, "m", {});
  Log Out({Unknown, Known}, Sources.table(), Options);
  EXPECT_EQ(Out["tool/driver/rules/0"],
            R"({"defaultConfiguration":{"level":"error"},"fullDescription":)"
            R"({"text":"A."},"help":{"text":"A."},"id":"miniport-a",)"
            R"("name":"A","properties":{"precision":"low",)"
            R"("problem.severity":"error","tags":["correctness",)"
            R"("storage-miniport","windows-driver"]},)"
            R"("shortDescription":{"text":"A."}})");
  EXPECT_EQ(Out["tool/driver/rules/1/id"], R"("miniport-m")");
  EXPECT_EQ(Out["tool/driver/rules/2/name"], R"("ZCheck")");
  EXPECT_EQ(Out["tool/driver/rules/2/properties/problem.severity"],
            R"("recommendation")");
  EXPECT_EQ(Out["tool/driver/rules/2/properties/precision"], R"("very-high")");
  EXPECT_LE(Out["tool/driver/rules/2/fullDescription/text"].size(), 1026u);
  EXPECT_GE(Out["tool/driver/rules/2/help/text"].size(), 2000u);
  EXPECT_EQ(Out["results/0/ruleIndex"], "2");
  EXPECT_EQ(Out["results/1/ruleIndex"], "1");
}

TEST(Sarif, DegradedFunctionsAreNotifications) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«f»f");
  RunSummary Summary;
  Summary.FunctionsAnalysed = 3;
  Summary.ExecutionSuccessful = false;
  Summary.ExitCode = 3;
  Summary.Degraded = {{"f", Sources.at("f"), "inline assembly"},
                      {"g", {}, "too large"}};
  Log Out({}, Sources.table(), {}, Summary);
  const std::string First = "invocations/0/toolExecutionNotifications/0/";
  EXPECT_EQ(Out["invocations/0/executionSuccessful"], "false");
  EXPECT_EQ(Out["invocations/0/exitCode"], "3");
  EXPECT_EQ(Out[First + "message/text"],
            R"("'f' was analysed in part only: inline assembly")");
  EXPECT_EQ(Out[First + "descriptor"],
            R"({"id":"degraded-function","index":0})");
  EXPECT_EQ(Out["tool/driver/notifications/0/id"], R"("degraded-function")");
  EXPECT_EQ(Out["artifacts/0/location/uri"], R"("a.c")");
  EXPECT_EQ(Out["results"], "[]");
}

} // namespace
