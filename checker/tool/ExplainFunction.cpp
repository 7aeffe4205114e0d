//===- ExplainFunction.cpp - What is known of a function ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Explain.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace miniport;
using namespace miniport::tool;
using engine::ContextId;
using engine::NoId;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Wording
//===----------------------------------------------------------------------===//

std::string Wording::place(ir::SourceLocation L) const {
  if (!L.isValid())
    return "?";
  return (Sources.shownPath(L.Expansion.File) + ":" +
          llvm::Twine(L.Expansion.Line))
      .str();
}

std::string Wording::place(engine::SiteId Site) const {
  return Site == NoId || Site >= E.code().numSites()
             ? "?"
             : place(E.code().instruction(Site).Loc);
}

std::string Wording::level(engine::Level L) const {
  if (L.isUnknown())
    return "IRQL unknown";
  if (L.Low == L.High)
    return "IRQL " + facts::toString(L.Low).str();
  return "IRQL " + facts::toString(L.Low).str() + " to " +
         facts::toString(L.High).str();
}

std::string Wording::property(const engine::Property &P) const {
  std::string Text = level(P.Irql);
  for (const engine::HeldLock &L : P.Held) {
    Text += (L.Maybe ? ", may hold '" : ", holds '") +
            facts::displayName(L.Class).str() + "'";
    if (L.ByPort)
      Text += " (taken by the port driver)";
    else if (L.Acquired != NoId)
      Text += " (taken at " + place(L.Acquired) + ")";
  }
  for (unsigned C = 0; P.HeldAround != ~0U && P.HeldAround >> C; ++C)
    if (P.HeldAround >> C & 1)
      Text += ", under '" +
              facts::displayName(static_cast<facts::LockClass>(C)).str() + "'";
  if (P.HeldByCallers == ~0U || P.HeldAround == ~0U)
    Text += ", callers' locks unknown";
  if (P.Tainted)
    Text += ", tainted (locks or IRQL were touched by what could not be "
            "followed)";
  return Text;
}

std::string Wording::value(engine::ValueId V, uint32_t F) const {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  E.symbols().setFunction(&E.unit().module().Functions[F]);
  E.symbols().print(V, OS);
  return Text;
}

std::string Wording::facts(const engine::Facts &Known, uint32_t F) const {
  std::vector<std::string> Parts;
  for (auto [V, C] : Known.entries()) {
    std::string Text = value(V, F);
    llvm::raw_string_ostream OS(Text);
    OS << " is ";
    if (std::optional<uint64_t> Exact = C->exact())
      OS << *Exact;
    else if (*C == engine::Constraint::notEqual(0, C->width()))
      OS << "not 0";
    else
      C->print(OS);
    Parts.push_back(std::move(Text));
  }
  return llvm::join(Parts, ", ");
}

std::string Wording::root(const engine::Root &R) const {
  const ir::Function &F = E.unit().module().Functions[R.Start.Function];
  if (R.Orphan)
    return ("'" + F.Name + "', which no entry point reaches").str();
  return (R.Name + " '" + F.Name + "'").str();
}

//===----------------------------------------------------------------------===//
// A function
//===----------------------------------------------------------------------===//

namespace {
class FunctionReport {
public:
  FunctionReport(Pipeline &P, llvm::raw_ostream &OS)
      : E(P.engine()), Unit(P.unit()), M(P.unit().module()),
        W(P.sources(), P.engine()), OS(OS) {
    const engine::Simulator &Sim = E.simulator();
    ContextsOf.resize(M.Functions.size());
    CallersOf.resize(Sim.numContexts());
    for (ContextId Id = 0; Id != Sim.numContexts(); ++Id) {
      ContextsOf[Sim.result(Id).Of.Function].push_back(Id);
      for (const engine::CalleeUse &U : Sim.result(Id).Callees)
        CallersOf[U.Callee].insert(U.Site);
      for (uint32_t Root = 0; Root != E.roots().size(); ++Root)
        for (const auto &[Caller, Site] : E.usesOf(Root, Id))
          CallersOf[Id].insert(Site);
    }
  }

  void print(uint32_t F);
  bool isSimulated(uint32_t F) const { return !ContextsOf[F].empty(); }

private:
  void printState(uint32_t F);
  void printNeighbours(uint32_t F);
  void printContext(unsigned Number, ContextId Id);
  void printResult(const engine::Result &R);
  void printEvent(const engine::Event &Event);

