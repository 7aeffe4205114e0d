//===- ConditionTest.cpp - Conditions of annotations ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ir/Condition.h"
#include "gtest/gtest.h"

using namespace miniport;

/// 'two' is 2, 'zero' is 0; other names are not known.
static std::optional<int64_t> value(llvm::StringRef Text) {
  return ir::evaluate(Text, [](llvm::StringRef Name) -> std::optional<int64_t> {
    if (Name == "two")
      return 2;
    if (Name == "zero")
      return 0;
    return std::nullopt;
  });
}

TEST(Condition, Arithmetic) {
  EXPECT_EQ(value("2"), 2);
  EXPECT_EQ(value("0x10UL"), 16);
  EXPECT_EQ(value("5i64"), 5);
  EXPECT_EQ(value("two + 3 * 4 - 1"), 13);
  EXPECT_EQ(value("8 - 2 - 1"), 5);
  EXPECT_EQ(value("(1 << 4) | 1"), 17);
  EXPECT_EQ(value("-two == ~1"), 1);
  EXPECT_EQ(value("!two"), 0);
  EXPECT_EQ(value("7 % 4 == 3 && 7 / two == 3"), 1);
  EXPECT_EQ(value("1 / zero"), std::nullopt);
  EXPECT_EQ(value("1 << 64"), std::nullopt);
}

TEST(Condition, Casts) {
  EXPECT_EQ(value("(ULONG)two"), 2);
  EXPECT_EQ(value("((void*)0)"), 0);
  EXPECT_EQ(value("zero == ((void *)0)"), 1);
  EXPECT_EQ(value("(two) - 1"), 1);
}

TEST(Condition, UnknownStaysUnknown) {
  EXPECT_EQ(value("x"), std::nullopt);
  EXPECT_EQ(value("x == x"), std::nullopt);
  EXPECT_EQ(value("p->two"), std::nullopt);
  EXPECT_EQ(value("two.zero == 0"), std::nullopt);
  EXPECT_EQ(value("two[zero]"), std::nullopt);
  EXPECT_EQ(value("f(zero, (1)) == 0"), std::nullopt);
  EXPECT_EQ(value("*zero"), std::nullopt);
  EXPECT_EQ(value("sizeof(int) == 4"), std::nullopt);
}

TEST(Condition, OneSideMayBeEnough) {
  EXPECT_EQ(value("zero && x"), 0);
  EXPECT_EQ(value("x && p->y && zero"), 0);
  EXPECT_EQ(value("two || x"), 1);
  EXPECT_EQ(value("x & zero"), 0);
  EXPECT_EQ(value("two && x"), std::nullopt);
  EXPECT_EQ(value("zero || x"), std::nullopt);
}

TEST(Condition, NoExpression) {
  for (const char *Text : {"", "(", "1 +", "two two", "1)", ")", "\"text\"",
                           "1 ? 2 : 3", "two[1", "f(1", "3.5", "a->"})
    EXPECT_EQ(value(Text), std::nullopt) << Text;
  EXPECT_EQ(value(std::string(100000, '(')), std::nullopt);
  EXPECT_EQ(value(std::string(100000, '!') + "1"), std::nullopt);
}
