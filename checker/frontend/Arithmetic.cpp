//===- Arithmetic.cpp - Operators and casts -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

namespace miniport::frontend {

using namespace clang;
using ir::BinaryOp;
using ir::Value;

BinaryOp operatorFor(BinaryOperatorKind Op) {
  switch (Op) {
  case BO_Add:
    return BinaryOp::Add;
  case BO_Sub:
    return BinaryOp::Sub;
  case BO_Mul:
    return BinaryOp::Mul;
  case BO_Div:
    return BinaryOp::Div;
  case BO_Rem:
    return BinaryOp::Rem;
  case BO_And:
    return BinaryOp::And;
  case BO_Or:
    return BinaryOp::Or;
  case BO_Xor:
    return BinaryOp::Xor;
  case BO_Shl:
    return BinaryOp::Shl;
  case BO_Shr:
    return BinaryOp::Shr;
  case BO_EQ:
    return BinaryOp::Eq;
  case BO_NE:
    return BinaryOp::Ne;
  case BO_LT:
    return BinaryOp::Lt;
  case BO_LE:
    return BinaryOp::Le;
  case BO_GT:
    return BinaryOp::Gt;
  default:
    return BinaryOp::Ge;
  }
}

Value FunctionLowering::arithmetic(BinaryOperatorKind Op, Value L, Value R,
                                   QualType T) {
  ir::Type Ty = U.type(T);
  return binary(operatorFor(Op), coerce(L, Ty), R);
}

Lowered FunctionLowering::castExpr(const CastExpr *E) {
  const Expr *Sub = E->getSubExpr();
  ir::Type Ty = E->isGLValue() ? ir::Type::makePtr() : U.type(E->getType());
  switch (E->getCastKind()) {
  case CK_LValueToRValue: {
    Lowered L = lower(Sub);
    if (L.Kind == Lowered::Parameter)
      return Lowered::scalar(coerce(L.V, Ty));
    if (L.Kind == Lowered::Scalar || Ty.isAggregate())
      return L;
    ir::Place P = L.Kind == Lowered::Deferred
                      ? placeOf(Sub)
                      : placeOf(std::move(L), Sub->getType());
    return Lowered::scalar(load(std::move(P), Sub->getType()));
  }
  case CK_ArrayToPointerDecay:
    return Lowered::address(placeOf(Sub));
  case CK_NullToPointer:
    lower(Sub);
    return Lowered::scalar(Value::null());
  case CK_ToVoid:
    lower(Sub);
    return Lowered::nothing();
  case CK_NoOp:
  case CK_BitCast:
  case CK_LValueBitCast:
  case CK_LValueToRValueBitCast:
  case CK_AddressSpaceConversion:
  case CK_AnyPointerToBlockPointerCast:
  case CK_FunctionToPointerDecay:
  case CK_BuiltinFnToFnPtr:
  case CK_NonAtomicToAtomic:
  case CK_AtomicToNonAtomic:
  case CK_ConstructorConversion:
  case CK_UserDefinedConversion:
  case CK_ToUnion:
  case CK_CPointerToObjCPointerCast: {
    Lowered L = lower(Sub);
    if (L.Kind == Lowered::Scalar && !E->isGLValue())
      return Lowered::scalar(coerce(L.V, Ty));
    return L;
  }
  case CK_IntegralToPointer: {
    Lowered L = lower(Sub);
    if (L.Kind == Lowered::Address)
      return L;
    return Lowered::scalar(coerce(value(Sub), Ty));
  }
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean:
  case CK_FloatingToBoolean:
    return Lowered::scalar(toBool(rawValue(Sub)));
  case CK_PointerToIntegral:
  case CK_IntegralCast:
  case CK_BooleanToSignedIntegral:
  case CK_IntegralToFloating:
  case CK_FloatingToIntegral:
  case CK_FloatingCast:
    return Lowered::scalar(coerce(rawValue(Sub), Ty));
  case CK_DerivedToBase:
  case CK_UncheckedDerivedToBase:
  case CK_BaseToDerived: {
    bool IsPointer = Sub->getType()->isPointerType();
    ir::Place From =
        IsPointer ? pointee(lower(Sub), Sub->getType()) : placeOf(Sub);
    std::optional<ir::Place> To = basePath(From, E);
    if (!To)
      return unknown(E);
    return IsPointer ? Lowered::address(*To) : Lowered::object(*To);
  }
  case CK_Dependent:
    if (Ty.isInt() || Ty.isPtr())
      return Lowered::scalar(coerce(unknownOperand(Sub), Ty));
    return unknown(E);
  default:
    return unknown(E);
  }
}

Lowered FunctionLowering::unary(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  ir::Type Ty = U.type(E->getType());
  switch (E->getOpcode()) {
  case UO_Deref: {
    Lowered L = lower(Sub);
    if (E->getType()->isFunctionType())
      return Lowered::scalar(value(L, Sub->getType()));
    return Lowered::object(pointee(std::move(L), Sub->getType()));
  }
  case UO_AddrOf: {
    if (Sub->getType()->isFunctionType())
      return lower(Sub);
    if (E->getType()->isMemberPointerType())
      return unknown(E);
    return Lowered::address(placeOf(Sub));
  }
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec:
    return increment(E);
  case UO_Plus:
  case UO_Extension:
    return lower(Sub);
  case UO_Minus: {
    Value V = value(Sub);
    if (!V.Ty.isInt())
      return Lowered::scalar(opaque(Ty, {V}, "float", true));
    return Lowered::scalar(binary(BinaryOp::Sub, Value::integer(0, V.Ty), V));
  }
  case UO_Not: {
    Value V = value(Sub);
    if (!V.Ty.isInt())
      return Lowered::scalar(opaque(Ty, {V}, "complex", true));
    return Lowered::scalar(
        binary(BinaryOp::Xor, V, Value::integer(~uint64_t(0), V.Ty)));
  }
  case UO_LNot: {
    Value V = rawValue(Sub);
    if (!V || (!V.Ty.isInt() && !V.Ty.isPtr()))
      V = toBool(V);
    return Lowered::scalar(binary(BinaryOp::Eq, V, Value::integer(0, V.Ty)));
  }
  default:
    return unknown(E);
  }
}

Lowered FunctionLowering::increment(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  QualType T = Sub->getType();
  ir::Place P = placeOf(Sub);
  Value Old = load(P, T), New;
  if (T->isPointerType()) {
    Lowered L = offset(Lowered::scalar(Old),
                       Value::integer(1, ir::Type::makeInt(32, true)),
                       T->getPointeeType(), E->isDecrementOp());
    New = value(L, T);
  } else if (Old && Old.Ty.isInt()) {
    New = binary(E->isIncrementOp() ? BinaryOp::Add : BinaryOp::Sub, Old,
                 Value::integer(1, Old.Ty));
  } else {
    New = opaque(U.type(T), {Old}, "float", true);
  }
  store(New, P, T);
  if (E->isPostfix())
    return Lowered::scalar(Old);
  return E->isGLValue() ? Lowered::object(P) : Lowered::scalar(New);
}

//===----------------------------------------------------------------------===//
// Binary operators
//===----------------------------------------------------------------------===//

Lowered FunctionLowering::pointerArithmetic(const BinaryOperator *E) {
  bool LeftIsPointer = E->getLHS()->getType()->isPointerType();
  const Expr *Pointer = LeftIsPointer ? E->getLHS() : E->getRHS();
  const Expr *Index = LeftIsPointer ? E->getRHS() : E->getLHS();
  Value I = value(Index);
  Lowered L = lower(Pointer);
  if (L.Kind != Lowered::Address)
    L = Lowered::scalar(value(Pointer));
  return offset(L, I, Pointer->getType()->getPointeeType(),
                E->getOpcode() == BO_Sub);
}

Lowered FunctionLowering::pointerDifference(const BinaryOperator *E) {
  ir::Type Ty = ir::Type::makeInt(64, true);
  Value Bytes = binary(BinaryOp::Sub, coerce(value(E->getLHS()), Ty),
                       coerce(value(E->getRHS()), Ty));
  uint64_t Size = U.sizeOf(E->getLHS()->getType()->getPointeeType());
  if (Size > 1)
    Bytes = binary(BinaryOp::Div, Bytes, Value::integer(Size, Ty));
  return Lowered::scalar(coerce(Bytes, U.type(E->getType())));
}

Lowered FunctionLowering::comparison(const BinaryOperator *E) {
  Value L = rawValue(E->getLHS()), R = rawValue(E->getRHS());
  if (!L || !R)
    return unknown(E);
  // A truth value against a constant stays one; else both as Clang typed them.
  bool Narrow = L.Ty == ir::Type::makeBool() && R.isInt() && R.Bits <= 1;
  if (!Narrow) {
    L = value(E->getLHS());
    R = value(E->getRHS());
  }
  return Lowered::scalar(binary(operatorFor(E->getOpcode()), L, R));
}

Lowered FunctionLowering::assignment(const BinaryOperator *E) {
  const Expr *Left = E->getLHS();
  QualType T = Left->getType();
  if (U.type(T).isAggregate()) {
    ir::Place P = placeOf(Left);
    initialize(P, T, E->getRHS());
    return Lowered::object(P);
  }
  Value V = coerce(rawValue(E->getRHS()), U.type(T));
  ir::Place P = placeOf(Left);
  store(V, P, T);
  return E->isGLValue() ? Lowered::object(P) : Lowered::scalar(V);
}

Lowered FunctionLowering::compoundAssignment(const CompoundAssignOperator *E) {
  const Expr *Left = E->getLHS();
  QualType T = Left->getType();
  Value R = value(E->getRHS());
  ir::Place P = placeOf(Left);
  Value Old = load(P, T), New;
  BinaryOperatorKind Op =
      BinaryOperator::getOpForCompoundAssignment(E->getOpcode());
  if (T->isPointerType())
    New = value(
        offset(Lowered::scalar(Old), R, T->getPointeeType(), Op == BO_Sub), T);
  else
    New = coerce(arithmetic(Op, Old, R, E->getComputationLHSType()), U.type(T));
  store(New, P, T);
  return E->isGLValue() ? Lowered::object(P) : Lowered::scalar(New);
}

Lowered FunctionLowering::binaryExpr(const BinaryOperator *E) {
  BinaryOperatorKind Op = E->getOpcode();
  if (Op == BO_Comma) {
    lower(E->getLHS());
    return lower(E->getRHS());
  }
  if (Op == BO_Assign)
    return assignment(E);
  if (E->isLogicalOp())
    return logical(E);
  QualType L = E->getLHS()->getType(), R = E->getRHS()->getType();
  if (L->isVectorType() || R->isVectorType() || L->isAnyComplexType() ||
      R->isAnyComplexType() || E->isPtrMemOp() || Op == BO_Cmp)
    return unknown(E);
  if (L->isDependentType() || R->isDependentType())
    return unknownOperation(E);
  if (E->isComparisonOp())
    return comparison(E);
  if (E->isAdditiveOp()) {
    if (std::optional<Lowered> Container = containerOf(E))
      return *Container;
    if (L->isPointerType() && R->isPointerType())
      return pointerDifference(E);
    if (L->isPointerType() || R->isPointerType())
      return pointerArithmetic(E);
  }
  return Lowered::scalar(
      arithmetic(Op, value(E->getLHS()), value(E->getRHS()), E->getType()));
}

} // namespace miniport::frontend
