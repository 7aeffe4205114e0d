//===- NormalRun.h - What is the same in every normal run -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Dump mode is another driver (crash dump and hibernation run the same code,
// without interrupts and without other processors). How a driver knows of it is
// documented: DriverEntry is given no registry path, ConfigInfo->DumpMode is
// set. Drivers carry that into fields of their own, which initialisation stores
// and nothing else. This traces it: sparse conditional constant propagation
// (Wegman and Zadeck, TOPLAS 1991) over registers, locals, function results,
// and the fields of the device extension and the globals that initialisation
// fixes for good, beginning with what holds in a normal run. What it finds out
// are registers that are always the same, and blocks that never run.
//
// A field is followed only if plain stores are its only writes. The device
// extension is zero before FindAdapter.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROGRAM_NORMALRUN_H
#define MINIPORT_PROGRAM_NORMALRUN_H

#include "program/Program.h"
#include "program/Writes.h"
#include "llvm/ADT/SetVector.h"

namespace miniport {

class NormalRun {
public:
  /// Of U the module, the entries and what is frozen must be known.
  NormalRun(const LinkUnit &U, const PointerFlow &Flow, const Writes &W);
  void solve();

  /// See LinkUnit::fixedFields; known before solve().
  std::vector<ExtensionField> fixedFields() const;
  const std::vector<llvm::BitVector> &running() const { return Running; }
  std::map<std::pair<uint32_t, uint32_t>, uint64_t> constants() const;

private:
  /// What a cell can hold: nothing yet, one constant, anything but zero,
  /// anything.
  struct Value {
    enum KindType : uint8_t {
      Nothing,
      Constant,
      NonZero,
      Anything
    } Kind = Nothing;
    uint64_t Bits = 0;
    static Value constant(uint64_t Bits) { return {Constant, Bits}; }
    static Value nonZero() { return {NonZero, 0}; }
    static Value anything() { return {Anything, 0}; }
    bool isNonZero() const {
      return Kind == NonZero || (Kind == Constant && Bits != 0);
    }
  };

  /// One that is read in many places, with the functions that have read it.
  struct SharedValue {
    Value V;
    llvm::SmallSetVector<uint32_t, 4> Readers;
  };

  void findExtension();
  void findFields(const PointerFlow &Flow, const Writes &W);
  void findLocals();
  bool looksForDump(const ir::Instruction &Call) const;
  void visit(uint32_t Function);
  void visit(uint32_t Function, const ir::Instruction &I);
  void leave(uint32_t Function, uint32_t Block, const ir::Instruction &End);
  void zero(uint32_t Function, const ir::Instruction &I);
  void reach(uint32_t Function, uint32_t Block);
  Value resultOf(uint32_t Function, const ir::Instruction &I);
  /// True: the cell is not what it was.
  static bool join(Value &Cell, Value With);
  void joinShared(SharedValue &Cell, Value With);
  static Value readShared(SharedValue &Cell, uint32_t Reader);
  SharedValue *local(uint32_t Function, const ir::Place &P);
  /// The field or global, or null if it is not followed.
  SharedValue *shared(const ir::Place &P);
  Value valueOf(uint32_t Function, const ir::Value &V) const;
  Value binary(const ir::Instruction &I, Value A, Value B) const;

  const LinkUnit &U;
  const ir::Module &M;
  std::vector<llvm::BitVector> Running; ///< blocks, by function
  std::vector<std::vector<Value>> Registers, Params;
  std::vector<std::vector<SharedValue>> Locals;
  std::vector<llvm::BitVector> FollowedLocals;
  std::vector<SharedValue> Results;
  std::map<FieldRef, SharedValue> Fields;
  std::map<uint32_t, SharedValue> Globals;
  std::set<uint32_t> Top;         ///< records that the device extension is
  std::set<uint32_t> Extension;   ///< and those that lie in it
  llvm::BitVector Dirty, Visited; ///< functions: to visit again, and visited
};

} // namespace miniport

#endif // MINIPORT_PROGRAM_NORMALRUN_H
