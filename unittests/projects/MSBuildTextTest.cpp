//===- MSBuildTextTest.cpp - The language inside MSBuild's attributes -----===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/MSBuildText.h"
#include "Tree.h"
#include "llvm/ADT/StringExtras.h"

using namespace miniport::projects;
using llvm::StringRef;

namespace {

/// Some properties, two items, one with metadata.
class TestScope : public MSBuildScope {
public:
  TestScope() {
    Disk.add("project/a.c");
    Disk.add("project/Inc/Deep.h");
    Disk.add("Marker.txt");
    Disk.add("project/Version.txt", "1.2\n");
  }
  std::string property(StringRef Name) override {
    auto It = Properties.find(Name.lower());
    return It == Properties.end() ? "" : It->second;
  }
  std::optional<std::string> metadata(StringRef Type, StringRef Name) override {
    if (!HasMetadata)
      return std::nullopt;
    return Name.equals_insensitive("Filename")  ? "stor"
           : Name.equals_insensitive("Defines") ? "A=1;B"
                                                : "";
  }
  std::vector<std::string> items(StringRef Type,
                                 std::optional<StringRef> Transform) override {
    std::vector<std::string> Result;
    if (!Type.equals_insensitive("Source"))
      return Result;
    for (StringRef Name : {"a.c", "b.c"}) {
      HasMetadata = true;
      Result.push_back(Transform ? expand(*Transform, *this) : Name.str());
      HasMetadata = false;
    }
    return Result;
  }
  std::string folder() override { return Disk.path("project"); }
  WindowsPaths &paths() override { return Paths; }
  std::string root() override { return Disk.path(""); }
  void remark(const llvm::Twine &Text) override {
    Remarks.push_back(Text.str());
  }
  bool spend(size_t Characters) override { return Characters < 10000; }

  llvm::StringMap<std::string> Properties = {
      {"configuration", "Win10 Release"},
      {"platform", "x64"},
      {"version", "10.0.19041.5"},
      {"number", "17"},
      {"path", "..\\lib\\amd64\\virtio.lib"},
      {"list", "one;two;three"},
      {"semicolon", "a%3Bb"},
      {"yes", "true"},
      {"slash", "inc\\"},
      {"_nt_target_version", "0xA000006"}};
  bool HasMetadata = false;
  Tree Disk;
  WindowsPaths Paths;
  std::vector<std::string> Remarks;
};

struct Case {
  const char *Text, *Result;
};

} // namespace

