//===- BodyReader.cpp - Parser of the text form: bodies -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reader.h"
#include "TextNames.h"

namespace miniport::ir {

bool Reader::readValue(Value &V) {
  const Token &T = token();
  auto Lookup = [&](const llvm::StringMap<uint32_t> &Names, size_t Count,
                    uint32_t &Index, llvm::StringRef What) {
    if (T.ByNumber && T.Number < Count) {
      Index = static_cast<uint32_t>(T.Number);
    } else {
      auto It = Names.find(T.Text);
      if (T.ByNumber || It == Names.end())
        return fail(What);
      Index = It->second;
    }
    advance();
    return false;
  };
  uint32_t Index = 0;
  switch (T.Kind) {
  case TokenKind::Register:
    // Billions of registers come from no function.
    if (T.Number >= 1U << 30)
      return fail("a smaller register");
    Index = static_cast<uint32_t>(T.Number);
    FirstUses.try_emplace(Index, Pos);
    V = Value::reg(Index, {}); // resolveRegisters() gives the type
    advance();
    return false;
  case TokenKind::Param:
    if (Lookup(ParamNames, Current->Params.size(), Index, "a parameter"))
      return true;
    V = Value::param(Index, Current->Params[Index].Ty);
    return false;
  case TokenKind::Local:
    if (Lookup(LocalNames, Current->Locals.size(), Index, "a local"))
      return true;
    V = Value::local(Index);
    return false;
  case TokenKind::Symbol:
    return readSymbol(V);
  default:
    break;
  }
  Type Ty;
  if (!atType())
    return fail("a value");
  return readType(Ty) || readIntegerOf(Ty, V);
}

/// A value where the instruction names the type.
bool Reader::readOperand(Type Expected, Value &V) {
  if (token().is(TokenKind::Integer))
    return readIntegerOf(Expected, V);
  return readValue(V);
}

bool Reader::readPlace(Place &P) {
  if (readValue(P.Base))
    return true;
  while (true) {
    Step S;
    if (acceptPunct("->")) {
      if (readField(S))
        return true;
    } else if (acceptPunct("^")) {
      S.Kind = StepKind::Container;
      if (readField(S))
        return true;
    } else if (acceptPunct("[")) {
      S.Kind = StepKind::Index;
      if (readValue(S.Index) || expectWord("x") ||
          readNumber(S.ElementSize, "a size in bytes") || expectPunct("]"))
        return true;
    } else {
      return false;
    }
    P.Steps.push_back(S);
  }
}

bool Reader::readTarget(uint32_t Slot, bool IsCase) {
  llvm::StringRef Label;
  size_t At = Pos;
  if (readName(Label, "a label"))
    return true;
  auto Block = static_cast<uint32_t>(Current->Blocks.size() - 1);
  auto Index =
      static_cast<uint32_t>(Current->Blocks.back().Instructions.size());
  Jumps.push_back({Block, Index, Slot, IsCase, At});
  return false;
}

bool Reader::readArguments(Instruction &I) {
  if (expectPunct("("))
    return true;
  if (acceptPunct(")"))
    return false;
  do {
    if (readValue(I.Args.emplace_back()))
      return true;
  } while (acceptPunct(","));
  return expectPunct(")");
}

bool Reader::readCall(Instruction &I) {
  I.Op = Opcode::Call;
  I.NoReturn = acceptWord("noreturn");
  bool Typed = atType();
  if ((Typed && readType(I.Ty)) || readValue(I.Args.emplace_back()))
    return true;
  const Value &Callee = I.Args[0];
  if (!Typed && I.Result != None) {
    if (Callee.Kind != ValueKind::Function)
      return fail("a result type after 'call'");
    I.Ty = M->Functions[Callee.Index].Result;
  }
  return readArguments(I);
}

bool Reader::readBinary(Instruction &I) {
  I.Op = Opcode::Binary;
  Type Ty;
  if (readType(Ty))
    return true;
  I.OperandType = Ty;
  I.Ty = isComparison(I.Operator) ? Type::makeBool() : Ty;
  return readOperand(Ty, I.Args.emplace_back()) || expectPunct(",") ||
         readOperand(Ty, I.Args.emplace_back());
}

bool Reader::readSwitch(Instruction &I) {
  I.Op = Opcode::Switch;
  llvm::SmallVector<SwitchCase, 0> &Cases = I.makeRare().Cases;
  if (readValue(I.Args.emplace_back()) || expectPunct(",") || readTarget(0) ||
      expectPunct("{"))
    return true;
  if (acceptPunct("}"))
    return false;
  auto Bound = [&](int64_t &Result) {
    Value V;
    // Cases above 2^63 are kept by their bits.
    bool Signed = token().Negative;
    if (readIntegerOf(Type::makeInt(64, Signed), V))
      return true;
    Result = static_cast<int64_t>(V.Bits);
    return false;
  };
  do {
    SwitchCase Case;
    if (Bound(Case.Low))
      return true;
    Case.High = Case.Low;
    if (acceptPunct("..") && Bound(Case.High))
      return true;
    auto Slot = static_cast<uint32_t>(Cases.size());
    if (expectPunct(":") || readTarget(Slot, true))
      return true;
    Cases.push_back(Case);
  } while (acceptPunct(","));
  return expectPunct("}");
}

bool Reader::readReturn(Instruction &I) {
  I.Op = Opcode::Return;
  if (token().FirstOnLine || !atType())
    return false;
  return readType(I.Ty) || readOperand(I.Ty, I.Args.emplace_back());
}

/// Instructions that do not end a block.
bool Reader::readPlain(Instruction &I, llvm::StringRef Word) {
  if (Word == "load") {
    I.Op = Opcode::Load;
    I.Volatile = acceptWord("volatile");
    return readType(I.Ty) || readPlace(I.Where);
  }
  if (Word == "store") {
    I.Op = Opcode::Store;
    I.Volatile = acceptWord("volatile");
    return readType(I.Ty) || readOperand(I.Ty, I.Args.emplace_back()) ||
           expectPunct(",") || readPlace(I.Where);
  }
  if (Word == "addr") {
    I.Op = Opcode::Addr;
    I.Ty = Type::makePtr();
    return readPlace(I.Where);
  }
  if (Word == "copy") {
    I.Op = Opcode::Copy;
    return readNumber(I.Bytes, "a size in bytes") || expectPunct(",") ||
           readPlace(I.Where) || expectPunct(",") ||
           readPlace(I.makeRare().From);
  }
  if (Word == "zero") {
    I.Op = Opcode::Zero;
    return readNumber(I.Bytes, "a size in bytes") || expectPunct(",") ||
           readPlace(I.Where);
  }
  if (Word == "cast") {
    I.Op = Opcode::Cast;
    return readType(I.Ty) || expectPunct(",") ||
           readValue(I.Args.emplace_back());
  }
  if (Word == "opaque") {
    I.Op = Opcode::Opaque;
    I.Pure = acceptWord("pure");
    return readType(I.Ty) || readArguments(I);
  }
  if (Word == "end") {
    I.Op = Opcode::ScopeEnd;
    if (!token().is(TokenKind::Local))
      return fail("a local");
    return readValue(I.Where.Base);
  }
  if (Word == "assume") {
    I.Op = Opcode::Assume;
    return readValue(I.Args.emplace_back());
  }
  return readBlockEnd(I, Word);
}

bool Reader::readBlockEnd(Instruction &I, llvm::StringRef Word) {
  if (Word == "goto") {
    I.Op = Opcode::Goto;
    return readTarget(0);
  }
  if (Word == "br") {
    I.Op = Opcode::Branch;
    return readValue(I.Args.emplace_back()) || expectPunct(",") ||
           readTarget(0) || expectPunct(",") || readTarget(1);
  }
  if (Word == "switch")
    return readSwitch(I);
  if (Word == "ret")
    return readReturn(I);
  I.Op = Opcode::Unreachable;
  return false;
}

static bool isInstructionWord(llvm::StringRef Word) {
  static constexpr llvm::StringLiteral Words[] = {
      "load", "store", "addr", "copy",   "zero", "cast",   "opaque",     "end",
      "call", "goto",  "br",   "switch", "ret",  "assume", "unreachable"};
  return llvm::is_contained(Words, Word) || parseBinaryOp(Word);
}

bool Reader::readOperation(Instruction &I) {
  llvm::StringRef Word = token().Text;
  if (!token().is(TokenKind::Name) || !isInstructionWord(Word))
    return fail("an instruction");
  advance();
  if (std::optional<BinaryOp> Op = parseBinaryOp(Word)) {
    I.Operator = *Op;
    return readBinary(I);
  }
  if (Word == "call")
    return readCall(I);
  return readPlain(I, Word);
}

bool Reader::readInstruction() {
  Instruction I;
  size_t Start = Pos;
  if (token().is(TokenKind::Register)) {
    if (token().Number >= 1U << 30)
      return fail("a smaller register");
    I.Result = static_cast<uint32_t>(token().Number);
    advance();
    if (expectPunct("="))
      return true;
  }
  if (readOperation(I))
    return true;
  if (token().is(TokenKind::String) && !token().FirstOnLine) {
    I.setText(token().Text);
    advance();
  }
  if (readLocation(I.Loc, Start))
    return true;
  if (I.Result != None) {
    if (!RegisterTypes.try_emplace(I.Result, I.Ty).second)
      return failAt(Start, "a new register: %" + llvm::Twine(I.Result) +
                               " is assigned above");
    Current->NumRegisters = std::max(Current->NumRegisters, I.Result + 1);
  }
  Current->Blocks.back().Instructions.push_back(std::move(I));
  return false;
}

bool Reader::readLocal() {
  size_t Start = Pos;
  advance();
  if (!token().is(TokenKind::Local) || token().ByNumber)
    return fail("'$' and a name");
  Local L;
  L.Name = token().Text;
  auto Index = static_cast<uint32_t>(Current->Locals.size());
  if (!LocalNames.try_emplace(L.Name, Index).second)
    return fail("a new local");
  advance();
  if (expectPunct(":") || readType(L.Ty) || readLocation(L.Loc, Start))
    return true;
  Current->Locals.push_back(L);
  return false;
}

bool Reader::readLabel() {
  Block B;
  B.Name = token().Text;
  auto Index = static_cast<uint32_t>(Current->Blocks.size());
  if (!BlockNames.try_emplace(B.Name, Index).second)
    return fail("a new label");
  advance();
  advance(); // the colon
  Current->Blocks.push_back(std::move(B));
  return false;
}

bool Reader::readBody(Function &F) {
  if (expectPunct("{"))
    return true;
  Current = &F;
  ParamNames.clear();
  LocalNames.clear();
  BlockNames.clear();
  RegisterTypes.clear();
  FirstUses.clear();
  Jumps.clear();
  for (uint32_t I = 0; I < F.Params.size(); ++I)
    if (!F.Params[I].Name.empty())
      ParamNames.try_emplace(F.Params[I].Name, I);
  while (!token().isPunct("}")) {
    bool IsLabel =
        (token().is(TokenKind::Name) || token().is(TokenKind::String)) &&
        ahead(1).isPunct(":");
    if (IsLabel) {
      if (readLabel())
        return true;
    } else if (F.Blocks.empty()) {
      if (token().isWord("local") ? readLocal() : fail("a label"))
        return true;
    } else if (readInstruction()) {
      return true;
    }
  }
  size_t Close = Pos;
  advance();
  return resolve() || readLocation(F.End, Close);
}

/// Gives operands the types of their registers.
bool Reader::resolveRegisters(Instruction &I) {
  auto Resolve = [&](Value &V) {
    if (V.Kind != ValueKind::Register)
      return false;
    auto It = RegisterTypes.find(V.Index);
    if (It == RegisterTypes.end())
      return failAt(FirstUses[V.Index],
                    "a register that is assigned somewhere");
    V.Ty = It->second;
    return false;
  };
  for (Value &V : I.Args)
    if (Resolve(V))
      return true;
  for (Place *P : I.places()) {
    if (Resolve(P->Base))
      return true;
    for (Step &S : P->Steps)
      if (Resolve(S.Index))
        return true;
  }
  return false;
}

bool Reader::resolve() {
  for (const Jump &J : Jumps) {
    auto It = BlockNames.find(Tokens[J.At].Text);
    if (It == BlockNames.end())
      return failAt(J.At, "a label of this function");
    Instruction &I = Current->Blocks[J.Block].Instructions[J.Instruction];
    (J.IsCase ? I.rare()->Cases[J.Slot].Target : I.Targets[J.Slot]) =
        It->second;
  }
  for (Block &B : Current->Blocks)
    for (Instruction &I : B.Instructions)
      if (resolveRegisters(I))
        return true;
  return false;
}

llvm::Expected<std::unique_ptr<Module>>
parse(llvm::StringRef Text, llvm::StringRef Name, ParseOptions Options) {
  return Reader(Text, Name, Options).run();
}

} // namespace miniport::ir
