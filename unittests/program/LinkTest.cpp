//===- LinkTest.cpp - Many files, one driver ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramFixture.h"

using namespace miniport;

static std::unique_ptr<ir::Module> linkTexts(llvm::ArrayRef<std::string> Texts,
                                             bool Reversed = false) {
  std::vector<std::unique_ptr<ir::Module>> Units;
  for (const std::string &Text : Texts)
    Units.push_back(parseModule(Text, /*TextLocations=*/false));
  if (Reversed)
    std::reverse(Units.begin(), Units.end());
  std::unique_ptr<ir::Module> M = link(std::move(Units));
  for (const std::string &Fault : ir::verify(*M))
    ADD_FAILURE() << Fault;
  return M;
}

static std::string textOf(const ir::Module &M) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  ir::print(M, OS);
  return Text;
}

static unsigned countFunctions(const ir::Module &M, llvm::StringRef Name) {
  return llvm::count_if(M.Functions,
                        [&](const ir::Function &F) { return F.Name == Name; });
}

/// The callee of the first call in the function.
static const ir::Function &calleeIn(const ir::Module &M, llvm::StringRef Name) {
  const ir::Function &F = M.Functions[M.findFunction(Name)];
  for (const ir::Instruction &I : F.Blocks.front().Instructions)
    if (I.Op == ir::Opcode::Call)
      return M.Functions[I.Args[0].Index];
  ADD_FAILURE() << "no call in " << Name.str();
  return F;
}

TEST(Link, CallsBindToDefinitions) {
  const std::string A = R"(
file 0 "a.c"
declare @Helper(ptr) -> u32 usr "c:@F@Helper" role HW_INTERRUPT sal _IRQL_requires_max_("DISPATCH_LEVEL")
func @Caller(%e: ptr) -> u32 usr "c:@F@Caller" source "a.c" {
entry:
  %1 = call u32 @Helper(%e)
  ret u32 %1
}
)";
  const std::string B = R"(
file 0 "b.c"
func @Helper(%e: ptr) -> u32 usr "c:@F@Helper" source "b.c" {
entry:
  %1 = call u32 @Implicit()
  ret u32 %1
}
declare @Implicit() -> u32 system
)";
  const std::string C = R"(
file 0 "c.c"
func @Implicit() -> u32 usr "c:@F@Implicit" source "c.c" !0:5:1 {
entry:
  ret u32 3
}
)";
  auto M = linkTexts({A, B, C});
  EXPECT_EQ(M->Functions.size(), 3u);
  const ir::Function &Helper = calleeIn(*M, "Caller");
  EXPECT_TRUE(Helper.HasBody);
  // What the declaration says is kept.
  EXPECT_EQ(Helper.RoleTypes.size(), 1u);
  EXPECT_EQ(Helper.Annotations.size(), 1u);
  // Called without a declaration: no USR, yet the same function.
  const ir::Function &Implicit = calleeIn(*M, "Helper");
  EXPECT_TRUE(Implicit.HasBody);
  EXPECT_FALSE(Implicit.IsSystem);
  EXPECT_EQ(M->Files.size(), 3u);
  EXPECT_EQ(M->Files[Implicit.Loc.Expansion.File].Path, "c.c");
}

TEST(Link, OrderOfUnitsDoesNotShow) {
  const std::vector<std::string> Texts = {R"(
file 0 "b.c"
record R size 8 { X: u32 @0 }
global @G: u32 usr "c:@G"
func @One(%e: ptr) -> u32 usr "c:@F@One" source "b.c" {
entry:
  %1 = load u32 %e->R.X
  ret u32 %1
}
)",
                                          R"(
file 0 "a.c"
record R size 8 { Y: u32 @0 }
global @G: u32 usr "c:@G" extern
func @Two(%e: ptr) -> u32 usr "c:@F@Two" source "a.c" {
entry:
  %1 = load u32 %e->R.Y
  %2 = call u32 @One(%e)
  ret u32 %1
}
declare @One(ptr) -> u32 usr "c:@F@One"
)",
                                          R"(
file 0 "a.c"
func @Three() -> u32 usr "c:@F@Three" source "a.c" {
entry:
  ret u32 3
}
)"};
  EXPECT_EQ(textOf(*linkTexts(Texts)), textOf(*linkTexts(Texts, true)));
}

