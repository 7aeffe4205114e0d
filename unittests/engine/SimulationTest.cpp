//===- SimulationTest.cpp - The rules of the simulation, one by one -------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EngineFixture.h"
#include "gtest/gtest.h"

using namespace miniport;

namespace {

TEST(Simulation, TestedTwiceButWrittenBetween) {
  EXPECT_EQ("leak StorInterrupt acquired StartIo returned StartIo\n"
            "unheld None in StartIo\n",
            faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  %2 = load u8 %ext->EXT.Flag
  %3 = ne u8 %2, 0
  br %3, take, mid "ext->Flag"
take:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  goto mid
mid:
  %4 = call u32 @Choose()
  %5 = cast u8, %4
  store u8 %5, %ext->EXT.Flag
  %6 = load u8 %ext->EXT.Flag
  %7 = ne u8 %6, 0
  br %7, give, out "ext->Flag"
give:
  call @StorPortReleaseSpinLock(%ext, %1)
  goto out
out:
  ret u8 1
)ir")));
}

TEST(Simulation, TestedTwiceAcrossCallsThatDoNotWrite) {
  EXPECT_EQ("", faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  %2 = load u8 %ext->EXT.Flag
  %3 = ne u8 %2, 0
  br %3, take, mid "ext->Flag"
take:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  goto mid
mid:
  call @Helper(%ext)
  call @Trace(%ext)
  %4 = call u32 @StorPortReadRegisterUlong(%ext, %ext)
  %6 = load u8 %ext->EXT.Flag
  %7 = ne u8 %6, 0
  br %7, give, out "ext->Flag"
give:
  call @StorPortReleaseSpinLock(%ext, %1)
  goto out
out:
  ret u8 1
)ir",
                                 R"ir(
func @Helper(%e: ptr) -> void {
entry:
  store u32 5, %e->EXT.Count
  ret
}
)ir")));
}

TEST(Simulation, CalleeWritesTheFlagThroughASecondPointer) {
  std::string Faults = faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  %2 = load u8 %ext->EXT.Flag
  %3 = ne u8 %2, 0
  br %3, take, mid "ext->Flag"
take:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  goto mid
mid:
  %9 = load ptr %srb
  call @Helper(%9)
  %6 = load u8 %ext->EXT.Flag
  %7 = ne u8 %6, 0
  br %7, give, out "ext->Flag"
give:
  call @StorPortReleaseSpinLock(%ext, %1)
  goto out
out:
  ret u8 1
)ir",
                                        R"ir(
func @Helper(%e: ptr) -> void {
entry:
  store u8 0, %e->EXT.Flag
  ret
}
)ir"));
  EXPECT_EQ("leak StorInterrupt acquired StartIo returned StartIo\n"
            "unheld None in StartIo\n",
            Faults);
}

const std::string TryLock = R"ir(
func @TryLock(%ext: ptr, %lock: ptr) -> u8 {
entry:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %lock)
  %1 = load u32 %ext->EXT.State
  %2 = ne u32 %1, 0
  br %2, bad, good "ext->State"
bad:
  call @StorPortReleaseSpinLock(%ext, %lock)
  ret u8 0
good:
  ret u8 1
}
)ir";

TEST(Simulation, ReleasedByTheCallerOnSuccessOnly) {
  EXPECT_EQ("", faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  %2 = call u8 @TryLock(%ext, %1)
  %3 = ne u8 %2, 0
  br %3, held, out "TryLock(ext, &lock)"
held:
  call @StorPortReleaseSpinLock(%ext, %1)
  goto out
out:
  ret u8 1
)ir",
                                 TryLock)));
}

TEST(Simulation, ReleasedByTheCallerOnFailure) {
  EXPECT_EQ("leak StorInterrupt acquired TryLock returned StartIo\n"
            "unheld None in StartIo\n",
            faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  %2 = call u8 @TryLock(%ext, %1)
  %3 = ne u8 %2, 0
  br %3, out, held "TryLock(ext, &lock)"
held:
  call @StorPortReleaseSpinLock(%ext, %1)
  goto out
out:
  ret u8 1
)ir",
                             TryLock)));
}

