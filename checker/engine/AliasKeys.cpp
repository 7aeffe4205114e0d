//===- AliasKeys.cpp - Which writes may hit which places ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Symbols.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace miniport;
using namespace miniport::engine;
using ir::StepKind;

/// Fields that some instruction names; headers are full of others.
static llvm::BitVector namedFields(const ir::Module &M,
                                   llvm::ArrayRef<uint32_t> FirstField,
                                   uint32_t Count) {
  llvm::BitVector Named(Count);
  for (const ir::Function &F : M.Functions)
    for (const ir::Block &B : F.Blocks)
      for (const ir::Instruction &I : B.Instructions)
        for (const ir::Place *P : {&I.Where, &I.from()})
          for (const ir::Step &S : P->Steps)
            if (S.Record != ir::None)
              Named.set(FirstField[S.Record] + S.Field);
  return Named;
}

/// Turns classes of fields into keys, and says how many these are. Of a record,
/// what nothing names is one key.
uint32_t Symbols::numberKeys() {
  llvm::BitVector Named = namedFields(M, FirstFieldKey, FieldClass.size());
  for (unsigned Field : Named.set_bits())
    Named.set(FieldClass[Field]);
  constexpr AliasKey NotYet = NoId;
  std::vector<AliasKey> Numbers(FieldClass.size(), NotYet);
  llvm::SmallVector<AliasKey, 32> Shared;
  uint32_t Next = 0;
  for (auto [Record, R] : llvm::enumerate(M.Records)) {
    AliasKey Rest = NotYet;
    for (uint32_t I = 0; I != R.Fields.size(); ++I) {
      uint32_t Field = FirstFieldKey[Record] + I;
      if (FieldClass[Field] != Field)
        continue;
      if (Named.test(Field)) {
        Numbers[Field] = Next++;
        continue;
      }
      if (Rest == NotYet)
        Rest = Next++;
      else
        Shared.push_back(Rest);
      Numbers[Field] = Rest;
    }
  }
  Recurring.resize(Next);
  for (AliasKey Key : Shared)
    Recurring.set(Key);
  for (AliasKey &Class : FieldClass)
    Class = Numbers[Class];
  return Next;
}

void Symbols::buildKeys() {
  uint32_t Next = 0;
  for (const ir::Record &R : M.Records) {
    FirstFieldKey.push_back(Next);
    Next += R.Fields.size();
  }
  // What lies in one union is one key, also what lies in a record in it: a
  // write by one name is a write to all.
  llvm::EquivalenceClasses<uint32_t> Classes;
  std::function<void(uint32_t, uint32_t)> Merge = [&](uint32_t R,
                                                      uint32_t With) {
    for (auto [I, F] : llvm::enumerate(M.Records[R].Fields)) {
      Classes.unionSets(FirstFieldKey[R] + I, With);
      if (F.Ty.record() != ir::None)
        Merge(F.Ty.record(), With);
    }
  };
  for (auto [I, R] : llvm::enumerate(M.Records))
    if (R.IsUnion && !R.Fields.empty())
      Merge(I, FirstFieldKey[I]);
  for (uint32_t Field = 0; Field != Next; ++Field) {
    auto Leader = Classes.findLeader(Field);
    FieldClass.push_back(Leader == Classes.member_end() ? Field : *Leader);
  }
  FirstScalarKey = numberKeys();
  FirstGlobalKey = FirstScalarKey + 5;
  FirstLocalKey = FirstGlobalKey + M.Globals.size();

  RecordKeys.resize(M.Records.size());
  std::vector<uint8_t> Done(M.Records.size());
  std::function<void(uint32_t)> Collect = [&](uint32_t R) {
    if (Done[R]++)
      return;
    for (auto [I, F] : llvm::enumerate(M.Records[R].Fields)) {
      RecordKeys[R].push_back(FieldClass[FirstFieldKey[R] + I]);
      if (F.Ty.record() != ir::None) {
        Collect(F.Ty.record());
        llvm::append_range(RecordKeys[R], RecordKeys[F.Ty.record()]);
      }
    }
    llvm::sort(RecordKeys[R]);
    RecordKeys[R].erase(std::unique(RecordKeys[R].begin(), RecordKeys[R].end()),
                        RecordKeys[R].end());
  };
  for (uint32_t R = 0; R != M.Records.size(); ++R)
    Collect(R);
  for (auto [R, Rec] : llvm::enumerate(M.Records))
    for (auto [I, F] : llvm::enumerate(Rec.Fields)) {
      if (F.Count != 1)
        Recurring.set(fieldKey(R, I));
      if (F.Ty.record() != ir::None)
        for (AliasKey K : RecordKeys[F.Ty.record()])
          Recurring.set(K);
    }
}

AliasKey Symbols::fieldKey(uint32_t Record, uint32_t Field) const {
  return FieldClass[FirstFieldKey[Record] + Field];
}

AliasKey Symbols::scalarKey(uint64_t Bits) const {
  switch (Bits) {
  case 8:
    return FirstScalarKey;
  case 16:
    return FirstScalarKey + 1;
  case 32:
    return FirstScalarKey + 2;
  case 64:
    return FirstScalarKey + 3;
  default:
    return FirstScalarKey + 4;
  }
}

llvm::ArrayRef<AliasKey> Symbols::keysOf(uint32_t Record) const {
  return RecordKeys[Record];
}

AliasKey Symbols::keyFor(ChainId C, uint64_t Bits) const {
  for (ChainId L = C; Chains[L].Parent != NoId; L = Chains[L].Parent)
    if (Chains[L].Kind == StepKind::Field)
      return fieldKey(Chains[L].Record, Chains[L].Field);
  if (uint32_t L = localOf(C); L != ir::None)
    return localKey(L);
  if (uint32_t G = globalOf(C); G != ir::None)
    return globalKey(G);
  return scalarKey(Bits);
}

AliasKey Symbols::keyOf(const ir::Place &P, uint64_t Bits) const {
  for (const ir::Step &S : llvm::reverse(P.Steps))
    if (S.Kind == StepKind::Field)
      return fieldKey(S.Record, S.Field);
  if (P.Base.Kind == ir::ValueKind::Local)
    return localKey(P.Base.Index);
  if (P.Base.Kind == ir::ValueKind::Global)
    return globalKey(P.Base.Index);
  return scalarKey(Bits);
}
