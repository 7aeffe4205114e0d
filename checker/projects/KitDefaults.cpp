//===- KitDefaults.cpp - What the kit adds to every driver ----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Sources:
//  [files]   "Windows driver-specific property files": which sheet is for what
//            (msdn.microsoft.com/library/windows/hardware/hh454289)
//  [target]  "Building drivers for different versions of Windows":
//  TargetVersion
//            and _NT_TARGET_VERSION; sdkddkver.h names the values
//  [headers] "Header files in the Windows Driver Kit": what NTDDI_VERSION is
//  for [model]   "Driver Model Settings Properties for Driver Projects": KMDF's
//            default versions
//  [logs]    command lines of cl that public build logs of the kits 8.1, 10 and
//            11 show for x64, ARM and ARM64, checked and free
// POOL_NX_OPTIN is not among them: drivers opt in themselves ("Single Binary
// Opt-In: POOL_NX_OPTIN"). Nor is /FIwarning.h, which only silences warnings.
//
//===----------------------------------------------------------------------===//

#include "projects/KitDefaults.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::StringRef;

namespace {

enum Builds : uint8_t { Free = 1, Checked = 2, Both = 3 };
enum Platforms : uint8_t { X64 = 1, X86 = 2, Arm64 = 4, Arm = 8, All = 15 };

struct Option {
  const char *Text;
  uint8_t On = All;
  uint8_t In = Both;
};

/// [logs], in their order. What a version fills in is marked with %.
constexpr Option Options[] = {
    // cl is another program for each processor; Clang is told.
    {"--target=i686-pc-windows-msvc", X86},
    {"--target=aarch64-pc-windows-msvc", Arm64},
    {"--target=thumbv7-pc-windows-msvc", Arm},
    {"/D_WIN64", X64},
    {"/D_AMD64_", X64},
    {"/DAMD64", X64},
    {"/D_X86_=1", X86},
    {"/Di386=1", X86},
    {"/D_ARM64_", Arm64},
    {"/DARM64", Arm64},
    {"/D_ARM_", Arm},
    {"/DARM", Arm},
    {"/D_USE_DECLSPECS_FOR_SAL=1", Arm64 | Arm},
    {"/DSTD_CALL", X86 | Arm64 | Arm},
    {"/DDEPRECATE_DDK_FUNCTIONS=1", All, Checked},
    {"/DMSC_NOOPT", All, Checked},
    {"/D_WIN32_WINNT=%W"},
    {"/DWINVER=%W"},
    {"/DWINNT=1"},
    {"/DNTDDI_VERSION=%N"},
    {"/DDBG=1", All, Checked},
    {"/D_ARM64_WINAPI_PARTITION_DESKTOP_SDK_AVAILABLE=1", Arm64},
    {"/D_ARM_WINAPI_PARTITION_DESKTOP_SDK_AVAILABLE=1", Arm},
    {"/DKMDF_VERSION_MAJOR=1%K"},
    {"/DKMDF_VERSION_MINOR=%K"},
    {"/Zp8"},
    {"/Zc:wchar_t-"},
    {"/GR-"},
    {"/Gz", X64 | X86},
    {"/kernel"},
};

struct Version {
  const char *Name; ///< of TargetVersion, in lower case
  uint32_t Ntddi;
  const char *KmdfMinor; ///< [model]
};

/// [target]. For Windows 10 and 11 the kit takes the version that it is for
/// itself: that of Windows 11 24H2.
constexpr Version Versions[] = {
    {"windowsxp", 0x05010000, "9"},   {"windowsvista", 0x06000000, "9"},
    {"vista", 0x06000000, "9"},       {"windows7", 0x06010000, "9"},
    {"windows8", 0x06020000, "11"},   {"windowsv6.3", 0x06030000, "11"},
    {"windows8.1", 0x06030000, "11"}, {"windows10", 0x0A000010, "15"},
    {"windows11", 0x0A000010, "15"},
};

} // namespace

static Version versionOf(const KitSettings &S) {
  std::string Name = StringRef(S.TargetVersion).lower();
  Version Found = Versions[std::size(Versions) - 1];
  for (const Version &V : Versions)
    if (Name == V.Name)
      Found = V;
  // "0x0601" names a version of NT, "0xA000006" one of the interface.
  uint32_t Exact;
  if (!StringRef(S.NtTargetVersion).trim().getAsInteger(0, Exact) && Exact)
    Found.Ntddi = Exact <= 0xFFFF ? Exact << 16 : Exact;
  return Found;
}

