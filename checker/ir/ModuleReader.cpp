//===- ModuleReader.cpp - Parser of the text form: records, globals, func -===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reader.h"
#include "TextNames.h"

namespace miniport::ir {

/// Enters the entity that token At begins ("record", "func", ...).
bool Reader::declareName(size_t At) {
  const Token &Item = Tokens[At];
  Pos = At + 1;
  if (Item.isWord("record") || Item.isWord("union")) {
    llvm::StringRef RecordName;
    if (readName(RecordName, "the name of a record"))
      return true;
    if (!RecordNames.try_emplace(RecordName, M->Records.size()).second)
      return failAt(At + 1, "a new record: '" + RecordName + "' is defined");
    M->Records.emplace_back();
    return false;
  }
  Value V;
  if (Item.isWord("global")) {
    V = Value::global(static_cast<uint32_t>(M->Globals.size()));
    M->Globals.emplace_back();
  } else {
    V = Value::function(static_cast<uint32_t>(M->Functions.size()));
    M->Functions.emplace_back();
  }
  const Token &T = token();
  if (!T.is(TokenKind::Symbol))
    return fail("'@' and a name");
  if (!Symbols.try_emplace({T.Text, T.Number}, V).second)
    return fail("a new name: '" + T.Text + "' is declared");
  return false;
}

/// First pass: names of all items, then the fields of records.
bool Reader::findNames() {
  std::vector<size_t> Records, Functions;
  unsigned Depth = 0;
  for (size_t I = 0; I < Tokens.size(); ++I) {
    const Token &T = Tokens[I];
    if (T.isPunct("{"))
      ++Depth;
    else if (T.isPunct("}") && Depth)
      --Depth;
    if (Depth || !T.FirstOnLine)
      continue;
    bool IsRecord = T.isWord("record") || T.isWord("union");
    bool IsFunction = T.isWord("declare") || T.isWord("func");
    if (!IsRecord && !IsFunction && !T.isWord("global"))
      continue;
    if (declareName(I))
      return true;
    if (IsRecord)
      Records.push_back(I);
    if (IsFunction)
      Functions.push_back(I);
  }
  for (size_t Start : Records) {
    Pos = Start;
    if (readRecord())
      return true;
    RecordEnds[Start] = Pos;
  }
  // Bodies need the result types of what they call.
  for (uint32_t I = 0; I < Functions.size(); ++I) {
    Pos = Functions[I] + 2;
    Function Head;
    if (readParams(Head) || expectPunct("->") ||
        readType(M->Functions[I].Result))
      return true;
  }
  Pos = 0;
  return false;
}

llvm::Expected<std::unique_ptr<Module>> Reader::run() {
  bool Failed = findNames();
  while (!Failed && token().isWord("file"))
    Failed = readFile();
  if (!Failed && Options.TextLocations) {
    while (TextFile < M->Files.size() && M->Files[TextFile].Path != Name)
      ++TextFile;
    if (TextFile == M->Files.size())
      M->Files.push_back({M->save(Name), false});
  }
  while (!Failed && !token().is(TokenKind::End))
    Failed = readItem();
  if (!Message.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
  return std::move(M);
}

bool Reader::readItem() {
  const Token &T = token();
  if (!T.FirstOnLine)
    return fail("a new line");
  if (auto It = RecordEnds.find(Pos); It != RecordEnds.end()) {
    Pos = It->second;
    return false;
  }
  if (T.isWord("global"))
    return readGlobal();
  if (T.isWord("declare") || T.isWord("func"))
    return readFunction();
  if (acceptWord("diagnostic")) {
    llvm::StringRef Text;
    if (readString(Text, "a text in quotation marks"))
      return true;
    M->Diagnostics.push_back(Text.str());
    return false;
  }
  if (acceptWord("missing"))
    return readMissing();
  return fail("'record', 'union', 'global', 'declare', 'func', 'diagnostic', "
              "'missing', or before these 'file'");
}

bool Reader::readMissing() {
  MissingInclude I;
  llvm::StringRef Name, File;
  if (readString(Name, "a name in quotation marks") ||
      readString(File, "a file in quotation marks") ||
      readNumber(I.Line, "a line"))
    return true;
  I.Name = Name.str();
  I.File = File.str();
  I.IsGenerated = acceptWord("generated");
  M->MissingIncludes.push_back(std::move(I));
  return false;
}

bool Reader::readFile() {
  advance();
  uint32_t Number = 0;
  SourceFile File;
  if (token().is(TokenKind::Integer) && token().Number != M->Files.size())
    return fail("file number " + llvm::Twine(M->Files.size()));
  if (readNumber(Number, "a file number") ||
      readString(File.Path, "a path in quotation marks"))
    return true;
  File.IsSystem = acceptWord("system");
  M->Files.push_back(File);
  return false;
}

bool Reader::readRecordField(RecordField &Field) {
  if (readName(Field.Name, "a field") || expectPunct(":") ||
      readType(Field.Ty) || expectPunct("@") ||
      readNumber(Field.Offset, "an offset in bytes"))
    return true;
  if (token().isWord("x") && ahead(1).is(TokenKind::Integer)) {
    advance();
    if (readNumber(Field.Count, "a number of elements"))
      return true;
  }
  if (!token().isWord("bits") || !ahead(1).is(TokenKind::Integer))
    return false;
  advance();
  return readNumber(Field.BitOffset, "a bit") ||
         readNumber(Field.BitWidth, "a number of bits");
}

bool Reader::readRecord() {
  Record R;
  R.IsUnion = token().isWord("union");
  advance();
  if (readName(R.Name, "the name of a record") || expectWord("size") ||
      readNumber(R.Size, "a size in bytes") || expectPunct("{"))
    return true;
  while (!acceptPunct("}")) {
    R.Fields.emplace_back();
    if (readRecordField(R.Fields.back()))
      return true;
  }
  M->Records[RecordNames[R.Name]] = std::move(R);
  return false;
}

bool Reader::readInitializers(Global &G) {
  if (expectPunct("{"))
    return true;
  if (acceptPunct("}"))
    return false;
  do {
    Initializer Init;
    if (readNumber(Init.Offset, "an offset in bytes") || expectPunct(":"))
      return true;
    Type Ty = scalarAt(*M, G.Ty, Init.Offset);
    if (token().is(TokenKind::Symbol)) {
      if (readSymbol(Init.Init))
        return true;
    } else if ((atType() && readType(Ty)) || readIntegerOf(Ty, Init.Init)) {
      return true;
    }
    G.Initializers.push_back(Init);
  } while (acceptPunct(","));
  return expectPunct("}");
}

bool Reader::readGlobal() {
  size_t Start = Pos;
  advance();
  Global &G = M->Globals[NextGlobal++];
  G.Name = token().Text;
  advance();
  if (expectPunct(":") || readType(G.Ty))
    return true;
  while (!token().FirstOnLine && token().is(TokenKind::Name)) {
    bool Failed = false;
    if (acceptWord("extern"))
      G.IsDefined = false;
    else if (acceptWord("const"))
      G.IsConst = true;
    else if (acceptWord("internal"))
      G.Link = Linkage::Internal;
    else if (acceptWord("inline"))
      G.Link = Linkage::Inline;
    else if (acceptWord("usr"))
      Failed = readString(G.Usr, "a USR in quotation marks");
    else if (acceptWord("source"))
      Failed = readString(G.Source, "a path in quotation marks");
    else if (acceptWord("init"))
      Failed = readInitializers(G);
    else
      Failed = fail("an attribute of a global");
    if (Failed)
      return true;
  }
  return readLocation(G.Loc, Start);
}

bool Reader::readParams(Function &F) {
  if (expectPunct("("))
    return true;
  if (acceptPunct(")"))
    return false;
  do {
    Parameter P;
    if (token().is(TokenKind::Param) && !token().ByNumber) {
      P.Name = token().Text;
      advance();
      if (expectPunct(":"))
        return true;
    }
    if (readType(P.Ty))
      return true;
    F.Params.push_back(P);
  } while (acceptPunct(","));
  return expectPunct(")");
}

bool Reader::readAnnotation(Function &F) {
  Annotation A;
  if (readName(A.Name, "the name of an annotation"))
    return true;
  if (acceptPunct("(") && !acceptPunct(")")) {
    do {
      if (token().is(TokenKind::Integer)) {
        A.Args.push_back(token().Text);
        advance();
        continue;
      }
      A.Args.emplace_back();
      if (readName(A.Args.back(), "an argument of the annotation"))
        return true;
    } while (acceptPunct(","));
    if (expectPunct(")"))
      return true;
  }
  if (acceptWord("param") && readNumber(A.Param, "the index of a parameter"))
    return true;
  if (acceptWord("when") &&
      readString(A.When, "a condition in quotation marks"))
    return true;
  if (acceptWord("from") && readName(A.From, "a function type"))
    return true;
  if (acceptWord("at") && readLocation(A.Loc, Pos))
    return true;
  F.Annotations.push_back(std::move(A));
  return false;
}

bool Reader::readCalls(Function &F) {
  do {
    Value V;
    size_t At = Pos;
    if (readSymbol(V))
      return true;
    if (V.Kind != ValueKind::Function)
      return failAt(At, "a function");
    F.DegradedCalls.push_back(V.Index);
  } while (acceptPunct(","));
  return false;
}

bool Reader::readAttributes(Function &F) {
  while (token().is(TokenKind::Name) && !token().FirstOnLine) {
    bool Failed = false;
    if (acceptWord("system"))
      F.IsSystem = true;
    else if (acceptWord("undeclared"))
      F.IsUndeclared = true;
    else if (acceptWord("noreturn"))
      F.NoReturn = true;
    else if (acceptWord("internal"))
      F.Link = Linkage::Internal;
    else if (acceptWord("inline"))
      F.Link = Linkage::Inline;
    else if (acceptWord("variadic"))
      F.Variadic = true;
    else if (acceptWord("role"))
      Failed = readName(F.RoleTypes.emplace_back(), "a role type");
    else if (acceptWord("sal"))
      Failed = readAnnotation(F);
    else if (acceptWord("section"))
      Failed = readName(F.Section, "a section");
    else if (acceptWord("degraded"))
      Failed = readString(F.Degraded, "a reason in quotation marks");
    else if (acceptWord("calls"))
      Failed = readCalls(F);
    else if (acceptWord("usr"))
      Failed = readString(F.Usr, "a USR in quotation marks");
    else if (acceptWord("source"))
      Failed = readString(F.Source, "a path in quotation marks");
    else if (acceptWord("hash"))
      Failed = readNumber(F.BodyHash, "a hash");
    else
      Failed = fail("an attribute of a function");
    if (Failed)
      return true;
  }
  return false;
}

bool Reader::readFunction() {
  size_t Start = Pos;
  Function &F = M->Functions[NextFunction++];
  F.HasBody = token().isWord("func");
  advance();
  F.Name = token().Text;
  advance();
  if (readParams(F) || expectPunct("->") || readType(F.Result) ||
      readAttributes(F) || readLocation(F.Loc, Start))
    return true;
  return F.HasBody && readBody(F);
}

} // namespace miniport::ir
