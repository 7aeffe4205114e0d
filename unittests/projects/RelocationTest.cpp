//===- RelocationTest.cpp - Paths of another machine ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/Relocation.h"
#include "gmock/gmock.h"

using namespace miniport::projects;
using testing::ElementsAre;

TEST(Relocation, TheFolderIsToldByMostSources) {
  WindowsPaths Paths;
  Relocation R(Paths);
  R.learn(
      {"C:\\b\\Tree\\drv\\ISR.C", "c:/b/tree/drv/dpc.c", "D:\\other\\common.c"},
      {"/no/such/tree/drv/isr.c", "/no/such/tree/drv/dpc.c",
       "/no/such/tree/lib/dpc.c", "/no/such/tree/x/common.c"});
  // What is not on disk keeps its letters.
  EXPECT_EQ(R.map("C:\\B\\TREE\\inc"), "/no/such/TREE/inc");
  EXPECT_EQ(R.map("D:\\other\\common.c"), "D:\\other\\common.c");
  EXPECT_EQ(R.map("C:\\b\\treetop\\x.c").substr(0, 9), "/no/such/");
  EXPECT_EQ(R.map("relative\\x.c"), "relative\\x.c");
}

TEST(Relocation, PathsInOptions) {
  WindowsPaths Paths;
  Relocation R(Paths);
  R.learn({"C:\\b\\a.c"}, {"/no/such/tree/a.c"});
  SourceCommand C{"C:\\b\\a.c",
                  "C:\\b",
                  {"C:\\vc\\cl.exe", "/IC:\\b\\inc", "/FIC:\\b\\pre.h", "/DX=1",
                   "@C:\\b\\o.rsp", "C:\\b\\a.c", "/IC:\\kit"},
                  {}};
  R.map(C);
  EXPECT_EQ(C.File, "/no/such/tree/a.c");
  EXPECT_THAT(C.Arguments, ElementsAre("C:\\vc\\cl.exe", "/I/no/such/tree/inc",
                                       "/FI/no/such/tree/pre.h", "/DX=1",
                                       "@/no/such/tree/o.rsp",
                                       "/no/such/tree/a.c", "/IC:\\kit"));
}

TEST(Relocation, NothingInCommonMapsNothing) {
  WindowsPaths Paths;
  Relocation R(Paths);
  R.learn({"C:\\b\\a.c"}, {"/no/such/b.c"});
  EXPECT_EQ(R.map("C:\\b\\a.c"), "C:\\b\\a.c");
  EXPECT_TRUE(isWindowsAbsolute("\\\\server\\x"));
  EXPECT_FALSE(isWindowsAbsolute("C:"));
  EXPECT_FALSE(isWindowsAbsolute("/usr"));
}
