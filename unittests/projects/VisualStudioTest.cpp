//===- VisualStudioTest.cpp - Projects and solutions of Visual Studio -----===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/VisualStudio.h"
#include "Tree.h"
#include "projects/Readers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace miniport::projects;
using llvm::StringRef;

namespace {

/// ProjectConfiguration items: "Release|x64;Debug|x64".
std::string configurations(StringRef Names) {
  std::string Text = "<ItemGroup Label=\"ProjectConfigurations\">\n";
  for (StringRef Name : llvm::split(Names, ';')) {
    auto [Configuration, Platform] = Name.split('|');
    Text += ("<ProjectConfiguration Include=\"" + Name + "\"><Configuration>" +
             Configuration + "</Configuration><Platform>" + Platform +
             "</Platform></ProjectConfiguration>\n")
                .str();
  }
  return Text + "</ItemGroup>\n";
}

const char Driver[] = R"x(
  <Import Project="$(VCTargetsPath)\Microsoft.Cpp.Default.props" />
  <PropertyGroup Label="Configuration">
    <ConfigurationType>Driver</ConfigurationType>
    <DriverType>Miniport</DriverType>
    <PlatformToolset>WindowsKernelModeDriver10.0</PlatformToolset>
  </PropertyGroup>
  <Import Project="$(VCTargetsPath)\Microsoft.Cpp.props" />)x";

class VisualStudioTest : public testing::Test {
protected:
  std::vector<Project> read(StringRef File, const PlanOptions &Options = {}) {
    auto Result = File.ends_with_insensitive(".vcxproj")
                      ? readVisualStudioProject(T.path(File), "", Options)
                      : readSolution(T.path(File), Options);
    EXPECT_TRUE(bool(Result)) << llvm::toString(Result.takeError());
    return Result ? std::move(*Result) : std::vector<Project>(1);
  }
  std::string problem(StringRef File, const PlanOptions &Options = {}) {
    auto Result = File.ends_with_insensitive(".vcxproj")
                      ? readVisualStudioProject(T.path(File), "", Options)
                      : readSolution(T.path(File), Options);
    return Result ? "" : T.relative(llvm::toString(Result.takeError()));
  }
  /// The options behind the kit's, without the tree's path.
  std::string options(const SourceCommand &C) {
    auto Kit = llvm::find(C.Arguments, "/kernel");
    if (Kit != C.Arguments.end())
      ++Kit;
    return T.relative(
        llvm::join(std::vector<std::string>(Kit, C.Arguments.end()), " "));
  }
  std::string sources(const Project &P) {
    std::vector<std::string> Names;
    for (const SourceCommand &C : P.Commands)
      Names.push_back(T.relative(C.File));
    return llvm::join(Names, " ");
  }
  std::string remarks(const Project &P) {
    std::string Result;
    for (const Remark &R : P.Remarks)
      Result += T.relative(R.File + ":" + std::to_string(R.Line) + ": " +
                           R.Text + (R.IsGuess ? " (guess)\n" : "\n"));
    return Result;
  }
  OutputKind kind(StringRef Inside) {
    T.addProject("kind.vcxproj", configurations("Release|x64") + Inside.str());
    return read("kind.vcxproj")[0].Kind;
  }

  Tree T;
};

} // namespace

