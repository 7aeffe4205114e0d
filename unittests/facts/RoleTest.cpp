//===- RoleTest.cpp - The built-in call-backs -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Facts.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace miniport::facts;

namespace {

const RuleBase &rules() { return RuleBase::builtin(); }

std::vector<RoleCase> cases(StringRef Role, StringRef When) {
  std::vector<RoleCase> Result;
  if (const miniport::facts::Role *R = rules().role(Role))
    copy_if(R->Cases, std::back_inserter(Result),
            [=](const RoleCase &C) { return C.When == When; });
  return Result;
}

using Locks = std::vector<LockClass>;

TEST(Roles, LineInterrupt) {
  const Role *R = rules().role("HW_INTERRUPT");
  ASSERT_TRUE(R);
  EXPECT_EQ(R->Routine, "HwStorInterrupt");
  EXPECT_EQ(R->Level, Irql::Dirql);
  EXPECT_EQ(R->Held.vec(), Locks{LockClass::StorInterrupt});
  EXPECT_EQ(R->ReturnDuty, "claims-interrupt");
  EXPECT_EQ(R->BudgetMicroseconds, 50);
  ASSERT_EQ(R->Parameters.size(), 1u);
  EXPECT_TRUE(R->Parameters[0].NonNull);
}

TEST(Roles, MessageInterruptHoldsTheLockOfItsMessage) {
  auto PerMessage =
      cases("HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE", "per-message");
  ASSERT_EQ(PerMessage.size(), 1u);
  EXPECT_EQ(PerMessage[0].Held.vec(), Locks{LockClass::StorMessage});
  EXPECT_EQ(PerMessage[0].HeldKeyArg, 1);
}

TEST(Roles, StartIoByModel) {
  auto Half = cases("HW_STARTIO", "half-duplex");
  ASSERT_EQ(Half.size(), 1u);
  EXPECT_EQ(Half[0].Level, Irql::Dirql);
  EXPECT_EQ(Half[0].Held.vec(),
            (Locks{LockClass::StorStartIo, LockClass::StorInterrupt}));
  auto Channels = cases("HW_STARTIO", "concurrent-channels");
  ASSERT_EQ(Channels.size(), 1u);
  EXPECT_TRUE(Channels[0].Held.empty());
  auto Virtual = cases("HW_STARTIO", "virtual");
  ASSERT_EQ(Virtual.size(), 1u);
  EXPECT_TRUE(Virtual[0].UpTo);
  EXPECT_EQ(Virtual[0].Level, Irql::Dispatch);
}

// The pages disagree about Stop and Restart: findings use the lenient case, and
// the strict one is marked.
TEST(Roles, StopAdapterIsContested) {
  const Role *R = rules().role("HW_ADAPTER_CONTROL");
  ASSERT_TRUE(R);
  EXPECT_EQ(R->ControlArg, 1);
  EXPECT_FALSE(R->Level);
  auto Stop = cases("HW_ADAPTER_CONTROL", "ScsiStopAdapter");
  ASSERT_EQ(Stop.size(), 2u);
  EXPECT_FALSE(Stop[0].Contested);
  EXPECT_TRUE(Stop[0].UpTo);
  EXPECT_EQ(Stop[0].Level, Irql::Dispatch);
  EXPECT_TRUE(Stop[0].Held.empty());
  EXPECT_EQ(Stop[0].ControlType, 1);
  EXPECT_TRUE(Stop[1].Contested);
  EXPECT_EQ(Stop[1].Level, Irql::Dirql);
}

TEST(Roles, UnknownLocksAreNeitherHeldNorFree) {
  const Role *R = rules().role("HW_TIMER_EX");
  ASSERT_TRUE(R);
  EXPECT_TRUE(R->HeldUnknown);
  EXPECT_TRUE(R->Held.empty());
  auto PerMessage = cases("STOR_SYNCHRONIZED_ACCESS", "per-message");
  ASSERT_EQ(PerMessage.size(), 1u);
  EXPECT_TRUE(PerMessage[0].HeldUnknown);
}

TEST(Roles, DpcLockMayBeTakenInResetBus) {
  const Role *R = rules().role("HW_RESET_BUS");
  ASSERT_TRUE(R);
  EXPECT_TRUE(is_contained(R->MayAcquire, LockClass::StorDpc));
}

TEST(Roles, Registrations) {
  const RegistrationMember *M =
      rules().registration("HW_INITIALIZATION_DATA", "HwInterrupt");
  ASSERT_TRUE(M);
  EXPECT_EQ(M->Role, "HW_INTERRUPT");
  EXPECT_EQ(rules().registration("_HW_INITIALIZATION_DATA", "HwInterrupt"), M);
  M = rules().registration("HW_INITIALIZATION_DATA", "HwInterrupt", "scsiport");
  ASSERT_TRUE(M);
  EXPECT_EQ(M->Role, "PHW_INTERRUPT");
  M = rules().registration("HW_INITIALIZATION_DATA", "HwFindAdapter");
  ASSERT_TRUE(M);
  EXPECT_EQ(M->Role, "HW_FIND_ADAPTER");
  EXPECT_EQ(M->VirtualRole, "VIRTUAL_HW_FIND_ADAPTER");
  M = rules().registration("PORT_CONFIGURATION_INFORMATION",
                           "HwMSInterruptRoutine");
  ASSERT_TRUE(M);
  EXPECT_EQ(M->Role, "HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE");
  M = rules().registration("DRIVER_OBJECT", "MajorFunction");
  ASSERT_TRUE(M);
  EXPECT_EQ(M->Role, "DRIVER_DISPATCH");
  EXPECT_EQ(rules().registration("HW_INITIALIZATION_DATA", "Nothing"), nullptr);
}

TEST(Roles, SharedTypeNamesByPort) {
  const Role *Stor = rules().role("HW_INTERRUPT");
  const Role *Scsi = rules().role("PHW_INTERRUPT");
  ASSERT_TRUE(Stor && Scsi);
  EXPECT_NE(Stor, Scsi);
  for (StringRef Type : {"HW_INTERRUPT", "PHW_INTERRUPT"}) {
    EXPECT_EQ(rules().role(Type, "storport"), Stor);
    EXPECT_EQ(rules().role(Type, "scsiport"), Scsi);
  }
  EXPECT_EQ(rules().role("HW_DPC_ROUTINE", "scsiport"),
            rules().role("HW_DPC_ROUTINE"));
  EXPECT_EQ(rules().role("KDEFERRED_ROUTINE", "storport"),
            rules().role("KDEFERRED_ROUTINE"));
  EXPECT_EQ(rules().role("HW_NOTHING", "storport"), nullptr);
}

TEST(Roles, EveryRegisteredRoleExists) {
  for (const RegistrationMember &M : rules().registrations()) {
    EXPECT_TRUE(rules().role(M.Role)) << M.Role.str();
    if (!M.VirtualRole.empty())
      EXPECT_TRUE(rules().role(M.VirtualRole)) << M.VirtualRole.str();
  }
  for (const Routine &R : rules().routines())
    for (const Effect &E : R.Effects)
      if (!E.Role.empty())
        EXPECT_TRUE(rules().role(E.Role)) << E.Role.str();
}

TEST(Roles, CallBackArgumentsMatchTheRole) {
  for (const Routine &R : rules().routines())
    for (const Effect &E : R.Effects)
      if (!E.CallbackArgs.empty() && !E.Role.empty()) {
        const Role *Callee = rules().role(E.Role);
        ASSERT_TRUE(Callee);
        EXPECT_EQ(E.CallbackArgs.size(), Callee->Parameters.size())
            << R.Name.str();
      }
}

TEST(Constants, AreNumbers) {
  const Constant *C = rules().constant("InterruptLock");
  ASSERT_TRUE(C);
  EXPECT_EQ(C->Value, 3);
  EXPECT_EQ(C->Enumeration, "STOR_SPINLOCK");
  EXPECT_EQ(rules().constant("DISPATCH_LEVEL")->Value, 2);
  EXPECT_EQ(rules().constant("SP_UNINITIALIZED_VALUE")->Value, 0xFFFFFFFF);
  EXPECT_EQ(rules().constant("StorSynchronizeFullDuplex")->Value, 1);
  EXPECT_EQ(rules().constant("NoSuchConstant"), nullptr);
}

TEST(Names, Irql) {
  EXPECT_EQ(toString(Irql::Passive), "PASSIVE_LEVEL");
  EXPECT_EQ(toString(Irql::Dirql), "DIRQL");
  EXPECT_EQ(parseIrql("DISPATCH_LEVEL"), Irql::Dispatch);
  EXPECT_EQ(parseIrql("DISPATCH"), Irql::Dispatch);
  EXPECT_EQ(parseIrql("DIRQL"), Irql::Dirql);
  EXPECT_EQ(parseIrql("dispatch"), std::nullopt);
  EXPECT_EQ(parseIrql(""), std::nullopt);
}

TEST(Names, Locks) {
  EXPECT_EQ(toString(LockClass::WdfObject), "WdfObject");
  EXPECT_EQ(toString(LockClass::None), "None");
  EXPECT_EQ(displayName(LockClass::StorInterrupt), "InterruptLock");
  EXPECT_EQ(levelUnder(LockClass::StorInterrupt), Irql::Dirql);
  EXPECT_EQ(levelUnder(LockClass::StorDpc), Irql::Dispatch);
  EXPECT_EQ(levelUnder(LockClass::Resource), std::nullopt);
  EXPECT_FALSE(isKeyed(LockClass::StorStartIo));
  EXPECT_TRUE(isKeyed(LockClass::StorMessage));
  EXPECT_EQ(toString(EffectKind::Other), "other");
}

} // namespace
