//===- Builder.h - How a link unit is understood ---------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The steps of LinkUnit::create(), in order; each uses what the ones before it
// found. One source file a step.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROGRAM_BUILDER_H
#define MINIPORT_PROGRAM_BUILDER_H

#include "program/PointerFlow.h"
#include "program/Program.h"
#include "program/RoutineCall.h"

namespace miniport {

/// A record's name without what a tag adds to a typedef's ("_IRP"), or the
/// linker to a second layout ("IRP#2").
llvm::StringRef plainRecordName(llvm::StringRef Name);

class Writes;

class LinkUnitBuilder {
public:
  explicit LinkUnitBuilder(LinkUnit &U);
  ~LinkUnitBuilder();

  llvm::Error run(llvm::ArrayRef<EntryOption> Options);

private:
  // Entries.cpp
  void findPort();
  llvm::Error addOptions(llvm::ArrayRef<EntryOption> Options);
  void addDeclared();
  void findRegistrationCells();
  void addStore(CallSite Site, const ir::Instruction &I);
  void addCopy(CallSite Site, const PointerFlow::Set &To,
               ir::SourceLocation Loc);
  void addCall(CallSite Site, const ir::Instruction &I);
  void addInitialised();
  void addEntry(const EntryPoint &E);
  const facts::Role *roleOfMember(const facts::RegistrationMember &R,
                                  uint32_t Function) const;
  const facts::Role *roleNamed(llvm::StringRef Name) const;
  void findEntries();
  // CallGraph.cpp
  void buildCallGraph();
  void findComponents();
  // Frozen.cpp
  void findFrozen();
  // Configurations.cpp
  void findConfigurations();
  // Program.cpp
  bool isWhole() const;
  bool runsEverywhere() const;
  bool followNormalRun();

  LinkUnit &U;
  const ir::Module &M;
  const facts::RuleBase &Rules;
  PointerFlow Flow;
  std::unique_ptr<Writes> Written; ///< from findFrozen on
  llvm::StringRef Port; ///< "storport" or "scsiport": what the unit calls
  /// The members that register call-backs, by the node of their field.
  std::map<uint32_t, const facts::RegistrationMember *> Cells;
  std::map<std::pair<uint32_t, llvm::StringRef>, EntryPoint> Found;
  std::vector<EntryPoint> Copied; ///< candidates, from copies of whole tables
};

} // namespace miniport

#endif // MINIPORT_PROGRAM_BUILDER_H
