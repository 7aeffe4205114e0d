//===- Initializers.cpp - What globals hold at the start ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Initialiser lists are walked, not evaluated as a whole: one member that
// Clang could not understand must not cost the call-backs beside it.
//
//===----------------------------------------------------------------------===//

#include "Unit.h"
#include "clang/AST/APValue.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecordLayout.h"

namespace miniport::frontend {

using namespace clang;

/// The expression without what only changes how it is looked at.
static const Expr *strip(const Expr *E) {
  while (true) {
    const Expr *Next = E->IgnoreParens();
    if (const auto *C = dyn_cast<ConstantExpr>(Next))
      Next = C->getSubExpr();
    else if (const auto *C = dyn_cast<ExprWithCleanups>(Next))
      Next = C->getSubExpr();
    else if (const auto *C = dyn_cast<CXXDefaultInitExpr>(Next))
      Next = C->getExpr();
    else if (const auto *C = dyn_cast<CXXBindTemporaryExpr>(Next))
      Next = C->getSubExpr();
    if (Next == E)
      return E;
    E = Next;
  }
}

void Unit::addInitializers(uint32_t Global, const Expr *Init) {
  if (Init->isValueDependent() && !Init->containsErrors())
    return;
  addInitializer(Global, 0, Init, Init->getType());
}

void Unit::addInitializer(uint32_t Global, uint64_t Offset, const Expr *E,
                          QualType T) {
  E = strip(E);
  if (isa<ImplicitValueInitExpr, NoInitExpr>(E))
    return;
  if (const auto *Cast = dyn_cast<CastExpr>(E);
      Cast && T->isRecordType() &&
      (Cast->getCastKind() == CK_LValueToRValue ||
       Cast->getCastKind() == CK_NoOp))
    return addInitializer(Global, Offset, Cast->getSubExpr(), T);
  if (const auto *Literal = dyn_cast<CompoundLiteralExpr>(E);
      Literal && !T->isPointerType())
    return addInitializer(Global, Offset, Literal->getInitializer(), T);
  const auto *List = dyn_cast<InitListExpr>(E);
  if (!List)
    return addScalar(Global, Offset, E, T);
  if (!List->isSemanticForm() && List->getSemanticForm())
    List = List->getSemanticForm();
  if (List->isTransparent() && List->getNumInits() == 1)
    return addInitializer(Global, Offset, List->getInit(0), T);
  if (const ArrayType *Array = Context.getAsArrayType(T)) {
    QualType Element = Array->getElementType();
    uint64_t Size = sizeOf(Element);
    for (unsigned I = 0; I < List->getNumInits(); ++I)
      if (const Expr *Init = List->getInit(I))
        addInitializer(Global, Offset + I * Size, Init, Element);
    return;
  }
  const auto *Record = T->getAs<RecordType>();
  if (!Record) {
    if (List->getNumInits() == 1)
      addInitializer(Global, Offset, List->getInit(0), T);
    return;
  }
  const RecordDecl *R = Record->getDecl()->getDefinition();
  if (!R || R->isInvalidDecl())
    return;
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(R);
  auto At = [&](const FieldDecl *F) {
    return Offset + Layout.getFieldOffset(F->getFieldIndex()) / 8;
  };
  if (R->isUnion()) {
    if (const FieldDecl *F = List->getInitializedFieldInUnion();
        F && List->getNumInits() == 1)
      addInitializer(Global, At(F), List->getInit(0), F->getType());
    return;
  }
  unsigned I = 0;
  if (const auto *Class = dyn_cast<CXXRecordDecl>(R))
    for (const CXXBaseSpecifier &Base : Class->bases())
      if (const auto *B = Base.getType()->getAsCXXRecordDecl();
          B && I < List->getNumInits())
        addInitializer(Global,
                       Offset + Layout.getBaseClassOffset(B).getQuantity(),
                       List->getInit(I++), Base.getType());
  for (const FieldDecl *F : R->fields()) {
    if (F->isUnnamedBitField())
      continue;
    if (I >= List->getNumInits())
      return;
    const Expr *Init = List->getInit(I++);
    if (Init && F->isBitField())
      addBits(Global, Offset, F, Init);
    else if (Init)
      addInitializer(Global, At(F), Init, F->getType());
  }
}

void Unit::addScalar(uint32_t Global, uint64_t Offset, const Expr *E,
                     QualType T) {
  Expr::EvalResult Result;
  if (E->isValueDependent() || E->containsErrors() ||
      !E->EvaluateAsRValue(Result, Context, /*InConstantContext=*/true)) {
    // Made at run time, or not understood: unknown is not zero.
    M->Globals[Global].IsDefined = false;
    return;
  }
  addValue(Global, Offset, Result.Val, T);
}

/// Bit-fields of one unit are one initialiser.
void Unit::addBits(uint32_t Global, uint64_t Offset, const FieldDecl *F,
                   const Expr *E) {
  std::optional<ir::Step> Step = layoutStep(F, ir::StepKind::Field);
  Expr::EvalResult Result;
  if (!Step || isa<ImplicitValueInitExpr>(strip(E)) || E->isValueDependent() ||
      !E->EvaluateAsInt(Result, Context))
    return;
  const ir::RecordField &Field = M->Records[Step->Record].Fields[Step->Field];
  uint64_t Bits = Result.Val.getInt().getZExtValue();
  if (Field.BitWidth && Field.BitWidth < 64)
    Bits &= (uint64_t(1) << Field.BitWidth) - 1;
  Bits <<= Field.BitOffset;
  if (Bits == 0)
    return;
  std::vector<ir::Initializer> &All = M->Globals[Global].Initializers;
  if (!All.empty() && All.back().Offset == Offset + Field.Offset &&
      All.back().Init.isInt() && All.back().Init.Ty == Field.Ty)
    All.back().Init.Bits |= Bits;
  else
    All.push_back({Offset + Field.Offset, ir::Value::integer(Bits, Field.Ty)});
}

std::optional<ir::Value> Unit::addressConstant(const APValue &V) {
  if (V.isNullPointer())
    return ir::Value::null();
  APValue::LValueBase Base = V.getLValueBase();
  if (!Base)
    return ir::Value::integer(V.getLValueOffset().getQuantity(),
                              ir::Type::makePtr());
  if (const auto *D = Base.dyn_cast<const ValueDecl *>()) {
    if (const auto *F = dyn_cast<FunctionDecl>(D))
      return ir::Value::function(function(F));
    if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->hasGlobalStorage())
      return ir::Value::global(global(Var));
    return std::nullopt;
  }
  const auto *E = Base.dyn_cast<const Expr *>();
  if (const auto *S = dyn_cast_or_null<StringLiteral>(E))
    return ir::Value::global(string(S));
  if (const auto *C = dyn_cast_or_null<CompoundLiteralExpr>(E))
    return ir::Value::global(literal(C));
  return std::nullopt;
}