TEST(Link, StaticFunctionsOfSameNamedFiles) {
  auto Unit = [](llvm::StringRef Folder, llvm::StringRef Value) {
    // Clang's USR of a static function names the file, not its folder.
    return ("file 0 \"" + Folder + "/util.c\"\n" + R"(
func @Reset() -> u32 internal usr "c:util.c@F@Reset" source ")" +
            Folder + R"(/util.c" {
entry:
  ret u32 )" +
            Value +
            R"(
}
func @)" + Folder +
            R"(Caller() -> u32 source "x" {
entry:
  %1 = call u32 @Reset()
  ret u32 %1
}
)")
        .str();
  };
  auto M = linkTexts({Unit("a", "1"), Unit("b", "2")});
  EXPECT_EQ(countFunctions(*M, "Reset"), 2u);
  EXPECT_EQ(calleeIn(*M, "aCaller").Source, "a/util.c");
  EXPECT_EQ(calleeIn(*M, "bCaller").Source, "b/util.c");
}

static std::string inlineUnit(llvm::StringRef File, unsigned Hash,
                              unsigned InnerHash) {
  return ("file 0 \"" + File + ".c\"\n" + R"(
func @Inner() -> u32 inline usr "c:@F@Inner" source "h.h" hash )" +
          llvm::Twine(InnerHash) + R"( {
entry:
  ret u32 )" +
          llvm::Twine(InnerHash) +
          R"(
}
func @Wrap() -> u32 inline usr "c:@F@Wrap" source "h.h" hash )" +
          llvm::Twine(Hash) + R"( {
entry:
  %1 = call u32 @Inner()
  ret u32 %1
}
func @)" + File +
          R"(Caller() -> u32 source "x" {
entry:
  %1 = call u32 @Wrap()
  ret u32 %1
}
)")
      .str();
}

TEST(Link, EqualInlineFunctionsAreOne) {
  auto M = linkTexts({inlineUnit("a", 7, 1), inlineUnit("b", 7, 1)});
  EXPECT_EQ(countFunctions(*M, "Wrap"), 1u);
  EXPECT_EQ(countFunctions(*M, "Inner"), 1u);
}

TEST(Link, DifferentInlineFunctionsStayApart) {
  auto M = linkTexts({inlineUnit("a", 7, 1), inlineUnit("b", 8, 1)});
  EXPECT_EQ(countFunctions(*M, "Wrap"), 2u);
  EXPECT_EQ(countFunctions(*M, "Inner"), 1u);
  EXPECT_EQ(calleeIn(*M, "aCaller").BodyHash, 7u);
  EXPECT_EQ(calleeIn(*M, "bCaller").BodyHash, 8u);
}

TEST(Link, EqualTextThatCallsDifferentFunctionsStaysApart) {
  auto M = linkTexts({inlineUnit("a", 7, 1), inlineUnit("b", 7, 2)});
  EXPECT_EQ(countFunctions(*M, "Wrap"), 2u);
  EXPECT_EQ(countFunctions(*M, "Inner"), 2u);
}

TEST(Link, RecordLayouts) {
  const std::string A = R"(
file 0 "a.c"
record INNER size 4 { X: u32 @0 }
record R size 8 {
  In: agg 4 INNER @0
  Y: u32 @4
}
record OPAQUE size 0 { }
func @A(%p: ptr) -> u32 source "a.c" {
entry:
  %1 = load u32 %p->R.Y
  ret u32 %1
}
)";
  // The same outside, another inside.
  const std::string B = R"(
file 0 "b.c"
record INNER size 4 { X: s32 @0 }
record R size 8 {
  In: agg 4 INNER @0
  Y: u32 @4
}
record OPAQUE size 8 { Z: ptr @0 }
func @B(%p: ptr) -> u32 source "b.c" {
entry:
  %1 = load u32 %p->R.Y
  ret u32 %1
}
)";
  auto Two = linkTexts({A, B});
  Strings Names;
  for (const ir::Record &R : Two->Records)
    Names.push_back(R.Name.str());
  EXPECT_EQ(Names, (Strings{"INNER", "R", "INNER#2", "R#2", "OPAQUE"}));
  EXPECT_EQ(Two->Records.back().Size, 8u);

  std::string AlsoA = A;
  AlsoA.replace(AlsoA.find("a.c"), 3, "z.c");
  AlsoA.replace(AlsoA.find("@A("), 3, "@Z(");
  auto One = linkTexts({A, AlsoA});
  EXPECT_EQ(One->Records.size(), 3u);
}

