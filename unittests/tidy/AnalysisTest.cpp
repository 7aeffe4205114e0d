//===- AnalysisTest.cpp - One translation unit through the pipeline -------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/Analysis.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace miniport;
using miniport::tidy::Analysis;

namespace {
constexpr llvm::StringLiteral Driver = R"(
#include <storport.h>
HW_INTERRUPT Line;
BOOLEAN Line(PVOID Extension) {
  PVOID *Block = Extension;
  if (!*Block)
    return FALSE;
  StorPortFreePool(Extension, *Block);
  return TRUE;
}
HW_TIMER Tick;
VOID Tick(PVOID Extension) {
  STOR_LOCK_HANDLE Lock;
  StorPortAcquireSpinLock(Extension, DpcLock, NULL, &Lock);
  StorPortStallExecution(5000);
}
)";

/// Runs over a text as clang-tidy does, and calls Look where the AST is ready.
class Action : public clang::ASTFrontendAction {
public:
  using Look = std::function<void(clang::ASTContext &)>;
  Action(Analysis &A, Look L) : A(A), Then(std::move(L)) {}

private:
  class Consumer : public clang::ASTConsumer {
  public:
    explicit Consumer(Look &Then) : Then(Then) {}
    void HandleTranslationUnit(clang::ASTContext &Context) override {
      Then(Context);
    }

  private:
    Look &Then;
  };

  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &CI, llvm::StringRef) override {
    A.watch(CI.getPreprocessor());
    A.watch(CI.getPreprocessor()); // as the next check does
    return std::make_unique<Consumer>(Then);
  }

  Analysis &A;
  Look Then;
};

/// Counts errors, and whether it was told of every file's end.
class Host : public clang::DiagnosticConsumer {
public:
  unsigned Ends = 0;
  void EndSourceFile() override { ++Ends; }
};
} // namespace

/// True if Clang had no errors.
static bool run(Analysis &A, llvm::StringRef Text, Action::Look Look,
                clang::DiagnosticConsumer *Diagnostics = nullptr) {
  std::vector<std::string> Args = {"clang-tidy",
                                   "-fsyntax-only",
                                   "--target=x86_64-pc-windows-msvc",
                                   "-fms-extensions",
                                   "-fms-compatibility",
                                   "-D_AMD64_",
                                   "-resource-dir",
                                   MINIPORT_RESOURCE_DIR,
                                   "-isystem",
                                   MINIPORT_SDK_DIR,
                                   "driver.c"};
  llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> Files(
      new llvm::vfs::OverlayFileSystem(llvm::vfs::getRealFileSystem()));
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Memory(
      new llvm::vfs::InMemoryFileSystem);
  Files->pushOverlay(Memory);
  Memory->addFile("driver.c", 0, llvm::MemoryBuffer::getMemBufferCopy(Text));
  llvm::IntrusiveRefCntPtr<clang::FileManager> Manager(
      new clang::FileManager(clang::FileSystemOptions(), Files));
  clang::tooling::ToolInvocation Invocation(
      Args, std::make_unique<Action>(A, std::move(Look)), Manager.get());
  clang::IgnoringDiagConsumer Ignored;
  Invocation.setDiagnosticConsumer(Diagnostics ? Diagnostics : &Ignored);
  return Invocation.run();
}

static void enable(Analysis &A, llvm::StringRef Check,
                   const std::map<std::string, std::string> &Options = {}) {
  const facts::CheckInfo *Info = facts::lookUpCheck(Check);
  ASSERT_NE(Info, nullptr);
  A.enable(*Info, Options);
}

static std::vector<std::string> checksOf(llvm::ArrayRef<Finding> Findings) {
  std::vector<std::string> Names;
  for (const Finding &F : Findings)
    Names.push_back(F.Check);
  return Names;
}

TEST(TidyAnalysis, RunsOnceForAllEnabledChecks) {
  Analysis A;
  enable(A, "miniport-isr-irql");
  enable(A, "miniport-stall-context");
  bool Looked = false;
  EXPECT_TRUE(run(A, Driver, [&](clang::ASTContext &Context) {
    Looked = true;
    llvm::ArrayRef<Finding> First = A.findings(Context);
    EXPECT_EQ(checksOf(First),
              (std::vector<std::string>{"miniport-isr-irql",
                                        "miniport-stall-context"}));
    EXPECT_EQ(A.findings(Context).data(), First.data());
  }));
  EXPECT_TRUE(Looked);
}

TEST(TidyAnalysis, HandsOptionsOn) {
  Analysis A;
  enable(A, "miniport-stall-context",
         {{"DispatchNoteMicroseconds", "6000"},
          {"DispatchWarnMicroseconds", "6000"}});
  enable(A, "miniport-lock-unpaired");
  EXPECT_TRUE(run(A, Driver, [&](clang::ASTContext &Context) {
    EXPECT_EQ(checksOf(A.findings(Context)),
              std::vector<std::string>{"miniport-lock-unpaired"});
  }));
}

TEST(TidyAnalysis, FindsPlacesInTheUnit) {
  Analysis A;
  enable(A, "miniport-isr-irql");
  EXPECT_TRUE(run(A, Driver, [&](clang::ASTContext &Context) {
    llvm::ArrayRef<Finding> Findings = A.findings(Context);
    ASSERT_EQ(Findings.size(), 1u);
    clang::SourceLocation L = A.find(Findings[0].Where, Context);
    EXPECT_EQ(L.printToString(Context.getSourceManager()), "driver.c:8:3");
    EXPECT_TRUE(A.find({}, Context).isInvalid());
    ir::SourcePoint Beyond{1000, 1, 1};
    EXPECT_TRUE(A.find({Beyond, Beyond}, Context).isInvalid());
  }));
}

TEST(TidyAnalysis, TheHostHearsOfErrorsAllTheSame) {
  Analysis A;
  enable(A, "miniport-isr-irql");
  Host Hears;
  bool Good = run(
      A, (Driver + "int Wrong = ;\n").str(),
      [&](clang::ASTContext &Context) {
        EXPECT_NE(Context.getDiagnostics().getClient(), &Hears);
        EXPECT_EQ(A.findings(Context).size(), 1u);
        EXPECT_EQ(Context.getDiagnostics().getClient(), &Hears);
      },
      &Hears);
  EXPECT_FALSE(Good);
  EXPECT_EQ(Hears.getNumErrors(), 1u);
  EXPECT_EQ(Hears.Ends, 1u);
}

TEST(TidyAnalysis, SaysNothingWhereClangKeptErrorsBack) {
  // In the first, the fatal error itself is all that was wrong.
  for (auto [Behind, Findings] : {std::pair("", 1u), {"int Wrong = ;\n", 0u}}) {
    Analysis A;
    enable(A, "miniport-isr-irql");
    Host Hears;
    EXPECT_FALSE(run(
        A, (Driver + "#include \"missing.h\"\n" + Behind).str(),
        [&, Wanted = Findings](clang::ASTContext &Context) {
          EXPECT_EQ(A.findings(Context).size(), Wanted);
        },
        &Hears));
    EXPECT_EQ(Hears.getNumErrors(), 1u);
    EXPECT_EQ(Hears.Ends, 1u);
  }
}