TEST_F(VisualStudioTest, OneCommandForEachSource) {
  T.add("drv/Main.C");
  T.add("drv/sub/other.cpp");
  T.add("Common/Inc/x.h");
  T.addProject("drv/p.vcxproj",
               configurations("Debug|x64;Release|x64") + Driver + R"x(
    <PropertyGroup><TargetName>$(ProjectName)drv</TargetName></PropertyGroup>
    <ItemDefinitionGroup><ClCompile>
      <AdditionalIncludeDirectories>$(DDK_INC_PATH);..\common\INC;"..\With Space";gen\;%(AdditionalIncludeDirectories)</AdditionalIncludeDirectories>
      <PreprocessorDefinitions>A;B=1;TEXT=\"t\";%(PreprocessorDefinitions)</PreprocessorDefinitions>
      <UndefinePreprocessorDefinitions>C</UndefinePreprocessorDefinitions>
      <LanguageStandard>stdcpp20</LanguageStandard>
      <LanguageStandard_C>stdc17</LanguageStandard_C>
      <WarningLevel>Level4</WarningLevel>
      <PrecompiledHeader>Use</PrecompiledHeader>
      <PrecompiledHeaderFile>pch.h</PrecompiledHeaderFile>
      <StructMemberAlignment>16Bytes</StructMemberAlignment>
      <CallingConvention>Cdecl</CallingConvention>
      <ForcedIncludeFiles>..\common\inc\X.H;none\y.h</ForcedIncludeFiles>
      <AdditionalOptions>/analyze:WX- /I ..\common\inc -Irel /wd4201 %(AdditionalOptions)</AdditionalOptions>
    </ClCompile></ItemDefinitionGroup>
    <ItemGroup>
      <ClCompile Include="main.c" />
      <ClCompile Include="Sub\Other.cpp">
        <PreprocessorDefinitions Condition="'$(Configuration)'=='Release'">R%3B;%(PreprocessorDefinitions)</PreprocessorDefinitions>
        <ForcedIncludeFiles />
      </ClCompile>
      <ClInclude Include="x.h" />
      <ResourceCompile Include="p.rc" />
    </ItemGroup>)x");
  std::vector<Project> Projects = read("drv/P.VCXPROJ");
  ASSERT_EQ(Projects.size(), 1u);
  const Project &P = Projects[0];
  EXPECT_EQ(P.File, T.path("drv/p.vcxproj"));
  EXPECT_EQ(P.Name, "pdrv");
  EXPECT_EQ(P.Kind, OutputKind::Driver);
  EXPECT_EQ(P.Built.str(), "Release|x64");
  EXPECT_EQ(sources(P), "drv/Main.C drv/sub/other.cpp");
  EXPECT_EQ(P.Commands[0].Directory, T.path("drv"));
  EXPECT_EQ(P.Commands[0].Arguments[0], "cl");
  EXPECT_TRUE(llvm::is_contained(P.Commands[0].Arguments, "/D_AMD64_"));
  EXPECT_FALSE(llvm::is_contained(P.Commands[0].Arguments, "/DDBG=1"));
  EXPECT_EQ(options(P.Commands[0]),
            "/ICommon/Inc /IWith Space"
            " /Idrv/gen /DA /DB=1 /DTEXT=\"t\" /UC /Zp16 /Gd /std:c17"
            " /FICommon/Inc/x.h /FInone/y.h /analyze:WX- /Idrv/rel /wd4201");
  EXPECT_EQ(options(P.Commands[1]),
            "/ICommon/Inc /IWith Space"
            " /Idrv/gen /DR; /DA /DB=1 /DTEXT=\"t\" /UC /Zp16 /Gd /std:c++20"
            " /analyze:WX- /Idrv/rel /wd4201");
  EXPECT_EQ(remarks(P), "");
}

TEST_F(VisualStudioTest, SourcesThatAreExcludedOrMissing) {
  T.add("a.c");
  T.add("b.c");
  T.add("x.asm");
  T.addProject("p.vcxproj", configurations("Debug|x64;Release|x64") + Driver +
                                R"x(<ItemGroup>
    <ClCompile Include="a.c">
      <ExcludedFromBuild Condition="'$(Configuration)|$(Platform)'=='Debug|x64'">true</ExcludedFromBuild>
    </ClCompile>
    <ClCompile Include="b.c"><ExcludedFromBuild>true</ExcludedFromBuild></ClCompile>
    <ClCompile Include="gone\c.c" />
    <ClCompile Include="x.asm" />
    </ItemGroup>)x");
  Project P = read("p.vcxproj")[0];
  EXPECT_EQ(sources(P), "a.c");
  EXPECT_EQ(remarks(P), "p.vcxproj:19: source 'gone\\c.c' is not there\n");
  PlanOptions Debug;
  Debug.Configuration = "debug";
  EXPECT_EQ(sources(read("p.vcxproj", Debug)[0]), "");
}

