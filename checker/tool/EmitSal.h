//===- EmitSal.h - Annotations that a driver could have ---------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_TOOL_EMITSAL_H
#define MINIPORT_TOOL_EMITSAL_H

#include "tool/Pipeline.h"

namespace miniport::tool {

/// --emit=sal: for each function that entry points reach the annotations that
/// its contexts show and its source lacks, one "FILE:LINE: FUNCTION: TEXT" a
/// line, by place; and where an annotation that is there is contradicted. Needs
/// check(). docs/sal.md is about it.
void printSal(Pipeline &P, llvm::raw_ostream &OS);

} // namespace miniport::tool

#endif // MINIPORT_TOOL_EMITSAL_H
