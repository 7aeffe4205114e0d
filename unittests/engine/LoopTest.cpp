//===- LoopTest.cpp - Locks and tests in loops ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EngineFixture.h"
#include "gtest/gtest.h"

using namespace miniport;

namespace {

TEST(Loops, LockAndUnlockInEachIteration) {
  EXPECT_EQ("", faultsOf(startIo(R"ir(
entry:
  store u32 0, $i
  %1 = addr $lock
  goto head
head:
  %2 = load u32 $i
  %3 = lt u32 %2, 16
  br %3, body, out "i < 16"
body:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  %4 = load u32 %ext->EXT.State
  %5 = ne u32 %4, 0
  br %5, early, next "ext->State"
early:
  call @StorPortReleaseSpinLock(%ext, %1)
  ret u8 0
next:
  call @StorPortReleaseSpinLock(%ext, %1)
  %6 = load u32 $i
  %7 = add u32 %6, 1
  store u32 %7, $i
  goto head
out:
  ret u8 1
)ir")));
}

TEST(Loops, EarlyReturnInsideALoopKeepsTheLock) {
  EXPECT_EQ("leak StorInterrupt acquired StartIo returned StartIo\n",
            faultsOf(startIo(R"ir(
entry:
  store u32 0, $i
  %1 = addr $lock
  goto head
head:
  %2 = load u32 $i
  %3 = lt u32 %2, 16
  br %3, body, out "i < 16"
body:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  %4 = load u32 %ext->EXT.State
  %5 = ne u32 %4, 0
  br %5, early, next "ext->State"
early:
  ret u8 0
next:
  call @StorPortReleaseSpinLock(%ext, %1)
  %6 = load u32 $i
  %7 = add u32 %6, 1
  store u32 %7, $i
  goto head
out:
  ret u8 1
)ir")));
}

TEST(Loops, TakenAgainByTheNextIteration) {
  EXPECT_EQ("leak StorInterrupt acquired StartIo returned StartIo\n"
            "relock StorInterrupt in StartIo\n",
            faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  goto head
head:
  %2 = call u32 @Choose()
  %3 = ne u32 %2, 0
  br %3, body, out "Choose()"
body:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  %4 = call u32 @Choose()
  %5 = ne u32 %4, 0
  br %5, give, head "Choose()"
give:
  call @StorPortReleaseSpinLock(%ext, %1)
  goto head
out:
  ret u8 1
)ir")));
}

TEST(Loops, PollingLoopEnds) {
  // Were the read of one round that of the next, nothing behind the loop would
  // be reached by a path that waited.
  EXPECT_EQ("leak StorInterrupt acquired StartIo returned StartIo\n"
            "stall 10 in StartIo\n",
            faultsOf(startIo(R"ir(
entry:
  %1 = addr $lock
  store u32 0, $flag
  goto head
head:
  %2 = call u32 @StorPortReadRegisterUlong(%ext, %ext)
  %3 = ne u32 %2, 0
  br %3, wait, out "busy"
wait:
  call @StorPortStallExecution(u32 10)
  store u32 1, $flag
  goto head
out:
  %4 = load u32 $flag
  %5 = ne u32 %4, 0
  br %5, take, done "flag"
take:
  call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %1)
  goto done
done:
  ret u8 1
)ir")));
}

} // namespace
