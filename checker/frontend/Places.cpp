//===- Places.cpp - Lvalues -----------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

namespace miniport::frontend {

using namespace clang;
using ir::Value;

uint32_t FunctionLowering::local(const VarDecl *V) {
  V = V->getCanonicalDecl();
  if (auto It = LocalOf.find(V); It != LocalOf.end())
    return It->second;
  return LocalOf[V] =
             newLocal(V->getName(), U.type(V->getType()), V->getLocation());
}

ir::Place FunctionLowering::temporary(const Expr *E, QualType T,
                                      llvm::StringRef Name) {
  auto It = Temporaries.find(E);
  if (It == Temporaries.end())
    It = Temporaries.try_emplace(E, newLocal(Name, U.type(T))).first;
  return localPlace(It->second);
}

/// The memory that a pointer leads to.
ir::Place FunctionLowering::pointee(Lowered Pointer, QualType PointerType) {
  if (Pointer.Kind == Lowered::Address)
    return std::move(Pointer.P);
  return place(coerce(value(Pointer, PointerType), ir::Type::makePtr()));
}

ir::Place FunctionLowering::placeOf(const Expr *E) {
  Lowered L = lower(E);
  if (L.Kind == Lowered::Deferred) {
    ir::Place P = temporary(E, E->getType(), "temporary");
    initialize(P, E->getType(), E);
    return P;
  }
  return placeOf(std::move(L), E->getType());
}

ir::Place FunctionLowering::placeOf(Lowered L, QualType T) {
  switch (L.Kind) {
  case Lowered::Object:
    return std::move(L.P);
  case Lowered::Scalar:
    // A function is where it is. Any other value has no memory, and gets some.
    if (T->isFunctionType())
      return place(L.V);
    [[fallthrough]];
  case Lowered::Parameter:
  case Lowered::Address: {
    Value V = value(L, T);
    ir::Place P = localPlace(newLocal("temporary", V.Ty));
    store(V, P, V.Ty, false);
    return P;
  }
  case Lowered::Nothing:
  case Lowered::Deferred:
    break;
  }
  return place(opaque(ir::Type::makePtr(), {}, "lvalue"));
}

/// In a lambda's body, what it captured lies in the closure object.
std::optional<ir::Place> FunctionLowering::capture(const ValueDecl *V) {
  auto It = Captures.find(V);
  if (It == Captures.end())
    return std::nullopt;
  std::optional<ir::Step> Step = U.fieldStep(It->second);
  if (!Step || Params.empty())
    return std::nullopt;
  ir::Place P = place(Value::param(0, Params[0].Ty));
  P.Steps.push_back(*Step);
  if (It->second->getType()->isReferenceType())
    return place(load(P, ir::Type::makePtr()));
  return P;
}

Lowered FunctionLowering::variable(const VarDecl *V, clang::SourceLocation L) {
  if (std::optional<ir::Place> Captured = capture(V))
    return Lowered::object(std::move(*Captured));
  if (auto It = DirectParams.find(V); It != DirectParams.end()) {
    Value Param = Value::param(It->second, Params[It->second].Ty);
    if (V->getType()->isReferenceType() || U.isPassedByAddress(V->getType()))
      return Lowered::object(place(Param));
    return {Lowered::Parameter, Param, {}};
  }
  ir::Place P = V->hasGlobalStorage() ? place(Value::global(U.global(V)))
                                      : localPlace(local(V));
  if (V->getType()->isReferenceType())
    return Lowered::object(place(load(P, ir::Type::makePtr())));
  return Lowered::object(std::move(P));
}

Lowered FunctionLowering::declRef(const DeclRefExpr *E) {
  const ValueDecl *D = E->getDecl();
  if (const auto *F = dyn_cast<FunctionDecl>(D))
    return Lowered::scalar(Value::function(U.function(F)));
  if (const auto *V = dyn_cast<VarDecl>(D))
    return variable(V, E->getLocation());
  if (const auto *C = dyn_cast<EnumConstantDecl>(D))
    return Lowered::scalar(Value::integer(
        C->getInitVal().extOrTrunc(64).getZExtValue(), U.type(E->getType())));
  if (const auto *B = dyn_cast<BindingDecl>(D))
    if (const Expr *Binding = B->getBinding())
      return lower(Binding);
  if (std::optional<Lowered> C = constant(E))
    return *C;
  return unknown(E);
}

Lowered FunctionLowering::member(const MemberExpr *E) {
  const ValueDecl *D = E->getMemberDecl();
  if (const auto *V = dyn_cast<VarDecl>(D)) {
    lower(E->getBase());
    return variable(V, E->getMemberLoc());
  }
  if (const auto *M = dyn_cast<CXXMethodDecl>(D))
    return Lowered::scalar(Value::function(U.function(M)));
  if (const auto *C = dyn_cast<EnumConstantDecl>(D))
    return Lowered::scalar(Value::integer(
        C->getInitVal().extOrTrunc(64).getZExtValue(), U.type(E->getType())));
  const auto *F = dyn_cast<FieldDecl>(D);
  if (!F)
    return unknown(E);
  ir::Place P = E->isArrow()
                    ? pointee(lower(E->getBase()), E->getBase()->getType())
                    : placeOf(E->getBase());
  std::optional<ir::Step> Step = U.fieldStep(F);
  if (!Step)
    return Lowered::object(place(
        opaque(ir::Type::makePtr(), {addressOf(P)}, "broken record", true)));
  P.Steps.push_back(*Step);
  if (F->getType()->isReferenceType())
    return Lowered::object(place(load(P, ir::Type::makePtr())));
  return Lowered::object(std::move(P));
}

Lowered FunctionLowering::subscript(const ArraySubscriptExpr *E) {
  if (E->getBase()->getType()->isVectorType())
    return unknown(E);
  if (std::optional<Lowered> Element = unknownElement(E))
    return std::move(*Element);
  Value Index = value(E->getIdx());
  Lowered Element = offset(lower(E->getBase()), Index, E->getType(), false);
  return Lowered::object(std::move(Element.P));
}

/// Pointer + Index elements; not yet computed.
Lowered FunctionLowering::offset(Lowered Pointer, Value Index, QualType Pointee,
                                 bool Negative) {
  ir::Place P = Pointer.Kind == Lowered::Address
                    ? std::move(Pointer.P)
                    : place(coerce(Pointer.V, ir::Type::makePtr()));
  if (!Index.Ty.isInt())
    Index = coerce(Index, ir::Type::makeInt(64, true));
  if (Negative) {
    // As a difference of pointers is: signed, and wide enough.
    Index = coerce(Index, ir::Type::makeInt(64, true));
    Index = binary(ir::BinaryOp::Sub, Value::integer(0, Index.Ty), Index);
  }
  uint64_t Size = U.sizeOf(Pointee);
  // Constant elements of one array add up; element 0 of a pointer is what it
  // points to.
  if (Index.isInt() && Index.Bits == 0 && Pointer.Kind != Lowered::Address)
    return Lowered::address(std::move(P));
  ir::Step S;
  S.Kind = ir::StepKind::Index;
  S.Index = Index;
  S.ElementSize = Size;
  P.Steps.push_back(S);
  return Lowered::address(std::move(P));
}

} // namespace miniport::frontend
