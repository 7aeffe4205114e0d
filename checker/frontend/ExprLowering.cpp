//===- ExprLowering.cpp - Expressions -------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

namespace miniport::frontend {

using namespace clang;
using ir::Value;

const Expr *bareExpr(const Expr *E) {
  while (true) {
    const Expr *Next = E->IgnoreParens();
    if (const auto *Full = dyn_cast<ExprWithCleanups>(Next))
      Next = Full->getSubExpr();
    else if (const auto *Subst = dyn_cast<SubstNonTypeTemplateParmExpr>(Next))
      Next = Subst->getReplacement();
    if (Next == E)
      return E;
    E = Next;
  }
}

bool isTrivialExpr(const Expr *E) {
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return Cast->getCastKind() == CK_FunctionToPointerDecay ||
           Cast->getCastKind() == CK_BuiltinFnToFnPtr;
  // What a reference or a closure leads to has to be loaded.
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return !Ref->refersToEnclosingVariableOrCapture() &&
           !Ref->getDecl()->getType()->isReferenceType() &&
           !isa<BindingDecl>(Ref->getDecl());
  return isa<IntegerLiteral, CharacterLiteral, StringLiteral>(E);
}

void FunctionLowering::remember(const Expr *E, Lowered L) {
  auto [It, New] = MemoHeads.try_emplace(E, ir::None);
  Memo.push_back({CurrentBlock->getBlockID(), It->second, std::move(L)});
  It->second = Memo.size() - 1;
}

const FunctionLowering::MemoEntry *FunctionLowering::findHere(const Expr *E) {
  auto It = MemoHeads.find(E);
  for (uint32_t I = It == MemoHeads.end() ? ir::None : It->second;
       I != ir::None; I = Memo[I].Next)
    if (Memo[I].Block == CurrentBlock->getBlockID())
      return &Memo[I];
  return nullptr;
}

const Lowered *FunctionLowering::find(const Expr *E) {
  if (const MemoEntry *M = findHere(E))
    return &M->What;
  auto It = MemoHeads.find(E);
  if (It == MemoHeads.end())
    return nullptr;
  if (!Dominators)
    Dominators = std::make_unique<CFGDomTree>(Graph.get());
  // Of several blocks that dominate this one, the nearest.
  const auto &Tree = Dominators->getBase();
  const auto *Here = Tree.getNode(const_cast<CFGBlock *>(CurrentBlock));
  const MemoEntry *Nearest = nullptr;
  unsigned Level = 0;
  for (uint32_t I = It->second; I != ir::None; I = Memo[I].Next) {
    const auto *Node = Tree.getNode(BlocksById[Memo[I].Block]);
    if (!Node || !Here || !Tree.dominates(Node, Here) ||
        (Nearest && Node->getLevel() < Level))
      continue;
    Nearest = &Memo[I];
    Level = Node->getLevel();
  }
  return Nearest ? &Nearest->What : nullptr;
}

Lowered FunctionLowering::lower(const Expr *E) {
  E = bareExpr(E);
  if (const Lowered *L = isTrivialExpr(E) ? nullptr : find(E))
    return *L;
  clang::SourceLocation Outer = Here;
  at(isa<CallExpr>(E) ? E->getBeginLoc() : E->getExprLoc());
  Lowered L = compute(E);
  at(Outer);
  if (!isTrivialExpr(E))
    remember(E, L);
  return L;
}

Value FunctionLowering::value(const Expr *E) {
  Lowered L = lower(E);
  if (L.Kind == Lowered::Deferred)
    return load(placeOf(E), U.type(E->getType()));
  return value(L, E->getType());
}

Value FunctionLowering::rawValue(const Expr *E) {
  Lowered L = lower(E);
  return L.Kind == Lowered::Scalar ? L.V : value(E);
}

/// A comparison of C is an int that came as a truth value; it is widened here.
Value FunctionLowering::value(const Lowered &L, QualType T) {
  ir::Type Ty = U.type(T);
  switch (L.Kind) {
  case Lowered::Nothing:
    return Ty.isVoid() ? Value() : opaque(Ty, {}, "void");
  case Lowered::Scalar:
  case Lowered::Parameter:
    return coerce(L.V, Ty);
  case Lowered::Object:
    return load(L.P, Ty);
  case Lowered::Address:
    return coerce(addressOf(L.P), Ty);
  case Lowered::Deferred:
    return opaque(Ty, {}, "initialiser");
  }
  return {};
}

/// Folds what Clang evaluates for certain and what has no form here.
std::optional<Lowered> FunctionLowering::constant(const Expr *E) {
  if (E->isValueDependent() || E->isGLValue())
    return std::nullopt;
  ir::Type Ty = U.type(E->getType());
  if (!Ty.isInt() && !Ty.isPtr())
    return std::nullopt;
  Expr::EvalResult Result;
  if (!E->EvaluateAsRValue(Result, Context) || Result.HasSideEffects)
    return std::nullopt;
  if (Result.Val.isInt())
    return Lowered::scalar(
        Value::integer(Result.Val.getInt().extOrTrunc(64).getZExtValue(), Ty));
  return std::nullopt;
}

/// A value of which nothing is known but what it was computed from.
Lowered FunctionLowering::unknown(const Expr *E) {
  if (std::optional<Lowered> Member = unknownMember(E))
    return std::move(*Member);
  llvm::SmallVector<Value, 4> From;
  for (const Stmt *Child : E->children()) {
    const auto *Sub = dyn_cast_or_null<Expr>(Child);
    if (!Sub)
      continue;
    Lowered L = lower(Sub);
    if (L.Kind == Lowered::Scalar || L.Kind == Lowered::Parameter)
      From.push_back(L.V);
    else if (L.Kind == Lowered::Address || L.Kind == Lowered::Object)
      From.push_back(addressOf(L.P));
  }
  llvm::StringRef Name = E->getStmtClassName();
  if (E->getType()->isVoidType())
    return Lowered::nothing();
  if (E->isGLValue())
    return Lowered::object(place(opaque(ir::Type::makePtr(), From, Name)));
  return Lowered::scalar(opaque(U.type(E->getType()), From, Name));
}

Lowered FunctionLowering::compute(const Expr *E) {
  switch (E->getStmtClass()) {
  case Stmt::IntegerLiteralClass:
    return Lowered::scalar(Value::integer(
        cast<IntegerLiteral>(E)->getValue().zextOrTrunc(64).getZExtValue(),
        U.type(E->getType())));
  case Stmt::CharacterLiteralClass:
    return Lowered::scalar(Value::integer(cast<CharacterLiteral>(E)->getValue(),
                                          U.type(E->getType())));
  case Stmt::CXXBoolLiteralExprClass:
    return Lowered::scalar(Value::integer(
        cast<CXXBoolLiteralExpr>(E)->getValue(), ir::Type::makeBool()));
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::GNUNullExprClass:
    return Lowered::scalar(coerce(Value::null(), U.type(E->getType())));
  case Stmt::FloatingLiteralClass:
    return Lowered::scalar(
        opaque(U.type(E->getType()), {}, U.text(E->getSourceRange()), true));
  case Stmt::StringLiteralClass:
    return Lowered::object(
        place(Value::global(U.string(cast<StringLiteral>(E)))));
  case Stmt::PredefinedExprClass:
    if (const StringLiteral *S = cast<PredefinedExpr>(E)->getFunctionName())
      return Lowered::object(place(Value::global(U.string(S))));
    return unknown(E);
  case Stmt::DeclRefExprClass:
    return declRef(cast<DeclRefExpr>(E));
  case Stmt::MemberExprClass:
    return member(cast<MemberExpr>(E));
  case Stmt::ArraySubscriptExprClass:
    return subscript(cast<ArraySubscriptExpr>(E));
  case Stmt::UnaryOperatorClass:
    return unary(cast<UnaryOperator>(E));
  case Stmt::BinaryOperatorClass:
    return binaryExpr(cast<BinaryOperator>(E));
  case Stmt::CompoundAssignOperatorClass:
    return compoundAssignment(cast<CompoundAssignOperator>(E));
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass:
    return conditional(cast<AbstractConditionalOperator>(E));
  case Stmt::OpaqueValueExprClass:
    if (const Expr *Source = cast<OpaqueValueExpr>(E)->getSourceExpr())
      return lower(Source);
    return unknown(E);
  case Stmt::ConstantExprClass:
    if (std::optional<Lowered> C = constant(E))
      return *C;
    return lower(cast<ConstantExpr>(E)->getSubExpr());
  case Stmt::OffsetOfExprClass:
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::TypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
    if (std::optional<Lowered> C = constant(E))
      return *C;
    return unknown(E);
  case Stmt::GenericSelectionExprClass:
    return lower(cast<GenericSelectionExpr>(E)->getResultExpr());
  case Stmt::ChooseExprClass:
    return lower(cast<ChooseExpr>(E)->getChosenSubExpr());
  case Stmt::PseudoObjectExprClass: {
    Lowered Last;
    const auto *P = cast<PseudoObjectExpr>(E);
    for (const Expr *Part : P->semantics()) {
      Lowered L = lower(Part);
      if (Part == P->getResultExpr())
        Last = L;
    }
    return Last;
  }
  case Stmt::StmtExprClass: {
    const CompoundStmt *Body = cast<StmtExpr>(E)->getSubStmt();
    const Stmt *Last = Body->body_empty() ? nullptr : Body->body_back();
    while (const auto *Label = dyn_cast_or_null<LabelStmt>(Last))
      Last = Label->getSubStmt();
    if (const auto *Result = dyn_cast_or_null<Expr>(Last);
        Result && !E->getType()->isVoidType())
      return lower(Result);
    return Lowered::nothing();
  }
  case Stmt::CompoundLiteralExprClass: {
    const auto *Literal = cast<CompoundLiteralExpr>(E);
    ir::Place P = temporary(E, E->getType(), "literal");
    initialize(P, E->getType(), Literal->getInitializer());
    return Lowered::object(P);
  }
  case Stmt::InitListExprClass:
    if (!E->getType()->isRecordType() && !E->getType()->isArrayType() &&
        cast<InitListExpr>(E)->getNumInits() == 1)
      return lower(cast<InitListExpr>(E)->getInit(0));
    if (!E->getType()->isRecordType() && !E->getType()->isArrayType())
      return Lowered::scalar(coerce(Value::null(), U.type(E->getType())));
    return Lowered::deferred();
  case Stmt::DesignatedInitUpdateExprClass:
  case Stmt::NoInitExprClass:
  case Stmt::ArrayInitLoopExprClass:
    return Lowered::deferred();
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass: {
    ir::Type Ty = U.type(E->getType());
    if (Ty.isInt() || Ty.isPtr())
      return Lowered::scalar(Value::integer(0, Ty));
    return Ty.isVoid() ? Lowered::nothing() : Lowered::deferred();
  }
  case Stmt::VAArgExprClass: {
    Value List = addressOf(placeOf(cast<VAArgExpr>(E)->getSubExpr()));
    return Lowered::scalar(opaque(U.type(E->getType()), {List}, "va_arg"));
  }
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    return call(cast<CallExpr>(E));
  case Stmt::AtomicExprClass:
    return atomic(cast<AtomicExpr>(E));
  default:
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      return castExpr(Cast);
    return computeCxx(E);
  }
}

/// Outside of the CFG's own joins (in a default argument, say), the operator
/// makes blocks here.
Lowered FunctionLowering::logical(const BinaryOperator *E) {
  if (auto It = Slots.find(E); It != Slots.end())
    return Lowered::scalar(load(localPlace(It->second), ir::Type::makeBool()));
  uint32_t Slot = newLocal("logical", ir::Type::makeBool());
  bool IsOr = E->getOpcode() == BO_LOr;
  Value L = toBool(rawValue(E->getLHS()));
  store(L, localPlace(Slot), ir::Type::makeBool(), false);
  uint32_t Other = newBlock(), End = newBlock();
  branchTo(L, IsOr ? End : Other, IsOr ? Other : End);
  startBlock(Other);
  store(toBool(rawValue(E->getRHS())), localPlace(Slot), ir::Type::makeBool(),
        false);
  jump(End);
  startBlock(End);
  return Lowered::scalar(load(localPlace(Slot), ir::Type::makeBool()));
}

Lowered FunctionLowering::conditional(const AbstractConditionalOperator *E) {
  if (VoidConditionals.contains(E))
    return Lowered::nothing();
  ir::Type Ty = E->isGLValue() ? ir::Type::makePtr() : U.type(E->getType());
  auto Result = [&](uint32_t Slot) {
    if (E->isGLValue())
      return Lowered::object(place(load(localPlace(Slot), Ty)));
    if (Ty.isAggregate())
      return Lowered::object(localPlace(Slot));
    return Lowered::scalar(load(localPlace(Slot), Ty));
  };
  if (auto It = Slots.find(E); It != Slots.end())
    return Result(It->second);
  // The CFG found one arm dead, or knows nothing of this expression.
  uint32_t Slot = newLocal("conditional", Ty);
  uint32_t Then = newBlock(), Else = newBlock(), End = newBlock();
  branchTo(toBool(rawValue(E->getCond())), Then, Else);
  startBlock(Then);
  storeArm(Slot, Ty, E, E->getTrueExpr());
  jump(End);
  startBlock(Else);
  storeArm(Slot, Ty, E, E->getFalseExpr());
  jump(End);
  startBlock(End);
  return E->getType()->isVoidType() ? Lowered::nothing() : Result(Slot);
}

void FunctionLowering::storeArm(uint32_t Slot, ir::Type Ty, const Expr *E,
                                const Expr *Arm) {
  if (E->getType()->isVoidType()) {
    lower(Arm);
    return;
  }
  if (Arm->getType()->isVoidType()) // throw
    return;
  if (E->isGLValue())
    store(addressOf(placeOf(Arm)), localPlace(Slot), Ty, false);
  else if (Ty.isAggregate())
    initialize(localPlace(Slot), E->getType(), Arm);
  else
    store(value(Arm), localPlace(Slot), Ty, false);
}

} // namespace miniport::frontend
