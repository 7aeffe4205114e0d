//===- Emission.cpp - Making instructions ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

namespace miniport::frontend {

using namespace clang;
using ir::BinaryOp;
using ir::Opcode;
using ir::TypeKind;
using ir::Value;

bool FunctionLowering::terminated() const {
  const std::vector<ir::Instruction> &List = Blocks[Current].Instructions;
  return !List.empty() && List.back().isTerminator();
}

uint32_t FunctionLowering::newBlock() {
  Blocks.emplace_back();
  return Blocks.size() - 1;
}

ir::Instruction &FunctionLowering::emit(Opcode Op) {
  // What follows an end within a block is dead; cleanUp() drops it.
  if (terminated())
    startBlock(newBlock());
  std::vector<ir::Instruction> &List = Blocks[Current].Instructions;
  if (List.empty())
    List.reserve(8); // instructions are large, and growing moves them
  List.emplace_back();
  List.back().Op = Op;
  List.back().Loc = U.location(Here);
  return List.back();
}

Value FunctionLowering::result(ir::Instruction &I, ir::Type Ty) {
  I.Result = NextRegister++;
  I.Ty = Ty;
  return Value::reg(I.Result, Ty);
}

void FunctionLowering::jump(uint32_t Target) {
  emit(Opcode::Goto).Targets = {Target};
}

void FunctionLowering::branchTo(Value Condition, uint32_t Then, uint32_t Else) {
  if (!Condition.Ty.isInt() && !Condition.Ty.isPtr())
    Condition = toBool(Condition);
  ir::Instruction &I = emit(Opcode::Branch);
  I.Args.push_back(Condition);
  I.Targets = {Then, Else};
}

Value FunctionLowering::load(ir::Place P, QualType T) {
  return load(std::move(P), U.type(T), T.isVolatileQualified());
}

Value FunctionLowering::load(ir::Place P, ir::Type Ty, bool Volatile) {
  if (Ty.isVoid())
    return {};
  ir::Instruction &I = emit(Opcode::Load);
  I.Where = std::move(P);
  I.Volatile = Volatile;
  return result(I, Ty);
}

void FunctionLowering::store(Value V, const ir::Place &P, QualType T) {
  store(V, P, U.type(T), T.isVolatileQualified());
}

void FunctionLowering::store(Value V, const ir::Place &P, ir::Type Ty,
                             bool Volatile) {
  if (Ty.isVoid() || !V)
    return;
  V = coerce(V, Ty);
  ir::Instruction &I = emit(Opcode::Store);
  I.Where = P;
  I.Args.push_back(V);
  I.Ty = Ty;
  I.Volatile = Volatile;
}

static bool sameValue(const Value &A, const Value &B) { return A == B; }

static bool samePlace(const ir::Place &A, const ir::Place &B) {
  if (!sameValue(A.Base, B.Base) || A.Steps.size() != B.Steps.size())
    return false;
  for (size_t I = 0; I < A.Steps.size(); ++I)
    if (A.Steps[I].Kind != B.Steps[I].Kind ||
        A.Steps[I].Record != B.Steps[I].Record ||
        A.Steps[I].Field != B.Steps[I].Field ||
        A.Steps[I].ElementSize != B.Steps[I].ElementSize ||
        !sameValue(A.Steps[I].Index, B.Steps[I].Index))
      return false;
  return true;
}

void FunctionLowering::copy(const ir::Place &To, const ir::Place &From,
                            uint64_t Bytes) {
  if (Bytes == 0 || samePlace(To, From))
    return;
  ir::Instruction &I = emit(Opcode::Copy);
  I.Where = To;
  I.makeRare().From = From;
  I.Bytes = Bytes;
}

void FunctionLowering::zero(const ir::Place &To, uint64_t Bytes) {
  if (Bytes == 0)
    return;
  ir::Instruction &I = emit(Opcode::Zero);
  I.Where = To;
  I.Bytes = Bytes;
}

/// The result of a comparison or an operation on constants, if it has one.
static std::optional<Value> fold(BinaryOp Op, const Value &L, const Value &R) {
  unsigned Width = L.Ty.width();
  if (Width == 0 || Width > 64)
    return std::nullopt;
  bool Signed = L.Ty.isInt() && L.Ty.Signed;
  llvm::APInt A(Width, L.Bits), B(Width, R.Bits);
  auto Number = [&](const llvm::APInt &N) {
    return Value::integer(N.getZExtValue(), L.Ty);
  };
  auto Truth = [](bool T) { return Value::integer(T, ir::Type::makeBool()); };
  switch (Op) {
  case BinaryOp::Add:
    return Number(A + B);
  case BinaryOp::Sub:
    return Number(A - B);
  case BinaryOp::Mul:
    return Number(A * B);
  case BinaryOp::Div:
    if (B.isZero())
      return std::nullopt;
    return Number(Signed ? A.sdiv(B) : A.udiv(B));
  case BinaryOp::Rem:
    if (B.isZero())
      return std::nullopt;
    return Number(Signed ? A.srem(B) : A.urem(B));
  case BinaryOp::And:
    return Number(A & B);
  case BinaryOp::Or:
    return Number(A | B);
  case BinaryOp::Xor:
    return Number(A ^ B);
  case BinaryOp::Shl:
    if (B.uge(Width))
      return std::nullopt;
    return Number(A.shl(B));
  case BinaryOp::Shr:
    if (B.uge(Width))
      return std::nullopt;
    return Number(Signed ? A.ashr(B) : A.lshr(B));
  case BinaryOp::Eq:
    return Truth(A == B);
  case BinaryOp::Ne:
    return Truth(A != B);
  case BinaryOp::Lt:
    return Truth(Signed ? A.slt(B) : A.ult(B));
  case BinaryOp::Le:
    return Truth(Signed ? A.sle(B) : A.ule(B));
  case BinaryOp::Gt:
    return Truth(Signed ? A.sgt(B) : A.ugt(B));
  case BinaryOp::Ge:
    return Truth(Signed ? A.sge(B) : A.uge(B));
  }
  return std::nullopt;
}

Value FunctionLowering::binary(BinaryOp Op, Value L, Value R) {
  ir::Type Ty = L.Ty;
  R = coerce(R, Ty);
  ir::Type ResultTy = isComparison(Op) ? ir::Type::makeBool() : Ty;
  if (!Ty.isInt() && !Ty.isPtr())
    return opaque(ResultTy, {L, R},
                  Ty.Kind == TypeKind::Float ? "float" : "aggregate", true);
  if (L.isInt() && R.isInt())
    if (std::optional<Value> Folded = fold(Op, L, R))
      return *Folded;
  ir::Instruction &I = emit(Opcode::Binary);
  I.Operator = Op;
  I.OperandType = Ty;
  I.Args = {L, R};
  return result(I, ResultTy);
}

Value FunctionLowering::coerce(Value V, ir::Type Ty) {
  if (!V)
    return Ty.isVoid() ? V : opaque(Ty, {}, "void");
  if (V.Ty == Ty || Ty.isVoid())
    return V;
  bool FromScalar = V.Ty.isInt() || V.Ty.isPtr();
  bool ToScalar = Ty.isInt() || Ty.isPtr();
  if (!FromScalar || !ToScalar) {
    bool IsFloat = V.Ty.Kind == TypeKind::Float || Ty.Kind == TypeKind::Float;
    return opaque(Ty, {V}, IsFloat ? "float" : "aggregate", true);
  }
  if (V.isInt() && V.Ty.width() <= 64 && Ty.width() <= 64) {
    llvm::APInt N(V.Ty.width(), V.Bits);
    N = V.Ty.isInt() && V.Ty.Signed ? N.sextOrTrunc(Ty.width())
                                    : N.zextOrTrunc(Ty.width());
    return Value::integer(N.getZExtValue(), Ty);
  }
  ir::Instruction &I = emit(Opcode::Cast);
  I.Args.push_back(V);
  return result(I, Ty);
}

Value FunctionLowering::toBool(Value V) {
  ir::Type Bool = ir::Type::makeBool();
  if (!V)
    return opaque(Bool, {}, "void");
  if (V.Ty == Bool)
    return V;
  if (V.Ty.isInt() || V.Ty.isPtr())
    return binary(BinaryOp::Ne, V, Value::integer(0, V.Ty));
  return opaque(Bool, {V}, "float", true);
}

Value FunctionLowering::opaque(ir::Type Ty, llvm::ArrayRef<Value> From,
                               llvm::StringRef Why, bool Pure) {
  ir::Instruction &I = emit(Opcode::Opaque);
  for (const Value &V : From)
    if (V)
      I.Args.push_back(V);
  I.Pure = Pure;
  I.setText(U.save(Why));
  return result(I, Ty.isVoid() ? ir::Type::makeInt(32, true) : Ty);
}

Value FunctionLowering::addressOf(const ir::Place &P) {
  if (P.Steps.empty())
    return P.Base;
  // FIELD_OFFSET and the like: an address within a structure at a constant.
  if (P.Base.isInt()) {
    uint64_t Bits = P.Base.Bits;
    bool Constant = true;
    for (const ir::Step &S : P.Steps) {
      if (S.Kind == ir::StepKind::Index) {
        Constant &= S.Index.isInt();
        if (Constant)
          Bits +=
              coerce(S.Index, ir::Type::makeInt(64, true)).Bits * S.ElementSize;
        continue;
      }
      uint64_t Offset = U.module().Records[S.Record].Fields[S.Field].Offset;
      Bits += S.Kind == ir::StepKind::Field ? Offset : 0 - Offset;
    }
    if (Constant)
      return Value::integer(Bits, ir::Type::makePtr());
  }
  ir::Instruction &I = emit(Opcode::Addr);
  I.Where = P;
  return result(I, ir::Type::makePtr());
}

uint32_t FunctionLowering::newLocal(llvm::StringRef Name, ir::Type Ty,
                                    clang::SourceLocation L) {
  if (Name.empty())
    Name = "unnamed";
  unsigned Count = ++LocalNames[Name];
  std::string Unique = Name.str();
  while (Count > 1) {
    Unique = (Name + "_" + llvm::Twine(Count)).str();
    if (LocalNames.try_emplace(Unique, 1).second)
      break;
    Count = ++LocalNames[Name];
  }
  if (Ty.isVoid())
    Ty = ir::Type::makeAggregate(0);
  Locals.push_back({U.save(Unique), Ty, U.location(L.isValid() ? L : Here)});
  return Locals.size() - 1;
}

Value FunctionLowering::emitCall(Value Callee, llvm::ArrayRef<Value> Args,
                                 ir::Type Result, const Stmt *Text,
                                 bool NoReturn) {
  ir::Instruction &I = emit(Opcode::Call);
  I.Args.push_back(Callee);
  I.Args.append(Args.begin(), Args.end());
  I.NoReturn = NoReturn;
  if (Text)
    I.setText(U.text(Text->getSourceRange()));
  Value V;
  if (!Result.isVoid())
    V = result(I, Result);
  if (NoReturn)
    emit(Opcode::Unreachable);
  return V;
}

} // namespace miniport::frontend
