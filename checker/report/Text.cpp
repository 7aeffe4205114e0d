//===- Text.cpp - Findings as a compiler prints them ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Text.h"
#include "report/Snippet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace miniport::report {

bool useColor(ColorMode Mode, const raw_ostream &OS) {
  if (Mode != ColorMode::Auto)
    return Mode == ColorMode::Enable;
  if (!sys::Process::GetEnv("NO_COLOR").value_or("").empty())
    return false;
  return OS.is_displayed() && OS.has_colors();
}

namespace {

class TextWriter {
public:
  TextWriter(const SourceTable &Sources, raw_ostream &OS)
      : Sources(Sources), OS(OS) {}

  void write(const Finding &F);

private:
  void header(ir::SourcePoint At, Severity Grade, StringRef Message,
              StringRef Check = "");
  void note(const ir::SourceLocation &At, StringRef Message);
  void expandedFrom(const ir::SourceLocation &At);
  void snippet(ir::SourcePoint At, ArrayRef<SnippetFix> Fixes = {});
  void fixElsewhere(const FixIt &Fix);
  std::optional<SnippetFix> fixOnLine(const FixIt &Fix, ir::SourcePoint At);

  const SourceTable &Sources;
  raw_ostream &OS;
};

} // namespace

static raw_ostream::Colors colorOf(Severity Grade) {
  switch (Grade) {
  case Severity::Error:
    return raw_ostream::RED;
  case Severity::Warning:
    return raw_ostream::MAGENTA;
  case Severity::Note:
    return raw_ostream::CYAN;
  }
  llvm_unreachable("not a severity");
}

void TextWriter::header(ir::SourcePoint At, Severity Grade, StringRef Message,
                        StringRef Check) {
  OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  if (At.isValid()) {
    OS << Sources.shownPath(At.File) << ':' << At.Line << ':';
    if (At.Column)
      OS << At.Column << ':';
    OS << ' ';
  }
  OS.changeColor(colorOf(Grade), /*Bold=*/true);
  OS << toString(Grade) << ": ";
  OS.resetColor();
  // As Clang: the message of a finding is bold, that of a note is not.
  if (!Check.empty())
    OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  OS << Message;
  if (!Check.empty()) {
    OS << " [" << Check << ']';
    OS.resetColor();
  }
  OS << '\n';
}

void TextWriter::snippet(ir::SourcePoint At, ArrayRef<SnippetFix> Fixes) {
  if (std::optional<size_t> Caret = Sources.indexInLine(At))
    writeSnippet({At.Line, *Sources.line(At.File, At.Line), *Caret, Fixes}, OS);
}

void TextWriter::expandedFrom(const ir::SourceLocation &At) {
  if (!At.isMacro() || !At.Spelling.isValid())
    return;
  std::string Macro = Sources.macroDefinedAround(At.Spelling);
  // Spelled in an argument of the macro: the place of use is all there is.
  if (Macro.empty() && Sources.line(At.Spelling.File, At.Spelling.Line))
    return;
  header(At.Spelling, Severity::Note,
         Macro.empty() ? std::string("expanded from a macro")
                       : "expanded from macro '" + Macro + "'");
  snippet(At.Spelling);
}

void TextWriter::note(const ir::SourceLocation &At, StringRef Message) {
  header(At.Expansion, Severity::Note, Message);
  snippet(At.Expansion);
  expandedFrom(At);
}

std::optional<SnippetFix> TextWriter::fixOnLine(const FixIt &Fix,
                                                ir::SourcePoint At) {
  if (Fix.Begin.isMacro() || Fix.End.isMacro())
    return std::nullopt;
  ir::SourcePoint Begin = Fix.Begin.Expansion, End = Fix.End.Expansion;
  for (ir::SourcePoint P : {Begin, End})
    if (P.File != At.File || P.Line != At.Line)
      return std::nullopt;
  auto BeginIndex = Sources.indexInLine(Begin),
       EndIndex = Sources.indexInLine(End);
  if (!BeginIndex || !EndIndex || *EndIndex < *BeginIndex ||
      StringRef(Fix.Replacement).contains('\n'))
    return std::nullopt;
  return SnippetFix{*BeginIndex, *EndIndex, Fix.Replacement};
}

/// A fix-it that the finding's own snippet does not show. One in a macro is
/// left out: whether to mend the macro or its use is for the reader to decide.
void TextWriter::fixElsewhere(const FixIt &Fix) {
  if (Fix.Begin.isMacro() || Fix.End.isMacro() || !Fix.Begin.isValid())
    return;
  std::string Shown;
  for (char C : StringRef(Fix.Replacement).rtrim("\r\n"))
    Shown += C == '\n' ? std::string("\\n") : std::string(1, C);
  std::string Message = "fix: remove this";
  if (Fix.Begin == Fix.End)
    Message = "fix: insert '" + Shown + "'";
  else if (!Fix.Replacement.empty())
    Message = "fix: replace this with '" + Shown + "'";
  header(Fix.Begin.Expansion, Severity::Note, Message);
  if (auto OnLine = fixOnLine(Fix, Fix.Begin.Expansion))
    snippet(Fix.Begin.Expansion, *OnLine);
  else
    snippet(Fix.Begin.Expansion);
}

void TextWriter::write(const Finding &F) {
  std::vector<SnippetFix> Here;
  std::vector<const FixIt *> Elsewhere;
  for (const FixIt &Fix : F.Fixes) {
    if (auto OnLine = fixOnLine(Fix, F.Where.Expansion))
      Here.push_back(*OnLine);
    else
      Elsewhere.push_back(&Fix);
  }
  header(F.Where.Expansion, F.Grade, F.Message, F.Check);
  snippet(F.Where.Expansion, Here);
  expandedFrom(F.Where);
  if (!F.Evidence.empty())
    header(F.Where.Expansion, Severity::Note, F.Evidence);
  // Of common code: whose it is. Of one driver the place says that.
  if (F.LinkUnits.size() > 1)
    header(F.Where.Expansion, Severity::Note,
           "in the drivers " + join(F.LinkUnits, ", "));
  if (!F.Variants.empty())
    header(F.Where.Expansion, Severity::Note,
           "only in " + join(F.Variants, ", "));
  for (const PathNote &Step : F.Path)
    note(Step.Where, Step.Message);
  for (const FixIt *Fix : Elsewhere)
    fixElsewhere(*Fix);
}

void writeText(const ReportContent &Content, raw_ostream &OS) {
  bool HadColors = OS.colors_enabled();
  OS.enable_colors(useColor(Content.Options.Color, OS));
  TextWriter Writer(Content.Sources, OS);
  for (const Finding *F : Content.Findings)
    Writer.write(*F);
  if (Content.Options.WriteSummaryLine)
    OS << summaryLine(Content) << '\n';
  OS.enable_colors(HadColors);
}

} // namespace miniport::report
