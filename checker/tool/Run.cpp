//===- Run.cpp - Doing what the command line says -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Run.h"
#include "ir/Text.h"
#include "tool/CheckSelection.h"
#include "tool/EmitCompileDatabase.h"
#include "tool/EmitSal.h"
#include "tool/Explain.h"
#include "tool/Inputs.h"
#include "tool/Pipeline.h"
#include "tool/Results.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/ToolOutputFile.h"
#include "llvm/Support/WithColor.h"
#include <optional>

using namespace miniport;
using namespace miniport::tool;
using llvm::Error;
using llvm::StringRef;
using llvm::Twine;

static constexpr StringRef Program = "miniport-tidy";
/// Complaints of one kind that are printed one by one.
static constexpr size_t MostComplaints = 10;

static ExitStatus usage(Error E) {
  llvm::WithColor::error(llvm::errs(), Program)
      << llvm::toString(std::move(E)) << '\n';
  return Usage;
}

namespace {

/// "[3/12] dpc.c" on one line of a terminal that is wiped at the end.
class ProgressLine {
public:
  explicit ProgressLine(bool Wanted)
      : On(Wanted && llvm::errs().is_displayed()) {}
  ~ProgressLine() { clear(); }

  void show(StringRef Step, size_t Done, size_t Of) {
    if (!On)
      return;
    clear();
    llvm::errs() << '[' << Done << '/' << Of << "] ";
    // A line that wraps cannot be wiped.
    size_t Room = std::max(40u, llvm::sys::Process::StandardErrColumns()) - 16;
    llvm::errs() << (Step.size() > Room ? Step.take_back(Room) : Step);
    llvm::errs().flush();
    Shown = true;
  }
  void clear() {
    if (Shown)
      llvm::errs() << "\r\x1b[K";
    Shown = false;
  }

private:
  bool On, Shown = false;
};

/// The reports' streams, opened before the work is done.
class OutputStreams {
public:
  Error open(const CommandLine &C) {
    for (const Output &O : C.Outputs) {
      std::error_code EC;
      auto File = std::make_unique<llvm::ToolOutputFile>(
          O.File.empty() ? "-" : O.File, EC, llvm::sys::fs::OF_Text);
      if (EC)
        return llvm::createStringError(EC, "cannot write '" + O.File +
                                               "': " + EC.message());
      Files.push_back(std::move(File));
    }
    return Error::success();
  }
  llvm::raw_ostream &operator[](size_t I) { return Files[I]->os(); }

  /// Keeps the files; the error is a full disk and the like.
  Error close(const CommandLine &C) {
    for (auto [File, O] : llvm::zip(Files, C.Outputs)) {
      llvm::raw_fd_ostream &OS = File->os();
      OS.flush();
      if (std::error_code EC = OS.error()) {
        OS.clear_error();
        return llvm::createStringError(
            EC,
            "cannot write " +
                (O.File.empty() ? "to standard output" : "'" + O.File + "'") +
                ": " + EC.message());
      }
      File->keep();
    }
    return Error::success();
  }

private:
  std::vector<std::unique_ptr<llvm::ToolOutputFile>> Files;
};

/// One run of the command.
class Run {
public:
  explicit Run(const CommandLine &C)
      : C(C), Progress(!C.Quiet), Understanding(C.Root) {}
  ExitStatus analyse();

private:
  Error configure();
  Error analyseUnit(const projects::UnitPlan &Unit);
  void answer(Pipeline &P, const projects::UnitPlan &Unit);
  void report(ExitStatus Status);
  void complain();
  ExitStatus status() const;
  bool onlyLooks() const {
    return C.What != Emit::Findings || !C.ExplainFunction.empty() ||
           C.ExplainSilence.has_value();
  }

  const CommandLine &C;
  ProgressLine Progress;
  OutputStreams Outputs;
  std::unique_ptr<facts::RuleBase> Overridden;
  std::vector<const facts::CheckInfo *> Checks;
  projects::Plan Plan;
  PipelineOptions Common;
  Results Understanding;
  std::vector<StringRef> Missing; ///< functions of --entry, in no unit so far
  unsigned Answered = 0; ///< units that --explain-... had an answer for
  std::optional<std::string> NoAnswer; ///< why the first of the others had not
  /// Not freed: the process ends then, and the system is quicker at it.
  std::unique_ptr<Pipeline> Last;
};

} // namespace

