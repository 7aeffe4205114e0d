//===- ClOptionsTest.cpp - cl's options reach Clang, or do not ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/ClOptions.h"
#include "intake/Intake.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/raw_ostream.h"
#include "gmock/gmock.h"

using namespace miniport::intake;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ClOptions, KeepsWhatChangesTheSource) {
  EXPECT_THAT(readerOptions({"/Iinc", "/I", "inc2", "-DX=1", "/D", "Y", "/UZ",
                             "/FI", "pre.h", "/std:c17", "/TP", "/Zp8", "/Gz",
                             "/Zc:wchar_t-", "/kernel", "-m32", "-Xclang",
                             "-fno-x", "--target=aarch64-pc-windows-msvc"}),
              ElementsAre("/Iinc", "/I", "inc2", "-DX=1", "/D", "Y", "/UZ",
                          "/FI", "pre.h", "/std:c17", "/TP", "/Zp8", "/Gz",
                          "/Zc:wchar_t-", "/kernel", "-m32", "-Xclang",
                          "-fno-x", "--target=aarch64-pc-windows-msvc"));
}

TEST(ClOptions, DropsWhatABuildWants) {
  EXPECT_THAT(readerOptions({"/analyze",
                             "/analyze:stacksize1024",
                             "/typedil-",
                             "/d1import_no_registry",
                             "/d2AllowCompatibleILVersions",
                             "/nologo",
                             "/c",
                             "/Foout/",
                             "/Fdvc.pdb",
                             "/Yustdafx.h",
                             "/Fpx.pch",
                             "/GL",
                             "/MP4",
                             "/FS",
                             "/JMC",
                             "/Qspectre",
                             "/guard:cf",
                             "/sdl",
                             "/Gy",
                             "/GF",
                             "/Oi",
                             "/W4",
                             "/WX",
                             "/wd4603",
                             "/errorReport:queue",
                             "/showIncludes",
                             "/Zi",
                             "/Z7",
                             "/GS",
                             "/hotpatch",
                             "/fp:precise"}),
              IsEmpty());
}

TEST(ClOptions, ForcedHeadersOfTheKitAreNotTheDrivers) {
  EXPECT_THAT(
      readerOptions({"/FIwarning.h", "/FI", "C:\\Kit\\Warning.h", "/FIown.h"}),
      ElementsAre("/FIown.h"));
}

TEST(ClOptions, NothingIsReadBehindLink) {
  EXPECT_THAT(readerOptions({"/DX", "/link", "/DRIVER", "/Ibase"}),
              ElementsAre("/DX"));
}

TEST(ClOptions, AnOptionWithoutItsArgumentIsNone) {
  EXPECT_THAT(readerOptions({"/DX", "/I"}), ElementsAre("/DX"));
}

/// Whatever cl is given, Clang reads the source, and no option for a file.
TEST(ClOptions, ClangTakesNoneForAFile) {
  llvm::SmallString<128> File;
  int FD;
  ASSERT_FALSE(llvm::sys::fs::createTemporaryFile("options", "c", FD, File));
  llvm::FileRemover Remover(File);
  llvm::raw_fd_ostream(FD, /*shouldClose=*/true) << "int f(void) { return X; }";
  for (const char *Target :
       {"--target=x86_64-pc-windows-msvc", "--target=i686-pc-windows-msvc",
        "--target=aarch64-pc-windows-msvc"}) {
    SourceCommand C;
    C.File = std::string(File);
    C.Arguments = {
        "cl",           Target,         "/nologo",    "/kernel",
        "/analyze",     "/analyze:x",   "/typedil-",  "/d1trimfile:x",
        "/Zp8",         "/Gz",          "/GR-",       "/EHs-c-",
        "/Zc:wchar_t-", "/Zc:forScope", "/Zc:inline", "/std:c17",
        "/DX=7",        "/D",           "Y",          "/FIwarning.h",
        "/Fox/",        "/FS",          "/MP4",       "/JMC",
        "/Qspectre",    "/guard:cf",    "/sdl",       "/GL",
        "/external:W3", "/MT",          "/utf-8",     "/permissive-"};
    auto M = readSource(C, ReadOptions());
    ASSERT_TRUE(bool(M)) << llvm::toString(M.takeError());
    EXPECT_THAT((*M)->Diagnostics, IsEmpty()) << Target;
    EXPECT_NE((*M)->findFunction("f"), miniport::ir::None);
  }
}
