//===- RoundTripTest.cpp - Printing and parsing driver IR -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Texts.h"

namespace miniport::ir {

namespace {

TEST(RoundTrip, PrintedTextIsTheNormalForm) {
  EXPECT_EQ(toText(*parsed(EveryConstruct)), EveryConstruct);
}

TEST(RoundTrip, ParsedModuleIsEqual) {
  std::unique_ptr<Module> M = parsed(EveryConstruct);
  EXPECT_TRUE(equal(*M, *parsed(toText(*M))));
}

TEST(RoundTrip, ComparisonSeesADifference) {
  std::unique_ptr<Module> A = parsed(EveryConstruct);
  std::unique_ptr<Module> B = parsed(EveryConstruct);
  EXPECT_TRUE(equal(*A, *B));
  B->Functions[A->findFunction("Isr")].Blocks[1].Instructions[3].Volatile =
      false;
  EXPECT_FALSE(equal(*A, *B));
}

TEST(RoundTrip, LayoutAndCommentsDoNotMatter) {
  std::unique_ptr<Module> M = parsed(R"(
    ; a driver
    func @f(%x : s32)->s32 { ; the entry
    entry: %0 = add s32 %x ,0x10
           ret s32 %0 }  ; done
    record "R" size 0x8{A:u32@0 B:u32@4 bits 0 32})");
  EXPECT_EQ(toText(*M), R"(record R size 8 {
  A: u32 @0
  B: u32 @4 bits 0 32
}
func @f(%x: s32) -> s32 {
entry:
  %0 = add s32 %x, 16
  ret s32 %0
}
)");
}

TEST(RoundTrip, RegistersMayBeUsedAboveTheirText) {
  std::unique_ptr<Module> M = parsed(R"(
func @f(%x: s32) -> s32 {
entry:
  goto first
second:
  ret s32 %0
first:
  %0 = add s32 %x, 1
  goto second
})");
  EXPECT_TRUE(verify(*M).empty());
  const Value &Returned = M->Functions[0].Blocks[1].Instructions[0].Args[0];
  EXPECT_EQ(Returned.Ty, Type::makeInt(32, true));
}

TEST(RoundTrip, HexadecimalNamesBits) {
  std::unique_ptr<Module> M = parsed(R"(
func @f() -> s32 {
entry:
  ret s32 0xffffffff
})");
  EXPECT_NE(toText(*M).find("ret s32 -1"), std::string::npos);
}

TEST(RoundTrip, ModuleMadeByHand) {
  Module M;
  M.Files.push_back({M.save("a.c"), false});
  Function F;
  F.Name = M.save("operator bool");
  F.HasBody = true;
  F.Result = Type::makeInt(128, true);
  F.Params = {{M.save(""), Type::makePtr()},
              {M.save("p"), Type::makeInt(7, true)}};
  F.Locals = {{M.save("entry"), Type::makeFloat(32), {}}};
  Instruction I;
  I.Op = Opcode::Return;
  I.Ty = F.Result;
  I.Args.push_back(Value::integer(~uint64_t(0), F.Result));
  I.Loc.Expansion = {0, 3, 1};
  F.Blocks.push_back({M.save("0"), {I}});
  M.Functions.push_back(std::move(F));
  EXPECT_TRUE(equal(M, *parsed(toText(M)))) << toText(M);
}

TEST(TextLocations, GivenToWhatHasNone) {
  ParseOptions Options;
  Options.TextLocations = true;
  std::unique_ptr<Module> M = parsed(R"(func @f(%x: ptr) -> void {
  local $l: u8
entry:
  store u8 1, $l
  ret !0:77:5
}
)",
                                     Options);
  ASSERT_EQ(M->Files.size(), 1U);
  EXPECT_EQ(M->Files[0].Path, "test.ir");
  const Function &F = M->Functions[0];
  EXPECT_EQ(F.Loc.Expansion, (SourcePoint{0, 1, 1}));
  EXPECT_EQ(F.Locals[0].Loc.Expansion, (SourcePoint{0, 2, 3}));
  EXPECT_EQ(F.Blocks[0].Instructions[0].Loc.Expansion, (SourcePoint{0, 4, 3}));
  EXPECT_FALSE(F.Blocks[0].Instructions[0].Loc.isMacro());
  EXPECT_EQ(F.Blocks[0].Instructions[1].Loc.Expansion, (SourcePoint{0, 77, 5}));
  EXPECT_EQ(F.End.Expansion, (SourcePoint{0, 6, 1}));
}

TEST(TextLocations, NameComesAfterTheFilesOfTheText) {
  ParseOptions Options;
  Options.TextLocations = true;
  std::unique_ptr<Module> M = parsed("file 0 \"a.c\"\ndeclare @f() -> void\n"
                                     "declare @g() -> void !0:9:9\n",
                                     Options);
  ASSERT_EQ(M->Files.size(), 2U);
  EXPECT_EQ(M->Files[1].Path, "test.ir");
  EXPECT_EQ(M->Functions[0].Loc.Expansion, (SourcePoint{1, 2, 1}));
  EXPECT_EQ(M->Functions[1].Loc.Expansion, (SourcePoint{0, 9, 9}));
}

TEST(Pieces, ValuesAndPlacesPrintAlone) {
  std::unique_ptr<Module> M = parsed(EveryConstruct);
  const Function &F = M->Functions[M->findFunction("Isr")];
  auto Text = [](auto Print) {
    std::string Result;
    llvm::raw_string_ostream OS(Result);
    Print(OS);
    return Result;
  };
  EXPECT_EQ(Text([&](auto &OS) { print(*M, Value::local(3), &F, OS); }),
            "$\"two words\"");
  EXPECT_EQ(Text([&](auto &OS) { print(*M, Value::local(3), nullptr, OS); }),
            "$#3");
  const Place &P = F.Blocks[1].Instructions[2].Where;
  EXPECT_EQ(Text([&](auto &OS) { print(*M, P, &F, OS); }),
            "%ext->ADAPTER.Queue[%1 x 8]");
  EXPECT_EQ(Text([&](auto &OS) { print(*M, P, nullptr, OS); }),
            "%#0->ADAPTER.Queue[%1 x 8]");
  std::string Alone = Text([&](auto &OS) { print(*M, F, OS); });
  EXPECT_NE(std::string(EveryConstruct).find(Alone), std::string::npos);
}

} // namespace
} // namespace miniport::ir