TEST(Simulation, ResultOfAPureFunctionDecidesTwice) {
  EXPECT_EQ("", faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  %2 = call u32 @IsDumpMode(%ext)
  %3 = ne u32 %2, 0
  br %3, mid, take "IsDumpMode(ext)"
take:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  goto mid
mid:
  %4 = call u32 @IsDumpMode(%ext)
  %5 = ne u32 %4, 0
  br %5, out, give "IsDumpMode(ext)"
give:
  call @StorPortReleaseSpinLock(%ext, %1)
  goto out
out:
  ret u8 1
)ir",
                                 R"ir(
func @IsDumpMode(%ext: ptr) -> u32 internal {
entry:
  %1 = load u8 %ext->EXT.Flag
  %2 = cast u32, %1
  %3 = ne u32 %2, 0
  %4 = cast u32, %3
  ret u32 %4
}
)ir")));
}

TEST(Simulation, AcquireThatMayFail) {
  EXPECT_EQ("", faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  %2 = call u32 @StorPortAcquireSpinLockEx(%ext, s32 3, ptr 0, %1)
  %3 = eq u32 %2, 0
  br %3, held, out "status == STOR_STATUS_SUCCESS"
held:
  call @StorPortReleaseSpinLock(%ext, %1)
  goto out
out:
  ret u8 1
)ir")));
}

TEST(Simulation, SwitchValueDecidesTwice) {
  EXPECT_EQ("", faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  %2 = load u32 %ext->EXT.State
  switch %2, mid { 1: take, 2: take, 7..9: take } "ext->State"
take:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  goto mid
mid:
  %3 = load u32 %ext->EXT.State
  switch %3, out { 1: give, 2: give, 7..9: give } "ext->State"
give:
  call @StorPortReleaseSpinLock(%ext, %1)
  goto out
out:
  ret u8 1
)ir")));
}

TEST(Simulation, BitTestDecidesTwice) {
  EXPECT_EQ("", faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  %2 = load u32 %ext->EXT.State
  %3 = and u32 %2, 4
  %4 = ne u32 %3, 0
  br %4, take, mid "ext->State & 4"
take:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  %5 = load u32 %ext->EXT.State
  %6 = or u32 %5, 1
  store u32 %6, %ext->EXT.State
  goto mid
mid:
  %7 = load u32 %ext->EXT.State
  %8 = and u32 %7, 4
  %9 = ne u32 %8, 0
  br %9, give, out "ext->State & 4"
give:
  call @StorPortReleaseSpinLock(%ext, %1)
  goto out
out:
  ret u8 1
)ir")));
}

TEST(Simulation, TestOfTheCurrentIrqlPrunes) {
  const std::string Free = R"ir(
func @Free(%ext: ptr) -> void {
entry:
  %1 = call u8 @KeGetCurrentIrql()
  %2 = gt u8 %1, 2
  br %2, out, free "KeGetCurrentIrql() > DISPATCH_LEVEL"
free:
  %3 = load ptr %ext->EXT.Pool
  %4 = call u32 @StorPortFreePool(%ext, %3)
  goto out
out:
  ret
}
func @Isr(%ext: ptr) -> u8 role HW_INTERRUPT {
entry:
  call @Free(%ext)
  ret u8 1
}
)ir";
  EXPECT_EQ(
      "", faultsOf(startIo("entry:\n  call @Free(%ext)\n  ret u8 1\n", Free)));
}

