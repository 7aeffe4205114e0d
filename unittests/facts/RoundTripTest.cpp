//===- RoundTripTest.cpp - The generated tables equal the rule files ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/RuleSet.h"
#include "facts/generator/TableWriter.h"
#include "gtest/gtest.h"
#include <tuple>

using namespace llvm;
using namespace miniport::facts;

namespace {

class RoundTrip : public testing::Test {
protected:
  void SetUp() override {
    std::vector<std::string> Paths;
    for (const char *Name :
         {"constants", "callbacks", "storport", "scsiport", "kernel", "checks"})
      Paths.push_back(std::string(MINIPORT_RULES_DIR "/") + Name + ".yaml");
    std::vector<StringRef> Files(Paths.begin(), Paths.end());
    if (Error E = loadRules(Set, Files, /*BuiltIn=*/true))
      FAIL() << toString(std::move(E));
    Fresh = Set.tables();
  }

  RuleSet Set;
  RuleTables Fresh;
};

bool same(const std::optional<Condition> &A,
          const std::optional<Condition> &B) {
  if (!A || !B)
    return A.has_value() == B.has_value();
  auto Key = [](const Condition &C) {
    return std::tie(C.Arg, C.Negated, C.Values, C.AtLeast, C.Below);
  };
  return Key(*A) == Key(*B);
}

bool same(ArrayRef<EnumLock> A, ArrayRef<EnumLock> B) {
  return std::equal(A.begin(), A.end(), B.begin(), B.end(),
                    [](const EnumLock &X, const EnumLock &Y) {
                      return X.Value == Y.Value && X.Class == Y.Class;
                    });
}

auto numbersOf(const Effect &E) {
  return std::tie(E.Kind, E.Name, E.Arg, E.Lock, E.ClassArg, E.ByHandle,
                  E.KeyArg, E.HandleArg, E.OldIrqlArg, E.OldIrqlOutArg,
                  E.OldIrqlReturned, E.ScopedToCall, E.Shared, E.MayFail,
                  E.SuccessValue, E.Level, E.LevelArg, E.RestoresIrql,
                  E.MicrosecondsPerUnit, E.BusyWait, E.TimeByPointer,
                  E.RoutineArg, E.ContextArg, E.StructArg, E.Synchronous,
                  E.Role, E.Struct, E.CallbackArgs, E.OutArg, E.DestArg,
                  E.SourceArg, E.LengthArg, E.ValueArg, E.ObjectArg, E.SrbArg);
}

auto rangeOf(const IrqlRange &R) {
  return std::tie(R.Min, R.Max, R.MinBasis, R.MaxBasis);
}

auto scalarsOf(const Routine &R) {
  return std::tie(R.Name, R.Header, R.Source, R.Result, R.Variadic,
                  R.ProhibitedInPhysical, R.Deprecated, R.OnlyFrom, R.NotFrom,
                  R.SdvRules, R.Port, R.Dispatcher, R.Code, R.CodeResultArg,
                  R.YieldsToBody);
}

auto scalarsOf(const Role &R) {
  return std::tie(R.Name, R.Routine, R.Port, R.Virtual, R.Level, R.LevelBasis,
                  R.Held, R.MayAcquire, R.ReturnType, R.ReturnDuty, R.Source,
                  R.UpTo, R.HeldUnknown, R.ControlArg, R.BudgetMicroseconds);
}

auto membersOf(const RoleCase &C) {
  return std::tie(C.When, C.Level, C.Held, C.LevelBasis, C.UpTo, C.HeldUnknown,
                  C.Contested, C.HeldKeyArg, C.ControlType, C.MayAcquire);
}

auto membersOf(const Parameter &P) {
  return std::tie(P.Name, P.Type, P.Dir, P.NonNull);
}

auto membersOf(const RegistrationMember &M) {
  return std::tie(M.Struct, M.Member, M.Role, M.VirtualRole, M.Port);
}

auto membersOf(const CheckOption &O) {
  return std::tie(O.Name, O.Type, O.Default, O.Summary);
}

template <typename T> void expectSame(ArrayRef<T> A, ArrayRef<T> B) {
  ASSERT_EQ(A.size(), B.size());
  for (size_t I = 0; I != A.size(); ++I)
    EXPECT_TRUE(membersOf(A[I]) == membersOf(B[I]));
}

TEST_F(RoundTrip, Routines) {
  ASSERT_EQ(Fresh.Routines.size(), BuiltinTables.Routines.size());
  for (size_t I = 0; I != Fresh.Routines.size(); ++I) {
    const Routine &A = Fresh.Routines[I], &B = BuiltinTables.Routines[I];
    SCOPED_TRACE(A.Name.str());
    EXPECT_TRUE(scalarsOf(A) == scalarsOf(B));
    EXPECT_TRUE(rangeOf(A.Range) == rangeOf(B.Range));
    expectSame(A.Parameters, B.Parameters);
    ASSERT_EQ(A.RangeIf.size(), B.RangeIf.size());
    for (size_t J = 0; J != A.RangeIf.size(); ++J) {
      EXPECT_TRUE(same(A.RangeIf[J].When, B.RangeIf[J].When));
      EXPECT_TRUE(rangeOf(A.RangeIf[J].Range) == rangeOf(B.RangeIf[J].Range));
    }
    ASSERT_EQ(A.Effects.size(), B.Effects.size());
    for (size_t J = 0; J != A.Effects.size(); ++J) {
      EXPECT_TRUE(numbersOf(A.Effects[J]) == numbersOf(B.Effects[J]));
      EXPECT_TRUE(same(A.Effects[J].When, B.Effects[J].When));
      EXPECT_TRUE(same(A.Effects[J].EnumLocks, B.Effects[J].EnumLocks));
    }
  }
}

TEST_F(RoundTrip, Roles) {
  ASSERT_EQ(Fresh.Roles.size(), BuiltinTables.Roles.size());
  for (size_t I = 0; I != Fresh.Roles.size(); ++I) {
    const Role &A = Fresh.Roles[I], &B = BuiltinTables.Roles[I];
    SCOPED_TRACE(A.Name.str());
    EXPECT_TRUE(scalarsOf(A) == scalarsOf(B));
    expectSame(A.Parameters, B.Parameters);
    expectSame(A.Cases, B.Cases);
    expectSame(A.RegisteredBy, B.RegisteredBy);
  }
  expectSame(Fresh.Registrations, BuiltinTables.Registrations);
}

TEST_F(RoundTrip, ConstantsAndCodes) {
  ASSERT_EQ(Fresh.Constants.size(), BuiltinTables.Constants.size());
  for (size_t I = 0; I != Fresh.Constants.size(); ++I) {
    EXPECT_EQ(Fresh.Constants[I].Name, BuiltinTables.Constants[I].Name);
    EXPECT_EQ(Fresh.Constants[I].Enumeration,
              BuiltinTables.Constants[I].Enumeration);
    EXPECT_EQ(Fresh.Constants[I].Value, BuiltinTables.Constants[I].Value);
  }
  ASSERT_EQ(Fresh.Codes.size(), BuiltinTables.Codes.size());
  for (size_t I = 0; I != Fresh.Codes.size(); ++I) {
    EXPECT_EQ(Fresh.Codes[I].Code, BuiltinTables.Codes[I].Code);
    EXPECT_EQ(Fresh.Codes[I].Routine, BuiltinTables.Codes[I].Routine);
  }
}

TEST_F(RoundTrip, Checks) {
  ASSERT_EQ(Fresh.Checks.size(), BuiltinTables.Checks.size());
  for (size_t I = 0; I != Fresh.Checks.size(); ++I) {
    const CheckInfo &A = Fresh.Checks[I], &B = BuiltinTables.Checks[I];
    auto Key = [](const CheckInfo &C) {
      return std::tie(C.Id, C.Summary, C.Severity, C.Tier, C.OnByDefault,
                      C.Profile, C.Document, C.SdvRules, C.CodeqlQuery);
    };
    EXPECT_TRUE(Key(A) == Key(B)) << A.Id.str();
    expectSame(A.Options, B.Options);
  }
}

// The build is reproducible: the writer sees no addresses and no hash order.
TEST_F(RoundTrip, TheSameRulesGiveTheSameTables) {
  std::string First, Second;
  raw_string_ostream FirstStream(First), SecondStream(Second);
  writeTables(Fresh, FirstStream);
  writeTables(BuiltinTables, SecondStream);
  EXPECT_EQ(First, Second);
  EXPECT_FALSE(First.empty());
}

} // namespace
