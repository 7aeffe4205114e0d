//===- Program.h - A link unit: what makes one driver binary --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// link() merges TU summaries into one module in which every call binds to the
// definition of the same link unit, if there is one. LinkUnit adds what the
// port driver knows of it: the entry points, by every way a driver has to
// register them; what a function pointer may call; which configurations the
// driver can run in; which fields keep what initialisation gave them.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROGRAM_PROGRAM_H
#define MINIPORT_PROGRAM_PROGRAM_H

#include "facts/Facts.h"
#include "ir/IR.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <map>
#include <string>

namespace miniport {

/// Merges TU summaries. Functions and globals are identified by (source path,
/// USR) if internal, by USR (or name, without one) if external; an inline
/// function is one entity per body hash. Records of equal name and layout are
/// one; a name with two layouts keeps both. Deterministic: the result depends
/// on the set of modules, not on their order (they are sorted by main file).
std::unique_ptr<ir::Module>
link(std::vector<std::unique_ptr<ir::Module>> Units);

/// How an entry point was found, strongest first.
enum class EntryEvidence : uint8_t {
  Option,       ///< --entry ROLE=FUNCTION
  Registration, ///< stored to a table, or handed to a routine that registers it
  RoleType,     ///< declared with the role's function type
  Convention,   ///< DriverEntry
};

/// A call instruction (or, of a registration, a store or copy): indices of
/// function, block, instruction.
struct CallSite {
  uint32_t Function, Block, Instruction;
  friend bool operator<(CallSite A, CallSite B) {
    return std::tie(A.Function, A.Block, A.Instruction) <
           std::tie(B.Function, B.Block, B.Instruction);
  }
  friend bool operator==(CallSite A, CallSite B) {
    return std::tie(A.Function, A.Block, A.Instruction) ==
           std::tie(B.Function, B.Block, B.Instruction);
  }
};

struct EntryPoint {
  uint32_t Function = ir::None;
  const facts::Role *Role = nullptr;
  EntryEvidence Evidence = EntryEvidence::RoleType;
  ir::SourceLocation Registered;    ///< the first registering store or call
  uint32_t RegisteredIn = ir::None; ///< the function that registers it
  /// Every store, copy or call that registers it, sorted: a driver may register
  /// by branch, for dump mode or by device. Empty for other evidence.
  std::vector<CallSite> Sites;
  /// Only ever run within a call that the driver makes
  /// (StorPortSynchronizeAccess): it is a callee there, entered in that call's
  /// context too.
  bool Synchronous = false;
};

/// Which interrupt Storport connected.
enum class InterruptGrant : uint8_t { None, Line, MessagesAll, PerMessage };

/// One way Storport can run the driver. Configurations that no code of the
/// driver can tell apart from another are not listed.
struct Configuration {
  InterruptGrant Interrupt = InterruptGrant::Line;
  bool HalfDuplex = false;
  bool ConcurrentChannels = false; ///< more than one: StartIo holds no lock
  bool Virtual = false;
  bool Dump = false;
  std::string name() const; ///< "line, full duplex"
};

/// record.field, as indices of the linked module.
struct FieldRef {
  uint32_t Record = ir::None, Field = ir::None;
  friend bool operator<(FieldRef A, FieldRef B) {
    return std::tie(A.Record, A.Field) < std::tie(B.Record, B.Field);
  }
  friend bool operator==(FieldRef A, FieldRef B) {
    return A.Record == B.Record && A.Field == B.Field;
  }
};

/// A scalar of the device extension that no entry point stores at run time, by
/// the fields that lead to it from the start of the extension.
using ExtensionField = llvm::SmallVector<FieldRef, 2>;

struct EntryOption {
  std::string Role, Function;
};

class LinkUnit {
public:
  /// Analyses M. Unknown roles or functions in Options are errors.
  static llvm::Expected<std::unique_ptr<LinkUnit>>
  create(std::unique_ptr<ir::Module> M, const facts::RuleBase &Rules,
         llvm::ArrayRef<EntryOption> Options = {});

