//===- Kit.h - The headers of a driver kit ----------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A kit may lie anywhere, copied from an installation, an ISO image or unpacked
// packages:
//
//   Include/10.0.22621.0/{km,shared,ucrt}           an installation
//   Program Files/Windows Kits/10/Include/...       the Enterprise WDK
//   Microsoft.Windows.WDK.x64.<v>/c/Include/<v>/km  NuGet, beside
//   Microsoft.Windows.SDK.CPP.<v>/c/Include/<v>/{shared,ucrt}
//   inc/{ddk,api,crt}                               WDK 7.1
//   storport.h or srb.h itself                      any folder
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_KIT_H
#define MINIPORT_PROJECTS_KIT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace miniport::projects {

struct Kit {
  std::vector<std::string> Includes; ///< folders, in the order of search
  std::string Version;               ///< "10.0.22621.0"; empty: not told
};

/// The newest kit in a folder, its parts found by their names in any case.
/// Looks five levels deep; of a package that holds km alone, beside it, too.
/// Error: no such folder, or neither storport.h nor srb.h in it.
llvm::Expected<Kit> findKit(llvm::StringRef Folder);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_KIT_H
