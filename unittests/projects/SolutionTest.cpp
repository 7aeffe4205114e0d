//===- SolutionTest.cpp - .sln and .slnx ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Tree.h"
#include "projects/Readers.h"
#include "llvm/ADT/StringExtras.h"

using namespace miniport::projects;
using llvm::StringRef;

namespace {

class SolutionTest : public testing::Test {
protected:
  void addMember(StringRef File, StringRef Type, StringRef Configurations) {
    std::string Text = "<ItemGroup>";
    for (StringRef Name : llvm::split(Configurations, ';'))
      Text += ("<ProjectConfiguration Include=\"" + Name + "\" />").str();
    T.addProject(File, Text + "</ItemGroup><PropertyGroup><ConfigurationType>" +
                           Type.str() +
                           "</ConfigurationType><TargetName>$(SolutionDir)"
                           "</TargetName></PropertyGroup>");
  }
  /// "lib.vcxproj Release|x64 -> a.vcxproj", one a line.
  std::string read(StringRef File, const PlanOptions &Options = {}) {
    auto Projects = readSolution(T.path(File), Options);
    if (!Projects)
      return T.relative(llvm::toString(Projects.takeError()));
    std::string Result;
    Remarks.clear();
    for (const Project &P : *Projects) {
      Result += P.File + " " + P.Built.str();
      EXPECT_EQ(isX86(P.Within.Platform), P.Built.Platform == "Win32");
      for (const std::string &R : P.References)
        Result += " -> " + R;
      Result += "\n";
      for (const Remark &R : P.Remarks)
        Remarks += T.relative(R.File + ":" + std::to_string(R.Line) + ": " +
                              R.Text + "\n");
      EXPECT_EQ(P.Name, T.path("sln") + "/");
    }
    return T.relative(Result);
  }

  static bool isX86(StringRef Platform) { return Platform == "x86"; }

  Tree T;
  std::string Remarks;
};

const char Text[] =
    "\xEF\xBB\xBF\r\n"
    R"(Microsoft Visual Studio Solution File, Format Version 12.00
# Visual Studio Version 17
Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "Libraries", "Libraries", "{F}"
EndProject
Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "lib", "..\Lib\lib.vcxproj", "{A}"
EndProject
Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "drv", "drv\Drv.vcxproj", "{B}"
	ProjectSection(ProjectDependencies) = postProject
		{A} = {a}
	EndProjectSection
EndProject
Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "gone", "gone\gone.vcxproj", "{C}"
EndProject
Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "test", "test.vcxproj", "{D}"
EndProject
Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "app", "app.csproj", "{E}"
EndProject
Global
	GlobalSection(SolutionConfigurationPlatforms) = preSolution
		Debug|x64 = Debug|x64
		Release|x64 = Release|x64
		Release|x86 = Release|x86
	EndGlobalSection
	GlobalSection(ProjectConfigurationPlatforms) = postSolution
		{A}.Debug|x64.ActiveCfg = Debug|x64
		{A}.Debug|x64.Build.0 = Debug|x64
		{A}.Release|x64.ActiveCfg = Release|x64
		{A}.Release|x86.ActiveCfg = Release|Win32
		{A}.Release|x86.Build.0 = Release|Win32
		{B}.Debug|x64.ActiveCfg = Win10 Debug|x64
		{B}.Debug|x64.Build.0 = Win10 Debug|x64
		{B}.Release|x64.ActiveCfg = Win10 Release|x64
		{B}.Release|x64.Build.0 = Win10 Release|x64
		{B}.Release|x86.ActiveCfg = Win10 Release|Win32
		{D}.Release|x64.ActiveCfg = Release|x64
		{D}.Release|x86.ActiveCfg = Release|Win32
		{D}.Release|x86.Build.0 = Release|Win32
	EndGlobalSection
	GlobalSection(NestedProjects) = preSolution
		{A} = {F}
	EndGlobalSection
EndGlobal
)";

} // namespace

