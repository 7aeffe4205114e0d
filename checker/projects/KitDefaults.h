//===- KitDefaults.h - What the kit adds to every driver --------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A driver's project imports the kit's own property sheets, which no checkout
// contains: they define the processor, the version of Windows, the calling
// convention. One table (KitDefaults.cpp) says what they would add.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_KITDEFAULTS_H
#define MINIPORT_PROJECTS_KITDEFAULTS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <utility>
#include <vector>

namespace miniport::projects {

struct KitSettings {
  std::string Platform = "x64";            ///< x64, Win32, ARM64, ARM
  std::string TargetVersion = "Windows10"; ///< MSBuild's TargetVersion
  std::string NtTargetVersion; ///< _NT_TARGET_VERSION: "0xA00000B"; may be ""
  bool Debug = false;          ///< UseDebugLibraries, or a checked build
  bool UsesKmdf = false;       ///< DriverType is KMDF
  std::string KmdfMinor;       ///< KMDF_VERSION_MINOR; "" for the kit's own
};

/// cl's options, in the order the kit gives them: "/D_AMD64_", "/kernel",
/// "/Zp8", ...
std::vector<std::string> kitOptions(const KitSettings &Settings);

/// The kit's properties and macros that project files refer to:
/// {"DDK_LIB_PATH", ...}; what has no meaning without a kit is empty.
std::vector<std::pair<std::string, std::string>>
kitProperties(const KitSettings &Settings);

/// Is it a library that the kit brings ("storport.lib", "$(DDK_LIB_PATH)...")?
bool isKitLibrary(llvm::StringRef Name);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_KITDEFAULTS_H
