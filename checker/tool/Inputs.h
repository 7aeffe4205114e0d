//===- Inputs.h - The sources, flags and declarations to read ---*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TOOL_INPUTS_H
#define MINIPORT_TOOL_INPUTS_H

#include "intake/Intake.h"
#include "projects/Kit.h"
#include "projects/Plan.h"
#include "tool/CommandLine.h"

namespace miniport::tool {

/// What to read, by link unit: what projects say, a compile database, or
/// sources by name, which are one link unit. Errors say what is missing (a
/// file, a database, the file's entry in it), or what is wrong with a project.
llvm::Expected<projects::Plan> planInputs(const CommandLine &C);

/// The include folders of --sdk: our own declarations, those of a kit, or none.
llvm::Expected<projects::Kit> findSdk(llvm::StringRef Sdk);

} // namespace miniport::tool

#endif // MINIPORT_TOOL_INPUTS_H
