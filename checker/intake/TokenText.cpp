//===- TokenText.cpp - A source as tokens -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/TokenText.h"
#include "clang/Basic/SourceManager.h"

namespace miniport::intake {

using namespace clang;

TokenText::TokenText(FileID File, Preprocessor &PP) {
  End.startToken();
  End.setKind(tok::eof);
  const SourceManager &SM = PP.getSourceManager();
  Lexer Raw(File, SM.getBufferOrFake(File), SM, PP.getLangOpts());
  bool InDirective = false;
  while (true) {
    Token Tok;
    if (Ahead)
      Tok = *Ahead;
    else
      Raw.LexFromRawLexer(Tok);
    Ahead.reset();
    if (Tok.is(tok::eof))
      return;
    if (Tok.isAtStartOfLine())
      InDirective = Tok.is(tok::hash);
    if (InDirective)
      continue;
    if (Tok.is(tok::raw_identifier))
      PP.LookUpIdentifierInfo(Tok);
    if (Tok.isOneOf(tok::kw___declspec, tok::kw___attribute) ||
        (Tok.is(tok::identifier) &&
         Tok.getIdentifierInfo()->getName() == "__pragma"))
      skipBrackets(Raw);
    else if (Tok.is(tok::kw_asm))
      skipAssembly(Raw);
    else
      Tokens.push_back(Tok);
  }
}

/// (...), if it comes next.
void TokenText::skipBrackets(Lexer &Raw) {
  unsigned Depth = 0;
  Token Tok;
  do {
    Raw.LexFromRawLexer(Tok);
    Depth += Tok.is(tok::l_paren);
    Depth -= Depth && Tok.is(tok::r_paren);
  } while (Depth && Tok.isNot(tok::eof));
  if (Tok.isNot(tok::r_paren))
    Ahead = Tok;
}

/// __asm { ... }, or __asm to the end of the line.
void TokenText::skipAssembly(Lexer &Raw) {
  Token Tok;
  Raw.LexFromRawLexer(Tok);
  bool IsBlock = Tok.is(tok::l_brace);
  while (Tok.isNot(tok::eof)) {
    if (IsBlock && Tok.is(tok::r_brace))
      return;
    Raw.LexFromRawLexer(Tok);
    if (!IsBlock &&
        (Tok.isAtStartOfLine() || Tok.isOneOf(tok::r_brace, tok::semi)))
      break;
  }
  Ahead = Tok;
}

ptrdiff_t TokenText::behindBracket(ptrdiff_t I) const {
  unsigned Depth = 0;
  for (; I < size(); ++I) {
    Depth += Tokens[I].is(tok::l_paren);
    Depth -= Tokens[I].is(tok::r_paren);
    if (Depth == 0)
      return I + 1;
  }
  return I;
}

} // namespace miniport::intake