TEST_F(VisualStudioTest, CheckedIsAVariant) {
  T.add("a.c");
  T.addProject("p.vcxproj",
               configurations("Win8.1 Debug|x64;Win8.1 Release|x64;"
                              "Win7 Debug|Win32;Odd|x64") +
                   Driver + R"x(
    <PropertyGroup Condition="'$(Configuration)'=='Odd'"><UseDebugLibraries>true</UseDebugLibraries></PropertyGroup>
    <PropertyGroup Condition="$(Configuration.StartsWith('Win7'))"><TargetVersion>Windows7</TargetVersion></PropertyGroup>
    <PropertyGroup Condition="$(Configuration.StartsWith('Win8.1'))"><TargetVersion>WindowsV6.3</TargetVersion></PropertyGroup>
    <ItemGroup><ClCompile Include="a.c" /></ItemGroup>)x");
  PlanOptions All;
  All.AllVariants = true;
  std::vector<Project> P = read("p.vcxproj", All);
  ASSERT_EQ(P.size(), 4u);
  auto Has = [&](size_t I, StringRef Option) {
    return llvm::is_contained(P[I].Commands[0].Arguments, Option);
  };
  EXPECT_TRUE(Has(0, "/DDBG=1"));
  EXPECT_TRUE(Has(0, "/DNTDDI_VERSION=0x06030000"));
  EXPECT_FALSE(Has(1, "/DDBG=1"));
  EXPECT_TRUE(Has(2, "/DDBG=1"));
  EXPECT_TRUE(Has(2, "/DNTDDI_VERSION=0x06010000"));
  EXPECT_TRUE(Has(2, "/D_X86_=1"));
  EXPECT_TRUE(Has(3, "/DDBG=1"));
  EXPECT_EQ(read("p.vcxproj")[0].Built.str(), "Win8.1 Release|x64");
  PlanOptions None;
  None.Configuration = "Win11 Release";
  EXPECT_EQ(problem("p.vcxproj", None),
            "'p.vcxproj' has no configuration 'Win11 Release'; it has: Win8.1 "
            "Debug|x64, Win8.1 Release|x64, Win7 Debug|Win32, Odd|x64");
}

TEST_F(VisualStudioTest, WhichInterfaceTheKitIsFor) {
  T.add("a.c");
  auto Ntddi = [&](StringRef Properties) {
    T.addProject("p.vcxproj", configurations("Release|x64") + Driver +
                                  "<PropertyGroup>" + Properties.str() +
                                  "</PropertyGroup><ItemGroup><ClCompile "
                                  "Include=\"a.c\" /></ItemGroup>");
    Project P = read("p.vcxproj")[0];
    for (StringRef Option : P.Commands[0].Arguments)
      if (Option.consume_front("/DNTDDI_VERSION="))
        return Option.str();
    return std::string();
  };
  EXPECT_EQ(Ntddi(""), "0x0A000010");
  EXPECT_EQ(Ntddi("<_NT_TARGET_VERSION>0xA000005</_NT_TARGET_VERSION>"),
            "0x0A000005");
  EXPECT_EQ(Ntddi("<A Condition=\"$(_NT_TARGET_VERSION)&lt;"
                  "$(_NT_TARGET_VERSION_WIN7)\">old</A>"
                  "<_NT_TARGET_VERSION Condition=\"'$(A)'==''\">0x0602"
                  "</_NT_TARGET_VERSION>"),
            "0x06020000");
  EXPECT_EQ(Ntddi("<TargetVersion>Windows10</TargetVersion>"
                  "<WindowsTargetPlatformVersion>10.0.17763.0"
                  "</WindowsTargetPlatformVersion>"),
            "0x0A000006");
  EXPECT_EQ(Ntddi("<TargetVersion>Windows7</TargetVersion>"
                  "<WindowsTargetPlatformVersion>10.0.17763.0"
                  "</WindowsTargetPlatformVersion>"),
            "0x06010000");
}

