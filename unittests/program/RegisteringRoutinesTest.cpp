//===- RegisteringRoutinesTest.cpp - Call-backs handed to routines --------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramFixture.h"

using namespace miniport;

TEST(RegisteringRoutines, ArgumentsOfRegisteringRoutines) {
  auto U = makeUnit(R"(
declare @StorPortInitializeDpc(ptr, ptr, ptr) -> void system
declare @StorPortEnablePassiveInitialization(ptr, ptr) -> u8 system
declare @StorPortRequestTimer(ptr, ptr, ptr, ptr, u64, u64) -> u32 system
declare @StorPortQueueWorkItem(ptr, ptr, ptr, ptr) -> u32 system
func @Dpc(%dpc: ptr, %ext: ptr, %a: ptr, %b: ptr) -> void {
entry:
  ret
}
func @Passive(%ext: ptr) -> u8 {
entry:
  ret u8 1
}
func @Timer(%ext: ptr, %c: ptr) -> void {
entry:
  ret
}
func @Work(%ext: ptr, %c: ptr, %w: ptr) -> void {
entry:
  ret
}
func @Setup(%ext: ptr, %dpc: ptr) -> void {
entry:
  call @StorPortInitializeDpc(%ext, %dpc, @Dpc)
  %1 = call u8 @StorPortEnablePassiveInitialization(%ext, @Passive)
  %2 = call u32 @StorPortRequestTimer(%ext, %dpc, @Timer, ptr 0, u64 100, u64 0)
  %3 = call u32 @StorPortQueueWorkItem(%ext, @Work, ptr 0, ptr 0)
  ret
}
)");
  Strings Names = entryNames(*U);
  ASSERT_EQ(Names.size(), 4u);
  EXPECT_EQ(Names[0], "HwStorDpcRoutine=Dpc");
  EXPECT_EQ(Names[1], "HwStorPassiveInitializeRoutine=Passive");
  EXPECT_EQ(U->entries()[2].Role->Name, "HW_TIMER_EX");
  EXPECT_EQ(Names[3], "HwStorWorkItem=Work");
  for (const EntryPoint &E : U->entries())
    EXPECT_EQ(E.RegisteredIn, U->module().findFunction("Setup"));
  // To register is not to call.
  EXPECT_EQ(names(*U, U->callers(U->module().findFunction("Dpc"))), Strings{});
}

TEST(RegisteringRoutines, WrapperOfARegisteringRoutine) {
  auto U = makeUnit(R"(
declare @StorPortInitializeDpc(ptr, ptr, ptr) -> void system
func @Dpc(%dpc: ptr, %ext: ptr, %a: ptr, %b: ptr) -> void {
entry:
  ret
}
func @InitDpc(%ext: ptr, %dpc: ptr, %routine: ptr) -> void {
entry:
  call @StorPortInitializeDpc(%ext, %dpc, %routine)
  ret
}
func @Setup(%ext: ptr, %dpc: ptr) -> void {
entry:
  call @InitDpc(%ext, %dpc, @Dpc)
  ret
}
)");
  EXPECT_EQ(entryNames(*U), (Strings{"HwStorDpcRoutine=Dpc"}));
}

TEST(RegisteringRoutines, NotificationsAndExtendedFunctions) {
  const facts::RuleBase &Rules = facts::RuleBase::builtin();
  auto Value = [&](llvm::StringRef Name) {
    const facts::Constant *C = Rules.constant(Name);
    EXPECT_TRUE(C) << Name.str();
    return std::to_string(C ? C->Value : 0);
  };
  const std::string Timer = R"(
func @Timer(%ext: ptr) -> void {
entry:
  ret
}
func @Work(%ext: ptr, %c: ptr, %w: ptr) -> void {
entry:
  ret
}
declare @StorPortNotification(s32, ptr) -> void system variadic
declare @ScsiPortNotification(s32, ptr) -> void system variadic
declare @StorPortExtendedFunction(s32, ptr) -> u32 system variadic
)";
  auto U = makeUnit(Timer + R"(
func @Setup(%ext: ptr) -> void {
entry:
  call @StorPortNotification(s32 )" +
                    Value("RequestTimerCall") +
                    R"(, %ext, @Timer, u32 1000)
  %1 = call u32 @StorPortExtendedFunction(s32 )" +
                    Value("ExtFunctionQueueWorkItem") +
                    R"(, %ext, @Work, ptr 0, ptr 0)
  ret
}
)");
  EXPECT_EQ(entryNames(*U),
            (Strings{"HwStorTimer=Timer", "HwStorWorkItem=Work"}));
  // Another notification with the same argument registers nothing.
  U = makeUnit(Timer + R"(
func @Setup(%ext: ptr) -> void {
entry:
  call @StorPortNotification(s32 )" +
               Value("RequestComplete") +
               R"(, %ext, @Timer)
  ret
}
)");
  EXPECT_TRUE(entryNames(*U).empty());
  U = makeUnit(Timer + R"(
func @Setup(%ext: ptr) -> void {
entry:
  call @ScsiPortNotification(s32 )" +
               Value("CallEnableInterrupts") +
               R"(, %ext, @Timer)
  call @ScsiPortNotification(s32 )" +
               Value("CallDisableInterrupts") +
               R"(, %ext, @Timer)
  call @ScsiPortNotification(s32 )" +
               Value("RequestTimerCall") +
               R"(, %ext, @Timer, u32 10)
  ret
}
)");
  EXPECT_EQ(entryNames(*U), (Strings{"HwScsiTimer=Timer",
                                     "HwScsiDisableInterruptsCallback=Timer",
                                     "HwScsiEnableInterruptsCallback=Timer"}));
}

TEST(RegisteringRoutines, SynchronizedAccessIsACallAndAnEntry) {
  auto U = makeUnit(R"(
declare @StorPortSynchronizeAccess(ptr, ptr, ptr) -> u8 system
func @Sync(%ext: ptr, %c: ptr) -> u8 {
entry:
  ret u8 1
}
func @Dpc(%dpc: ptr, %ext: ptr, %a: ptr, %b: ptr) -> void role HW_DPC_ROUTINE {
entry:
  %1 = call u8 @StorPortSynchronizeAccess(%ext, @Sync, ptr 0)
  ret
}
)");
  uint32_t Dpc = U->module().findFunction("Dpc");
  EXPECT_EQ(names(*U, U->callees(Dpc)),
            (Strings{"StorPortSynchronizeAccess", "Sync"}));
  ASSERT_EQ(U->entries().size(), 2u);
  EXPECT_EQ(U->entries()[0].Role->Name, "STOR_SYNCHRONIZED_ACCESS");
  EXPECT_TRUE(U->entries()[0].Synchronous);
  EXPECT_FALSE(U->entries()[1].Synchronous);
}
