//===- RuleSet.h - Rule rows in memory, and the loader that fills them ----===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FACTS_RULESET_H
#define MINIPORT_FACTS_RULESET_H

#include "facts/CheckTable.h"
#include "facts/Facts.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/StringSaver.h"
#include <vector>

namespace miniport::facts {

/// How a routine is found by its code: an index into the routines.
struct CodeRow {
  llvm::StringRef Dispatcher;
  int64_t Code;
  unsigned Routine;
};

/// The tables of a rule base, each sorted by its key. They point into generated
/// constants or into a RuleSet.
struct RuleTables {
  llvm::ArrayRef<Routine> Routines;                 ///< by Name
  llvm::ArrayRef<Role> Roles;                       ///< by Name
  llvm::ArrayRef<RegistrationMember> Registrations; ///< by Struct, Member, Port
  llvm::ArrayRef<Constant> Constants;               ///< by Name
  llvm::ArrayRef<CodeRow> Codes;                    ///< by Dispatcher, Code
  llvm::ArrayRef<CheckInfo> Checks;                 ///< by Id
};

/// The tables generated from rules/*.yaml.
extern const RuleTables BuiltinTables;

/// Owns rows and all that they point to.
class RuleSet {
public:
  RuleSet() : Strings(Arena) {}
  /// Starts from Base, which must outlive the set.
  explicit RuleSet(const RuleTables &Base);

  std::vector<Routine> Routines;
  std::vector<Role> Roles;
  std::vector<Constant> Constants;
  std::vector<CheckInfo> Checks;

  /// Sorts the rows and derives registrations and codes from them. The answer
  /// lives as long as the set is not changed.
  RuleTables tables();

  llvm::StringRef save(llvm::StringRef Text) { return Strings.save(Text); }
  llvm::StringSaver &strings() { return Strings; }
  template <typename T> llvm::ArrayRef<T> save(const std::vector<T> &Rows) {
    return llvm::ArrayRef<T>(Rows).copy(Arena);
  }

private:
  void deriveRegistrations();
  void deriveCodes();

  llvm::BumpPtrAllocator Arena;
  llvm::StringSaver Strings;
  std::vector<RegistrationMember> Registrations;
  std::vector<CodeRow> Codes;
};

/// Reads rule files into Set, in order. BuiltIn files may hold checks; the
/// files of --rules may not. The error lists every mistake in every file.
llvm::Error loadRules(RuleSet &Set, llvm::ArrayRef<llvm::StringRef> Files,
                      bool BuiltIn);

} // namespace miniport::facts

#endif // MINIPORT_FACTS_RULESET_H
