//===- Containers.cpp - CONTAINING_RECORD and its kin ---------------------===//
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

/// The constant 0 (or any other number) cast to a pointer: where offsetof's
/// older spellings start.
static bool isNullBase(const Expr *E) {
  return isa<IntegerLiteral>(E->IgnoreParenCasts());
}

namespace {
/// A member named by an offset: field and array steps from the record inwards.
struct MemberPath {
  struct Part {
    const FieldDecl *Field = nullptr;
    const Expr *Index = nullptr;
    QualType Element;
  };
  llvm::SmallVector<Part, 4> Parts;
};
} // namespace

static bool pathOfOffsetOf(const OffsetOfExpr *E, ASTContext &Context,
                           MemberPath &Path) {
  QualType Around = E->getTypeSourceInfo()->getType();
  for (unsigned I = 0; I < E->getNumComponents(); ++I) {
    const OffsetOfNode &N = E->getComponent(I);
    if (N.getKind() == OffsetOfNode::Field) {
      Path.Parts.push_back({N.getField(), nullptr, {}});
      Around = N.getField()->getType();
    } else if (N.getKind() == OffsetOfNode::Array) {
      const ArrayType *A = Context.getAsArrayType(Around);
      if (!A)
        return false;
      Around = A->getElementType();
      Path.Parts.push_back(
          {nullptr, E->getIndexExpr(N.getArrayExprIndex()), Around});
    } else {
      return false;
    }
  }
  return !Path.Parts.empty();
}

static std::optional<MemberPath> offsetPath(const Expr *E,
                                            ASTContext &Context) {
  MemberPath Path;
  E = E->IgnoreParenCasts();
  if (const auto *C = dyn_cast<ConstantExpr>(E))
    E = C->getSubExpr()->IgnoreParenCasts();
  if (const auto *O = dyn_cast<OffsetOfExpr>(E)) {
    if (pathOfOffsetOf(O, Context, Path))
      return Path;
    return std::nullopt;
  }
  if (const auto *AddressOf = dyn_cast<UnaryOperator>(E);
      AddressOf && AddressOf->getOpcode() == UO_AddrOf)
    E = AddressOf->getSubExpr()->IgnoreParenCasts();
  while (true) {
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl());
      if (!Field)
        return std::nullopt;
      Path.Parts.push_back({Field, nullptr, {}});
      if (M->isArrow()) {
        if (!isNullBase(M->getBase()))
          return std::nullopt;
        break;
      }
      E = M->getBase()->IgnoreParenCasts();
    } else if (const auto *A = dyn_cast<ArraySubscriptExpr>(E)) {
      Path.Parts.push_back({nullptr, A->getIdx(), A->getType()});
      E = A->getBase()->IgnoreParenCasts();
    } else if (const auto *D = dyn_cast<UnaryOperator>(E);
               D && D->getOpcode() == UO_Deref && isNullBase(D->getSubExpr())) {
      break; // (*(T *)0).field
    } else {
      return std::nullopt;
    }
  }
  std::reverse(Path.Parts.begin(), Path.Parts.end());
  if (Path.Parts.empty() || !Path.Parts.front().Field)
    return std::nullopt;
  return Path;
}

/// (char *)p - offsetof(T, f) is p^T.f, and (char *)p + offsetof(T, f) is
/// p->T.f; with p as an integer, too.
std::optional<Lowered> FunctionLowering::containerOf(const BinaryOperator *E) {
  const Expr *Left = E->getLHS();
  QualType T = Left->getType();
  const Expr *Bare = Left->IgnoreParens();
  const auto *AsInteger = dyn_cast<CastExpr>(Bare);
  bool IsInteger = AsInteger &&
                   AsInteger->getCastKind() == CK_PointerToIntegral &&
                   Context.getIntWidth(T) == 64;
  if (!IsInteger && (!T->isPointerType() || U.sizeOf(T->getPointeeType()) != 1))
    return std::nullopt;
  std::optional<MemberPath> Path = offsetPath(E->getRHS(), Context);
  if (!Path)
    return std::nullopt;
  bool Out = E->getOpcode() == BO_Sub;
  llvm::SmallVector<ir::Step, 2> Steps;
  for (const MemberPath::Part &Part : Path->Parts) {
    if (Part.Field) {
      std::optional<ir::Step> Step = U.fieldStep(
          Part.Field, Out ? ir::StepKind::Container : ir::StepKind::Field);
      if (!Step)
        return std::nullopt;
      Steps.push_back(*Step);
      continue;
    }
    Value Index = coerce(value(Part.Index), ir::Type::makeInt(64, true));
    if (Out)
      Index = binary(BinaryOp::Sub, Value::integer(0, Index.Ty), Index);
    ir::Step S;
    S.Kind = ir::StepKind::Index;
    S.Index = Index;
    S.ElementSize = U.sizeOf(Part.Element);
    Steps.push_back(S);
  }
  if (Out)
    std::reverse(Steps.begin(), Steps.end());
  const Expr *Pointer = IsInteger ? AsInteger->getSubExpr() : Left;
  ir::Place P = pointee(lower(Pointer), Pointer->getType());
  P.Steps.append(Steps.begin(), Steps.end());
  return Lowered::address(std::move(P));
}

} // namespace miniport::frontend
