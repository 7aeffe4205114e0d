//===- Commands.cpp - From a recorded command to Clang's arguments --------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/ClOptions.h"
#include "intake/Intake.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace miniport::intake {

using llvm::StringRef;

namespace {
enum class Dialect { Gcc, Gxx, Cl };
} // namespace

/// By the compiler's name, with folders of either system and without .exe.
static Dialect dialectOf(StringRef Compiler) {
  size_t Slash = Compiler.find_last_of("/\\");
  std::string Name =
      (Slash == StringRef::npos ? Compiler : Compiler.substr(Slash + 1))
          .lower();
  StringRef Bare = Name;
  Bare.consume_back(".exe");
  if (Bare == "cl" || Bare.starts_with("clang-cl"))
    return Dialect::Cl;
  if (Bare.contains("++"))
    return Dialect::Gxx;
  return Dialect::Gcc;
}

/// Is this a flag of cl's own, and not the path of a file?
static bool isClFlag(StringRef Flag) {
  return Flag.starts_with("/") && !llvm::sys::fs::exists(Flag) &&
         (isMeaningfulClOption(Flag) || Flag.starts_with("/W") ||
          Flag.starts_with("/O") || Flag == "/nologo" || Flag == "/c");
}

std::vector<SourceCommand> fixedCommands(llvm::ArrayRef<std::string> Files,
                                         llvm::ArrayRef<std::string> Flags) {
  std::vector<SourceCommand> Commands;
  bool NamesCompiler =
      !Flags.empty() && !StringRef(Flags[0]).starts_with("-") &&
      !StringRef(Flags[0]).starts_with("/") &&
      (dialectOf(Flags[0]) != Dialect::Gcc || Flags[0] == "clang" ||
       Flags[0] == "gcc" || Flags[0] == "cc");
  bool IsCl = llvm::any_of(Flags, isClFlag);
  for (const std::string &File : Files) {
    SourceCommand C;
    C.File = File;
    if (!NamesCompiler)
      C.Arguments.push_back(IsCl ? "clang-cl" : "clang");
    C.Arguments.insert(C.Arguments.end(), Flags.begin(), Flags.end());
    Commands.push_back(std::move(C));
  }
  return Commands;
}

/// Flags that write files, need files that are not there, or start other
/// programs. Sets TakesNext if the flag's argument is the next word.
static bool isUnwanted(StringRef Flag, bool &TakesNext) {
  TakesNext = false;
  if (Flag == "-o" || Flag == "-MF" || Flag == "-MT" || Flag == "-MQ" ||
      Flag == "-MJ" || Flag == "-include-pch" ||
      Flag == "--serialize-diagnostics") {
    TakesNext = true;
    return true;
  }
  if (Flag.starts_with("-o") && Flag.size() > 2 && !Flag.starts_with("-objc"))
    return true;
  for (StringRef Prefix :
       {"-MF", "-MT", "-MQ", "-MJ", "-fcrash-diagnostics", "-fmodules",
        "-fplugin", "-save-temps", "-fsanitize", "-fprofile"})
    if (Flag.starts_with(Prefix))
      return true;
  return Flag == "-c" || Flag == "-S" || Flag == "-E" || Flag == "-M" ||
         Flag == "-MM" || Flag == "-MD" || Flag == "-MMD" || Flag == "-MP" ||
         Flag == "-MG" || Flag == "-MV" || Flag == "-emit-llvm" ||
         Flag == "-pipe";
}

static bool isSameFile(StringRef A, StringRef B) {
  return A == B || llvm::sys::path::filename(A) == B ||
         (llvm::sys::path::filename(A) == llvm::sys::path::filename(B) &&
          (A.ends_with(B) || B.ends_with(A)));
}

static bool isCxx(const SourceCommand &Command, Dialect D,
                  llvm::ArrayRef<std::string> Flags) {
  auto Has = [&](StringRef Flag) { return llvm::is_contained(Flags, Flag); };
  if (D == Dialect::Cl ? Has("/TP") || Has("-TP") : Has("-xc++") || Has("c++"))
    return true;
  if (D == Dialect::Gxx)
    return true;
  StringRef Extension = llvm::sys::path::extension(Command.File);
  return Extension.equals_insensitive(".cpp") ||
         Extension.equals_insensitive(".cxx") ||
         Extension.equals_insensitive(".cc") || Extension == ".C";
}

std::vector<std::string> compilerArguments(const SourceCommand &Command,
                                           const ReadOptions &Options) {
  StringRef Compiler =
      Command.Arguments.empty() ? StringRef("clang") : Command.Arguments[0];
  Dialect D = dialectOf(Compiler);
  bool HasTarget = false, HasResourceDir = false, HasStandard = false;
  std::vector<std::string> Flags, Given = Command.Arguments;
  if (!Given.empty())
    Given.erase(Given.begin());
  if (llvm::is_contained(Given, "--driver-mode=cl"))
    D = Dialect::Cl;
  if (D == Dialect::Cl)
    Given = readerOptions(Given);
  for (size_t I = 0; I < Given.size(); ++I) {
    StringRef Flag = Given[I];
    if (Flag == "--")
      continue; // the file is added below
    HasTarget |= Flag.starts_with("-target") || Flag.starts_with("--target");
    HasStandard |= Flag.starts_with("-std=") || Flag.starts_with("/std:") ||
                   Flag.starts_with("-std:");
    HasResourceDir |= Flag.starts_with("-resource-dir");
    bool TakesNext = false;
    if (D != Dialect::Cl && isUnwanted(Flag, TakesNext)) {
      I += TakesNext;
      continue;
    }
    if (!Flag.starts_with("-") && isSameFile(Flag, Command.File))
      continue;
    Flags.push_back(Flag.str());
  }
  std::vector<std::string> Args;
  Args.push_back(D == Dialect::Cl    ? "clang-cl"
                 : D == Dialect::Gxx ? "clang++"
                                     : "clang");
  if (D == Dialect::Cl)
    Args.push_back("--driver-mode=cl");
  // Drivers are Windows', whatever machine checks them.
  if (!HasTarget) {
    Args.push_back("--target=x86_64-pc-windows-msvc");
    if (D != Dialect::Cl) {
      Args.push_back("-fms-compatibility");
      Args.push_back("-fms-extensions");
    }
  }
  if (!HasResourceDir) {
    // One word for both dialects: cl's reader takes no separate argument.
    std::string Dir = Options.ResourceDir.empty() ? defaultResourceDir()
                                                  : Options.ResourceDir;
    Args.push_back("-resource-dir=" + Dir);
  }
  // C++14 has copies on paper that no compiler makes; C++17 has not.
  if (!HasStandard && isCxx(Command, D, Flags))
    Args.push_back(D == Dialect::Cl ? "/std:c++17" : "-std=gnu++17");
  // Microsoft's compiler lets these pass with a warning; so the driver builds.
  for (const char *Group :
       {"implicit-function-declaration", "implicit-int", "int-conversion",
        "incompatible-function-pointer-types", "incompatible-pointer-types",
        "return-type", "return-mismatch"})
    Args.push_back(std::string("-Wno-error=") + Group);
  Args.insert(Args.end(), Flags.begin(), Flags.end());
  for (const std::string &Dir : Options.SdkIncludes) {
    Args.push_back(D == Dialect::Cl ? "-imsvc" : "-isystem");
    Args.push_back(Dir);
  }
  Args.push_back("--");
  Args.push_back(Command.File);
  return Args;
}

} // namespace miniport::intake
