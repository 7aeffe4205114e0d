//===- Rechecks.cpp - What is tested again behind a lock ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Rechecks.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

void Rechecks::noteBranch(SiteId Branch, unsigned Outcomes, uint32_t Held) {
  Seen &S = Branches[Branch];
  S.Outcomes |= Outcomes;
  S.Held |= Held;
}

void Rechecks::noteStore(const ir::Place &To, uint32_t Held) {
  constexpr uint32_t Unknown = ~0U;
  if (FieldPath Path = fieldPath(To);
      IsRunTime && Held != Unknown && !Path.empty())
    Stores[Path].insert(Held);
}

/// The masks of the classes that are held where the field is written: in the
/// same object, as far as the fields that lead to it can tell.
std::set<uint32_t> Rechecks::writersOf(const FieldPath &Tested) const {
  std::set<uint32_t> Masks;
  if (Tested.empty())
    return Masks;
  for (const auto &[Path, Writers] : Stores) {
    size_t Common = std::min(Path.size(), Tested.size());
    if (std::equal(Path.end() - Common, Path.end(), Tested.end() - Common))
      Masks.insert(Writers.begin(), Writers.end());
  }
  return Masks;
}

bool Rechecks::isInVain(SiteId Branch) const {
  auto It = Branches.find(Branch);
  return It != Branches.end() && It->second.Outcomes != 3;
}

std::vector<SiteId> Rechecks::inVain(const Code &C) const {
  std::vector<SiteId> Found;
  for (const auto &[Site, S] : Branches) {
    uint32_t Held = S.Held;
    if (Held && isInVain(Site) &&
        llvm::any_of(writersOf(C.fieldTested(Site)),
                     [&](uint32_t Writer) { return (Writer & Held) != 0; }))
      Found.push_back(Site);
  }
  llvm::sort(Found);
  return Found;
}

std::vector<SharedField>
Rechecks::fields(const Code &C, llvm::ArrayRef<SiteId> Branches) const {
  std::map<FieldRef, std::set<uint32_t>> Tested;
  for (SiteId Site : Branches) {
    FieldPath Path = C.fieldTested(Site);
    std::set<uint32_t> Writers = writersOf(Path);
    Tested[Path.back()].insert(Writers.begin(), Writers.end());
  }
  std::vector<SharedField> Fields;
  for (const auto &[Field, Writers] : Tested)
    Fields.push_back({Field, {Writers.begin(), Writers.end()}});
  return Fields;
}
