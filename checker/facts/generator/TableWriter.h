//===- TableWriter.h - Rule tables as C++ source --------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FACTS_GENERATOR_TABLEWRITER_H
#define MINIPORT_FACTS_GENERATOR_TABLEWRITER_H

#include "facts/RuleSet.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <string>

namespace miniport::facts {

/// The flat arrays that rows point into. A row's list is a slice; equal lists
/// share one, so that 1,073 "{HwDeviceExtension}" cost one entry.
class Pool {
public:
  Pool(llvm::StringRef Type, llvm::StringRef Name) : Type(Type), Name(Name) {}
  /// The C++ expression of an ArrayRef of the elements.
  std::string slice(const std::vector<std::string> &Elements);
  void print(llvm::raw_ostream &Out) const;

private:
  llvm::StringRef Type, Name;
  std::vector<std::string> All;
  std::map<std::vector<std::string>, size_t> Begins;
};

/// Writes the tables as constant-initialised arrays, with the definition of
/// BuiltinTables. What it writes depends on the tables alone.
void writeTables(const RuleTables &Tables, llvm::raw_ostream &Out);

} // namespace miniport::facts

#endif // MINIPORT_FACTS_GENERATOR_TABLEWRITER_H
