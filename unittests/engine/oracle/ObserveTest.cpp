//===- ObserveTest.cpp - Levels, times and ends of concrete runs ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MachineFixture.h"

namespace miniport::oracle {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Machine, Ceilings) {
  const char *const Text = R"(func @Free(%ext: ptr) -> void {
entry:
  %1 = call @StorPortFreePool(%ext, ptr 0)
  ret
}
func @Dpc(ptr, %ext: ptr, ptr, ptr) -> void role HW_DPC_ROUTINE {
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  call @Free(%ext)
  call @StorPortAcquireSpinLock(%ext, u32 3, ptr 0, $h)
  call @Free(%ext)
  call @StorPortReleaseSpinLock(%ext, $h)
  %1 = call @StorPortRegistryRead(%ext, ptr 0, u32 1, u32 4, ptr 0, ptr 0)
  ret
}
func @Find(%ext: ptr, ptr, ptr, ptr, ptr, ptr) -> u32 role HW_FIND_ADAPTER {
entry:
  %1 = call @StorPortRegistryRead(%ext, ptr 0, u32 1, u32 4, ptr 0, ptr 0)
  ret u32 1
})";
  EXPECT_THAT(violations(Text),
              ElementsAre("ceiling exceeded, no lock 12 StorPortFreePool",
                          "ceiling exceeded, no lock 22 StorPortRegistryRead"));
}

TEST(Machine, CurrentIrqlTellsTheContext) {
  EXPECT_THAT(
      violations(
          R"(func @Common(%ext: ptr) -> u8 role HW_INTERRUPT role HW_TIMER {
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  %1 = call @KeGetCurrentIrql()
  %2 = gt u8 %1, 2
  br %2, done, lock
lock:
  call @StorPortAcquireSpinLock(%ext, u32 3, ptr 0, $h)
  %3 = call @KeGetCurrentIrql()
  %4 = gt u8 %3, 2
  br %4, raised, done
raised:
  call @StorPortReleaseSpinLock(%ext, $h)
  %5 = call @StorPortFreePool(%ext, ptr 0)
  goto done
done:
  ret u8 1
})"),
      IsEmpty());
}

TEST(Machine, StallsAndResults) {
  std::unique_ptr<ir::Module> M =
      module(R"(func @Isr(%ext: ptr) -> u8 role HW_INTERRUPT {
  local $i: u32
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  %9 = load volatile u32 %ext->ADAPTER.Count
  %8 = ne u32 %9, 0
  br %8, ours, other
other:
  ret u8 0
ours:
  store u32 0, $i
  goto head
head:
  %1 = load u32 $i
  %2 = lt u32 %1, 5
  br %2, body, out
body:
  call @StorPortStallExecution(u32 20)
  %3 = add u32 %1, 1
  store u32 %3, $i
  goto head
out:
  call @StorPortAcquireSpinLock(%ext, u32 1, %ext, $h)
  call @StorPortStallExecution(u32 7)
  call @StorPortReleaseSpinLock(%ext, $h)
  ret u8 1
})");
  Observation O = observe(*M, {});
  ASSERT_EQ(O.Entries.size(), 1U);
  EXPECT_EQ(O.Entries[0].MaxStall, 107U);
  EXPECT_TRUE(O.Entries[0].ReturnedZero);
  EXPECT_TRUE(O.Entries[0].ReturnedOther);
  ASSERT_EQ(O.Entries[0].LockedStalls.size(), 1U);
  EXPECT_EQ(O.Entries[0].LockedStalls.begin()->second.Microseconds, 7U);
  RunResult R =
      replay(*M, {}, O.Entries[0].Function, O.Entries[0].LongestStall);
  EXPECT_EQ(R.Stalled, 107U);
}

TEST(Machine, EndlessLoopIsCut) {
  std::unique_ptr<ir::Module> M =
      module(R"(func @Isr(%ext: ptr) -> u8 role HW_INTERRUPT {
entry:
  goto head
head:
  %1 = load volatile u32 %ext->ADAPTER.Count
  %2 = and u32 %1, 4096
  br %2, out, wait
wait:
  call @StorPortStallExecution(u32 1)
  %3 = load u8 %ext->ADAPTER.Busy
  br %3, forever, head
forever:
  goto forever
out:
  ret u8 1
}
func @Timer(%ext: ptr) -> void role HW_TIMER {
entry:
  store u8 1, %ext->ADAPTER.Busy
  ret
})");
  Observation O = observe(*M, {});
  EXPECT_GT(O.Entries[0].Completed, 0U);
  EXPECT_GT(O.Entries[0].Stuck["too many steps"], 0U);
}

TEST(Machine, RareValuesAreFound) {
  // Three numbers that must agree: with a constant in a third of the answers,
  // and nine constants, one in twenty thousand random runs.
  ObserveOptions Options;
  Options.Runs = 1000;
  EXPECT_THAT(violations(R"(func @Msi(%ext: ptr) -> u8 role HW_INTERRUPT {
entry:
  %1 = load volatile u32 %ext->ADAPTER.Count
  %2 = eq u32 %1, 51966
  br %2, b, out
b:
  %3 = load volatile u32 %ext->ADAPTER.Count
  %4 = eq u32 %3, 47806
  br %4, c, out
c:
  %5 = load volatile u32 %ext->ADAPTER.Flags
  %6 = eq u32 %5, 57005
  br %6, d, out
d:
  %7 = call @StorPortFreePool(%ext, ptr 0)
  goto out
out:
  ret u8 1
})",
                         {}, Options),
              ElementsAre("ceiling exceeded, no lock 24 StorPortFreePool"));
}

TEST(Machine, ObservationIsDeterministic) {
  std::unique_ptr<ir::Module> M = module(messageLock("0"));
  Environment E;
  E.Interrupt = InterruptGrant::PerMessage;
  auto Text = [&] {
    std::string Result;
    llvm::raw_string_ostream OS(Result);
    print(observe(*M, E), *M, OS);
    return Result;
  };
  EXPECT_EQ(Text(), Text());
  EXPECT_NE(Text(), "");
}

} // namespace
} // namespace miniport::oracle
