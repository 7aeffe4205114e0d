//===- ClOptions.h - What of cl's options matters to a reader ---*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang's cl driver takes an option of cl that it does not know for the name of
// a file (/analyze, /typedil-), and others start work that only a build wants.
// A reader needs those that change what a source says. One table tells which.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_CLOPTIONS_H
#define MINIPORT_INTAKE_CLOPTIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace miniport::intake {

/// Is it one of cl's own options that change what a source says (/I, /D, /Zp8,
/// /std:c11, ...)? With either dash.
bool isMeaningfulClOption(llvm::StringRef Option);

/// Of the arguments of cl or clang-cl (without the compiler's name) those that
/// change what a source says, and those that are Clang's own. A path that
/// begins with a slash and names a file stays. Everything behind /link goes.
std::vector<std::string> readerOptions(llvm::ArrayRef<std::string> Arguments);

} // namespace miniport::intake

#endif // MINIPORT_INTAKE_CLOPTIONS_H
