//===- Objects.cpp - Initialising objects ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

namespace miniport::frontend {

using namespace clang;
using ir::Value;

/// Elements of an array of objects that are constructed one by one; of a larger
/// one, only the first is shown.
static constexpr uint64_t MaxConstructed = 16;

/// Wrappers around an initialiser that own no object of their own.
static const Expr *initializer(const Expr *E) {
  while (true) {
    const Expr *Next = E->IgnoreParens();
    if (const auto *Full = dyn_cast<FullExpr>(Next))
      Next = Full->getSubExpr();
    else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(Next))
      Next = Bind->getSubExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Next))
      Next = Default->getExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Next))
      Next = Default->getExpr();
    else if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(Next))
      Next = List->getSubExpr();
    else if (const auto *Cast = dyn_cast<CastExpr>(Next);
             Cast && !Cast->isGLValue() &&
             (Cast->getCastKind() == CK_NoOp ||
              Cast->getCastKind() == CK_ConstructorConversion ||
              Cast->getCastKind() == CK_UserDefinedConversion))
      Next = Cast->getSubExpr();
    if (Next == E)
      return E;
    E = Next;
  }
}

/// If a CFG element destroys what E makes, the temporary that it makes it in.
const CXXBindTemporaryExpr *
FunctionLowering::destroyedTemporary(const Expr *E) {
  const Expr *End = initializer(E);
  while (E != End) {
    E = E->IgnoreParens();
    if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E)) {
      if (Destroyed.contains(Bind))
        return Bind;
      E = Bind->getSubExpr();
    } else if (const auto *Full = dyn_cast<FullExpr>(E)) {
      E = Full->getSubExpr();
    } else if (const auto *Cast = dyn_cast<CastExpr>(E)) {
      E = Cast->getSubExpr();
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

void FunctionLowering::initialize(const ir::Place &To, QualType T,
                                  const Expr *E, bool Zeroed) {
  if (const CXXBindTemporaryExpr *Bind = destroyedTemporary(E))
    if (!T->isReferenceType())
      return copy(To, placeOf(Bind), U.sizeOf(T));
  E = initializer(E);
  ir::Type Ty = U.type(T);
  if (T->isReferenceType()) {
    store(addressOf(placeOf(E)), To, ir::Type::makePtr(), false);
    return;
  }
  if (const auto *List = dyn_cast<InitListExpr>(E)) {
    if (Ty.isAggregate())
      return initializeList(To, T, List, Zeroed);
    if (List->getNumInits() == 1)
      return initialize(To, T, List->getInit(0), Zeroed);
  }
  if (isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(E)) {
    if (!Zeroed)
      zero(To, U.sizeOf(T));
    return;
  }
  if (isa<NoInitExpr>(E))
    return;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return construct(To, Construct, Zeroed);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return lambda(To, Lambda);
  if (const auto *String = dyn_cast<StringLiteral>(E);
      String && Ty.isAggregate()) {
    uint64_t Size = U.sizeOf(T), Given = U.sizeOf(String->getType());
    if (Given < Size && !Zeroed)
      zero(To, Size);
    copy(To, place(Value::global(U.string(String))), std::min(Size, Given));
    return;
  }
  if (const auto *Update = dyn_cast<DesignatedInitUpdateExpr>(E)) {
    initialize(To, T, Update->getBase(), Zeroed);
    return initializeList(To, T, Update->getUpdater(), /*Zeroed=*/true);
  }
  if (!Ty.isAggregate()) {
    Value V = coerce(rawValue(E), Ty);
    if (Zeroed && V.isInt() && V.Bits == 0)
      return;
    return store(V, To, T);
  }
  Lowered L = lower(E);
  uint64_t Size = U.sizeOf(T);
  if (L.Kind == Lowered::Object)
    return copy(To, L.P, Size);
  Value V =
      L.Kind == Lowered::Scalar ? L.V : opaque(Ty, {}, E->getStmtClassName());
  store(V, To, Ty, T.isVolatileQualified());
}

/// Is anything of the object left to be zero?
static bool leavesZeros(const InitListExpr *E, QualType T,
                        ASTContext &Context) {
  if (const auto *A = Context.getAsConstantArrayType(T))
    return A->getZExtSize() > E->getNumInits();
  return T->isRecordType();
}

void FunctionLowering::initializeList(const ir::Place &To, QualType T,
                                      const InitListExpr *E, bool Zeroed) {
  if (!E->isSemanticForm() && E->getSemanticForm())
    E = E->getSemanticForm();
  if (E->isTransparent() && E->getNumInits() == 1)
    return initialize(To, T, E->getInit(0), Zeroed);
  if (!Zeroed && leavesZeros(E, T, Context)) {
    zero(To, U.sizeOf(T));
    Zeroed = true;
  }
  if (const ArrayType *Array = Context.getAsArrayType(T)) {
    QualType Element = Array->getElementType();
    for (unsigned I = 0; I < E->getNumInits(); ++I) {
      if (!E->getInit(I))
        continue;
      ir::Place P = To;
      ir::Step S;
      S.Kind = ir::StepKind::Index;
      S.Index = Value::integer(I, ir::Type::makeInt(32, true));
      S.ElementSize = U.sizeOf(Element);
      P.Steps.push_back(S);
      initialize(P, Element, E->getInit(I), Zeroed);
    }
    return;
  }
  const auto *Record = T->getAs<RecordType>();
  const RecordDecl *R = Record ? Record->getDecl()->getDefinition() : nullptr;
  if (!R) {
    // A vector or a complex number.
    llvm::SmallVector<Value, 4> From;
    for (const Expr *Init : E->inits())
      From.push_back(value(Init));
    return store(opaque(U.type(T), From, "vector"), To, U.type(T), false);
  }
  auto InitializeField = [&](const FieldDecl *Field, const Expr *Init) {
    std::optional<ir::Step> Step = U.fieldStep(Field);
    if (!Step || !Init)
      return;
    ir::Place P = To;
    P.Steps.push_back(*Step);
    initialize(P, Field->getType(), Init, Zeroed);
  };
  if (R->isUnion()) {
    if (const FieldDecl *Field = E->getInitializedFieldInUnion();
        Field && E->getNumInits() == 1)
      InitializeField(Field, E->getInit(0));
    return;
  }
  unsigned I = 0;
  if (const auto *Class = dyn_cast<CXXRecordDecl>(R))
    for (const CXXBaseSpecifier &Base : Class->bases()) {
      const auto *B = Base.getType()->getAsCXXRecordDecl();
      if (I >= E->getNumInits())
        return;
      const Expr *Init = E->getInit(I++);
      std::optional<ir::Step> Step =
          B ? U.baseStep(Class, B, ir::StepKind::Field) : std::nullopt;
      if (!Step)
        continue;
      ir::Place P = To;
      P.Steps.push_back(*Step);
      initialize(P, Base.getType(), Init, Zeroed);
    }
  for (const FieldDecl *Field : R->fields()) {
    if (Field->isUnnamedBitField())
      continue;
    if (I >= E->getNumInits())
      return;
    InitializeField(Field, E->getInit(I++));
  }
}

void FunctionLowering::construct(const ir::Place &To, const CXXConstructExpr *E,
                                 bool Zeroed) {
  const CXXConstructorDecl *C = E->getConstructor();
  QualType T = E->getType();
  llvm::erase(Unowned, E);
  at(E->getBeginLoc());
  if (E->requiresZeroInitialization() && !Zeroed)
    zero(To, U.sizeOf(T));
  if (C->isTrivial()) {
    if (C->isCopyOrMoveConstructor() && E->getNumArgs() >= 1)
      copy(To, placeOf(E->getArg(0)), U.sizeOf(T));
    return;
  }
  uint64_t Count = 1;
  if (const auto *Array = Context.getAsConstantArrayType(T))
    Count = Context.getConstantArrayElementCount(Array);
  QualType Element = Context.getBaseElementType(T);
  for (uint64_t I = 0; I < std::min(Count, MaxConstructed); ++I) {
    ir::Place P = To;
    if (T->isArrayType()) {
      ir::Step S;
      S.Kind = ir::StepKind::Index;
      S.Index = Value::integer(I, ir::Type::makeInt(32, true));
      S.ElementSize = U.sizeOf(Element);
      P.Steps.push_back(S);
    }
    llvm::SmallVector<Value, 4> Args = {addressOf(P)};
    for (unsigned A = 0; A < E->getNumArgs(); ++A)
      Args.push_back(argument(E->getArg(A), A < C->getNumParams()
                                                ? C->getParamDecl(A)->getType()
                                                : QualType()));
    uint32_t Callee = U.function(C);
    fitArguments(Callee, Args);
    emitCall(Value::function(Callee), Args, ir::Type::makeVoid(), E);
  }
}

/// What a callee receives for a parameter of this type (null: variadic).
Value FunctionLowering::argument(const Expr *E, QualType ParameterType) {
  if (!ParameterType.isNull() && ParameterType->isReferenceType())
    return addressOf(placeOf(E));
  // Clang leaves all arguments as they are where it does not know one.
  if (E->isGLValue())
    return E->isTypeDependent() || !ParameterType.isNull()
               ? unknownOperand(E)
               : addressOf(placeOf(E));
  if (U.isPassedByAddress(E->getType())) {
    if (const CXXBindTemporaryExpr *Bind = destroyedTemporary(E))
      return addressOf(placeOf(Bind));
    ir::Place P = temporary(E, E->getType(), "argument");
    initialize(P, E->getType(), E);
    return addressOf(P);
  }
  return U.type(E->getType()).isAggregate() ? aggregateValue(E) : value(E);
}

Value FunctionLowering::aggregateValue(const Expr *E) {
  ir::Type Ty = U.type(E->getType());
  Lowered L = lower(E);
  if (L.Kind == Lowered::Scalar)
    return coerce(L.V, Ty);
  return load(placeOf(E), Ty);
}

} // namespace miniport::frontend
