//===- Run.cpp - Doing what the command line says -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Run.h"
#include "ir/Text.h"
#include "tool/CheckSelection.h"
#include "tool/Explain.h"
#include "tool/Inputs.h"
#include "tool/Pipeline.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/ToolOutputFile.h"
#include "llvm/Support/WithColor.h"

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
  explicit Run(const CommandLine &C) : C(C), Progress(!C.Quiet) {}
  ExitStatus analyse();

private:
  Error configure();
  Error answer();
  void report(ExitStatus Status);
  void complain();
  ExitStatus status() const;
  bool nothingAnalysed(std::string &Why) const;

  const CommandLine &C;
  ProgressLine Progress;
  OutputStreams Outputs;
  std::unique_ptr<facts::RuleBase> Overridden;
  std::vector<const facts::CheckInfo *> Checks;
  std::unique_ptr<Pipeline> P;
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

  PipelineOptions O;
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
    O.Rules = Overridden.get();
  }
  auto Sdk = findSdk(C.Sdk);
  if (!Sdk)
    return Sdk.takeError();
  O.Read.SdkIncludes = std::move(*Sdk);
  O.Read.ShowDiagnostics = C.ShowDiagnostics;
  auto Commands = findCommands(C);
  if (!Commands)
    return Commands.takeError();
  O.Commands = std::move(*Commands);
  if (!C.Root.empty() && !llvm::sys::fs::is_directory(C.Root))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "--root: no folder '" + C.Root + "'");
  O.Root = C.Root;
  O.Entries = C.Entries;
  O.CheckOptions = C.CheckOptions;
  O.IsEnabled = [this](const facts::CheckInfo &Info) {
    return llvm::is_contained(Checks, &Info);
  };
  // Clang's messages of two sources at a time would be one soup.
  O.Jobs = C.ShowDiagnostics ? 1
           : C.Jobs          ? C.Jobs
                    : llvm::hardware_concurrency().compute_thread_count();
  O.Progress = [this](StringRef Step, size_t Done, size_t Of) {
    Progress.show(Step, Done, Of);
  };
  if (Error E = Outputs.open(C))
    return E;
  P = std::make_unique<Pipeline>(std::move(O));
  return Error::success();
}

/// Nothing at all came of it: an exit status of 0 would be a silent pass.
bool Run::nothingAnalysed(std::string &Why) const {
  const Understood &U = P->understood();
  if (P->failed().size() == U.Sources)
    Why = "no source could be read";
  else if (U.Functions == 0)
    Why = "there is no function in the sources";
  else if (U.Functions == U.Degraded)
    Why = "no function could be followed in full";
  else if (U.EntryPoints == 0)
    Why = "no entry point was found (give --entry ROLE=FUNCTION, or the "
          "sources that register the call-backs)";
  return !Why.empty();
}

ExitStatus Run::status() const {
  if (C.FailOn)
    for (const Finding &F : P->findings())
      if (F.Grade >= *C.FailOn)
        return Found;
  std::string Why;
  if (nothingAnalysed(Why))
    return NothingAnalysed;
  bool All = P->failed().empty() && P->understood().Degraded == 0;
  return C.Strict && !All ? NothingAnalysed : Clean;
}

/// On stderr: what could not be read or followed, and how much was.
void Run::complain() {
  Progress.clear();
  for (const FailedSource &F : P->failed())
    llvm::WithColor::error(llvm::errs(), Program) << F.Reason << '\n';
  std::string Why;
  if (nothingAnalysed(Why))
    llvm::WithColor::error(llvm::errs(), Program)
        << "nothing was analysed: " << Why << '\n';
  if (C.Quiet)
    return;
  const Understood &U = P->understood();
  if (!C.ShowDiagnostics) {
    for (const std::string &D : P->diagnostics().take_front(MostComplaints))
      llvm::WithColor::note(llvm::errs(), Program)
          << "not understood: " << D << '\n';
    if (P->diagnostics().size() > MostComplaints)
      llvm::WithColor::note(llvm::errs(), Program)
          << P->diagnostics().size() - MostComplaints
          << " more; --show-diagnostics prints all\n";
  }
  auto Degraded = P->degraded();
  for (const report::DegradedFunction &D :
       llvm::ArrayRef(Degraded).take_front(MostComplaints))
    llvm::WithColor::note(llvm::errs(), Program)
        << "not followed: '" << D.Function << "' ("
        << P->sources().shownPath(D.Where.Expansion.File) << ':'
        << D.Where.Expansion.Line << "): " << D.Reason << '\n';
  if (Degraded.size() > MostComplaints)
    llvm::WithColor::note(llvm::errs(), Program)
        << Degraded.size() - MostComplaints
        << " more functions not followed; reports in other formats list all\n";
  llvm::errs() << Program << ": read " << U.Sources - P->failed().size()
               << " of " << report::countOf(U.Sources, "source") << ", "
               << U.SourcesInPart << " with errors; followed "
               << U.Functions - U.Degraded << " of "
               << report::countOf(U.Functions, "function") << " from "
               << report::countOf(U.EntryPoints, "entry point") << '\n';
}

void Run::report(ExitStatus Status) {
  report::RunSummary Summary;
  Summary.FunctionsAnalysed = P->understood().Functions;
  Summary.Degraded = P->degraded();
  Summary.ExecutionSuccessful = Status != NothingAnalysed;
  Summary.ExitCode = Status;
  std::vector<report::RuleDescription> Rules = describeRules(Checks);
  report::ReportOptions O;
  O.ToolVersion = MINIPORT_VERSION;
  O.InformationUri = MINIPORT_HOMEPAGE;
  O.Rules = Rules;
  O.Suppressed = P->suppressed();
  O.WriteSuppressed = C.ShowSuppressed;
  O.Color = C.Color;
  for (auto [I, Out] : llvm::enumerate(C.Outputs))
    report::writeReport(Out.As, P->findings(), P->sources(), Summary, O,
                        Outputs[I]);
}

/// --emit and --explain-...: text instead of findings.
Error Run::answer() {
  llvm::raw_ostream &OS = Outputs[0];
  if (C.What == Emit::Ir)
    ir::print(P->unit().module(), OS);
  else if (C.What == Emit::CallGraph)
    printCallGraph(P->unit(), OS);
  else if (C.What == Emit::Contexts)
    printContexts(*P, OS);
  else if (!C.ExplainFunction.empty())
    return explainFunction(*P, C.ExplainFunction, OS);
  else
    return explainSilence(*P, *C.ExplainSilence, Checks, OS);
  return Error::success();
}

ExitStatus Run::analyse() {
  if (Error E = configure())
    return usage(std::move(E));
  P->read();
  if (Error E = P->link()) {
    Progress.clear();
    return usage(std::move(E));
  }
  bool OnlyLooks = C.What != Emit::Findings || !C.ExplainFunction.empty() ||
                   C.ExplainSilence.has_value();
  if (C.What != Emit::Ir && C.What != Emit::CallGraph) {
    P->simulate();
    if (!OnlyLooks || C.ExplainSilence) {
      P->check();
      P->silence();
    }
  }
  complain();
  ExitStatus Status = Clean;
  if (OnlyLooks) {
    std::string Why;
    if (P->failed().size() == P->understood().Sources)
      Status = NothingAnalysed;
    else if (Error E = answer())
      return usage(std::move(E));
  } else {
    Status = status();
    report(Status);
    if (C.Stats)
      printStatistics(*P, llvm::errs());
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
