//===- Suppression.cpp - NOLINT comments ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Suppression.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace miniport::report {

static std::optional<NolintDirective::Kind> parseKind(StringRef Word) {
  return StringSwitch<std::optional<NolintDirective::Kind>>(Word)
      .Case("NOLINT", NolintDirective::Kind::Line)
      .Case("NOLINTNEXTLINE", NolintDirective::Kind::NextLine)
      .Case("NOLINTBEGIN", NolintDirective::Kind::Begin)
      .Case("NOLINTEND", NolintDirective::Kind::End)
      .Default(std::nullopt);
}

static std::string withoutBlanks(StringRef List) {
  SmallVector<StringRef> Globs;
  List.split(Globs, ',');
  for (StringRef &Glob : Globs)
    Glob = Glob.trim();
  return join(Globs, ",");
}

/// The rest of a comment: ": the firmware needs it */" -> "the firmware needs
/// it".
static std::string justification(StringRef RestOfLine) {
  StringRef Words = RestOfLine.take_front(RestOfLine.find("*/"));
  return Words.ltrim(" \t:-,.").rtrim().str();
}

std::vector<NolintDirective> parseNolints(StringRef Text) {
  constexpr StringLiteral Stem = "NOLINT";
  std::vector<NolintDirective> Result;
  size_t Pos = 0;
  while ((Pos = Text.find(Stem, Pos)) != StringRef::npos) {
    size_t Offset = Pos;
    StringRef Word = Text.drop_front(Pos).take_while(isAlpha);
    Pos += Word.size();
    std::optional<NolintDirective::Kind> Kind = parseKind(Word);
    if (!Kind)
      continue;
    StringRef Rest = Text.drop_front(Pos);
    Rest = Rest.take_front(Rest.find('\n'));
    std::optional<StringRef> List;
    // A list that is never closed is no list: everything is meant.
    if (size_t Close = Rest.find(')');
        Rest.starts_with("(") && Close != StringRef::npos) {
      List = Rest.slice(1, Close);
      Rest = Rest.drop_front(Close + 1);
      Pos += Close + 1;
    }
    std::optional<std::string> Checks;
    if (List)
      Checks = withoutBlanks(*List);
    Result.push_back(
        {*Kind, Offset, Checks,
         CheckGlobs(List.value_or("*"), CheckGlobs::Negative::Drop),
         justification(Rest)});
  }
  return Result;
}

const Nolints::FileNolints &Nolints::of(uint32_t File) {
  auto [It, New] = Files.try_emplace(File);
  FileNolints &Result = It->second;
  if (!New)
    return Result;
  Result.Directives = parseNolints(Sources.contents(File).value_or(""));
  // Blocks nest: an END closes the innermost open BEGIN, and only one with the
  // same list.
  std::vector<size_t> Open;
  for (auto [I, D] : enumerate(Result.Directives)) {
    Result.Lines.push_back(Sources.lineAt(File, D.Offset));
    if (D.What == NolintDirective::Kind::Begin) {
      Open.push_back(I);
    } else if (D.What == NolintDirective::Kind::End) {
      if (Open.empty() || Result.Directives[Open.back()].Checks != D.Checks) {
        Result.Unmatched.push_back(I);
        continue;
      }
      Result.Blocks.push_back(
          {Result.Directives[Open.back()].Offset, D.Offset, Open.back()});
      Open.pop_back();
    }
  }
  append_range(Result.Unmatched, Open);
  sort(Result.Unmatched);
  return Result;
}

const NolintDirective *Nolints::findAt(StringRef Check, ir::SourcePoint At) {
  std::optional<size_t> Offset = Sources.offset(At);
  if (!Offset)
    return nullptr;
  const FileNolints &Here = of(At.File);
  for (auto [I, D] : enumerate(Here.Directives)) {
    bool Reaches =
        (D.What == NolintDirective::Kind::Line && Here.Lines[I] == At.Line) ||
        (D.What == NolintDirective::Kind::NextLine &&
         Here.Lines[I] + 1 == At.Line);
    if (Reaches && D.Globs.contains(Check))
      return &D;
  }
  for (const Block &B : Here.Blocks) {
    const NolintDirective &D = Here.Directives[B.Directive];
    if (B.Begin < *Offset && *Offset < B.End && D.Globs.contains(Check))
      return &D;
  }
  return nullptr;
}

ir::SourcePoint Nolints::pointOf(uint32_t File,
                                 const NolintDirective &D) const {
  ir::SourcePoint Point{File, Sources.lineAt(File, D.Offset), 1};
  Point.Column = D.Offset - *Sources.offset(Point) + 1;
  return Point;
}

std::optional<Nolints::Match> Nolints::find(StringRef Check,
                                            const ir::SourceLocation &Where) {
  for (ir::SourcePoint At : {Where.Spelling, Where.Expansion})
    if (const NolintDirective *D = findAt(Check, At))
      return Match{pointOf(At.File, *D), D->Justification};
  return std::nullopt;
}

std::vector<Finding> Nolints::unmatched() const {
  std::vector<Finding> Result;
  for (const auto &[File, Here] : Files) {
    for (size_t I : Here.Unmatched) {
      const NolintDirective &D = Here.Directives[I];
      Finding F;
      F.Check = NolintCheck.str();
      F.Grade = Severity::Error;
      F.Message =
          D.What == NolintDirective::Kind::Begin
              ? "unmatched 'NOLINTBEGIN' comment without a later 'NOLINTEND'"
              : "unmatched 'NOLINTEND' comment without an earlier "
                "'NOLINTBEGIN'";
      F.Where.Expansion = F.Where.Spelling = pointOf(File, D);
      F.FingerprintKey =
          F.Message + "; " + (D.Checks ? "(" + *D.Checks + ")" : "");
      Result.push_back(std::move(F));
    }
  }
  return Result;
}

SuppressionResult applySuppressions(std::vector<Finding> Findings,
                                    const SourceTable &Sources) {
  SuppressionResult Result;
  Nolints Comments(Sources);
  for (Finding &F : Findings) {
    erase_if(F.Path, [&](const PathNote &Step) {
      return Comments.find(F.Check, Step.Where).has_value();
    });
    if (auto Match = Comments.find(F.Check, F.Where))
      Result.Suppressed.push_back(
          {std::move(F), Match->Directive, Match->Justification});
    else
      Result.Kept.push_back(std::move(F));
  }
  append_range(Result.Kept, Comments.unmatched());
  return Result;
}

} // namespace miniport::report
