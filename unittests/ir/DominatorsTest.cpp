//===- DominatorsTest.cpp - Dominance between blocks ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ir/Dominators.h"
#include "Texts.h"

namespace miniport::ir {
namespace {

TEST(Dominators, DiamondLoopAndDeadBlock) {
  std::unique_ptr<Module> M = parsed(R"(
func @f(%c: u1) -> void {
entry:
  br %c, left, right
left:
  goto join
right:
  goto join
join:
  goto head
head:
  br %c, body, out
body:
  goto head
out:
  ret
dead:
  goto out
})");
  Dominators D(M->Functions[0]);
  enum { Entry, Left, Right, Join, Head, Body, Out, Dead };
  EXPECT_EQ(D.immediate(Entry), None);
  EXPECT_EQ(D.immediate(Join), uint32_t(Entry));
  EXPECT_EQ(D.immediate(Head), uint32_t(Join));
  EXPECT_EQ(D.immediate(Out), uint32_t(Head));
  EXPECT_TRUE(D.dominates(Head, Body));
  EXPECT_TRUE(D.dominates(Head, Head));
  EXPECT_FALSE(D.dominates(Left, Join));
  EXPECT_FALSE(D.dominates(Body, Head));
  EXPECT_FALSE(D.isReachable(Dead));
  EXPECT_FALSE(D.dominates(Entry, Dead));
}

TEST(Dominators, LoopWithTwoEntries) {
  std::unique_ptr<Module> M = parsed(R"(
func @f(%c: u1) -> void {
entry:
  br %c, a, b
a:
  goto b
b:
  br %c, a, out
out:
  ret
})");
  Dominators D(M->Functions[0]);
  EXPECT_EQ(D.immediate(1), 0U);
  EXPECT_EQ(D.immediate(2), 0U);
  EXPECT_EQ(D.immediate(3), 2U);
}

TEST(Dominators, DeepLadder) {
  std::string Text = "func @f(%c: u1) -> void {\nentry:\n  goto b0\n";
  const unsigned Depth = 4000;
  for (unsigned I = 0; I < Depth; ++I)
    Text += "b" + std::to_string(I) + ":\n  br %c, b" + std::to_string(I + 1) +
            ", out\n";
  Text += "b" + std::to_string(Depth) + ":\n  goto out\nout:\n  ret\n}\n";
  std::unique_ptr<Module> M = parsed(Text);
  EXPECT_TRUE(verify(*M).empty());
  Dominators D(M->Functions[0]);
  EXPECT_EQ(D.immediate(Depth + 2), 1U); // out is reached from every rung
}

} // namespace
} // namespace miniport::ir
