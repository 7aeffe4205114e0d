//===- MSBuildProjectTest.cpp - A project, evaluated as MSBuild does ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/MSBuildProject.h"
#include "Tree.h"
#include "llvm/ADT/StringExtras.h"

using namespace miniport::projects;
using llvm::StringRef;

namespace {

class MSBuildProjectTest : public testing::Test {
protected:
  MSBuildProject &evaluate(StringRef File,
                           const MSBuildProject::Globals &Globals = {},
                           bool RootIsCertain = false) {
    auto E = MSBuildProject::evaluate(T.path(File), T.path(""), RootIsCertain,
                                      Globals, Files);
    EXPECT_TRUE(bool(E)) << llvm::toString(E.takeError());
    Project = std::move(*E);
    return *Project;
  }
  std::string problem(StringRef File) {
    auto E =
        MSBuildProject::evaluate(T.path(File), T.path(""), false, {}, Files);
    return E ? "" : T.relative(llvm::toString(E.takeError()));
  }
  /// "a.c b.c", or with metadata "a.c[value]".
  std::string items(StringRef Type, StringRef Metadata = "") {
    std::vector<std::string> Names;
    for (const MSBuildItem *I : Project->itemsOf(Type))
      Names.push_back(I->Include +
                      (Metadata.empty()
                           ? ""
                           : "[" + Project->metadataOf(*I, Metadata) + "]"));
    return llvm::join(Names, " ");
  }
  /// "file:line: text", one a line.
  std::string remarks() {
    std::string Result;
    for (const Remark &R : Project->Remarks)
      Result += T.relative(R.File + ":" + std::to_string(R.Line) + ": " +
                           R.Text + "\n");
    return Result;
  }

  Tree T;
  MSBuildFiles Files;
  std::unique_ptr<MSBuildProject> Project;
};

} // namespace

TEST_F(MSBuildProjectTest, PropertiesInTheOrderOfTheText) {
  T.addProject("p.vcxproj", R"x(
    <PropertyGroup><A>1</A><B>$(A)$(C)</B></PropertyGroup>
    <PropertyGroup Condition="'$(A)'=='1'"><C>set</C></PropertyGroup>
    <PropertyGroup Condition="'$(A)'=='2'"><C>not set</C></PropertyGroup>
    <PropertyGroup><a Condition="'$(c)'=='SET'">2</a><D>$(A)</D></PropertyGroup>
    <PropertyGroup><D Condition="'$(D)'==''">9</D></PropertyGroup>)x");
  MSBuildProject &P = evaluate("p.vcxproj");
  EXPECT_EQ(P.get("A"), "2");
  EXPECT_EQ(P.get("B"), "1");
  EXPECT_EQ(P.get("C"), "set");
  EXPECT_EQ(P.get("D"), "2");
  EXPECT_EQ(remarks(), "");
}

TEST_F(MSBuildProjectTest, GlobalPropertiesWin) {
  T.addProject("p.vcxproj", R"x(
    <PropertyGroup><Configuration>Debug</Configuration>
    <Platform>Win32</Platform></PropertyGroup>
    <Import Project="local.props" />)x");
  T.add("local.props",
        "<Project TreatAsLocalProperty=\"Platform\"><PropertyGroup>"
        "<Platform>ARM64</Platform><Configuration>x</Configuration>"
        "</PropertyGroup></Project>");
  MSBuildProject &P = evaluate(
      "p.vcxproj", {{"Configuration", "Rel;ease"}, {"platform", "x64"}});
  EXPECT_EQ(P.get("Configuration"), "Rel;ease");
  EXPECT_EQ(P.get("Platform"), "ARM64");
}

