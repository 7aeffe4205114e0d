//===- Linker.h - Merging TU summaries -------------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What link() is made of. Each step gives, for every unit, a map from the
// unit's indices to those of the linked module; the last step rewrites bodies
// with these maps.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROGRAM_LINKER_H
#define MINIPORT_PROGRAM_LINKER_H

#include "ir/IR.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace miniport {

/// The indices of one unit's entities in the linked module.
struct UnitMap {
  std::vector<uint32_t> Files, Records, Globals, Functions;
};

class Linker {
public:
  explicit Linker(std::vector<std::unique_ptr<ir::Module>> Units);
  std::unique_ptr<ir::Module> run();

private:
  using Units = std::vector<std::unique_ptr<ir::Module>>;

  void mergeFiles();
  // LinkRecords.cpp
  void mergeRecords();
  void mergeRecord(uint32_t Unit, uint32_t Record);
  // LinkEntities.cpp
  void mergeGlobals();
  void mergeGlobal(uint32_t Unit, uint32_t Index);
  void mergeDefinitions();
  void mergeDeclarations();
  void identifyBodies();
  uint32_t findDeclared(const ir::Function &F) const;
  uint32_t findDeclared(const ir::Global &G) const;
  uint32_t findConstant(uint32_t Unit, const ir::Global &G);
  void addDeclaration(uint32_t Unit, uint32_t Index, uint32_t Entity);
  void diagnose(std::string Text);
  // Rewriting, with the maps of a unit.
  ir::Type map(uint32_t Unit, ir::Type T) const;
  ir::Value map(uint32_t Unit, ir::Value V) const;
  ir::Place map(uint32_t Unit, ir::Place P) const;
  ir::SourcePoint map(uint32_t Unit, ir::SourcePoint P) const;
  ir::SourceLocation map(uint32_t Unit, ir::SourceLocation L) const;
  ir::Instruction map(uint32_t Unit, ir::Instruction I);
  ir::Annotation map(ir::Annotation A);
  ir::Function mapHead(uint32_t Unit, const ir::Function &F);
  void copyBody(uint32_t Unit, const ir::Function &From, ir::Function &To);
  void adaptCalls(ir::Function &F); // LinkCalls.cpp
  void copyGlobal(uint32_t Unit, const ir::Global &From, ir::Global &To);

  Units In;
  std::unique_ptr<ir::Module> Out;
  std::vector<UnitMap> Maps;
  std::set<std::string> Said; ///< diagnostics, once each
  /// Linked records by the name they have in their units.
  std::map<std::string, std::vector<uint32_t>> RecordsByName;
  /// External functions and globals by USR, or name where there is none.
  std::map<std::string, uint32_t> Functions, FunctionNames, Globals,
      GlobalNames;
  /// Bodies of internal and inline functions, by key and identity of the body.
  std::map<std::pair<std::string, uint64_t>, uint32_t> Bodies;
  std::map<std::string, uint32_t> InlineNames; ///< first inline body of a key
  /// For each unit and function: what its body is and calls, as a hash; 0 if
  /// that is unknown and the body is therefore like no other.
  std::vector<std::vector<uint64_t>> BodyIds;
  /// Internal constants by key: there may be several that differ. The
  /// initialisers are those of the linked module.
  struct ConstantOf {
    uint32_t Entity;
    std::vector<ir::Initializer> Initializers;
  };
  std::map<std::string, std::vector<ConstantOf>> Constants;
  std::set<std::pair<uint32_t, uint32_t>> InProgress; ///< (unit, global)
  struct BodyOf {
    uint32_t Unit, Function, Entity;
  };
  std::vector<BodyOf> Copies;
};

} // namespace miniport

#endif // MINIPORT_PROGRAM_LINKER_H
