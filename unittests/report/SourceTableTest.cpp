//===- SourceTableTest.cpp - Paths, lines, columns ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/SourceTable.h"
#include "MarkedSources.h"
#include "report/Unicode.h"
#include "report/Uri.h"
#include "gtest/gtest.h"

using namespace miniport;
using namespace miniport::report;

namespace {

TEST(SourceTable, RelativeToRoot) {
  MarkedSources Sources("/src/tree/");
  uint32_t Inside = Sources.add("/src/tree/a b/ü#1.c", "", "shown.c");
  uint32_t Dotted = Sources.add("/src/tree/./x/../c.c", "");
  uint32_t Sibling = Sources.add("/src/tree2/d.c", "");
  const SourceTable &Table = Sources.table();
  EXPECT_EQ(Table.shownPath(Inside), "shown.c");
  EXPECT_EQ(Table.rootRelativePath(Inside), "a b/ü#1.c");
  EXPECT_EQ(Table.uri(Inside), "a%20b/%C3%BC%231.c");
  EXPECT_EQ(Table.uri(Dotted), "c.c");
  EXPECT_FALSE(Table.isBelowRoot(Sibling));
  EXPECT_EQ(Table.rootRelativePath(Sibling), "/src/tree2/d.c");
  EXPECT_EQ(Table.uri(Sibling), "file:///src/tree2/d.c");
  EXPECT_EQ(Table.rootUri(), "file:///src/tree/");
  EXPECT_EQ(Table.shownPath(99), "<unknown>");
  EXPECT_EQ(Table.uri(99), "");
}

TEST(SourceTable, RootDefaultsToWorkingDirectory) {
  auto FS = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  FS->setCurrentWorkingDirectory("/src");
  FS->addFile("/src/sub/a.c", 0, llvm::MemoryBuffer::getMemBuffer("text"));
  SourceTable Table("", FS);
  uint32_t File = Table.add("sub/a.c");
  EXPECT_EQ(Table.shownPath(File), "sub/a.c");
  EXPECT_EQ(Table.rootRelativePath(File), "sub/a.c");
  EXPECT_EQ(Table.contents(File), llvm::StringRef("text"));
}

TEST(SourceTable, WindowsPathsOnAnyHost) {
  SourceTable Table("C:\\Drivers\\Disk");
  uint32_t File = Table.add("c:\\drivers\\DISK\\src\\a.c");
  EXPECT_EQ(Table.rootRelativePath(File), "src/a.c");
  uint32_t Other = Table.add("D:\\kit\\storport.h");
  EXPECT_EQ(Table.rootRelativePath(Other), "D:/kit/storport.h");
  EXPECT_EQ(Table.uri(Other), "file:///D:/kit/storport.h");
  uint32_t Share = Table.add("\\\\server\\share\\a.c");
  EXPECT_EQ(Table.uri(Share), "file://server/share/a.c");
  EXPECT_EQ(Table.rootUri(), "file:///C:/Drivers/Disk/");
  EXPECT_EQ(pathBelow(normalPath("C:\\"), normalPath("C:\\a.c")), "a.c");
  EXPECT_EQ(pathBelow("/", "/a.c"), "a.c");
}

TEST(SourceTable, LineEnds) {
  MarkedSources Sources;
  uint32_t File = Sources.add("/src/a.c", "one\r\ntwo\rthree\n\nlast");
  const SourceTable &Table = Sources.table();
  EXPECT_EQ(Table.line(File, 1), llvm::StringRef("one"));
  EXPECT_EQ(Table.line(File, 2), llvm::StringRef("two"));
  EXPECT_EQ(Table.line(File, 3), llvm::StringRef("three"));
  EXPECT_EQ(Table.line(File, 4), llvm::StringRef(""));
  EXPECT_EQ(Table.line(File, 5), llvm::StringRef("last"));
  EXPECT_EQ(Table.line(File, 6), std::nullopt);
  EXPECT_EQ(Table.line(File, 0), std::nullopt);
  EXPECT_EQ(Table.lineAt(File, 0), 1u);
  EXPECT_EQ(Table.lineAt(File, 5), 2u);
  EXPECT_EQ(Table.offset({File, 3, 2}), 10u);
}

TEST(SourceTable, ColumnsInUtf16) {
  MarkedSources Sources;
  uint32_t File = Sources.add("/src/a.c", "é«two»x\n😀«emoji»y\n\xE9«bad»z\n");
  const SourceTable &Table = Sources.table();
  EXPECT_EQ(Sources.point("two").Column, 3u);
  EXPECT_EQ(Table.utf16Column(Sources.point("two")), 2u);
  EXPECT_EQ(Table.utf16Column(Sources.point("emoji")), 3u);
  EXPECT_EQ(Table.utf16Column(Sources.point("bad")), 2u);
  EXPECT_EQ(Table.utf16Column({File, 1, 77}), 77u);
  EXPECT_EQ(utf16Length(toValidUtf8("a\xE9\xF0\x9F\x98")), 5u);
}

TEST(SourceTable, ByteOrderMarkCountsInPointsOnly) {
  MarkedSources Sources;
  uint32_t File = Sources.add("/src/a.c", "\xEF\xBB\xBF«start»int x;\n");
  const SourceTable &Table = Sources.table();
  EXPECT_EQ(Sources.point("start").Column, 4u);
  EXPECT_EQ(Table.line(File, 1), llvm::StringRef("int x;"));
  EXPECT_EQ(Table.utf16Column(Sources.point("start")), 1u);
}

TEST(SourceTable, Unreadable) {
  MarkedSources Sources;
  SourceTable Table("/src",
                    llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>());
  uint32_t File = Table.add("/src/gone.c");
  EXPECT_EQ(Table.contents(File), std::nullopt);
  EXPECT_EQ(Table.contents(File), std::nullopt) << "asked a second time";
  EXPECT_EQ(Table.line(File, 1), std::nullopt);
  EXPECT_EQ(Table.utf16Column({File, 1, 5}), 5u);
  EXPECT_EQ(Table.tokenEnd({File, 1, 5}), (ir::SourcePoint{File, 1, 5}));
  EXPECT_EQ(Table.macroDefinedAround({File, 1, 5}), "");
}

TEST(SourceTable, TokenEnd) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "«word»Grün_1+«op»+= x«end»");
  const SourceTable &Table = Sources.table();
  EXPECT_EQ(Table.tokenEnd(Sources.point("word")).Column, 8u);
  EXPECT_EQ(Table.tokenEnd(Sources.point("op")).Column,
            Sources.point("op").Column + 1);
  EXPECT_EQ(Table.tokenEnd(Sources.point("end")), Sources.point("end"));
}

TEST(SourceTable, MacroAroundASpelling) {
  MarkedSources Sources;
  Sources.add("/src/a.c", "#define ONE(x) «one»f(x)\n"
                          "#  define\tTWO \\\n"
                          "  a; \\\n"
                          "  «two»b\n"
                          "  «none»c;\n"
                          "#defined «no»X\n");
  const SourceTable &Table = Sources.table();
  EXPECT_EQ(Table.macroDefinedAround(Sources.point("one")), "ONE");
  EXPECT_EQ(Table.macroDefinedAround(Sources.point("two")), "TWO");
  EXPECT_EQ(Table.macroDefinedAround(Sources.point("none")), "");
  EXPECT_EQ(Table.macroDefinedAround(Sources.point("no")), "");
}

} // namespace