TEST_F(MSBuildProjectTest, ReservedProperties) {
  T.addProject("dir/p.vcxproj", R"x(
    <Import Project="..\sub\x.props" />
    <PropertyGroup><Own>$(MSBuildThisFile)</Own></PropertyGroup>)x");
  T.addProject("sub/x.props", R"x(<PropertyGroup>
    <There>$(MSBuildThisFileDirectory)</There>
    <Name>$(MSBuildThisFileName)|$(MSBuildThisFileExtension)</Name>
    <Here>$(MSBuildProjectDirectory)</Here></PropertyGroup>)x");
  MSBuildProject &P = evaluate("dir/p.vcxproj");
  EXPECT_EQ(P.get("There"), T.path("sub") + "/");
  EXPECT_EQ(P.get("Name"), "x|.props");
  EXPECT_EQ(P.get("Here"), T.path("dir"));
  EXPECT_EQ(P.get("Own"), "p.vcxproj");
  EXPECT_EQ(P.get("MSBuildProjectName"), "p");
  EXPECT_EQ(P.get("ProjectDir"), T.path("dir") + "/");
  EXPECT_EQ(P.get("SolutionDir"), T.path("dir") + "/");
  EXPECT_EQ(P.get("TargetName"), "p");
  EXPECT_EQ(P.get("PATH"), ""); // the environment is not asked
}

TEST_F(MSBuildProjectTest, Choose) {
  T.addProject("p.vcxproj", R"x(
    <PropertyGroup><A>2</A></PropertyGroup>
    <Choose>
      <When Condition="'$(A)'=='1'"><PropertyGroup><B>one</B></PropertyGroup>
      </When>
      <When Condition="'$(A)'=='2'">
        <PropertyGroup><B>two</B></PropertyGroup>
        <ItemGroup><ClCompile Include="two.c" /></ItemGroup>
        <Choose><Otherwise><PropertyGroup><C>inner</C></PropertyGroup>
        </Otherwise></Choose>
      </When>
      <When Condition="true"><PropertyGroup><B>three</B></PropertyGroup></When>
      <Otherwise><PropertyGroup><B>other</B></PropertyGroup></Otherwise>
    </Choose>)x");
  MSBuildProject &P = evaluate("p.vcxproj");
  EXPECT_EQ(P.get("B"), "two");
  EXPECT_EQ(P.get("C"), "inner");
  EXPECT_EQ(items("ClCompile"), "two.c");
}

TEST_F(MSBuildProjectTest, DefinitionsAndItemsSeeFinalProperties) {
  T.addProject("p.vcxproj", R"x(
    <ItemGroup><ClCompile Include="$(Late).c" /></ItemGroup>
    <ItemDefinitionGroup Condition="'$(Late)'=='x'"><ClCompile>
      <PreprocessorDefinitions>A=$(Late);%(PreprocessorDefinitions)</PreprocessorDefinitions>
    </ClCompile></ItemDefinitionGroup>
    <ItemDefinitionGroup><ClCompile>
      <PreprocessorDefinitions>B;%(ClCompile.PreprocessorDefinitions)</PreprocessorDefinitions>
      <PreprocessorDefinitions Condition="'$(Late)'=='y'">never</PreprocessorDefinitions>
    </ClCompile><Link><AdditionalDependencies>%(AdditionalDependencies);s.lib</AdditionalDependencies></Link>
    </ItemDefinitionGroup>
    <PropertyGroup><Late>x</Late></PropertyGroup>)x");
  MSBuildProject &P = evaluate("p.vcxproj");
  EXPECT_EQ(items("ClCompile", "preprocessordefinitions"), "x.c[B;A=x;]");
  EXPECT_EQ(P.definitionOf("link", "AdditionalDependencies"), ";s.lib");
}

TEST_F(MSBuildProjectTest, MetadataOfItems) {
  T.addProject("p.vcxproj", R"x(
    <ItemDefinitionGroup><ClCompile><D>base</D></ClCompile></ItemDefinitionGroup>
    <ItemGroup>
      <ClCompile Include="sub\a.c;b%3Bc.c">
        <D>%(D);%(Filename)</D>
        <D Condition="'%(Filename)'=='a'">%(D);only a</D>
      </ClCompile>
      <ClCompile Include="c.c" D="attribute" />
      <ClCompile Include="d.c" Condition="'$(X)'!=''" />
      <ClCompile Update="SUB/A.C"><E>updated</E></ClCompile>
    </ItemGroup>)x");
  evaluate("p.vcxproj");
  EXPECT_EQ(items("ClCompile", "D"), "sub\\a.c[base;a;only a] "
                                     "b;c.c[base;b%3bc] c.c[attribute]");
  EXPECT_EQ(items("ClCompile", "E"), "sub\\a.c[updated] b;c.c[] c.c[]");
  EXPECT_EQ(items("clcompile", "RelativeDir"), "sub\\a.c[sub/] b;c.c[] c.c[]");
}

