//===- Snippet.cpp - A source line with a caret under it ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Snippet.h"
#include "report/Unicode.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Unicode.h"
#include <algorithm>

using namespace llvm;

namespace miniport::report {

static constexpr unsigned TabStop = 8;
static constexpr size_t LongestLine = 4096;

/// What stands for a character, and how many columns it takes.
static std::pair<std::string, unsigned> display(const Character &C,
                                                unsigned Column) {
  if (C.Bytes == "\t") {
    unsigned Width = TabStop - Column % TabStop;
    return {std::string(Width, ' '), Width};
  }
  if (C.CodePoint &&
      sys::unicode::isPrintable(static_cast<int>(*C.CodePoint))) {
    int Width = sys::unicode::columnWidthUTF8(C.Bytes);
    return {C.Bytes.str(), std::max(Width, 0)};
  }
  std::string Code;
  raw_string_ostream OS(Code);
  if (C.CodePoint)
    OS << format("<U+%04X>", *C.CodePoint);
  else
    OS << format("<%02X>", static_cast<unsigned char>(C.Bytes.front()));
  OS.flush();
  return {Code, static_cast<unsigned>(Code.size())};
}

DisplayLine::DisplayLine(StringRef Line) {
  unsigned Column = 0;
  while (!Line.empty()) {
    Character C = takeCharacter(Line);
    auto [Shown, Width] = display(C, Column);
    Text += Shown;
    ColumnOf.insert(ColumnOf.end(), C.Bytes.size(), Column);
    Column += Width;
  }
  ColumnOf.push_back(Column);
}

/// '~' under what a fix replaces, '^' at the caret.
static std::string caretLine(const Snippet &S, const DisplayLine &Shown) {
  std::string Marks;
  auto Put = [&](unsigned Column, char Mark) {
    if (Marks.size() <= Column)
      Marks.resize(Column + 1, ' ');
    Marks[Column] = Mark;
  };
  for (const SnippetFix &Fix : S.Fixes)
    for (unsigned C = Shown.ColumnOf[Fix.Begin]; C < Shown.ColumnOf[Fix.End];
         ++C)
      Put(C, '~');
  Put(Shown.ColumnOf[S.Caret], '^');
  return Marks;
}

/// What the fixes insert, each below its place if there is room.
static std::string fixLine(const Snippet &S, const DisplayLine &Shown) {
  SmallVector<SnippetFix> Fixes(S.Fixes.begin(), S.Fixes.end());
  // A handful; those at one place keep their order.
  for (SnippetFix *Fix = Fixes.begin(); Fix != Fixes.end(); ++Fix) {
    auto Earlier = [](const SnippetFix &A, const SnippetFix &B) {
      return A.Begin < B.Begin;
    };
    std::rotate(std::upper_bound(Fixes.begin(), Fix, *Fix, Earlier), Fix,
                Fix + 1);
  }
  std::string Result;
  unsigned Column = 0;
  for (const SnippetFix &Fix : Fixes) {
    DisplayLine Inserted(Fix.Replacement);
    if (Inserted.Text.empty())
      continue;
    // One blank between two that would touch.
    unsigned Earliest = Column ? Column + 1 : 0;
    unsigned At = std::max(Shown.ColumnOf[Fix.Begin], Earliest);
    Result.append(At - Column, ' ');
    Result += Inserted.Text;
    Column = At + Inserted.ColumnOf.back();
  }
  return Result;
}

void writeSnippet(const Snippet &S, raw_ostream &OS) {
  if (S.Line.size() > LongestLine)
    return;
  std::string Number = utostr(S.LineNumber);
  size_t Gutter = std::max<size_t>(Number.size(), 4) + 1;
  DisplayLine Shown(S.Line);
  OS << right_justify(Number, Gutter) << " | "
     << StringRef(Shown.Text).rtrim(' ') << '\n';

  OS.indent(Gutter) << " | ";
  OS.changeColor(raw_ostream::GREEN, /*Bold=*/true);
  OS << caretLine(S, Shown);
  OS.resetColor();
  OS << '\n';

  std::string Inserted = fixLine(S, Shown);
  if (Inserted.empty())
    return;
  OS.indent(Gutter) << " | ";
  OS.changeColor(raw_ostream::GREEN, /*Bold=*/false);
  OS << Inserted;
  OS.resetColor();
  OS << '\n';
}

} // namespace miniport::report
