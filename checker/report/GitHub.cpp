//===- GitHub.cpp - Findings as annotations of a GitHub workflow ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/GitHub.h"
#include "report/Unicode.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace miniport::report {

/// The runner undoes these, '%' last; ':' and ',' end a property.
static std::string escape(StringRef Text, bool InProperty) {
  std::string Result;
  for (char C : toValidUtf8(Text)) {
    if (C == '%')
      Result += "%25";
    else if (C == '\r')
      Result += "%0D";
    else if (C == '\n')
      Result += "%0A";
    else if (InProperty && C == ':')
      Result += "%3A";
    else if (InProperty && C == ',')
      Result += "%2C";
    else
      Result += C;
  }
  return Result;
}

static std::string message(const Finding &F, const SourceTable &Sources) {
  std::string Text = F.Message;
  if (!F.Evidence.empty())
    Text += " (" + F.Evidence + ")";
  for (const PathNote &Step : F.Path) {
    Text += '\n';
    if (ir::SourcePoint At = Step.Where.Expansion; At.isValid())
      Text += (Sources.rootRelativePath(At.File) + ":" + Twine(At.Line) + ": ")
                  .str();
    Text += Step.Message;
  }
  return Text;
}

static void writeAnnotation(const Finding &F, const SourceTable &Sources,
                            raw_ostream &OS) {
  OS << "::" << toString(F.Grade) << ' ';
  if (ir::SourcePoint At = F.Where.Expansion; At.isValid()) {
    OS << "file=" << escape(Sources.rootRelativePath(At.File), true)
       << ",line=" << At.Line << ",endLine=" << At.Line;
    if (At.Column)
      OS << ",col=" << Sources.utf16Column(At);
    OS << ',';
  }
  OS << "title=" << escape(F.Check, true)
     << "::" << escape(message(F, Sources), false) << '\n';
}

void writeGitHub(const ReportContent &Content, raw_ostream &OS) {
  std::string More;
  for (Severity Grade : {Severity::Error, Severity::Warning}) {
    size_t Count = 0;
    for (const Finding *F : Content.Findings)
      if (F->Grade == Grade && ++Count <= GitHubAnnotationLimit)
        writeAnnotation(*F, Content.Sources, OS);
    if (Count <= GitHubAnnotationLimit)
      continue;
    Count -= GitHubAnnotationLimit;
    More += More.empty() ? "" : " and ";
    More +=
        (Twine(Count) + " more " + toString(Grade) + (Count == 1 ? "" : "s"))
            .str();
  }
  if (!More.empty())
    OS << "::notice title=miniport-tidy::" << More
       << ", see the SARIF report\n";
}

} // namespace miniport::report