TEST_F(MSBuildProjectTest, Wildcards) {
  for (const char *Name : {"a.c", "b.c", "old.c", "sub/d.c", "sub/e.c"})
    T.add(Name);
  T.addProject("p.vcxproj", R"x(<ItemGroup>
      <ClCompile Include="**\*.c" Exclude="OLD.c;$(None)"><R>%(RecursiveDir)</R></ClCompile>
      <ClCompile Remove="sub\e*" />
      <Copied Include="@(ClCompile)" Exclude="b.c" />
      <Named Include="@(ClCompile->'%(Filename).obj')" />
    </ItemGroup>)x");
  evaluate("p.vcxproj");
  EXPECT_EQ(items("ClCompile", "R"), "a.c[] b.c[] sub/d.c[sub/]");
  EXPECT_EQ(items("Copied", "R"), "a.c[] sub/d.c[sub/]");
  EXPECT_EQ(items("Named"), "a.obj b.obj d.obj");
}

TEST_F(MSBuildProjectTest, Imports) {
  T.addProject("drv/p.vcxproj", R"x(
    <Import Project="$(VCTargetsPath)\Microsoft.Cpp.Default.props" />
    <Import Project="..\Build\Common.props" />
    <ImportGroup Label="PropertySheets" Condition="'$(Common)'=='yes'">
      <Import Project="more\*.props" />
      <Import Project="$(UserRootDir)\Microsoft.Cpp.$(Platform).user.props"
        Condition="exists('$(UserRootDir)\Microsoft.Cpp.$(Platform).user.props')"
        Label="LocalAppDataPlatform" />
      <Import Project="never.props" Condition="Exists('never.props')" />
    </ImportGroup>
    <Import Project="$(MSBuildExtensionsPath)\x.props" />
    <Import Project="..\packages\Microsoft.Windows.WDK.x64.10.0.26100.1\build\native\x.props" />
    <Import Project="Sdk.props" Sdk="Some.Sdk" />
    <Import Project="$(VCTargetsPath)\Microsoft.Cpp.targets" />)x");
  T.addProject("build/common.PROPS", R"x(
    <Import Project="Next.props" />
    <PropertyGroup><Common>yes</Common></PropertyGroup>)x");
  T.addProject("build/Next.props",
               "<PropertyGroup><Next>found</Next></PropertyGroup>");
  T.addProject("drv/more/1.props",
               "<PropertyGroup><One>1</One><Last>1</Last></PropertyGroup>");
  T.addProject("drv/more/2.props",
               "<PropertyGroup><Last>2</Last></PropertyGroup>");
  MSBuildProject &P = evaluate("drv/p.vcxproj");
  EXPECT_EQ(P.get("Common"), "yes");
  EXPECT_EQ(P.get("Next"), "found");
  EXPECT_EQ(P.get("One"), "1");
  EXPECT_EQ(P.get("Last"), "2");
  EXPECT_EQ(remarks(), "");
  EXPECT_FALSE(P.isIncomplete());
}

