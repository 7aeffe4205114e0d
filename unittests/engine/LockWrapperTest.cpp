//===- LockWrapperTest.cpp - Lock wrappers of the shapes that drivers hav -===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EngineFixture.h"
#include "gtest/gtest.h"

using namespace miniport;

namespace {

/// An acquire and a release wrapper, each choosing among three kinds of lock by
/// the same flags; 'isr' says that the caller is serialised already.
const std::string ThreeWay = R"ir(
record EXT size 64 {
  Msix: u8 @0
  Queues: u32 @4
  Resetting: u32 @8
  Dpc: ptr @16 x 4
}
func @QueueLock(%ext: ptr, %id: u32, %lock: ptr, %isr: u8) -> void {
  local $old: u32
entry:
  call @Trace(%ext)
  %1 = ne u8 %isr, 0
  br %1, done, choose "isr"
choose:
  %2 = load u8 %ext->EXT.Msix
  %3 = ne u8 %2, 0
  br %3, msi, line "ext->Msix"
msi:
  %4 = load u32 %ext->EXT.Queues
  %5 = gt u32 %4, 1
  br %5, many, one "ext->Queues > 1"
many:
  %6 = addr %ext->EXT.Dpc[%id x 8]
  call @StorPortAcquireSpinLock(%ext, s32 1, %6, %lock)
  goto done
one:
  store u32 0, $old
  %7 = addr $old
  %8 = call u32 @StorPortAcquireMSISpinLock(%ext, %id, %7)
  %9 = load u32 $old
  %10 = cast u8, %9
  store u8 %10, %lock->STOR_LOCK_HANDLE.Context->HANDLE_CONTEXT.OldIrql
  goto done
line:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %lock)
  goto done
done:
  call @Trace(%ext)
  ret
}
func @QueueUnlock(%ext: ptr, %id: u32, %lock: ptr, %isr: u8) -> void {
entry:
  %1 = ne u8 %isr, 0
  br %1, done, choose "isr"
choose:
  %2 = load u8 %ext->EXT.Msix
  %3 = ne u8 %2, 0
  br %3, msi, line "ext->Msix"
msi:
  %4 = load u32 %ext->EXT.Queues
  %5 = gt u32 %4, 1
  br %5, many, one "ext->Queues > 1"
many:
  call @StorPortReleaseSpinLock(%ext, %lock)
  goto done
one:
  %6 = load u8 %lock->STOR_LOCK_HANDLE.Context->HANDLE_CONTEXT.OldIrql
  %7 = cast u32, %6
  %8 = call u32 @StorPortReleaseMSISpinLock(%ext, %id, %7)
  goto done
line:
  call @StorPortReleaseSpinLock(%ext, %lock)
  goto done
done:
  ret
}
)ir";

