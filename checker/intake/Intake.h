//===- Intake.h - Sources and flags in, modules out -------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// How sources and their flags arrive: from a compile database, or as files with
// flags behind '--'. readSource() runs Clang over one of them and lowers it.
//
// A source with errors is no error here: what Clang recovered is lowered, and
// its complaints are in Module::Diagnostics. An error is what leaves nothing to
// analyse: no such file, flags Clang cannot make sense of, a crash of Clang.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_INTAKE_H
#define MINIPORT_INTAKE_INTAKE_H

#include "ir/IR.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace miniport::intake {

/// How one source is compiled.
struct SourceCommand {
  std::string File;      ///< as the database or the user names it
  std::string Directory; ///< what relative paths are relative to; may be empty
  /// The compiler (whose name tells the flags' dialect: cl, clang-cl, clang,
  /// gcc, ...), then its flags. May, but need not, name the file.
  std::vector<std::string> Arguments;

  friend bool operator==(const SourceCommand &A, const SourceCommand &B) {
    return A.File == B.File && A.Directory == B.Directory &&
           A.Arguments == B.Arguments;
  }
};

/// A compile_commands.json.
class CompileDatabase {
public:
  /// Reads a database: the file itself, or the directory that it is in. Errors
  /// name the path and, for a malformed one, the entry.
  static llvm::Expected<CompileDatabase> load(llvm::StringRef Path);
  static llvm::Expected<CompileDatabase> parse(llvm::StringRef Json,
                                               llvm::StringRef Path);

  /// Every entry, in the order of the file, exact duplicates removed.
  llvm::ArrayRef<SourceCommand> commands() const { return Commands; }
  /// The entries for one file (several, if it is compiled more than once). A
  /// file that is not in the database is an error.
  llvm::Expected<std::vector<SourceCommand>>
  commandsFor(llvm::StringRef File) const;

private:
  std::string Path;
  std::vector<SourceCommand> Commands;
};

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