TEST(MSBuildText, Expands) {
  static constexpr Case Cases[] = {
      // Properties.
      {"$(Platform)", "x64"},
      {"$(PLATFORM)|$( Configuration )", "x64|Win10 Release"},
      {"$(NoSuch)", ""},
      {"a$(NoSuch)b$", "ab$"},
      {"$(Platform", "$(Platform"},
      {"$(_NT_TARGET_VERSION)", "0xA000006"},
      {"$(Registry:HKEY_LOCAL_MACHINE\\SOFTWARE@X)", ""},
      // Functions on strings.
      {"$(Configuration.Replace(' ', '_'))", "Win10_Release"},
      {"$(Configuration.ToLower())", "win10 release"},
      {"$(Configuration.ToUpperInvariant())", "WIN10 RELEASE"},
      {"$(Configuration.Contains('Win10'))", "True"},
      {"$(Configuration.Contains('win10'))", "False"},
      {"$(Configuration.StartsWith('WIN', StringComparison.OrdinalIgnoreCase))",
       "True"},
      {"$(Configuration.EndsWith(\"Release\"))", "True"},
      {"$(Configuration.Substring(6))", "Release"},
      {"$(Configuration.Substring(0, 5))", "Win10"},
      {"$(Configuration.Substring(0, $(Configuration.IndexOf(' '))))", "Win10"},
      {"$(Configuration.IndexOf('Z'))", "-1"},
      {"$(Path.LastIndexOf('\\'))", "12"},
      {"$(Configuration.Length)", "13"},
      {"$(Configuration.Split(' ')[1])", "Release"},
      {"$(Configuration[0])", "W"},
      {"$(List.Split(';'))", "one;two;three"},
      {"$(List.Split(`;`).Length)", "3"},
      {"$(Slash.TrimEnd('\\'))", "inc"},
      {"$(Configuration.Remove(5))", "Win10"},
      {"$(Configuration.Remove(0, 6))", "Release"},
      {"$(Configuration.Insert(5, '!'))", "Win10! Release"},
      {"$(Number.PadLeft(4, '0'))", "0017"},
      {"$(Configuration.Replace('Win10 ', '').ToLower().Substring(0,3))",
       "rel"},
      {"$(Platform.Equals('x64'))", "True"},
      // A result is a text of its own: its semicolons do not separate.
      {"$(List.Replace('one', '1'))", "1%3btwo%3bthree"},
      {"$([MSBuild]::Unescape($(List.Replace('one', '1'))))", "1;two;three"},
      // Static functions.
      {"$([System.IO.Path]::GetFileName('$(Path)'))", "virtio.lib"},
      {"$([System.IO.Path]::GetFileNameWithoutExtension($(Path)))", "virtio"},
      {"$([System.IO.Path]::GetExtension($(Path)))", ".lib"},
      {"$([System.IO.Path]::GetDirectoryName($(Path)))", "..\\lib\\amd64"},
      {"$([System.IO.Path]::Combine('a', 'b\\', 'c'))", "a/b\\c"},
      {"$([System.IO.Path]::Combine('a', '/b'))", "/b"},
      {"$([System.IO.Path]::ChangeExtension('a.c', 'obj'))", "a.obj"},
      {"$([System.IO.Path]::IsPathRooted('C:\\x'))", "True"},
      {"$([System.IO.Path]::IsPathRooted('x'))", "False"},
      {"$([System.IO.File]::Exists('INC\\deep.h'))", "True"},
      {"$([System.IO.Directory]::Exists('inc'))", "True"},
      {"$([System.IO.File]::Exists('inc'))", "False"},
      {"$([System.String]::IsNullOrEmpty('$(NoSuch)'))", "True"},
      {"$([System.String]::Format('{0}-{1}', $(Platform), 'b'))", "x64-b"},
      {"$([System.Version]::Parse('$(Version)').Major)", "10"},
      {"$([System.Version]::Parse('$(Version)').Build)", "19041"},
      {"$([MSBuild]::ValueOrDefault('$(NoSuch)', 'x'))", "x"},
      {"$([MSBuild]::ValueOrDefault('$(Platform)', 'x'))", "x64"},
      {"$([MSBuild]::VersionGreaterThan('17.0', '9.5'))", "True"},
      {"$([MSBuild]::VersionLessThanOrEquals('$(Version)', '10.0'))", "False"},
      {"$([MSBuild]::VersionEquals('1', '1.0.0'))", "True"},
      {"$([MSBuild]::Add(40, 2))", "42"},
      {"$([MSBuild]::Divide(7, 2))", "3"},
      {"$([MSBuild]::BitwiseOr(6, 1))", "7"},
      {"$([MSBuild]::EnsureTrailingSlash('a\\b'))", "a\\b\\"},
      {"$([MSBuild]::IsOSPlatform('Windows'))", "True"},
      {"$([MSBuild]::IsOsUnixLike())", "False"},
      {"$([MSBuild]::MakeRelative('a/b', 'a/c/d'))", "../c/d"},
      {"$([System.Environment]::GetEnvironmentVariable('PATH'))", ""},
      {"$([System.DateTime]::Now.DayOfYear.ToString(`000`))", ""},
      {"$([System.IO.File]::ReadAllText('version.txt').Trim())", "1.2"},
      {"$([System.IO.File]::ReadAllText('/etc/passwd'))", ""},
      // Items and metadata.
      {"@(Source)", "a.c;b.c"},
      {"@(Source, ' ')", "a.c b.c"},
      {"@(Source->'%(Filename).obj')", "stor.obj;stor.obj"},
      {"@(Source->'%(Filename)', ',')", "stor,stor"},
      {"@(Nothing)", ""},
      {"%(Filename)", "%(Filename)"},
      {"%41%(x)", "%41%(x)"},
  };
  for (const Case &C : Cases) {
    TestScope Scope;
    EXPECT_EQ(expand(C.Text, Scope), C.Result) << C.Text;
    EXPECT_TRUE(Scope.Remarks.empty())
        << C.Text << ": " << llvm::join(Scope.Remarks, "\n");
  }
}