TEST(Simulation, LegalInTheDpcButNotInTheInterruptRoutine) {
  EXPECT_EQ("ceiling StorPortFreePool in Free\n", faultsOf(extRecord() + R"ir(
func @Free(%ext: ptr) -> void {
entry:
  %3 = load ptr %ext->EXT.Pool
  %4 = call u32 @StorPortFreePool(%ext, %3)
  ret
}
func @Isr(%ext: ptr) -> u8 role HW_INTERRUPT {
entry:
  call @Free(%ext)
  ret u8 1
}
func @Dpc(%dpc: ptr, %ext: ptr, %a: ptr, %b: ptr) -> void role HW_DPC_ROUTINE {
entry:
  call @Free(%ext)
  ret
}
)ir"));
  EXPECT_EQ("", faultsOf(extRecord() + R"ir(
func @Dpc(%dpc: ptr, %ext: ptr, %a: ptr, %b: ptr) -> void role HW_DPC_ROUTINE {
entry:
  %3 = load ptr %ext->EXT.Pool
  %4 = call u32 @StorPortFreePool(%ext, %3)
  ret
}
)ir"));
}

TEST(Simulation, SynchronizedCallbackRunsAtDirql) {
  EXPECT_EQ("ceiling StorPortFreePool in Work\n", faultsOf(startIo(R"ir(
entry:
  %1 = call u8 @StorPortSynchronizeAccess(%ext, @Work, ptr 0)
  %2 = load ptr %ext->EXT.Pool
  %3 = call u32 @StorPortFreePool(%ext, %2)
  ret u8 1
)ir",
                                                                   R"ir(
func @Work(%ext: ptr, %context: ptr) -> u8 {
entry:
  %3 = load ptr %ext->EXT.Pool
  %4 = call u32 @StorPortFreePool(%ext, %3)
  ret u8 1
}
)ir")));
}

TEST(Simulation, RecursionTerminates) {
  EXPECT_EQ("", faultsOf(startIo(R"ir(
entry:
  call @Walk(%ext, u32 5)
  ret u8 1
)ir",
                                 R"ir(
func @Walk(%ext: ptr, %n: u32) -> void {
  local $lock: agg 24 STOR_LOCK_HANDLE
entry:
  %1 = addr $lock
  %2 = eq u32 %n, 0
  br %2, out, down "n == 0"
down:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  call @StorPortReleaseSpinLock(%ext, %1)
  %3 = sub u32 %n, 1
  call @Other(%ext, %3)
  goto out
out:
  ret
}
func @Other(%ext: ptr, %n: u32) -> void {
entry:
  call @Walk(%ext, %n)
  ret
}
)ir")));
}

TEST(Simulation, OneApiTakesAnotherReleases) {
  EXPECT_EQ("leak StorInterrupt acquired StartIo returned StartIo\n"
            "unheld StorMessage in StartIo\n",
            faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  %2 = call u32 @StorPortReleaseMSISpinLock(%ext, u32 0, u32 2)
  ret u8 1
)ir")));
}

/// N pairs of 'if (Flags[i])', the second in reverse, with a lock in the first.
std::string correlated(unsigned N) {
  std::string Body = "entry:\n  %1 = addr $lock\n  goto a0\n";
  unsigned Register = 2;
  auto Test = [&](const std::string &Prefix, unsigned I,
                  const std::string &Action, const std::string &Next) {
    std::string Name = Prefix + std::to_string(I);
    std::string L = std::to_string(Register++), C = std::to_string(Register++);
    Body += Name + ":\n  %" + L + " = load u32 %ext->EXT.Flags[u32 " +
            std::to_string(I) + " x 4]\n  %" + C + " = ne u32 %" + L +
            ", 0\n  br %" + C + ", " + Name + "t, " + Next + "\n" + Name +
            "t:\n" + Action + "  goto " + Next + "\n";
  };
  for (unsigned I = 0; I != N; ++I)
    Test("a", I,
         I == 0 ? "  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)\n"
                : "  call @StorPortStallExecution(u32 1)\n",
         I + 1 == N ? "b0" : "a" + std::to_string(I + 1));
  for (unsigned I = 0; I != N; ++I)
    Test("b", I,
         I == 0 ? "  call @StorPortReleaseSpinLock(%ext, %1)\n"
                : "  call @StorPortStallExecution(u32 1)\n",
         I + 1 == N ? "out" : "b" + std::to_string(I + 1));
  return startIo(Body + "out:\n  ret u8 1\n");
}

TEST(Simulation, CorrelatedBranchesInARowAreLinear) {
  Simulated Small(correlated(16)), Large(correlated(32));
  EXPECT_LE(Large.steps(), 3 * Small.steps());
  auto LocksOf = [](Simulated &S) {
    std::string F = S.faults();
    return F.find("leak") == std::string::npos &&
           F.find("unheld") == std::string::npos;
  };
  EXPECT_TRUE(LocksOf(Small));
}

} // namespace