/// Everything that can be wrong before a source is read.
Error Run::configure() {
  auto Selected = selectChecks(C.Profile, C.Checks);
  if (!Selected)
    return Selected.takeError();
  Checks = std::move(*Selected);
  if (Error E = validateCheckOptions(C.CheckOptions))
    return E;

  if (!C.RuleFiles.empty()) {
    std::vector<StringRef> Files(C.RuleFiles.begin(), C.RuleFiles.end());
    auto Rules = facts::RuleBase::withOverrides(Files);
    if (!Rules) {
      // A list with places of its own, as a compiler prints them.
      llvm::errs() << llvm::toString(Rules.takeError()) << '\n';
      return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                     "--rules: mistakes in the rule files");
    }
    Overridden = std::move(*Rules);
    Common.Rules = Overridden.get();
  }
  auto Sdk = findSdk(C.Sdk);
  if (!Sdk)
    return Sdk.takeError();
  Common.Read.SdkIncludes = std::move(Sdk->Includes);
  Common.Read.ShowDiagnostics = C.ShowDiagnostics;
  auto Planned = planInputs(C);
  if (!Planned)
    return Planned.takeError();
  Plan = std::move(*Planned);
  if (!Sdk->Version.empty())
    Plan.Remarks.push_back(
        {C.Sdk, 0, "the kit's version is " + Sdk->Version, false});
  if (!C.Root.empty() && !llvm::sys::fs::is_directory(C.Root))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "--root: no folder '" + C.Root + "'");
  if (Plan.Units.size() > 1 &&
      (C.What == Emit::Ir || C.What == Emit::CallGraph))
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "there are " + Twine(Plan.Units.size()) +
            " link units, and this --emit is for one: name its project (and "
            "variant)");
  Common.Root = C.Root;
  Common.Entries = C.Entries;
  Common.EntriesMayBeElsewhere = Plan.Units.size() > 1;
  Common.CheckOptions = C.CheckOptions;
  Common.IsEnabled = [this](const facts::CheckInfo &Info) {
    return llvm::is_contained(Checks, &Info);
  };
  // Clang's messages of two sources at a time would be one soup.
  Common.Jobs = C.ShowDiagnostics ? 1
                : C.Jobs          ? C.Jobs
                         : llvm::hardware_concurrency().compute_thread_count();
  Common.Progress = [this](StringRef Step, size_t Done, size_t Of) {
    Progress.show(Step, Done, Of);
  };
  return Outputs.open(C);
}

ExitStatus Run::status() const {
  if (C.FailOn)
    for (const Finding &F : Understanding.findings())
      if (F.Grade >= *C.FailOn)
        return Found;
  if (!Understanding.summary().NothingAnalysed.empty())
    return NothingAnalysed;
  return C.Strict && Understanding.isPartial() ? NothingAnalysed : Clean;
}

/// On stderr: what could not be read or followed, and how much was.
void Run::complain() {
  Progress.clear();
  const report::RunSummary &S = Understanding.summary();
  for (const std::string &F : S.FailedSources)
    llvm::WithColor::error(llvm::errs(), Program) << F << '\n';
  if (!S.NothingAnalysed.empty())
    llvm::WithColor::error(llvm::errs(), Program)
        << "nothing was analysed: " << S.NothingAnalysed << '\n';
  if (C.Quiet)
    return;
  auto Note = [](const Twine &Text) {
    llvm::WithColor::note(llvm::errs(), Program) << Text << '\n';
  };
  auto Most = [&](auto List, StringRef Others, auto Print) {
    for (const auto &Item : llvm::ArrayRef(List).take_front(MostComplaints))
      Print(Item);
    if (List.size() > MostComplaints)
      Note(Twine(List.size() - MostComplaints) + Others);
  };
  Most(llvm::ArrayRef(S.Remarks),
       " more of these; reports in other formats list all", Note);
  if (!C.ShowDiagnostics)
    Most(Understanding.diagnostics(), " more; --show-diagnostics prints all",
         [&](const std::string &D) { Note("not understood: " + D); });
  const report::SourceTable &Sources = Understanding.sources();
  Most(llvm::ArrayRef(S.Degraded),
       " more functions not followed; reports in other formats list all",
       [&](const report::DegradedFunction &D) {
         Note("not followed: '" + D.Function + "' (" +
              Sources.shownPath(D.Where.Expansion.File) + ":" +
              Twine(D.Where.Expansion.Line) + "): " + D.Reason);
       });
  report::writeUnderstanding(S, (Program + ": ").str(), llvm::errs());
}

void Run::report(ExitStatus Status) {
  report::RunSummary &Summary = Understanding.summary();
  Summary.ExecutionSuccessful = Status != NothingAnalysed;
  Summary.ExitCode = Status;
  std::vector<report::RuleDescription> Rules = describeRules(Checks);
  report::ReportOptions O;
  O.ToolVersion = MINIPORT_VERSION;
  O.InformationUri = MINIPORT_HOMEPAGE;
  O.Rules = Rules;
  O.Suppressed = Understanding.suppressed();
  O.WriteSuppressed = C.ShowSuppressed;
  O.Color = C.Color;
  for (auto [I, Out] : llvm::enumerate(C.Outputs))
    report::writeReport(Out.As, Understanding.findings(),
                        Understanding.sources(), Summary, O, Outputs[I]);
}

