//===- CallGraphTest.cpp - Callees first ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramFixture.h"

using namespace miniport;

static std::vector<Strings> components(const LinkUnit &U) {
  std::vector<Strings> Result;
  for (const std::vector<uint32_t> &Members : U.bottomUp())
    Result.push_back(names(U, Members));
  return Result;
}

TEST(CallGraph, RecursionIsOneComponent) {
  auto U = makeUnit(R"(
func @Top() -> void {
entry:
  call @Even()
  call @Leaf()
  ret
}
func @Even() -> void {
entry:
  call @Odd()
  ret
}
func @Odd() -> void {
entry:
  call @Even()
  call @Self()
  ret
}
func @Self() -> void {
entry:
  call @Self()
  call @Leaf()
  ret
}
func @Leaf() -> void {
entry:
  ret
}
)");
  EXPECT_EQ(components(*U), (std::vector<Strings>{
                                {"Leaf"}, {"Self"}, {"Even", "Odd"}, {"Top"}}));
  EXPECT_EQ(names(*U, U->callers(U->module().findFunction("Leaf"))),
            (Strings{"Top", "Self"}));
}

TEST(CallGraph, DegradedFunctionsCallWhatTheyName) {
  auto U = makeUnit(R"(
func @Odd() -> void degraded "a handler" calls @Leaf {
}
func @Leaf() -> void {
entry:
  ret
}
)");
  EXPECT_EQ(names(*U, U->callees(U->module().findFunction("Odd"))),
            (Strings{"Leaf"}));
}

TEST(CallGraph, InlineWrappersOfRoutinesAreNotEntered) {
  auto U = makeUnit(R"(
declare @StorPortNotification(s32, ptr) -> void system variadic
func @StorPortStallExecution(%us: u32) -> void inline {
entry:
  call @StorPortNotification(s32 1, ptr 0)
  ret
}
func @memset(%p: ptr, %v: s32, %n: u64) -> ptr {
entry:
  call @Leaf()
  ret ptr %p
}
func @Leaf() -> void {
entry:
  ret
}
)");
  uint32_t Stall = U->module().findFunction("StorPortStallExecution");
  EXPECT_TRUE(U->callees(Stall).empty());
  EXPECT_TRUE(U->routine(Stall));
  // What the driver defines itself is no routine, whatever its name.
  uint32_t Own = U->module().findFunction("memset");
  EXPECT_FALSE(U->routine(Own));
  EXPECT_EQ(names(*U, U->callees(Own)), (Strings{"Leaf"}));
}

TEST(CallGraph, DeepChains) {
  std::string Text;
  const unsigned N = 20000;
  for (unsigned I = 0; I < N; ++I) {
    std::string Next =
        I + 1 < N ? "  call @F" + std::to_string(I + 1) + "()\n" : "";
    Text += "func @F" + std::to_string(I) + "() -> void {\nentry:\n" + Next +
            "  ret\n}\n";
  }
  auto U = makeUnit(Text);
  ASSERT_EQ(U->bottomUp().size(), N);
  EXPECT_EQ(U->bottomUp().front(), (std::vector<uint32_t>{N - 1}));
}