TEST_F(MSBuildProjectTest, PathsInConditionsOfImportsBeginInTheirFile) {
  T.addProject("drv/p.vcxproj", "<Import Project=\"..\\build\\a.props\" />");
  T.add("drv/item.c");
  T.addProject("build/local.props",
               "<PropertyGroup><Local>yes</Local></PropertyGroup>");
  T.addProject("build/a.props", R"x(
    <Import Project="local.props" Condition="Exists('local.props')" />
    <PropertyGroup Condition="Exists('local.props')">
      <Near Condition="!Exists('item.c')">yes</Near>
      <Full>$([System.IO.Path]::GetFullPath('x'))</Full>
    </PropertyGroup>
    <ItemGroup Condition="Exists('item.c')"><A Include="item.c" /></ItemGroup>)x");
  MSBuildProject &P = evaluate("drv/p.vcxproj");
  EXPECT_EQ(P.get("Local"), "yes");
  EXPECT_EQ(P.get("Near"), "yes");
  EXPECT_EQ(P.get("Full"), T.path("drv/x"));
  EXPECT_EQ(items("A"), "item.c");
}

TEST_F(MSBuildProjectTest, MissingImportsAreRemarks) {
  T.addProject("drv/p.vcxproj", "<Import Project=\"..\\build\\x.props\" />");
  MSBuildProject &P = evaluate("drv/p.vcxproj");
  EXPECT_EQ(remarks(), "drv/p.vcxproj:3: import 'build/x.props' is not there; "
                       "what it sets is not known\n");
  EXPECT_TRUE(P.isIncomplete());
}

TEST_F(MSBuildProjectTest, ImportsStayInACheckoutThatIsKnown) {
  T.addProject("p.vcxproj", "<Import Project=\"..\\" +
                                llvm::sys::path::filename(T.path("")).str() +
                                "-outside.props\" />");
  std::string Outside = T.path("") + "-outside.props";
  std::error_code EC;
  llvm::raw_fd_ostream(Outside, EC)
      << "<Project><PropertyGroup><A>1</A></PropertyGroup></Project>";
  EXPECT_EQ(evaluate("p.vcxproj", {}, /*RootIsCertain=*/true).get("A"), "");
  EXPECT_NE(remarks().find("is outside of the checkout; left out"),
            std::string::npos);
  EXPECT_EQ(evaluate("p.vcxproj").get("A"), "1");
  llvm::sys::fs::remove(Outside);
}

TEST_F(MSBuildProjectTest, DirectoryBuild) {
  T.addProject("Directory.Build.props",
               "<PropertyGroup><A>props</A></PropertyGroup>");
  T.addProject("dir/directory.build.targets",
               "<PropertyGroup><B>$(C)</B></PropertyGroup>");
  T.addProject("dir/sub/p.vcxproj", R"x(
    <PropertyGroup><Before>$(A)</Before></PropertyGroup>
    <Import Project="$(VCTargetsPath)\Microsoft.Cpp.Default.props" />
    <PropertyGroup><After>$(A)</After></PropertyGroup>
    <Import Project="$(VCTargetsPath)\Microsoft.Cpp.targets" />
    <PropertyGroup><C>late</C></PropertyGroup>)x");
  MSBuildProject &P = evaluate("dir/sub/p.vcxproj");
  EXPECT_EQ(P.get("Before"), "");
  EXPECT_EQ(P.get("After"), "props");
  EXPECT_EQ(P.get("B"), "");
  T.addProject("dir/sub/q.vcxproj", R"x(<PropertyGroup>
    <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
    <C>early</C></PropertyGroup>)x");
  MSBuildProject &Q = evaluate("dir/sub/q.vcxproj");
  EXPECT_EQ(Q.get("A"), "");
  EXPECT_EQ(Q.get("B"), "early");
}

TEST_F(MSBuildProjectTest, DefaultsAtThePlaceOfTheKitsSheets) {
  T.addProject("p.vcxproj", R"x(
    <PropertyGroup><Early>$(IntDir)</Early><IntDir>own\</IntDir></PropertyGroup>
    <Import Project="$(VCTargetsPath)\Microsoft.Cpp.Default.props" />
    <PropertyGroup><ConfigurationType>Driver</ConfigurationType></PropertyGroup>
    <Import Project="$(VCTargetsPath)\Microsoft.Cpp.props" />
    <PropertyGroup><Late>$(OutDir)|$(TargetFileName)|$(PlatformTarget)</Late>
    <Kit>$(DDK_LIB_PATH)\x.lib</Kit></PropertyGroup>)x");
  MSBuildProject &P = evaluate(
      "p.vcxproj", {{"Configuration", "Release"}, {"Platform", "Win32"}});
  EXPECT_EQ(P.get("Early"), "");
  EXPECT_EQ(P.get("IntDir"), "own\\");
  EXPECT_EQ(P.get("Late"), T.path("") + "/Release\\|p.sys|x86");
  EXPECT_EQ(P.get("Kit"), "$(DDK_LIB_PATH)\\x.lib");
}

