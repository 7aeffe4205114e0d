//===- OverrideTest.cpp - Files that add, replace and delete rows ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleFile.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace miniport::facts;

namespace {

std::unique_ptr<RuleBase> apply(StringRef Yaml) {
  RuleFile File(Yaml);
  auto Rules = RuleBase::withOverrides({File.path()});
  if (Rules)
    return std::move(*Rules);
  ADD_FAILURE() << toString(Rules.takeError());
  return nullptr;
}

size_t builtinRoutines() { return RuleBase::builtin().routines().size(); }

TEST(Overrides, NoFilesAreTheBuiltInRules) {
  auto Rules = RuleBase::withOverrides({});
  ASSERT_TRUE(bool(Rules));
  EXPECT_EQ((*Rules)->routines().size(), builtinRoutines());
  EXPECT_TRUE((*Rules)->byCode("StorPortExtendedFunction", 11));
}

TEST(Overrides, Add) {
  auto Rules = apply(R"(
port: storport
constants:
  - enumeration: VENDOR_LOCK_KIND
    source: vendor.h
    values: {VendorQueueLock: 5, VendorIsrLock: 6}
routines:
  - name: VendorAcquireLock
    source: vendor.h
    parameters:
      - {in: Kind, type: VENDOR_LOCK_KIND}
      - {out: Handle, type: PSTOR_LOCK_HANDLE}
    effects:
      - kind: acquire_lock
        class_arg: Kind
        classes: {VendorQueueLock: StorStartIo, VendorIsrLock: StorInterrupt}
        handle_arg: Handle
  - name: VendorSleep
    source: vendor.h
    parameters:
      - {in: Milliseconds, type: ULONG}
    effects:
      - {kind: stall, arg: Milliseconds, unit: ms, busy_wait: true}
)");
  ASSERT_TRUE(Rules);
  EXPECT_EQ(Rules->routines().size(), builtinRoutines() + 2);
  const Routine *Lock = Rules->routine("VendorAcquireLock");
  ASSERT_TRUE(Lock);
  EXPECT_EQ(Lock->Port, "storport");
  ASSERT_EQ(Lock->Effects.size(), 1u);
  ASSERT_EQ(Lock->Effects[0].EnumLocks.size(), 2u);
  EXPECT_EQ(Lock->Effects[0].EnumLocks[1].Value, 6);
  EXPECT_EQ(Lock->Effects[0].EnumLocks[1].Class, LockClass::StorInterrupt);
  const Routine *Sleep = Rules->routine("VendorSleep");
  ASSERT_TRUE(Sleep);
  EXPECT_DOUBLE_EQ(Sleep->Effects[0].MicrosecondsPerUnit, 1000);
  EXPECT_EQ(Rules->constant("VendorIsrLock")->Value, 6);
  EXPECT_EQ(RuleBase::builtin().routine("VendorSleep"), nullptr);
}

TEST(Overrides, ReplaceTheWholeRow) {
  auto Rules = apply("routines:\n"
                     "  - name: KeStallExecutionProcessor\n"
                     "    override: true\n"
                     "    source: vendor.h\n"
                     "    irql: {max: APC}\n");
  ASSERT_TRUE(Rules);
  const Routine *R = Rules->routine("KeStallExecutionProcessor");
  ASSERT_TRUE(R);
  EXPECT_EQ(R->Range.Max, Irql::Apc);
  EXPECT_FALSE(R->Range.Min);
  EXPECT_TRUE(R->Effects.empty());
  EXPECT_EQ(Rules->routines().size(), builtinRoutines());
  EXPECT_TRUE(RuleBase::builtin()
                  .routine("KeStallExecutionProcessor")
                  ->has(EffectKind::Stall));
}

TEST(Overrides, DeleteKeepsTheOthers) {
  auto Rules = apply("routines:\n"
                     "  - {name: StorPortIssueDpc, delete: true}\n"
                     "  - {name: DbgPrint, delete: true}\n");
  ASSERT_TRUE(Rules);
  EXPECT_EQ(Rules->routine("StorPortIssueDpc"), nullptr);
  EXPECT_EQ(Rules->routine("DbgPrint"), nullptr);
  EXPECT_EQ(Rules->byCode("StorPortNotification", 0x1002), nullptr);
  ASSERT_TRUE(Rules->byCode("StorPortNotification", 0x1003));
  EXPECT_EQ(Rules->byCode("StorPortNotification", 0x1003)->Name,
            "StorPortAcquireSpinLock");
  EXPECT_EQ(Rules->routines().size(), builtinRoutines() - 2);
  EXPECT_TRUE(Rules->routine("StorPortInitializeDpc"));
}

TEST(Overrides, WhatIsReplacedOrDeletedMustExist) {
  EXPECT_EQ(errorOf("routines:\n  - {name: DbgPrnt, delete: true}\n"),
            "vendor.yaml:2:6: error: there is no routine 'DbgPrnt' to delete; "
            "did you mean 'DbgPrint'?");
  EXPECT_EQ(errorOf("routines:\n"
                    "  - {name: DbgPrnt, override: true, source: a.h}\n"),
            "vendor.yaml:2:6: error: there is no routine 'DbgPrnt' to replace; "
            "did you mean 'DbgPrint'?");
  EXPECT_EQ(errorOf("routines:\n"
                    "  - {name: DbgPrint, delete: true, source: a.h}\n"),
            "vendor.yaml:2:36: error: unknown key 'source' in a routine; valid "
            "are 'name', 'override', 'delete'");
}

TEST(Overrides, LaterFilesSeeEarlierOnes) {
  RuleFile First("routines:\n  - {name: VendorA, source: one.h}\n", "one.yaml");
  RuleFile Second("routines:\n"
                  "  - {name: VendorA, override: true, source: two.h}\n",
                  "two.yaml");
  auto Rules = RuleBase::withOverrides({First.path(), Second.path()});
  ASSERT_TRUE(bool(Rules)) << toString(Rules.takeError());
  EXPECT_EQ((*Rules)->routine("VendorA")->Source, "two.h");
}

TEST(Overrides, RegistrationsFollowTheirRole) {
  auto Rules =
      apply("roles:\n"
            "  - {name: HW_INTERRUPT, delete: true}\n"
            "  - name: VENDOR_ISR\n"
            "    port: storport\n"
            "    source: vendor.h\n"
            "    level: DIRQL\n"
            "    held: [StorInterrupt]\n"
            "    registered_by: [{struct: VENDOR_TABLE, member: Isr}]\n");
  ASSERT_TRUE(Rules);
  EXPECT_EQ(
      Rules->registration("HW_INITIALIZATION_DATA", "HwInterrupt", "storport"),
      nullptr);
  const RegistrationMember *M = Rules->registration("_VENDOR_TABLE", "Isr");
  ASSERT_TRUE(M);
  EXPECT_EQ(M->Role, "VENDOR_ISR");
  EXPECT_EQ(Rules->role("VENDOR_ISR")->Level, Irql::Dirql);
}

} // namespace
