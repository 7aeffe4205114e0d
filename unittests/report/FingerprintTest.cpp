//===- FingerprintTest.cpp - The same finding again -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Fingerprint.h"
#include "MarkedSources.h"
#include "gtest/gtest.h"

using namespace miniport;
using namespace miniport::report;

namespace {

std::vector<std::string> fingerprintsOf(llvm::ArrayRef<Finding> Findings,
                                        const SourceTable &Sources) {
  std::vector<const Finding *> Pointers;
  for (const Finding &F : Findings)
    Pointers.push_back(&F);
  return stableFingerprints(Pointers, Sources);
}

Finding keyed(ir::SourceLocation Where, llvm::StringRef Key,
              llvm::StringRef Function = "HwInterrupt") {
  Finding F = makeFinding("miniport-lock-unpaired", Severity::Error, "held",
                          Where, Function);
  F.FingerprintKey = Key.str();
  return F;
}

TEST(StableFingerprints, SurviveMovedLines) {
  MarkedSources Before, After;
  Before.add("/src/a.c", "f(«one»);\ng(«two»);\n");
  After.add("/src/sub/renamed.c", "// new\n\n  f(«one»);\nh();\ng(«two»);\n");
  auto Old = fingerprintsOf({keyed(Before.at("one"), "acquire; return"),
                             keyed(Before.at("two"), "acquire; return")},
                            Before.table());
  auto New = fingerprintsOf({keyed(After.at("one"), "acquire; return"),
                             keyed(After.at("two"), "acquire; return")},
                            After.table());
  EXPECT_EQ(Old, New);
  EXPECT_NE(Old[0], Old[1]) << "two findings of one function";
}

TEST(StableFingerprints, NumberByLocationNotByOrder) {
  MarkedSources Sources;
  Sources.add("/src/b.c", "«b1»");
  Sources.add("/src/a.c", "«a1»x\n«a2»");
  Finding A1 = keyed(Sources.at("a1"), "k"), A2 = keyed(Sources.at("a2"), "k"),
          B1 = keyed(Sources.at("b1"), "k");
  auto Forward = fingerprintsOf({A1, A2, B1}, Sources.table());
  auto Backward = fingerprintsOf({B1, A2, A1}, Sources.table());
  EXPECT_EQ(Forward[0], Backward[2]);
  EXPECT_EQ(Forward[1], Backward[1]);
  EXPECT_EQ(Forward[2], Backward[0]);
  EXPECT_TRUE(llvm::StringRef(Forward[0]).ends_with(":1"));
  EXPECT_TRUE(llvm::StringRef(Forward[2]).ends_with(":3"));
}

TEST(StableFingerprints, DifferByCheckFunctionAndKey) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«x»");
  Finding Base = keyed(Sources.at("x"), "k");
  Finding OtherKey = keyed(Sources.at("x"), "l");
  Finding OtherFunction = keyed(Sources.at("x"), "k", "HwTimer");
  Finding OtherCheck = Base;
  OtherCheck.Check = "miniport-lock-recursive";
  // The parts must not run into each other.
  Finding Shifted = keyed(Sources.at("x"), "tk", "HwInterrup");
  auto All = fingerprintsOf(
      {Base, OtherKey, OtherFunction, OtherCheck, Shifted}, Sources.table());
  for (size_t I = 0; I < All.size(); ++I)
    for (size_t J = 0; J < I; ++J)
      EXPECT_NE(All[I], All[J]) << I << ", " << J;
  EXPECT_EQ(All[0].size(), 34u);
}

TEST(StableFingerprints, WithoutKeyOrFunction) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«a»");
  Sources.add("/src/b.c", "«b»");
  Finding A = keyed(Sources.at("a"), "", ""),
          B = keyed(Sources.at("b"), "", "");
  Finding OtherMessage = A;
  OtherMessage.Message = "not held";
  auto All = fingerprintsOf({A, B, OtherMessage}, Sources.table());
  EXPECT_NE(llvm::StringRef(All[0]).split(':').first,
            llvm::StringRef(All[1]).split(':').first);
  EXPECT_NE(llvm::StringRef(All[0]).split(':').first,
            llvm::StringRef(All[2]).split(':').first);
}

std::vector<std::string> lineHashes(llvm::StringRef Text, unsigned Lines) {
  LineHashes Hashes(Text);
  std::vector<std::string> Result;
  for (unsigned Line = 1; Line <= Lines; ++Line)
    Result.push_back(Hashes[Line]);
  EXPECT_EQ(Hashes[Lines + 1], "");
  EXPECT_EQ(Hashes[0], "");
  return Result;
}

using Strings = std::vector<std::string>;

// The numbers are those of GitHub's code-scanning upload action.
TEST(LineHashes, AgreeWithGitHub) {
  EXPECT_EQ(lineHashes("", 1), (Strings{"c129715d7a2bc9a3:1"}));
  EXPECT_EQ(lineHashes("int main(void) {\r\n\treturn 0;\r\n}\r\n", 4),
            (Strings{"81ae5b79b48b6a77:1", "1faea435564ce3cb:1",
                     "32dce9ccfdbc9d3e:1", "c129715d7a2bc9a3:1"}));
}

TEST(LineHashes, LongLinesAndOtherThanAscii) {
  EXPECT_EQ(
      lineHashes("a\n\n \n\n// \xE2\x82\xAC \xF0\x9F\x98\x80 \xE9x\n"
                 "void StorPortStallExecution(unsigned long Microseconds); "
                 "/* a line that is longer than one hundred units, to see that "
                 "the window ends */\nlast",
                 7),
      (Strings{"574b89e0f3f0c80a:1", "cb5bac23efecc42a:1", "6c1fbb2bae17c81c:1",
               "a875e74a2a4f5a15:1", "60ea47b21e5772cb:1", "b0d6ce61aa50099e:1",
               "58429ecce5a8d0db:1"}));
}

TEST(LineHashes, LineEndsAndBlanksDoNotMatter) {
  Strings Hashes = lineHashes(" a\nb\n  \t\tc\n d", 4);
  EXPECT_EQ(Hashes[0], "271789c17abda88f:1");
  EXPECT_EQ(Hashes[1], "54703d4cd895b18:1");
  EXPECT_EQ(lineHashes("a\r\nb\r\nc\r\nd", 4), Hashes);
  EXPECT_EQ(lineHashes("a\rb\rc\rd", 4), Hashes);
}

TEST(LineHashes, CountAlikeLines) {
  std::string Text;
  for (unsigned I = 0; I < 200; ++I)
    Text += "x;\n";
  LineHashes Hashes(Text);
  std::string First = Hashes[1];
  auto [Hash, Count] = llvm::StringRef(First).split(':');
  EXPECT_EQ(Count, "1");
  EXPECT_EQ(Hashes[2], (Hash + ":2").str());
  EXPECT_EQ(Hashes[100], (Hash + ":100").str());
}

} // namespace
