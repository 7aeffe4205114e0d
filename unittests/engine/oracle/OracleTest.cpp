//===- OracleTest.cpp - Random drivers and what happens in them -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Oracle.h"
#include "ir/Text.h"
#include "gmock/gmock.h"
#include <cstdlib>

namespace miniport::oracle {
namespace {

using ::testing::IsEmpty;

/// 0 to so many; MINIPORT_ORACLE_SEEDS asks for more.
uint64_t seeds(uint64_t Usual) {
  const char *Wanted = std::getenv("MINIPORT_ORACLE_SEEDS");
  uint64_t Number = 0;
  if (Wanted && !llvm::StringRef(Wanted).getAsInteger(10, Number))
    return Number;
  return Usual;
}

std::string text(const Scenario &S) {
  std::string Result;
  llvm::raw_string_ostream OS(Result);
  print(S, OS);
  return Result;
}

TEST(Generator, RightDriversHaveNoViolation) {
  ObserveOptions Options;
  Options.Runs = 100;
  for (uint64_t Seed = 0; Seed < seeds(1000); ++Seed) {
    Scenario S = Scenario::make(Seed, 0);
    ASSERT_FALSE(S.Spoilt);
    for (const Environment &E : S.Environments)
      ASSERT_THAT(observe(*S.Module, E, Options).Violations, IsEmpty())
          << text(S);
  }
}

TEST(Generator, SomeSpoiltDriversHaveViolations) {
  ObserveOptions Options;
  Options.Runs = 100;
  uint64_t Spoilt = 0, Wrong = 0, Number = seeds(500);
  std::map<FaultKind, uint64_t> Kinds;
  for (uint64_t Seed = 0; Seed < Number; ++Seed) {
    Scenario S = Scenario::make(Seed);
    Spoilt += S.Spoilt.has_value();
    bool IsWrong = false;
    for (const Environment &E : S.Environments) {
      Observation O = observe(*S.Module, E, Options);
      IsWrong |= O.hasCleanViolation();
      for (const ObservedViolation &V : O.Violations)
        Kinds[V.What.Kind] += V.What.Clean;
    }
    Wrong += IsWrong;
    if (!S.Spoilt)
      EXPECT_FALSE(IsWrong) << text(S);
  }
  // Both silence and findings are tested.
  EXPECT_GT(Wrong * 100, Number * 20);
  EXPECT_LT(Wrong * 100, Number * 60);
  for (FaultKind Kind : {FaultKind::LeakedLock, FaultKind::ReleasedUnheld,
                         FaultKind::DoubleAcquire, FaultKind::CeilingExceeded})
    EXPECT_GT(Kinds[Kind], Number / 100) << toString(Kind).str();
  RecordProperty("spoilt", static_cast<int>(Spoilt));
  RecordProperty("wrong", static_cast<int>(Wrong));
}

TEST(Generator, SameSeedSameDriver) {
  for (uint64_t Seed = 0; Seed < 50; ++Seed)
    EXPECT_EQ(text(Scenario::make(Seed)), text(Scenario::make(Seed)));
  EXPECT_NE(Scenario::make(1).Text, Scenario::make(2).Text);
}

} // namespace
} // namespace miniport::oracle
