//===- VerifierTest.cpp - Faults of driver IR -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Texts.h"
#include "gmock/gmock.h"

namespace miniport::ir {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> faultsOf(llvm::StringRef Text) {
  return verify(*parsed(Text));
}

std::vector<std::string> faultsInBody(llvm::StringRef Body) {
  return faultsOf("record R size 8 {\n A: u32 @0\n B: u32 @4\n}\n"
                  "declare @g(ptr, u32) -> u8\n"
                  "declare @v(ptr) -> void variadic\n"
                  "func @f(%p: ptr, %c: u1, %n: u32) -> u32 {\n"
                  "local $l: u32\n" +
                  Body.str() + "\n}\n");
}

TEST(Verifier, AcceptsWhatIsRight) {
  EXPECT_THAT(faultsInBody(R"(
entry:
  %0 = load u32 %p->R.B
  %1 = lt u32 %0, 3
  %2 = call @g(%p, %0)
  call @v(%p, s32 3, ptr 0)
  br %1, yes, no
yes:
  ret u32 %0
no:
  switch %n, yes { 0: no2, 4..9: yes }
no2:
  br %p, no, yes
unreached:
  %3 = add u32 %4, 1
  %4 = add u32 %3, 1
  ret u32 %4
)"),
              IsEmpty());
}

TEST(Verifier, BlockEnds) {
  EXPECT_THAT(faultsInBody("entry:\n store u32 1, $l\n"),
              ElementsAre("function 'f': block 'entry' has no end"));
  EXPECT_THAT(faultsInBody("entry:\n"), ElementsAre(HasSubstr("has no end")));
  EXPECT_THAT(
      faultsInBody("entry:\n ret u32 0\n ret u32 1\n"),
      ElementsAre(HasSubstr("'entry' ends before its last instruction")));
  EXPECT_THAT(faultsInBody("entry:\n goto entry\n"),
              ElementsAre(HasSubstr("leads to the entry")));
  EXPECT_THAT(faultsInBody(""), ElementsAre(HasSubstr("without blocks")));
}

TEST(Verifier, BadTarget) {
  std::unique_ptr<Module> M =
      parsed("func @f() -> void {\nentry:\n goto a\na:\n ret\n}");
  M->Functions[0].Blocks[0].Instructions[0].Targets[0] = 2;
  EXPECT_THAT(verify(*M), ElementsAre(HasSubstr("leads to no block")));
  EXPECT_THAT(verify(*M, M->Functions[0]),
              ElementsAre(HasSubstr("leads to no block")));
}

TEST(Verifier, Dominance) {
  EXPECT_THAT(faultsInBody(R"(
entry:
  br %c, a, b
a:
  %0 = load u32 $l
  goto b
b:
  ret u32 %0)"),
              ElementsAre("function 'f', block 'b', instruction 0: the "
                          "assignment of %0 does not dominate its use"));
  EXPECT_THAT(faultsInBody(R"(
entry:
  %0 = add u32 %1, 1
  %1 = add u32 %0, 1
  ret u32 %0)"),
              ElementsAre(HasSubstr("assignment of %1 does not dominate")));
}

TEST(Verifier, OperandTypes) {
  EXPECT_THAT(faultsInBody("entry:\n %0 = add s32 %n, 1\n ret u32 0"),
              ElementsAre(HasSubstr("an operand has another type")));
  EXPECT_THAT(faultsInBody("entry:\n ret u32 %c"),
              ElementsAre(HasSubstr("the returned value has another type")));
  EXPECT_THAT(faultsInBody("entry:\n ret"),
              ::testing::Contains(HasSubstr("expected 1 operands")));
  EXPECT_THAT(faultsInBody("entry:\n store u8 %n, $l\n ret u32 0"),
              ElementsAre(HasSubstr("the stored value has another type")));
  EXPECT_THAT(faultsInBody("entry:\n %0 = load u32 %n\n ret u32 0"),
              ElementsAre(HasSubstr("base is no pointer")));
  EXPECT_THAT(faultsInBody("entry:\n %0 = load u32 %p[%p x 4]\n ret u32 0"),
              ElementsAre(HasSubstr("an index that is no integer")));
  EXPECT_THAT(faultsInBody("entry:\n call @g(%p)\n ret u32 0"),
              ElementsAre(HasSubstr("'g' takes 2 arguments, not 1")));
  EXPECT_THAT(faultsInBody("entry:\n call @v()\n ret u32 0"),
              ElementsAre(HasSubstr("'v' takes 1 arguments, not 0")));
  EXPECT_THAT(faultsInBody("entry:\n call @g(%n, %n)\n ret u32 0"),
              ElementsAre(HasSubstr("an argument has another type")));
  EXPECT_THAT(faultsInBody("entry:\n %0 = call u32 @g(%p, %n)\n ret u32 0"),
              ElementsAre(HasSubstr("another type than 'g' returns")));
  EXPECT_THAT(faultsInBody("entry:\n call %n()\n ret u32 0"),
              ElementsAre(HasSubstr("the callee is no pointer")));
  EXPECT_THAT(faultsInBody("entry:\n switch %p, a { }\na:\n ret u32 0"),
              ElementsAre(HasSubstr("a switch on something")));
  EXPECT_THAT(faultsInBody("entry:\n switch %n, a { 3..1: a }\na:\n ret u32 0"),
              ElementsAre(HasSubstr("range is empty")));
  EXPECT_THAT(faultsInBody("entry:\n load u32 $l\n ret u32 0"),
              ElementsAre(HasSubstr("goes nowhere")));
  EXPECT_THAT(faultsInBody("entry:\n %0 = store u32 1, $l\n ret u32 0"),
              ElementsAre(HasSubstr("a result of an instruction")));
}

TEST(Verifier, RegisterIndices) {
  std::unique_ptr<Module> M = parsed(R"(
func @f(%n: u32) -> u32 {
entry:
  %0 = add u32 %n, 1
  %1 = add u32 %0, 1
  ret u32 %1
})");
  EXPECT_THAT(verify(*M), IsEmpty());
  std::vector<Instruction> &List = M->Functions[0].Blocks[0].Instructions;
  List[1].Result = 0;
  EXPECT_THAT(verify(*M), ElementsAre(HasSubstr("%0 is assigned twice"),
                                      HasSubstr("%1 is never assigned")));
  List[1].Result = 7;
  EXPECT_THAT(verify(*M), ElementsAre(HasSubstr("%7 is beyond the last"),
                                      HasSubstr("%1 is never assigned")));
  List[1].Result = 1;
  List[2].Args[0].Ty = Type::makeBool();
  EXPECT_THAT(verify(*M), ::testing::Contains(HasSubstr("another type")));
}

TEST(Verifier, Indices) {
  std::unique_ptr<Module> M = parsed(R"(
record R size 4 {
  A: u32 @0
}
func @f(%p: ptr) -> u32 {
entry:
  %0 = load u32 %p->R.A
  ret u32 %0
})");
  Instruction &Load = M->Functions[0].Blocks[0].Instructions[0];
  Load.Where.Steps[0].Field = 1;
  EXPECT_THAT(verify(*M), ElementsAre(HasSubstr("field that does not exist")));
  Load.Where.Steps[0].Record = 1;
  EXPECT_THAT(verify(*M), ElementsAre(HasSubstr("field that does not exist")));
  Load.Where.Steps.clear();
  Load.Where.Base = Value::local(0);
  EXPECT_THAT(verify(*M), ElementsAre(HasSubstr("no such local")));
  Load.Where.Base = Value::global(3);
  EXPECT_THAT(verify(*M), ElementsAre(HasSubstr("no such global")));
  Load.Where.Base = Value();
  EXPECT_THAT(verify(*M), ::testing::Contains(HasSubstr("missing")));
}

TEST(Verifier, Records) {
  EXPECT_THAT(faultsOf("record R size 4 {\n A: u32 @2\n}"),
              ElementsAre("R.A does not fit its record"));
  EXPECT_THAT(faultsOf("record R size 4 {\n A: u8 @0 x 5\n}"),
              ElementsAre("R.A does not fit its record"));
  EXPECT_THAT(faultsOf("record R size 4 {\n A: u32 @0 bits 30 3\n}"),
              ElementsAre("the bits of R.A do not fit its unit"));
  EXPECT_THAT(faultsOf("record R size 4 {\n A: u8 @0\n A: u8 @1\n}"),
              ElementsAre("two fields R.A"));
}

TEST(Verifier, Globals) {
  EXPECT_THAT(faultsOf("global @g: u32 init { 4: u8 1 }"),
              ElementsAre("an initialiser of 'g' lies outside"));
  EXPECT_THAT(faultsOf("global @g: u32 init { 0: @g }"),
              ElementsAre("an initialiser of 'g' lies outside"));
  EXPECT_THAT(faultsOf("global @g: ptr init { 0: @g }"), IsEmpty());
}

TEST(Verifier, Heads) {
  EXPECT_THAT(faultsOf("declare @f(void) -> u8"),
              ElementsAre("function 'f': no type for parameter ''"));
  EXPECT_THAT(faultsOf("declare @f(u8) -> u8 sal _In_ param 1"),
              ElementsAre(HasSubstr("annotation '_In_' names no parameter")));
}

} // namespace
} // namespace miniport::ir
