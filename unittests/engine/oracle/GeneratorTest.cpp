//===- GeneratorTest.cpp - What generated drivers contain -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Oracle.h"
#include "ir/Text.h"
#include "gtest/gtest.h"

namespace miniport::oracle {
namespace {

TEST(Variety, EveryConstructIsGenerated) {
  std::map<std::string, unsigned> Seen;
  static constexpr const char *Wanted[] = {
      // Locks, and where their handles are.
      "@StorPortAcquireSpinLock(%ext, s32 1", "s32 2, ptr 0", "s32 3, ptr 0",
      "@StorPortAcquireMSISpinLock(%ext, %id", "->QUEUE.Handle", "copy 32",
      "zero 32", "STOR_LOCK_CONTEXT.OldIrql", "ADAPTER.Queues[",
      // Wrappers and shared functions.
      "call @Lock0(", "call @TryLock", "call @LockInterrupt",
      "call @LockMessage", "call @LockKind", "call @Service", "call @Update",
      "call @Reset", "call @Delay", "call @Is", "load ptr %ext->ADAPTER.Lock",
      // Control.
      "switch %", "goto out_", "loop", "load volatile", "yes0:", "and",
      "@KeGetCurrentIrql()", "@TraceMessage(", "@VendorCheck(",
      "@StorPortFreePool(", "@StorPortRegistryRead(",
      // Entry points.
      "role HW_INITIALIZE", "role HW_INTERRUPT",
      "role HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE", "role HW_DPC_ROUTINE",
      "role HW_STARTIO", "role HW_BUILDIO", "role HW_RESET_BUS"};
  for (uint64_t Seed = 0; Seed < 200; ++Seed) {
    Scenario S = Scenario::make(Seed, 0);
    // Without the declarations at the head.
    std::string Code = S.Text.substr(S.Text.find("func @"));
    for (const char *Text : Wanted)
      Seen[Text] += Code.find(Text) != std::string::npos;
  }
  for (const char *Text : Wanted)
    EXPECT_GE(Seen[Text], 5U) << Text;
}

TEST(Variety, MostCodeRuns) {
  // Of the lines with a call of a lock routine in run-time entry points, most
  // are reached: the rest stand behind conditions that never hold.
  uint64_t Taken = 0, Written = 0;
  for (uint64_t Seed = 0; Seed < 200; ++Seed) {
    Scenario S = Scenario::make(Seed, 0);
    std::set<ir::SourcePoint> Reached;
    for (const Environment &E : S.Environments)
      for (const ObservedEntry &Entry : observe(*S.Module, E).Entries)
        for (const auto &[Where, Stall] : Entry.LockedStalls)
          Reached.insert(Where);
    uint32_t Acquire = S.Module->findFunction("StorPortAcquireSpinLock");
    for (const ir::Function &F : S.Module->Functions)
      for (const ir::Block &B : F.Blocks)
        for (const ir::Instruction &I : B.Instructions)
          Written += !F.RoleTypes.empty() && I.Op == ir::Opcode::Call &&
                     I.Args[0] == ir::Value::function(Acquire);
    Taken += Reached.size();
  }
  EXPECT_GT(Taken * 100, Written * 60);
}

TEST(Mutations, EachChangesSomeDriverAndLeavesItValid) {
  for (unsigned I = 0; I <= unsigned(Mutation::ChangeCase); ++I) {
    auto M = static_cast<Mutation>(I);
    unsigned Applied = 0;
    for (uint64_t Seed = 0; Seed < 60; ++Seed) {
      Scenario S = Scenario::make(Seed, 0);
      std::string Before = S.Text;
      Random Rng(Seed);
      bool Changed = mutate(S.Tree, M, Rng);
      ASSERT_TRUE(rebuild(S)) << toString(M).str() << '\n' << S.Text;
      Applied += Changed;
      if (!Changed)
        EXPECT_EQ(S.Text, Before) << toString(M).str();
    }
    EXPECT_GE(Applied, 5U) << toString(M).str();
  }
}

TEST(Mutations, SpoiltDriverIsTheRightOneButForOnePlace) {
  for (uint64_t Seed = 0; Seed < 40; ++Seed) {
    Scenario Right = Scenario::make(Seed, 0), Wrong = Scenario::make(Seed, 100);
    ASSERT_TRUE(Wrong.Spoilt);
    EXPECT_EQ(Right.Environments.size(), Wrong.Environments.size());
    EXPECT_EQ(Right.Tree.Functions.size(), Wrong.Tree.Functions.size());
  }
}

} // namespace
} // namespace miniport::oracle