TEST(Link, Globals) {
  const std::string A = R"(
file 0 "a.c"
global @Shared: u32 usr "c:@Shared" extern
global @Own: u32 internal usr "c:a.c@Own" source "util.h"
global @Table: agg 8 const internal usr "c:h.h@Table" source "h.h" init { 0: @Fn }
func @Fn() -> u32 internal usr "c:h.h@F@Fn" source "h.h" hash 5 {
entry:
  ret u32 1
}
func @A() -> u32 source "a.c" {
entry:
  %1 = load u32 @Shared
  %2 = load ptr @Table
  ret u32 %1
}
)";
  std::string B = A;
  B.replace(B.find("a.c"), 3, "b.c");
  B.replace(B.find("@A()"), 4, "@B()");
  B.replace(B.find(" extern"), 7, " init { 0: 9 }");
  auto M = linkTexts({A, B});
  auto Count = [&](llvm::StringRef Name) {
    return llvm::count_if(M->Globals,
                          [&](const ir::Global &G) { return G.Name == Name; });
  };
  // One definition, with its initialiser; a variable of each file; one
  // constant.
  EXPECT_EQ(Count("Shared"), 1);
  const ir::Global &Shared = M->Globals[M->findGlobal("Shared")];
  EXPECT_TRUE(Shared.IsDefined);
  ASSERT_EQ(Shared.Initializers.size(), 1u);
  EXPECT_EQ(Count("Own"), 2);
  EXPECT_EQ(Count("Table"), 1);
  EXPECT_EQ(countFunctions(*M, "Fn"), 1u);
}

TEST(Link, SecondDefinitionIsKeptForItsOwnFile) {
  auto Unit = [](std::string File, std::string Value) {
    return "file 0 \"" + File + ".c\"\n" + R"(
func @Same() -> u32 usr "c:@F@Same" source ")" +
           File + R"(.c" {
entry:
  ret u32 )" +
           Value +
           R"(
}
func @)" + File +
           R"(Caller() -> u32 source "x" {
entry:
  %1 = call u32 @Same()
  ret u32 %1
}
)";
  };
  auto M = linkTexts({Unit("a", "1"), Unit("b", "2"), R"(
file 0 "c.c"
declare @Same() -> u32 usr "c:@F@Same"
func @cCaller() -> u32 source "c.c" {
entry:
  %1 = call u32 @Same()
  ret u32 %1
}
)"});
  EXPECT_EQ(calleeIn(*M, "aCaller").Source, "a.c");
  EXPECT_EQ(calleeIn(*M, "bCaller").Source, "b.c");
  EXPECT_EQ(calleeIn(*M, "cCaller").Source, "a.c");
  EXPECT_EQ(M->Diagnostics, (Strings{"'Same' is defined again in 'b.c'"}));
}

TEST(Link, CallsAreMadeToFitTheDefinition) {
  auto M = linkTexts({R"(
file 0 "a.c"
declare @F(s32) -> u8 usr "c:@F@F"
declare @G() -> s32 variadic
declare @H(ptr) -> s32 usr "c:@F@H"
func @A(%x: s32) -> s32 source "a.c" {
entry:
  %1 = call u8 @F(%x)
  %2 = call s32 @G(s32 -1, s32 2)
  %3 = call s32 @H(ptr 0)
  %4 = cast s32, %1
  %5 = add s32 %4, %2
  %6 = add s32 %5, %3
  ret s32 %6
}
)",
                      R"(
file 0 "b.c"
func @F(%x: s64) -> u1 usr "c:@F@F" source "b.c" {
entry:
  ret u1 1
}
func @G(%x: s64) -> s32 usr "c:@F@G" source "b.c" {
entry:
  ret s32 1
}
func @H(%x: ptr, %y: u32) -> void usr "c:@F@H" source "b.c" {
entry:
  ret
}
)"});
  // linkTexts() has verified it. Constants keep their value.
  std::string Text = textOf(*M);
  EXPECT_NE(Text.find("call @G(s64 -1)"), std::string::npos) << Text;
  EXPECT_NE(Text.find("= cast u8, "), std::string::npos) << Text;
}
