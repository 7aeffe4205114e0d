//===- BuiltinTest.cpp - The built-in rule base ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Facts.h"
#include "gtest/gtest.h"

using namespace miniport::facts;

namespace {

const RuleBase &rules() { return RuleBase::builtin(); }

TEST(Builtin, FindsTheMessageLock) {
  const Routine *R = rules().routine("StorPortAcquireMSISpinLock");
  ASSERT_TRUE(R);
  ASSERT_EQ(R->Effects.size(), 1u);
  const Effect &E = R->Effects[0];
  EXPECT_EQ(E.Kind, EffectKind::AcquireLock);
  EXPECT_EQ(E.Lock, LockClass::StorMessage);
  EXPECT_EQ(E.KeyArg, 1);
  EXPECT_EQ(E.OldIrqlOutArg, 2);
  EXPECT_EQ(E.Level, Irql::Dirql);
  EXPECT_FALSE(E.MayFail);
}

} // namespace