void Unit::addValue(uint32_t Global, uint64_t Offset, const APValue &V,
                    QualType T) {
  auto Add = [&](ir::Value Init) {
    if (Init.isInt() && Init.Bits == 0)
      return;
    if (Offset + Init.Ty.sizeInBytes() <= M->Globals[Global].Ty.sizeInBytes())
      M->Globals[Global].Initializers.push_back({Offset, Init});
  };
  ir::Type Ty = type(T);
  if (V.isInt() && Ty.isInt()) {
    Add(ir::Value::integer(V.getInt().getZExtValue(), Ty));
  } else if (V.isInt() && Ty.isPtr()) {
    Add(ir::Value::integer(V.getInt().getZExtValue(), Ty));
  } else if (V.isFloat() && Ty.width() <= 64) {
    llvm::APInt Bits = V.getFloat().bitcastToAPInt();
    Add(ir::Value::integer(Bits.getZExtValue(),
                           ir::Type::makeInt(Bits.getBitWidth(), false)));
  } else if (V.isLValue()) {
    std::optional<ir::Value> Address = addressConstant(V);
    if (Address && Ty.isPtr())
      Add(*Address);
  } else if (V.isArray()) {
    const ArrayType *Array = Context.getAsArrayType(T);
    if (!Array)
      return;
    uint64_t Size = sizeOf(Array->getElementType());
    for (unsigned I = 0; I < V.getArrayInitializedElts(); ++I)
      addValue(Global, Offset + I * Size, V.getArrayInitializedElt(I),
               Array->getElementType());
  } else if (V.isStruct() || V.isUnion()) {
    const auto *Record = T->getAs<RecordType>();
    const RecordDecl *R = Record ? Record->getDecl()->getDefinition() : nullptr;
    if (!R || R->isInvalidDecl())
      return;
    const ASTRecordLayout &Layout = Context.getASTRecordLayout(R);
    for (const FieldDecl *F : R->fields()) {
      uint64_t At = Offset + Layout.getFieldOffset(F->getFieldIndex()) / 8;
      if (F->isBitField())
        continue;
      if (V.isStruct())
        addValue(Global, At, V.getStructField(F->getFieldIndex()),
                 F->getType());
      else if (V.getUnionField() == F)
        addValue(Global, At, V.getUnionValue(), F->getType());
    }
  }
}

} // namespace miniport::frontend
