//===- Lexer.cpp - Tokens of the text form --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Lexer.h"
#include "llvm/ADT/StringExtras.h"

namespace miniport::ir {
namespace {

class Lexer {
public:
  Lexer(llvm::StringRef Text, Module &M)
      : Cursor(Text.begin()), End(Text.end()), LineStart(Cursor), M(M) {}

  Token next();

private:
  void skipSpace();
  char peek(unsigned Ahead = 0) const {
    return static_cast<size_t>(End - Cursor) > Ahead ? Cursor[Ahead] : '\0';
  }
  llvm::StringRef word();
  bool quoted(Token &T);
  bool integer(Token &T);
  void sigil(Token &T);
  void punctuation(Token &T);
  void invalid(Token &T, llvm::StringRef Why) {
    T.Kind = TokenKind::Invalid;
    T.Text = Why;
  }

  const char *Cursor, *End, *LineStart;
  Module &M;
  uint32_t Line = 1;
  bool AtLineStart = true;
};

bool isNameStart(char C) { return llvm::isAlpha(C) || C == '_'; }

void Lexer::skipSpace() {
  while (Cursor != End) {
    if (*Cursor == ';') {
      while (Cursor != End && *Cursor != '\n')
        ++Cursor;
    } else if (*Cursor == '\n') {
      LineStart = ++Cursor;
      ++Line;
      AtLineStart = true;
    } else if (llvm::isSpace(*Cursor)) {
      ++Cursor;
    } else {
      return;
    }
  }
}

llvm::StringRef Lexer::word() {
  const char *Begin = Cursor;
  while (llvm::isAlnum(peek()) || peek() == '_')
    ++Cursor;
  return {Begin, static_cast<size_t>(Cursor - Begin)};
}

/// Reads "...". True if something is wrong.
bool Lexer::quoted(Token &T) {
  ++Cursor;
  std::string Content;
  while (peek() != '"') {
    if (Cursor == End || peek() == '\n') {
      invalid(T, "a closing quotation mark");
      return true;
    }
    char C = *Cursor++;
    if (C != '\\') {
      Content += C;
    } else if (peek() == '"' || peek() == '\\') {
      Content += *Cursor++;
    } else if (llvm::isHexDigit(peek()) && llvm::isHexDigit(peek(1))) {
      Content += llvm::hexFromNibbles(peek(), peek(1));
      Cursor += 2;
    } else {
      invalid(T, "an escape: \\\\, \\\" or two hexadecimal digits");
      return true;
    }
  }
  ++Cursor;
  T.Text = M.save(Content);
  return false;
}

/// Reads a number without sign. True if something is wrong.
bool Lexer::integer(Token &T) {
  llvm::StringRef Digits = word();
  T.Text = Digits;
  T.Hex = Digits.consume_front("0x");
  if (!Digits.getAsInteger(T.Hex ? 16 : 10, T.Number))
    return false;
  invalid(T, "a number of at most 64 bits");
  return true;
}

/// Reads what follows %, $ or @.
void Lexer::sigil(Token &T) {
  char Sigil = *Cursor++;
  T.Kind = Sigil == '%'   ? TokenKind::Param
           : Sigil == '$' ? TokenKind::Local
                          : TokenKind::Symbol;
  if (Sigil == '%' && llvm::isDigit(peek())) {
    T.Kind = TokenKind::Register;
    integer(T);
    return;
  }
  if (peek() == '"') {
    if (quoted(T))
      return;
  } else if (isNameStart(peek())) {
    T.Text = word();
  } else if (peek() == '#' && Sigil != '@') {
    T.ByNumber = true;
  } else {
    invalid(T, "a name");
    return;
  }
  if (peek() != '#' || !llvm::isDigit(peek(1))) {
    if (T.ByNumber)
      invalid(T, "a number");
    return;
  }
  ++Cursor;
  llvm::StringRef Name = T.Text;
  if (!integer(T))
    T.Text = Name;
}

void Lexer::punctuation(Token &T) {
  T.Kind = TokenKind::Punct;
  size_t Length = 1;
  llvm::StringRef Rest(Cursor, End - Cursor);
  if (Rest.starts_with("->") || Rest.starts_with(".."))
    Length = 2;
  else if (!llvm::StringRef("(){}[],:=.^!~@").contains(*Cursor)) {
    invalid(T, "something else than this character");
    return;
  }
  T.Text = Rest.take_front(Length);
  Cursor += Length;
}

Token Lexer::next() {
  skipSpace();
  Token T;
  T.Line = Line;
  T.Column = static_cast<uint32_t>(Cursor - LineStart) + 1;
  T.FirstOnLine = AtLineStart;
  AtLineStart = false;
  char C = peek();
  if (Cursor == End) {
    T.Kind = TokenKind::End;
  } else if (isNameStart(C)) {
    T.Kind = TokenKind::Name;
    T.Text = word();
  } else if (C == '"') {
    T.Kind = TokenKind::String;
    quoted(T);
  } else if (llvm::isDigit(C) || (C == '-' && llvm::isDigit(peek(1)))) {
    T.Kind = TokenKind::Integer;
    T.Negative = C == '-';
    Cursor += T.Negative;
    integer(T);
  } else if (C == '%' || C == '$' ||
             (C == '@' && (peek(1) == '"' || isNameStart(peek(1))))) {
    sigil(T);
  } else {
    punctuation(T);
  }
  return T;
}

} // namespace

std::vector<Token> lex(llvm::StringRef Text, Module &M) {
  std::vector<Token> Tokens;
  Lexer L(Text, M);
  do
    Tokens.push_back(L.next());
  while (!Tokens.back().is(TokenKind::End) &&
         !Tokens.back().is(TokenKind::Invalid));
  return Tokens;
}

} // namespace miniport::ir
