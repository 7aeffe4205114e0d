//===- RulesGen.cpp - rules/*.yaml to C++ tables --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// rules-gen -o FILE RULES... reads rule files and writes the C++ tables that
// RuleBase::builtin() uses. Runs at build time only.
//
//===----------------------------------------------------------------------===//

#include "facts/generator/TableWriter.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;
using namespace miniport::facts;

int main(int Argc, char **Argv) {
  cl::list<std::string> Inputs(cl::Positional, cl::OneOrMore,
                               cl::desc("rule files"));
  cl::opt<std::string> Output("o", cl::Required, cl::desc("the C++ file"));
  cl::ParseCommandLineOptions(Argc, Argv, "rule files to C++ tables\n");

  RuleSet Set;
  std::vector<StringRef> Files(Inputs.begin(), Inputs.end());
  if (Error E = loadRules(Set, Files, /*BuiltIn=*/true)) {
    errs() << toString(std::move(E)) << "\n";
    return 1;
  }
  std::error_code EC;
  raw_fd_ostream Out(Output, EC, sys::fs::OF_Text);
  if (EC) {
    errs() << Output << ": " << EC.message() << "\n";
    return 1;
  }
  writeTables(Set.tables(), Out);
  return 0;
}