static Platforms platformOf(StringRef Name) {
  return llvm::StringSwitch<Platforms>(Name.lower())
      .Cases("win32", "x86", X86)
      .Case("arm64", Arm64)
      .Case("arm", Arm)
      .Default(X64);
}

static std::string hex(uint32_t Number, unsigned Digits) {
  std::string Text = llvm::utohexstr(Number);
  return "0x" +
         std::string(Digits - std::min<size_t>(Digits, Text.size()), '0') +
         Text;
}

std::vector<std::string> kitOptions(const KitSettings &S) {
  Version V = versionOf(S);
  Platforms Platform = platformOf(S.Platform);
  std::string Minor = S.KmdfMinor.empty() ? V.KmdfMinor : S.KmdfMinor;
  std::vector<std::string> Result;
  for (const Option &O : Options) {
    StringRef Text = O.Text;
    if (!(O.On & Platform) || !(O.In & (S.Debug ? Checked : Free)))
      continue;
    if (Text.consume_back("%W"))
      Result.push_back(Text.str() + hex(V.Ntddi >> 16, 4));
    else if (Text.consume_back("%N"))
      Result.push_back(Text.str() + hex(V.Ntddi, 8));
    else if (!Text.consume_back("%K"))
      Result.push_back(Text.str());
    else if (S.UsesKmdf)
      Result.push_back(Text.str() + (Text.ends_with("=") ? Minor : ""));
  }
  return Result;
}

std::vector<std::pair<std::string, std::string>>
kitProperties(const KitSettings &S) {
  std::vector<std::pair<std::string, std::string>> Result;
  // Folders of the kit stand for themselves: what is in them is the kit's, and
  // sdk/ or a kit that the user names takes its place.
  for (const char *Folder : {"WDKContentRoot",
                             "WindowsSdkDir",
                             "UniversalCRTSdkDir",
                             "SDK_INC_PATH",
                             "SDK_LIB_PATH",
                             "DDK_INC_PATH",
                             "DDK_LIB_PATH",
                             "DDK_LIB_DEST",
                             "KM_IncludePath",
                             "UM_IncludePath",
                             "KIT_SHARED_IncludePath",
                             "KIT_SHARED_INC_PATH",
                             "KIT_SHARED_INC_PATH_WDK",
                             "CRT_INC_PATH",
                             "CRT_LIB_PATH",
                             "UCRT_INC_PATH",
                             "KMDF_INC_PATH",
                             "KMDF_LIB_PATH",
                             "KMDF_VER_PATH",
                             "UMDF_INC_PATH",
                             "UMDF_LIB_PATH",
                             "WDM_INC_PATH",
                             "MINIPORT_INC_PATH",
                             "IFSKIT_INC_PATH",
                             "IFSKIT_LIB_PATH",
                             "HALKIT_INC_PATH",
                             "HALKIT_LIB_PATH",
                             "DRIVER_INC_PATH",
                             "WindowsSDK_IncludePath",
                             "WindowsSDK_LibraryPath",
                             "WindowsSDK_LibraryPath_x64",
                             "WindowsSDK_LibraryPath_x86",
                             "WDK_UM_INC_PATH",
                             "WDK_UM_LIB_PATH",
                             "MINCORE_SDK_LIB_PATH",
                             "MINWIN_SDK_LIB_PATH",
                             "NETADAPTER_INC_PATH",
                             "SPB_INC_PATH",
                             "CRT_IncludePath",
                             "UCRT_IncludePath",
                             "VC_IncludePath",
                             "VC_LibraryPath_x64",
                             "VC_LibraryPath_x86",
                             "VCToolsInstallDir",
                             "VCInstallDir",
                             "VSInstallDir"})
    Result.emplace_back(Folder, (llvm::Twine("$(") + Folder + ")").str());
  const char *Name =
      llvm::StringSwitch<const char *>(StringRef(S.Platform).lower())
          .Cases("win32", "x86", "x86")
          .Case("arm64", "arm64")
          .Case("arm", "arm")
          .Default("x64");
  Result.emplace_back("DDKPlatform", Name);
  Version V = versionOf(S);
  Result.emplace_back("NTDDI_VERSION", hex(V.Ntddi, 8));
  // [files], and _NT_TARGET_VERSION (learn.microsoft.com).
  Result.emplace_back("_NT_TARGET_VERSION", V.Ntddi & 0xFFFF
                                                ? hex(V.Ntddi, 7)
                                                : hex(V.Ntddi >> 16, 4));
  for (auto [Name, Number] :
       {std::make_pair("WINXP", "0x0501"), std::make_pair("WS03", "0x0502"),
        std::make_pair("VISTA", "0x0600"), std::make_pair("LONGHORN", "0x0600"),
        std::make_pair("WIN7", "0x0601"), std::make_pair("WIN8", "0x0602"),
        std::make_pair("WINBLUE", "0x0603"), std::make_pair("WIN10", "0x0A00")})
    Result.emplace_back((llvm::Twine("_NT_TARGET_VERSION_") + Name).str(),
                        Number);
  Result.emplace_back("WIN32_WINNT_VERSION", hex(V.Ntddi >> 16, 4));
  Result.emplace_back("KMDF_VERSION_MAJOR", "1");
  Result.emplace_back("KernelBufferOverflowLib",
                      "$(DDK_LIB_PATH)\\BufferOverflowFastFailK.lib");
  return Result;
}