TEST(LockWrapper, ThreeKindsByTheSameFlags) {
  EXPECT_EQ("", faultsOf(ThreeWay + R"ir(
func @StartIo(%ext: ptr, %srb: ptr) -> u8 role HW_STARTIO {
  local $lock: agg 24 STOR_LOCK_HANDLE
entry:
  %1 = addr $lock
  call @QueueLock(%ext, u32 1, %1, u8 0)
  %2 = load u32 %ext->EXT.Resetting
  %3 = ne u32 %2, 0
  br %3, busy, work "ext->Resetting"
busy:
  call @QueueUnlock(%ext, u32 1, %1, u8 0)
  ret u8 0
work:
  call @Trace(%ext)
  call @QueueUnlock(%ext, u32 1, %1, u8 0)
  ret u8 1
}
)ir"));
}

TEST(LockWrapper, OneExitForgetsTheUnlock) {
  EXPECT_EQ("leak StorDpc acquired QueueLock returned StartIo\n"
            "leak StorInterrupt acquired QueueLock returned StartIo\n"
            "leak StorMessage acquired QueueLock returned StartIo\n",
            faultsOf(ThreeWay + R"ir(
func @StartIo(%ext: ptr, %srb: ptr) -> u8 role HW_STARTIO {
  local $lock: agg 24 STOR_LOCK_HANDLE
entry:
  %1 = addr $lock
  call @QueueLock(%ext, u32 1, %1, u8 0)
  %2 = load u32 %ext->EXT.Resetting
  %3 = ne u32 %2, 0
  br %3, busy, work "ext->Resetting"
busy:
  ret u8 0
work:
  call @QueueUnlock(%ext, u32 1, %1, u8 0)
  ret u8 1
}
)ir"));
}

TEST(LockWrapper, FlagPassedDownFromTheInterruptRoutine) {
  const std::string Drain = R"ir(
func @Complete(%ext: ptr, %id: u32, %isr: u8) -> void {
  local $lock: agg 24 STOR_LOCK_HANDLE
entry:
  zero 24, $lock
  %1 = addr $lock
  call @QueueLock(%ext, %id, %1, %isr)
  goto head
head:
  %2 = call u32 @Choose()
  %3 = ne u32 %2, 0
  br %3, body, out "Choose()"
body:
  call @Trace(%1)
  goto head
out:
  call @QueueUnlock(%ext, %id, %1, %isr)
  ret
}
func @Isr(%ext: ptr) -> u8 role HW_INTERRUPT {
entry:
  call @Complete(%ext, u32 0, u8 1)
  ret u8 1
}
func @Dpc(%dpc: ptr, %ext: ptr, %a: ptr, %b: ptr) -> void role HW_DPC_ROUTINE {
entry:
  call @Complete(%ext, u32 2, u8 0)
  ret
}
)ir";
  EXPECT_EQ("", faultsOf(ThreeWay + Drain));
}

/// An id that says "all messages" takes the interrupt lock.
const std::string AllMessages = R"ir(
record EXT size 16 {
  PerPort: u32 @0 bits 3 1
  Work: u32 @4
}
func @Lock(%ext: ptr, %id: u32, %lock: ptr) -> void internal {
  local $old: u32
entry:
  %1 = load u32 %ext->EXT.PerPort
  %2 = eq u32 %1, 0
  br %2, all, more "PerPort == 0"
more:
  %3 = eq u32 %id, 4294967295
  br %3, all, one "id == MAXULONG"
all:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %lock)
  goto done
one:
  store u32 0, $old
  %4 = addr $old
  %5 = call u32 @StorPortAcquireMSISpinLock(%ext, %id, %4)
  %6 = load u32 $old
  %7 = cast u8, %6
  store u8 %7, %lock->STOR_LOCK_HANDLE.Context->HANDLE_CONTEXT.OldIrql
  goto done
done:
  ret
}
func @Unlock(%ext: ptr, %id: u32, %lock: ptr) -> void internal {
entry:
  %1 = load u32 %ext->EXT.PerPort
  %2 = eq u32 %1, 0
  br %2, all, more "PerPort == 0"
more:
  %3 = eq u32 %id, 4294967295
  br %3, all, one "id == MAXULONG"
all:
  call @StorPortReleaseSpinLock(%ext, %lock)
  goto done
one:
  %6 = load u8 %lock->STOR_LOCK_HANDLE.Context->HANDLE_CONTEXT.OldIrql
  %7 = cast u32, %6
  %8 = call u32 @StorPortReleaseMSISpinLock(%ext, %id, %7)
  goto done
done:
  ret
}
)ir";

const std::string Activate = R"ir(
func @Activate(%ext: ptr, %port: u32, %atdirql: u8) -> u8 {
  local $lock: agg 24 STOR_LOCK_HANDLE
entry:
  zero 24, $lock
  %1 = eq u8 %atdirql, 0
  br %1, take, taken "!atdirql"
take:
  %2 = addr $lock
  call @Lock(%ext, %port, %2)
  goto taken
taken:
  %3 = load u32 %ext->EXT.Work
  %4 = eq u32 %3, 0
  br %4, exit, work "ext->Work == 0"
work:
  store u32 0, %ext->EXT.Work
  goto exit
exit:
  %5 = eq u8 %atdirql, 0
  br %5, give, given "!atdirql"
give:
  %6 = addr $lock
  call @Unlock(%ext, %port, %6)
  goto given
given:
  ret u8 1
}
)ir";

TEST(LockWrapper, AnIdThatMeansAllMessages) {
  EXPECT_EQ("", faultsOf(AllMessages + Activate + R"ir(
func @StartIo(%ext: ptr, %srb: ptr) -> u8 role HW_STARTIO {
entry:
  %1 = call u32 @Choose()
  %2 = call u8 @Activate(%ext, %1, u8 0)
  ret u8 1
}
func @Isr(%ext: ptr) -> u8 role HW_INTERRUPT {
entry:
  %1 = call u8 @Activate(%ext, u32 1, u8 1)
  ret u8 1
}
)ir"));
}

TEST(LockWrapper, UnlockGuardedByAnotherFlag) {
  std::string Broken = Activate;
  size_t At = Broken.find("%5 = eq u8 %atdirql, 0");
  Broken.replace(At, 22, "%9 = load u32 %ext->EXT.Work\n  %5 = eq u32 %9, 0");
  std::string Faults = faultsOf(AllMessages + Broken + R"ir(
func @StartIo(%ext: ptr, %srb: ptr) -> u8 role HW_STARTIO {
entry:
  %1 = call u32 @Choose()
  %2 = call u8 @Activate(%ext, %1, u8 0)
  ret u8 1
}
)ir");
  // Work is 0 on both ways to the exit: the lock is always released.
  EXPECT_EQ("", Faults);
}

} // namespace
