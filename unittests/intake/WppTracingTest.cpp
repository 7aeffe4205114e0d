//===- WppTracingTest.cpp - The configuration of WPP ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/WppTracing.h"
#include "llvm/ADT/StringExtras.h"
#include "gmock/gmock.h"

using namespace miniport::intake;
using testing::HasSubstr;
using testing::Not;

static std::string written(const WppFunction &F) {
  return F.Name + "(" + llvm::join(F.Parameters, ",") + ")";
}

static std::string parsed(llvm::StringRef Text) {
  auto F = parseWppFunction(Text);
  return F ? written(*F) : "none";
}

TEST(WppTracing, Functions) {
  EXPECT_EQ(parsed("TraceEvents(LEVEL, FLAGS, MSG, ...);"),
            "TraceEvents(LEVEL,FLAGS,MSG,...)");
  EXPECT_EQ(
      parsed(" Info{LEVEL=TRACE_LEVEL_INFORMATION, FLAGS=ALL} (MSG, ...)"),
      "Info(MSG,...)");
  EXPECT_EQ(parsed("Enter{ENTRY=X}(...);"), "Enter(...)");
  EXPECT_EQ(parsed("Fixed(LEVEL,MSG)"), "Fixed(LEVEL,MSG)");
  EXPECT_EQ(parsed("Bare()"), "Bare()");
  for (const char *Wrong :
       {"", "NoParameters", "Open(A", "Open{A(B)", "Two Words(A)", "(A)",
        "Rest(..., A)", "Bad(A-B)", "1(A)"})
    EXPECT_EQ(parsed(Wrong), "none") << Wrong;
}

static std::string configuration(llvm::StringRef Text, bool Open = false) {
  std::string Result;
  for (const WppFunction &F : parseWppConfiguration(Text, Open))
    Result += written(F) + " ";
  return Result + (Open ? "open" : "closed");
}

TEST(WppTracing, BlocksOfComments) {
  EXPECT_EQ(configuration("/*\n begin_wpp config\n FUNC A(MSG, ...);\r\n"
                          " * USEPREFIX (A, \"%!FUNC!\");\n"
                          " USESUFFIX (A, \" %!STATUS!\", Status);\n"
                          " FUNC B(FLAGS, MSG);\n end_wpp\n*/"),
            "A(MSG,...) B(FLAGS,MSG) closed");
  // A block of line comments comes one by one.
  EXPECT_EQ(configuration("// begin_wpp config"), "open");
  EXPECT_EQ(configuration("// FUNC A(MSG, ...);", true), "A(MSG,...) open");
  EXPECT_EQ(configuration("// end_wpp", true), "closed");
  EXPECT_EQ(configuration("// FUNC A(MSG, ...);"), "closed");
  EXPECT_EQ(configuration("// begin_wpp enum\n// FUNC A(MSG)"), "closed");
}

TEST(WppTracing, FlagsAndLevelsAreNotEvaluated) {
  std::string Text = wppStandIn({{"Trace", {"LEVEL", "FLAGS", "MSG", "..."}},
                                 {"Status", {"LEVEL", "MSG", "EXPR"}}});
  EXPECT_THAT(Text, HasSubstr("#define Trace(LEVEL, FLAGS, MSG, ...) "
                              "((void)(WppTracingIsOn_ && ((void)0, "
                              "##__VA_ARGS__, 1)))"));
  EXPECT_THAT(Text, HasSubstr("((void)0, EXPR, 1)"));
  EXPECT_THAT(Text, Not(HasSubstr("0, LEVEL")));
}
