//===- KitDefaultsTest.cpp - The kit's table; which variant is built ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/KitDefaults.h"
#include "projects/Readers.h"
#include "projects/Variants.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using namespace miniport::projects;

static std::string options(const KitSettings &S) {
  return llvm::join(kitOptions(S), " ");
}

TEST(KitDefaults, OptionsAreThoseOfBuildLogs) {
  KitSettings S;
  EXPECT_EQ(options(S), "/D_WIN64 /D_AMD64_ /DAMD64 /D_WIN32_WINNT=0x0A00 "
                        "/DWINVER=0x0A00 /DWINNT=1 /DNTDDI_VERSION=0x0A000010 "
                        "/Zp8 /Zc:wchar_t- /GR- /Gz /kernel");
  S.Debug = true;
  EXPECT_EQ(options(S),
            "/D_WIN64 /D_AMD64_ /DAMD64 /DDEPRECATE_DDK_FUNCTIONS=1 "
            "/DMSC_NOOPT /D_WIN32_WINNT=0x0A00 /DWINVER=0x0A00 /DWINNT=1 "
            "/DNTDDI_VERSION=0x0A000010 /DDBG=1 /Zp8 /Zc:wchar_t- /GR- /Gz "
            "/kernel");
  S.Debug = false;
  S.Platform = "win32";
  S.TargetVersion = "Windows7";
  EXPECT_EQ(options(S), "--target=i686-pc-windows-msvc /D_X86_=1 /Di386=1 "
                        "/DSTD_CALL /D_WIN32_WINNT=0x0601 /DWINVER=0x0601 "
                        "/DWINNT=1 /DNTDDI_VERSION=0x06010000 /Zp8 "
                        "/Zc:wchar_t- /GR- /Gz /kernel");
  S.Platform = "ARM64";
  S.TargetVersion = "Windows10";
  EXPECT_EQ(options(S),
            "--target=aarch64-pc-windows-msvc /D_ARM64_ /DARM64 "
            "/D_USE_DECLSPECS_FOR_SAL=1 /DSTD_CALL /D_WIN32_WINNT=0x0A00 "
            "/DWINVER=0x0A00 /DWINNT=1 /DNTDDI_VERSION=0x0A000010 "
            "/D_ARM64_WINAPI_PARTITION_DESKTOP_SDK_AVAILABLE=1 /Zp8 "
            "/Zc:wchar_t- /GR- /kernel");
}

TEST(KitDefaults, TheVersionOfTheInterface) {
  static constexpr struct {
    const char *Target, *Exact, *Ntddi, *Winnt;
  } Cases[] = {
      {"Windows10", "", "0x0A000010", "0x0A00"},
      {"Windows10", "0xA000006", "0x0A000006", "0x0A00"},
      {"Windows10", "0x0A00", "0x0A000000", "0x0A00"},
      {"WindowsV6.3", "", "0x06030000", "0x0603"},
      {"windows8", "", "0x06020000", "0x0602"},
      {"Windows7", "0x0600", "0x06000000", "0x0600"},
      {"Vista", "", "0x06000000", "0x0600"},
      {"Windows10", "nonsense", "0x0A000010", "0x0A00"},
      {"Windows99", "", "0x0A000010", "0x0A00"},
  };
  for (const auto &C : Cases) {
    KitSettings S;
    S.TargetVersion = C.Target;
    S.NtTargetVersion = C.Exact;
    std::vector<std::string> Options = kitOptions(S);
    EXPECT_TRUE(
        llvm::is_contained(Options, std::string("/DNTDDI_VERSION=") + C.Ntddi))
        << C.Target << " " << C.Exact;
    EXPECT_TRUE(
        llvm::is_contained(Options, std::string("/D_WIN32_WINNT=") + C.Winnt))
        << C.Target << " " << C.Exact;
  }
}

TEST(KitDefaults, KmdfHasItsVersion) {
  KitSettings S;
  EXPECT_EQ(options(S).find("KMDF"), std::string::npos);
  S.UsesKmdf = true;
  EXPECT_NE(options(S).find("/DKMDF_VERSION_MAJOR=1 /DKMDF_VERSION_MINOR=15 "),
            std::string::npos);
  S.TargetVersion = "Windows8";
  EXPECT_NE(options(S).find("/DKMDF_VERSION_MINOR=11 "), std::string::npos);
  S.KmdfMinor = "33";
  EXPECT_NE(options(S).find("/DKMDF_VERSION_MINOR=33 "), std::string::npos);
}

TEST(KitDefaults, KnowsItsLibraries) {
  for (const char *Name :
       {"storport.lib", "StorPort.LIB", "$(DDK_LIB_PATH)\\foo.lib",
        "C:\\WinDDK\\lib\\wlh\\amd64\\ntoskrnl.lib", "scsiport", " hal.lib "})
    EXPECT_TRUE(isKitLibrary(Name)) << Name;
  for (const char *Name :
       {"virtiolib.lib", "..\\lib\\amd64\\common.lib", "mystorport.lib", ""})
    EXPECT_FALSE(isKitLibrary(Name)) << Name;
}

