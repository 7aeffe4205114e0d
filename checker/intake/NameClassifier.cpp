//===- NameClassifier.cpp - What unknown names must be --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "intake/NameClassifier.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"

namespace miniport::intake {

using namespace clang;
using llvm::StringRef;

bool NameClassifier::isUnknown(const Token &Tok) const {
  if (!Tok.is(tok::identifier))
    return false;
  const IdentifierInfo *II = Tok.getIdentifierInfo();
  // Words of Microsoft's that are keywords only where they belong.
  bool IsKeyword = llvm::is_contained(
      {"__except", "_except", "__finally", "_finally"}, II->getName());
  return !IsKeyword && !II->hadMacroDefinition() && !II->getBuiltinID() &&
         !Declared.All.contains(II);
}

bool NameClassifier::isTypeName(const Token &Tok) const {
  if (Tok.isOneOf(tok::kw_void, tok::kw_char, tok::kw_short, tok::kw_int,
                  tok::kw_long, tok::kw_float, tok::kw_double) ||
      Tok.isOneOf(tok::kw_signed, tok::kw_unsigned, tok::kw__Bool, tok::kw_bool,
                  tok::kw___int64, tok::kw_auto))
    return true;
  return Tok.is(tok::identifier) &&
         (Declared.Types.contains(Tok.getIdentifierInfo()) ||
          Result.Types.count(Tok.getIdentifierInfo()->getName().str()));
}

static bool isQualifier(const Token &Tok) {
  return Tok.isOneOf(tok::kw_const, tok::kw_volatile, tok::kw_static,
                     tok::kw_extern, tok::kw_inline, tok::kw_typedef,
                     tok::kw_register, tok::kw___unaligned,
                     tok::kw___forceinline) ||
         Tok.isOneOf(tok::kw___cdecl, tok::kw___stdcall, tok::kw___fastcall,
                     tok::kw_virtual, tok::kw_constexpr, tok::kw_explicit);
}

static bool isTag(const Token &Tok) {
  return Tok.isOneOf(tok::kw_struct, tok::kw_union, tok::kw_enum,
                     tok::kw_class);
}

/// What a brace opens, by what stands before it.
NameClassifier::Scope NameClassifier::scopeOpenedAt(ptrdiff_t I) const {
  const Token &Before = T[I - 1];
  if (Before.isOneOf(tok::equal, tok::comma, tok::l_paren, tok::r_square,
                     tok::kw_return) ||
      Scopes.back() == Scope::Values)
    return Scope::Values;
  // extern "C" {
  if (Before.is(tok::string_literal) || Before.is(tok::kw_namespace) ||
      T[I - 2].is(tok::kw_namespace))
    return Scope::File;
  for (ptrdiff_t K = I - 1; K >= 0 && K > I - 12; --K) {
    if (T[K].isOneOf(tok::semi, tok::l_brace, tok::r_brace, tok::r_paren))
      break;
    if (T[K].is(tok::kw_enum))
      return Scope::Enumeration;
    if (isTag(T[K]))
      return Scope::Record;
  }
  return Scope::Code;
}

/// Name(a, b) int a; char *b; {
bool NameClassifier::isOldStyle(ptrdiff_t I) const {
  if (Scopes.back() != Scope::File || !T[I].is(tok::identifier) ||
      !T[I + 1].is(tok::l_paren) || !T[I + 2].is(tok::identifier) ||
      !T[I + 3].isOneOf(tok::comma, tok::r_paren))
    return false;
  ptrdiff_t K = T.behindBracket(I + 1);
  while (!T[K].isOneOf(tok::eof, tok::l_brace, tok::l_paren, tok::r_brace,
                       tok::equal))
    ++K;
  return T[K].is(tok::l_brace) && T[K - 1].is(tok::semi);
}

/// Nothing need stand for it, or it is certain what does. A value may turn out
/// to be something else.
bool NameClassifier::isSettled(StringRef Name) const {
  std::string N = Name.str();
  if (Here.contains(Name) || Result.Types.count(N))
    return true;
  auto Known = Result.Others.find(N);
  return Known != Result.Others.end() && Known->second != Kind::Value &&
         Known->second != Kind::Callback && Known->second != Kind::Variable;
}

void NameClassifier::stands(ptrdiff_t I, Kind K) {
  if (isSettled(name(I)))
    return;
  auto [Known, IsNew] = Result.Others.try_emplace(name(I).str(), K);
  // What is written once is no constant value, what is computed with no
  // function.
  if (!IsNew && K != Kind::Callback &&
      (K != Kind::Value || Known->second == Kind::Callback))
    Known->second = K;
}

/// May declaration specifiers stand here?
bool NameClassifier::mayBeginDeclaration(ptrdiff_t I) const {
  if (atStatement(I) || T[I - 1].is(tok::string_literal))
    return true;
  bool InList = T[I - 1].isOneOf(tok::l_paren, tok::comma);
  if (Scopes.back() == Scope::Code)
    return InList && T[I - 2].is(tok::kw_for);
  // Parameters; K&R's stand behind the bracket.
  return InList || T[I - 1].is(tok::r_paren);
}

NameClassifier::Words NameClassifier::readWords(ptrdiff_t I) {
  Words W;
  for (; I < T.size(); ++I) {
    const Token &Tok = T[I];
    if (Tok.is(tok::star)) {
      ++W.Stars;
      continue;
    }
    if (isQualifier(Tok))
      continue;
    if (isTag(Tok) && T[I + 1].is(tok::identifier)) {
      W.HasKnownType = true;
      ++I;
      continue;
    }
    if (!Tok.is(tok::identifier) && !isTypeName(Tok))
      break;
    // ATTRIBUTE(x) type name
    if (T[I + 1].is(tok::l_paren) && !isOldStyle(I)) {
      ptrdiff_t Behind = T.behindBracket(I + 1);
      const Token &Next = T[Behind];
      if (Tok.is(tok::identifier) &&
          (Next.is(tok::identifier) || isTypeName(Next) || isQualifier(Next) ||
           isTag(Next))) {
        if (isUnknown(Tok) && Scopes.back() != Scope::Code)
          stands(I, Kind::AttributeCall);
        if (Scopes.back() == Scope::Code)
          break;
        I = Behind - 1;
        continue;
      }
    }
    if (isTypeName(Tok))
      W.HasKnownType = true;
    (W.Stars ? W.BehindStars : W.BeforeStars).push_back(I);
  }
  W.End = I;
  return W;
}

void NameClassifier::type(StringRef Name, ptrdiff_t Declarator, bool IsRole) {
  Result.Others.erase(Name.str());
  Result.Types[Name.str()].IsRole |= IsRole;
  if (Declarator >= 0)
    TypeOf[name(Declarator).str()] = Name.str();
}

/// A declaration that begins at I, of an unknown type or not. False if it is
/// none.
bool NameClassifier::declaration(ptrdiff_t I) {
  Words W = readWords(I);
  bool IsCode = Scopes.back() == Scope::Code;
  const Token &Next = T[W.End];
  if (!Next.isOneOf(tok::semi, tok::equal, tok::l_paren, tok::comma,
                    tok::l_square, tok::r_paren, tok::colon, tok::l_brace))
    return false;
  auto &Last = W.Stars ? W.BehindStars : W.BeforeStars;
  ptrdiff_t Declarator = -1;
  if (!Last.empty() && (W.Stars || Last.size() > 1 || W.HasKnownType) &&
      T[Last.back()].is(tok::identifier)) {
    Declarator = Last.back();
    Last.pop_back();
  }
  // "x * y" as a value.
  if (IsCode && W.Stars && !W.HasKnownType &&
      (Declarator < 0 || !Next.isOneOf(tok::semi, tok::equal, tok::comma)))
    return false;
  // An unnamed parameter.
  bool IsParameter = T[I - 1].isOneOf(tok::l_paren, tok::comma) && !IsCode;
  if (Declarator < 0 && !(IsParameter && !W.BeforeStars.empty() &&
                          Next.isOneOf(tok::comma, tok::r_paren)))
    return false;
  if (W.BeforeStars.empty() && !W.HasKnownType)
    return false;
  // "MACRO Function(...)" as a statement of C.
  bool IsStatement = IsCode && Next.is(tok::l_paren) && !W.Stars &&
                     !W.HasKnownType && !PP.getLangOpts().CPlusPlus;
  if (Declarator >= 0 && !IsStatement)
    Here.insert(name(Declarator));
  bool NeedsType = !W.HasKnownType && !IsStatement;
  for (ptrdiff_t K : llvm::reverse(W.BeforeStars)) {
    if (!isUnknown(T[K]) || isSettled(name(K)))
      continue;
    if (!NeedsType) {
      stands(K, IsStatement ? Kind::BareLine : Kind::Attribute);
      continue;
    }
    bool IsRole = Declarator >= 0 && !W.Stars && Next.is(tok::semi) &&
                  Scopes.back() == Scope::File &&
                  Defined.contains(name(Declarator));
    type(name(K), Declarator, IsRole);
    NeedsType = false;
  }
  for (ptrdiff_t K : W.BehindStars)
    if (isUnknown(T[K]) && !isSettled(name(K)))
      stands(K, Kind::Attribute);
  // A type that is known as a stand-in already.
  for (ptrdiff_t K : W.BeforeStars)
    if (Declarator >= 0 && Result.Types.count(name(K).str()))
      TypeOf[name(Declarator).str()] = name(K).str();
  return true;
}

/// (X)a, (X *)a, sizeof(X)
bool NameClassifier::cast(ptrdiff_t I) {
  if (!T[I - 1].is(tok::l_paren))
    return false;
  ptrdiff_t K = I + 1;
  while (T[K].is(tok::star))
    ++K;
  if (!T[K].is(tok::r_paren))
    return false;
  bool HasStars = K != I + 1;
  bool IsSize = T[I - 2].is(tok::kw_sizeof);
  bool IsCall = T[I - 2].isOneOf(tok::identifier, tok::r_paren, tok::r_square);
  bool IsOperand = T[K + 1].isOneOf(tok::identifier, tok::numeric_constant,
                                    tok::string_literal, tok::l_paren);
  if (!HasStars && !IsSize && (IsCall || !IsOperand))
    return false;
  type(name(I), -1, false);
  // ((X *)p)->member
  if (T[K + 1].is(tok::identifier) && T[K + 2].is(tok::r_paren))
    TypeOf.emplace(name(K + 1).str(), name(I).str());
  return true;
}

/// True: what is in the brackets is text of an attribute, and to be passed
/// over.
bool NameClassifier::call(ptrdiff_t I) {
  const Token &Behind = T[T.behindBracket(I + 1)];
  bool IsFunction = Behind.is(tok::l_brace) && Scopes.back() == Scope::File;
  if (IsFunction || Defined.contains(name(I)))
    return false;
  if (Scopes.back() != Scope::Code) {
    if (atStatement(I))
      stands(I, Kind::AttributeCall);
    return atStatement(I);
  }
  if (atStatement(I) || T[I - 1].isOneOf(tok::r_paren, tok::kw_else)) {
    if (Behind.is(tok::l_brace)) {
      stands(I, Kind::Condition);
      return false;
    }
    if (Behind.is(tok::identifier) || Behind.is(tok::r_brace) ||
        tok::getKeywordSpelling(Behind.getKind())) {
      stands(I, Kind::Statement);
      return false;
    }
  }
  if (PP.getLangOpts().CPlusPlus)
    stands(I, Kind::Function);
  return false;
}

/// Is it a statement by itself? Nobody writes a value as one: it is a macro.
bool NameClassifier::isBareMacro(ptrdiff_t I) const {
  const Token &Before = T[I - 1], &Next = T[I + 1];
  if (Scopes.back() != Scope::Code ||
      !(atStatement(I) || Before.isOneOf(tok::r_paren, tok::kw_else)))
    return false;
  return Next.isOneOf(tok::semi, tok::identifier, tok::l_brace, tok::r_brace) ||
         tok::getKeywordSpelling(Next.getKind());
}

void NameClassifier::value(ptrdiff_t I) {
  const Token &Before = T[I - 1], &Next = T[I + 1];
  if (Defined.contains(name(I)) || Before.is(tok::kw_goto) ||
      Next.is(tok::coloncolon) || Before.is(tok::coloncolon))
    return;
  if (atStatement(I) && Next.is(tok::colon))
    return; // a label
  if (isBareMacro(I))
    return stands(I, Next.is(tok::semi) ? Kind::BareStatement : Kind::BareLine);
  // A table of constants is no place for a variable.
  bool IsStatic =
      Scopes.back() != Scope::Code && !llvm::is_contained(Scopes, Scope::Code);
  if (Before.is(tok::kw_case) || IsStatic)
    return stands(I, Kind::Constant);
  bool IsWritten =
      Next.isOneOf(tok::equal, tok::plusequal, tok::minusequal, tok::pipeequal,
                   tok::ampequal, tok::plusplus, tok::minusminus) ||
      Before.isOneOf(tok::plusplus, tok::minusminus);
  stands(I, IsWritten         ? Kind::Variable
            : isHandedOver(I) ? Kind::Callback
                              : Kind::Value);
}

/// A routine that is an argument, or is stored: by convention, constants have
/// no small letters.
bool NameClassifier::isHandedOver(ptrdiff_t I) const {
  return !PP.getLangOpts().CPlusPlus &&
         llvm::any_of(name(I), [](char C) { return clang::isLowercase(C); }) &&
         T[I - 1].isOneOf(tok::l_paren, tok::comma, tok::equal) &&
         T[I + 1].isOneOf(tok::r_paren, tok::comma, tok::semi) &&
         !isCondition(I);
}

/// if (X), while (X), switch (X)
bool NameClassifier::isCondition(ptrdiff_t I) const {
  return T[I - 1].is(tok::l_paren) &&
         T[I - 2].isOneOf(tok::kw_if, tok::kw_while, tok::kw_switch);
}

void NameClassifier::member(ptrdiff_t I) {
  // a->b, (a)->b, a[i].b: the name before tells the type.
  ptrdiff_t Owner = I - 2;
  auto Known = TypeOf.find(name(Owner).str());
  if (Known == TypeOf.end())
    return;
  auto Use = T[I + 1].is(tok::l_paren)    ? StandIns::Type::Use::Called
             : T[I + 1].is(tok::l_square) ? StandIns::Type::Use::Indexed
                                          : StandIns::Type::Use::Value;
  // A member of a member: that one is a structure, which nothing tells.
  if (T[I + 1].isOneOf(tok::period, tok::arrow))
    return;
  Result.Types[Known->second].Members.emplace(name(I).str(), Use);
}

void NameClassifier::findFunctions() {
  unsigned Depth = 0;
  for (ptrdiff_t I = 0; I < T.size(); ++I) {
    Depth += T[I].is(tok::l_brace);
    Depth -= Depth && T[I].is(tok::r_brace);
    if (Depth == 0 && T[I].is(tok::identifier) && T[I + 1].is(tok::l_paren) &&
        T[T.behindBracket(I + 1)].is(tok::l_brace))
      Defined.insert(name(I));
  }
}

bool NameClassifier::isAttributeCall(ptrdiff_t I) const {
  auto Known = Result.Others.find(name(I).str());
  return T[I + 1].is(tok::l_paren) && Known != Result.Others.end() &&
         Known->second == Kind::AttributeCall;
}

/// The brace at I. "} NAME, *PNAME;" behind a structure declares the names.
void NameClassifier::close(ptrdiff_t I) {
  bool IsTagged =
      Scopes.back() == Scope::Record || Scopes.back() == Scope::Enumeration;
  if (Scopes.size() > 1)
    Scopes.pop_back();
  for (ptrdiff_t K = I + 1;
       IsTagged && T[K].isOneOf(tok::identifier, tok::star, tok::comma); ++K)
    if (T[K].is(tok::identifier))
      Here.insert(name(K));
}

void NameClassifier::run() {
  findFunctions();
  for (ptrdiff_t I = 0; I < T.size(); ++I) {
    const Token &Tok = T[I];
    if (Tok.is(tok::l_brace))
      Scopes.push_back(scopeOpenedAt(I));
    if (Tok.is(tok::r_brace))
      close(I);
    if (T[I - 1].isOneOf(tok::period, tok::arrow)) {
      member(I);
      continue;
    }
    if (isOldStyle(I)) {
      Defined.insert(name(I));
      I = T.behindBracket(I + 1) - 1;
      continue;
    }
    if (Scopes.back() != Scope::Enumeration && Scopes.back() != Scope::Values &&
        mayBeginDeclaration(I) &&
        (Tok.is(tok::identifier) || isQualifier(Tok) || isTypeName(Tok) ||
         isTag(Tok)) &&
        declaration(I)) {
      // The text of an attribute declares nothing.
      if (isAttributeCall(I))
        I = T.behindBracket(I + 1) - 1;
      continue;
    }
    if (!isUnknown(Tok) || isSettled(name(I)) ||
        Scopes.back() == Scope::Enumeration || isTag(T[I - 1]))
      continue;
    if (cast(I))
      continue;
    if (T[I + 1].isNot(tok::l_paren))
      value(I);
    else if (call(I))
      I = T.behindBracket(I + 1) - 1;
  }
}

} // namespace miniport::intake