bool isKitLibrary(StringRef Name) {
  // Kernel-mode import libraries and helpers of the kit's km folder, and the
  // libraries of user mode that drivers' tests link.
  static const llvm::StringSet<> Known = {"acpi",
                                          "aux_klib",
                                          "bufferoverflowfastfailk",
                                          "bufferoverflowk",
                                          "bufferoverflowu",
                                          "classpnp",
                                          "clfs",
                                          "cng",
                                          "csq",
                                          "displib",
                                          "drmk",
                                          "fltmgr",
                                          "fwpkclnt",
                                          "gameinput",
                                          "hal",
                                          "hidclass",
                                          "hidparse",
                                          "initsafebootmode",
                                          "int64",
                                          "irplib",
                                          "ks",
                                          "ksecdd",
                                          "ksguid",
                                          "libcntpr",
                                          "mcd",
                                          "memcmp",
                                          "mpr",
                                          "msnetioid",
                                          "ndis",
                                          "ndisim",
                                          "netadaptercx",
                                          "netio",
                                          "ntdll",
                                          "ntoskrnl",
                                          "ntstrsafe",
                                          "ntstrsafe_i",
                                          "oprghdlr",
                                          "pcw",
                                          "portcls",
                                          "procgrp",
                                          "rdbss",
                                          "rtlver",
                                          "rxce",
                                          "scsiport",
                                          "scsiwmi",
                                          "sdbus",
                                          "sercx",
                                          "smbwmi",
                                          "spbcx",
                                          "storport",
                                          "stream",
                                          "tape",
                                          "tdi",
                                          "tbs",
                                          "usbd",
                                          "usbcamd",
                                          "usbcamd2",
                                          "usbdex",
                                          "usbrpm",
                                          "ucmcxstub",
                                          "ucxstub",
                                          "udecxstub",
                                          "ufxstub",
                                          "videoprt",
                                          "virtdisk",
                                          "wdf01000",
                                          "wdfdriverentry",
                                          "wdfldr",
                                          "wdm",
                                          "wdmguid",
                                          "wdmsec",
                                          "win32k",
                                          "wmilib",
                                          "wpprecorder",
                                          "wpprecorder_platform",
                                          "wsk",
                                          "advapi32",
                                          "gdi32",
                                          "kernel32",
                                          "libcmt",
                                          "libcmtd",
                                          "libucrt",
                                          "libvcruntime",
                                          "mincore",
                                          "msvcrt",
                                          "ole32",
                                          "oleaut32",
                                          "onecore",
                                          "onecoreuap",
                                          "ucrt",
                                          "user32",
                                          "uuid",
                                          "setupapi",
                                          "ws2_32"};
  Name = Name.trim();
  if (Name.starts_with("$("))
    return true;
  std::string Lower =
      llvm::sys::path::filename(Name, llvm::sys::path::Style::windows).lower();
  StringRef Stem = Lower;
  Stem.consume_back(".lib");
  return Known.contains(Stem);
}

} // namespace miniport::projects
