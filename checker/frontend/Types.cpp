//===- Types.cpp - Types and records --------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Unit.h"
#include "clang/AST/RecordLayout.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

namespace miniport::frontend {

using namespace clang;

uint64_t Unit::sizeOf(QualType T) {
  if (T.isNull() || T->isDependentType() || T->isIncompleteType() ||
      T->isFunctionType() || T->isSizelessType() || T->isVariableArrayType() ||
      T->isUndeducedType() || T->isPlaceholderType())
    return 1;
  if (const auto *R = T->getAsRecordDecl(); R && R->isInvalidDecl())
    return 1;
  return Context.getTypeSizeInChars(T).getQuantity();
}

ir::Type Unit::type(QualType T) {
  if (T.isNull())
    return ir::Type::makeInt(32, true);
  T = T.getCanonicalType();
  if (T->isVoidType())
    return ir::Type::makeVoid();
  if (T->isReferenceType() || T->isAnyPointerType() || T->isNullPtrType() ||
      T->isBlockPointerType() || T->isFunctionType() ||
      T->isPlaceholderType()) // 'p->*m', about to be called
    return ir::Type::makePtr();
  // What recovery expressions are: a number or a pointer.
  if (T->isDependentType() || T->isUndeducedType())
    return ir::Type::makeInt(64, true);
  if (const auto *A = T->getAs<AtomicType>())
    return type(A->getValueType());
  if (T->isBooleanType())
    return ir::Type::makeBool();
  if (const auto *E = T->getAs<EnumType>()) {
    QualType Underlying = E->getDecl()->getIntegerType();
    return Underlying.isNull() ? ir::Type::makeInt(32, true) : type(Underlying);
  }
  if (T->isIntegerType())
    return ir::Type::makeInt(Context.getIntWidth(T),
                             T->isSignedIntegerOrEnumerationType());
  if (T->isRealFloatingType())
    return ir::Type::makeFloat(Context.getTypeSize(T));
  if (const auto *R = T->getAs<RecordType>()) {
    uint32_t Index = record(R->getDecl());
    uint64_t Size = Index == ir::None ? 0 : M->Records[Index].Size;
    return ir::Type::makeAggregate(Size, Index);
  }
  if (const auto *A = dyn_cast<ConstantArrayType>(T))
    return ir::Type::makeAggregate(sizeOf(A->getElementType()) *
                                   A->getZExtSize());
  if (T->isArrayType())
    return ir::Type::makeAggregate(0);
  return ir::Type::makeAggregate(sizeOf(T)); // vectors, complex numbers, ...
}

bool Unit::isPassedByAddress(QualType T) {
  const auto *R = T.getCanonicalType()->getAsCXXRecordDecl();
  return R && R->hasDefinition() && !R->canPassInRegisters() &&
         (R->hasNonTrivialDestructor() || R->hasNonTrivialCopyConstructor() ||
          R->hasNonTrivialMoveConstructor());
}

ir::Type Unit::argumentType(QualType T) {
  return isPassedByAddress(T) ? ir::Type::makePtr() : type(T);
}

/// The name that drivers use: 'typedef struct _ADAPTER {} ADAPTER' is ADAPTER,
/// and so is a structure without a tag. A tag that differs in more than its
/// leading underscores stays, because a file may see it without the typedef.
std::string Unit::recordName(const RecordDecl *R) {
  if (auto It = InnerNames.find(R); It != InnerNames.end())
    return It->second;
  const TypedefNameDecl *Typedef = R->getTypedefNameForAnonDecl();
  if (!Typedef)
    Typedef = Typedefs.lookup(R);
  llvm::StringRef Tag = R->getName();
  if (!Context.getLangOpts().CPlusPlus || R->isExternCContext()) {
    if (Tag.empty() && Typedef)
      return Typedef->getName().str();
    llvm::StringRef Bare = Tag.ltrim('_');
    if (Typedef && Tag != Bare && Typedef->getName() == Bare)
      return Bare.str();
    if (!Tag.empty())
      return Tag.str();
  } else if (Typedef && (Tag.empty() || Tag.ltrim('_') == Typedef->getName())) {
    return Typedef->getQualifiedNameAsString();
  } else if (!Tag.empty()) {
    std::string Name;
    llvm::raw_string_ostream OS(Name);
    PrintingPolicy Policy(Context.getLangOpts());
    Policy.SuppressTagKeyword = true;
    R->getNameForDiagnostic(OS, Policy, /*Qualified=*/true);
    return Name;
  }
  PresumedLoc At = SM.getPresumedLoc(SM.getExpansionLoc(R->getLocation()));
  if (At.isInvalid())
    return "anonymous";
  llvm::StringRef File = At.getFilename();
  return (File.substr(File.find_last_of("/\\") + 1) + ":" +
          llvm::Twine(At.getLine()) + ":" + llvm::Twine(At.getColumn()))
      .str();
}

/// Structures without a tag are called after the member that holds them.
void Unit::nameInnerRecords(const RecordDecl *R, llvm::StringRef Name) {
  unsigned Unnamed = 0;
  for (const FieldDecl *F : R->fields()) {
    QualType T = F->getType();
    if (T->isDependentType())
      continue;
    const RecordDecl *Inner = Context.getBaseElementType(T)->getAsRecordDecl();
    bool IsUnnamed = F->getName().empty();
    unsigned Number = IsUnnamed && !F->isBitField() ? Unnamed++ : 0;
    if (!Inner || !Inner->getName().empty() ||
        Inner->getTypedefNameForAnonDecl())
      continue;
    std::string Member =
        IsUnnamed ? "anon" + std::to_string(Number) : F->getName().str();
    InnerNames.try_emplace(Inner->getDefinition() ? Inner->getDefinition()
                                                  : Inner,
                           (Name + "::" + Member).str());
  }
}

uint32_t Unit::record(const RecordDecl *R) {
  if (const RecordDecl *Definition = R->getDefinition())
    R = Definition;
  if (auto It = Records.find(R); It != Records.end())
    return It->second;
  if (!R->isCompleteDefinition() || R->isInvalidDecl() || R->isDependentType())
    return ir::None;
  // A nameless one has its name from the record around it.
  if (const auto *Outer =
          dyn_cast_or_null<RecordDecl>(R->getLexicalDeclContext());
      Outer && R->getName().empty() && Outer->isCompleteDefinition()) {
    record(Outer);
    if (auto It = Records.find(R); It != Records.end())
      return It->second;
  }
  std::string Name = recordName(R);
  for (unsigned N = 2; !RecordNames.insert(Name).second; ++N)
    Name = recordName(R) + "#" + std::to_string(N);
  uint32_t Index = M->Records.size();
  Records[R] = Index;
  M->Records.emplace_back();
  M->Records[Index].Name = save(Name);
  nameInnerRecords(R, Name);
  layOut(R, Index);
  return Index;
}

void Unit::layOut(const RecordDecl *R, uint32_t Index) {
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(R);
  M->Records[Index].Size = Layout.getSize().getQuantity();
  M->Records[Index].IsUnion = R->isUnion();
  if (const auto *Class = dyn_cast<CXXRecordDecl>(R)) {
    if (Layout.hasOwnVFPtr()) {
      Bases[{Class, nullptr}] = M->Records[Index].Fields.size();
      M->Records[Index].Fields.push_back(
          {"vftable", ir::Type::makePtr(), 0, 1, 0, 0});
    }
    for (const CXXBaseSpecifier &Base : Class->bases()) {
      const auto *BaseClass = Base.getType()->getAsCXXRecordDecl();
      if (!BaseClass)
        continue;
      ir::Type Ty = type(Base.getType());
      uint64_t Offset =
          (Base.isVirtual() ? Layout.getVBaseClassOffset(BaseClass)
                            : Layout.getBaseClassOffset(BaseClass))
              .getQuantity();
      // An empty base takes no room; a base whose tail is reused takes less.
      uint64_t Size = M->Records[Index].Size;
      if (Offset > Size || Ty.bytes() > Size - Offset)
        continue;
      Bases[{Class, BaseClass->getDefinition()}] =
          M->Records[Index].Fields.size();
      llvm::StringRef Name =
          Ty.record() == ir::None ? "base" : M->Records[Ty.record()].Name;
      M->Records[Index].Fields.push_back({Name, Ty, Offset, 1, 0, 0});
    }
  }
  unsigned Unnamed = 0;
  for (const FieldDecl *F : R->fields())
    addField(F, Layout.getFieldOffset(F->getFieldIndex()), Index, Unnamed);
}

void Unit::addField(const FieldDecl *F, uint64_t BitOffset, uint32_t Index,
                    unsigned &Unnamed) {
  if (F->isUnnamedBitField())
    return;
  ir::RecordField Field;
  Field.Name = F->getName().empty() ? save("anon" + std::to_string(Unnamed++))
                                    : save(F->getName());
  QualType T = F->getType();
  if (const ArrayType *A = Context.getAsArrayType(T)) {
    QualType Element = Context.getBaseElementType(A);
    Field.Ty = type(Element);
    uint64_t Size = sizeOf(Element);
    Field.Count = isa<ConstantArrayType>(A) && Size ? sizeOf(T) / Size : 0;
  } else {
    Field.Ty = type(T);
  }
  if (F->isBitField() && Field.Ty.isInt()) {
    uint64_t Unit = Field.Ty.sizeInBytes() * 8;
    Field.Offset = BitOffset / Unit * Unit / 8;
    Field.BitOffset = BitOffset - Field.Offset * 8;
    Field.BitWidth = F->getBitWidthValue(Context);
    // Packed: the field may straddle its unit's natural boundary.
    if (Field.BitOffset + Field.BitWidth > Unit) {
      Field.Offset = BitOffset / 8;
      Field.BitOffset = BitOffset % 8;
      if (Field.BitOffset + Field.BitWidth > Unit)
        Field.BitWidth = Unit - Field.BitOffset;
    }
  } else {
    Field.Offset = BitOffset / 8;
  }
  // A unit at the end of a packed record may reach beyond it.
  uint64_t Size = M->Records[Index].Size;
  uint64_t Bytes = Field.Ty.sizeInBytes() * std::max<uint64_t>(Field.Count, 1);
  if (Field.BitWidth && Field.Offset + Bytes > Size && Size >= Bytes) {
    Field.BitOffset += (Field.Offset - (Size - Bytes)) * 8;
    Field.Offset = Size - Bytes;
  }
  Fields[F] = M->Records[Index].Fields.size();
  M->Records[Index].Fields.push_back(Field);
}

std::optional<ir::Step> Unit::layoutStep(const FieldDecl *F,
                                         ir::StepKind Kind) {
  const RecordDecl *Parent = F->getParent();
  uint32_t Index = record(Parent);
  auto It = Fields.find(F);
  if (Index == ir::None || It == Fields.end())
    return std::nullopt;
  ir::Step S;
  S.Kind = Kind;
  S.Record = Index;
  S.Field = It->second;
  return S;
}

std::optional<ir::Step> Unit::baseStep(const CXXRecordDecl *Derived,
                                       const CXXRecordDecl *Base,
                                       ir::StepKind Kind) {
  Derived = Derived->getDefinition();
  Base = Base->getDefinition();
  if (!Derived || !Base)
    return std::nullopt;
  uint32_t Index = record(Derived);
  auto It = Bases.find({Derived, Base});
  if (Index == ir::None || It == Bases.end())
    return std::nullopt;
  ir::Step S;
  S.Kind = Kind;
  S.Record = Index;
  S.Field = It->second;
  return S;
}

std::optional<ir::Step> Unit::vtableStep(const CXXRecordDecl *Class) {
  Class = Class->getDefinition();
  uint32_t Index = Class ? record(Class) : ir::None;
  auto It = Bases.find({Class, nullptr});
  if (Index == ir::None || It == Bases.end())
    return std::nullopt;
  ir::Step S;
  S.Kind = ir::StepKind::Field;
  S.Record = Index;
  S.Field = It->second;
  return S;
}

} // namespace miniport::frontend
