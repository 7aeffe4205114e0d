//===- MSBuildCondition.cpp - Condition="..." -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// https://learn.microsoft.com/visualstudio/msbuild/msbuild-conditions
//
//   or         := and ("or" and)*
//   and        := comparison ("and" comparison)*
//   comparison := unary (("==" | "!=" | "<" | "<=" | ">" | ">=") unary)?
//   unary      := "!" unary | "(" or ")" | Exists(arg) | HasTrailingSlash(arg)
//               | 'text' | $(...) | %(...) | @(...) | word
//
// Both sides of "==" are compared as numbers if both are numbers, as truth
// values if both are, else as text without regard to case.
//
//===----------------------------------------------------------------------===//

#include "projects/MSBuildText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace miniport::projects {

using llvm::StringRef;

namespace {

class ConditionParser {
public:
  ConditionParser(StringRef Text, MSBuildScope &Scope)
      : Rest(Text), Scope(Scope) {}

  /// Nothing if the condition is malformed; Problem then says how.
  std::optional<bool> parse() {
    std::optional<bool> Result = parseOr();
    skipSpace();
    if (Result && !Rest.empty())
      return fail("'" + Rest + "' was not expected");
    return Result;
  }
  std::string Problem;

private:
  struct Operand {
    std::string Text; ///< unescaped
    std::optional<bool> Truth;
    bool IsResult = false; ///< of "!", parentheses or a function
  };

  std::nullopt_t fail(const llvm::Twine &What) {
    if (Problem.empty())
      Problem = What.str();
    return std::nullopt;
  }
  void skipSpace() { Rest = Rest.ltrim(); }
  bool consumeWord(StringRef Word) {
    skipSpace();
    if (!Rest.starts_with_insensitive(Word))
      return false;
    StringRef Behind = Rest.substr(Word.size());
    if (!Behind.empty() && (llvm::isAlnum(Behind[0]) || Behind[0] == '_'))
      return false;
    Rest = Behind;
    return true;
  }

  std::optional<bool> parseOr();
  std::optional<bool> parseAnd();
  std::optional<bool> parseComparison();
  std::optional<Operand> parseUnary();
  std::optional<Operand> parsePrimary();
  std::optional<Operand> parseFunction(StringRef Name);
  std::optional<bool> truth(const Operand &O);
  std::optional<bool> compare(const Operand &A, StringRef Operator,
                              const Operand &B);

  /// The right side of a decided "and" or "or" is read, not evaluated.
  std::optional<bool>
  parseRight(std::optional<bool> (ConditionParser::*Parse)(), bool Decided) {
    Skipping += Decided;
    std::optional<bool> Result = (this->*Parse)();
    Skipping -= Decided;
    return Result;
  }
  std::string value(StringRef Text) {
    return Skipping ? "" : unescape(expand(Text, Scope));
  }

  StringRef Rest;
  MSBuildScope &Scope;
  unsigned Depth = 0;
  unsigned Skipping = 0;
};

} // namespace

static std::optional<bool> truthOf(StringRef Text) {
  bool Negated = Text.consume_front("!");
  std::string Lower = Text.lower();
  auto Known = llvm::StringSwitch<std::optional<bool>>(Lower)
                   .Cases("true", "on", "yes", true)
                   .Cases("false", "off", "no", false)
                   .Default(std::nullopt);
  return Known ? std::optional<bool>(*Known != Negated) : std::nullopt;
}

static std::optional<double> numberOf(StringRef Text) {
  Text = Text.trim();
  if (Text.starts_with_insensitive("0x")) {
    uint64_t Value = 0;
    if (Text.drop_front(2).getAsInteger(16, Value))
      return std::nullopt;
    return double(Value);
  }
  double Value = 0;
  if (Text.empty() ||
      Text.find_first_not_of("0123456789.+-eE") != StringRef::npos ||
      Text.getAsDouble(Value, /*AllowInexact=*/true))
    return std::nullopt;
  return Value;
}

std::optional<bool> ConditionParser::truth(const Operand &O) {
  if (O.IsResult)
    return O.Truth;
  if (Skipping)
    return false;
  if (std::optional<bool> Known = truthOf(O.Text))
    return Known;
  return fail("'" + O.Text + "' is neither true nor false");
}

std::optional<bool> ConditionParser::compare(const Operand &A,
                                             StringRef Operator,
                                             const Operand &B) {
  if (Skipping)
    return false;
  std::optional<double> X = numberOf(A.Text), Y = numberOf(B.Text);
  if (Operator == "==" || Operator == "!=") {
    bool Equal;
    std::optional<bool> P = A.IsResult ? A.Truth : truthOf(A.Text);
    std::optional<bool> Q = B.IsResult ? B.Truth : truthOf(B.Text);
    if (X && Y && !A.IsResult && !B.IsResult)
      Equal = *X == *Y;
    else if (P && Q)
      Equal = *P == *Q;
    else
      Equal = StringRef(A.Text).equals_insensitive(B.Text);
    return Equal == (Operator == "==");
  }
  int Order;
  if (X && Y) {
    Order = *X < *Y ? -1 : *X > *Y;
  } else {
    auto V = parseVersion(A.Text), W = parseVersion(B.Text);
    if (!V || !W)
      return fail("'" + A.Text + "' and '" + B.Text +
                  "' cannot be compared as numbers");
    Order = compareVersions(*V, *W);
  }
  return llvm::StringSwitch<bool>(Operator)
      .Case("<", Order < 0)
      .Case("<=", Order <= 0)
      .Case(">", Order > 0)
      .Default(Order >= 0);
}

