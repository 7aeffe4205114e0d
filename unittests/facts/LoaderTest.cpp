//===- LoaderTest.cpp - What a rule file must not say ---------------------===//
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

// A routine row to which a test adds its mistake, from line 8 on.
std::string routine(StringRef Rest) {
  return (R"(routines:
  - name: VendorLock
    source: vendor.h
    returns: VOID
    parameters:
      - {inout: Lock, type: PVENDOR_LOCK}
      - {out: Level, type: PKIRQL}
)" + Rest)
      .str();
}

TEST(Loader, AcceptsACompleteRow) {
  EXPECT_EQ(errorOf(routine("    irql: {min: PASSIVE, max: DISPATCH}\n"
                            "    effects:\n"
                            "      - {kind: acquire_lock, lock: KernelSpin, "
                            "key_arg: Lock, old_irql_out_arg: 1}\n")),
            "");
}

TEST(Loader, UnknownKeys) {
  EXPECT_EQ(errorOf(routine("    irqll: {max: APC}\n")),
            "vendor.yaml:8:5: error: unknown key 'irqll' in a routine; did you "
            "mean 'irql'?");
  EXPECT_EQ(errorOf(routine("    effects:\n"
                            "      - {kind: stall, arg: 0, unti: us}\n")),
            "vendor.yaml:9:31: error: unknown key 'unti' in an effect; did you "
            "mean 'unit'?");
  EXPECT_EQ(
      errorOf("routinse: []\n"),
      "vendor.yaml:1:1: error: unknown key 'routinse' in a rule file; did "
      "you mean 'routines'?");
}

TEST(Loader, BadIrql) {
  EXPECT_EQ(errorOf(routine("    irql: {max: DISPACH}\n")),
            "vendor.yaml:8:17: error: 'DISPACH' is not an IRQL; did you mean "
            "'DISPATCH'?");
  EXPECT_EQ(errorOf(routine("    irql: {max: SOMETIMES}\n")),
            "vendor.yaml:8:17: error: 'SOMETIMES' is not an IRQL; valid are "
            "'PASSIVE', 'APC', 'DISPATCH', 'DIRQL', 'HIGH'");
  EXPECT_EQ(errorOf(routine("    irql: {min: DIRQL, max: APC}\n")),
            "vendor.yaml:8:12: error: 'max' is below 'min'");
  EXPECT_EQ(errorOf(routine("    irql: {max: APC, basis: guessed}\n")),
            "vendor.yaml:8:29: error: 'guessed' is not a basis; valid are "
            "'documented', 'derived', 'hint'");
}

TEST(Loader, BadLockClass) {
  EXPECT_EQ(errorOf(routine("    effects:\n      - {kind: acquire_lock, lock: "
                            "StorInterupt}\n")),
            "vendor.yaml:9:36: error: 'StorInterupt' is not a lock class; did "
            "you mean 'StorInterrupt'?");
  EXPECT_EQ(
      errorOf(routine("    effects:\n      - {kind: acquire_lock}\n")),
      "vendor.yaml:9:10: error: the effect 'acquire_lock' needs 'lock', or "
      "'class_arg' and 'classes'");
}

TEST(Loader, BadEffect) {
  EXPECT_EQ(errorOf(routine("    effects:\n      - {kind: aquire_lock}\n")),
            "vendor.yaml:9:16: error: 'aquire_lock' is not an effect; did you "
            "mean 'acquire_lock'?");
  EXPECT_EQ(errorOf(routine("    effects:\n      - {kind: other}\n")),
            "vendor.yaml:9:10: error: the effect 'other' needs 'name'");
  EXPECT_EQ(errorOf(routine("    effects:\n      - {arg: 0}\n")),
            "vendor.yaml:9:10: error: an effect needs 'kind'");
  EXPECT_EQ(errorOf(routine("    effects:\n      - {kind: stall, arg: 0, unit: "
                            "hours}\n")),
            "vendor.yaml:9:37: error: 'hours' is not a unit of time; valid are "
            "'ns', '100ns', 'us', 'ms', 's'");
}

TEST(Loader, ArgumentsOfTheSignature) {
  EXPECT_EQ(
      errorOf(routine("    effects:\n      - {kind: stall, arg: 2}\n")),
      "vendor.yaml:9:28: error: there is no argument 2; the routine has 2");
  EXPECT_EQ(
      errorOf(routine("    effects:\n      - {kind: stall, arg: Levle}\n")),
      "vendor.yaml:9:28: error: there is no parameter 'Levle'; did you "
      "mean 'Level'?");
  EXPECT_EQ(errorOf(routine("    variadic: true\n"
                            "    effects:\n      - {kind: stall, arg: 2}\n")),
            "");
}

TEST(Loader, SourceIsRequired) {
  EXPECT_EQ(errorOf("routines:\n  - name: VendorStall\n"),
            "vendor.yaml:2:5: error: a routine needs 'source'");
  EXPECT_EQ(errorOf("routines:\n  - name: VendorStall\n    source: \"\"\n"),
            "vendor.yaml:3:13: error: 'source' must not be empty");
}

