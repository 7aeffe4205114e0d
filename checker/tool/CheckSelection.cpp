//===- CheckSelection.cpp - Which checks run, and how ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CheckSelection.h"
#include "report/CheckGlobs.h"
#include "tool/CommandLine.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace miniport;
using namespace miniport::tool;
using facts::CheckInfo;
using facts::CheckProfile;
using llvm::Error;
using llvm::StringRef;
using llvm::Twine;

static Error wrong(const Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

static std::vector<StringRef> allNames() {
  std::vector<StringRef> Names;
  for (const CheckInfo &C : facts::allChecks())
    Names.push_back(C.Id);
  return Names;
}

/// A profile adds to those before it: what belongs to 'review' is on there
/// whether or not it is on by default, which is about 'default'.
static bool isInProfile(const CheckInfo &C, CheckProfile P) {
  if (C.OnByDefault)
    return C.Profile <= P;
  return C.Profile != CheckProfile::Default && C.Profile <= P;
}

llvm::Expected<std::vector<const CheckInfo *>>
tool::selectChecks(CheckProfile Profile, StringRef Globs) {
  std::string Unmatched;
  for (const report::UnmatchedGlob &G :
       report::CheckGlobs(Globs).unmatched(allNames()))
    Unmatched += (Twine(Unmatched.empty() ? "" : "; ") + "no check matches '" +
                  G.Glob + "'" +
                  (G.Nearest.empty() ? std::string()
                                     : " (did you mean '" + G.Nearest + "'?)"))
                     .str();
  if (!Unmatched.empty())
    return wrong(Unmatched);

  std::string List;
  for (const CheckInfo &C : facts::allChecks())
    if (isInProfile(C, Profile))
      List += (C.Id + ",").str();
  List += Globs;
  report::CheckGlobs Selected(List);
  std::vector<const CheckInfo *> Checks;
  for (const CheckInfo &C : facts::allChecks())
    if (Selected.contains(C.Id))
      Checks.push_back(&C);
  if (Checks.empty())
    return wrong("no checks are on: --checks=" + Globs + " takes all away");
  return Checks;
}

Error tool::validateCheckOptions(
    const std::map<std::string, std::string> &Options) {
  for (const auto &[Name, Value] : Options) {
    auto [Id, Key] = StringRef(Name).rsplit('.');
    const CheckInfo *C = facts::lookUpCheck(Id);
    if (!C)
      return wrong("no check is called '" + Id + "'" +
                   suggestion(Id, allNames()));
    const facts::CheckOption *O = C->option(Key);
    if (!O) {
      std::vector<StringRef> Keys;
      for (const facts::CheckOption &Known : C->Options)
        Keys.push_back(Known.Name);
      return wrong("'" + Id + "' has no option '" + Key + "'" +
                   suggestion(Key, Keys));
    }
    uint64_t Number;
    bool Good = O->Type == "integer"
                    ? !StringRef(Value).getAsInteger(10, Number)
                : O->Type == "boolean" ? Value == "true" || Value == "false"
                                       : true;
    if (!Good)
      return wrong("invalid value '" + Value + "' for '" + Name +
                   "': expected " +
                   (O->Type == "integer" ? "a whole number" : "true or false"));
  }
  return Error::success();
}

std::vector<report::RuleDescription>
tool::describeRules(llvm::ArrayRef<const CheckInfo *> Checks) {
  std::vector<report::RuleDescription> Rules;
  for (const CheckInfo *C : Checks) {
    report::RuleDescription R;
    R.Id = C->Id;
    R.Summary = C->Summary;
    R.HelpUri = C->Document;
    R.DefaultLevel = static_cast<Severity>(C->Severity);
    R.HowPrecise = C->Tier == 1   ? report::Precision::VeryHigh
                   : C->Tier == 2 ? report::Precision::High
                                  : report::Precision::Medium;
    Rules.push_back(R);
  }
  return Rules;
}

static StringRef severityName(const CheckInfo &C) {
  return report::toString(static_cast<Severity>(C.Severity));
}

/// Options, documents and names elsewhere, which every page ends with.
static void printRow(const CheckInfo &C, llvm::raw_ostream &OS) {
  OS << C.Id << ": " << C.Summary << "\n\nat most: " << severityName(C)
     << (C.OnByDefault ? "; on by default" : "; off by default") << '\n';
  for (const facts::CheckOption &O : C.Options)
    OS << "option " << O.Name << " (" << O.Type << ", default " << O.Default
       << "): " << O.Summary << '\n';
  if (!C.SdvRules.empty())
    OS << "replaces SDV's " << llvm::join(C.SdvRules, ", ") << '\n';
  OS << "document: " << C.Document << '\n';
}

llvm::Expected<std::string> tool::explainCheck(StringRef Id) {
  const CheckInfo *C = facts::lookUpCheck(Id);
  if (!C)
    C = facts::lookUpCheck(("miniport-" + Id).str());
  if (!C)
    return wrong("no check is called '" + Id + "'" +
                 suggestion(Id, allNames()));
  for (const CheckPage &Page : checkPages())
    if (Page.Id == C->Id)
      return Page.Text.str();
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  printRow(*C, OS);
  return Text;
}