TEST_F(MSBuildProjectTest, CyclesAndDepthEnd) {
  T.addProject("p.vcxproj", "<Import Project=\"a.props\" />");
  T.addProject("a.props", "<Import Project=\"b.props\" /><PropertyGroup>"
                          "<A>a</A></PropertyGroup>");
  T.addProject("b.props", "<Import Project=\"a.props\" />"
                          "<Import Project=\"p.vcxproj\" />");
  EXPECT_EQ(evaluate("p.vcxproj").get("A"), "a");
  EXPECT_EQ(remarks(), "b.props:3: 'a.props' imports itself; the import is "
                       "left out\nb.props:3: 'p.vcxproj' imports itself; the "
                       "import is left out\n");
  // A file is imported once.
  T.addProject("twice.vcxproj", "<Import Project=\"add.props\" />"
                                "<Import Project=\"add.props\" />");
  T.addProject("add.props", "<PropertyGroup><N>$(N)x</N></PropertyGroup>");
  EXPECT_EQ(evaluate("twice.vcxproj").get("N"), "x");
  for (int I = 0; I < 200; ++I)
    T.addProject("deep" + std::to_string(I) + ".props",
                 "<Import Project=\"deep" + std::to_string(I + 1) +
                     ".props\" />");
  T.addProject("deep.vcxproj", "<Import Project=\"deep0.props\" />");
  evaluate("deep.vcxproj");
  EXPECT_NE(remarks().find("imports are nested too deeply"), std::string::npos);
}

TEST_F(MSBuildProjectTest, GrowthEnds) {
  std::string Text = "<PropertyGroup><A>0123456789</A>";
  for (int I = 0; I < 64; ++I)
    Text += "<A>$(A)$(A)</A>";
  T.addProject("p.vcxproj", Text + "<B>$(A)</B></PropertyGroup>");
  EXPECT_EQ(evaluate("p.vcxproj").get("B"), "");
  EXPECT_NE(remarks().find("a value grows beyond all bounds"),
            std::string::npos);
  Text = "<ItemGroup><A Include=\"x;y\" />";
  for (int I = 0; I < 64; ++I)
    Text += "<A Include=\"@(A);@(A)\"><M>%(Identity)</M></A>";
  T.addProject("q.vcxproj", Text + "</ItemGroup>");
  evaluate("q.vcxproj");
  EXPECT_LE(Project->itemsOf("A").size(), 100000u);
  EXPECT_NE(remarks().find("more than 100,000 items"), std::string::npos);
}

TEST_F(MSBuildProjectTest, WhatIsNoProjectIsAnError) {
  T.add("bad.vcxproj", "<Project>\n <PropertyGroup>\n</Project>");
  EXPECT_EQ(problem("bad.vcxproj"),
            "bad.vcxproj:3:3: malformed XML: Start-end tags mismatch");
  T.add("html.vcxproj", "<html></html>");
  EXPECT_EQ(problem("html.vcxproj"),
            "html.vcxproj:1:1: not a project of MSBuild: its root is <html>");
  T.addProject("p.vcxproj", "<Import Project=\"bad.vcxproj\" />");
  EXPECT_EQ(problem("p.vcxproj"),
            "bad.vcxproj:3:3: malformed XML: Start-end tags mismatch");
  EXPECT_EQ(problem("none.vcxproj"),
            "cannot read 'none.vcxproj': No such file or directory");
}
