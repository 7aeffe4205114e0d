//===- Intake.h - Sources and flags in, modules out -------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What projects/ found out, or a user gave behind '--', becomes arguments of
// Clang. readSource() runs Clang over one of them and lowers it.
//
// A source with errors is no error here: what Clang recovered is lowered, and
// its complaints are in Module::Diagnostics. An error is what leaves nothing to
// analyse: no such file, flags Clang cannot make sense of, a crash of Clang.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_INTAKE_H
#define MINIPORT_INTAKE_INTAKE_H

#include "ir/IR.h"
#include "projects/SourceCommand.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace miniport::intake {

using projects::SourceCommand;

/// One command each for files given with flags behind '--'. Flags that begin
/// with '/I', '/D' and the like are taken for cl's, unless a compiler is named.
std::vector<SourceCommand> fixedCommands(llvm::ArrayRef<std::string> Files,
                                         llvm::ArrayRef<std::string> Flags);

/// What the sources of one run have in common, found once: what is in folders,
/// and what flags mean. Safe to use from several threads.
class SharedReading;
std::shared_ptr<SharedReading> shareReading();

struct ReadOptions {
  /// Clang's own headers. Empty: next to this program, or where LLVM was when
  /// this program was built.
  std::string ResourceDir;
  /// Declarations of the WDK, appended as a system include directory. Empty:
  /// none.
  std::vector<std::string> SdkIncludes;
  /// Routines of the rule base, which are not descended into.
  std::function<bool(llvm::StringRef)> IsKnownRoutine;
  /// Print Clang's diagnostics to stderr, warnings too.
  bool ShowDiagnostics = false;
  /// The same for all sources of a run, so that each need not begin anew.
  std::shared_ptr<SharedReading> Shared = shareReading();
};

/// Runs Clang over the source and lowers it. Safe to call from several threads.
llvm::Expected<std::unique_ptr<ir::Module>>
readSource(const SourceCommand &Command, const ReadOptions &Options);

/// The arguments that Clang is given for a command: dialect, target, resource
/// directory and include directories made explicit, what writes files removed.
std::vector<std::string> compilerArguments(const SourceCommand &Command,
                                           const ReadOptions &Options);

/// Clang's headers: DIR/../lib/clang/N beside the program, else as built.
std::string defaultResourceDir();

} // namespace miniport::intake

#endif // MINIPORT_INTAKE_INTAKE_H
