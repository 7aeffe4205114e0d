//===- SarifRules.cpp - The rules of a SARIF run --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/SarifRules.h"
#include "report/SarifLocation.h"
#include "report/Suppression.h"
#include "report/Unicode.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace miniport::report {

static bool byId(const RuleDescription &A, const RuleDescription &B) {
  return A.Id < B.Id;
}

static bool sameId(const RuleDescription &A, const RuleDescription &B) {
  return A.Id == B.Id;
}

/// What is said of a check that the caller did not describe.
static RuleDescription describe(const Finding &F) {
  RuleDescription Rule;
  Rule.Id = F.Check;
  Rule.Summary = F.Check;
  Rule.HelpUri = F.HelpUri;
  Rule.DefaultLevel = F.Grade;
  if (F.Check == NolintCheck) {
    Rule.Summary = "A NOLINTBEGIN or NOLINTEND comment has no counterpart.";
    Rule.Description =
        "A NOLINTBEGIN and its NOLINTEND must carry equal lists of checks, and "
        "blocks must nest. An unmatched comment silences nothing.";
    Rule.HelpUri = "https://clang.llvm.org/extra/clang-tidy/"
                   "#suppressing-undesired-diagnostics";
    Rule.HowPrecise = Precision::VeryHigh;
  }
  return Rule;
}

SarifRules::SarifRules(const ReportContent &Content)
    : Rules(Content.Options.Rules.begin(), Content.Options.Rules.end()) {
  sort(Rules, byId);
  Rules.erase(std::unique(Rules.begin(), Rules.end(), sameId), Rules.end());
  auto AddIfMissing = [&](const Finding &F) {
    RuleDescription Rule = describe(F);
    auto At = lower_bound(Rules, Rule, byId);
    if (At == Rules.end() || At->Id != Rule.Id)
      Rules.insert(At, Rule);
  };
  for (const Finding *F : Content.Findings)
    AddIfMissing(*F);
  if (Content.Options.WriteSuppressed)
    for (const SuppressedFinding &S : Content.Suppressed)
      AddIfMissing(S.What);
}

size_t SarifRules::index(StringRef Check) const {
  RuleDescription Wanted;
  Wanted.Id = Check;
  return lower_bound(Rules, Wanted, byId) - Rules.begin();
}

/// "miniport-lock-unpaired" -> "LockUnpaired": SARIF wants a readable name
/// besides the id.
static std::string pascalName(StringRef Id) {
  Id.consume_front("miniport-");
  std::string Name;
  bool Upper = true;
  for (char C : Id) {
    if (isAlnum(C))
      Name += Upper ? toUpper(C) : C;
    Upper = !isAlnum(C);
  }
  return Name;
}

/// GitHub refuses descriptions of more than 1024 characters.
static std::string shortened(StringRef Text) {
  constexpr size_t Limit = 1024;
  if (Text.size() <= Limit)
    return Text.str();
  StringRef Rest = Text;
  while (Text.size() - Rest.size() < Limit - 8)
    (void)takeCharacter(Rest);
  return (Text.drop_back(Rest.size()) + "...").str();
}

static StringRef precision(Precision P) {
  switch (P) {
  case Precision::Low:
    return "low";
  case Precision::Medium:
    return "medium";
  case Precision::High:
    return "high";
  case Precision::VeryHigh:
    return "very-high";
  }
  llvm_unreachable("not a precision");
}

static StringRef problemSeverity(Severity Grade) {
  return Grade == Severity::Note ? "recommendation" : toString(Grade);
}

static json::Object rule(const RuleDescription &Rule) {
  StringRef Long = Rule.Description.empty() ? Rule.Summary : Rule.Description;
  json::Object Help = sarifMessage(Long);
  json::Object Result{
      {"id", toValidUtf8(Rule.Id)},
      {"name", pascalName(Rule.Id)},
      {"shortDescription", sarifMessage(shortened(Rule.Summary))},
      {"fullDescription", sarifMessage(shortened(Long))},
      {"defaultConfiguration",
       json::Object{{"level", toString(Rule.DefaultLevel)}}},
      {"properties",
       json::Object{{"precision", precision(Rule.HowPrecise)},
                    {"problem.severity", problemSeverity(Rule.DefaultLevel)},
                    {"tags", json::Array{"correctness", "storage-miniport",
                                         "windows-driver"}}}}};
  if (!Rule.HelpUri.empty()) {
    std::string Uri = toValidUtf8(Rule.HelpUri);
    Result["helpUri"] = Uri;
    std::string Text = Help.getString("text")->str();
    Help["text"] = Text + "\n\nSee " + Uri;
    Help["markdown"] = Text + "\n\nSee <" + Uri + ">";
  }
  Result["help"] = std::move(Help);
  return Result;
}

json::Array SarifRules::toJson() const {
  json::Array Result;
  Result.reserve(Rules.size());
  for (const RuleDescription &Rule : Rules)
    Result.push_back(rule(Rule));
  return Result;
}

} // namespace miniport::report
