//===- UnknownMembers.cpp - Members that nothing declares -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where a header is missing, 'Ext->Busy' may be a member of an unknown
// structure, or an unknown one of a known structure, or lie behind a member of
// unknown size. Where it is does not matter; that it is the same place at each
// use does: a lock that is taken and released under 'if (Ext->Busy)' is paired.
// So such a member is known by its name, and lies where no other does: in a
// record of its own, at an offset far beyond all that have a layout, the same
// in each translation unit.
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/xxhash.h"

namespace miniport::frontend {

using namespace clang;
using llvm::StringRef;

/// Room for one, bytes. Their sums stay apart, too: members of members.
static constexpr unsigned LogRoom = 20, LogPlaces = 30;
/// Between the elements of an array of whose elements nothing is known.
static constexpr uint64_t UnknownElementSize = 4096;

ir::Step Unit::unknownMember(const RecordDecl *Parent, StringRef Member,
                             ir::StepKind Kind) {
  // Namesakes in two structures are two.
  bool IsNamed = Parent && (!Parent->getName().empty() ||
                            Parent->getTypedefNameForAnonDecl());
  std::string Name =
      ((IsNamed ? recordName(Parent) : "?") + "." + Member).str();
  auto [It, IsNew] = UnknownMembers.try_emplace(Name, M->Records.size());
  if (IsNew) {
    uint64_t Place = llvm::xxh3_64bits(Name) & ((uint64_t(1) << LogPlaces) - 1);
    ir::Record R;
    R.Name = save(Name);
    ir::RecordField F;
    F.Name = save(Member);
    F.Ty = ir::Type::makeInt(64, false);
    F.Offset = (Place + 1) << LogRoom;
    R.Size = F.Offset + (uint64_t(1) << LogRoom);
    R.Fields.push_back(F);
    M->Records.push_back(std::move(R));
  }
  ir::Step S;
  S.Kind = Kind;
  S.Record = It->second;
  S.Field = 0;
  return S;
}

/// Is it one of the names that stand in for those that nothing declares?
static bool isStandIn(const SourceManager &SM, const Decl *D) {
  SourceLocation L = D->getLocation();
  return L.isFileID() && !SM.getFileEntryForID(SM.getFileID(L)) &&
         SM.isWrittenInBuiltinFile(L);
}

/// The sizes of stand-ins are guesses, which differ from one source to the
/// next.
bool Unit::hasGuessedSize(QualType T) {
  while (const ArrayType *A = Context.getAsArrayType(T))
    T = A->getElementType();
  if (const auto *Typedef = T->getAs<TypedefType>();
      Typedef && !T->isAnyPointerType() && isStandIn(SM, Typedef->getDecl()))
    return true;
  const RecordDecl *R = T->getAsRecordDecl();
  return R && (isStandIn(SM, R) || isGuessed(R));
}

bool Unit::isGuessed(const RecordDecl *R) {
  R = R->getDefinition();
  if (!R)
    return false;
  if (auto It = Guessed.find(R); It != Guessed.end())
    return It->second;
  Guessed[R] = false;
  bool Is = R->isInvalidDecl() || isStandIn(SM, R) ||
            llvm::any_of(R->fields(), [&](const FieldDecl *F) {
              return F->isInvalidDecl() || hasGuessedSize(F->getType());
            });
  return Guessed[R] = Is;
}

std::optional<ir::Step> Unit::fieldStep(const FieldDecl *F, ir::StepKind Kind) {
  const RecordDecl *Parent = F->getParent();
  // The members of a union lie upon each other, wherever that is.
  if (!Parent->isUnion() && isGuessed(Parent))
    return unknownMember(Parent,
                         F->getName().empty()
                             ? "anon" + std::to_string(F->getFieldIndex())
                             : F->getName().str(),
                         Kind);
  return layoutStep(F, Kind);
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

/// The member that a recovery expression names behind its operand, and whether
/// it does so by an arrow.
static std::optional<std::pair<StringRef, bool>>
memberBehind(const RecoveryExpr *E, const Expr *Operand,
             const SourceManager &SM, const LangOptions &Lang) {
  SourceLocation Arrow =
      Lexer::getLocForEndOfToken(Operand->getEndLoc(), 0, SM, Lang);
  CharSourceRange Range = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(Arrow, E->getEndLoc()), SM, Lang);
  if (Arrow.isInvalid() || Range.isInvalid())
    return std::nullopt;
  StringRef Text = Lexer::getSourceText(Range, SM, Lang).trim();
  bool IsArrow = Text.consume_front("->");
  if (!IsArrow && !Text.consume_front("."))
    return std::nullopt;
  Text = Text.trim();
  if (!isValidAsciiIdentifier(Text))
    return std::nullopt;
  return std::make_pair(Text, IsArrow);
}

/// What Clang knows, but does not trust: a declaration that another one
/// contradicts is still the one that is meant.
static const Expr *distrusted(const Expr *E) {
  const auto *Lost = dyn_cast<RecoveryExpr>(E->IgnoreParenImpCasts());
  if (!Lost || Lost->subExpressions().size() != 1)
    return nullptr;
  const Expr *Only = Lost->subExpressions().front();
  return Only->getSourceRange() == Lost->getSourceRange() ? Only : nullptr;
}

/// Where the operand of '.' is, or what that of '->' points to.
ir::Place FunctionLowering::unknownRecord(const Expr *Operand, bool IsArrow) {
  if (!IsArrow || Operand->getType()->isArrayType())
    return placeOf(Operand);
  // Clang gave up before it made a value of the pointer's place.
  if (Operand->isGLValue())
    return place(load(placeOf(Operand), ir::Type::makePtr()));
  return pointee(lower(Operand), Operand->getType());
}

std::optional<Lowered> FunctionLowering::unknownMember(const Expr *E) {
  if (const Expr *Meant = distrusted(E))
    return lower(Meant);
  const Expr *Operand = nullptr;
  StringRef Name;
  bool IsArrow = false;
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
    if (Member->isImplicitAccess())
      return std::nullopt;
    Operand = Member->getBase();
    IsArrow = Member->isArrow();
    if (const IdentifierInfo *II = Member->getMember().getAsIdentifierInfo())
      Name = II->getName();
  } else if (const auto *Lost = dyn_cast<RecoveryExpr>(E);
             Lost && Lost->subExpressions().size() == 1) {
    Operand = Lost->subExpressions().front();
    if (auto Found =
            memberBehind(Lost, Operand, U.sources(), Context.getLangOpts()))
      std::tie(Name, IsArrow) = *Found;
  }
  if (!Operand || Name.empty() || Operand->getType()->isVoidType() ||
      Operand->getType()->isFunctionType())
    return std::nullopt;
  QualType T = Operand->getType();
  if (QualType Pointee = T->getPointeeType(); !Pointee.isNull())
    T = Pointee;
  ir::Place P = unknownRecord(Operand, IsArrow);
  P.Steps.push_back(
      U.unknownMember(T->getAsRecordDecl(), Name, ir::StepKind::Field));
  return Lowered::object(std::move(P));
}

