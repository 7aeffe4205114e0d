//===- Lexer.h - Tokens of the text form ----------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_LEXER_H
#define MINIPORT_IR_LEXER_H

#include "ir/IR.h"
#include <vector>

namespace miniport::ir {

enum class TokenKind : uint8_t {
  End,
  Invalid,  ///< Text says what is wrong
  Name,     ///< identifier
  String,   ///< "quoted"; Text is what it stands for
  Integer,  ///< Number, Negative
  Register, ///< %12: Number
  Param,    ///< %name, or %#3: Number
  Local,    ///< $name, or $#3: Number
  Symbol,   ///< @name, or @name#2: Number (0 without)
  Punct,    ///< Text
};

struct Token {
  TokenKind Kind = TokenKind::End;
  bool FirstOnLine = false;
  bool Negative = false, Hex = false;
  bool ByNumber = false; ///< Param, Local: no name, only Number
  llvm::StringRef Text;  ///< in the text, or saved in the module
  uint64_t Number = 0;   ///< Integer: magnitude
  uint32_t Line = 1, Column = 1;

  bool is(TokenKind K) const { return Kind == K; }
  bool isPunct(llvm::StringRef P) const {
    return Kind == TokenKind::Punct && Text == P;
  }
  bool isWord(llvm::StringRef W) const {
    return Kind == TokenKind::Name && Text == W;
  }
};

/// All tokens; the last is End or Invalid. Unquoted strings are saved in M.
std::vector<Token> lex(llvm::StringRef Text, Module &M);

} // namespace miniport::ir

#endif // MINIPORT_IR_LEXER_H
