//===- Program.cpp - A link unit ------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Program.h"
#include "program/Builder.h"
#include "program/NormalRun.h"
#include "program/NullAccess.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::ir;

llvm::StringRef miniport::plainRecordName(llvm::StringRef Name) {
  return Name.take_until([](char C) { return C == '#'; }).ltrim('_');
}

LinkUnitBuilder::LinkUnitBuilder(LinkUnit &U)
    : U(U), M(*U.M), Rules(U.Rules), Flow(M, Rules) {
  for (const Function &F : M.Functions)
    U.Running.emplace_back(F.Blocks.size(), true);
}
LinkUnitBuilder::~LinkUnitBuilder() = default;

llvm::Error LinkUnitBuilder::run(llvm::ArrayRef<EntryOption> Options) {
  findPort();
  if (llvm::Error E = addOptions(Options))
    return E;
  findEntries();
  buildCallGraph();
  findComponents();
  findFrozen();
  findConfigurations();
  if (followNormalRun() && !runsEverywhere()) {
    buildCallGraph(); // without the calls that only a dump makes
    findComponents();
  }
  return llvm::Error::success();
}

/// Whether all of the driver is here: no function of its own lacks a body.
bool LinkUnitBuilder::isWhole() const {
  for (const Function &F : M.Functions)
    for (const Block &B : F.Blocks)
      for (const Instruction &I : B.Instructions) {
        if (I.Op != Opcode::Call || I.Args[0].Kind != ValueKind::Function)
          continue;
        const Function &Callee = M.Functions[I.Args[0].Index];
        if (!Callee.HasBody && !Callee.IsSystem && !routineOf(Rules, Callee))
          return false;
      }
  return true;
}

bool LinkUnitBuilder::runsEverywhere() const {
  return llvm::all_of(U.Running,
                      [](const auto &Blocks) { return Blocks.all(); });
}

/// What is the same in all normal runs; false if too little of the driver is
/// known for that.
bool LinkUnitBuilder::followNormalRun() {
  NormalRun Run(U, Flow, *Written);
  U.Fixed = Run.fixedFields();
  if (!isWhole())
    return false;
  Run.solve();
  U.Running = Run.running();
  for (const Function &F : M.Functions)
    U.NormalRegisters.emplace_back(F.NumRegisters);
  for (const auto &[Register, Bits] : Run.constants()) {
    U.NormalRegisters[Register.first].set(Register.second);
    U.NormalValues[Register] = Bits;
  }
  return true;
}

llvm::Expected<std::unique_ptr<LinkUnit>>
LinkUnit::create(std::unique_ptr<Module> M, const facts::RuleBase &Rules,
                 llvm::ArrayRef<EntryOption> Options) {
  cutAtNullAccess(*M);
  std::unique_ptr<LinkUnit> U(new LinkUnit(std::move(M), Rules));
  if (llvm::Error E = LinkUnitBuilder(*U).run(Options))
    return std::move(E);
  return U;
}

const LinkUnit::Targets &LinkUnit::targets(CallSite Site) const {
  auto It = IndirectTargets.find(Site);
  return It == IndirectTargets.end() ? NoTargets : It->second;
}

llvm::ArrayRef<uint32_t> LinkUnit::callees(uint32_t Function) const {
  return Callees[Function];
}

llvm::ArrayRef<uint32_t> LinkUnit::callers(uint32_t Function) const {
  return Callers[Function];
}

bool LinkUnit::isFrozen(FieldRef Field) const {
  return llvm::binary_search(Frozen, Field);
}

bool LinkUnit::isFrozenGlobal(uint32_t Global) const {
  return FrozenGlobals[Global];
}

const facts::Routine *LinkUnit::routine(uint32_t Function) const {
  return routineOf(Rules, M->Functions[Function]);
}

bool LinkUnit::isInitialisationRole(const facts::Role &R) const {
  // HwStorInitialize counts although it runs at DIRQL and may run again when an
  // adapter restarts: no other entry point runs before it has returned.
  return llvm::is_contained({"DriverEntry", "HwStorFindAdapter",
                             "VirtualHwStorFindAdapter", "HwStorInitialize",
                             "HwStorPassiveInitializeRoutine",
                             "HwScsiFindAdapter", "HwScsiInitialize"},
                            R.Routine);
}
