//===- PointerFlowTest.cpp - What an indirect call may call ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramFixture.h"

using namespace miniport;

static const std::string Routines = R"(
record OPS size 16 {
  Start: ptr @0
  Stop: ptr @8
}
record EXT size 32 {
  Ops: agg 16 OPS @0
  Table: ptr @16
  Next: ptr @24
}
func @A(%x: ptr) -> u32 {
entry:
  ret u32 1
}
func @B(%x: ptr) -> u32 {
entry:
  ret u32 2
}
func @C(%x: ptr) -> u32 {
entry:
  ret u32 3
}
func @Wide(%x: ptr, %y: ptr) -> u32 {
entry:
  ret u32 4
}
)";

static Strings flow(const std::string &Text) {
  auto U = makeUnit(Routines + Text);
  LinkUnit::Targets T = targetsIn(*U, "Caller");
  EXPECT_FALSE(T.BySignature);
  EXPECT_FALSE(T.Overflow);
  return names(*U, T.Functions);
}

TEST(PointerFlow, Field) {
  EXPECT_EQ(flow(R"(
func @Set(%e: ptr) -> void {
entry:
  store ptr @A, %e->EXT.Ops->OPS.Start
  store ptr @B, %e->EXT.Ops->OPS.Stop
  ret
}
func @Caller(%e: ptr) -> u32 {
entry:
  %1 = addr %e->EXT.Ops
  %2 = load ptr %1->OPS.Start
  %3 = call u32 %2(%e)
  ret u32 %3
}
)"),
            (Strings{"A"}));
}

TEST(PointerFlow, NullIsNoTarget) {
  EXPECT_EQ(flow(R"(
func @Set(%e: ptr) -> void {
entry:
  store ptr 0, %e->EXT.Next
  store ptr @C, %e->EXT.Next
  ret
}
func @Caller(%e: ptr) -> u32 {
entry:
  %2 = load ptr %e->EXT.Next
  %3 = call u32 %2(%e)
  ret u32 %3
}
)"),
            (Strings{"C"}));
}

TEST(PointerFlow, ParametersLocalsAndReturns) {
  EXPECT_EQ(flow(R"(
func @Pick(%which: u32, %first: ptr) -> ptr {
  local $r: ptr
entry:
  store ptr %first, $r
  %1 = ne u32 %which, 0
  br %1, other, done
other:
  store ptr @B, $r
  goto done
done:
  %2 = load ptr $r
  ret ptr %2
}
func @Caller(%e: ptr) -> u32 {
entry:
  %1 = call ptr @Pick(u32 1, @A)
  %2 = cast u64, %1
  %3 = cast ptr, %2
  %4 = call u32 %3(%e)
  ret u32 %4
}
)"),
            (Strings{"A", "B"}));
}

TEST(PointerFlow, OutParameter) {
  EXPECT_EQ(flow(R"(
func @Get(%out: ptr) -> void {
entry:
  store ptr @C, %out
  ret
}
func @Caller(%e: ptr) -> u32 {
  local $f: ptr
  local $g: ptr
entry:
  store ptr @A, $g
  %1 = addr $f
  call @Get(%1)
  %2 = load ptr $f
  %3 = call u32 %2(%e)
  ret u32 %3
}
)"),
            (Strings{"C"}));
}

TEST(PointerFlow, ConstantTablesByOffset) {
  // Of a table whose element is known, only the member's column.
  EXPECT_EQ(flow(R"(
global @T: agg 32 const internal init { 0: @A, 8: @C, 16: @B, 24: @C }
func @Caller(%e: ptr, %i: u64) -> u32 {
entry:
  %1 = load ptr @T[%i x 16]->OPS.Start
  %2 = call u32 %1(%e)
  ret u32 %2
}
)"),
            (Strings{"A", "B"}));
  // An array of functions, with a symbolic index and with a constant one.
  const std::string Array = R"(
global @T: agg 24 const internal init { 0: @A, 8: @B, 16: @C }
func @Caller(%e: ptr, %i: u64) -> u32 {
entry:
  %1 = load ptr @T[INDEX x 8]
  %2 = call u32 %1(%e)
  ret u32 %2
}
)";
  auto With = [&](llvm::StringRef Index) {
    std::string Text = Array;
    Text.replace(Text.find("INDEX"), 5, Index.str());
    return flow(Text);
  };
  EXPECT_EQ(With("%i"), (Strings{"A", "B", "C"}));
  EXPECT_EQ(With("u64 1"), (Strings{"B"}));
}

TEST(PointerFlow, PointerToAnEntryOfATable) {
  EXPECT_EQ(flow(R"(
global @T: agg 32 const internal init { 0: @A, 8: @C, 16: @B, 24: @C }
func @Init(%e: ptr, %i: u64) -> void {
entry:
  %1 = addr @T[%i x 16]
  store ptr %1, %e->EXT.Table
  ret
}
func @Caller(%e: ptr) -> u32 {
entry:
  %1 = load ptr %e->EXT.Table
  %2 = load ptr %1->OPS.Start
  %3 = call u32 %2(%e)
  ret u32 %3
}
)"),
            (Strings{"A", "B"}));
}

TEST(PointerFlow, CopiesBetweenTypes) {
  EXPECT_EQ(flow(R"(
record PAIR size 16 {
  First: ptr @0
  Second: ptr @8
}
global @P: agg 16 PAIR const internal init { 0: @A, 8: @B }
func @Caller(%e: ptr) -> u32 {
  local $ops: agg 16 OPS
entry:
  copy 16, $ops, @P
  %2 = load ptr $ops->OPS.Stop
  %3 = call u32 %2(%e)
  ret u32 %3
}
)"),
            (Strings{"B"}));
}

