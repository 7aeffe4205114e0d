//===- ParseErrorTest.cpp - Errors of the driver IR parser ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Texts.h"

namespace miniport::ir {
namespace {

std::string errorOf(llvm::StringRef Text) {
  llvm::Expected<std::unique_ptr<Module>> M = parse(Text, "bad.ir");
  if (M)
    return "";
  return llvm::toString(M.takeError());
}

/// The error of a function whose body begins at line 3.
std::string errorInBody(llvm::StringRef Lines) {
  return errorOf("func @f(%p: ptr) -> void {\nentry:\n" + Lines.str() +
                 "\n  ret\n}\n");
}

TEST(ParseError, NamesThePosition) {
  EXPECT_EQ(errorInBody("  goto nowhere"),
            "bad.ir:3:8: expected a label of this function");
  EXPECT_EQ(errorInBody("  %1 = lod u8 %p"),
            "bad.ir:3:8: expected an instruction");
  EXPECT_EQ(errorInBody("  call @g()"),
            "bad.ir:3:8: expected a declared global or function");
  EXPECT_EQ(errorInBody("  store u8 1, $x"), "bad.ir:3:15: expected a local");
  EXPECT_EQ(errorInBody("  store u8 %q, %p"),
            "bad.ir:3:12: expected a parameter");
  EXPECT_EQ(errorInBody("  store u8 1 %p"), "bad.ir:3:14: expected ','");
  EXPECT_EQ(errorInBody("  store u8 %9, %p"),
            "bad.ir:3:12: expected a register that is assigned somewhere");
  EXPECT_EQ(errorInBody("  %1 = load u8 %p\n  %1 = load u8 %p"),
            "bad.ir:4:3: expected a new register: %1 is assigned above");
  EXPECT_EQ(errorInBody("  %1 = load u8 %p->R.x"),
            "bad.ir:3:20: expected the name of a record");
  EXPECT_EQ(errorInBody("  %1 = call %p()"),
            "bad.ir:3:15: expected a result type after 'call'");
}

TEST(ParseError, Numbers) {
  EXPECT_EQ(errorInBody("  store u8 256, %p"),
            "bad.ir:3:12: expected a number of its type");
  EXPECT_EQ(errorInBody("  store u8 -1, %p"),
            "bad.ir:3:12: expected a number of its type");
  EXPECT_EQ(errorInBody("  store s8 128, %p"),
            "bad.ir:3:12: expected a number of its type");
  EXPECT_EQ(errorInBody("  store s8 -129, %p"),
            "bad.ir:3:12: expected a number of its type");
  EXPECT_EQ(errorInBody("  store s8 -128, %p"), "");
  EXPECT_EQ(errorInBody("  store u64 18446744073709551616, %p"),
            "bad.ir:3:13: expected a number of at most 64 bits");
  EXPECT_EQ(errorInBody("  store s64 -9223372036854775809, %p"),
            "bad.ir:3:13: expected a number of its type");
  EXPECT_EQ(errorInBody("  store u8 12ab, %p"),
            "bad.ir:3:12: expected a number of at most 64 bits");
}

TEST(ParseError, Items) {
  EXPECT_EQ(errorOf("record R size 4 {\n  A: u32 @0\n}\nrecord R size 4 {\n}"),
            "bad.ir:4:8: expected a new record: 'R' is defined");
  EXPECT_EQ(errorOf("declare @f() -> void\nglobal @f: u8\n"),
            "bad.ir:2:8: expected a new name: 'f' is declared");
  EXPECT_EQ(errorOf("record R size 4 {\n  A: agg 4 S @0\n}"),
            "bad.ir:2:12: expected the name of a record");
  EXPECT_EQ(errorOf("file 1 \"a.c\""), "bad.ir:1:6: expected file number 0");
  EXPECT_EQ(errorOf("func @f() -> void {\n  ret\n}"),
            "bad.ir:2:3: expected a label");
  EXPECT_EQ(errorOf("func @f() -> void {\na:\n  ret\na:\n  ret\n}"),
            "bad.ir:4:1: expected a new label");
  EXPECT_EQ(errorOf("func @f() -> void odd {\n}"),
            "bad.ir:1:19: expected an attribute of a function");
  EXPECT_EQ(errorOf("declare @f() -> void declare @g() -> void"),
            "bad.ir:1:22: expected an attribute of a function");
  EXPECT_EQ(errorOf("\n\nfoo"),
            "bad.ir:3:1: expected 'record', 'union', 'global', 'declare', "
            "'func', 'diagnostic', 'missing', or before these 'file'");
}

TEST(ParseError, Characters) {
  EXPECT_EQ(errorOf("file 0 \"a.c"),
            "bad.ir:1:8: expected a closing quotation mark");
  EXPECT_EQ(errorOf("file 0 \"a\\q\""),
            "bad.ir:1:8: expected an escape: \\\\, \\\" or two hexadecimal "
            "digits");
  EXPECT_EQ(errorOf("func @f() -> void ?"),
            "bad.ir:1:19: expected something else than this character");
  EXPECT_EQ(errorInBody("  %1 = load u8 $ x"), "bad.ir:3:16: expected a name");
}

/// Whatever is cut off or changed, the parser answers; what it accepts, the
/// verifier and the printer survive.
void survive(llvm::StringRef Text) {
  llvm::Expected<std::unique_ptr<Module>> M = parse(Text, "bad.ir");
  if (!M) {
    llvm::consumeError(M.takeError());
    return;
  }
  verify(**M);
  EXPECT_TRUE(equal(**M, *parsed(toText(**M))));
}

TEST(Robustness, TruncatedTexts) {
  llvm::StringRef Text = EveryConstruct;
  for (size_t Length = 0; Length < Text.size(); ++Length)
    survive(Text.take_front(Length));
}

TEST(Robustness, TextsWithoutALine) {
  llvm::SmallVector<llvm::StringRef, 128> Lines;
  llvm::StringRef(EveryConstruct).split(Lines, '\n');
  for (size_t Dropped = 0; Dropped < Lines.size(); ++Dropped) {
    std::string Text;
    for (size_t I = 0; I < Lines.size(); ++I)
      if (I != Dropped)
        Text += (Lines[I] + "\n").str();
    survive(Text);
  }
}

TEST(Robustness, ChangedCharacters) {
  const std::string Original = EveryConstruct;
  const llvm::StringRef Replacements = "{}()%@$\"0x; \n:#-";
  uint32_t State = 1;
  for (unsigned Round = 0; Round < 20000; ++Round) {
    std::string Text = Original;
    State = State * 1664525 + 1013904223;
    size_t At = (State >> 8) % Text.size();
    State = State * 1664525 + 1013904223;
    Text[At] = Replacements[(State >> 16) % Replacements.size()];
    survive(Text);
  }
}

} // namespace
} // namespace miniport::ir
