//===- Program.cpp - A link unit
//-------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Program.h"
#include "program/Builder.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::ir;

llvm::StringRef miniport::plainRecordName(llvm::StringRef Name) {
  return Name.take_until([](char C) { return C == '#'; }).ltrim('_');
}

llvm::Error LinkUnitBuilder::run(llvm::ArrayRef<EntryOption> Options) {
  findPort();
  if (llvm::Error E = addOptions(Options))
    return E;
  findEntries();
  buildCallGraph();
  findComponents();
  findFrozen();
  findConfigurations();
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<LinkUnit>>
LinkUnit::create(std::unique_ptr<Module> M, const facts::RuleBase &Rules,
                 llvm::ArrayRef<EntryOption> Options) {
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

bool LinkUnit::isExposed(FieldRef Field) const {
  return llvm::binary_search(Exposed, Field);
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