TEST(KitDefaults, FoldersStandForThemselves) {
  bool Found = false;
  for (const auto &[Name, Value] : kitProperties({}))
    if (Name == "DDK_LIB_PATH") {
      Found = true;
      EXPECT_EQ(Value, "$(DDK_LIB_PATH)");
    }
  EXPECT_TRUE(Found);
}

namespace {

std::vector<Variant> variants(llvm::StringRef Names) {
  std::vector<Variant> Result;
  for (llvm::StringRef Name : llvm::split(Names, ';')) {
    auto [Configuration, Platform] = Name.split('|');
    Result.push_back({Configuration.str(), Platform.str()});
  }
  return Result;
}

std::string chosen(llvm::StringRef Names, const PlanOptions &Options = {}) {
  std::string Result;
  for (const Variant &V :
       chooseVariants(llvm::ArrayRef<Variant>(variants(Names)), Options))
    Result += (Result.empty() ? "" : ";") + V.str();
  return Result;
}

} // namespace

TEST(Variants, TheDefaultIsTheNewestReleaseForX64) {
  static constexpr struct {
    const char *Known, *Chosen;
  } Cases[] = {
      {"Debug|x64;Release|x64;Release|Win32", "Release|x64"},
      {"Win10 Release|x64;Win11 Release|ARM64;Win11 Release|x64",
       "Win11 Release|x64"},
      {"Win7 Release|x64;Win8 Release|x64;Win8.1 Release|x64;Win8.1 Debug|x64",
       "Win8.1 Release|x64"},
      {"Win10 Debug|x64;Win8.1 Release|x64", "Win8.1 Release|x64"},
      {"Windows7 Debug|x64;Windows7 Release|x64;Vista Release|x64",
       "Windows7 Release|x64"},
      {"Windows 7 Release|x64;Windows 8 Release|x64", "Windows 8 Release|x64"},
      {"Win7 Release|x64;Release|x64", "Release|x64"},
      {"Release|x64;Win10 Release|x64;Win11 Release|x64", "Win11 Release|x64"},
      {"Release Static Analysis|x64;Release|x64", "Release|x64"},
      {"Win7Release|x64;Win10Release|x64", "Win10Release|x64"},
      {"chk|x64;fre|x64", "fre|x64"},
      {"Checked|AMD64;Free|AMD64;Free|x86", "Free|AMD64"},
      {"Release|Win32;Debug|x64", "Debug|x64"},
      {"Release|ARM64;Release|Win32", "Release|ARM64"},
      {"WinXP Release|Win32;WinNet Release|Win32", "WinNet Release|Win32"},
  };
  for (const auto &C : Cases)
    EXPECT_EQ(chosen(C.Known), C.Chosen) << C.Known;
}

TEST(Variants, ByNameAsAskedFor) {
  const char *Known = "Win10 Release|x64;Win10 Debug|x64;Win10 Release|Win32;"
                      "Win11 Release|x64;Win11 Release|ARM64";
  PlanOptions O;
  O.Configuration = "WIN10 debug";
  EXPECT_EQ(chosen(Known, O), "Win10 Debug|x64");
  O.Configuration = "";
  O.Platform = "x86";
  EXPECT_EQ(chosen(Known, O), "Win10 Release|Win32");
  O.Platform = "arm64";
  EXPECT_EQ(chosen(Known, O), "Win11 Release|ARM64");
  O.Configuration = "Win10 Release";
  EXPECT_EQ(chosen(Known, O), "");
  O.Platform = "";
  O.AllVariants = true;
  EXPECT_EQ(chosen(Known, O), "Win10 Release|x64;Win10 Release|Win32");
  O.Configuration = "";
  EXPECT_EQ(chosen(Known, O), Known);
}

TEST(Variants, WhatAProjectSaysCountsMoreThanNames) {
  std::vector<KnownVariant> Known = {
      {{"Instrumented", "x64"}, true, "Windows10"},
      {{"Shipping", "x64"}, false, "Windows7"},
      {{"Current", "x64"}, false, "Windows10"}};
  std::vector<Variant> Chosen =
      chooseVariants(llvm::ArrayRef<KnownVariant>(Known), {});
  ASSERT_EQ(Chosen.size(), 1u);
  EXPECT_EQ(Chosen[0].Configuration, "Current");
}

TEST(Variants, AnUnknownOneIsNamedWithThoseThereAre) {
  auto Message = [](PlanOptions O) {
    return llvm::toString(llvm::make_error<UnknownVariant>(
        "a.vcxproj", O, variants("Debug|x64;Release|x64")));
  };
  PlanOptions O;
  O.Configuration = "Foo";
  EXPECT_EQ(Message(O), "'a.vcxproj' has no configuration 'Foo'; it has: "
                        "Debug|x64, Release|x64");
  O.Platform = "ARM";
  EXPECT_EQ(Message(O), "'a.vcxproj' has no configuration 'Foo|ARM'; it has: "
                        "Debug|x64, Release|x64");
  O.Configuration = "";
  EXPECT_EQ(Message(O), "'a.vcxproj' has no platform 'ARM'; it has: "
                        "Debug|x64, Release|x64");
}