TEST(MSBuildText, MetadataWhereTheyMeanSomething) {
  TestScope Scope;
  Scope.HasMetadata = true;
  EXPECT_EQ(expand("X;%(Defines);%(ClCompile.Defines)", Scope),
            "X;A=1;B;A=1;B");
}

TEST(MSBuildText, FindsFilesAbove) {
  TestScope Scope;
  Scope.Properties["here"] = Scope.folder();
  EXPECT_EQ(expand("$([MSBuild]::GetDirectoryNameOfFileAbove($(Here), "
                   "'marker.TXT'))",
                   Scope),
            Scope.root());
  EXPECT_EQ(expand("$([MSBuild]::GetPathOfFileAbove('Marker.txt', '$(Here)'))",
                   Scope),
            Scope.root() + "/Marker.txt");
  // The search ends at the root.
  std::string Above = llvm::sys::path::filename(Scope.root()).str();
  EXPECT_EQ(expand("$([MSBuild]::GetDirectoryNameOfFileAbove($(Here), '" +
                       Above + "'))",
                   Scope),
            "");
  EXPECT_EQ(expand("$([System.IO.Path]::GetFullPath('..\\x'))", Scope),
            Scope.root() + "/x");
}

TEST(MSBuildText, UnknownFunctionsAreRemarks) {
  static constexpr Case Cases[] = {
      {"$(Platform.Frobnicate())", "x64"},
      {"$(Platform.Substring(99))", "x64"},
      {"$([System.Diagnostics.Process]::Start('x'))", ""},
      {"$([MSBuild]::Divide(1, 0))", ""},
      {"$([MSBuild]::Frobnicate(1))", ""},
      {"$([MSBuild)", ""},
      {"$(Platform.)", "x64"},
  };
  for (const Case &C : Cases) {
    TestScope Scope;
    EXPECT_EQ(expand(C.Text, Scope), C.Result) << C.Text;
    ASSERT_EQ(Scope.Remarks.size(), 1u) << C.Text;
    EXPECT_EQ(Scope.Remarks[0],
              "unknown property function '" + std::string(C.Text) + "'");
  }
}

