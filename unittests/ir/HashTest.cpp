//===- HashTest.cpp - Functions that do the same --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Texts.h"
#include "gmock/gmock.h"

namespace miniport::ir {
namespace {

uint64_t hashOfF(llvm::StringRef Before, llvm::StringRef Body) {
  auto M = parsed((Before +
                   "record R size 8 {\n A: u32 @0\n B: u32 @4\n}\n"
                   "declare @g(u32) -> void\n"
                   "declare @h(u32) -> void\n"
                   "func @f(%p: ptr) -> u32 {\n" +
                   Body + "\n}\n")
                      .str());
  return hashOf(*M, M->Functions[M->findFunction("f")]);
}

constexpr llvm::StringLiteral Body = R"(
entry:
  %0 = load u32 %p->R.A
  call @g(%0)
  %1 = add u32 %0, 3
  ret u32 %1)";

std::string changed(llvm::StringRef From, llvm::StringRef To) {
  std::string Text = Body.str();
  size_t At = Text.find(From.str());
  EXPECT_NE(At, std::string::npos);
  return Text.replace(At, From.size(), To.str());
}

TEST(Hash, IndicesOfOtherModulesDoNotMatter) {
  EXPECT_EQ(hashOfF("", Body), hashOfF("record Q size 4 {\n C: u32 @0\n}\n"
                                       "declare @before(u32) -> void\n",
                                       Body));
}

TEST(Hash, WhatIsDoneDoes) {
  const uint64_t Hash = hashOfF("", Body);
  for (auto [From, To] : std::vector<std::pair<const char *, const char *>>{
           {"R.A", "R.B"},
           {"@g", "@h"},
           {"add", "sub"},
           {"3", "4"},
           {"ret u32 %1", "ret u32 %0"},
           {"load u32", "load volatile u32"}})
    EXPECT_NE(Hash, hashOfF("", changed(From, To))) << From;
}

} // namespace
} // namespace miniport::ir
