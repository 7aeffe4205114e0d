//===- FrontendTest.cpp - What lit tests of the front end cannot see ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontend/Frontend.h"
#include "ir/Text.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace miniport;

static std::unique_ptr<clang::ASTUnit> parse(llvm::StringRef Code,
                                             llvm::StringRef File = "a.c") {
  return clang::tooling::buildASTFromCodeWithArgs(
      Code, {"--target=x86_64-pc-windows-msvc", "-fms-extensions"}, File);
}

static std::string printed(const ir::Module &M) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  ir::print(M, OS);
  return Text;
}

// Other clang-tidy checks read the same AST after us.
TEST(Frontend, TheAstIsAsItWas) {
  auto AST = parse(R"(
    void enter(void), leave(void);
    int f(int a) {
      while (a--) {
        __try {
          enter();
          if (a == 1) return a + 1;
          if (a == 2) break;
          __try { if (a == 3) goto out; } __finally { enter(); }
        } __finally { leave(); }
      }
    out:
      return 0;
    })");
  auto Dump = [&] {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    AST->getASTContext().getTranslationUnitDecl()->dump(OS);
    return Text;
  };
  std::string Before = Dump();
  ASSERT_NE(Before.find("SEHFinallyStmt"), std::string::npos);
  auto First = frontend::lower(AST->getASTContext(), {});
  EXPECT_EQ(Dump(), Before);
  auto Second = frontend::lower(AST->getASTContext(), {});
  EXPECT_EQ(printed(*First), printed(*Second));
  uint32_t F = First->findFunction("f");
  ASSERT_NE(F, ir::None);
  EXPECT_TRUE(First->Functions[F].isAnalyzable());
}

TEST(Frontend, TheModuleOutlivesTheAst) {
  auto AST = parse("struct S { int Member; }; int f(struct S *p) "
                   "{ return p->Member; }");
  auto M = frontend::lower(AST->getASTContext(), {});
  AST.reset();
  EXPECT_TRUE(ir::verify(*M).empty());
  EXPECT_NE(printed(*M).find("%p->S.Member"), std::string::npos);
}

// The linker takes equal bodies of a header's functions for one entity.
TEST(Frontend, BodyHashesFollowTheTokens) {
  auto Hash = [](llvm::StringRef Body) {
    auto AST = parse(("inline int g(int x) " + Body +
                      "\nint f() { return "
                      "g(1); }")
                         .str(),
                     "a.cpp");
    auto M = frontend::lower(AST->getASTContext(), {});
    return M->Functions[M->findFunction("g")].BodyHash;
  };
  uint64_t One = Hash("{ return x; }");
  EXPECT_NE(One, 0u);
  EXPECT_EQ(One, Hash("{\n  return x; // the same\n}"));
  EXPECT_NE(One, Hash("{ return -x; }"));
}

TEST(Frontend, StaticFunctionsAreOfTheirFile) {
  auto AST = parse("static int g(void) { return 1; } int f(void) { return "
                   "g(); }");
  auto M = frontend::lower(AST->getASTContext(), {});
  const ir::Function &G = M->Functions[M->findFunction("g")];
  EXPECT_EQ(G.Link, ir::Linkage::Internal);
  EXPECT_EQ(G.Source, "a.c");
  EXPECT_FALSE(G.Usr.empty());
  EXPECT_TRUE(M->Functions[M->findFunction("f")].Source.empty());
}
