//===- ReadSourceTest.cpp - Running Clang over a source -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/Intake.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <thread>

using namespace miniport;
using namespace miniport::intake;

namespace {
/// A source on disk for as long as the test runs.
class Source {
public:
  Source(llvm::StringRef Extension, llvm::StringRef Text) {
    int Descriptor = 0;
    EXPECT_FALSE(llvm::sys::fs::createTemporaryFile("intake", Extension,
                                                    Descriptor, Path));
    llvm::raw_fd_ostream OS(Descriptor, /*shouldClose=*/true);
    OS << Text;
  }
  ~Source() { llvm::sys::fs::remove(Path); }

  llvm::Expected<std::unique_ptr<ir::Module>>
  read(std::vector<std::string> Flags = {}, ReadOptions Options = {}) const {
    return readSource(fixedCommands({std::string(Path)}, Flags)[0], Options);
  }

  llvm::SmallString<128> Path;
};
} // namespace

TEST(ReadSource, ErrorsInTheSourceAreCountedNotFatal) {
  Source S("c", "void g(int);\nvoid f(void) { g(1); }\nUNKNOWN x;\n");
  auto M = S.read();
  ASSERT_TRUE(static_cast<bool>(M)) << llvm::toString(M.takeError());
  EXPECT_EQ((*M)->Diagnostics.size(), 1u);
  uint32_t F = (*M)->findFunction("f");
  ASSERT_NE(F, ir::None);
  EXPECT_TRUE((*M)->Functions[F].isAnalyzable());
}

TEST(ReadSource, LanguagesOtherThanCAreRefused) {
  Source S("s", "nop\n");
  auto M = S.read();
  ASSERT_FALSE(static_cast<bool>(M));
  EXPECT_NE(llvm::toString(M.takeError()).find("neither C nor C++"),
            std::string::npos);
}

TEST(ReadSource, BuiltinHeadersAreFound) {
  Source S("c", "#include <stddef.h>\n#include <stdarg.h>\nsize_t n;\n");
  auto M = S.read();
  ASSERT_TRUE(static_cast<bool>(M)) << llvm::toString(M.takeError());
  EXPECT_TRUE((*M)->Diagnostics.empty()) << (*M)->Diagnostics.front();
}

TEST(ReadSource, KnownRoutinesOfHeadersAreNotEntered) {
  Source Header("h", "static inline int Wrapper(int x) { return x; }\n");
  Source S("c", ("#include \"" + Header.Path.str() +
                 "\"\nint f(void) { return Wrapper(1); }\n")
                    .str());
  ReadOptions Options;
  for (bool Known : {false, true}) {
    Options.IsKnownRoutine = [&](llvm::StringRef Name) {
      return Known && Name == "Wrapper";
    };
    auto M = S.read({}, Options);
    ASSERT_TRUE(static_cast<bool>(M)) << llvm::toString(M.takeError());
    uint32_t W = (*M)->findFunction("Wrapper");
    ASSERT_NE(W, ir::None);
    EXPECT_EQ((*M)->Functions[W].HasBody, !Known);
    EXPECT_EQ((*M)->Functions[W].IsSystem, Known);
  }
}

TEST(ReadSource, SeveralSourcesAtOnce) {
  Source S("cpp", "struct A { ~A(); }; void f() { A a; }\n");
  std::vector<std::thread> Threads;
  std::vector<int> Good(4);
  for (int &Result : Good)
    Threads.emplace_back([&] {
      auto M = S.read();
      if (M)
        Result = (*M)->findFunction("f") != ir::None;
      else
        llvm::consumeError(M.takeError());
    });
  for (std::thread &T : Threads)
    T.join();
  EXPECT_EQ(Good, (std::vector<int>{1, 1, 1, 1}));
}
