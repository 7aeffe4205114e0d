//===- MachineTest.cpp - Locks in concrete runs of known programs ---------===//
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

TEST(Machine, PairedLockIsQuiet) {
  EXPECT_THAT(
      violations(
          R"(func @Dpc(ptr, %ext: ptr, ptr, ptr) -> void role HW_DPC_ROUTINE {
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  call @StorPortAcquireSpinLock(%ext, u32 3, ptr 0, $h)
  call @StorPortReleaseSpinLock(%ext, $h)
  ret
})"),
      IsEmpty());
}

TEST(Machine, LeakOnOnePath) {
  EXPECT_THAT(violations(R"(func @Take(%ext: ptr, %h: ptr) -> void {
entry:
  call @StorPortAcquireSpinLock(%ext, u32 1, %ext, %h)
  ret
}
func @Dpc(ptr, %ext: ptr, ptr, ptr) -> void role HW_DPC_ROUTINE {
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  call @Take(%ext, $h)
  %1 = load u8 %ext->ADAPTER.Busy
  br %1, busy, idle
busy:
  ret
idle:
  call @StorPortReleaseSpinLock(%ext, $h)
  ret
}
func @Other(ptr, %ext: ptr, ptr, ptr) -> void role HW_DPC_ROUTINE {
entry:
  store u8 1, %ext->ADAPTER.Busy
  ret
})"),
              ElementsAre("leaked lock, DpcLock 12-13-22"));
}

TEST(Machine, OthersWriteWhileALockIsWaitedFor) {
  const char *const Driver =
      R"(func @Dpc(ptr, %ext: ptr, ptr, ptr) -> void role HW_DPC_ROUTINE {
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  %1 = load u32 %ext->ADAPTER.Count
  br %1, busy, idle
busy:
  ret
idle:
  call @StorPortAcquireSpinLock(%ext, u32 3, ptr 0, $h)
  %2 = load u32 %ext->ADAPTER.Count
  br %2, busy, done
done:
  call @StorPortReleaseSpinLock(%ext, $h)
  ret
}
func @Other(ptr, %ext: ptr, ptr, ptr) -> void role HW_DPC_ROUTINE {
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  call @StorPortAcquireSpinLock(%ext, u32 KIND, ptr 0, $h)
  store u32 1, %ext->ADAPTER.Count
  call @StorPortReleaseSpinLock(%ext, $h)
  ret
})";
  auto With = [&](llvm::StringRef Lock, bool Others) {
    std::string Body = Driver;
    Body.replace(Body.find("KIND"), 4, Lock.str());
    ObserveOptions Options;
    Options.Others = Others;
    return violations(Body, {}, Options);
  };
  EXPECT_THAT(With("3", true), ElementsAre("leaked lock, InterruptLock 18-16"));
  EXPECT_THAT(With("3", false), IsEmpty());
  EXPECT_THAT(With("2", true), IsEmpty()); // under another lock
}

TEST(Machine, FrozenFieldsCorrelate) {
  // Fixed is 1 wherever initialisation succeeded; Busy may be anything.
  const char *const Text =
      R"(func @Find(%ext: ptr, ptr, ptr, ptr, ptr, ptr) -> u32 role HW_FIND_ADAPTER {
entry:
  %1 = opaque u8()
  store u8 %1, %ext->ADAPTER.Fixed
  %2 = eq u8 %1, 1
  br %2, good, bad
good:
  ret u32 1
bad:
  ret u32 0
}
func @Start(%ext: ptr, %srb: ptr) -> u8 role HW_STARTIO {
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  store u8 5, %ext->ADAPTER.Busy
  call @StorPortAcquireSpinLock(%ext, u32 3, ptr 0, $h)
  call @Elsewhere(%ext)
  %1 = load u8 %ext->ADAPTER.FIELD
  %2 = eq u8 %1, VALUE
  br %2, free, leak
free:
  call @StorPortReleaseSpinLock(%ext, $h)
  ret u8 1
leak:
  ret u8 1
})";
  auto With = [&](llvm::StringRef Field, llvm::StringRef Number) {
    std::string Result = Text;
    Result.replace(Result.find("FIELD"), 5, Field.str());
    Result.replace(Result.find("VALUE"), 5, Number.str());
    return Result;
  };
  EXPECT_THAT(violations(With("Fixed", "1")), IsEmpty());
  EXPECT_THAT(violations(With("Fixed", "2")),
              ElementsAre("leaked lock, InterruptLock 25-34"));
  EXPECT_THAT(violations(With("Busy", "5")),
              ElementsAre("leaked lock, InterruptLock 25-34"));
}

