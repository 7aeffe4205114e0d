//===- ShrinkTest.cpp - Shrinking of generated drivers --------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Shrink.h"
#include "ir/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

namespace miniport::oracle {
namespace {

bool shows(const Scenario &S, FaultKind Kind) {
  ObserveOptions Options;
  Options.Runs = 60;
  return llvm::any_of(S.Environments, [&](const Environment &E) {
    return llvm::any_of(observe(*S.Module, E, Options).Violations,
                        [&](const ObservedViolation &V) {
                          return V.What.Kind == Kind && V.What.Clean;
                        });
  });
}

/// The first driver that shows a fault of a kind.
Scenario first(FaultKind Kind) {
  for (uint64_t Seed = 0;; ++Seed) {
    Scenario S = Scenario::make(Seed);
    if (shows(S, Kind))
      return S;
  }
}

TEST(Shrink, KeepsTheFaultAndLittleElse) {
  for (FaultKind Kind :
       {FaultKind::LeakedLock, FaultKind::ReleasedUnheld,
        FaultKind::DoubleAcquire, FaultKind::CeilingExceeded}) {
    Scenario S = first(Kind);
    size_t Before = size(S.Tree);
    shrink(S, [&](const Scenario &C) { return shows(C, Kind); });
    ASSERT_NE(S.Module, nullptr);
    EXPECT_TRUE(ir::verify(*S.Module).empty());
    EXPECT_TRUE(shows(S, Kind)) << toString(Kind).str();
    EXPECT_LT(size(S.Tree), Before);
    // A fault needs two or three statements, and a condition or two.
    EXPECT_LE(size(S.Tree), 8U) << S.Text;
  }
}

TEST(Shrink, StopsWhenTriesAreSpent) {
  Scenario S = first(FaultKind::LeakedLock);
  unsigned Calls = 0;
  shrink(
      S,
      [&](const Scenario &C) {
        ++Calls;
        return shows(C, FaultKind::LeakedLock);
      },
      20);
  EXPECT_LE(Calls, 21U);
  EXPECT_TRUE(shows(S, FaultKind::LeakedLock));
}

} // namespace
} // namespace miniport::oracle
