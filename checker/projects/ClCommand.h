//===- ClCommand.h - The compiler command of one ClCompile item -*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_CLCOMMAND_H
#define MINIPORT_PROJECTS_CLCOMMAND_H

#include "projects/MSBuildProject.h"

namespace miniport::projects {

/// The command for one source: "cl", the kit's options, then the item's, in the
/// order that MSBuild's CL task gives them, AdditionalOptions last. File is the
/// source as it is on disk. Left out is what says nothing of the program:
/// warnings, optimisation, debug information, outputs, precompiled headers.
SourceCommand clCommand(MSBuildProject &Project, const MSBuildItem &Item,
                        llvm::StringRef File,
                        llvm::ArrayRef<std::string> KitOptions,
                        WindowsPaths &Paths);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_CLCOMMAND_H
