//===- MSBuildFunctions.cpp - Property functions --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// $(Name.Function(arguments)[index]...) and the chain behind a static function.
// https://learn.microsoft.com/visualstudio/msbuild/property-functions
//
//===----------------------------------------------------------------------===//

#include "projects/MSBuildText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace miniport::projects {

using llvm::StringRef;

namespace {

/// A string, or what Split() makes of one. Unescaped.
struct Value {
  std::string Text;
  std::vector<std::string> List;
  bool IsList = false;

  static Value ofText(const llvm::Twine &T) { return {T.str(), {}, false}; }
  static Value ofTruth(bool B) { return ofText(B ? "True" : "False"); }
};

using Arguments = std::vector<std::string>;

} // namespace

/// Arguments are apart at commas outside of quotes and parentheses; quotes go,
/// and what is inside is expanded.
static Arguments readArguments(StringRef Text, MSBuildScope &Scope) {
  Arguments Result;
  if (Text.trim().empty())
    return Result;
  auto Add = [&](StringRef Argument) {
    Argument = Argument.trim();
    if (Argument.size() >= 2 && Argument.front() == Argument.back() &&
        StringRef("'\"`").contains(Argument[0]))
      Argument = Argument.drop_front().drop_back();
    else if (Argument.equals_insensitive("null"))
      Argument = "";
    Result.push_back(unescape(expand(Argument, Scope)));
  };
  size_t Start = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (StringRef("'\"`").contains(Text[I])) {
      I = Text.find(Text[I], I + 1);
      if (I == StringRef::npos)
        break;
    } else if (Text[I] == '(') {
      size_t End = behindParenthesis(Text, I + 1);
      if (End == StringRef::npos)
        break;
      I = End - 1;
    } else if (Text[I] == ',') {
      Add(Text.slice(Start, I));
      Start = I + 1;
    }
  }
  Add(Text.substr(Start));
  return Result;
}

static std::optional<size_t> indexOf(const Arguments &A, size_t I) {
  size_t Number;
  if (I >= A.size() || StringRef(A[I]).trim().getAsInteger(10, Number))
    return std::nullopt;
  return Number;
}

/// Functions that give a place, a length or a part.
static std::optional<Value> callPart(StringRef S, StringRef Name,
                                     const Arguments &A) {
  if (Name == "length")
    return Value::ofText(llvm::Twine(S.size()));
  if (Name == "indexof" || Name == "lastindexof") {
    if (A.empty())
      return std::nullopt;
    size_t At = Name == "indexof" ? S.find(A[0]) : S.rfind(A[0]);
    return Value::ofText(At == StringRef::npos ? "-1" : llvm::utostr(At));
  }
  std::optional<size_t> From = indexOf(A, 0);
  if (From && (Name == "padleft" || Name == "padright") && *From < 4096) {
    std::string Fill(*From > S.size() ? *From - S.size() : 0,
                     A.size() > 1 && !A[1].empty() ? A[1][0] : ' ');
    return Value::ofText(Name == "padleft" ? Fill + S : S + Fill);
  }
  if (!From || *From > S.size())
    return std::nullopt;
  size_t Count = indexOf(A, 1).value_or(StringRef::npos);
  if (Name == "substring")
    return Value::ofText(S.substr(*From, Count));
  if (Name == "remove")
    return Value::ofText(S.substr(0, *From) +
                         (A.size() > 1 ? S.substr(*From).drop_front(
                                             std::min(Count, S.size() - *From))
                                       : StringRef()));
  if (Name == "insert" && A.size() > 1)
    return Value::ofText(S.substr(0, *From) + A[1] + S.substr(*From));
  if ((Name == "get_chars" || Name == "chars") && *From < S.size())
    return Value::ofText(S.substr(*From, 1));
  return std::nullopt;
}

static std::string replaceAll(StringRef S, StringRef From, StringRef To) {
  std::string Result;
  while (!From.empty()) {
    size_t At = S.find(From);
    if (At == StringRef::npos)
      break;
    Result += S.substr(0, At);
    Result += To;
    S = S.substr(At + From.size());
  }
  return Result + S.str();
}

static std::vector<std::string> split(StringRef S, const Arguments &A) {
  // Each argument is a separator; a single one of several letters is as well.
  std::vector<std::string> Result(1);
  while (!S.empty()) {
    size_t Length = 0;
    for (const std::string &Separator : A)
      if (!Separator.empty() && S.starts_with(Separator))
        Length = std::max(Length, Separator.size());
    if (Length)
      Result.emplace_back();
    else
      Result.back() += S[0];
    S = S.drop_front(std::max<size_t>(Length, 1));
  }
  return Result;
}

/// Of versions: the part of that number.
static std::optional<Value> versionPart(StringRef S, StringRef Name) {
  auto Index = llvm::StringSwitch<int>(Name)
                   .Case("major", 0)
                   .Case("minor", 1)
                   .Case("build", 2)
                   .Case("revision", 3)
                   .Default(-1);
  std::optional<std::vector<unsigned>> V = parseVersion(S);
  if (Index < 0 || !V)
    return std::nullopt;
  if (size_t(Index) >= V->size())
    return Value::ofText("-1"); // as System.Version says
  return Value::ofText(llvm::Twine((*V)[Index]));
}

