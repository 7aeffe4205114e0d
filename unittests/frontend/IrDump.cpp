//===- IrDump.cpp - Sources in, driver IR out -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The front end's test tool:
//
//   ir-dump [--count] [--quiet] [--locations] [--diagnostics] [--sdk=DIR]
//           [--known=ROUTINE] [-p DATABASE] [FILE...] [-- FLAGS]
//
// Whatever it prints, every module passes the verifier and is printed, read
// and printed again; a fault or a difference ends it with status 1. Locations
// are left out of the output, unless asked for, so that tests can match lines.
//
//===----------------------------------------------------------------------===//

#include "intake/Intake.h"
#include "ir/Text.h"
#include "projects/CompileDatabase.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Regex.h"

using namespace miniport;
namespace cl = llvm::cl;

static cl::list<std::string> Files(cl::Positional, cl::desc("FILES"));
static cl::opt<std::string> Database("p", cl::desc("compile database"));
static cl::list<std::string> Sdk("sdk", cl::desc("system include directory"));
static cl::list<std::string> Known("known",
                                   cl::desc("routine not descended into"));
static cl::opt<bool> Count("count", cl::desc("count functions to stderr"));
static cl::opt<bool> Quiet("quiet", cl::desc("print no IR"));
static cl::opt<bool> Locations("locations", cl::desc("print locations"));
static cl::opt<bool> NoCheck("no-check", cl::desc("for timing: do not verify"));
static cl::opt<bool> Diagnostics("diagnostics",
                                 cl::desc("print the module's diagnostics"));

static std::string printed(const ir::Module &M) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  ir::print(M, OS);
  return Text;
}

/// True if the module is whole.
static bool check(const ir::Module &M, llvm::StringRef File) {
  bool Good = true;
  for (const std::string &Fault : ir::verify(M)) {
    llvm::errs() << File << ": verifier: " << Fault << '\n';
    Good = false;
  }
  std::string First = printed(M);
  auto Again = ir::parse(First, File);
  if (!Again) {
    llvm::errs() << File << ": read back: " << llvm::toString(Again.takeError())
                 << '\n';
    return false;
  }
  std::string Second = printed(**Again);
  if (First == Second)
    return Good;
  llvm::StringRef A = First, B = Second;
  while (!A.empty() && !B.empty()) {
    auto [LineA, RestA] = A.split('\n');
    auto [LineB, RestB] = B.split('\n');
    if (LineA != LineB) {
      llvm::errs() << File << ": round trip: '" << LineA << "' became '"
                   << LineB << "'\n";
      break;
    }
    A = RestA;
    B = RestB;
  }
  return false;
}

/// What belongs to the machine the test runs on: places, paths, USRs, hashes.
static std::string withoutLocations(llvm::StringRef Text) {
  llvm::Regex Place("( at)? ![0-9]+:[0-9]+:[0-9]+(~[0-9]+:[0-9]+:[0-9]+)?");
  llvm::Regex Attribute(
      " (usr \"([^\"\\]|\\\\.)*\"|source \"([^\"\\]|\\\\.)*\"|"
      "hash [0-9a-fx]+)");
  std::string Result;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    std::string L = Line.str();
    for (std::string Next; (Next = Place.sub("", L)) != L;)
      L = Next;
    for (std::string Next; (Next = Attribute.sub("", L)) != L;)
      L = Next;
    Result += L + '\n';
    Text = Rest;
  }
  return Result;
}

static void summarize(const ir::Module &M, llvm::StringRef File) {
  unsigned Bodies = 0, Degraded = 0, Blocks = 0, Instructions = 0;
  for (const ir::Function &F : M.Functions) {
    Bodies += F.HasBody;
    for (const ir::Block &B : F.Blocks)
      Instructions += B.Instructions.size();
    Blocks += F.Blocks.size();
    if (F.Degraded.empty())
      continue;
    ++Degraded;
    llvm::errs() << File << ": degraded: " << F.Name << ": " << F.Degraded
                 << '\n';
  }
  llvm::errs() << File << ": " << Bodies << " bodies, " << Degraded
               << " degraded, " << M.Functions.size() - Bodies
               << " declarations, " << M.Globals.size() << " globals, "
               << M.Records.size() << " records, " << Blocks << " blocks, "
               << Instructions << " instructions, " << M.Diagnostics.size()
               << " errors\n";
}

static bool dump(const intake::SourceCommand &Command,
                 const intake::ReadOptions &Options) {
  auto M = intake::readSource(Command, Options);
  if (!M) {
    llvm::errs() << "error: " << llvm::toString(M.takeError()) << '\n';
    return false;
  }
  bool Good = NoCheck || check(**M, Command.File);
  if (!Quiet) {
    std::string Text = printed(**M);
    llvm::outs() << (Locations ? Text : withoutLocations(Text));
  }
  if (Count)
    summarize(**M, Command.File);
  if (Diagnostics)
    for (const std::string &D : (*M)->Diagnostics)
      llvm::errs() << "diagnostic: " << D << '\n';
  return Good;
}

int main(int Argc, char **Argv) {
  // What follows '--' is Clang's.
  std::vector<std::string> Flags;
  for (int I = 1; I < Argc; ++I)
    if (llvm::StringRef(Argv[I]) == "--") {
      Flags.assign(Argv + I + 1, Argv + Argc);
      Argc = I;
    }
  cl::ParseCommandLineOptions(Argc, Argv, "driver IR of C and C++ sources\n");
  intake::ReadOptions Options;
  Options.SdkIncludes = {Sdk.begin(), Sdk.end()};
  Options.IsKnownRoutine = [](llvm::StringRef Name) {
    return llvm::is_contained(Known, Name);
  };
  std::vector<intake::SourceCommand> Commands;
  if (Database.empty()) {
    std::vector<std::string> Names(Files.begin(), Files.end());
    Commands = intake::fixedCommands(Names, Flags);
  } else {
    auto DB = projects::CompileDatabase::load(Database);
    if (!DB) {
      llvm::errs() << "error: " << llvm::toString(DB.takeError()) << '\n';
      return 2;
    }
    if (Files.empty())
      Commands = DB->commands().vec();
    for (const std::string &File : Files) {
      auto Found = DB->commandsFor(File);
      if (!Found) {
        llvm::errs() << "error: " << llvm::toString(Found.takeError()) << '\n';
        return 2;
      }
      Commands.insert(Commands.end(), Found->begin(), Found->end());
    }
  }
  bool Good = true;
  for (const intake::SourceCommand &Command : Commands)
    Good &= dump(Command, Options);
  return Good ? 0 : 1;
}
