//===- TokenText.h - A source as tokens -------------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_TOKENTEXT_H
#define MINIPORT_INTAKE_TOKENTEXT_H

#include "clang/Lex/Preprocessor.h"
#include <optional>
#include <vector>

namespace miniport::intake {

/// The tokens of one file without directives, assembly, and what extensions
/// have in brackets.
class TokenText {
public:
  TokenText(clang::FileID File, clang::Preprocessor &PP);

  ptrdiff_t size() const { return Tokens.size(); }
  /// Beyond either end: end of file.
  const clang::Token &operator[](ptrdiff_t I) const {
    return I < 0 || I >= size() ? End : Tokens[I];
  }
  /// The token behind the bracket that closes the one at I.
  ptrdiff_t behindBracket(ptrdiff_t I) const;

private:
  void skipBrackets(clang::Lexer &Raw);
  void skipAssembly(clang::Lexer &Raw);

  std::vector<clang::Token> Tokens;
  clang::Token End;
  std::optional<clang::Token> Ahead; ///< lexed, not looked at
};

} // namespace miniport::intake

#endif // MINIPORT_INTAKE_TOKENTEXT_H
