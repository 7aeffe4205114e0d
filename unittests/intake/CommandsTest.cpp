//===- CommandsTest.cpp - Recorded commands become Clang's ---------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/Intake.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

using namespace miniport::intake;

static std::vector<std::string> arguments(std::vector<std::string> Command,
                                          std::string File = "a.c") {
  ReadOptions Options;
  Options.ResourceDir = "/clang";
  Options.SdkIncludes = {"/sdk"};
  return compilerArguments({std::move(File), "", std::move(Command)}, Options);
}

static bool has(const std::vector<std::string> &Args, llvm::StringRef Arg) {
  return llvm::is_contained(Args, Arg);
}

TEST(Commands, DriversAreForWindowsUnlessTheFlagsNameATarget) {
  auto Args = arguments({"clang", "-DX"});
  EXPECT_TRUE(has(Args, "--target=x86_64-pc-windows-msvc"));
  EXPECT_TRUE(has(Args, "-fms-compatibility"));
  EXPECT_TRUE(has(Args, "-fms-extensions"));
  Args = arguments({"clang", "--target=aarch64-pc-windows-msvc"});
  EXPECT_FALSE(has(Args, "--target=x86_64-pc-windows-msvc"));
  EXPECT_FALSE(has(Args, "-fms-compatibility"));
}

TEST(Commands, TheSdkComesLastAsASystemFolder) {
  auto Args = arguments({"clang", "-Iown"});
  auto Sdk = llvm::find(Args, "/sdk");
  ASSERT_NE(Sdk, Args.end());
  EXPECT_EQ(*std::prev(Sdk), "-isystem");
  EXPECT_LT(llvm::find(Args, "-Iown"), Sdk);
  Args = arguments({"C:\\VS\\cl.exe", "/Iown"});
  EXPECT_EQ(*std::prev(llvm::find(Args, "/sdk")), "-imsvc");
}

TEST(Commands, ClsNameMakesClsDialect) {
  for (const char *Compiler :
       {"cl.exe", "CL", "C:\\Program Files\\VC\\bin\\cl.exe", "clang-cl",
        "/usr/bin/clang-cl-19"})
    EXPECT_TRUE(has(arguments({Compiler}), "--driver-mode=cl")) << Compiler;
  for (const char *Compiler : {"clang", "gcc", "/usr/bin/cc", "x-cl-y"})
    EXPECT_FALSE(has(arguments({Compiler}), "--driver-mode=cl")) << Compiler;
}

TEST(Commands, WhatWritesFilesIsRemoved) {
  auto Args = arguments(
      {"gcc", "-c", "-MD", "-MF", "a.d", "-o", "a.o", "-Iinc", "a.c"});
  for (const char *Gone : {"-c", "-MD", "-MF", "a.d", "-o", "a.o"})
    EXPECT_FALSE(has(Args, Gone)) << Gone;
  EXPECT_TRUE(has(Args, "-Iinc"));
  EXPECT_EQ(llvm::count(Args, "a.c"), 1);
  Args = arguments({"cl.exe", "/c", "/Foa.obj", "/Yustdafx.h", "/Fdx.pdb",
                    "/DX", "/kernel", "a.c"});
  for (const char *Gone : {"/c", "/Foa.obj", "/Yustdafx.h", "/Fdx.pdb"})
    EXPECT_FALSE(has(Args, Gone)) << Gone;
  EXPECT_TRUE(has(Args, "/DX"));
  EXPECT_TRUE(has(Args, "/kernel"));
}

TEST(Commands, CxxIsReadByTheStandardWithoutPaperCopies) {
  EXPECT_TRUE(has(arguments({"clang"}, "a.cpp"), "-std=gnu++17"));
  EXPECT_TRUE(has(arguments({"cl.exe"}, "a.cpp"), "/std:c++17"));
  EXPECT_FALSE(
      has(arguments({"clang", "-std=c++20"}, "a.cpp"), "-std=gnu++17"));
  EXPECT_FALSE(has(arguments({"clang"}, "a.c"), "-std=gnu++17"));
}

TEST(Commands, FlagsBehindTheFilesMayBeEitherDialect) {
  auto Commands = fixedCommands({"a.c", "b.c"}, {"-DX"});
  ASSERT_EQ(Commands.size(), 2u);
  EXPECT_EQ(Commands[1].File, "b.c");
  EXPECT_EQ(Commands[0].Arguments, (std::vector<std::string>{"clang", "-DX"}));
  EXPECT_EQ(fixedCommands({"a.c"}, {"/DX", "/Iinc"})[0].Arguments[0],
            "clang-cl");
  EXPECT_EQ(fixedCommands({"a.c"}, {"cl.exe", "/DX"})[0].Arguments,
            (std::vector<std::string>{"cl.exe", "/DX"}));
}
