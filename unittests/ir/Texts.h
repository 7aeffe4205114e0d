//===- Texts.h - Driver IR that the tests read ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_UNITTESTS_IR_TEXTS_H
#define MINIPORT_UNITTESTS_IR_TEXTS_H

#include "ir/Text.h"
#include "gtest/gtest.h"

namespace miniport::ir {

/// Are the two modules the same in everything but the identity of strings?
/// The answer names the first difference.
::testing::AssertionResult equal(const Module &A, const Module &B);

inline std::string toText(const Module &M) {
  std::string Result;
  llvm::raw_string_ostream OS(Result);
  print(M, OS);
  return Result;
}

/// Parses a text that must be right.
inline std::unique_ptr<Module> parsed(llvm::StringRef Text,
                                      ParseOptions Options = {}) {
  llvm::Expected<std::unique_ptr<Module>> M = parse(Text, "test.ir", Options);
  if (M)
    return std::move(*M);
  ADD_FAILURE() << llvm::toString(M.takeError());
  return std::make_unique<Module>();
}

/// Every construct of the text form, as print() writes it.
extern const char *const EveryConstruct;

} // namespace miniport::ir

#endif // MINIPORT_UNITTESTS_IR_TEXTS_H
