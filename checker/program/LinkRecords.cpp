//===- LinkRecords.cpp - One layout, one record ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Files of one driver may give one name two meanings: a structure that depends
// on a macro, two private 'struct request'. Each layout stays a record of its
// own, the second as NAME#2, so that facts of one never reach the other.
//
//===----------------------------------------------------------------------===//

#include "program/Linker.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace miniport;
using namespace miniport::ir;

/// Declared, but not defined in its unit.
static bool isOpaque(const Record &R) {
  return R.Size == 0 && R.Fields.empty();
}

static bool equalLayout(const Record &A, const Record &B) {
  if (A.Size != B.Size || A.IsUnion != B.IsUnion ||
      A.Fields.size() != B.Fields.size())
    return false;
  for (auto [FA, FB] : llvm::zip(A.Fields, B.Fields))
    if (FA.Name != FB.Name || FA.Ty != FB.Ty || FA.Offset != FB.Offset ||
        FA.Count != FB.Count || FA.BitOffset != FB.BitOffset ||
        FA.BitWidth != FB.BitWidth)
      return false;
  return true;
}

/// Records nest by value only, so the fields' records come first and there is
/// no cycle; two records are equal if they are once these are mapped.
void Linker::mergeRecord(uint32_t Unit, uint32_t Index) {
  std::vector<uint32_t> &Map = Maps[Unit].Records;
  if (Map[Index] != None)
    return;
  const Record &From = In[Unit]->Records[Index];
  if (isOpaque(From))
    return; // bound once every complete record is known
  Record New;
  New.Size = From.Size;
  New.IsUnion = From.IsUnion;
  for (const RecordField &F : From.Fields) {
    if (F.Ty.record() != None && F.Ty.record() != Index)
      mergeRecord(Unit, F.Ty.record());
    RecordField Field = F;
    if (Field.Ty.record() != None)
      Field.Ty.setRecord(Map[Field.Ty.record()]);
    New.Fields.push_back(Field);
  }
  std::vector<uint32_t> &Same = RecordsByName[From.Name];
  for (uint32_t Old : Same)
    if (equalLayout(Out->Records[Old], New)) {
      Map[Index] = Old;
      return;
    }
  New.Name =
      Same.empty()
          ? From.Name
          : Out->save((From.Name + "#" + llvm::Twine(Same.size() + 1)).str());
  Map[Index] = Out->Records.size();
  Same.push_back(Map[Index]);
  Out->Records.push_back(std::move(New));
}

void Linker::mergeRecords() {
  for (uint32_t U = 0; U < In.size(); ++U) {
    Maps[U].Records.assign(In[U]->Records.size(), None);
    for (uint32_t R = 0; R < In[U]->Records.size(); ++R)
      mergeRecord(U, R);
  }
  for (uint32_t U = 0; U < In.size(); ++U)
    for (uint32_t R = 0; R < In[U]->Records.size(); ++R) {
      if (Maps[U].Records[R] != None)
        continue;
      const Record &From = In[U]->Records[R];
      std::vector<uint32_t> &Same = RecordsByName[From.Name];
      if (Same.empty()) {
        Same.push_back(Out->Records.size());
        Out->Records.push_back({From.Name, 0, From.IsUnion, {}});
      }
      Maps[U].Records[R] = Same.front();
    }
}
