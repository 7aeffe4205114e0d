//===- MachineTest.cpp - Concrete runs of known programs ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Observe.h"
#include "ir/Text.h"
#include "gmock/gmock.h"

namespace miniport::oracle {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The bodies of the tests begin at line 10.
const char *const Records =
    R"(record STOR_LOCK_CONTEXT size 24 { Next: ptr @0 Lock: ptr @8 OldIrql: u8 @16 }
record STOR_LOCK_HANDLE size 32 { Lock: u32 @0 Context: agg 24 STOR_LOCK_CONTEXT @8 }
record STOR_DPC size 64 { Lock: ptr @0 }
record ADAPTER size 128 { Fixed: u8 @0 Busy: u8 @1 Flags: u32 @4 bits 2 3 Count: u32 @8 Dpc: agg 64 STOR_DPC @16 Saved: agg 32 STOR_LOCK_HANDLE @80 }
declare @StorPortAcquireSpinLock(ptr, u32, ptr, ptr) -> void system
declare @StorPortReleaseSpinLock(ptr, ptr) -> void system
declare @StorPortAcquireMSISpinLock(ptr, u32, ptr) -> u32 system
declare @StorPortReleaseMSISpinLock(ptr, u32, u32) -> u32 system
declare @StorPortStallExecution(u32) -> void system
)";
const char *const Routines = R"(
declare @StorPortFreePool(ptr, ptr) -> u32 system
declare @StorPortRegistryRead(ptr, ptr, u32, u32, ptr, ptr) -> u8 system
declare @KeGetCurrentIrql() -> u8 system
declare @Elsewhere(ptr) -> void
)";

std::unique_ptr<ir::Module> module(llvm::StringRef Body) {
  ir::ParseOptions Options;
  Options.TextLocations = true;
  auto M = ir::parse(Records + Body.str() + Routines, "t.ir", Options);
  if (!M) {
    ADD_FAILURE() << llvm::toString(M.takeError());
    return std::make_unique<ir::Module>();
  }
  EXPECT_THAT(ir::verify(**M), IsEmpty());
  return std::move(*M);
}

/// What happens, one line a violation: kind, lock, lines.
std::vector<std::string> violations(llvm::StringRef Body, Environment E = {},
                                    ObserveOptions Options = {}) {
  std::unique_ptr<ir::Module> M = module(Body);
  std::vector<std::string> Result;
  for (const ObservedViolation &V : observe(*M, E, Options).Violations) {
    std::string Line = (toString(V.What.Kind) + ", " + toString(V.What.Lock) +
                        " " + llvm::Twine(V.What.Where.Line))
                           .str();
    for (ir::SourcePoint P : V.What.Returns)
      Line += "-" + std::to_string(P.Line);
    if (V.What.Other.isValid())
      Line += " of " + std::to_string(V.What.Other.Line);
    if (V.What.Kind == FaultKind::CeilingExceeded)
      Line += " " + V.What.Routine;
    if (V.What.OfEntry)
      Line += " (Storport's)";
    if (!V.What.Clean)
      Line += " (later)";
    Result.push_back(Line);
  }
  return Result;
}

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

const char *const MessageLock =
    R"(func @Msi(%ext: ptr, %id: u32) -> u8 role HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE {
  local $old: u32
entry:
  %1 = add u32 %id, OFFSET
  %2 = call @StorPortAcquireMSISpinLock(%ext, %1, $old)
  %3 = load u32 $old
  %4 = call @StorPortReleaseMSISpinLock(%ext, %1, %3)
  ret u8 1
})";

std::string messageLock(llvm::StringRef Offset) {
  std::string Result = MessageLock;
  return Result.replace(Result.find("OFFSET"), 6, Offset.str());
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
