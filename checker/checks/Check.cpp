//===- Check.cpp - What is common to the checks ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/Check.h"
#include "llvm/ADT/StringExtras.h"

using namespace miniport;
using engine::PathKind;
using engine::PathStep;

std::string CheckContext::option(llvm::StringRef Name) const {
  auto It = Options.Values.find((Info.Id + "." + Name).str());
  if (It != Options.Values.end())
    return It->second;
  const facts::CheckOption *O = Info.option(Name);
  return O ? O->Default.str() : std::string();
}

uint64_t CheckContext::integerOption(llvm::StringRef Name) const {
  uint64_t Value = 0;
  if (llvm::StringRef(option(Name)).getAsInteger(10, Value))
    Info.option(Name)->Default.getAsInteger(10, Value);
  return Value;
}

bool miniport::isOwnLimit(const engine::Code &C, const engine::Event &E) {
  if (E.Effect && E.Effect->Kind == facts::EffectKind::LimitIrql)
    return true;
  return E.CeilingBy && C.function(C.call(E.Site).Targets.front()).HasBody;
}

Severity miniport::demoted(Severity S) {
  return S == Severity::Error ? Severity::Warning : Severity::Note;
}

std::string miniport::lockName(facts::LockClass Class) {
  return facts::displayName(Class).str();
}

std::string miniport::levelName(engine::Level L) {
  return facts::toString(L.Low).str();
}

Finding CheckContext::make(uint32_t Root, engine::SiteId Site, Severity Grade,
                           std::string Message, const engine::Path &How) {
  const engine::Root &R = E.roots()[Root];
  Finding F;
  F.Check = Info.Id.str();
  F.Grade = R.Contested ? Severity::Note : Grade;
  F.Message = std::move(Message);
  F.Where = locationOf(Site);
  F.Function = functionOf(Site).Name.str();
  F.EntryPoint = module().Functions[R.Start.Function].Name.str();
  F.Role = R.Entry ? R.Entry->Role->Name.str() : std::string();
  F.HelpUri = Info.Document.str();
  F.Path = describe(E, Root, How);
  return F;
}

std::string miniport::inWords(double Microseconds) {
  auto Number = [](double X) {
    std::string S = std::to_string(X);
    S.erase(S.find_last_not_of('0') + 1);
    if (S.back() == '.')
      S.pop_back();
    return S;
  };
  if (Microseconds >= 1e6)
    return Number(Microseconds / 1e6) + " s";
  if (Microseconds >= 1e3)
    return Number(Microseconds / 1e3) + " ms";
  return Number(Microseconds) + " us";
}

namespace {

std::string describeEntry(const engine::Root &R) {
  if (R.Orphan)
    return "no entry point is known to reach this function";
  std::string Text = "entered";
  const engine::Level L = R.Start.Entry.Irql;
  if (L.Low == L.High)
    Text += " at " + facts::toString(L.Low).str();
  else if (L.High != facts::Irql::High)
    Text += " at IRQL <= " + facts::toString(L.High).str();
  Text += " as '" + R.Entry->Role->Routine.str() + "'";
  if (R.Case)
    Text += " (" + R.Case->When.str() + ")";
  llvm::SmallVector<std::string, 2> Held;
  for (const engine::HeldLock &Lock : R.Start.Entry.Held)
    Held.push_back("'" + lockName(Lock.Class) + "'");
  if (!Held.empty())
    Text += ", with " + llvm::join(Held, " and ") + " held";
  return Text;
}

std::string describeStep(const engine::Engine &E, const engine::Root &R,
                         const PathStep &P) {
  const ir::Module &M = E.unit().module();
  switch (P.Kind) {
  case PathKind::Enter:
    return describeEntry(R);
  case PathKind::Assume:
    return ("assuming '" + E.code().instruction(P.Site).text() + "' is " +
            (P.Value ? "true" : "false"))
        .str();
  case PathKind::Case:
    return ("assuming '" + E.code().instruction(P.Site).text() + "' is " +
            (P.Value ? std::to_string(P.CaseValue) : "none of the cases"))
        .str();
  case PathKind::Call: {
    const ir::Value &Callee = E.code().instruction(P.Site).Args[0];
    if (Callee.Kind == ir::ValueKind::Function)
      return "calling '" + M.Functions[Callee.Index].Name.str() + "'";
    return "calling through a pointer";
  }
  case PathKind::Acquire:
    return "'" + lockName(P.Class) + "' is acquired here";
  case PathKind::Release:
    return "'" + lockName(P.Class) + "' is released here";
  case PathKind::Stall:
    return "busy for " + inWords(static_cast<double>(P.CaseValue)) + " here";
  case PathKind::Loop:
    return "looping";
  case PathKind::Here:
    return "";
  }
  return "";
}

} // namespace

std::vector<PathNote> miniport::describe(const engine::Engine &E, uint32_t Root,
                                         const engine::Path &How) {
  const engine::Root &R = E.roots()[Root];
  std::vector<PathNote> Notes;
  for (const PathStep &P : How) {
    const ir::Function &F = E.unit().module().Functions[P.Function];
    PathNote N;
    N.Where = P.Site == engine::NoId ? F.Loc : E.code().instruction(P.Site).Loc;
    N.Message = describeStep(E, R, P);
    N.Function = F.Name.str();
    N.Depth = P.Depth;
    if (!N.Message.empty() && N.Where.isValid())
      Notes.push_back(std::move(N));
  }
  return Notes;
}
