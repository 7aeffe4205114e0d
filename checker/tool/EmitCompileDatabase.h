//===- EmitCompileDatabase.h - --emit=compdb --------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TOOL_EMITCOMPILEDATABASE_H
#define MINIPORT_TOOL_EMITCOMPILEDATABASE_H

#include "intake/Intake.h"
#include "projects/Plan.h"
#include "llvm/Support/raw_ostream.h"

namespace miniport::tool {

/// A compile_commands.json of all sources of all link units, with the arguments
/// that Clang is given here, so that clang-tidy, clangd and others read a
/// driver as this program does.
/// https://clang.llvm.org/docs/JSONCompilationDatabase.html
void writeCompileDatabase(const projects::Plan &Plan,
                          const intake::ReadOptions &Options,
                          llvm::raw_ostream &OS);

} // namespace miniport::tool

#endif // MINIPORT_TOOL_EMITCOMPILEDATABASE_H