static std::optional<Value> callText(StringRef S, StringRef Name,
                                     const Arguments &A) {
  if (Name == "tostring")
    return Value::ofText(S);
  if (Name == "tolower" || Name == "tolowerinvariant")
    return Value::ofText(S.lower());
  if (Name == "toupper" || Name == "toupperinvariant")
    return Value::ofText(S.upper());
  if (Name == "trim" || Name == "trimstart" || Name == "trimend") {
    std::string Letters = A.empty() ? " \t\r\n" : llvm::join(A, "");
    return Value::ofText(Name == "trim"        ? S.trim(Letters)
                         : Name == "trimstart" ? S.ltrim(Letters)
                                               : S.rtrim(Letters));
  }
  if (Name == "split")
    return Value{"", split(S, A), true};
  if (Name == "replace" && A.size() == 2)
    return Value::ofText(replaceAll(S, A[0], A[1]));
  if (A.empty())
    return Name == "length" ? callPart(S, Name, A) : versionPart(S, Name);
  bool AnyCase = A.size() > 1 && StringRef(A[1]).ends_with_insensitive("Case");
  std::string In = AnyCase ? S.lower() : S.str();
  std::string What = AnyCase ? StringRef(A[0]).lower() : A[0];
  if (Name == "contains")
    return Value::ofTruth(StringRef(In).contains(What));
  if (Name == "startswith")
    return Value::ofTruth(StringRef(In).starts_with(What));
  if (Name == "endswith")
    return Value::ofTruth(StringRef(In).ends_with(What));
  if (Name == "equals")
    return Value::ofTruth(In == What);
  if (Name == "compareto")
    return Value::ofText(llvm::Twine(S.compare(A[0])));
  return callPart(S, Name, A);
}

static std::optional<Value> callOn(const Value &On, StringRef Name,
                                   const Arguments &A) {
  if (!On.IsList)
    return callText(On.Text, Name, A);
  if (Name == "length" || Name == "count")
    return Value::ofText(llvm::Twine(On.List.size()));
  std::optional<size_t> At = indexOf(A, 0);
  if ((Name == "getvalue" || Name == "get_item") && At && *At < On.List.size())
    return Value::ofText(On.List[*At]);
  return std::nullopt;
}

/// Takes a name and, if there, arguments in parentheses from the front.
static bool takeCall(StringRef &Rest, StringRef &Name, StringRef &Between) {
  Name = Rest.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
  Rest = Rest.substr(Name.size()).ltrim();
  Between = "";
  if (!Rest.starts_with("("))
    return !Name.empty();
  size_t End = behindParenthesis(Rest, 1);
  if (End == StringRef::npos)
    return false;
  Between = Rest.slice(1, End - 1);
  Rest = Rest.substr(End).ltrim();
  return !Name.empty();
}

/// What stands behind the first value; false if it is not understood.
static bool applyChain(Value &V, StringRef Rest, MSBuildScope &Scope) {
  while (!Rest.empty()) {
    StringRef Name, Between;
    if (Rest.consume_front("[")) {
      auto [Index, Tail] = Rest.split(']');
      Rest = Tail.ltrim();
      Name = V.IsList ? "getvalue" : "get_chars";
      Between = Index;
    } else if (!Rest.consume_front(".") || !takeCall(Rest, Name, Between)) {
      return false;
    }
    std::optional<Value> Next =
        callOn(V, Name.lower(), readArguments(Between, Scope));
    if (!Next)
      return false;
    V = std::move(*Next);
  }
  return true;
}

std::string evaluateFunction(StringRef Body, MSBuildScope &Scope) {
  Value V;
  StringRef Rest = Body, Name, Between;
  bool Known = true, IsRaw = false;
  if (Rest.consume_front("[")) {
    auto [Type, Tail] = Rest.split(']');
    Rest = Tail.ltrim();
    Known = Rest.consume_front("::") && takeCall(Rest, Name, Between);
    if (Known) {
      std::optional<std::string> Result =
          callStatic(Type.trim(), Name, readArguments(Between, Scope), Scope);
      Known = Result.has_value();
      // Of what has no value, no part has one.
      if (Known && Type.trim().equals_insensitive("System.DateTime"))
        return "";
      V.Text = Result.value_or("");
      IsRaw = Rest.empty() && Name.equals_insensitive("unescape");
    }
  } else {
    Name = Rest.take_while(
        [](char C) { return llvm::isAlnum(C) || C == '_' || C == '-'; });
    Rest = Rest.substr(Name.size()).ltrim();
    if (!Name.empty())
      V.Text = unescape(Scope.property(Name));
  }
  if (Known)
    Known = applyChain(V, Rest, Scope);
  if (!Known)
    Scope.remark("unknown property function '$(" + Body + ")'");
  if (!V.IsList)
    return IsRaw ? V.Text : escape(V.Text);
  std::string Joined;
  for (const std::string &S : V.List)
    Joined += (&S == &V.List.front() ? "" : ";") + escape(S);
  return Joined;
}

} // namespace miniport::projects
