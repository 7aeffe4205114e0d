//===- Sarif.cpp - Findings as SARIF 2.1.0 --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Sarif.h"
#include "report/Fingerprint.h"
#include "report/SarifInvocation.h"
#include "report/SarifLocation.h"
#include "report/SarifRules.h"
#include "report/Unicode.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace llvm;

namespace miniport::report {

namespace {

class SarifWriter {
public:
  explicit SarifWriter(const ReportContent &Content)
      : Content(Content), Locations(Content.Sources), Rules(Content) {}

  json::Object log();

private:
  using Place = SarifLocations::Context;

  void collectFiles();
  json::Object run();
  json::Object driver() const;
  json::Array results();
  json::Object result(const Finding &F, StringRef Fingerprint);
  json::Object fingerprints(const Finding &F, StringRef Stable);
  json::Object step(ir::SourcePoint At, StringRef Function, StringRef Message,
                    unsigned Depth, bool Essential) const;
  json::Array codeFlows(const Finding &F) const;
  json::Array relatedLocations(const Finding &F) const;
  json::Array fixes(const Finding &F) const;
  json::Array suppressions(const SuppressedFinding &S) const;

  const ReportContent &Content;
  SarifLocations Locations;
  SarifRules Rules;
  std::map<uint32_t, LineHashes> Hashes; ///< by file
};

} // namespace

void SarifWriter::collectFiles() {
  for (const Finding *F : Content.Findings)
    Locations.use(*F);
  if (Content.Options.WriteSuppressed)
    for (const SuppressedFinding &S : Content.Suppressed) {
      Locations.use(S.What);
      if (S.Directive.isValid())
        Locations.use(S.Directive.File);
    }
  for (const DegradedFunction &D : Content.Summary.Degraded)
    if (D.Where.isValid())
      Locations.use(D.Where.Expansion.File);
  for (const MissingInclude &M : Content.Summary.MissingIncludes)
    if (M.Where.isValid())
      Locations.use(M.Where.Expansion.File);
  Locations.number();
}

json::Object SarifWriter::driver() const {
  const ReportOptions &Options = Content.Options;
  json::Object Driver{{"name", "miniport-tidy"}, {"rules", Rules.toJson()}};
  Driver["fullName"] = toValidUtf8("miniport-tidy " + Options.ToolVersion);
  if (!Options.ToolVersion.empty())
    Driver["semanticVersion"] = toValidUtf8(Options.ToolVersion);
  if (!Options.InformationUri.empty())
    Driver["informationUri"] = toValidUtf8(Options.InformationUri);
  if (json::Array Kinds = notificationDescriptors(Content.Summary);
      !Kinds.empty())
    Driver["notifications"] = std::move(Kinds);
  return Driver;
}

json::Object SarifWriter::fingerprints(const Finding &F, StringRef Stable) {
  json::Object Result{{StableFingerprintName, Stable.str()}};
  ir::SourcePoint At = F.Where.Expansion;
  if (!At.isValid())
    return Result;
  auto It = Hashes.find(At.File);
  if (It == Hashes.end())
    It =
        Hashes
            .emplace(At.File,
                     LineHashes(Content.Sources.contents(At.File).value_or("")))
            .first;
  // Without the text GitHub's upload action computes it from the checkout.
  if (std::string Hash = It->second[At.Line];
      !Hash.empty() && Content.Sources.contents(At.File))
    Result["primaryLocationLineHash"] = std::move(Hash);
  return Result;
}

json::Object SarifWriter::step(ir::SourcePoint At, StringRef Function,
                               StringRef Message, unsigned Depth,
                               bool Essential) const {
  json::Object Location = Locations.location(At, Function);
  Location["message"] = sarifMessage(Message);
  return json::Object{{"location", std::move(Location)},
                      {"nestingLevel", Depth},
                      {"importance", Essential ? "essential" : "important"}};
}

json::Array SarifWriter::codeFlows(const Finding &F) const {
  json::Array Steps;
  Steps.reserve(F.Path.size() + 1);
  // The flow ends at the finding, whether or not its path says so.
  bool EndsThere = F.Path.back().Where.Expansion == F.Where.Expansion;
  for (auto [I, Note] : enumerate(F.Path)) {
    bool Last = EndsThere && I + 1 == F.Path.size();
    Steps.push_back(step(Note.Where.Expansion, Note.Function, Note.Message,
                         Note.Depth, I == 0 || Last));
  }
  if (!EndsThere) {
    // As deep as the path was in that function before, or one call deeper.
    unsigned Depth = F.Path.back().Depth + 1;
    for (const PathNote &Note : F.Path)
      if (Note.Function == F.Function)
        Depth = Note.Depth;
    Steps.push_back(
        step(F.Where.Expansion, F.Function, F.Message, Depth, true));
  }
  return json::Array{json::Object{
      {"threadFlows",
       json::Array{json::Object{{"locations", std::move(Steps)}}}}}};
}

json::Array SarifWriter::relatedLocations(const Finding &F) const {
  json::Array Result;
  Result.reserve(F.Path.size() + 1);
  std::set<std::tuple<ir::SourcePoint, StringRef>> Seen;
  auto Add = [&](ir::SourcePoint At, StringRef Function, StringRef Message) {
    if (!At.isValid() || !Seen.insert({At, Message}).second)
      return;
    json::Object Location = Locations.location(At, Function);
    Location["id"] = static_cast<int64_t>(Result.size() + 1);
    Location["message"] = sarifMessage(Message);
    Result.push_back(std::move(Location));
  };
  std::string Expanded;
  if (F.Where.isMacro()) {
    std::string Macro = Content.Sources.macroDefinedAround(F.Where.Spelling);
    Expanded = "expanded from macro '" + Macro + "'";
    if (!Macro.empty())
      Add(F.Where.Spelling, "", Expanded);
  }
  for (const PathNote &Note : F.Path)
    Add(Note.Where.Expansion, Note.Function, Note.Message);
  return Result;
}

/// All fix-its of a finding are one fix: applied together or not at all.
json::Array SarifWriter::fixes(const Finding &F) const {
  std::map<std::string, std::pair<uint32_t, json::Array>> ByFile;
  for (const FixIt &Fix : F.Fixes) {
    if (Fix.Begin.isMacro() || Fix.End.isMacro() || !Fix.Begin.isValid() ||
        Fix.Begin.Expansion.File != Fix.End.Expansion.File)
      return {};
    auto &[File, Replacements] =
        ByFile[Content.Sources.uri(Fix.Begin.Expansion.File)];
    File = Fix.Begin.Expansion.File;
    json::Object Replacement{
        {"deletedRegion",
         Locations.region(Fix.Begin.Expansion, Fix.End.Expansion)}};
    if (!Fix.Replacement.empty())
      Replacement["insertedContent"] = sarifContent(Fix.Replacement);
    Replacements.push_back(std::move(Replacement));
  }
  json::Array Changes;
  for (auto &[Uri, Change] : ByFile)
    Changes.push_back(json::Object{
        {"artifactLocation", Locations.artifactLocation(Change.first)},
        {"replacements", std::move(Change.second)}});
  if (Changes.empty())
    return {};
  return json::Array{
      json::Object{{"description", sarifMessage("Mend '" + F.Check + "'")},
                   {"artifactChanges", std::move(Changes)}}};
}

json::Array SarifWriter::suppressions(const SuppressedFinding &S) const {
  json::Object Suppression{{"kind", "inSource"}};
  if (S.Directive.isValid())
    Suppression["location"] = Locations.location(S.Directive, "");
  if (!S.Justification.empty())
    Suppression["justification"] = toValidUtf8(S.Justification);
  return json::Array{std::move(Suppression)};
}

json::Object SarifWriter::result(const Finding &F, StringRef Fingerprint) {
  json::Object Result{{"ruleId", toValidUtf8(F.Check)},
                      {"ruleIndex", static_cast<int64_t>(Rules.index(F.Check))},
                      {"level", toString(F.Grade)},
                      {"message", sarifMessage(F.Message)},
                      {"partialFingerprints", fingerprints(F, Fingerprint)}};
  json::Object Where =
      Locations.location(F.Where.Expansion, F.Function, Place::Snippets);
  if (!Where.empty())
    Result["locations"] = json::Array{std::move(Where)};
  if (!F.Path.empty())
    Result["codeFlows"] = codeFlows(F);
  if (json::Array Related = relatedLocations(F); !Related.empty())
    Result["relatedLocations"] = std::move(Related);
  if (json::Array Fixes = fixes(F); !Fixes.empty())
    Result["fixes"] = std::move(Fixes);
  json::Object Properties;
  for (auto [Key, Value] :
       {std::pair<StringRef, StringRef>{"entryPoint", F.EntryPoint},
        {"role", F.Role},
        {"evidence", F.Evidence}})
    if (!Value.empty())
      Properties[Key] = toValidUtf8(Value);
  for (const auto &[Key, Names] :
       {std::pair<StringRef, const std::vector<std::string> &>{"linkUnits",
                                                               F.LinkUnits},
        {"variants", F.Variants}}) {
    json::Array List;
    for (const std::string &Name : Names)
      List.push_back(toValidUtf8(Name));
    if (!List.empty())
      Properties[Key] = std::move(List);
  }
  if (!Properties.empty())
    Result["properties"] = std::move(Properties);
  return Result;
}

json::Array SarifWriter::results() {
  std::vector<const Finding *> All(Content.Findings.begin(),
                                   Content.Findings.end());
  for (const SuppressedFinding &S : Content.Suppressed)
    All.push_back(&S.What);
  std::vector<std::string> Stable = stableFingerprints(All, Content.Sources);

  bool WithSuppressed =
      Content.Options.WriteSuppressed && !Content.Suppressed.empty();
  json::Array Results;
  Results.reserve(All.size()); // growing copies
  for (auto [I, F] : enumerate(Content.Findings)) {
    json::Object Result = result(*F, Stable[I]);
    if (WithSuppressed)
      Result["suppressions"] = json::Array{};
    Results.push_back(std::move(Result));
  }
  if (WithSuppressed)
    for (auto [I, S] : enumerate(Content.Suppressed)) {
      json::Object Result = result(S.What, Stable[Content.Findings.size() + I]);
      Result["suppressions"] = suppressions(S);
      Results.push_back(std::move(Result));
    }
  return Results;
}

json::Object SarifWriter::run() {
  json::Object Root{
      {"description", sarifMessage("The root of the driver's source tree.")}};
  if (Content.Options.WriteRootUri)
    Root["uri"] = Content.Sources.rootUri();
  std::string Id = Content.Options.AutomationId.empty()
                       ? "miniport-tidy/"
                       : Content.Options.AutomationId;
  json::Object Run{
      {"tool", json::Object{{"driver", driver()}}},
      {"automationDetails", json::Object{{"id", toValidUtf8(Id)}}},
      {"columnKind", "utf16CodeUnits"},
      {"originalUriBaseIds", json::Object{{"SRCROOT", std::move(Root)}}},
      {"invocations", json::Array{sarifInvocation(Content.Summary, Locations)}},
      {"results", results()}};
  if (json::Array Artifacts = Locations.artifacts(); !Artifacts.empty())
    Run["artifacts"] = std::move(Artifacts);
  return Run;
}

json::Object SarifWriter::log() {
  collectFiles();
  return json::Object{
      {"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/"
                  "schemas/sarif-schema-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", json::Array{run()}}};
}

void writeSarif(const ReportContent &Content, raw_ostream &OS) {
  json::Value Log = SarifWriter(Content).log();
  json::OStream(OS, /*IndentSize=*/2).value(Log);
  OS << '\n';
}

} // namespace miniport::report
