//===- NtMakeText.cpp - The language of BUILD's files ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/NtMakeText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace miniport::projects {

using llvm::Error;
using llvm::StringRef;
using llvm::Twine;
namespace path = llvm::sys::path;

static constexpr unsigned DeepestInclude = 32, DeepestMacro = 32;
static constexpr size_t LargestFile = 1u << 20, LongestValue = 1u << 20;

//===----------------------------------------------------------------------===//
// Macros
//===----------------------------------------------------------------------===//

void NtMakeText::define(StringRef Name, StringRef Value) {
  // NAME=$(NAME) more: what it was until now.
  std::string Key = Name.lower(), Text;
  for (StringRef Rest = Value; !Rest.empty();) {
    size_t At = Rest.find("$(");
    Text += Rest.take_front(At);
    Rest = Rest.drop_front(std::min(At, Rest.size()));
    if (Rest.empty())
      break;
    size_t End = Rest.find(')');
    StringRef Used = Rest.substr(2, End == StringRef::npos ? 0 : End - 2);
    if (Used.lower() == Key) {
      auto Old = Macros.find(Key);
      Text += Old == Macros.end() ? "" : Old->second;
      Rest = Rest.drop_front(End + 1);
    } else {
      Text += "$(";
      Rest = Rest.drop_front(2);
    }
  }
  if (Text.size() <= LongestValue)
    Macros[Key] = std::move(Text);
}

std::string NtMakeText::expand(StringRef Text) const { return expand(Text, 0); }

std::string NtMakeText::expand(StringRef Text, unsigned Depth) const {
  std::string Result;
  while (!Text.empty() && Result.size() <= LongestValue) {
    size_t At = Text.find('$');
    Result += Text.take_front(At);
    Text = Text.drop_front(std::min(At, Text.size()));
    if (!Text.consume_front("$"))
      break;
    if (Text.consume_front("$")) {
      Result += '$';
      continue;
    }
    size_t End = Text.find(')');
    if (!Text.starts_with("(") || End == StringRef::npos) {
      Result += '$';
      continue;
    }
    StringRef Inner = Text.substr(1, End - 1);
    Text = Text.drop_front(End + 1);
    auto [Name, Substitution] = Inner.split(':');
    auto Known = Macros.find(Name.lower());
    if (Known == Macros.end() || Depth == DeepestMacro)
      continue;
    std::string Value = expand(Known->second, Depth + 1);
    auto [Old, New] = Substitution.split('=');
    if (!Old.empty()) {
      std::string Replaced;
      for (StringRef Rest = Value; !Rest.empty();) {
        size_t Found = Rest.find(Old);
        Replaced += Rest.take_front(Found);
        if (Found == StringRef::npos)
          break;
        Replaced += New;
        Rest = Rest.drop_front(Found + Old.size());
      }
      Value = std::move(Replaced);
    }
    Result += Value;
  }
  return Result;
}

std::string NtMakeText::value(StringRef Name) const {
  auto Known = Macros.find(Name.lower());
  return Known == Macros.end()
             ? std::string()
             : StringRef(expand(Known->second, 0)).trim().str();
}