  engine::Engine &E;
  const LinkUnit &Unit;
  const ir::Module &M;
  Wording W;
  llvm::raw_ostream &OS;
  std::vector<std::vector<ContextId>> ContextsOf;
  std::vector<std::set<engine::SiteId>> CallersOf;
};
} // namespace

void FunctionReport::printState(uint32_t F) {
  const ir::Function &Fn = M.Functions[F];
  if (const facts::Routine *R = Unit.routine(F))
    OS << "  judged by the rule base, not by a body: " << R->Source << '\n';
  else if (!Fn.HasBody)
    OS << "  has no body here: a call to it may do anything to what it is "
          "handed\n";
  else if (!Fn.Degraded.empty())
    OS << "  degraded, not entered: " << Fn.Degraded << '\n';
  for (const EntryPoint &Entry : Unit.entries()) {
    if (Entry.Function != F)
      continue;
    OS << "  entry point: " << Entry.Role->Name << " (" << Entry.Role->Routine
       << "), ";
    switch (Entry.Evidence) {
    case EntryEvidence::Option:
      OS << "by --entry";
      break;
    case EntryEvidence::Registration:
      OS << "registered at " << W.place(Entry.Registered);
      break;
    case EntryEvidence::RoleType:
      OS << "declared with that type";
      break;
    case EntryEvidence::Convention:
      OS << "by its name";
      break;
    }
    OS << '\n';
  }
  if (Fn.isAnalyzable() && !E.relevance().observes(F))
    OS << "  irrelevant: nothing in it or below it touches a rule; a call "
          "counts for what it may write\n";
}

void FunctionReport::printNeighbours(uint32_t F) {
  auto List = [&](StringRef What, llvm::ArrayRef<uint32_t> Functions) {
    if (Functions.empty())
      return;
    std::vector<std::string> Names;
    for (uint32_t Other : Functions)
      Names.push_back(("'" + M.Functions[Other].Name + "'").str());
    OS << "  " << What << ' ' << llvm::join(Names, ", ") << '\n';
  };
  List("called by", Unit.callers(F));
  List("calls", Unit.callees(F));
}

void FunctionReport::printEvent(const engine::Event &Event) {
  OS << "      " << W.place(Event.Site) << ": ";
  StringRef Class = facts::displayName(Event.Class);
  switch (Event.Kind) {
  case engine::EventKind::Call:
    OS << "calls '" << E.code().calleeName(Event.Site) << "'";
    if (Event.Ceiling)
      OS << ", allowed up to " << facts::toString(*Event.Ceiling);
    break;
  case engine::EventKind::Acquire:
    OS << "takes '" << Class << "'";
    break;
  case engine::EventKind::Release:
    OS << "releases '" << Class << "', which is not held";
    break;
  case engine::EventKind::Relock:
    OS << "takes '" << Class << "' again in a loop";
    break;
  case engine::EventKind::Stall:
    OS << "waits";
    if (Event.MinAmount)
      OS << " at least " << *Event.MinAmount << " us";
    break;
  case engine::EventKind::Return:
    OS << "returns";
    break;
  }
  OS << ", at " << W.level(Event.Irql) << (Event.Tainted ? ", tainted" : "")
     << '\n';
}

void FunctionReport::printContext(unsigned Number, ContextId Id) {
  const engine::Result &R = E.simulator().result(Id);
  uint32_t F = R.Of.Function;
  OS << "  context " << Number << ": "
     << (R.Of.IsForAllLevels ? "run for all levels, " : "")
     << W.property(R.Of.Entry) << '\n';
  for (size_t I = 0; I != R.Of.Params.size(); ++I)
    if (R.Of.Params[I] != NoId)
      OS << "    '" << M.Functions[F].Params[I].Name << "' is "
         << W.value(R.Of.Params[I], F) << '\n';
  if (!R.Of.Inputs.empty())
    OS << "    where " << W.facts(R.Of.Inputs, F) << '\n';
  std::set<std::string> From;
  for (engine::SiteId Site : CallersOf[Id])
    From.insert(W.place(Site));
  if (!From.empty())
    OS << "    called from "
       << llvm::join(std::vector<std::string>(From.begin(), From.end()), ", ")
       << '\n';
  printResult(R);
}