  const ir::Module &module() const { return *M; }
  const facts::RuleBase &rules() const { return Rules; }

  /// Sorted by (function, role name); one per pair.
  llvm::ArrayRef<EntryPoint> entries() const { return Entries; }
  llvm::ArrayRef<Configuration> configurations() const { return Configs; }

  /// What the callee of an indirect call may be: the functions whose addresses
  /// reach it through parameters, returns, locals, aggregates and
  /// record.fields, flow-insensitively; failing that, address-taken functions
  /// of the same signature (BySignature). Sorted. Empty: unknown call. At
  /// most 24.
  struct Targets {
    llvm::SmallVector<uint32_t, 4> Functions;
    bool BySignature = false;
    bool Overflow = false; ///< more than 24: an unknown call, counted
  };
  const Targets &targets(CallSite Site) const;

  /// Functions that are called (or may be, through pointers, or run as a
  /// synchronous call-back by a routine), sorted, without duplicates.
  llvm::ArrayRef<uint32_t> callees(uint32_t Function) const;
  llvm::ArrayRef<uint32_t> callers(uint32_t Function) const;
  /// Strongly connected components of the call graph, callees first.
  llvm::ArrayRef<std::vector<uint32_t>> bottomUp() const { return Sccs; }

  /// Stored only by functions that are reachable from initialisation roles
  /// (DriverEntry, FindAdapter, Initialize, passive initialisation) and from
  /// no other entry point: keeps its value for good afterwards.
  bool isFrozen(FieldRef Field) const;
  bool isFrozenGlobal(uint32_t Global) const;
  /// Those scalars of the device extension that keep for good what
  /// initialisation made of the zero that Storport hands out: by stores alone,
  /// and nobody has their address.
  llvm::ArrayRef<ExtensionField> fixedFields() const { return Fixed; }
  /// Its address is taken somewhere (other than to reach a field inside it).
  bool isExposed(FieldRef Field) const {
    return Exposed[Field.Record].test(Field.Field);
  }
  bool isInitialisationRole(const facts::Role &R) const;

  /// Whether the block can run when no dump is made (NormalRun.h). The call
  /// graph has only calls of such blocks.
  bool runsNormally(uint32_t Function, uint32_t Block) const {
    return Running[Function].test(Block);
  }
  /// What a register always holds in a normal run, if that is one constant.
  std::optional<uint64_t> normalValue(uint32_t Function,
                                      uint32_t Register) const {
    if (NormalRegisters.empty() || !NormalRegisters[Function].test(Register))
      return std::nullopt;
    return NormalValues.lookup({Function, Register});
  }
  /// The rule by which calls of the function are judged, or null. A function
  /// that the driver itself defines outside headers has none: its body counts.
  const facts::Routine *routine(uint32_t Function) const;

private:
  LinkUnit(std::unique_ptr<ir::Module> M, const facts::RuleBase &Rules)
      : M(std::move(M)), Rules(Rules) {}
  friend class LinkUnitBuilder;

  std::unique_ptr<ir::Module> M;
  const facts::RuleBase &Rules;
  std::vector<EntryPoint> Entries;
  std::vector<Configuration> Configs;
  std::map<CallSite, Targets> IndirectTargets;
  Targets NoTargets;
  std::vector<std::vector<uint32_t>> Callees, Callers, Sccs;
  std::vector<FieldRef> Frozen;         ///< sorted
  std::vector<llvm::BitVector> Exposed; ///< fields, by record
  std::vector<ExtensionField> Fixed;
  llvm::BitVector FrozenGlobals;
  std::vector<llvm::BitVector> Running; ///< blocks, by function
  std::vector<llvm::BitVector> NormalRegisters; ///< those of NormalValues
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, uint64_t> NormalValues;
};

} // namespace miniport

#endif // MINIPORT_PROGRAM_PROGRAM_H
