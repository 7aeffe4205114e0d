//===- NtMakeTextTest.cpp - The language of BUILD's files -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/NtMakeText.h"
#include "Tree.h"
#include "gmock/gmock.h"

using namespace miniport::projects;
using testing::ElementsAre;

static std::string condition(llvm::StringRef Text) {
  auto Value = evaluateNtCondition(
      Text, [](llvm::StringRef Name) { return Name == "SET"; },
      [](llvm::StringRef File) { return File == "here.h"; });
  return Value ? *Value ? "true" : "false" : "none";
}

TEST(NtMakeText, Conditions) {
  const std::pair<const char *, const char *> Cases[] = {
      {"1", "true"},
      {"0", "false"},
      {"", "false"},
      {"0x10", "true"},
      {"\"a\" == \"a\"", "true"},
      {"\"a\"==\"b\"", "false"},
      {"\"a\" != \"b\"", "true"},
      {"2 > 10", "false"},
      {"0x601 >= 0x600", "true"},
      {"1 && 0 || 1", "true"},
      {"1 && (0 || 0)", "false"},
      {"!0", "true"},
      {"!(1 == 1)", "false"},
      {"defined(SET) && !defined(UNSET)", "true"},
      {"exist(here.h)", "true"},
      {"exist(\"gone.h\")", "false"},
      {"amd64 == amd64", "true"},
      {"(1", "none"},
      {"\"open", "none"},
      {"1 +", "none"},
      {"==", "none"},
  };
  for (auto [Text, Expected] : Cases)
    EXPECT_EQ(condition(Text), Expected) << Text;
  EXPECT_EQ(condition(std::string(100000, '(')), "none");
}

TEST(NtMakeText, Macros) {
  WindowsPaths Paths;
  NtMakeText T("/", false, Paths);
  T.define("A", "one two.c");
  T.define("B", "$(A) three");
  T.define("A", "$(a) more.c");
  T.define("LOOP", "$(OTHER)");
  T.define("OTHER", "x$(LOOP)");
  EXPECT_EQ(T.value("b"), "one two.c more.c three");
  EXPECT_EQ(T.expand("$(A:.c=.obj)"), "one two.obj more.obj");
  EXPECT_EQ(T.expand("$$ $(NONE)$(A"), "$ $(A");
  T.define("LIST", "a;b  \"c d\";e");
  EXPECT_THAT(T.words("LIST"), ElementsAre("a", "b", "c d", "e"));
  // What refers to itself ends.
  EXPECT_EQ(T.value("LOOP").find_first_not_of('x'), std::string::npos);
}
