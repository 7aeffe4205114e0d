//===- Report.cpp - Findings out ------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Report.h"
#include "report/GitHub.h"
#include "report/Json.h"
#include "report/Sarif.h"
#include "report/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <tuple>
#include <utility>

using namespace llvm;

namespace miniport::report {

std::optional<Format> parseFormat(StringRef Name) {
  return StringSwitch<std::optional<Format>>(Name)
      .Case("text", Format::Text)
      .Case("json", Format::Json)
      .Case("sarif", Format::Sarif)
      .Case("github", Format::GitHub)
      .Default(std::nullopt);
}

StringRef toString(Severity Grade) {
  switch (Grade) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Note:
    return "note";
  }
  llvm_unreachable("not a severity");
}

namespace {

/// Orders findings totally. File indices depend on the order in which summaries
/// were merged; paths do not.
class FindingOrder {
public:
  explicit FindingOrder(const SourceTable &Sources) : Sources(Sources) {}

  bool operator()(const Finding *A, const Finding *B) const {
    return compare(*A, *B) < 0;
  }

private:
  template <typename T> static int three(const T &A, const T &B) {
    return A < B ? -1 : B < A ? 1 : 0;
  }

  int compare(ir::SourcePoint A, ir::SourcePoint B) const {
    if (int C = Sources.shownPath(A.File).compare(Sources.shownPath(B.File)))
      return C;
    return three(std::tie(A.Line, A.Column), std::tie(B.Line, B.Column));
  }

  int compare(const ir::SourceLocation &A, const ir::SourceLocation &B) const {
    if (int C = compare(A.Expansion, B.Expansion))
      return C;
    return compare(A.Spelling, B.Spelling);
  }

  int compare(const PathNote &A, const PathNote &B) const {
    if (int C = compare(A.Where, B.Where))
      return C;
    return three(std::tie(A.Message, A.Function, A.Depth),
                 std::tie(B.Message, B.Function, B.Depth));
  }

  int compare(const FixIt &A, const FixIt &B) const {
    if (int C = compare(A.Begin, B.Begin))
      return C;
    if (int C = compare(A.End, B.End))
      return C;
    return three(A.Replacement, B.Replacement);
  }

  template <typename T>
  int compare(const std::vector<T> &A, const std::vector<T> &B) const {
    if (int C = three(A.size(), B.size()))
      return C;
    for (size_t I = 0; I < A.size(); ++I)
      if (int C = compare(A[I], B[I]))
        return C;
    return 0;
  }

  int compare(const Finding &A, const Finding &B) const {
    if (int C = three(std::tie(B.Grade, B.EvidenceRank),
                      std::tie(A.Grade, A.EvidenceRank)))
      return C;
    if (int C = compare(A.Where, B.Where))
      return C;
    if (int C = three(std::tie(A.Check, A.Message, A.Function),
                      std::tie(B.Check, B.Message, B.Function)))
      return C;
    if (int C = compare(A.Path, B.Path))
      return C;
    if (int C = three(std::tie(A.EntryPoint, A.Role, A.Evidence, A.HelpUri,
                               A.FingerprintKey),
                      std::tie(B.EntryPoint, B.Role, B.Evidence, B.HelpUri,
                               B.FingerprintKey)))
      return C;
    return compare(A.Fixes, B.Fixes);
  }

  const SourceTable &Sources;
};

} // namespace

/// Removes what says the same as an earlier finding of the ordered list. Equal
/// ones need not be neighbours: their grades may differ.
static void dropRepeated(std::vector<const Finding *> &Ordered,
                         const SourceTable &Sources) {
  using Key = std::tuple<StringRef, StringRef, StringRef, uint32_t, uint32_t,
                         StringRef, uint32_t, uint32_t>;
  std::vector<std::pair<Key, size_t>> Keyed;
  for (auto [Position, F] : enumerate(Ordered)) {
    ir::SourcePoint At = F->Where.Expansion, From = F->Where.Spelling;
    Keyed.push_back(
        {{F->Check, F->Message, Sources.shownPath(At.File), At.Line, At.Column,
          Sources.shownPath(From.File), From.Line, From.Column},
         Position});
  }
  sort(Keyed);
  for (size_t I = 1; I < Keyed.size(); ++I)
    if (Keyed[I].first == Keyed[I - 1].first)
      Ordered[Keyed[I].second] = nullptr;
  erase(Ordered, nullptr);
}

std::vector<const Finding *> orderFindings(ArrayRef<Finding> Findings,
                                           const SourceTable &Sources) {
  std::vector<const Finding *> Ordered;
  for (const Finding &F : Findings)
    Ordered.push_back(&F);
  sort(Ordered, FindingOrder(Sources));
  dropRepeated(Ordered, Sources);
  return Ordered;
}

static std::vector<SuppressedFinding>
orderSuppressed(ArrayRef<SuppressedFinding> Suppressed,
                const SourceTable &Sources) {
  std::vector<Finding> Findings;
  for (const SuppressedFinding &S : Suppressed)
    Findings.push_back(S.What);
  std::vector<SuppressedFinding> Ordered;
  for (const Finding *F : orderFindings(Findings, Sources))
    Ordered.push_back(Suppressed[F - Findings.data()]);
  return Ordered;
}

std::string countOf(size_t Count, StringRef Singular) {
  return (Twine(Count) + " " + Singular + (Count == 1 ? "" : "s")).str();
}

std::string summaryLine(const ReportContent &Content) {
  std::string Line;
  auto Add = [&](const std::string &Part) {
    Line += (Line.empty() ? "" : ", ") + Part;
  };
  for (Severity Grade : {Severity::Error, Severity::Warning, Severity::Note}) {
    size_t Count = count_if(
        Content.Findings, [&](const Finding *F) { return F->Grade == Grade; });
    if (Count)
      Add(countOf(Count, toString(Grade)));
  }
  if (Line.empty())
    Line = "no findings";
  if (!Content.Suppressed.empty())
    Add((Twine(Content.Suppressed.size()) + " suppressed").str());
  Line += "; " + countOf(Content.Summary.FunctionsAnalysed, "function") +
          " analysed";
  if (!Content.Summary.Degraded.empty())
    Add((Twine(Content.Summary.Degraded.size()) + " degraded").str());
  return Line;
}

void writeReport(Format As, ArrayRef<Finding> Findings,
                 const SourceTable &Sources, const RunSummary &Summary,
                 const ReportOptions &Options, raw_ostream &OS) {
  std::vector<const Finding *> Ordered = orderFindings(Findings, Sources);
  std::vector<SuppressedFinding> Suppressed =
      orderSuppressed(Options.Suppressed, Sources);
  ReportContent Content{Ordered, Suppressed, Sources, Summary, Options};
  switch (As) {
  case Format::Text:
    return writeText(Content, OS);
  case Format::Json:
    return writeJson(Content, OS);
  case Format::Sarif:
    return writeSarif(Content, OS);
  case Format::GitHub:
    return writeGitHub(Content, OS);
  }
  llvm_unreachable("not a format");
}

} // namespace miniport::report