TEST(MSBuildText, Conditions) {
  static constexpr struct {
    const char *Text;
    bool Result;
  } Cases[] = {
      {"", true},
      {" ", true},
      {"'$(Configuration)|$(Platform)'=='Win10 Release|x64'", true},
      {"'$(Configuration)|$(Platform)' == 'win10 release|X64'", true},
      {"'$(Configuration)'!='Win10 Release'", false},
      {"$(Configuration.EndsWith('Debug'))", false},
      {"$(Configuration.EndsWith('Release'))", true},
      {"$(Yes)", true},
      {"!$(Yes)", false},
      {"!!$(Yes)", true},
      {"'$(Yes)' == 'on'", true},
      {"'$(NoSuch)' == ''", true},
      {"'$(NoSuch)' == 'false'", false},
      {"$(Number) > 16", true},
      {"'$(Number)' >= '17.0'", true},
      {"$(Number) < 0x11", false},
      {"0x10 == 16", true},
      {"'17' == '017'", true},
      {"'$(Version)' >= '10.0.18362.0'", true},
      {"'$(Version)' < '10.0.9999'", false},
      {"'a' == 'a' and 'b' == 'c'", false},
      {"'a' == 'a' or 'b' == 'c'", true},
      {"'a' == 'b' and 'a' == 'a' or 'a' == 'a'", true},
      {"'a' == 'a' or 'a' == 'a' and 'a' == 'b'", true},
      {"('a' == 'a' or 'a' == 'a') AND 'a' == 'b'", false},
      {"!('a' == 'b') And !('b' == 'c')", true},
      {"Exists('a.c')", true},
      {"exists('INC\\DEEP.H')", true},
      {"!Exists('none.h')", true},
      {"Exists('')", false},
      {"Exists('$(NoSuch)')", false},
      {"Exists('a.c;inc')", true},
      {"Exists('a.c;none.h')", false},
      {"Exists('$([MSBuild]::GetDirectoryNameOfFileAbove($(X), 'none'))\\x')",
       false},
      {"HasTrailingSlash('$(Slash)')", true},
      {"HasTrailingSlash($(Path))", false},
      {"'@(Source)' != ''", true},
      {"$(Platform)==x64", true},
      // What cannot be compared is not looked at where it does not matter.
      {"'$(NoSuch)' != '' and $(NoSuch) > 5", false},
      {"'$(NoSuch)' == '' or '$(NoSuch)' > '5'", true},
      {"true", true},
      {"'off' == 'false'", true},
      {"'!true' == 'false'", true},
      {"'a%3Bb' == '$(Semicolon)'", true},
      {"'a;b' == '$(Semicolon)'", true},
  };
  for (const auto &C : Cases) {
    TestScope Scope;
    EXPECT_EQ(holds(C.Text, Scope), C.Result) << C.Text;
    EXPECT_TRUE(Scope.Remarks.empty())
        << C.Text << ": " << llvm::join(Scope.Remarks, "\n");
  }
}

TEST(MSBuildText, MalformedConditionsAreFalseAndRemarked) {
  static constexpr Case Cases[] = {
      {"'a' ==", "it ends too early"},
      {"'a' == 'b", "a quote is not closed"},
      {"('a' == 'b'", "a parenthesis is not closed"},
      {"'a'", "'a' is neither true nor false"},
      {"$(NoSuch)", "'' is neither true nor false"},
      {"'a' > '1'", "'a' and '1' cannot be compared as numbers"},
      {"Frobnicate('a')", "unknown function 'Frobnicate'"},
      {"'a' == 'a' 'b'", "''b'' was not expected"},
      {"'a' = 'a'", "'= 'a'' was not expected"},
  };
  for (const Case &C : Cases) {
    TestScope Scope;
    EXPECT_FALSE(holds(C.Text, Scope)) << C.Text;
    ASSERT_EQ(Scope.Remarks.size(), 1u) << C.Text;
    EXPECT_EQ(Scope.Remarks[0], "condition \"" + std::string(C.Text) +
                                    "\" is taken as false: " + C.Result);
  }
  TestScope Scope;
  EXPECT_FALSE(holds(std::string(100000, '('), Scope));
  EXPECT_FALSE(holds(std::string(100000, '!'), Scope));
}

TEST(MSBuildText, EscapesAreUndone) {
  EXPECT_EQ(unescape("a%20b%3Bc%2a%zz%4"), "a b;c*%zz%4");
  EXPECT_EQ(unescape(escape("50% of (a;b)*?'@$")), "50% of (a;b)*?'@$");
}

TEST(MSBuildText, ListsAreSplitOutsideOfExpressions) {
  std::vector<StringRef> Parts =
      splitList(" a ; ;@(X->'%(Y);z');$(F.Replace(';', ',')) ;b%3Bc;");
  EXPECT_EQ(Parts, (std::vector<StringRef>{"a", "@(X->'%(Y);z')",
                                           "$(F.Replace(';', ','))", "b%3Bc"}));
}

TEST(MSBuildText, Versions) {
  EXPECT_EQ(parseVersion("v10.0.1-beta"), (std::vector<unsigned>{10, 0, 1}));
  EXPECT_FALSE(parseVersion("ten"));
  EXPECT_FALSE(parseVersion("1.2.3.4.5"));
  EXPECT_EQ(compareVersions({10}, {10, 0}), 0);
  EXPECT_EQ(compareVersions({9, 9}, {10}), -1);
}