TEST(Loader, Duplicates) {
  EXPECT_EQ(errorOf("routines:\n"
                    "  - {name: VendorA, source: a.h}\n"
                    "  - {name: VendorA, source: b.h}\n"),
            "vendor.yaml:3:6: error: duplicate routine 'VendorA', first at "
            "vendor.yaml:2:6; 'override: true' replaces it");
  EXPECT_EQ(errorOf("routines:\n  - {name: KeLowerIrql, source: a.h}\n"),
            "vendor.yaml:2:6: error: duplicate routine 'KeLowerIrql', first "
            "built in; 'override: true' replaces it");
  EXPECT_EQ(
      errorOf("roles:\n  - {name: HW_INTERRUPT, source: a.h}\n"),
      "vendor.yaml:2:6: error: duplicate role 'HW_INTERRUPT', first built "
      "in; 'override: true' replaces it");
  EXPECT_EQ(errorOf("routines:\n  - {name: A, source: a.h, name: B}\n"),
            "vendor.yaml:2:28: error: duplicate key 'name'");
  EXPECT_EQ(errorOf("constants:\n  - enumeration: E\n    source: a.h\n"
                    "    values: {DpcLock: 9}\n"),
            "vendor.yaml:4:14: error: duplicate constant 'DpcLock'");
}

TEST(Loader, Conditions) {
  EXPECT_EQ(errorOf(routine("    effects:\n      - {kind: stall, arg: 0, when: "
                            "{arg: 0, is: DpcLok}}\n")),
            "vendor.yaml:9:50: error: 'DpcLok' is neither a number nor a "
            "constant; did you mean 'DpcLock'?");
  EXPECT_EQ(errorOf(routine("    effects:\n      - {kind: stall, arg: 0, when: "
                            "{arg: 0}}\n")),
            "vendor.yaml:9:38: error: a condition needs 'arg' with 'is' or "
            "'is_not', or 'irql_at_least' or 'irql_below'");
}

TEST(Loader, ReferencesToOtherRows) {
  EXPECT_EQ(
      errorOf(routine("    effects:\n      - {kind: register_callback, "
                      "routine_arg: 0, role: HW_TIMERS}\n")),
      "vendor.yaml:9:57: error: there is no role 'HW_TIMERS'; did you mean "
      "'HW_TIMER'?");
  EXPECT_EQ(errorOf(routine("    not_from: [HwStorInterupt/dump]\n")),
            "vendor.yaml:8:16: error: there is no call-back 'HwStorInterupt'; "
            "did you mean 'HwStorInterrupt'?");
  EXPECT_EQ(
      errorOf(routine("    via: {routine: StorPortNotificatoin, code: 7}\n")),
      "vendor.yaml:8:20: error: there is no routine "
      "'StorPortNotificatoin'; did you mean 'StorPortNotification'?");
}

TEST(Loader, Roles) {
  EXPECT_EQ(
      errorOf("roles:\n  - name: R\n    source: a.h\n"
              "    return_duty: claims\n"
              "    cases: [{when: ful-duplex, level: DISPATCH}]\n"),
      "vendor.yaml:4:18: error: 'claims' is not a return duty\n"
      "vendor.yaml:5:20: error: 'ful-duplex' is not a case of a role; did "
      "you mean 'full-duplex'?");
  EXPECT_EQ(errorOf("roles:\n  - name: R\n    source: a.h\n"
                    "    level: APC\n    up_to: DISPATCH\n"),
            "vendor.yaml:2:5: error: 'level' and 'up_to' exclude each other");
}

TEST(Loader, ChecksAreNotForRuleFiles) {
  EXPECT_EQ(errorOf("checks: []\n")
                .find("vendor.yaml:1:1: error: unknown key "
                      "'checks' in a rule file"),
            0u);
}

TEST(Loader, ShapesAndSyntax) {
  EXPECT_EQ(errorOf("routines: 7\n"),
            "vendor.yaml:1:11: error: 'routines' must be a list");
  EXPECT_EQ(errorOf("routines: [7]\n")
                .find("vendor.yaml:1:12: error: a routine must be a mapping"),
            0u);
  EXPECT_EQ(errorOf("routines:\n  - {name: A, source: a.h, variadic: maybe}\n"),
            "vendor.yaml:2:38: error: 'variadic' must be true or false");
  EXPECT_EQ(
      errorOf("routines: [}\n").find("vendor.yaml:1:12: error: not valid YAML"),
      0u);
  EXPECT_EQ(errorOf(""),
            "vendor.yaml:1:1: error: a rule file must be a mapping");
}

TEST(Loader, ReportsEveryMistakeOfEveryFileInOrder) {
  RuleFile First("routines:\n"
                 "  - {name: A, sorce: a.h}\n"
                 "  - {name: B, source: b.h, irql: {max: HIHG}}\n",
                 "first.yaml");
  RuleFile Second("rolls: []\n", "second.yaml");
  auto Rules = RuleBase::withOverrides({First.path(), Second.path()});
  ASSERT_FALSE(Rules);
  EXPECT_EQ(
      Second.withoutFolder(First.withoutFolder(toString(Rules.takeError()))),
      "first.yaml:2:6: error: a routine needs 'source'\n"
      "first.yaml:2:15: error: unknown key 'sorce' in a routine; did you "
      "mean 'source'?\n"
      "first.yaml:3:40: error: 'HIHG' is not an IRQL; did you mean "
      "'HIGH'?\n"
      "second.yaml:1:1: error: unknown key 'rolls' in a rule file; did you "
      "mean 'roles'?");
}

TEST(Loader, MissingFile) {
  auto Rules = RuleBase::withOverrides({"no-such-file.yaml"});
  ASSERT_FALSE(Rules);
  EXPECT_EQ(toString(Rules.takeError()),
            "no-such-file.yaml: error: No such file or directory");
}

} // namespace
