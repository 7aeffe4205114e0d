//===- Rechecks.h - What is tested again behind a lock --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Other processors are left out of the analysis: what a field held before a
// lock was taken, it holds behind it. A driver that tests a field, takes a lock
// and tests the field again says that it is otherwise (double-checked locking).
// By what was seen in a simulation this finds the fields of which one of the
// tests would be pointless if nobody wrote them in between, and which somebody
// does write under the same lock.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_RECHECKS_H
#define MINIPORT_ENGINE_RECHECKS_H

#include "engine/Code.h"
#include <set>

namespace miniport::engine {

class Rechecks {
public:
  /// A branch came to Outcomes (1: not zero, 2: zero). If what had been tested
  /// before decided that, it was under locks of the classes in the mask Held.
  void noteBranch(SiteId Branch, unsigned Outcomes, uint32_t Held);
  void noteStore(const ir::Place &To, uint32_t Held);
  /// Stores count from here on: nothing runs beside initialisation.
  void beginRunTime() { IsRunTime = true; }

  /// Branches that test a field in vain, under a lock under which it is
  /// written. Sorted.
  std::vector<SiteId> inVain(const Code &C) const;
  bool isInVain(SiteId Branch) const;
  /// The fields that the branches test. Sorted.
  std::vector<SharedField> fields(const Code &C,
                                  llvm::ArrayRef<SiteId> Branches) const;

private:
  std::set<uint32_t> writersOf(const FieldPath &Tested) const;

  struct Seen {
    unsigned Outcomes = 0;
    uint32_t Held = 0;
  };
  llvm::DenseMap<SiteId, Seen> Branches;
  std::map<FieldPath, std::set<uint32_t>> Stores;
  bool IsRunTime = false;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_RECHECKS_H
