//===- CxxLowering.cpp - What only C++ has --------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

namespace miniport::frontend {

using namespace clang;
using ir::Value;

/// Elements of an array that are destroyed one by one, as they are constructed.
static constexpr uint64_t MaxDestroyed = 16;

Lowered FunctionLowering::thisPointer() {
  if (Params.empty())
    return Lowered::scalar(opaque(ir::Type::makePtr(), {}, "this"));
  Value This = Value::param(0, Params[0].Ty);
  if (!ThisCapture)
    return Lowered::scalar(This);
  std::optional<ir::Step> Step = U.fieldStep(ThisCapture);
  if (!Step)
    return Lowered::scalar(opaque(ir::Type::makePtr(), {This}, "this"));
  ir::Place P = place(This);
  P.Steps.push_back(*Step);
  if (!ThisCapture->getType()->isPointerType()) // [*this]
    return Lowered::address(P);
  return Lowered::scalar(load(P, ir::Type::makePtr()));
}

std::optional<ir::Place> FunctionLowering::basePath(ir::Place From,
                                                    const CastExpr *E) {
  QualType T = E->getSubExpr()->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  llvm::SmallVector<ir::Step, 2> Steps;
  bool Out = E->getCastKind() == CK_BaseToDerived;
  if (Out) {
    // The path is written from the derived class down.
    QualType D = E->getType();
    if (D->isPointerType())
      D = D->getPointeeType();
    Class = D->getAsCXXRecordDecl();
  }
  for (const CXXBaseSpecifier *Base : E->path()) {
    const CXXRecordDecl *B = Base->getType()->getAsCXXRecordDecl();
    if (!Class || !B)
      return std::nullopt;
    if (std::optional<ir::Step> Step = U.baseStep(
            Class, B, Out ? ir::StepKind::Container : ir::StepKind::Field))
      Steps.push_back(*Step);
    // A base without a place of its own is empty: it is where its class is.
    Class = B;
  }
  if (Out)
    std::reverse(Steps.begin(), Steps.end());
  From.Steps.append(Steps.begin(), Steps.end());
  return From;
}

/// Evaluates the captures into the closure.
void FunctionLowering::lambda(const ir::Place &To, const LambdaExpr *E) {
  const CXXRecordDecl *Closure = E->getLambdaClass();
  auto Field = Closure->field_begin();
  for (const Expr *Init : E->capture_inits()) {
    if (Field == Closure->field_end())
      return;
    const FieldDecl *F = *Field++;
    std::optional<ir::Step> Step = U.fieldStep(F);
    if (!Step || !Init)
      continue;
    ir::Place P = To;
    P.Steps.push_back(*Step);
    initialize(P, F->getType(), Init);
  }
}

Lowered FunctionLowering::newExpr(const CXXNewExpr *E) {
  const FunctionDecl *Operator = E->getOperatorNew();
  QualType T = E->getAllocatedType();
  ir::Type SizeType = U.type(Context.getSizeType());
  Value Size = Value::integer(U.sizeOf(T), SizeType);
  if (E->isArray())
    if (std::optional<const Expr *> Count = E->getArraySize(); Count && *Count)
      Size = binary(ir::BinaryOp::Mul, coerce(value(*Count), SizeType), Size);
  Value Memory;
  if (Operator && Operator->isReservedGlobalPlacementOperator() &&
      E->getNumPlacementArgs() == 1) {
    Memory = value(E->getPlacementArg(0));
  } else {
    llvm::SmallVector<Value, 4> Args = {Size};
    for (unsigned I = 0; I < E->getNumPlacementArgs(); ++I)
      Args.push_back(argument(E->getPlacementArg(I),
                              Operator && I + 1 < Operator->getNumParams()
                                  ? Operator->getParamDecl(I + 1)->getType()
                                  : QualType()));
    uint32_t Callee =
        Operator ? U.function(Operator)
                 : U.pseudoFunction("operator new", ir::Type::makePtr());
    fitArguments(Callee, Args);
    Memory = emitCall(Value::function(Callee), Args,
                      U.module().Functions[Callee].Result, E);
  }
  if (const Expr *Init = E->getInitializer()) {
    QualType Object = Init->getType()->isArrayType() ? Init->getType() : T;
    initialize(place(Memory), Object, Init);
  }
  return Lowered::scalar(Memory);
}

Lowered FunctionLowering::deleteExpr(const CXXDeleteExpr *E) {
  Value Memory = value(E->getArgument());
  const FunctionDecl *Operator = E->getOperatorDelete();
  uint32_t Callee =
      Operator ? U.function(Operator)
               : U.pseudoFunction("operator delete", ir::Type::makeVoid());
  llvm::SmallVector<Value, 2> Args = {Memory};
  if (Operator && Operator->getNumParams() > 1) {
    QualType T = E->getDestroyedType();
    Args.push_back(Value::integer(T.isNull() ? 0 : U.sizeOf(T),
                                  U.type(Context.getSizeType())));
  }
  fitArguments(Callee, Args);
  emitCall(Value::function(Callee), Args, ir::Type::makeVoid(), E);
  return Lowered::nothing();
}

void FunctionLowering::memberInitializer(const CXXCtorInitializer *I) {
  const Expr *Init = I->getInit();
  if (!Init)
    return;
  const auto *Class = cast<CXXMethodDecl>(F)->getParent();
  ir::Place P = place(Value::param(0, ir::Type::makePtr()));
  at(I->getSourceLocation().isValid() ? I->getSourceLocation()
                                      : F->getLocation());
  if (I->isDelegatingInitializer())
    return initialize(P, Init->getType(), Init);
  if (I->isBaseInitializer()) {
    const CXXRecordDecl *Base = I->getBaseClass()->getAsCXXRecordDecl();
    std::optional<ir::Step> Step =
        Base ? U.baseStep(Class, Base, ir::StepKind::Field) : std::nullopt;
    if (Step)
      P.Steps.push_back(*Step);
    return initialize(P, QualType(I->getBaseClass(), 0), Init);
  }
  QualType T;
  auto Into = [&](const FieldDecl *Field) {
    if (std::optional<ir::Step> Step = U.fieldStep(Field))
      P.Steps.push_back(*Step);
    T = Field->getType();
  };
  if (const IndirectFieldDecl *Indirect = I->getIndirectMember()) {
    for (const NamedDecl *Part : Indirect->chain())
      Into(cast<FieldDecl>(Part));
  } else if (const FieldDecl *Field = I->getMember()) {
    Into(Field);
  } else {
    return;
  }
  initialize(P, T, Init);
}

void FunctionLowering::destroy(const ir::Place &Object,
                               const CXXDestructorDecl *D, QualType T,
                               bool Virtual) {
  if (!D || D->isTrivial())
    return;
  uint64_t Count = 1;
  if (const auto *Array = Context.getAsConstantArrayType(T))
    Count = Context.getConstantArrayElementCount(Array);
  for (uint64_t I = 0; I < std::min(Count, MaxDestroyed); ++I) {
    ir::Place P = Object;
    if (T->isArrayType()) {
      ir::Step S;
      S.Kind = ir::StepKind::Index;
      S.Index = Value::integer(Count - 1 - I, ir::Type::makeInt(32, true));
      S.ElementSize = U.sizeOf(Context.getBaseElementType(T));
      P.Steps.push_back(S);
    }
    Value This = addressOf(P);
    llvm::SmallVector<Value, 1> Args = {This};
    Value Callee;
    if (Virtual && D->isVirtual() && !D->hasAttr<FinalAttr>()) {
      Callee = virtualCallee(D, This);
    } else {
      uint32_t Index = U.function(D);
      fitArguments(Index, Args);
      Callee = Value::function(Index);
    }
    emitCall(Callee, Args, ir::Type::makeVoid(), nullptr);
  }
}

void FunctionLowering::destructor(const CFGElement &E) {
  const CXXDestructorDecl *D =
      E.castAs<CFGImplicitDtor>().getDestructorDecl(Context);
  if (auto Auto = E.getAs<CFGAutomaticObjDtor>()) {
    const VarDecl *V = Auto->getVarDecl();
    if (const Stmt *Trigger = Auto->getTriggerStmt())
      at(isa<CompoundStmt>(Trigger) ? Trigger->getEndLoc()
                                    : Trigger->getBeginLoc());
    QualType T = V->getType();
    if (T->isReferenceType()) // a temporary that lives as long as it
      T = V->getInit() ? V->getInit()->getType() : T.getNonReferenceType();
    return destroy(variable(V, V->getLocation()).P, D, T);
  }
  if (auto Delete = E.getAs<CFGDeleteDtor>()) {
    const CXXDeleteExpr *DE = Delete->getDeleteExpr();
    at(DE->getBeginLoc());
    return destroy(
        pointee(lower(DE->getArgument()), DE->getArgument()->getType()), D,
        DE->getDestroyedType(), /*Virtual=*/true);
  }
  if (auto Temporary = E.getAs<CFGTemporaryDtor>()) {
    const CXXBindTemporaryExpr *Bind = Temporary->getBindTemporaryExpr();
    at(Bind->getEndLoc());
    return destroy(temporary(Bind, Bind->getType(), "temporary"), D,
                   Bind->getType());
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (!Method || Params.empty())
    return;
  ir::Place P = place(Value::param(0, ir::Type::makePtr()));
  at(F->getEndLoc());
  if (auto Base = E.getAs<CFGBaseDtor>()) {
    QualType T = Base->getBaseSpecifier()->getType();
    if (const CXXRecordDecl *B = T->getAsCXXRecordDecl())
      if (std::optional<ir::Step> Step =
              U.baseStep(Method->getParent(), B, ir::StepKind::Field))
        P.Steps.push_back(*Step);
    return destroy(P, D, T);
  }
  if (auto Member = E.getAs<CFGMemberDtor>()) {
    const FieldDecl *Field = Member->getFieldDecl();
    if (std::optional<ir::Step> Step = U.fieldStep(Field))
      P.Steps.push_back(*Step);
    destroy(P, D, Field->getType());
  }
}

Lowered FunctionLowering::computeCxx(const Expr *E) {
  switch (E->getStmtClass()) {
  case Stmt::CXXThisExprClass:
    return thisPointer();
  case Stmt::CXXDefaultArgExprClass:
    return lower(cast<CXXDefaultArgExpr>(E)->getExpr());
  case Stmt::CXXDefaultInitExprClass:
    return lower(cast<CXXDefaultInitExpr>(E)->getExpr());
  case Stmt::CXXRewrittenBinaryOperatorClass:
    return lower(cast<CXXRewrittenBinaryOperator>(E)->getSemanticForm());
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    return Lowered::deferred();
  case Stmt::LambdaExprClass: {
    const auto *Lambda = cast<LambdaExpr>(E);
    if (!Lambda->getCallOperator()->isDependentContext() &&
        !Lambda->isGenericLambda()) {
      U.nameLambda(Lambda->getCallOperator(), OuterName);
      U.function(Lambda->getCallOperator());
    }
    return Lowered::deferred();
  }
  case Stmt::CXXBindTemporaryExprClass: {
    const Expr *Sub = cast<CXXBindTemporaryExpr>(E)->getSubExpr();
    if (!Destroyed.contains(E))
      return lower(Sub);
    ir::Place P = temporary(E, E->getType(), "temporary");
    initialize(P, E->getType(), Sub);
    if (auto It = Taken.find(E); It != Taken.end())
      setMade(It->second, true);
    return Lowered::object(P);
  }
  case Stmt::MaterializeTemporaryExprClass: {
    const Expr *Sub = cast<MaterializeTemporaryExpr>(E)->getSubExpr();
    Lowered L = lower(Sub);
    if (L.Kind == Lowered::Object)
      return L;
    ir::Place P = temporary(E, Sub->getType(), "temporary");
    initialize(P, Sub->getType(), Sub);
    return Lowered::object(P);
  }
  case Stmt::CXXNewExprClass:
    return newExpr(cast<CXXNewExpr>(E));
  case Stmt::CXXDeleteExprClass:
    return deleteExpr(cast<CXXDeleteExpr>(E));
  case Stmt::CXXPseudoDestructorExprClass:
  case Stmt::CXXThrowExprClass:
    return Lowered::nothing();
  case Stmt::SizeOfPackExprClass:
  case Stmt::SourceLocExprClass:
  case Stmt::RequiresExprClass:
  case Stmt::ConceptSpecializationExprClass:
  case Stmt::ArrayTypeTraitExprClass:
  case Stmt::ExpressionTraitExprClass:
    if (std::optional<Lowered> C = constant(E))
      return *C;
    return unknown(E);
  default:
    return unknown(E);
  }
}

} // namespace miniport::frontend
