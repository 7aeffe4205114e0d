//===- ContractTest.cpp - What annotations demand -------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Contract.h"
#include "ProgramFixture.h"

using namespace miniport;
using facts::Irql;

namespace {

/// Of a function with the parameters 'how' and 'p', annotated so.
class Annotated {
public:
  explicit Annotated(const std::string &Sal)
      : M(parseModule("declare @F(%how: u32, %p: ptr) -> void " + Sal + "\n",
                      /*TextLocations=*/false)),
        C(M->Functions.front(), facts::RuleBase::builtin()) {}

  /// "MIN..MAX" for a value of 'how', if it is known.
  std::string limits(std::optional<int64_t> How = std::nullopt,
                     bool Tightest = false) const {
    auto Known = [&](uint32_t Param) {
      return Param == 0 ? How : std::optional<int64_t>();
    };
    auto Word = [](std::optional<LevelLimit> L) {
      return L ? facts::toString(L->Level).str() : std::string("?");
    };
    return Word(C.floor(Known, Tightest)) + ".." +
           Word(C.ceiling(Known, Tightest));
  }

  std::unique_ptr<ir::Module> M;
  Contract C;
};

} // namespace

TEST(Contract, Levels) {
  EXPECT_EQ(Annotated("sal _IRQL_requires_max_(DISPATCH_LEVEL)").limits(),
            "?..DISPATCH_LEVEL");
  EXPECT_EQ(Annotated("sal _IRQL_requires_(APC_LEVEL)").limits(),
            "APC_LEVEL..APC_LEVEL");
  EXPECT_EQ(Annotated("sal _IRQL_requires_min_(3)").limits(), "DIRQL..?");
  EXPECT_EQ(Annotated("sal _IRQL_requires_max_(14)").limits(), "?..DIRQL");
  EXPECT_EQ(Annotated("sal _IRQL_requires_max_(31)").limits(), "?..?");
  EXPECT_EQ(Annotated("sal _IRQL_requires_max_(\"p->Level\")").limits(),
            "?..?");
  EXPECT_EQ(Annotated("sal _IRQL_requires_max_").limits(), "?..?");
}

TEST(Contract, OfSeveralTheWeaker) {
  const Annotated A("sal _IRQL_requires_max_(APC_LEVEL) "
                    "sal _IRQL_requires_max_(DISPATCH_LEVEL) "
                    "sal _IRQL_requires_min_(APC_LEVEL) "
                    "sal _IRQL_requires_min_(PASSIVE_LEVEL)");
  EXPECT_EQ(A.limits(), "PASSIVE_LEVEL..DISPATCH_LEVEL");
  EXPECT_EQ(A.limits(std::nullopt, /*Tightest=*/true), "APC_LEVEL..APC_LEVEL");
}

TEST(Contract, Conditions) {
  const Annotated A("sal _IRQL_requires_max_(DISPATCH_LEVEL) "
                    "sal _IRQL_requires_max_(APC_LEVEL) when \"how == 1\" "
                    "sal _IRQL_requires_max_(HIGH_LEVEL) when \"how == 2\"");
  EXPECT_EQ(A.limits(0), "?..DISPATCH_LEVEL");
  EXPECT_EQ(A.limits(1), "?..APC_LEVEL");
  EXPECT_EQ(A.limits(2), "?..HIGH_LEVEL");
  EXPECT_EQ(A.limits(), "?..HIGH_LEVEL");
  EXPECT_EQ(A.limits(std::nullopt, /*Tightest=*/true), "?..APC_LEVEL");
  const Annotated Only("sal _IRQL_requires_max_(APC_LEVEL) when \"how && p\"");
  EXPECT_EQ(Only.limits(0), "?..?");
  EXPECT_EQ(Only.limits(1), "?..?");
}

TEST(Contract, RolesOfThePortDriverDemandNothing) {
  EXPECT_EQ(
      Annotated("sal _IRQL_requires_(DISPATCH_LEVEL) from HW_STARTIO").limits(),
      "?..?");
  EXPECT_EQ(Annotated("sal _IRQL_requires_(DISPATCH_LEVEL) from WORK").limits(),
            "DISPATCH_LEVEL..DISPATCH_LEVEL");
}

TEST(Contract, Effects) {
  const Annotated Take("sal _Acquires_exclusive_lock_(\"p->Lock\") "
                       "sal _IRQL_raises_(DISPATCH_LEVEL) "
                       "sal _IRQL_saves_ param 1");
  EXPECT_TRUE(Take.C.Acquires && !Take.C.Releases);
  EXPECT_TRUE(Take.C.touchesLocks() && Take.C.touchesLevel());
  EXPECT_EQ(Take.C.Raises, Irql::Dispatch);
  const Annotated Give("sal _Releases_lock_(\"p->Lock\") "
                       "sal _IRQL_restores_ param 0");
  EXPECT_TRUE(Give.C.Releases && Give.C.Restores && !Give.C.Acquires);
  const Annotated Held("sal _Requires_lock_held_(\"p->Lock\") "
                       "sal _IRQL_requires_same_");
  EXPECT_FALSE(Held.C.touchesLocks() || Held.C.touchesLevel());
  EXPECT_TRUE(Held.C.KeepsLevel);
}

TEST(Contract, Spelling) {
  const Annotated A("sal _IRQL_requires_max_(DISPATCH_LEVEL) "
                    "sal _IRQL_requires_same_");
  EXPECT_EQ(spelling(A.M->Functions.front().Annotations[0]),
            "_IRQL_requires_max_(DISPATCH_LEVEL)");
  EXPECT_EQ(spelling(A.M->Functions.front().Annotations[1]),
            "_IRQL_requires_same_");
}
