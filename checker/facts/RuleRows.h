//===- RuleRows.h - The readers of the single kinds of rule rows ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FACTS_RULEROWS_H
#define MINIPORT_FACTS_RULEROWS_H

#include "facts/RowReader.h"
#include "facts/RuleSet.h"
#include "llvm/ADT/StringMap.h"

namespace miniport::facts {

/// What a row reader needs besides the row: where strings and lists go, the
/// constants by which enumerators are resolved, the port of the file.
struct RowContext {
  RuleSet &Set;
  RuleErrors &Errors;
  const llvm::StringMap<Constant> &Constants;
  llvm::StringRef Port;
};

/// A number, or the name of a constant.
std::optional<int64_t> readValue(const YamlNode &Node,
                                 const RowContext &Context);
llvm::ArrayRef<llvm::StringRef> readStrings(RowReader &Row, llvm::StringRef Key,
                                            RuleSet &Set);
/// `in: Name, type: T` and so on.
std::vector<Parameter> readParameters(RowReader &Row, RowContext &Context);
/// An index or a parameter's name; -1 if it is neither, which is reported.
int readArgument(const YamlNode &Node, llvm::ArrayRef<Parameter> Parameters,
                 bool Variadic, RuleErrors &Errors);
std::optional<Condition> readCondition(RowReader &Row,
                                       llvm::ArrayRef<Parameter> Parameters,
                                       bool Variadic, RowContext &Context);
Effect readEffect(const YamlNode &Node, llvm::ArrayRef<Parameter> Parameters,
                  bool Variadic, RowContext &Context);
IrqlRange readRange(RowReader &Row);

/// The name is already known and stays what the caller read.
Routine readRoutine(RowReader &Row, llvm::StringRef Name, RowContext &Context);
Role readRole(RowReader &Row, llvm::StringRef Name, RowContext &Context);
CheckInfo readCheck(RowReader &Row, llvm::StringRef Id, RowContext &Context);

} // namespace miniport::facts

#endif // MINIPORT_FACTS_RULEROWS_H