TEST_F(VisualStudioTest, Wpp) {
  T.add("a.c");
  T.add("b.c");
  T.addProject("p.vcxproj", configurations("Release|x64") + Driver + R"x(
    <ItemDefinitionGroup><ClCompile>
      <WppEnabled>true</WppEnabled>
      <WppRecorderEnabled>true</WppRecorderEnabled>
      <WppKernelMode>true</WppKernelMode>
      <WppScanConfigurationData>trace.h</WppScanConfigurationData>
      <WppTraceFunction>TraceEvents(LEVEL,FLAGS,MSG,...)</WppTraceFunction>
      <WppAdditionalOptions>-func:"Log(MSG, ...)" -km</WppAdditionalOptions>
      <WppPreprocessorDefinitions>X=1</WppPreprocessorDefinitions>
    </ClCompile></ItemDefinitionGroup>
    <ItemGroup><ClCompile Include="a.c" />
    <ClCompile Include="b.c"><WppEnabled>false</WppEnabled></ClCompile></ItemGroup>)x");
  Project P = read("p.vcxproj")[0];
  ASSERT_EQ(P.Commands.size(), 2u);
  EXPECT_EQ(P.Commands[0].WppFunctions,
            (std::vector<std::string>{"TraceEvents(LEVEL,FLAGS,MSG,...)",
                                      "Log(MSG, ...)"}));
  EXPECT_EQ(options(P.Commands[0]), "/DENABLE_WPP_RECORDER=1 /DX=1");
  EXPECT_TRUE(P.Commands[1].WppFunctions.empty());
  EXPECT_EQ(options(P.Commands[1]), "");
}

TEST_F(VisualStudioTest, ReferencesInPropertiesAreNoOptions) {
  T.add("a.c");
  T.addProject("p.vcxproj", configurations("Release|x64") + Driver + R"x(
    <PropertyGroup><Flags>/J %(AdditionalOptions)</Flags>
    <Names>A;%(PreprocessorDefinitions)</Names></PropertyGroup>
    <ItemDefinitionGroup><ClCompile>
      <AdditionalOptions>$(Flags)</AdditionalOptions>
      <PreprocessorDefinitions>$(Names)</PreprocessorDefinitions>
    </ClCompile></ItemDefinitionGroup>
    <ItemGroup><ClCompile Include="a.c" /></ItemGroup>)x");
  EXPECT_EQ(options(read("p.vcxproj")[0].Commands[0]), "/DA /J");
}

TEST_F(VisualStudioTest, WhatIsADriver) {
  auto Properties = [](StringRef Text) {
    return ("<PropertyGroup>" + Text + "</PropertyGroup>").str();
  };
  EXPECT_EQ(kind(Driver), OutputKind::Driver);
  EXPECT_EQ(
      kind(Properties("<ConfigurationType>StaticLibrary"
                      "</ConfigurationType><DriverType>WDM</DriverType>")),
      OutputKind::Library);
  EXPECT_EQ(kind(Properties("<ConfigurationType>Application"
                            "</ConfigurationType>")),
            OutputKind::Other);
  EXPECT_EQ(kind(Properties("<ConfigurationType>DynamicLibrary"
                            "</ConfigurationType><PlatformToolset>"
                            "WindowsUserModeDriver10.0</PlatformToolset>")),
            OutputKind::Other);
  EXPECT_EQ(kind(Properties("<ConfigurationType>StaticLibrary"
                            "</ConfigurationType><PlatformToolset>"
                            "WindowsApplicationForDrivers10.0"
                            "</PlatformToolset>")),
            OutputKind::Other);
  EXPECT_EQ(kind(Properties("<ConfigurationType>Utility</ConfigurationType>"
                            "<DriverType>Package</DriverType>")),
            OutputKind::Other);
  // An ordinary toolset, and the linker told by hand.
  std::string Plain = Properties("<ConfigurationType>Application"
                                 "</ConfigurationType><PlatformToolset>v143"
                                 "</PlatformToolset>");
  EXPECT_EQ(kind(Plain + "<ItemDefinitionGroup><Link><Driver>Driver</Driver>"
                         "</Link></ItemDefinitionGroup>"),
            OutputKind::Driver);
  EXPECT_EQ(kind(Plain + "<ItemDefinitionGroup><Link><AdditionalOptions>"
                         "/DRIVER:WDM</AdditionalOptions></Link>"
                         "</ItemDefinitionGroup>"),
            OutputKind::Driver);
  EXPECT_EQ(kind(Plain + Properties("<TargetExt>.sys</TargetExt>")),
            OutputKind::Driver);
  EXPECT_EQ(kind(Plain + "<ItemDefinitionGroup><Link><SubSystem>Native"
                         "</SubSystem></Link></ItemDefinitionGroup>"),
            OutputKind::Other);
  // Nothing says it but what it links.
  T.addProject("p.vcxproj", configurations("Release|x64") +
                                "<Import Project=\"gone.props\" />"
                                "<ItemDefinitionGroup><Link>"
                                "<AdditionalDependencies>storport.lib"
                                "</AdditionalDependencies></Link>"
                                "</ItemDefinitionGroup>");
  Project P = read("p.vcxproj")[0];
  EXPECT_EQ(P.Kind, OutputKind::Driver);
  EXPECT_NE(remarks(P).find("by the libraries that it links (guess)"),
            std::string::npos);
}

