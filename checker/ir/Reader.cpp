//===- Reader.cpp - Parser of the text form: what all parts share ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reader.h"
#include "TextNames.h"

namespace miniport::ir {

Reader::Reader(llvm::StringRef Text, llvm::StringRef Name, ParseOptions Options)
    : M(std::make_unique<Module>()), Name(Name), Options(Options),
      Tokens(lex(M->save(Text), *M)) {}

bool Reader::failAt(size_t At, const llvm::Twine &Expected) {
  if (!Message.empty())
    return true;
  const Token &T = Tokens[At];
  llvm::raw_string_ostream OS(Message);
  OS << Name << ':' << T.Line << ':' << T.Column << ": expected ";
  // What the lexer could not read is the better explanation.
  if (T.is(TokenKind::Invalid))
    OS << T.Text;
  else
    OS << Expected;
  return true;
}

bool Reader::acceptPunct(llvm::StringRef P) {
  if (!token().isPunct(P))
    return false;
  advance();
  return true;
}

bool Reader::acceptWord(llvm::StringRef W) {
  if (!token().isWord(W))
    return false;
  advance();
  return true;
}

bool Reader::expectPunct(llvm::StringRef P) {
  return !acceptPunct(P) && fail("'" + P + "'");
}

bool Reader::expectWord(llvm::StringRef W) {
  return !acceptWord(W) && fail("'" + W + "'");
}

bool Reader::readName(llvm::StringRef &Result, llvm::StringRef What) {
  if (!token().is(TokenKind::Name) && !token().is(TokenKind::String))
    return fail(What);
  Result = token().Text;
  advance();
  return false;
}

bool Reader::readString(llvm::StringRef &Result, llvm::StringRef What) {
  if (!token().is(TokenKind::String))
    return fail(What);
  Result = token().Text;
  advance();
  return false;
}

/// u8, s32, f64: the number of bits.
static bool scalarWidth(llvm::StringRef Word, uint16_t &Width) {
  return Word.size() > 1 && llvm::StringRef("usf").contains(Word.front()) &&
         Word[1] != '0' && !Word.drop_front().getAsInteger(10, Width);
}

bool Reader::atType() const {
  uint16_t Width;
  const Token &T = token();
  return T.isWord("void") || T.isWord("ptr") || T.isWord("agg") ||
         (T.is(TokenKind::Name) && scalarWidth(T.Text, Width));
}

bool Reader::readType(Type &Ty) {
  uint16_t Width = 0;
  if (!atType())
    return fail("a type");
  llvm::StringRef Word = token().Text;
  advance();
  if (Word == "void") {
    Ty = Type::makeVoid();
  } else if (Word == "ptr") {
    Ty = Type::makePtr();
  } else if (Word == "agg") {
    uint64_t Bytes = 0;
    if (readNumber(Bytes, "a size in bytes"))
      return true;
    Ty = Type::makeAggregate(Bytes);
    const Token &T = token();
    bool IsRecord = T.is(TokenKind::String) ||
                    (T.is(TokenKind::Name) && !isReserved(T.Text));
    // A name on the next line begins something else.
    if (!IsRecord || T.FirstOnLine)
      return false;
    auto It = RecordNames.find(T.Text);
    if (It == RecordNames.end())
      return fail("the name of a record");
    Ty.setRecord(It->second);
    advance();
  } else {
    scalarWidth(Word, Width);
    Ty = Word.front() == 'f' ? Type::makeFloat(Width)
                             : Type::makeInt(Width, Word.front() == 's');
  }
  return false;
}

/// Can the number be written as an integer of this type? Hexadecimal numbers
/// name the bits, others the value.
static bool fits(const Token &T, Type Ty) {
  if (Ty.width() >= 64 || Ty.width() == 0)
    return Ty.width() != 0 && (!T.Negative || T.Number <= uint64_t(1) << 63);
  uint64_t Half = uint64_t(1) << (Ty.width() - 1);
  bool Signed = Ty.isInt() && Ty.Signed;
  if (T.Negative)
    return Signed && T.Number <= Half;
  return T.Number < (Signed && !T.Hex ? Half : 2 * Half);
}

bool Reader::readIntegerOf(Type Ty, Value &V) {
  const Token &T = token();
  if (!T.is(TokenKind::Integer))
    return fail("a number");
  if (Ty.isVoid() || Ty.isAggregate() || !fits(T, Ty))
    return fail("a number of its type");
  V = Value::integer(T.Negative ? ~T.Number + 1 : T.Number, Ty);
  advance();
  return false;
}

bool Reader::readSymbol(Value &V) {
  const Token &T = token();
  if (!T.is(TokenKind::Symbol))
    return fail("a global or a function");
  auto It = Symbols.find({T.Text, T.Number});
  if (It == Symbols.end())
    return fail("a declared global or function");
  V = It->second;
  advance();
  return false;
}

bool Reader::readPoint(SourcePoint &P) {
  return readNumber(P.File, "a file number") || expectPunct(":") ||
         readNumber(P.Line, "a line") || expectPunct(":") ||
         readNumber(P.Column, "a column");
}

/// Reads a location, if there is one; else, if asked for, takes the place of
/// token Start.
bool Reader::readLocation(SourceLocation &Loc, size_t Start) {
  if (acceptPunct("!")) {
    if (readPoint(Loc.Expansion))
      return true;
    Loc.Spelling = Loc.Expansion;
    return acceptPunct("~") && readPoint(Loc.Spelling);
  }
  if (!Options.TextLocations)
    return false;
  Loc.Expansion = {TextFile, Tokens[Start].Line, Tokens[Start].Column};
  Loc.Spelling = Loc.Expansion;
  return false;
}

bool Reader::readField(Step &S) {
  llvm::StringRef RecordName, FieldName;
  size_t At = Pos;
  if (readName(RecordName, "the name of a record"))
    return true;
  auto It = RecordNames.find(RecordName);
  if (It == RecordNames.end())
    return failAt(At, "the name of a record");
  S.Record = It->second;
  if (expectPunct("."))
    return true;
  At = Pos;
  if (readName(FieldName, "the name of a field"))
    return true;
  const std::vector<RecordField> &Fields = M->Records[S.Record].Fields;
  for (S.Field = 0; S.Field < Fields.size(); ++S.Field)
    if (Fields[S.Field].Name == FieldName)
      return false;
  return failAt(At, "a field of '" + RecordName + "'");
}

} // namespace miniport::ir
