//===- Condition.cpp - What an annotation depends on ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ir/Condition.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace miniport;
using llvm::StringRef;

namespace {

using Number = std::optional<int64_t>;

bool isWordChar(char C) { return llvm::isAlnum(C) || C == '_'; }

/// Precedence climbing. What cannot be read makes Failed, and all unknown.
class Evaluator {
public:
  Evaluator(StringRef Text, llvm::function_ref<Number(StringRef)> ValueOf)
      : Rest(Text), ValueOf(ValueOf) {
    next();
  }

  Number run() {
    Number N = binary(0);
    return Failed || !Token.empty() ? std::nullopt : N;
  }

private:
  void next();
  bool accept(StringRef T) {
    if (Token != T)
      return false;
    next();
    return true;
  }
  Number binary(unsigned Least);
  Number unary();
  Number primary();
  Number literal();
  bool acceptCast();
  void skipTo(StringRef Close);
  bool acceptMembers();
  static unsigned precedence(StringRef Op);
  static Number apply(StringRef Op, Number L, Number R);

  StringRef Rest, Token; ///< Token is empty at the end
  llvm::function_ref<Number(StringRef)> ValueOf;
  bool Failed = false;
  unsigned Depth = 0;
  static constexpr unsigned Deepest = 100;
};

void Evaluator::next() {
  Rest = Rest.ltrim();
  size_t Length = Rest.empty() ? 0 : 1;
  if (!Rest.empty() && isWordChar(Rest.front()))
    Length = Rest.take_while(isWordChar).size();
  else
    for (StringRef Two :
         {"||", "&&", "==", "!=", "<=", ">=", "<<", ">>", "->", "::"})
      if (Rest.starts_with(Two))
        Length = 2;
  Token = Rest.take_front(Length);
  Rest = Rest.drop_front(Length);
}

unsigned Evaluator::precedence(StringRef Op) {
  return llvm::StringSwitch<unsigned>(Op)
      .Case("||", 1)
      .Case("&&", 2)
      .Case("|", 3)
      .Case("^", 4)
      .Case("&", 5)
      .Cases("==", "!=", 6)
      .Cases("<", "<=", ">", ">=", 7)
      .Cases("<<", ">>", 8)
      .Cases("+", "-", 9)
      .Cases("*", "/", "%", 10)
      .Default(0);
}

Number Evaluator::apply(StringRef Op, Number L, Number R) {
  // One side may be enough.
  if (Op == "&&" || Op == "||") {
    bool Deciding = Op == "||";
    if ((L && (*L != 0) == Deciding) || (R && (*R != 0) == Deciding))
      return Deciding;
    return L && R ? Number(!Deciding) : std::nullopt;
  }
  if ((Op == "&" || Op == "*") && ((L && *L == 0) || (R && *R == 0)))
    return 0;
  if (!L || !R)
    return std::nullopt;
  const int64_t A = *L, B = *R;
  const auto UA = static_cast<uint64_t>(A), UB = static_cast<uint64_t>(B);
  auto Wrap = [](uint64_t X) { return static_cast<int64_t>(X); };
  if (Op == "/" || Op == "%") {
    if (B == 0 || B == -1)
      return std::nullopt;
    return Op == "/" ? A / B : A % B;
  }
  if (Op == "<<" || Op == ">>") {
    if (UB > 63)
      return std::nullopt;
    return Op == "<<" ? Wrap(UA << UB) : A >> UB;
  }
  return llvm::StringSwitch<Number>(Op)
      .Case("|", A | B)
      .Case("^", A ^ B)
      .Case("&", A & B)
      .Case("==", A == B)
      .Case("!=", A != B)
      .Case("<", A < B)
      .Case("<=", A <= B)
      .Case(">", A > B)
      .Case(">=", A >= B)
      .Case("+", Wrap(UA + UB))
      .Case("-", Wrap(UA - UB))
      .Case("*", Wrap(UA * UB))
      .Default(std::nullopt);
}

Number Evaluator::binary(unsigned Least) {
  Number L = unary();
  while (!Failed) {
    unsigned P = precedence(Token);
    if (P == 0 || P <= Least)
      return L;
    StringRef Op = Token;
    next();
    L = apply(Op, L, binary(P));
  }
  return std::nullopt;
}

/// "(ULONG)" or "(void *)" in front of an operand.
bool Evaluator::acceptCast() {
  const StringRef Before = Rest, Was = Token;
  next();
  bool IsType = false;
  while (!Token.empty() && isWordChar(Token.front()) &&
         !llvm::isDigit(Token.front()) && !ValueOf(Token)) {
    IsType = true;
    next();
  }
  while (IsType && accept("*"))
    ;
  if (IsType && accept(")") && !Token.empty() &&
      (isWordChar(Token.front()) || Token == "(" || Token == "~" ||
       Token == "!"))
    return true;
  Rest = Before;
  Token = Was;
  return false;
}

Number Evaluator::unary() {
  if (++Depth > Deepest) {
    Failed = true;
    return std::nullopt;
  }
  Number N;
  if (accept("!")) {
    N = unary();
    N = N ? Number(*N == 0) : std::nullopt;
  } else if (accept("~")) {
    N = unary();
    N = N ? Number(~*N) : std::nullopt;
  } else if (accept("-")) {
    N = apply("-", 0, unary());
  } else if (accept("+")) {
    N = unary();
  } else if (accept("*") || accept("&")) {
    unary();
  } else if (Token == "(" && acceptCast()) {
    N = unary();
  } else {
    N = primary();
  }
  --Depth;
  return N;
}

void Evaluator::skipTo(StringRef Close) {
  for (unsigned Open = 1; Open && !Token.empty(); next()) {
    if (Token == "(" || Token == "[")
      ++Open;
    else if (Token == ")" || Token == "]")
      --Open;
    if (!Open && Token != Close)
      Failed = true;
  }
}

/// What follows a name, and makes it another object.
bool Evaluator::acceptMembers() {
  bool Any = false;
  while (true) {
    if (accept("->") || accept(".") || accept("::"))
      next();
    else if (accept("["))
      skipTo("]");
    else if (accept("("))
      skipTo(")");
    else
      return Any;
    Any = true;
  }
}

Number Evaluator::literal() {
  StringRef Digits = Token.rtrim("uUlL");
  uint64_t Value = 0;
  // MSVC's 1i64 and the like.
  Digits = Digits.take_until([](char C) { return C == 'i'; });
  if (Digits.getAsInteger(0, Value)) {
    Failed = true;
    return std::nullopt;
  }
  next();
  return static_cast<int64_t>(Value);
}

Number Evaluator::primary() {
  if (accept("(")) {
    Number N = binary(0);
    if (!accept(")"))
      Failed = true;
    return acceptMembers() ? std::nullopt : N;
  }
  if (Token.empty() || !isWordChar(Token.front())) {
    Failed = true;
    return std::nullopt;
  }
  if (llvm::isDigit(Token.front()))
    return literal();
  StringRef Name = Token;
  next();
  return acceptMembers() ? std::nullopt : ValueOf(Name);
}

} // namespace

Number ir::evaluate(StringRef Expression,
                    llvm::function_ref<Number(StringRef)> ValueOf) {
  return Evaluator(Expression, ValueOf).run();
}
