//===- Positions.cpp - Source positions and source text -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Unit.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

namespace miniport::frontend {

using namespace clang;

/// Longest source text kept with an instruction, in bytes.
static constexpr size_t MaxText = 80;

uint32_t Unit::file(FileID ID) {
  auto [It, New] = Files.try_emplace(ID, 0);
  if (!New)
    return It->second;
  std::string Name;
  if (OptionalFileEntryRef Entry = SM.getFileEntryRefForID(ID))
    Name = Entry->getName().str();
  else
    Name = SM.getBufferOrFake(ID).getBufferIdentifier().str();
  auto [Known, NewName] =
      FilesByName.try_emplace(Name, static_cast<uint32_t>(M->Files.size()));
  if (NewName)
    M->Files.push_back({save(Name), isSystem(SM.getLocForStartOfFile(ID))});
  // The look-up by name may not have moved this map, but be safe.
  Files[ID] = Known->second;
  if (Options.Places)
    Options.Places->addFile(Known->second, ID);
  return Known->second;
}

bool Unit::isSystem(clang::SourceLocation L) {
  return L.isInvalid() || SM.isInSystemHeader(SM.getExpansionLoc(L));
}

ir::SourcePoint Unit::point(clang::SourceLocation L) {
  auto [ID, Offset] = SM.getDecomposedLoc(L);
  if (ID.isInvalid())
    return {};
  bool Invalid = false;
  ir::SourcePoint P;
  P.File = file(ID);
  P.Line = SM.getLineNumber(ID, Offset, &Invalid);
  P.Column = SM.getColumnNumber(ID, Offset, &Invalid);
  return Invalid ? ir::SourcePoint() : P;
}

ir::SourceLocation Unit::location(clang::SourceLocation L) {
  if (L.isInvalid())
    return {};
  if (L.isFileID()) {
    ir::SourcePoint P = point(L);
    return {P, P};
  }
  // A token made by pasting or stringizing is spelled in no file.
  clang::SourceLocation Spelling = SM.getSpellingLoc(L);
  ir::SourcePoint Expansion = point(SM.getExpansionLoc(L));
  if (SM.isWrittenInScratchSpace(Spelling))
    return {Expansion, Expansion};
  ir::SourceLocation Where{Expansion, point(Spelling)};
  if (Options.Places)
    Options.Places->addMacro(Where, L);
  return Where;
}

/// White space becomes single blanks; what is too long is cut at a character.
static std::string normalized(llvm::StringRef Source) {
  std::string Text;
  bool Blank = false;
  for (char C : Source) {
    if (llvm::isSpace(C) || C == '\\') {
      Blank = true;
      continue;
    }
    if (Blank && !Text.empty())
      Text += ' ';
    Blank = false;
    Text += llvm::isPrint(C) || (C & 0x80) ? C : '?';
    if (Text.size() > MaxText)
      break;
  }
  if (Text.size() > MaxText) {
    size_t Length = MaxText - 3;
    while (Length && (static_cast<unsigned char>(Text[Length]) & 0xC0) == 0x80)
      --Length;
    Text.resize(Length);
    Text += "...";
  }
  return Text;
}

llvm::StringRef Unit::text(SourceRange R) {
  if (R.isInvalid())
    return {};
  CharSourceRange Range = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(R), SM, Context.getLangOpts());
  if (Range.isInvalid()) {
    // Partly out of a macro: show what the function's reader sees.
    CharSourceRange Expansion = SM.getExpansionRange(R);
    Range = Lexer::makeFileCharRange(Expansion, SM, Context.getLangOpts());
  }
  bool Invalid = Range.isInvalid();
  llvm::StringRef Source =
      Invalid
          ? ""
          : Lexer::getSourceText(Range, SM, Context.getLangOpts(), &Invalid);
  if (Invalid)
    return {};
  return save(normalized(Source));
}

} // namespace miniport::frontend
