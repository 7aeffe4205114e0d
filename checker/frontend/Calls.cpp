//===- Calls.cpp - Calls --------------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

namespace miniport::frontend {

using namespace clang;
using ir::Value;

/// Makes the arguments fit what the module says of the callee: an old-style
/// definition, or a call that Clang complained about, may have other ones.
void FunctionLowering::fitArguments(uint32_t Function,
                                    llvm::SmallVectorImpl<Value> &Args) {
  // By value: making a cast may not move the module's functions, but a copy of
  // the types is safe whatever happens.
  llvm::SmallVector<ir::Type, 8> Types;
  for (const ir::Parameter &P : U.module().Functions[Function].Params)
    Types.push_back(P.Ty);
  bool Variadic = U.module().Functions[Function].Variadic;
  for (size_t I = 0; I < Types.size(); ++I) {
    if (I >= Args.size())
      Args.push_back(opaque(Types[I], {}, "missing argument"));
    else
      Args[I] = coerce(Args[I], Types[I]);
  }
  if (!Variadic && Args.size() > Types.size())
    Args.resize(Types.size());
}

/// The table's entry; which function it is, the type alone does not say.
Value FunctionLowering::virtualCallee(const CXXMethodDecl *M, Value This) {
  ir::Place P = place(This);
  const CXXRecordDecl *Class = M->getParent();
  std::optional<ir::Step> Step = U.vtableStep(Class);
  llvm::SmallVector<Value, 1> From = {This};
  if (Step) {
    P.Steps.push_back(*Step);
    From = {load(P, ir::Type::makePtr())};
  }
  return opaque(ir::Type::makePtr(), From,
                "virtual " + M->getQualifiedNameAsString(), true);
}

Lowered FunctionLowering::finishCall(const CallExpr *E, Value Callee,
                                     llvm::SmallVectorImpl<Value> &Args,
                                     const FunctionDecl *Direct) {
  bool NoReturn = Direct && Direct->isNoReturn();
  if (const auto *T = E->getCallee()->getType()->getPointeeType().isNull()
                          ? nullptr
                          : E->getCallee()
                                ->getType()
                                ->getPointeeType()
                                ->getAs<FunctionType>())
    NoReturn |= T->getNoReturnAttr();
  if (Callee.Kind == ir::ValueKind::Function)
    fitArguments(Callee.Index, Args);
  QualType T = Direct ? Direct->getReturnType()
               : E->getType()->isDependentType()
                   ? Context.IntTy
                   : E->getCallReturnType(Context);
  if (T->isUndeducedType())
    T = E->getType();
  ir::Type Ty = U.type(T);
  if (Callee.Kind == ir::ValueKind::Function)
    Ty = U.module().Functions[Callee.Index].Result;
  at(E->getBeginLoc());
  Value V = emitCall(Callee, Args, Ty, E, NoReturn);
  if (T->isReferenceType() && V)
    return Lowered::object(place(V));
  return V ? Lowered::scalar(V) : Lowered::nothing();
}

/// The object that a member function is called on.
static const Expr *objectOf(const CallExpr *E, const CXXMethodDecl *M) {
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    return Call->getImplicitObjectArgument();
  if (isa<CXXOperatorCallExpr>(E) && M->isImplicitObjectMemberFunction() &&
      E->getNumArgs())
    return E->getArg(0);
  return nullptr;
}

Lowered FunctionLowering::call(const CallExpr *E) {
  const FunctionDecl *Direct = E->getDirectCallee();
  if (Direct)
    if (std::optional<Lowered> L = builtin(E, Direct))
      return *L;
  if (isa<CXXPseudoDestructorExpr>(E->getCallee()->IgnoreParens())) {
    lower(E->getCallee());
    return Lowered::nothing();
  }
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Direct);
  bool HasThis = Method && Method->isImplicitObjectMemberFunction();
  llvm::SmallVector<Value, 8> Args;
  unsigned FirstArg = 0;
  Value Callee;
  if (HasThis) {
    const Expr *Object = objectOf(E, Method);
    Value This;
    if (!Object)
      This = opaque(ir::Type::makePtr(), {}, "object");
    else
      This = Object->getType()->isPointerType() ? value(Object)
                                                : addressOf(placeOf(Object));
    FirstArg = isa<CXXOperatorCallExpr>(E) ? 1 : 0;
    if (Method->isTrivial() && (Method->isCopyAssignmentOperator() ||
                                Method->isMoveAssignmentOperator())) {
      ir::Place To = Object ? pointee(Lowered::scalar(This), Context.VoidPtrTy)
                            : place(This);
      if (Object && !Object->getType()->isPointerType())
        To = placeOf(Object);
      if (E->getNumArgs() > FirstArg)
        copy(To, placeOf(E->getArg(FirstArg)),
             U.sizeOf(Context.getRecordType(Method->getParent())));
      return Lowered::object(To);
    }
    Args.push_back(This);
    const auto *Member = dyn_cast<MemberExpr>(E->getCallee()->IgnoreParens());
    if (Member && Member->performsVirtualDispatch(Context.getLangOpts()) &&
        Method->isVirtual()) {
      const CXXMethodDecl *Only = Method->getDevirtualizedMethod(
          Member->getBase(), Context.getLangOpts().AppleKext);
      if (Only)
        Method = Only;
      else
        Callee = virtualCallee(Method, This);
    }
    if (!Callee)
      Callee = Value::function(U.function(Method));
  } else if (Direct) {
    Callee = Value::function(U.function(Direct));
  } else {
    Callee = coerce(rawValue(E->getCallee()), ir::Type::makePtr());
  }
  const FunctionProtoType *Proto = nullptr;
  if (Direct)
    Proto = Direct->getType()->getAs<FunctionProtoType>();
  else if (QualType P = E->getCallee()->getType()->getPointeeType();
           !P.isNull())
    Proto = P->getAs<FunctionProtoType>();
  for (unsigned I = FirstArg; I < E->getNumArgs(); ++I) {
    unsigned N = I - FirstArg;
    QualType T = Proto && N < Proto->getNumParams() ? Proto->getParamType(N)
                                                    : QualType();
    // Clang converts nothing for a function that it does not know.
    Value V = E->getCallee()->isTypeDependent() ? unknownOperand(E->getArg(I))
                                                : argument(E->getArg(I), T);
    if (V && !T.isNull() && !T->isReferenceType() && !T->isDependentType())
      V = coerce(V, U.argumentType(T));
    if (V)
      Args.push_back(V);
  }
  return finishCall(E, Callee, Args,
                    Callee.Kind == ir::ValueKind::Function ? Direct : nullptr);
}

} // namespace miniport::frontend
