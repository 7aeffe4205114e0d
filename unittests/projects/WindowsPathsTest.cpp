//===- WindowsPathsTest.cpp - Paths as Windows would find them ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/WindowsPaths.h"
#include "Tree.h"
#include "projects/Xml.h"

using namespace miniport::projects;

TEST(WindowsPaths, FindsWhateverTheCaseAndTheSlashes) {
  Tree T;
  T.add("VirtIO/VirtIORing.c");
  T.add("driver/a.c");
  WindowsPaths Paths;
  std::string Folder = T.path("driver");
  EXPECT_EQ(Paths.find("..\\virtio\\virtioring.C", Folder),
            T.path("VirtIO/VirtIORing.c"));
  EXPECT_EQ(Paths.find("A.C", Folder), T.path("driver/a.c"));
  EXPECT_EQ(Paths.find(".", Folder), Folder);
  EXPECT_EQ(Paths.find("none.c", Folder), std::nullopt);
  EXPECT_EQ(Paths.find("C:\\windows\\a.c", Folder), std::nullopt);
  EXPECT_EQ(Paths.resolve("..\\None\\x.c", Folder), T.path("None/x.c"));
  EXPECT_EQ(Paths.resolve("C:\\Kits\\10\\..\\x", Folder), "C:/Kits/x");
}

TEST(WindowsPaths, TheFirstInByteOrderIsTaken) {
  Tree T;
  T.add("Header.h");
  T.add("HEADER.h");
  WindowsPaths Paths;
  EXPECT_EQ(Paths.find("header.H", T.path("")), T.path("HEADER.h"));
  EXPECT_EQ(Paths.find("Header.h", T.path("")), T.path("Header.h"));
}

TEST(WindowsPaths, Globs) {
  Tree T;
  for (const char *Name : {"a.c", "B.C", "c.h", "sub/d.c", "sub/deep/e.c",
                           "sub/deep/e.cpp", "other/f.c"})
    T.add(Name);
  WindowsPaths Paths;
  auto Names = [&](llvm::StringRef Pattern) {
    bool Incomplete = true;
    std::string Result;
    for (auto &M : Paths.glob(Pattern, T.path(""), Incomplete))
      Result += M.Path + "(" + M.Recursive + ") ";
    EXPECT_FALSE(Incomplete);
    return Result;
  };
  EXPECT_EQ(Names("*.c"), "B.C() a.c() ");
  EXPECT_EQ(Names("?.h"), "c.h() ");
  EXPECT_EQ(Names("**\\*.c"), "B.C() a.c() other/f.c(other/) sub/d.c(sub/) "
                              "sub/deep/e.c(sub/deep/) ");
  EXPECT_EQ(Names("SUB\\**\\e.*"),
            "SUB/deep/e.c(deep/) SUB/deep/e.cpp(deep/) ");
  EXPECT_EQ(Names("s*\\d*.c"), "sub/d.c() ");
  EXPECT_EQ(Names("sub\\deep\\**"), "sub/deep/e.c() sub/deep/e.cpp() ");
  EXPECT_EQ(Names("none\\*.c"), "");
}

TEST(WindowsPaths, GlobsEndInLinksThatGoRound) {
  Tree T;
  T.add("sub/a.c");
  ASSERT_FALSE(llvm::sys::fs::create_link(T.path(""), T.path("sub/loop")));
  WindowsPaths Paths;
  bool Incomplete = true;
  EXPECT_EQ(Paths.glob("**/*.c", T.path(""), Incomplete).size(), 1u);
  EXPECT_FALSE(Incomplete);
}

TEST(WindowsPaths, MatchesPatterns) {
  EXPECT_TRUE(matchesPattern("/r/a/b/C.c", "/r/**/c.*"));
  EXPECT_TRUE(matchesPattern("/r/c.c", "/r/**/c.*"));
  EXPECT_FALSE(matchesPattern("/r/a/b/c.c", "/r/*/c.c"));
  EXPECT_TRUE(matchesPattern("/r/abc", "/r/a*c"));
  EXPECT_FALSE(matchesPattern("/r/abcd", "/r/a*c"));
}

TEST(Xml, ReadsUtf16) {
  Tree T;
  std::string Text = "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<Project>"
                     "\n<A>x</A></Project>";
  std::string Little, Big;
  for (char C : Text) {
    Little += {C, '\0'};
    Big += {'\0', C};
  }
  for (const std::string &Bytes :
       {std::string("\xFF\xFE", 2) + Little, std::string("\xFE\xFF", 2) + Big,
        Little, Big, "\xEF\xBB\xBF" + Text}) {
    auto File = XmlFile::load(T.add("p.vcxproj", Bytes));
    ASSERT_TRUE(bool(File)) << llvm::toString(File.takeError());
    EXPECT_STREQ((*File)->root().name(), "Project");
    EXPECT_EQ((*File)->line((*File)->root().child("A")), 3u);
  }
}

TEST(Xml, SaysWhereItIsMalformed) {
  Tree T;
  auto Problem = [&](llvm::StringRef Text) {
    auto File = XmlFile::load(T.add("p.vcxproj", Text));
    return File ? "" : T.relative(llvm::toString(File.takeError()));
  };
  EXPECT_EQ(Problem("<Project>\n  <A>\n</Project>"),
            "p.vcxproj:3:3: malformed XML: Start-end tags mismatch");
  EXPECT_EQ(Problem(""), "p.vcxproj:1:1: malformed XML: No document element "
                         "found");
  EXPECT_EQ(Problem(std::string("\0\1\2garbage", 10)),
            "p.vcxproj:1:1: malformed XML: No document element found");
  EXPECT_EQ(Problem("<a"), "p.vcxproj:1:2: malformed XML: Error parsing start "
                           "element tag");
}

TEST(Xml, TextIsWhatStandsBetweenComments) {
  Tree T;
  auto File = XmlFile::load(
      T.add("p.xml", "<P>a<!-- b -->c<![CDATA[<d>]]>&amp;&#x41;</P>"));
  ASSERT_TRUE(bool(File));
  EXPECT_EQ(XmlFile::text((*File)->root()), "ac<d>&A");
}

TEST(Xml, EntitiesDoNotGrow) {
  Tree T;
  std::string Text = "<!DOCTYPE Project [\n<!ENTITY a \"lol\">\n";
  for (char C = 'b'; C <= 'k'; ++C) {
    Text += std::string("<!ENTITY ") + C + " \"";
    for (int I = 0; I < 10; ++I)
      Text += std::string("&") + char(C - 1) + ";";
    Text += "\">\n";
  }
  Text += "]>\n<Project>&k;</Project>";
  auto File = XmlFile::load(T.add("p.xml", Text));
  ASSERT_TRUE(bool(File)) << llvm::toString(File.takeError());
  EXPECT_EQ(XmlFile::text((*File)->root()), "&k;");
}