TEST_F(VisualStudioTest, AnOrdinaryToolsetAddsNothing) {
  T.add("a.c");
  T.addProject("p.vcxproj", configurations("Release|x64") + R"x(
    <PropertyGroup><ConfigurationType>Application</ConfigurationType>
    <PlatformToolset>v142</PlatformToolset></PropertyGroup>
    <ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>_AMD64_</PreprocessorDefinitions>
    <AdditionalOptions>/kernel</AdditionalOptions></ClCompile>
    <Link><Driver>Driver</Driver></Link></ItemDefinitionGroup>
    <ItemGroup><ClCompile Include="a.c" /></ItemGroup>)x");
  Project P = read("p.vcxproj")[0];
  EXPECT_EQ(P.Commands[0].Arguments,
            (std::vector<std::string>{"cl", "/D_AMD64_", "/kernel"}));
}

TEST_F(VisualStudioTest, AProjectThatCallsAnotherBuild) {
  T.add("drv/a.c");
  T.addProject("drv/p.vcxproj", configurations("Release|x64") + R"x(
    <PropertyGroup><ConfigurationType>Makefile</ConfigurationType>
    <NMakeOutput>objfre\amd64\p.sys</NMakeOutput>
    <NMakeIncludeSearchPath>..\inc;$(NMakeIncludeSearchPath)</NMakeIncludeSearchPath>
    <NMakePreprocessorDefinitions>A=1;$(NMakePreprocessorDefinitions)</NMakePreprocessorDefinitions>
    </PropertyGroup>
    <ItemGroup><ClCompile Include="a.c" /></ItemGroup>)x");
  Project P = read("drv/p.vcxproj")[0];
  EXPECT_EQ(P.Kind, OutputKind::Driver);
  EXPECT_EQ(options(P.Commands[0]), "/Iinc /DA=1");
  // BUILD's own file says more.
  T.add("drv/SOURCES", "TARGETNAME=p\n");
  EXPECT_EQ(read("drv/p.vcxproj")[0].Kind, OutputKind::Other);
}

TEST_F(VisualStudioTest, WhatIsLinked) {
  T.add("lib/L.vcxproj");
  T.addProject("drv/p.vcxproj", configurations("Release|x64") + Driver + R"x(
    <ItemDefinitionGroup><Link>
      <AdditionalDependencies>%(AdditionalDependencies);$(DDK_LIB_PATH)\storport.lib;common.lib</AdditionalDependencies>
      <AdditionalOptions>/x ..\out\more.lib</AdditionalOptions>
    </Link></ItemDefinitionGroup>
    <ItemGroup>
      <Library Include="own.lib" />
      <ProjectReference Include="..\LIB\l.vcxproj" />
      <ProjectReference Include="..\gone\g.vcxproj" />
      <ProjectReference Include="..\lib\l.vcxproj"><LinkLibraryDependencies>false</LinkLibraryDependencies></ProjectReference>
    </ItemGroup>)x");
  Project P = read("drv/p.vcxproj")[0];
  EXPECT_EQ(P.Libraries, (std::vector<std::string>{
                             "$(DDK_LIB_PATH)\\storport.lib", "common.lib",
                             "..\\out\\more.lib", "own.lib"}));
  EXPECT_EQ(P.References, std::vector<std::string>{T.path("lib/L.vcxproj")});
  EXPECT_EQ(remarks(P), "drv/p.vcxproj:21: project '..\\gone\\g.vcxproj', "
                        "which is referred to, is not there\n");
}