TEST(PointerFlow, CopyRoutine) {
  EXPECT_EQ(flow(R"(
declare @memcpy(ptr, ptr, u64) -> ptr system
global @T: agg 16 const internal init { 0: @A, 8: @B }
func @Caller(%e: ptr) -> u32 {
  local $ops: agg 16 OPS
entry:
  %1 = addr $ops
  %2 = call ptr @memcpy(%1, @T, u64 16)
  %3 = load ptr $ops->OPS.Stop
  %4 = call u32 %3(%e)
  ret u32 %4
}
)"),
            (Strings{"B"}));
}

TEST(PointerFlow, UnionMembersShareTheirCell) {
  EXPECT_EQ(flow(R"(
union U size 8 {
  AsNumber: u64 @0
  AsPointer: ptr @0
}
func @Set(%u: ptr) -> void {
entry:
  %1 = cast u64, @B
  store u64 %1, %u->U.AsNumber
  ret
}
func @Caller(%u: ptr) -> u32 {
entry:
  %1 = load ptr %u->U.AsPointer
  %2 = call u32 %1(%u)
  ret u32 %2
}
)"),
            (Strings{"B"}));
}

TEST(PointerFlow, ArgumentsOfIndirectCallsFlowOn) {
  EXPECT_EQ(flow(R"(
func @Run(%f: ptr) -> u32 {
entry:
  ret u32 0
}
func @Store(%f: ptr) -> u32 {
  local $e: agg 32 EXT
entry:
  store ptr %f, $e->EXT.Next
  ret u32 0
}
func @Start() -> u32 {
  local $f: ptr
entry:
  store ptr @Store, $f
  %1 = load ptr $f
  %2 = call u32 %1(@A)
  ret u32 %2
}
func @Caller(%e: ptr) -> u32 {
entry:
  %1 = load ptr %e->EXT.Next
  %2 = call u32 %1(%e)
  ret u32 %2
}
)"),
            (Strings{"A"}));
}

TEST(PointerFlow, WrongNumberOfParametersIsNotBelieved) {
  const std::string Call = R"(
func @Caller(%e: ptr) -> u32 {
entry:
  %1 = load ptr %e->EXT.Next
  %2 = call u32 %1(%e)
  ret u32 %2
}
)";
  EXPECT_EQ(flow(R"(
func @Set(%e: ptr) -> void {
entry:
  store ptr @Wide, %e->EXT.Next
  store ptr @A, %e->EXT.Next
  ret
}
)" + Call),
            (Strings{"A"}));
  // Unless there is nothing else.
  EXPECT_EQ(flow(R"(
func @Set(%e: ptr) -> void {
entry:
  store ptr @Wide, %e->EXT.Next
  ret
}
)" + Call),
            (Strings{"Wide"}));
}

TEST(PointerFlow, SignatureIsTheLastResort) {
  const std::string Text = Routines + R"(
declare @Elsewhere(ptr) -> void
func @Give() -> void {
entry:
  call @Elsewhere(@B)
  call @Elsewhere(@Wide)
  ret
}
func @Caller(%f: ptr) -> u32 {
entry:
  %2 = call u32 %f(ptr 0)
  ret u32 %2
}
)";
  auto U = makeUnit(Text);
  LinkUnit::Targets T = targetsIn(*U, "Caller");
  // A and C match too, but nobody took their address.
  EXPECT_EQ(names(*U, T.Functions), (Strings{"B"}));
  EXPECT_TRUE(T.BySignature);
  EXPECT_EQ(names(*U, U->callees(U->module().findFunction("Caller"))),
            (Strings{"B"}));
}

TEST(PointerFlow, CallBacksOfThePortAreNoLastResort) {
  const std::string Text = Routines + R"(
declare @Elsewhere(ptr) -> void
func @Initialize(%e: ptr) -> u32 role HW_INITIALIZE {
entry:
  ret u32 1
}
func @Give() -> void {
entry:
  call @Elsewhere(@Initialize)
  ret
}
func @Caller(%f: ptr) -> u32 {
entry:
  %2 = call u32 %f(ptr 0)
  ret u32 %2
}
)";
  auto U = makeUnit(Text);
  EXPECT_TRUE(targetsIn(*U, "Caller").Functions.empty());
}

TEST(PointerFlow, NothingFits) {
  auto U = makeUnit(Routines + R"(
func @Caller(%f: ptr) -> u32 {
entry:
  %2 = call u32 %f(ptr 0)
  ret u32 %2
}
)");
  LinkUnit::Targets T = targetsIn(*U, "Caller");
  EXPECT_TRUE(T.Functions.empty());
  EXPECT_FALSE(T.BySignature);
  EXPECT_FALSE(T.Overflow);
}

TEST(PointerFlow, TooManyTargetsAreUnknown) {
  auto Make = [](unsigned N) {
    std::string Text = "record EXT size 8 {\n  F: ptr @0\n}\n";
    std::string Stores;
    for (unsigned I = 0; I < N; ++I) {
      std::string Name = "@F" + std::to_string(I);
      Text += "func " + Name + "() -> void {\nentry:\n  ret\n}\n";
      Stores += "  store ptr " + Name + ", %e->EXT.F\n";
    }
    return Text + "func @Caller(%e: ptr) -> void {\nentry:\n" + Stores +
           "  %1 = load ptr %e->EXT.F\n  call %1()\n  ret\n}\n";
  };
  auto U = makeUnit(Make(24));
  EXPECT_EQ(targetsIn(*U, "Caller").Functions.size(), 24u);
  U = makeUnit(Make(25));
  EXPECT_TRUE(targetsIn(*U, "Caller").Functions.empty());
  EXPECT_TRUE(targetsIn(*U, "Caller").Overflow);
  EXPECT_TRUE(U->callees(U->module().findFunction("Caller")).empty());
}