TEST_F(SolutionTest, BuildsWhatItMaps) {
  addMember("lib/Lib.vcxproj", "StaticLibrary",
            "Debug|x64;Release|x64;Release|Win32");
  addMember("sln/drv/drv.vcxproj", "Driver",
            "Win10 Debug|x64;Win10 Release|x64;Win10 Release|Win32");
  addMember("sln/test.vcxproj", "Application", "Release|x64;Release|Win32");
  T.add("sln/s.sln", Text);
  // The library is not marked as built, but the driver depends on it.
  EXPECT_EQ(read("sln/s.sln"),
            "lib/Lib.vcxproj Release|x64\n"
            "sln/drv/drv.vcxproj Win10 Release|x64 -> lib/Lib.vcxproj\n");
  EXPECT_EQ(Remarks,
            "sln/s.sln:13: project 'gone\\gone.vcxproj' is not there\n");
  PlanOptions O;
  O.Platform = "Win32";
  EXPECT_EQ(read("sln/s.sln", O), "lib/Lib.vcxproj Release|Win32\n"
                                  "sln/test.vcxproj Release|Win32\n");
  O.Platform = "";
  O.Configuration = "debug";
  EXPECT_EQ(read("sln/s.sln", O),
            "lib/Lib.vcxproj Debug|x64\n"
            "sln/drv/drv.vcxproj Win10 Debug|x64 -> lib/Lib.vcxproj\n");
  O.Configuration = "Win10 Debug";
  EXPECT_EQ(read("sln/s.sln", O), "'sln/s.sln' has no configuration 'Win10 "
                                  "Debug'; it has: Debug|x64, Release|x64, "
                                  "Release|x86");
  O.Configuration = "";
  O.AllVariants = true;
  EXPECT_EQ(read("sln/s.sln", O),
            "lib/Lib.vcxproj Debug|x64\n"
            "sln/drv/drv.vcxproj Win10 Debug|x64 -> lib/Lib.vcxproj\n"
            "lib/Lib.vcxproj Release|x64\n"
            "sln/drv/drv.vcxproj Win10 Release|x64 -> lib/Lib.vcxproj\n"
            "lib/Lib.vcxproj Release|Win32\n"
            "sln/test.vcxproj Release|Win32\n");
}

TEST_F(SolutionTest, WithoutMappingsNamesAreTheSame) {
  addMember("sln/a.vcxproj", "Driver", "Debug|x64;Release|Win32;Release|x64");
  T.add("sln/s.sln",
        R"(Microsoft Visual Studio Solution File, Format Version 11.00
Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "a", "a.vcxproj", "{A}"
EndProject
)");
  EXPECT_EQ(read("sln/s.sln"), "sln/a.vcxproj Release|x64\n");
}

TEST_F(SolutionTest, WhatIsNoSolutionIsAnError) {
  T.add("sln/a.sln", "garbage");
  EXPECT_EQ(read("sln/a.sln"), "sln/a.sln:1:1: not a solution: 'Visual Studio "
                               "Solution File' is missing");
  T.add("sln/b.sln",
        "Microsoft Visual Studio Solution File, Format Version 12\n"
        "Project(\"x\") = \"a\"\n");
  EXPECT_EQ(read("sln/b.sln"), "sln/b.sln:2:1: malformed solution: a project "
                               "without name, path and id");
  T.add("sln/c.sln",
        "Microsoft Visual Studio Solution File, Format Version 12\n");
  EXPECT_EQ(read("sln/c.sln"),
            "'sln/c.sln' names no C or C++ project that is there");
  T.add("sln/d.slnx", "<Solution><Folder></Solution>");
  EXPECT_EQ(read("sln/d.slnx"),
            "sln/d.slnx:1:21: malformed XML: Start-end tags "
            "mismatch");
  T.add("sln/bad.vcxproj", "<Project>");
  T.add("sln/e.sln",
        R"(Microsoft Visual Studio Solution File, Format Version 11.00
Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "a", "bad.vcxproj", "{A}"
EndProject
)");
  EXPECT_NE(read("sln/e.sln").find("sln/bad.vcxproj:1:"), std::string::npos);
}

TEST_F(SolutionTest, Xml) {
  addMember("sln/lib/l.vcxproj", "StaticLibrary", "Debug|x64;Release|x64");
  addMember("sln/d.vcxproj", "Driver", "Checked|x64;Free|x64;Free|ARM64");
  addMember("sln/off.vcxproj", "Driver", "Debug|x64;Release|x64");
  T.add("sln/s.slnx", R"(<Solution>
  <Configurations>
    <BuildType Name="Debug" /><BuildType Name="Release" />
    <Platform Name="x64" /><Platform Name="ARM64" />
  </Configurations>
  <Folder Name="/Libraries/"><Project Path="lib/L.vcxproj" /></Folder>
  <Project Path="d.vcxproj">
    <BuildDependency Project="lib\L.vcxproj" />
    <BuildType Solution="Debug|*" Project="Checked" />
    <BuildType Solution="Release|*" Project="Free" />
  </Project>
  <Project Path="off.vcxproj"><Build Solution="Release|x64" Project="false" /></Project>
</Solution>)");
  EXPECT_EQ(read("sln/s.slnx"),
            "sln/lib/l.vcxproj Release|x64\n"
            "sln/d.vcxproj Free|x64 -> sln/lib/l.vcxproj\n");
  PlanOptions O;
  O.Platform = "ARM64";
  EXPECT_EQ(read("sln/s.slnx", O),
            "sln/d.vcxproj Free|ARM64 -> sln/lib/l.vcxproj\n");
}
