//===- TextTest.cpp - Carets, notes, fix-its, colours ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Text.h"
#include "MarkedSources.h"
#include "Sample.h"
#include "report/Snippet.h"
#include "gtest/gtest.h"
#include <cstdlib>

using namespace miniport;
using namespace miniport::report;

namespace {

std::string snippet(llvm::StringRef Line, size_t Caret,
                    llvm::ArrayRef<SnippetFix> Fixes = {},
                    uint32_t Number = 7) {
  std::string Result;
  llvm::raw_string_ostream OS(Result);
  writeSnippet({Number, Line, Caret, Fixes}, OS);
  return OS.str();
}

TEST(Snippet, CaretAfterTabs) {
  EXPECT_EQ(snippet("\tif (\tx)", 6), "    7 |         if (    x)\n"
                                      "      |                 ^\n");
}

TEST(Snippet, CaretAfterWideAndNarrowCharacters) {
  EXPECT_EQ(snippet("é x", 3), "    7 | é x\n"
                               "      |   ^\n");
  // Two columns wide, three bytes.
  EXPECT_EQ(snippet("字 x", 4), "    7 | 字 x\n"
                                "      |    ^\n");
  // A combining accent takes no column.
  EXPECT_EQ(snippet("e\xCC\x81 x", 4), "    7 | e\xCC\x81 x\n"
                                       "      |   ^\n");
}

TEST(Snippet, WhatCannotBePrinted) {
  EXPECT_EQ(snippet("\xE9 x", 2), "    7 | <E9> x\n"
                                  "      |      ^\n");
  EXPECT_EQ(snippet("\xE2\x80\x8B x", 4), "    7 | <U+200B> x\n"
                                          "      |          ^\n");
  EXPECT_EQ(snippet("\x1B[31m x", 6), "    7 | <U+001B>[31m x\n"
                                      "      |              ^\n")
      << "a source can not write to the terminal";
}

TEST(Snippet, EndOfLineAndLongNumbers) {
  EXPECT_EQ(snippet("ab", 2, {}, 123456), " 123456 | ab\n"
                                          "        |   ^\n");
  EXPECT_EQ(snippet("", 0), "    7 | \n"
                            "      | ^\n");
}

TEST(Snippet, Fixes) {
  EXPECT_EQ(snippet("\tf(a, b);", 1, {{3, 4, "xyz"}, {6, 7, ""}}),
            "    7 |         f(a, b);\n"
            "      |         ^ ~  ~\n"
            "      |           xyz\n");
  EXPECT_EQ(snippet("f(a)", 0, {{3, 3, ", c"}, {0, 0, "(void)"}}),
            "    7 | f(a)\n"
            "      | ^\n"
            "      | (void) , c\n")
      << "the second is moved to where there is room";
}

TEST(Snippet, GeneratedLinesAreLeftOut) {
  EXPECT_EQ(snippet(std::string(4097, 'x'), 3), "");
  EXPECT_NE(snippet(std::string(4096, 'x'), 3), "");
}

ReportOptions plain() {
  ReportOptions Options;
  Options.Color = llvm::ColorMode::Disable;
  Options.WriteSummaryLine = false;
  return Options;
}

TEST(Text, FindingWithPathAndEvidence) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "\t«acquire»Acquire();\n\t«leak»return;\n", "a.c");
  Finding F = makeFinding("miniport-lock-unpaired", Severity::Error,
                          "still held", Sources.at("leak"));
  F.Evidence = "3 of 4 paths release it";
  F.Path = {{Sources.at("acquire"), "acquired here", "HwInterrupt", 0},
            {{}, "from Storport", "", 0}};
  EXPECT_EQ(reportText(Format::Text, F, Sources.table(), plain()),
            "a.c:2:2: error: still held [miniport-lock-unpaired]\n"
            "    2 |         return;\n"
            "      |         ^\n"
            "a.c:2:2: note: 3 of 4 paths release it\n"
            "a.c:1:2: note: acquired here\n"
            "    1 |         Acquire();\n"
            "      |         ^\n"
            "note: from Storport\n");
}

TEST(Text, Macros) {
  MarkedSources Sources;
  Sources.add("/src/a.h", "#define LOCK(x) \\\n  «spelled»Acquire(x)\n", "a.h");
  Sources.add("/src/a.c", "«use»LOCK(«arg»l);\n", "a.c");
  Finding InBody = makeFinding("miniport-a", Severity::Warning, "body",
                               Sources.at("use", "spelled"));
  Finding InArgument = makeFinding("miniport-b", Severity::Warning, "argument",
                                   Sources.at("use", "arg"));
  EXPECT_EQ(
      reportText(Format::Text, {InBody, InArgument}, Sources.table(), plain()),
      "a.c:1:1: warning: argument [miniport-b]\n"
      "    1 | LOCK(l);\n"
      "      | ^\n"
      "a.c:1:1: warning: body [miniport-a]\n"
      "    1 | LOCK(l);\n"
      "      | ^\n"
      "a.h:2:3: note: expanded from macro 'LOCK'\n"
      "    2 |   Acquire(x)\n"
      "      |   ^\n");
}

