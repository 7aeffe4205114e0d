//===- CheckTable.cpp - Look-ups in the table of checks -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/CheckTable.h"
#include "facts/RuleSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace miniport::facts {

ArrayRef<CheckInfo> allChecks() { return BuiltinTables.Checks; }

const CheckInfo *lookUpCheck(StringRef Id) {
  const auto *Found = partition_point(
      allChecks(), [=](const CheckInfo &C) { return C.Id < Id; });
  return Found != allChecks().end() && Found->Id == Id ? Found : nullptr;
}

const CheckOption *CheckInfo::option(StringRef Name) const {
  const auto *Found =
      find_if(Options, [=](const CheckOption &O) { return O.Name == Name; });
  return Found != Options.end() ? Found : nullptr;
}

} // namespace miniport::facts