std::vector<std::string> NtMakeText::words(StringRef Name) const {
  std::vector<std::string> Result;
  std::string Word;
  bool Quoted = false;
  for (char C : value(Name) + " ") {
    Quoted ^= C == '"';
    if (C == '"' || Quoted || (!llvm::isSpace(C) && C != ';')) {
      if (C != '"' || !Quoted || !Word.empty())
        Word += C == '"' ? "" : std::string(1, C);
    } else if (!Word.empty()) {
      Result.push_back(std::move(Word));
      Word.clear();
    }
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// Lines
//===----------------------------------------------------------------------===//

Error NtMakeText::wrong(const Place &At, const Twine &Message) const {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 At.File + ":" + Twine(At.Line) + ": " +
                                     Message);
}

bool NtMakeText::isActive() const {
  return llvm::all_of(Branches, [](const Branch &B) { return B.IsTaken; });
}

Error NtMakeText::include(StringRef Name, const Place &At, unsigned Depth) {
  if (Depth == DeepestInclude)
    return wrong(At, "files include each other without end");
  std::string Wanted = expand(Name.trim().trim("\"<>"));
  auto Found = Paths.find(Wanted, path::parent_path(At.File));
  if (!Found) {
    Remarks.push_back({At.File, At.Line,
                       "'" + Wanted +
                           "' is not there; what it sets is not "
                           "known",
                       false});
    return Error::success();
  }
  if (isOutside(*Found)) {
    Remarks.push_back({At.File, At.Line,
                       "'" + Wanted +
                           "' lies outside of the checkout, and is "
                           "not read",
                       false});
    return Error::success();
  }
  return read(*Found, Depth + 1);
}

/// A line that begins with '!', without it.
Error NtMakeText::directive(StringRef Line, const Place &At, unsigned Depth) {
  Line = Line.ltrim();
  StringRef Word = Line.take_while(llvm::isAlpha);
  std::string Name = Word.lower();
  StringRef Rest = Line.drop_front(Word.size()).trim();
  // "!else if" is "!elseif".
  if (Name == "else" && Rest.take_front(2).equals_insensitive("if")) {
    StringRef Second = Rest.take_while(llvm::isAlpha);
    Name += Second.lower();
    Rest = Rest.drop_front(Second.size()).trim();
  }
  auto Holds = [&](StringRef Kind) -> std::optional<bool> {
    if (Kind.ends_with("ifdef"))
      return Macros.count(Rest.lower()) != 0;
    if (Kind.ends_with("ifndef"))
      return Macros.count(Rest.lower()) == 0;
    return evaluateNtCondition(
        expand(Rest), [&](StringRef M) { return Macros.count(M.lower()) != 0; },
        [&](StringRef File) {
          return Paths.find(File, path::parent_path(At.File)).has_value();
        });
  };
  bool IsElseIf =
      Name == "elseif" || Name == "elseifdef" || Name == "elseifndef";
  if (Name == "if" || Name == "ifdef" || Name == "ifndef") {
    std::optional<bool> Value = isActive() ? Holds(Name) : false;
    if (!Value)
      return wrong(At, "the condition '" + Rest + "' makes no sense");
    Branches.push_back({*Value, *Value});
    return Error::success();
  }
  if (IsElseIf || Name == "else" || Name == "endif") {
    if (Branches.empty())
      return wrong(At, "'!" + Name + "' without '!if'");
    if (Name == "endif") {
      Branches.pop_back();
      return Error::success();
    }
    Branch Last = Branches.back();
    Branches.pop_back();
    std::optional<bool> Value = !Last.WasTaken;
    if (IsElseIf && !Last.WasTaken && isActive())
      Value = Holds(Name);
    if (!Value)
      return wrong(At, "the condition '" + Rest + "' makes no sense");
    Branches.push_back({*Value, Last.WasTaken || *Value});
    return Error::success();
  }
  if (!isActive())
    return Error::success();
  if (Name == "include")
    return include(Rest, At, Depth);
  if (Name == "undef")
    Macros.erase(Rest.lower());
  // !message, !error, !cmdswitches say nothing of sources.
  return Error::success();
}

Error NtMakeText::line(StringRef Line, const Place &At, unsigned Depth) {
  if (Line.starts_with("!"))
    return directive(Line.drop_front(), At, Depth);
  if (!isActive())
    return Error::success();
  StringRef Name = Line.take_until([](char C) { return C == '='; }).trim();
  bool IsName = !Name.empty() && llvm::all_of(Name, [](char C) {
    return llvm::isAlnum(C) || C == '_' || C == '.';
  });
  // Anything else belongs to rules, which BUILD has in makefile.inc.
  if (IsName && Line.contains('='))
    define(Name, Line.drop_front(Line.find('=') + 1).trim());
  return Error::success();
}

Error NtMakeText::read(StringRef File) { return read(File, 0); }

Error NtMakeText::read(StringRef File, unsigned Depth) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   "cannot read '" + File +
                                       "': " + Buffer.getError().message());
  StringRef Text = (*Buffer)->getBuffer();
  if (Text.size() > LargestFile || Text.contains('\0'))
    return wrong({File.str(), 1}, "this is no text of BUILD's");
  size_t Open = Branches.size();
  std::string Line;
  unsigned First = 1, Number = 0;
  while (!Text.empty()) {
    StringRef Part;
    std::tie(Part, Text) = Text.split('\n');
    ++Number;
    if (Line.empty())
      First = Number;
    Part = Part.take_until([](char C) { return C == '#'; }).rtrim();
    bool GoesOn = Part.consume_back("\\");
    Line += (Line.empty() ? "" : " ") + Part.str();
    if (GoesOn && !Text.empty())
      continue;
    if (Error E =
            this->line(StringRef(Line).ltrim(), {File.str(), First}, Depth))
      return E;
    Line.clear();
  }
  if (Branches.size() > Open)
    return wrong({File.str(), Number}, "'!if' without '!endif'");
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

