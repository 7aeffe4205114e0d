//===- Json.cpp - Findings as our own JSON --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Json.h"
#include "report/Fingerprint.h"
#include "report/Unicode.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace miniport::report {

namespace {

class JsonWriter {
public:
  JsonWriter(const ReportContent &Content, raw_ostream &OS)
      : Content(Content), J(OS, /*IndentSize=*/2) {}

  void write();

private:
  void text(StringRef Key, StringRef Value) {
    J.attribute(Key, toValidUtf8(Value));
  }
  void placeMembers(ir::SourcePoint At);
  void place(StringRef Key, ir::SourcePoint At);
  void location(StringRef Key, const ir::SourceLocation &At);
  void summary();
  void findingMembers(const Finding &F, StringRef Fingerprint);
  void names(StringRef Key, ArrayRef<std::string> Names);
  void understood();
  void path(const Finding &F);
  void fixes(const Finding &F);

  const ReportContent &Content;
  json::OStream J;
};

} // namespace

void JsonWriter::placeMembers(ir::SourcePoint At) {
  if (!At.isValid())
    return;
  text("file", Content.Sources.rootRelativePath(At.File));
  J.attribute("line", At.Line);
  J.attribute("column", At.Column);
}

void JsonWriter::place(StringRef Key, ir::SourcePoint At) {
  J.attributeObject(Key, [&] { placeMembers(At); });
}

void JsonWriter::location(StringRef Key, const ir::SourceLocation &At) {
  J.attributeObject(Key, [&] {
    placeMembers(At.Expansion);
    if (At.isMacro())
      place("spelling", At.Spelling);
  });
}

void JsonWriter::summary() {
  auto Count = [&](Severity Grade) {
    return static_cast<int64_t>(count_if(
        Content.Findings, [&](const Finding *F) { return F->Grade == Grade; }));
  };
  const RunSummary &Run = Content.Summary;
  J.attributeObject("summary", [&] {
    J.attribute("errors", Count(Severity::Error));
    J.attribute("warnings", Count(Severity::Warning));
    J.attribute("notes", Count(Severity::Note));
    J.attribute("suppressed", static_cast<int64_t>(Content.Suppressed.size()));
    J.attribute("functionsAnalysed", Run.FunctionsAnalysed);
    J.attribute("functionsDegraded", static_cast<int64_t>(Run.Degraded.size()));
    J.attribute("executionSuccessful", Run.ExecutionSuccessful);
    J.attribute("exitCode", Run.ExitCode);
  });
}

void JsonWriter::names(StringRef Key, ArrayRef<std::string> Names) {
  if (!Names.empty())
    J.attributeArray(Key, [&] {
      for (const std::string &Name : Names)
        J.value(toValidUtf8(Name));
    });
}

/// What the findings, or their absence, rest on.
void JsonWriter::understood() {
  const RunSummary &Run = Content.Summary;
  J.attributeArray("linkUnits", [&] {
    for (const LinkUnitSummary &U : Run.Units)
      J.object([&] {
        text("name", U.Name);
        text("project", U.Project);
        text("variant", U.Variant);
        J.attribute("sources", U.Sources);
        J.attribute("sourcesFailed", U.SourcesFailed);
        J.attribute("sourcesWithErrors", U.SourcesInPart);
        J.attribute("functions", U.Functions);
        J.attribute("functionsDegraded", U.Degraded);
        J.attribute("functionsNotReached", U.NotReached);
        J.attributeArray("entryPoints", [&] {
          for (const EnteredFunction &E : U.Entries)
            J.object([&] {
              text("role", E.Role);
              text("function", E.Function);
              text("found", E.How);
              location("location", E.Where);
            });
        });
      });
  });
  J.attributeArray("missingIncludes", [&] {
    for (const MissingInclude &M : Run.MissingIncludes)
      J.object([&] {
        text("name", M.Name);
        J.attribute("generated", M.Generated);
        J.attribute("sources", M.Sources);
        location("location", M.Where);
      });
  });
  J.attributeArray("unknownRoutines", [&] {
    for (const UnknownRoutine &R : Run.UnknownRoutines)
      J.object([&] {
        text("name", R.Name);
        J.attribute("calls", R.Calls);
      });
  });
  names("failedSources", Run.FailedSources);
  names("remarks", Run.Remarks);
  if (!Run.NothingAnalysed.empty())
    text("nothingAnalysed", Run.NothingAnalysed);
}

void JsonWriter::path(const Finding &F) {
  J.attributeArray("path", [&] {
    for (const PathNote &Step : F.Path)
      J.object([&] {
        text("message", Step.Message);
        location("location", Step.Where);
        text("function", Step.Function);
        J.attribute("depth", Step.Depth);
      });
  });
}

void JsonWriter::fixes(const Finding &F) {
  J.attributeArray("fixes", [&] {
    for (const FixIt &Fix : F.Fixes)
      J.object([&] {
        place("begin", Fix.Begin.Expansion);
        place("end", Fix.End.Expansion);
        text("replacement", Fix.Replacement);
      });
  });
}

void JsonWriter::findingMembers(const Finding &F, StringRef Fingerprint) {
  text("check", F.Check);
  text("severity", toString(F.Grade));
  text("message", F.Message);
  location("location", F.Where);
  text("function", F.Function);
  text("entryPoint", F.EntryPoint);
  text("role", F.Role);
  text("evidence", F.Evidence);
  J.attribute("evidenceRank", F.EvidenceRank);
  text("helpUri", F.HelpUri);
  text("fingerprint", Fingerprint);
  names("linkUnits", F.LinkUnits);
  names("variants", F.Variants);
  path(F);
  fixes(F);
}

void JsonWriter::write() {
  std::vector<const Finding *> All(Content.Findings.begin(),
                                   Content.Findings.end());
  for (const SuppressedFinding &S : Content.Suppressed)
    All.push_back(&S.What);
  std::vector<std::string> Fingerprints =
      stableFingerprints(All, Content.Sources);
  ArrayRef<std::string> OfSuppressed =
      ArrayRef(Fingerprints).drop_front(Content.Findings.size());

  J.object([&] {
    J.attribute("formatVersion", 1);
    J.attribute("tool", "miniport-tidy");
    text("toolVersion", Content.Options.ToolVersion);
    summary();
    J.attributeArray("findings", [&] {
      for (auto [I, F] : enumerate(Content.Findings)) {
        const Finding &This = *F;
        StringRef Fingerprint = Fingerprints[I];
        J.object([&] { findingMembers(This, Fingerprint); });
      }
    });
    if (Content.Options.WriteSuppressed)
      J.attributeArray("suppressed", [&] {
        for (auto [I, S] : enumerate(Content.Suppressed)) {
          const SuppressedFinding &This = S;
          StringRef Fingerprint = OfSuppressed[I];
          J.object([&] {
            findingMembers(This.What, Fingerprint);
            place("suppressedBy", This.Directive);
            text("justification", This.Justification);
          });
        }
      });
    J.attributeArray("degraded", [&] {
      for (const DegradedFunction &D : Content.Summary.Degraded)
        J.object([&] {
          text("function", D.Function);
          text("reason", D.Reason);
          location("location", D.Where);
        });
    });
    understood();
  });
  J.flush();
}

void writeJson(const ReportContent &Content, raw_ostream &OS) {
  JsonWriter(Content, OS).write();
  OS << '\n';
}

} // namespace miniport::report