std::optional<bool> ConditionParser::parseOr() {
  // Groups in groups: more than anybody writes, less than the stack holds.
  if (Depth > 100)
    return fail("too deeply nested");
  ++Depth;
  std::optional<bool> Result = parseAnd();
  while (Result && consumeWord("or")) {
    std::optional<bool> Right = parseRight(&ConditionParser::parseAnd, *Result);
    if (!Right)
      return std::nullopt;
    Result = *Result || *Right;
  }
  --Depth;
  return Result;
}

std::optional<bool> ConditionParser::parseAnd() {
  std::optional<bool> Result = parseComparison();
  while (Result && consumeWord("and")) {
    std::optional<bool> Right =
        parseRight(&ConditionParser::parseComparison, !*Result);
    if (!Right)
      return std::nullopt;
    Result = *Result && *Right;
  }
  return Result;
}

std::optional<bool> ConditionParser::parseComparison() {
  std::optional<Operand> Left = parseUnary();
  if (!Left)
    return std::nullopt;
  skipSpace();
  for (StringRef Operator : {"==", "!=", "<=", ">=", "<", ">"}) {
    if (!Rest.consume_front(Operator))
      continue;
    std::optional<Operand> Right = parseUnary();
    if (!Right)
      return std::nullopt;
    return compare(*Left, Operator, *Right);
  }
  if (Rest.starts_with("="))
    return fail("'" + Rest + "' was not expected");
  return truth(*Left);
}

std::optional<ConditionParser::Operand> ConditionParser::parseUnary() {
  unsigned Negations = 0;
  skipSpace();
  while (Rest.starts_with("!") && !Rest.starts_with("!=")) {
    Rest = Rest.drop_front().ltrim();
    ++Negations;
  }
  std::optional<Operand> O = parsePrimary();
  if (!O || !Negations)
    return O;
  std::optional<bool> Value = truth(*O);
  if (!Value)
    return std::nullopt;
  O->IsResult = true;
  O->Truth = *Value != bool(Negations % 2);
  O->Text = *O->Truth ? "true" : "false";
  return O;
}

std::optional<ConditionParser::Operand>
ConditionParser::parseFunction(StringRef Name) {
  size_t End = behindParenthesis(Rest, 1);
  if (End == StringRef::npos)
    return fail("a parenthesis is not closed");
  StringRef Argument = Rest.slice(1, End - 1).trim();
  Rest = Rest.substr(End);
  if (Argument.size() >= 2 && Argument.front() == '\'' &&
      Argument.back() == '\'')
    Argument = Argument.drop_front().drop_back();
  std::string Value = value(Argument);
  Operand O;
  O.IsResult = true;
  if (Name.equals_insensitive("exists")) {
    // Of a list, all must be there.
    O.Truth = !Value.empty();
    for (StringRef Path : llvm::split(Value, ';'))
      if (!Path.trim().empty() &&
          !Scope.paths().find(Path.trim(), Scope.folder()))
        O.Truth = false;
  } else if (Name.equals_insensitive("hastrailingslash")) {
    StringRef Text = StringRef(Value).trim();
    O.Truth = Text.ends_with("/") || Text.ends_with("\\");
  } else {
    return fail("unknown function '" + Name + "'");
  }
  O.Text = *O.Truth ? "true" : "false";
  return O;
}

std::optional<ConditionParser::Operand> ConditionParser::parsePrimary() {
  skipSpace();
  Operand O;
  if (Rest.consume_front("(")) {
    O.IsResult = true;
    O.Truth = parseOr();
    skipSpace();
    if (!O.Truth)
      return std::nullopt;
    if (!Rest.consume_front(")"))
      return fail("a parenthesis is not closed");
    O.Text = *O.Truth ? "true" : "false";
    return O;
  }
  if (Rest.starts_with("'")) {
    // Quotes within $(...) are its own.
    size_t End = 1;
    while (End < Rest.size() && Rest[End] != '\'') {
      size_t Behind = StringRef::npos;
      if (End + 1 < Rest.size() && Rest[End + 1] == '(' &&
          StringRef("$@%").contains(Rest[End]))
        Behind = behindParenthesis(Rest, End + 2);
      End = Behind == StringRef::npos ? End + 1 : Behind;
    }
    if (End >= Rest.size())
      return fail("a quote is not closed");
    O.Text = value(Rest.slice(1, End));
    Rest = Rest.substr(End + 1);
    return O;
  }
  // A word may be glued together from expressions: $(A)$(B).
  size_t End = 0;
  while (End < Rest.size() && !llvm::isSpace(Rest[End]) &&
         !StringRef("=!<>()'").contains(Rest[End])) {
    if (StringRef("$@%").contains(Rest[End]) && End + 1 < Rest.size() &&
        Rest[End + 1] == '(') {
      size_t Behind = behindParenthesis(Rest, End + 2);
      if (Behind == StringRef::npos)
        return fail("a parenthesis is not closed");
      End = Behind;
    } else {
      ++End;
    }
  }
  StringRef Word = Rest.substr(0, End);
  if (Word.empty())
    return Rest.empty() ? fail("it ends too early")
                        : fail("'" + Rest + "' was not expected");
  Rest = Rest.substr(End);
  if (Rest.starts_with("("))
    return parseFunction(Word);
  O.Text = value(Word);
  return O;
}

bool holds(StringRef Condition, MSBuildScope &Scope) {
  if (Condition.trim().empty())
    return true;
  ConditionParser Parser(Condition, Scope);
  if (std::optional<bool> Result = Parser.parse())
    return *Result;
  Scope.remark("condition \"" + Condition +
               "\" is taken as false: " + Parser.Problem);
  return false;
}

} // namespace miniport::projects
