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

bool SharedField::mayChange(facts::LockClass Taken, uint32_t Held) const {
  // The InterruptLock may contain the locks of messages. What is held of a
  // class is taken for the very lock that the writer has.
  constexpr uint32_t Interrupts =
      facts::maskOf(facts::LockClass::StorInterrupt) |
      facts::maskOf(facts::LockClass::StorMessage);
  if (Held & Interrupts)
    Held |= Interrupts;
  return llvm::any_of(WrittenUnder, [&](uint32_t Writer) {
    return (Writer == 0 || (Writer & facts::maskOf(Taken))) && !(Writer & Held);
  });
}

void Rechecks::noteBranch(SiteId Branch, unsigned Outcomes, uint32_t Held) {
  Seen &S = Branches[Branch];
  S.Outcomes |= Outcomes;
  S.Held |= Held;
}

void Rechecks::noteStore(FieldRef To, uint32_t Held) {
  constexpr uint32_t Unknown = ~0U;
  if (Held != Unknown)
    Stores[To].insert(Held);
}

bool Rechecks::isInVain(SiteId Branch) const {
  auto It = Branches.find(Branch);
  return It != Branches.end() && It->second.Outcomes != 3;
}

std::vector<SiteId> Rechecks::inVain(const Code &C) const {
  std::vector<SiteId> Found;
  for (const auto &[Site, S] : Branches) {
    uint32_t Held = S.Held;
    auto Field = isInVain(Site) && Held ? C.fieldTested(Site) : std::nullopt;
    auto It = Field ? Stores.find(*Field) : Stores.end();
    if (It != Stores.end() && llvm::any_of(It->second, [&](uint32_t Writer) {
          return (Writer & Held) != 0;
        }))
      Found.push_back(Site);
  }
  llvm::sort(Found);
  return Found;
}

std::vector<SharedField>
Rechecks::fields(const Code &C, llvm::ArrayRef<SiteId> Branches) const {
  std::set<FieldRef> Tested;
  for (SiteId Site : Branches)
    Tested.insert(*C.fieldTested(Site));
  std::vector<SharedField> Fields;
  for (FieldRef F : Tested) {
    const std::set<uint32_t> &Writers = Stores.at(F);
    Fields.push_back({F, {Writers.begin(), Writers.end()}});
  }
  return Fields;
}