TEST(Text, FixesOnTheLineAndElsewhere) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«top»int x;\n«f»f«fend»(a);\n", "a.c");
  Finding F =
      makeFinding("miniport-a", Severity::Note, "wrong", Sources.at("f"));
  F.Fixes = {{Sources.at("f"), Sources.at("fend"), "g"},
             {Sources.at("top"), Sources.at("top"), "HW_TIMER T;\nint y;\n"},
             {Sources.at("top"), Sources.at("f"), ""},
             {Sources.at("f", "top"), Sources.at("fend"), "in a macro"}};
  EXPECT_EQ(reportText(Format::Text, F, Sources.table(), plain()),
            "a.c:2:1: note: wrong [miniport-a]\n"
            "    2 | f(a);\n"
            "      | ^\n"
            "      | g\n"
            "a.c:1:1: note: fix: insert 'HW_TIMER T;\\nint y;'\n"
            "    1 | int x;\n"
            "      | ^\n"
            "a.c:1:1: note: fix: remove this\n"
            "    1 | int x;\n"
            "      | ^\n");
}

TEST(Text, WithoutSource) {
  SourceTable Table("/src",
                    llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>());
  ir::SourcePoint At{Table.add("gone.c"), 3, 4}, Spelled{At.File, 1, 1};
  Finding F = makeFinding("miniport-a", Severity::Error, "m", {At, Spelled});
  Finding LineOnly = makeFinding("miniport-b", Severity::Error, "m",
                                 {{At.File, 4, 0}, {At.File, 4, 0}});
  Finding Nowhere = makeFinding("miniport-c", Severity::Warning, "m", {});
  EXPECT_EQ(reportText(Format::Text, {F, LineOnly, Nowhere}, Table, plain()),
            "gone.c:3:4: error: m [miniport-a]\n"
            "gone.c:1:1: note: expanded from a macro\n"
            "gone.c:4: error: m [miniport-b]\n"
            "warning: m [miniport-c]\n");
}

TEST(Text, ColoursAsClang) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«f»f(a);\n", "a.c");
  Finding F =
      makeFinding("miniport-a", Severity::Error, "wrong", Sources.at("f"));
  F.Path = {{Sources.at("f"), "here", "f", 0}};
  ReportOptions Options = plain();
  Options.Color = llvm::ColorMode::Enable;
  EXPECT_EQ(reportText(Format::Text, F, Sources.table(), Options),
            "\x1B[1ma.c:1:1: \x1B[0;1;31merror: \x1B[0m"
            "\x1B[1mwrong [miniport-a]\x1B[0m\n"
            "    1 | f(a);\n"
            "      | \x1B[0;1;32m^\x1B[0m\n"
            "\x1B[1ma.c:1:1: \x1B[0;1;36mnote: \x1B[0mhere\n"
            "    1 | f(a);\n"
            "      | \x1B[0;1;32m^\x1B[0m\n");
}

/// A stream that claims to be a terminal.
class Terminal : public llvm::raw_ostream {
  void write_impl(const char *, size_t) override {}
  uint64_t current_pos() const override { return 0; }

public:
  Terminal() : raw_ostream(/*unbuffered=*/true) {}
  bool is_displayed() const override { return true; }
};

TEST(Text, ColourOnTerminalsOnly) {
  Terminal Tty;
  std::string Text;
  llvm::raw_string_ostream Pipe(Text);
  ::unsetenv("NO_COLOR");
  EXPECT_TRUE(useColor(llvm::ColorMode::Auto, Tty));
  EXPECT_FALSE(useColor(llvm::ColorMode::Auto, Pipe));
  EXPECT_FALSE(useColor(llvm::ColorMode::Disable, Tty));
  EXPECT_TRUE(useColor(llvm::ColorMode::Enable, Pipe));
  ::setenv("NO_COLOR", "", 1);
  EXPECT_TRUE(useColor(llvm::ColorMode::Auto, Tty));
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(useColor(llvm::ColorMode::Auto, Tty));
  EXPECT_TRUE(useColor(llvm::ColorMode::Enable, Tty)) << "asked for";
  ::unsetenv("NO_COLOR");
}

} // namespace
