//===- Main.cpp - The command miniport-tidy -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Run.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/WithColor.h"

using namespace miniport::tool;

int main(int Argc, char **Argv) {
  llvm::InitLLVM Init(Argc, Argv);
  auto C = CommandLine::parse(
      llvm::ArrayRef(const_cast<const char *const *>(Argv) + 1,
                     static_cast<size_t>(Argc) - 1));
  if (!C) {
    llvm::WithColor::error(llvm::errs(), "miniport-tidy")
        << llvm::toString(C.takeError()) << '\n'
        << "try 'miniport-tidy --help'\n";
    return Usage;
  }
  return run(*C);
}