TEST_F(VisualStudioTest, TheSolutionNearbySaysWhatIsLinked) {
  T.add("lib/l.vcxproj");
  T.addProject("drv/p.vcxproj", configurations("Release|x64") + Driver +
                                    "<PropertyGroup><TargetName>$(SolutionDir)"
                                    "</TargetName></PropertyGroup>");
  T.add("drv/broken.sln", "garbage");
  T.add("all.sln",
        R"(Microsoft Visual Studio Solution File, Format Version 12.00
Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "p", "DRV\p.vcxproj", "{A}"
	ProjectSection(ProjectDependencies) = postProject
		{B} = {B}
		{C} = {C}
	EndProjectSection
EndProject
Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "l", "lib\L.vcxproj", "{B}"
EndProject
Project("{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}") = "g", "gone.vcxproj", "{C}"
EndProject
)");
  // Above the folder that the user gave, nothing is looked for.
  EXPECT_TRUE(read("drv/p.vcxproj")[0].References.empty());
  EXPECT_EQ(read("drv/p.vcxproj")[0].Name, T.path("drv") + "/");
  PlanOptions O;
  O.Root = T.path("");
  EXPECT_EQ(read("drv/p.vcxproj", O)[0].References,
            std::vector<std::string>{T.path("lib/l.vcxproj")});
  EXPECT_EQ(read("drv/p.vcxproj", O)[0].Name, T.path("") + "/");
  EXPECT_EQ(remarks(read("drv/p.vcxproj", O)[0]), "");
}

TEST_F(VisualStudioTest, AFolderOfLibrariesSaysWhatIsLinked) {
  auto Library = [&](StringRef File, StringRef Name, StringRef Type) {
    T.addProject(File, configurations("Release|x64") +
                           "<PropertyGroup><ConfigurationType>" + Type.str() +
                           "</ConfigurationType><TargetName>" + Name.str() +
                           "</TargetName></PropertyGroup>");
  };
  Library("Ring/ring.vcxproj", "RingLib", "StaticLibrary");
  Library("Ring/other.vcxproj", "other", "StaticLibrary");
  Library("Ring/tool.vcxproj", "ringlib", "Application");
  T.add("Ring/broken.vcxproj", "garbage");
  Library("out/near.vcxproj", "near", "StaticLibrary");
  T.addProject("drv/p.vcxproj", configurations("Release|x64") + Driver +
                                    R"x(<ItemDefinitionGroup><Link>
    <AdditionalLibraryDirectories>$(DDK_LIB_PATH);..\ring\$(OutDir)\x64</AdditionalLibraryDirectories>
    <AdditionalDependencies>storport.lib;ringlib.lib;..\OUT\x64\near.lib;C:\x\far.lib</AdditionalDependencies>
    </Link></ItemDefinitionGroup><PropertyGroup><OutDir>objfre</OutDir></PropertyGroup>)x");
  EXPECT_EQ(read("drv/p.vcxproj")[0].References,
            (std::vector<std::string>{T.path("Ring/ring.vcxproj"),
                                      T.path("out/near.vcxproj")}));
}

TEST_F(VisualStudioTest, AProjectWithoutConfigurations) {
  T.addProject("p.vcxproj", Driver);
  Project P = read("p.vcxproj")[0];
  EXPECT_EQ(P.Built.str(), "Release|x64");
  EXPECT_EQ(remarks(P), "p.vcxproj:0: names no configurations; built as "
                        "Release|x64 (guess)\n");
}

TEST_F(VisualStudioTest, TheRootOfTheCheckout) {
  T.add("top/.git/HEAD");
  T.add("top/sub/.git", "gitdir: ../.git/modules/sub\n");
  T.add("top/tree/.git", "gitdir: /elsewhere/.git/worktrees/tree\n");
  T.add("bare/a/b/p.vcxproj");
  bool Certain = false;
  EXPECT_EQ(checkoutRoot(T.path("top/sub/d/p.vcxproj"), {}, Certain),
            T.path("top"));
  EXPECT_TRUE(Certain);
  EXPECT_EQ(checkoutRoot(T.path("top/tree/d/p.vcxproj"), {}, Certain),
            T.path("top/tree"));
  EXPECT_EQ(checkoutRoot(T.path("bare/a/b/p.vcxproj"), {}, Certain),
            T.path("bare/a/b"));
  EXPECT_FALSE(Certain);
  std::string Outer = T.path("bare/"), Other = T.path("ba");
  EXPECT_EQ(checkoutRoot(T.path("bare/a/b/p.vcxproj"), {Other, Outer}, Certain),
            T.path("bare"));
}