namespace {

/// Recursive descent, loosest first. Values are texts; numbers are texts of
/// digits.
class Condition {
public:
  Condition(StringRef Text, llvm::function_ref<bool(StringRef)> IsDefined,
            llvm::function_ref<bool(StringRef)> Exists)
      : Text(Text), IsDefined(IsDefined), Exists(Exists) {}

  std::optional<bool> evaluate() {
    std::string Value = either(0);
    Text = Text.ltrim();
    if (Failed || !Text.empty())
      return std::nullopt;
    return isTrue(Value);
  }

private:
  static bool isTrue(StringRef Value) {
    int64_t Number = 0;
    return !Value.getAsInteger(0, Number) ? Number != 0 : !Value.empty();
  }
  static std::string truth(bool Value) { return Value ? "1" : "0"; }
  bool accept(StringRef Word) {
    Text = Text.ltrim();
    return Text.consume_front(Word);
  }

  std::string either(unsigned Depth) {
    std::string Value = both(Depth);
    while (accept("||")) {
      std::string Other = both(Depth);
      Value = truth(isTrue(Value) || isTrue(Other));
    }
    return Value;
  }
  std::string both(unsigned Depth) {
    std::string Value = comparison(Depth);
    while (accept("&&")) {
      std::string Other = comparison(Depth);
      Value = truth(isTrue(Value) && isTrue(Other));
    }
    return Value;
  }
  std::string comparison(unsigned Depth) {
    std::string Left = operand(Depth);
    for (StringRef Op : {"==", "!=", "<=", ">=", "<", ">"})
      if (accept(Op))
        return truth(compare(Left, Op, operand(Depth)));
    return Left;
  }
  static bool compare(StringRef A, StringRef Op, StringRef B) {
    int64_t X, Y;
    int Order = A.compare(B);
    if (!A.getAsInteger(0, X) && !B.getAsInteger(0, Y))
      Order = X < Y ? -1 : X > Y;
    if (Op == "==")
      return Order == 0;
    if (Op == "!=")
      return Order != 0;
    if (Op == "<=")
      return Order <= 0;
    if (Op == ">=")
      return Order >= 0;
    return Op == "<" ? Order < 0 : Order > 0;
  }
  std::string operand(unsigned Depth);
  std::string argument() {
    bool Bracket = accept("(");
    StringRef Name =
        Text.ltrim().take_until([](char C) { return C == ')' || C == ' '; });
    Text = Text.ltrim().drop_front(Name.size());
    if (Bracket && !accept(")"))
      Failed = true;
    return Name.trim("\"").str();
  }

  StringRef Text;
  llvm::function_ref<bool(StringRef)> IsDefined, Exists;
  bool Failed = false;
};

} // namespace

std::string Condition::operand(unsigned Depth) {
  Text = Text.ltrim();
  if (Depth > DeepestMacro || Text.empty()) {
    Failed = true;
    return "";
  }
  if (!Text.starts_with("!=") && accept("!"))
    return truth(!isTrue(operand(Depth + 1)));
  if (accept("(")) {
    std::string Value = either(Depth + 1);
    Failed |= !accept(")");
    return Value;
  }
  if (accept("\"")) {
    StringRef Value = Text.take_until([](char C) { return C == '"'; });
    Text = Text.drop_front(Value.size());
    Failed |= !Text.consume_front("\"");
    return Value.str();
  }
  StringRef Word = Text.take_while(
      [](char C) { return llvm::isAlnum(C) || C == '_' || C == '.'; });
  Text = Text.drop_front(Word.size());
  Failed |= Word.empty();
  if (Word.equals_insensitive("defined"))
    return truth(IsDefined(argument()));
  if (Word.equals_insensitive("exist"))
    return truth(Exists(argument()));
  return Word.str();
}

std::optional<bool>
evaluateNtCondition(StringRef Text,
                    llvm::function_ref<bool(StringRef)> IsDefined,
                    llvm::function_ref<bool(StringRef)> Exists) {
  // A macro that nobody set leaves nothing.
  if (Text.trim().empty())
    return false;
  return Condition(Text, IsDefined, Exists).evaluate();
}

} // namespace miniport::projects
