//===- MSBuildText.cpp - Expansion of properties, metadata and items ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/MSBuildText.h"
#include "llvm/ADT/StringExtras.h"

namespace miniport::projects {

using llvm::StringRef;

std::string unescape(StringRef Text) {
  std::string Result;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '%' && I + 2 < Text.size() &&
        llvm::isHexDigit(Text[I + 1]) && llvm::isHexDigit(Text[I + 2])) {
      Result += char(llvm::hexFromNibbles(Text[I + 1], Text[I + 2]));
      I += 2;
    } else {
      Result += Text[I];
    }
  }
  return Result;
}

std::string escape(StringRef Text) {
  std::string Result;
  for (char C : Text) {
    if (StringRef("%*?@$();'").contains(C)) {
      Result += '%';
      Result += llvm::hexdigit(unsigned(C) >> 4, /*LowerCase=*/true);
      Result += llvm::hexdigit(unsigned(C) & 15, /*LowerCase=*/true);
    } else {
      Result += C;
    }
  }
  return Result;
}

size_t behindParenthesis(StringRef Text, size_t From) {
  unsigned Depth = 1;
  for (size_t I = From; I < Text.size(); ++I) {
    char C = Text[I];
    if (C == '\'' || C == '"' || C == '`') {
      I = Text.find(C, I + 1);
      if (I == StringRef::npos)
        return I;
    } else if (C == '(') {
      ++Depth;
    } else if (C == ')' && --Depth == 0) {
      return I + 1;
    }
  }
  return StringRef::npos;
}

/// Does an expression begin here?
static bool opens(StringRef Text, size_t I) {
  return I + 1 < Text.size() && Text[I + 1] == '(' &&
         (Text[I] == '$' || Text[I] == '@' || Text[I] == '%');
}

std::vector<StringRef> splitList(StringRef Text) {
  std::vector<StringRef> Result;
  auto Add = [&](StringRef Entry) {
    Entry = Entry.trim();
    if (!Entry.empty())
      Result.push_back(Entry);
  };
  size_t Start = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (opens(Text, I)) {
      size_t End = behindParenthesis(Text, I + 2);
      if (End != StringRef::npos)
        I = End - 1;
    } else if (Text[I] == ';') {
      Add(Text.slice(Start, I));
      Start = I + 1;
    }
  }
  Add(Text.substr(Start));
  return Result;
}

std::vector<std::string> unescapedList(StringRef Escaped) {
  std::vector<std::string> Result;
  for (StringRef Entry : splitList(Escaped)) {
    std::string Text = StringRef(unescape(Entry)).trim().str();
    if (!Text.empty())
      Result.push_back(std::move(Text));
  }
  return Result;
}

static bool isName(StringRef Text) {
  if (Text.empty() || !(llvm::isAlpha(Text[0]) || Text[0] == '_'))
    return false;
  return llvm::all_of(
      Text, [](char C) { return llvm::isAlnum(C) || C == '_' || C == '-'; });
}

static StringRef unquoted(StringRef Text) {
  if (Text.size() >= 2 && Text.front() == Text.back() &&
      (Text[0] == '\'' || Text[0] == '"' || Text[0] == '`'))
    return Text.drop_front().drop_back();
  return Text;
}

/// @(Type), @(Type->'transform'), @(Type, 'separator').
static std::optional<std::string> expandItems(StringRef Body,
                                              MSBuildScope &Scope) {
  size_t End = Body.find_first_of("-,");
  // A hyphen may also be part of the name.
  while (End != StringRef::npos && Body[End] == '-' &&
         !Body.substr(End).starts_with("->"))
    End = Body.find_first_of("-,", End + 1);
  StringRef Type = Body.substr(0, End).trim();
  if (!isName(Type))
    return std::nullopt;
  StringRef Rest = End == StringRef::npos ? "" : Body.substr(End);
  std::optional<StringRef> Transform;
  if (Rest.consume_front("->")) {
    Rest = Rest.ltrim();
    if (!Rest.starts_with("'")) {
      Scope.remark("unknown item function in '@(" + Body + ")'");
      Rest = "";
    } else {
      size_t Close = Rest.find('\'', 1);
      if (Close == StringRef::npos)
        return std::nullopt;
      Transform = Rest.slice(1, Close);
      Rest = Rest.substr(Close + 1).ltrim();
    }
  }
  std::string Separator = ";";
  if (Rest.consume_front(","))
    Separator = unquoted(Rest.trim()).str();
  return llvm::join(Scope.items(Type, Transform), Separator);
}

static std::optional<std::string> expandMetadata(StringRef Body,
                                                 MSBuildScope &Scope) {
  auto [Type, Name] = Body.trim().split('.');
  if (Name.empty())
    std::swap(Type, Name);
  if (!isName(Name.trim()) || (!Type.empty() && !isName(Type.trim())))
    return std::nullopt;
  return Scope.metadata(Type.trim(), Name.trim());
}

static std::string expandProperty(StringRef Body, MSBuildScope &Scope) {
  Body = Body.trim();
  if (isName(Body))
    return Scope.property(Body);
  // The registry of the machine that analyses says nothing.
  if (Body.empty() || Body.starts_with_insensitive("Registry:"))
    return "";
  return evaluateFunction(Body, Scope);
}

std::string expand(StringRef Text, MSBuildScope &Scope) {
  std::string Result;
  for (size_t I = 0; I < Text.size();) {
    if (!opens(Text, I)) {
      Result += Text[I++];
      continue;
    }
    size_t End = behindParenthesis(Text, I + 2);
    if (End == StringRef::npos) {
      Result += Text.substr(I);
      break;
    }
    StringRef Body = Text.slice(I + 2, End - 1);
    std::optional<std::string> Value;
    if (Text[I] == '$')
      Value = expandProperty(Body, Scope);
    else if (Text[I] == '%')
      Value = expandMetadata(Body, Scope);
    else
      Value = expandItems(Body, Scope);
    Result += Value ? *Value : Text.slice(I, End).str();
    I = End;
  }
  if (!Scope.spend(Result.size()))
    return "";
  return Result;
}

} // namespace miniport::projects
