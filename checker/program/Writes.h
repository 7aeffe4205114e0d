//===- Writes.h - What each function stores to -----------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The fields and globals that a function's own instructions may write: stores,
// copies, zeroing, and the out-arguments of routines it calls. Writes go by
// record.field. A routine or unknown function that is merely handed a pointer
// to one of the driver's records cannot name its fields and leaves them alone;
// one that is handed the address of a scalar may write it.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROGRAM_WRITES_H
#define MINIPORT_PROGRAM_WRITES_H

#include "program/PointerFlow.h"
#include "program/RoutineCall.h"

namespace miniport {

class Writes {
public:
  Writes(const ir::Module &M, const facts::RuleBase &Rules,
         const PointerFlow &Flow);

  struct Written {
    llvm::BitVector Fields; ///< by numberOf
    std::set<uint32_t> Globals;
    bool writes(uint32_t Field) const { return Fields.test(Field); }
  };
  /// Fields are numbered, record by record.
  uint32_t numberOf(FieldRef F) const { return FirstField[F.Record] + F.Field; }
  llvm::ArrayRef<FieldRef> fields() const { return AllFields; }
  /// What the function writes itself, its callees apart.
  const Written &of(uint32_t Function) const { return ByFunction[Function]; }
  /// Fields that change though nobody here writes them: read or written as
  /// volatile, or in memory that a device sees (mapped, or its physical address
  /// was asked for).
  const std::set<FieldRef> &changedOutside() const { return Outside; }

private:
  /// How much is written; no value: all of what the pointer points to.
  using Extent = std::optional<uint64_t>;

  const std::set<FieldRef> &overlaps(uint32_t Record);
  void visit(CallSite Site, const ir::Instruction &I);
  void visitCall(const ir::Instruction &I);
  void writeArgument(const ir::Value &V, Extent Bytes);
  void writeObject(const ir::Value &V);
  void writePlace(const ir::Place &P, Extent Bytes);
  void writeAt(uint32_t Place, Extent Bytes);
  llvm::ArrayRef<FieldRef> overlapping(FieldRef F);
  void spread(FieldRef F, llvm::BitVector &Out);
  void writeField(FieldRef F);
  void writeRange(uint32_t Record, uint64_t First, Extent Bytes);
  void noteBase(const ir::Place &P);
  void noteDeviceMemory(const ir::Instruction &I, const RoutineCall &R);
  void noteDeviceRecord(uint32_t Record);
  void noteDevicePlaces(const ir::Value &V);

  const ir::Module &M;
  const facts::RuleBase &Rules;
  const PointerFlow &Flow;
  std::vector<uint32_t> FirstField; ///< by record
  std::vector<FieldRef> AllFields;
  std::vector<Written> ByFunction;
  std::set<FieldRef> Outside;
  std::vector<std::vector<FieldRef>> HeldBy; ///< by record: where it lies
  /// By record that was asked for: fields of unions that share bytes with it.
  std::map<uint32_t, std::set<FieldRef>> Overlaps;
  /// By record and field: overlapping(), or empty if not asked yet.
  std::vector<std::vector<std::vector<FieldRef>>> Siblings;
  /// By field that was asked for: all that is written along with it.
  std::map<unsigned, llvm::BitVector> Along;
  uint32_t Current = ir::None;     ///< the function visited
  std::set<uint32_t> OverlapsDone; ///< records whose overlaps spread() has seen
};

} // namespace miniport

#endif // MINIPORT_PROGRAM_WRITES_H