TEST(Machine, InterruptRoutineHoldsTheInterruptLock) {
  EXPECT_THAT(violations(R"(func @Isr(%ext: ptr) -> u8 role HW_INTERRUPT {
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  call @StorPortAcquireSpinLock(%ext, u32 3, ptr 0, $h)
  call @StorPortReleaseSpinLock(%ext, $h)
  ret u8 1
})"),
              ElementsAre("double acquire, InterruptLock 13"));
}

TEST(Machine, LockTakenTwice) {
  EXPECT_THAT(violations(R"(func @Start(%ext: ptr, ptr) -> u8 role HW_STARTIO {
  local $h: agg 32 STOR_LOCK_HANDLE
  local $g: agg 32 STOR_LOCK_HANDLE
entry:
  call @StorPortAcquireSpinLock(%ext, u32 1, %ext, $h)
  call @StorPortAcquireSpinLock(%ext, u32 1, ptr 0, $g)
  call @StorPortReleaseSpinLock(%ext, $g)
  call @StorPortAcquireSpinLock(%ext, u32 1, %ext, $g)
  call @StorPortReleaseSpinLock(%ext, $g)
  call @StorPortReleaseSpinLock(%ext, $h)
  ret u8 1
})"),
              ElementsAre("double acquire, DpcLock 17 of 14"));
}

TEST(Machine, ReleaseOfWhatIsNotHeld) {
  EXPECT_THAT(
      violations(
          R"(func @Dpc(ptr, %ext: ptr, ptr, ptr) -> void role HW_DPC_ROUTINE {
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  call @StorPortAcquireSpinLock(%ext, u32 2, ptr 0, $h)
  call @StorPortReleaseSpinLock(%ext, $h)
  call @StorPortReleaseSpinLock(%ext, $h)
  call @StorPortAcquireSpinLock(%ext, u32 1, %ext, $h)
  ret
})"),
      ElementsAre("released unheld, StartIoLock 15",
                  "leaked lock, DpcLock 16-17 (later)"));
}

TEST(Machine, HandleMayBeCopied) {
  EXPECT_THAT(
      violations(
          R"(func @Dpc(ptr, %ext: ptr, ptr, ptr) -> void role HW_DPC_ROUTINE {
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  call @StorPortAcquireSpinLock(%ext, u32 3, ptr 0, $h)
  copy 32, %ext->ADAPTER.Saved, $h
  zero 32, $h
  %1 = addr %ext->ADAPTER.Saved
  call @StorPortReleaseSpinLock(%ext, %1)
  ret
})"),
      IsEmpty());
}

TEST(Machine, MessageLocks) {
  Environment PerMessage, All;
  PerMessage.Interrupt = InterruptGrant::PerMessage;
  All.Interrupt = InterruptGrant::MessagesAll;
  EXPECT_THAT(violations(messageLock("1"), PerMessage), IsEmpty());
  EXPECT_THAT(violations(messageLock("0"), PerMessage),
              ElementsAre("double acquire, message lock 14"));
  EXPECT_THAT(violations(messageLock("0")), IsEmpty())
      << "no messages: not run";
  EXPECT_THAT(violations(messageLock("0"), All), IsEmpty());
}

TEST(Machine, InterruptLockContainsMessageLocks) {
  Environment PerMessage;
  PerMessage.Interrupt = InterruptGrant::PerMessage;
  const char *const Text =
      R"(func @Start(%ext: ptr, ptr) -> u8 role HW_STARTIO {
  local $old: u32
  local $h: agg 32 STOR_LOCK_HANDLE
entry:
  call @StorPortAcquireSpinLock(%ext, u32 3, ptr 0, $h)
  %2 = call @StorPortAcquireMSISpinLock(%ext, u32 7, $old)
  %3 = load u32 $old
  %4 = call @StorPortReleaseMSISpinLock(%ext, u32 7, %3)
  call @StorPortReleaseSpinLock(%ext, $h)
  ret u8 1
})";
  EXPECT_THAT(violations(Text, PerMessage),
              ElementsAre("double acquire, message lock 15 of 14"));
  EXPECT_THAT(violations(Text), IsEmpty());
}

TEST(Machine, ReleaseOfStorportsLock) {
  Environment PerMessage;
  PerMessage.Interrupt = InterruptGrant::PerMessage;
  EXPECT_THAT(
      violations(
          R"(func @Msi(%ext: ptr, %id: u32) -> u8 role HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE {
entry:
  %1 = call @StorPortReleaseMSISpinLock(%ext, %id, u32 2)
  ret u8 1
})",
          PerMessage),
      ElementsAre("released unheld, message lock 12 (Storport's)"));
}

} // namespace
} // namespace miniport::oracle
