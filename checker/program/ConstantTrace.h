//===- ConstantTrace.h - Which constants a value may be --------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a driver puts into a mode field is nearly always a constant, directly,
// chosen by a condition, or by way of a parameter, a helper's result or a field
// of its own. A value is traced back through these, flow-insensitively.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROGRAM_CONSTANTTRACE_H
#define MINIPORT_PROGRAM_CONSTANTTRACE_H

#include "program/PointerFlow.h"
#include <optional>

namespace miniport {

/// Constants that reach a place, and whether anything else may.
struct ConstantSet {
  std::set<int64_t> Values;
  bool Unknown = false; ///< some value could not be read
  bool None = true;     ///< nothing is stored at all
  void add(const ConstantSet &Other);
};

class ConstantTrace {
public:
  ConstantTrace(const ir::Module &M, const facts::RuleBase &Rules,
                const PointerFlow &Flow);

  ConstantSet valueOf(uint32_t Function, const ir::Value &V);
  /// Everything that stores to the field put there.
  ConstantSet storedTo(FieldRef F);

private:
  struct StoredValue {
    uint32_t Function;
    const ir::Value *Stored;
  };
  void index(uint32_t Function);
  ConstantSet ofRegister(uint32_t Function, uint32_t Register);
  ConstantSet ofLoad(uint32_t Function, const ir::Instruction &Load);
  ConstantSet ofParam(uint32_t Function, uint32_t Param);
  ConstantSet ofResult(uint32_t Function);
  ConstantSet ofNode(uint32_t Node);

  const ir::Module &M;
  const facts::RuleBase &Rules;
  const PointerFlow &Flow;
  std::vector<std::vector<const ir::Instruction *>> Definitions;
  std::map<uint32_t, std::vector<StoredValue>> Stores; ///< by node
  std::vector<std::vector<StoredValue>> Calls;         ///< by callee: Args
  std::vector<std::vector<const ir::Instruction *>> CallsTo;
  std::set<uint32_t> Escaped; ///< nodes that more than plain stores may write
  std::set<std::pair<uint32_t, uint32_t>> Active; ///< registers being traced
  std::set<uint32_t> ActiveNodes;
};

} // namespace miniport

#endif // MINIPORT_PROGRAM_CONSTANTTRACE_H
