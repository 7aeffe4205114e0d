//===- AgreementTest.cpp - The engine held against the oracle -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// 2,000 random drivers. What disagrees is cut down by hand:
// oracle-agreement SEED.
//
//===----------------------------------------------------------------------===//

#include "Agreement.h"
#include "llvm/Support/raw_ostream.h"
#include "gmock/gmock.h"

namespace miniport::oracle {
namespace {

constexpr uint64_t PerTest = 250;

class EngineAndOracle : public ::testing::TestWithParam<uint64_t> {};

TEST_P(EngineAndOracle, Agree) {
  Agreement All;
  for (uint64_t Seed = GetParam(); Seed != GetParam() + PerTest; ++Seed) {
    Agreement A = compare(Scenario::make(Seed));
    std::string Against;
    llvm::raw_string_ostream OS(Against);
    for (const Disagreement &D : A.Against)
      print(D, OS);
    EXPECT_EQ(Against, "") << "seed " << Seed;
    All.Reports += A.Reports;
    All.Violations += A.Violations;
    All.Misplaced += A.Misplaced;
    for (auto [Why, N] : A.Silences)
      All.Silences[Why] += N;
  }
  // Both sides have something to say, and the analysis seldom gives up.
  EXPECT_GT(All.Reports, PerTest / 5);
  EXPECT_GT(All.Violations, PerTest / 5);
  EXPECT_LE(All.Misplaced, All.Reports / 20);
  EXPECT_LT((All.Silences[Silence::Undecided] + All.Silences[Silence::Tainted] +
             All.Silences[Silence::OverBudget]) *
                20,
            All.Violations);
}

INSTANTIATE_TEST_SUITE_P(Seeds, EngineAndOracle,
                         ::testing::Range<uint64_t>(0, 2000, PerTest));

} // namespace
} // namespace miniport::oracle
