//===- CommandLine.cpp - What the user asked for --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CommandLine.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Option/Option.h"

using namespace miniport;
using namespace miniport::tool;
using namespace llvm::opt;
using llvm::Error;
using llvm::StringRef;
using llvm::Twine;
using llvm::opt::Arg;

namespace {
enum OptionId {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "tool/CommandLine.inc"
#undef OPTION
};

#define PREFIX(NAME, VALUE)                                                    \
  static constexpr llvm::StringLiteral NAME##_init[] = VALUE;                  \
  static constexpr llvm::ArrayRef<llvm::StringLiteral> NAME(                   \
      NAME##_init, std::size(NAME##_init) - 1);
#include "tool/CommandLine.inc"
#undef PREFIX

constexpr llvm::opt::OptTable::Info InfoTable[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "tool/CommandLine.inc"
#undef OPTION
};

class Table : public llvm::opt::GenericOptTable {
public:
  Table() : GenericOptTable(InfoTable) {}
};
} // namespace

static Error wrong(const Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

std::string tool::suggestion(StringRef Wrong, llvm::ArrayRef<StringRef> Names) {
  StringRef Best;
  unsigned BestDistance = Wrong.size() / 3 + 2;
  for (StringRef Name : Names) {
    unsigned D = Wrong.edit_distance_insensitive(
        Name, /*AllowReplacements=*/true, BestDistance);
    if (D < BestDistance) {
      Best = Name;
      BestDistance = D;
    }
  }
  return Best.empty() ? "" : (" (did you mean '" + Best + "'?)").str();
}

/// "error: invalid value 'x' for --format: expected text, json, ..."
static Error badValue(const Arg &A, const Twine &Expected) {
  return wrong("invalid value '" + Twine(A.getValue()) + "' for " +
               A.getOption().getPrefixedName() + ": expected " + Expected);
}

namespace {
/// Reads arguments one by one; a report's format and file are neighbours.
class Reader {
public:
  Error read(const Arg &A);
  Error finish();
  CommandLine Result;

private:
  Error readChecking(const Arg &A);
  Error readOutput(const Arg &A);
  Error readLooking(const Arg &A);
  Error readFormat(const Arg &A);
  Error readFile(const Arg &A);
  Error readSilence(const Arg &A);

  std::vector<bool> HasFile; ///< parallel to Result.Outputs
};
} // namespace

Error Reader::readFormat(const Arg &A) {
  std::optional<report::Format> F = report::parseFormat(A.getValue());
  if (!F)
    return badValue(A, "text, json, sarif or github");
  Result.Outputs.push_back({*F, ""});
  HasFile.push_back(false);
  return Error::success();
}

Error Reader::readFile(const Arg &A) {
  StringRef File = A.getValue();
  if (File.empty())
    return badValue(A, "a file name");
  if (Result.Outputs.empty()) {
    Result.Outputs.emplace_back();
    HasFile.push_back(false);
  }
  if (HasFile.back())
    return wrong("'-o " + File + "' has no --format of its own before it");
  HasFile.back() = true;
  if (File != "-")
    Result.Outputs.back().File = File.str();
  return Error::success();
}

Error Reader::readSilence(const Arg &A) {
  auto [File, Line] = StringRef(A.getValue()).rsplit(':');
  SourceLine L;
  if (File.empty() || Line.getAsInteger(10, L.Line) || L.Line == 0)
    return badValue(A, "FILE:LINE");
  L.File = File.str();
  Result.ExplainSilence = std::move(L);
  return Error::success();
}

Error Reader::readChecking(const Arg &A) {
  StringRef Value = A.getNumValues() ? A.getValue() : "";
  switch (A.getOption().getID()) {
  case OPT_checks:
    Result.Checks += (Result.Checks.empty() ? "" : ",") + Value.str();
    return Error::success();
  case OPT_profile: {
    auto P = llvm::StringSwitch<std::optional<facts::CheckProfile>>(Value)
                 .Case("default", facts::CheckProfile::Default)
                 .Case("review", facts::CheckProfile::Review)
                 .Case("sdv", facts::CheckProfile::Sdv)
                 .Default(std::nullopt);
    if (!P)
      return badValue(A, "default, review or sdv");
    Result.Profile = *P;
    return Error::success();
  }
  case OPT_config_option: {
    auto [Name, Setting] = Value.split('=');
    if (!Value.contains('=') || !Name.contains('.'))
      return badValue(A, "CHECK.KEY=VALUE");
    Result.CheckOptions[Name.str()] = Setting.str();
    return Error::success();
  }
  case OPT_explain:
    Result.ExplainCheck = Value.str();
    return Error::success();
  default:
    Result.ListChecks = true;
    return Error::success();
  }
}

Error Reader::readOutput(const Arg &A) {
  StringRef Value = A.getNumValues() ? A.getValue() : "";
  switch (A.getOption().getID()) {
  case OPT_format:
    return readFormat(A);
  case OPT_o:
    return readFile(A);
  case OPT_fail_on:
    if (Value == "error")
      Result.FailOn = Severity::Error;
    else if (Value == "warning")
      Result.FailOn = Severity::Warning;
    else if (Value == "note")
      Result.FailOn = Severity::Note;
    else if (Value == "never")
      Result.FailOn = std::nullopt;
    else
      return badValue(A, "error, warning, note or never");
    return Error::success();
  case OPT_color:
    if (Value == "auto")
      Result.Color = llvm::ColorMode::Auto;
    else if (Value == "always")
      Result.Color = llvm::ColorMode::Enable;
    else if (Value == "never")
      Result.Color = llvm::ColorMode::Disable;
    else
      return badValue(A, "auto, always or never");
    return Error::success();
  case OPT_root:
    Result.Root = Value.str();
    return Error::success();
  case OPT_strict:
    Result.Strict = true;
    return Error::success();
  default:
    Result.ShowSuppressed = true;
    return Error::success();
  }
}

Error Reader::readLooking(const Arg &A) {
  StringRef Value = A.getNumValues() ? A.getValue() : "";
  switch (A.getOption().getID()) {
  case OPT_emit:
    if (Value == "ir")
      Result.What = Emit::Ir;
    else if (Value == "callgraph")
      Result.What = Emit::CallGraph;
    else if (Value == "contexts")
      Result.What = Emit::Contexts;
    else if (Value == "compdb")
      Result.What = Emit::CompileDatabase;
    else if (Value == "sal")
      Result.What = Emit::Sal;
    else
      return badValue(A, "ir, callgraph, contexts, compdb or sal");
    return Error::success();
  case OPT_explain_function:
    Result.ExplainFunction = Value.str();
    return Error::success();
  case OPT_explain_silence:
    return readSilence(A);
  case OPT_stats:
    Result.Stats = true;
    return Error::success();
  default:
    Result.ShowDiagnostics = true;
    return Error::success();
  }
}

Error Reader::read(const Arg &A) {
  StringRef Value = A.getNumValues() ? A.getValue() : "";
  switch (A.getOption().getID()) {
  case OPT_INPUT:
    Result.Sources.push_back(Value.str());
    break;
  case OPT_p:
    if (!Result.Database.empty())
      return wrong("-p is given twice; a link unit has one compile database");
    Result.Database = Value.str();
    break;
  case OPT_variants:
    Result.AllVariants = true;
    break;
  case OPT_configuration:
    Result.Configuration = Value.str();
    break;
  case OPT_platform:
    Result.Platform = Value.str();
    break;
  case OPT_sdk:
    Result.Sdk = Value.str();
    break;
  case OPT_entry: {
    auto [Role, Function] = Value.split('=');
    if (Role.empty() || Function.empty())
      return badValue(A, "ROLE=FUNCTION");
    Result.Entries.push_back({Role.str(), Function.str()});
    break;
  }
  case OPT_rules:
    Result.RuleFiles.push_back(Value.str());
    break;
  case OPT_j:
    if (Value.getAsInteger(10, Result.Jobs) || Result.Jobs == 0)
      return badValue(A, "a positive number");
    break;
  case OPT_quiet:
    Result.Quiet = true;
    break;
  case OPT_help:
    Result.Help = true;
    break;
  case OPT_version:
    Result.Version = true;
    break;
  default:
    switch (A.getOption().getGroup().getID()) {
    case OPT_checking:
      return readChecking(A);
    case OPT_output:
      return readOutput(A);
    default:
      return readLooking(A);
    }
  }
  return Error::success();
}

Error Reader::finish() {
  CommandLine &C = Result;
  if (C.Outputs.empty())
    C.Outputs.emplace_back();
  for (size_t I = 0; I != C.Outputs.size(); ++I)
    for (size_t K = 0; K != I; ++K)
      if (C.Outputs[I].File == C.Outputs[K].File)
        return C.Outputs[I].File.empty()
                   ? wrong("two reports on standard output: give each --format "
                           "but one its own -o")
                   : wrong("two reports in '" + C.Outputs[I].File + "'");
  if (!C.Database.empty() && C.Flags)
    return wrong("flags behind '--' and -p exclude each other: the database "
                 "has the flags");
  unsigned Answers = (C.What != Emit::Findings) + !C.ExplainFunction.empty() +
                     C.ExplainSilence.has_value();
  if (Answers > 1)
    return wrong("--emit, --explain-function and --explain-silence exclude "
                 "each other");
  return Error::success();
}

llvm::Expected<CommandLine>
CommandLine::parse(llvm::ArrayRef<const char *> Words) {
  Reader R;
  // What follows '--' is the compiler's.
  const auto *Dashes =
      llvm::find_if(Words, [](const char *W) { return StringRef(W) == "--"; });
  if (Dashes != Words.end())
    R.Result.Flags.emplace(Dashes + 1, Words.end());
  Words = Words.take_front(Dashes - Words.begin());

  Table Options;
  unsigned MissingIndex, MissingCount;
  llvm::opt::InputArgList Args =
      Options.ParseArgs(Words, MissingIndex, MissingCount);
  if (MissingCount)
    return wrong("'" + Twine(Words[MissingIndex]) + "' needs a value");
  for (const Arg *A : Args) {
    if (A->getOption().getID() == OPT_UNKNOWN) {
      std::string Nearest;
      StringRef Word = A->getSpelling();
      bool Found = Options.findNearest(Word, Nearest) <= 2;
      return wrong(
          "unknown option '" + Word + "'" +
          (Found ? " (did you mean '" + Nearest + "'?)" : std::string()));
    }
    if (Error E = R.read(*A))
      return std::move(E);
  }
  if (Error E = R.finish())
    return std::move(E);
  return std::move(R.Result);
}

void tool::printHelp(llvm::raw_ostream &OS) {
  Table().printHelp(
      OS,
      "miniport-tidy [options] <folder|project|solution>...\n"
      "       miniport-tidy [options] <source>... [-- <compiler flags>]\n"
      "       miniport-tidy [options] -p <dir> [<source>...]",
      "miniport-tidy: broken interrupt, IRQL, spin-lock and timing discipline "
      "in Windows storage miniports");
  OS << "EXIT STATUS: 0 nothing at or above --fail-on; 1 findings; 2 usage or "
        "configuration\nerror; 3 nothing could be analysed, or with --strict "
        "not all.\n";
}
