//===- Reader.h - Parser of the text form ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two passes: the first finds the names of records, globals and functions, so
// that they may be used before they are defined, and reads the records, whose
// fields the bodies name; the second reads everything else.
//
// Methods that read something return true if they failed; the first failure is
// kept and ends the parse.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_READER_H
#define MINIPORT_IR_READER_H

#include "Lexer.h"
#include "ir/Text.h"
#include "llvm/ADT/StringMap.h"
#include <map>

namespace miniport::ir {

class Reader {
public:
  Reader(llvm::StringRef Text, llvm::StringRef Name, ParseOptions Options);
  llvm::Expected<std::unique_ptr<Module>> run();

private:
  // Tokens.
  const Token &token() const { return Tokens[Pos]; }
  const Token &ahead(size_t N) const {
    return Tokens[std::min(Pos + N, Tokens.size() - 1)];
  }
  void advance() {
    if (Pos + 1 < Tokens.size())
      ++Pos;
  }
  bool fail(const llvm::Twine &Expected) { return failAt(Pos, Expected); }
  bool failAt(size_t At, const llvm::Twine &Expected);
  bool acceptPunct(llvm::StringRef P);
  bool acceptWord(llvm::StringRef W);
  bool expectPunct(llvm::StringRef P);
  bool expectWord(llvm::StringRef W);
  template <typename Int> bool readNumber(Int &Result, llvm::StringRef What);
  bool readName(llvm::StringRef &Result, llvm::StringRef What);
  bool readString(llvm::StringRef &Result, llvm::StringRef What);

  // Common parts (Reader.cpp).
  bool atType() const;
  bool readType(Type &Ty);
  bool readIntegerOf(Type Ty, Value &V);
  bool readSymbol(Value &V);
  bool readPoint(SourcePoint &P);
  bool readLocation(SourceLocation &Loc, size_t Start);
  bool readField(Step &S);

  // The module (ModuleReader.cpp).
  bool findNames();
  bool declareName(size_t At);
  bool readItem();
  bool readFile();
  bool readMissing();
  bool readRecord();
  bool readRecordField(RecordField &Field);
  bool readGlobal();
  bool readInitializers(Global &G);
  bool readFunction();
  bool readParams(Function &F);
  bool readAttributes(Function &F);
  bool readAnnotation(Function &F);
  bool readCalls(Function &F);

  // A body (BodyReader.cpp).
  bool readBody(Function &F);
  bool readLocal();
  bool readLabel();
  bool readInstruction();
  bool readOperation(Instruction &I);
  bool readPlain(Instruction &I, llvm::StringRef Word);
  bool readBlockEnd(Instruction &I, llvm::StringRef Word);
  bool readCall(Instruction &I);
  bool readBinary(Instruction &I);
  bool readSwitch(Instruction &I);
  bool readReturn(Instruction &I);
  bool readArguments(Instruction &I);
  bool readTarget(uint32_t Slot, bool IsCase = false);
  bool readValue(Value &V);
  bool readOperand(Type Expected, Value &V);
  bool readPlace(Place &P);
  bool resolve();
  bool resolveRegisters(Instruction &I);

  std::unique_ptr<Module> M;
  llvm::StringRef Name;
  ParseOptions Options;
  std::vector<Token> Tokens;
  size_t Pos = 0;
  std::string Message;

  llvm::StringMap<uint32_t> RecordNames;
  std::map<std::pair<llvm::StringRef, uint64_t>, Value> Symbols;
  std::map<size_t, size_t> RecordEnds; ///< token that begins -> token after
  uint32_t NextGlobal = 0, NextFunction = 0;
  uint32_t TextFile = 0; ///< index of Name in the file table

  /// A jump whose label may not have been read yet.
  struct Jump {
    uint32_t Block, Instruction, Slot;
    bool IsCase;
    size_t At;
  };
  Function *Current = nullptr;
  llvm::StringMap<uint32_t> ParamNames, LocalNames, BlockNames;
  std::vector<Jump> Jumps;
  std::map<uint32_t, Type> RegisterTypes;
  std::map<uint32_t, size_t> FirstUses; ///< of registers, for errors
};

template <typename Int>
bool Reader::readNumber(Int &Result, llvm::StringRef What) {
  const Token &T = token();
  if (!T.is(TokenKind::Integer) || T.Negative ||
      T.Number > std::numeric_limits<Int>::max())
    return fail(What);
  Result = static_cast<Int>(T.Number);
  advance();
  return false;
}

} // namespace miniport::ir

#endif // MINIPORT_IR_READER_H