/// Clang converts nothing where it does not know the types.
ir::Value FunctionLowering::unknownOperand(const Expr *E) {
  if (E->getType()->isArrayType() || E->getType()->isRecordType())
    return addressOf(placeOf(E));
  return value(E);
}

Lowered FunctionLowering::unknownOperation(const BinaryOperator *E) {
  ir::Type Ty = U.type(Context.DependentTy);
  ir::Value L = unknownOperand(E->getLHS()), R = unknownOperand(E->getRHS());
  if (!L || !R)
    return Lowered::nothing();
  L = coerce(L, Ty);
  R = coerce(R, Ty);
  return Lowered::scalar(E->isComparisonOp()
                             ? binary(operatorFor(E->getOpcode()), L, R)
                             : arithmetic(E->getOpcode(), L, R, E->getType()));
}

/// An element of what may be an array or a pointer: it lies behind the place
/// itself, which is the same at each use.
std::optional<Lowered>
FunctionLowering::unknownElement(const ArraySubscriptExpr *E) {
  const Expr *Base = E->getBase()->IgnoreImpCasts();
  if (!Base->isTypeDependent())
    return std::nullopt;
  ir::Value Index = value(E->getIdx());
  ir::Step S;
  S.Kind = ir::StepKind::Index;
  S.Index = coerce(Index, ir::Type::makeInt(64, true));
  S.ElementSize = UnknownElementSize;
  ir::Place P = placeOf(Base);
  P.Steps.push_back(S);
  return Lowered::object(std::move(P));
}

} // namespace miniport::frontend
