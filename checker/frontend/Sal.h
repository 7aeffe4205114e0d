//===- Sal.h - What annotations come to -------------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// SAL as written becomes ir::Annotation: old names (__drv_maxIRQL) become the
// present ones, levels get the names that the documents use, _When_, _At_ and
// groups are taken apart, conditions on constants are decided, and parameters
// are called as the definition calls them. Private to the room.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FRONTEND_SAL_H
#define MINIPORT_FRONTEND_SAL_H

#include "ir/IR.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>
#include <string>

namespace miniport::frontend {

/// The declaration that an annotation belongs to.
struct SalScope {
  /// The declaration's name for each parameter, and the one in the IR.
  std::vector<std::pair<llvm::StringRef, llvm::StringRef>> Params;
  uint32_t FirstParam = 0; ///< index of Params[0] in the IR
  /// The value of an enumerator.
  llvm::function_ref<std::optional<int64_t>(llvm::StringRef)> ConstantOf;
};

/// An annotation before its strings are kept.
struct SalFact {
  std::string Name;
  std::vector<std::string> Args;
  uint32_t Param = ir::None;
  std::string When;
};

/// What "Name(Text)" says; Param is the parameter that it stands at, or None.
std::vector<SalFact> readSal(llvm::StringRef Name, llvm::StringRef Text,
                             uint32_t Param, const SalScope &Scope);

/// The arguments between commas that stand in no parentheses.
std::vector<llvm::StringRef> splitArguments(llvm::StringRef Text);

/// The number of a level: "2", "3 - 1", "DISPATCH_LEVEL". Of knows enumerators.
std::optional<int64_t>
levelValue(llvm::StringRef Text,
           llvm::function_ref<std::optional<int64_t>(llvm::StringRef)> Of);

} // namespace miniport::frontend

#endif // MINIPORT_FRONTEND_SAL_H
