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
#include "llvm/ADT/StringMap.h"
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
  // Rewriting, with the map of a unit.
  static void rewrite(const UnitMap &Map, ir::Type &T);
  static void rewrite(const UnitMap &Map, ir::Value &V);
  static void rewrite(const UnitMap &Map, ir::Place &P);
  static void rewrite(const UnitMap &Map, ir::SourceLocation &L);
  static void rewrite(const UnitMap &Map, ir::Instruction &I);
  template <typename T> static T rewritten(const UnitMap &Map, T Old) {
    rewrite(Map, Old);
    return Old;
  }
  std::vector<ir::Annotation> annotationsOf(uint32_t Unit,
                                            const ir::Function &F) const;
  ir::Function headOf(uint32_t Unit, const ir::Function &F) const;
  static void moveBody(const UnitMap &Map, ir::Function &From,
                       ir::Function &To);
  void adaptCalls(ir::Function &F); // LinkCalls.cpp
  void copyGlobal(uint32_t Unit, const ir::Global &From, ir::Global &To);

  Units In;
  std::unique_ptr<ir::Module> Out;
  std::vector<UnitMap> Maps;
  std::set<std::string> Said; ///< diagnostics, once each
  /// Linked records by the name they have in their units.
  llvm::StringMap<std::vector<uint32_t>> RecordsByName;
  /// External functions and globals by USR, or name where there is none.
  llvm::StringMap<uint32_t> Functions, FunctionNames, Globals, GlobalNames;
  /// Bodies of internal and inline functions, by key and identity of the body.
  std::map<std::pair<std::string, uint64_t>, uint32_t> BodyEntities;
  llvm::StringMap<uint32_t> InlineNames; ///< first inline body of a key
  /// For each unit and function: what its body is and calls, as a hash; 0 if
  /// that is unknown and the body is therefore like no other.
  std::vector<std::vector<uint64_t>> BodyIds;
  /// Internal constants by key: there may be several that differ. The
  /// initialisers are those of the linked module.
  struct ConstantOf {
    uint32_t Entity;
    std::vector<ir::Initializer> Initializers;
  };
  llvm::StringMap<std::vector<ConstantOf>> Constants;
  std::set<std::pair<uint32_t, uint32_t>> InProgress; ///< (unit, global)
  struct BodyOf {
    uint32_t Unit, Function, Entity;
  };
  std::vector<BodyOf> Bodies;
};

} // namespace miniport

#endif // MINIPORT_PROGRAM_LINKER_H