/// --emit and --explain-...: text instead of findings.
void Run::answer(Pipeline &P, const projects::UnitPlan &Unit) {
  llvm::raw_ostream &OS = Outputs[0];
  if (P.failed().size() == P.understood().Sources)
    return;
  if (C.What == Emit::Ir)
    return ir::print(P.unit().module(), OS);
  if (C.What == Emit::CallGraph)
    return printCallGraph(P.unit(), OS);
  std::string Text;
  llvm::raw_string_ostream Answer(Text);
  Error E = Error::success();
  if (C.What == Emit::Contexts)
    printContexts(P, Answer);
  else if (C.What == Emit::Sal)
    printSal(P, Answer);
  else if (!C.ExplainFunction.empty())
    E = explainFunction(P, C.ExplainFunction, Answer);
  else
    E = explainSilence(P, *C.ExplainSilence, Checks, Answer);
  if (Plan.Units.size() > 1 && !Text.empty())
    OS << "== " << report::nameOf(describeUnit(Unit, P)) << " ==\n";
  OS << Text;
  // Of several link units one may not have the function or the file.
  if (!E)
    ++Answered;
  else if (std::string Why = llvm::toString(std::move(E)); !NoAnswer)
    NoAnswer = std::move(Why);
}

Error Run::analyseUnit(const projects::UnitPlan &Unit) {
  PipelineOptions O = Common;
  O.Commands = Unit.Commands;
  Last = std::make_unique<Pipeline>(std::move(O));
  Pipeline &P = *Last;
  P.read();
  if (Error E = P.link())
    return E;
  if (C.What != Emit::Ir && C.What != Emit::CallGraph) {
    P.simulate();
    if (!onlyLooks() || C.ExplainSilence || C.What == Emit::Sal) {
      P.check();
      P.silence();
    }
  }
  Understanding.add(Unit, P);
  llvm::erase_if(Missing, [&](StringRef Function) {
    return P.unit().module().findFunction(Function) != ir::None;
  });
  if (onlyLooks()) {
    answer(P, Unit);
  } else if (C.Stats) {
    if (Plan.Units.size() > 1)
      llvm::errs() << "== " << report::nameOf(describeUnit(Unit, P)) << " ==\n";
    printStatistics(P, llvm::errs());
  }
  return Error::success();
}

ExitStatus Run::analyse() {
  if (Error E = configure())
    return usage(std::move(E));
  for (const EntryOption &E : C.Entries)
    Missing.push_back(E.Function);
  if (C.What == Emit::CompileDatabase)
    writeCompileDatabase(Plan, Common.Read, Outputs[0]);
  else
    for (const projects::UnitPlan &Unit : Plan.Units)
      if (Error E = analyseUnit(Unit)) {
        Progress.clear();
        return usage(std::move(E));
      }
  if (!Missing.empty() && C.What != Emit::CompileDatabase) {
    Progress.clear();
    return usage(llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "--entry: no function '" + Missing.front() + "' in any link unit"));
  }
  Understanding.finish(Plan.Remarks);
  complain();
  ExitStatus Status = Clean;
  if (!onlyLooks()) {
    Status = status();
    report(Status);
  } else if (NoAnswer && !Answered) {
    return usage(
        llvm::createStringError(llvm::inconvertibleErrorCode(), *NoAnswer));
  } else if (C.What != Emit::CompileDatabase && Understanding.allFailed()) {
    Status = NothingAnalysed;
  }
  if (Error E = Outputs.close(C))
    return usage(std::move(E));
  return Status;
}

static ExitStatus listChecks(const CommandLine &C) {
  auto Checks = selectChecks(C.Profile, C.Checks);
  if (!Checks)
    return usage(Checks.takeError());
  llvm::outs() << "Enabled checks:\n";
  for (const facts::CheckInfo *Info : *Checks)
    llvm::outs() << "    " << Info->Id << '\n';
  return Clean;
}

ExitStatus tool::run(const CommandLine &C) {
  if (C.Help) {
    printHelp(llvm::outs());
    return Clean;
  }
  if (C.Version) {
    llvm::outs() << Program << ' ' << MINIPORT_VERSION << " (LLVM "
                 << LLVM_VERSION_STRING << ")\n";
    return Clean;
  }
  if (C.ListChecks)
    return listChecks(C);
  if (!C.ExplainCheck.empty()) {
    auto Text = explainCheck(C.ExplainCheck);
    if (!Text)
      return usage(Text.takeError());
    llvm::outs() << *Text;
    return Clean;
  }
  // Not freed: the process ends here, and the system is quicker at it.
  static Run *Only = nullptr;
  Only = new Run(C);
  return Only->analyse();
}