void FunctionReport::printResult(const engine::Result &R) {
  uint32_t F = R.Of.Function;
  if (R.OverBudget)
    OS << "    over budget: nothing is concluded from it\n";
  if (R.Of.For == engine::Mode::Visit)
    OS << "    only looked through: locks and IRQL stay as they are\n";
  else
    OS << "    " << R.Steps << " steps, " << R.States << " states, "
       << R.Cases.size()
       << (R.Cases.size() == 1 ? " outcome\n" : " outcomes\n");
  for (const engine::Case &K : R.Cases) {
    OS << "      returns";
    if (K.Return != NoId)
      OS << ' ' << W.value(K.Return, F);
    OS << " with " << W.property(K.Out);
    if (!K.F.empty())
      OS << "; if " << W.facts(K.F, F);
    OS << '\n';
  }
  if (!R.Events.empty())
    OS << "    what rules look at\n";
  for (const engine::Event &Event : R.Events)
    printEvent(Event);
}

void FunctionReport::print(uint32_t F) {
  const ir::Function &Fn = M.Functions[F];
  OS << "'" << Fn.Name << "'";
  if (Fn.Loc.isValid())
    OS << " at " << W.place(Fn.Loc);
  OS << '\n';
  printState(F);
  printNeighbours(F);
  if (const engine::Result *Run = E.calmRun(F)) {
    OS << "  leaves locks and IRQL as they were, whoever calls it; seen in a "
          "run with nothing known at its entry\n";
    printResult(*Run);
  }
  if (ContextsOf[F].empty() && Fn.isAnalyzable() && E.relevance().observes(F))
    OS << "  not reached from any entry point\n";
  for (auto [I, Id] : llvm::enumerate(ContextsOf[F]))
    printContext(I + 1, Id);
}

llvm::Error tool::explainFunction(Pipeline &P, StringRef Name,
                                  llvm::raw_ostream &OS) {
  FunctionReport Report(P, OS);
  const ir::Module &M = P.unit().module();
  bool Any = false;
  std::vector<StringRef> Names;
  for (uint32_t F = 0; F != M.Functions.size(); ++F) {
    Names.push_back(M.Functions[F].Name);
    if (M.Functions[F].Name != Name)
      continue;
    Report.print(F);
    Any = true;
  }
  if (Any)
    return llvm::Error::success();
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "no function is called '" + Name + "'" +
                                     suggestion(Name, Names));
}

void tool::printContexts(Pipeline &P, llvm::raw_ostream &OS) {
  FunctionReport Report(P, OS);
  for (uint32_t F = 0; F != P.unit().module().Functions.size(); ++F)
    if (Report.isSimulated(F))
      Report.print(F);
}

//===----------------------------------------------------------------------===//
// The call graph
//===----------------------------------------------------------------------===//

/// As a quoted string of the DOT language.
static std::string quoted(StringRef Name) {
  std::string Text = "\"";
  for (char C : Name) {
    if (C == '"' || C == '\\')
      Text += '\\';
    Text += C;
  }
  return Text + '"';
}

void tool::printCallGraph(const LinkUnit &Unit, llvm::raw_ostream &OS) {
  const ir::Module &M = Unit.module();
  OS << "digraph driver {\n  node [shape=box];\n";
  std::vector<std::string> Roles(M.Functions.size());
  for (const EntryPoint &E : Unit.entries())
    Roles[E.Function] +=
        ((Roles[E.Function].empty() ? "" : ", ") + E.Role->Name).str();
  for (uint32_t F = 0; F != M.Functions.size(); ++F) {
    if (!M.Functions[F].HasBody && Unit.callers(F).empty())
      continue;
    std::string Label = quoted(M.Functions[F].Name);
    if (!Roles[F].empty())
      Label.insert(Label.size() - 1, "\\n" + Roles[F]);
    OS << "  f" << F << " [label=" << Label;
    if (!Roles[F].empty())
      OS << ", peripheries=2";
    if (!M.Functions[F].HasBody || Unit.routine(F))
      OS << ", style=dashed";
    OS << "];\n";
  }
  for (uint32_t F = 0; F != M.Functions.size(); ++F)
    for (uint32_t Callee : Unit.callees(F))
      OS << "  f" << F << " -> f" << Callee << ";\n";
  OS << "}\n";
}
