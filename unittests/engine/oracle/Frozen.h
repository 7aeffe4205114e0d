//===- Frozen.h - Fields that initialisation fixes ------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_FROZEN_H
#define MINIPORT_ORACLE_FROZEN_H

#include "ir/IR.h"
#include <set>

namespace miniport::oracle {

/// What some run-time call-back may store, and fields that nobody stores.
/// Everything else keeps, after
/// initialisation, the value that it has then.
class RunTimeStores {
public:
  explicit RunTimeStores(const ir::Module &M);

  bool mayStore(uint32_t Record, uint32_t Field) const {
    return Fields.count({Record, Field}) != 0;
  }
  bool mayStore(uint32_t Global) const { return Globals.count(Global) != 0; }

private:
  void collect(const ir::Module &M, const ir::Function &F);
  void add(const ir::Place &P);
  void addRecord(const ir::Module &M, ir::Type Ty);

  std::set<std::pair<uint32_t, uint32_t>> Fields;
  std::set<uint32_t> Globals;
};

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_FROZEN_H
