//===- SarifInvocation.cpp - How much was understood, in SARIF ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/SarifInvocation.h"
#include "report/Report.h"
#include "report/Unicode.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace miniport::report {

namespace {

/// A kind of notification: its descriptor's texts.
struct Kind {
  StringLiteral Id, Name, Short, Full;
};

struct Notification {
  StringRef Kind, Level;
  std::string Message;
  ir::SourcePoint Where;
  StringRef Function;
};

} // namespace

static constexpr Kind Kinds[] = {
    {"degraded-function", "DegradedFunction",
     "A function was analysed in part only.",
     "Part of a function could not be analysed. Findings that depend on it are "
     "graded lower or missing."},
    {"unread-source", "UnreadSource", "A source could not be read.",
     "A source of the driver could not be read at all. Its functions are "
     "missing from the analysis."},
    {"missing-include", "MissingInclude",
     "An included file is not in the tree.",
     "Sources were read without a file that they include. What it declares was "
     "guessed from its use."},
    {"unknown-routine", "UnknownRoutine", "Nothing is known of a routine.",
     "A routine has neither a body nor a rule. It is taken to do nothing that "
     "a check asks about; a file given to --rules can say more."},
    {"tree-remark", "TreeRemark", "How the driver's tree was understood.",
     "A project file refers to something that is not there, or says nothing "
     "and was completed by a guess."},
    {"nothing-analysed", "NothingAnalysed", "There is nothing to analyse.",
     "No code of the driver could be entered. That there is no finding says "
     "nothing about it."},
};

static std::vector<Notification> notifications(const RunSummary &Run) {
  std::vector<Notification> All;
  if (!Run.NothingAnalysed.empty())
    All.push_back({"nothing-analysed", "error", Run.NothingAnalysed, {}, ""});
  for (const std::string &S : Run.FailedSources)
    All.push_back({"unread-source", "error", S, {}, ""});
  for (const DegradedFunction &D : Run.Degraded)
    All.push_back(
        {"degraded-function", "warning",
         "'" + D.Function + "' was analysed in part only: " + D.Reason,
         D.Where.Expansion, D.Function});
  for (const MissingInclude &M : Run.MissingIncludes)
    All.push_back({"missing-include", "note",
                   "'" + M.Name + "' is " +
                       (M.Generated ? "made by a build, and not there"
                                    : "included, and not there") +
                       " (" + countOf(M.Sources, "source") + ")",
                   M.Where.Expansion, ""});
  for (const UnknownRoutine &R : Run.UnknownRoutines)
    All.push_back(
        {"unknown-routine",
         "note",
         "no rule for '" + R.Name + "' (" + countOf(R.Calls, "call") + ")",
         {},
         ""});
  for (const std::string &R : Run.Remarks)
    All.push_back({"tree-remark", "note", R, {}, ""});
  return All;
}

/// The kinds that occur, in the table's order.
static std::vector<const Kind *> kindsOf(ArrayRef<Notification> All) {
  std::vector<const Kind *> Result;
  for (const Kind &K : Kinds)
    if (any_of(All, [&](const Notification &N) { return N.Kind == K.Id; }))
      Result.push_back(&K);
  return Result;
}

json::Array notificationDescriptors(const RunSummary &Run) {
  json::Array Result;
  for (const Kind *K : kindsOf(notifications(Run)))
    Result.push_back(json::Object{{"id", K->Id},
                                  {"name", K->Name},
                                  {"shortDescription", sarifMessage(K->Short)},
                                  {"fullDescription", sarifMessage(K->Full)},
                                  {"help", sarifMessage(K->Full)}});
  return Result;
}

static json::Array units(const RunSummary &Run) {
  json::Array Result;
  for (const LinkUnitSummary &U : Run.Units) {
    json::Array Entries;
    for (const EnteredFunction &E : U.Entries)
      Entries.push_back(json::Object{{"role", toValidUtf8(E.Role)},
                                     {"function", toValidUtf8(E.Function)},
                                     {"found", E.How}});
    Result.push_back(json::Object{{"name", toValidUtf8(U.Name)},
                                  {"variant", toValidUtf8(U.Variant)},
                                  {"sources", U.Sources},
                                  {"sourcesFailed", U.SourcesFailed},
                                  {"sourcesWithErrors", U.SourcesInPart},
                                  {"functions", U.Functions},
                                  {"functionsDegraded", U.Degraded},
                                  {"functionsNotReached", U.NotReached},
                                  {"entryPoints", std::move(Entries)}});
  }
  return Result;
}

json::Object sarifInvocation(const RunSummary &Run,
                             const SarifLocations &Locations) {
  std::vector<Notification> All = notifications(Run);
  std::vector<const Kind *> Known = kindsOf(All);
  json::Array Notifications;
  for (const Notification &N : All) {
    size_t K = 0;
    while (Known[K]->Id != N.Kind)
      ++K;
    json::Object O{
        {"descriptor",
         json::Object{{"id", N.Kind}, {"index", static_cast<int64_t>(K)}}},
        {"level", N.Level},
        {"message", sarifMessage(N.Message)}};
    // The schema has an array, which an unknown place leaves empty.
    json::Object Where = Locations.location(N.Where, N.Function);
    if (!Where.empty())
      O["locations"] = json::Array{std::move(Where)};
    Notifications.push_back(std::move(O));
  }
  json::Object Properties{
      {"functionsAnalysed", Run.FunctionsAnalysed},
      {"functionsDegraded", static_cast<int64_t>(Run.Degraded.size())}};
  if (!Run.Units.empty())
    Properties["linkUnits"] = units(Run);
  json::Object Invocation{{"executionSuccessful", Run.ExecutionSuccessful},
                          {"exitCode", Run.ExitCode},
                          {"properties", std::move(Properties)}};
  if (!Notifications.empty())
    Invocation["toolExecutionNotifications"] = std::move(Notifications);
  return Invocation;
}

} // namespace miniport::report
