//===- StandIns.h - Declarations for names that have none -------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A type that nothing declares, because its header is not in the tree, can cost
// a whole function: C takes "int F(FOO_ARG a) { ... }" for an old-style list of
// names and gives up. So a source that lost something is read a second time,
// with declarations in front of it that stand for the names that nothing
// declares. What a name must be is told by how it is used: a type in front of a
// name, an attribute beside a type, a statement without a semicolon, members
// behind an arrow.
//
// A stand-in says nothing that is not in the source: values are unknown, types
// have the members that are used, macros evaluate their arguments.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_INTAKE_STANDINS_H
#define MINIPORT_INTAKE_STANDINS_H

#include "llvm/ADT/STLExtras.h"
#include <cstdint>
#include <map>
#include <string>

namespace clang {
class ASTContext;
class Preprocessor;
} // namespace clang

namespace miniport::intake {

/// Names that nothing declares, by what they are.
struct StandIns {
  struct Type {
    /// Members that are used, and whether they are called or indexed.
    enum class Use { Value, Called, Indexed };
    std::map<std::string, Use> Members;
    bool IsRole = false; ///< declares a function that is defined elsewhere
  };
  enum class Kind : uint8_t {
    Attribute,     ///< beside a type
    AttributeCall, ///< ATTRIBUTE(...)
    Condition,     ///< MACRO(...) { ... }
    Statement,     ///< MACRO(...) without a semicolon
    BareStatement, ///< MACRO; without brackets
    BareLine,      ///< MACRO without either
    Constant,      ///< of a case, a bound, a static table
    Value,
    Variable, ///< a value that is written
    Callback, ///< C only: a function that is handed over
    Function, ///< C++ only: in C the call declares it
  };
  std::map<std::string, Type> Types;
  std::map<std::string, Kind> Others;

  size_t size() const { return Types.size() + Others.size(); }
  bool empty() const { return size() == 0; }
  bool hasConstants() const {
    return llvm::any_of(
        Others, [](const auto &O) { return O.second == Kind::Constant; });
  }
  bool contains(const std::string &Name) const {
    return Types.count(Name) || Others.count(Name);
  }
  /// Adds those of another reading; what is known stays what it is.
  void merge(const StandIns &Other);
  /// Text to put in front of a source. Macros evaluate their arguments and call
  /// the function of their own name, which is as undeclared as they are.
  std::string declarations(bool IsCxx) const;
};

/// What the sources of a parsed translation unit (not the system's headers)
/// use, and nothing of it declares.
StandIns findStandIns(clang::Preprocessor &PP, clang::ASTContext &Context);

} // namespace miniport::intake

#endif // MINIPORT_INTAKE_STANDINS_H
