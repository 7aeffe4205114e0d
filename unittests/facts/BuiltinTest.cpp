//===- BuiltinTest.cpp - The built-in rule base ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/CheckTable.h"
#include "facts/Facts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace miniport::facts;

namespace {

const RuleBase &rules() { return RuleBase::builtin(); }

const Routine &routine(StringRef Name) {
  const Routine *R = rules().routine(Name);
  EXPECT_TRUE(R) << Name.str();
  static const Routine None;
  return R ? *R : None;
}

const Effect &effect(StringRef Name, EffectKind Kind) {
  static const Effect None;
  for (const Effect &E : routine(Name).Effects)
    if (E.Kind == Kind)
      return E;
  ADD_FAILURE() << Name.str() << " has no effect " << toString(Kind).str();
  return None;
}

TEST(Builtin, HoldsTheWholeReference) {
  EXPECT_GE(rules().routines().size(), 1073u);
  EXPECT_GE(rules().roles().size(), 52u);
}

TEST(Builtin, EveryRowHasASource) {
  for (const Routine &R : rules().routines())
    EXPECT_FALSE(R.Source.empty()) << R.Name.str();
  for (const Role &R : rules().roles())
    EXPECT_FALSE(R.Source.empty()) << R.Name.str();
}

TEST(Builtin, FindsEveryRowByItsName) {
  for (const Routine &R : rules().routines())
    EXPECT_EQ(rules().routine(R.Name), &R);
  for (const Role &R : rules().roles())
    EXPECT_EQ(rules().role(R.Name), &R);
  for (const Constant &C : rules().constants())
    EXPECT_EQ(rules().constant(C.Name), &C);
  EXPECT_EQ(rules().routine("StorPortAcquireSpinLok"), nullptr);
  EXPECT_EQ(rules().routine(""), nullptr);
}

TEST(Builtin, MessageLock) {
  const Effect &A =
      effect("StorPortAcquireMSISpinLock", EffectKind::AcquireLock);
  EXPECT_EQ(A.Lock, LockClass::StorMessage);
  EXPECT_EQ(A.KeyArg, 1);
  EXPECT_EQ(A.OldIrqlOutArg, 2);
  EXPECT_EQ(A.Level, Irql::Dirql);
  EXPECT_FALSE(A.MayFail);
  // The page says [in], the routine writes it.
  EXPECT_EQ(routine("StorPortAcquireMSISpinLock").Parameters[2].Dir,
            Direction::Out);
  const Effect &R =
      effect("StorPortReleaseMSISpinLock", EffectKind::ReleaseLock);
  EXPECT_EQ(R.Lock, LockClass::StorMessage);
  EXPECT_EQ(R.KeyArg, 1);
  EXPECT_EQ(R.OldIrqlArg, 2);
  EXPECT_TRUE(R.RestoresIrql);
}

TEST(Builtin, LockByEnumerator) {
  const Effect &A = effect("StorPortAcquireSpinLock", EffectKind::AcquireLock);
  EXPECT_EQ(A.ClassArg, 1);
  EXPECT_EQ(A.KeyArg, 2);
  EXPECT_EQ(A.HandleArg, 3);
  EXPECT_FALSE(A.MayFail);
  ASSERT_EQ(A.EnumLocks.size(), 3u);
  EXPECT_EQ(A.EnumLocks[0].Value, 1);
  EXPECT_EQ(A.EnumLocks[0].Class, LockClass::StorDpc);
  EXPECT_EQ(A.EnumLocks[1].Value, 2);
  EXPECT_EQ(A.EnumLocks[1].Class, LockClass::StorStartIo);
  EXPECT_EQ(A.EnumLocks[2].Value, 3);
  EXPECT_EQ(A.EnumLocks[2].Class, LockClass::StorInterrupt);
  const Effect &Ex =
      effect("StorPortAcquireSpinLockEx", EffectKind::AcquireLock);
  EXPECT_TRUE(Ex.MayFail);
  EXPECT_EQ(Ex.SuccessValue, 0);
  EXPECT_EQ(Ex.EnumLocks.size(), 5u);
  const Effect &R = effect("StorPortReleaseSpinLock", EffectKind::ReleaseLock);
  EXPECT_TRUE(R.ByHandle);
  EXPECT_EQ(R.HandleArg, 1);
}

TEST(Builtin, EveryAcquireHasARelease) {
  std::set<LockClass> Released;
  for (const Routine &R : rules().routines())
    for (const Effect &E : R.Effects)
      if (E.Kind == EffectKind::ReleaseLock && E.Lock != LockClass::None)
        Released.insert(E.Lock);
  for (const Routine &R : rules().routines())
    for (const Effect &E : R.Effects)
      if (E.Kind == EffectKind::AcquireLock && E.Lock != LockClass::None &&
          !E.ScopedToCall)
        EXPECT_TRUE(Released.count(E.Lock)) << R.Name.str();
}

TEST(Builtin, AcquireAtDpcLevelChangesNoLevel) {
  for (StringRef Name :
       {"KeAcquireSpinLockAtDpcLevel", "KeTryToAcquireSpinLockAtDpcLevel",
        "KeAcquireInStackQueuedSpinLockAtDpcLevel",
        "ExAcquireSpinLockExclusiveAtDpcLevel",
        "ExAcquireSpinLockSharedAtDpcLevel"})
    EXPECT_FALSE(effect(Name, EffectKind::AcquireLock).Level) << Name.str();
  EXPECT_EQ(effect("KeAcquireSpinLock", EffectKind::AcquireLock).Level,
            Irql::Dispatch);
}

TEST(Builtin, RaisesAndLowers) {
  EXPECT_EQ(effect("KeRaiseIrql", EffectKind::RaiseIrql).LevelArg, 0);
  EXPECT_EQ(effect("KeRaiseIrql", EffectKind::RaiseIrql).OldIrqlOutArg, 1);
  EXPECT_TRUE(effect("KfRaiseIrql", EffectKind::RaiseIrql).OldIrqlReturned);
  EXPECT_EQ(effect("KeRaiseIrqlToDpcLevel", EffectKind::RaiseIrql).Level,
            Irql::Dispatch);
  EXPECT_EQ(effect("KeLowerIrql", EffectKind::LowerIrql).LevelArg, 0);
  EXPECT_EQ(effect("KeGetCurrentIrql", EffectKind::QueryIrql).OutArg, -1);
  EXPECT_EQ(effect("StorPortGetCurrentIrql", EffectKind::QueryIrql).OutArg, 1);
}

TEST(Builtin, DelayStallsOnlyWhereItCannotWait) {
  const Effect &Stall = effect("StorPortDelayExecution", EffectKind::Stall);
  ASSERT_TRUE(Stall.When);
  EXPECT_EQ(Stall.When->AtLeast, Irql::Dispatch);
  EXPECT_EQ(Stall.Arg, 1);
  EXPECT_TRUE(Stall.BusyWait);
  const Effect &Wait = effect("StorPortDelayExecution", EffectKind::Wait);
  ASSERT_TRUE(Wait.When);
  EXPECT_EQ(Wait.When->Below, Irql::Dispatch);
}

TEST(Builtin, TimeUnits) {
  EXPECT_DOUBLE_EQ(
      effect("StorPortStallExecution", EffectKind::Stall).MicrosecondsPerUnit,
      1);
  const Effect &W = effect("KeDelayExecutionThread", EffectKind::Wait);
  EXPECT_DOUBLE_EQ(W.MicrosecondsPerUnit, 0.1);
  EXPECT_TRUE(W.TimeByPointer);
}

TEST(Builtin, SynchronizeAccessHoldsTheInterruptLockOverItsCallBack) {
  const Effect &Lock =
      effect("StorPortSynchronizeAccess", EffectKind::AcquireLock);
  EXPECT_EQ(Lock.Lock, LockClass::StorInterrupt);
  EXPECT_TRUE(Lock.ScopedToCall);
  const Effect &Run =
      effect("StorPortSynchronizeAccess", EffectKind::RunCallback);
  EXPECT_TRUE(Run.Synchronous);
  EXPECT_EQ(Run.RoutineArg, 1);
  EXPECT_EQ(Run.ContextArg, 2);
  EXPECT_EQ(Run.Level, Irql::Dirql);
  ASSERT_EQ(Run.CallbackArgs.size(), 2u);
  EXPECT_EQ(Run.CallbackArgs[0], 0);
  EXPECT_EQ(Run.CallbackArgs[1], 2);
}

TEST(Builtin, WaitIsAllowedAtDispatchOnlyWithATimeout) {
  const Routine &R = routine("KeWaitForSingleObject");
  EXPECT_EQ(R.Range.Max, Irql::Dispatch);
  ASSERT_EQ(R.RangeIf.size(), 1u);
  EXPECT_EQ(R.RangeIf[0].When.Arg, 4);
  EXPECT_FALSE(R.RangeIf[0].When.Negated);
  ASSERT_EQ(R.RangeIf[0].When.Values.size(), 1u);
  EXPECT_EQ(R.RangeIf[0].When.Values[0], 0);
  EXPECT_EQ(R.RangeIf[0].Range.Max, Irql::Apc);
}

TEST(Builtin, CodesStandForRoutines) {
  const Routine *R = rules().byCode("StorPortExtendedFunction", 11);
  ASSERT_TRUE(R);
  EXPECT_EQ(R->Name, "StorPortAcquireMSISpinLock");
  R = rules().byCode("StorPortNotification", 0x1003);
  ASSERT_TRUE(R);
  EXPECT_EQ(R->Name, "StorPortAcquireSpinLock");
  R = rules().byCode("StorPortNotification", 0x1002);
  ASSERT_TRUE(R);
  EXPECT_EQ(R->Name, "StorPortIssueDpc");
  EXPECT_EQ(R->CodeResultArg, 4);
  EXPECT_EQ(rules().byCode("StorPortNotification", 0), nullptr);
  EXPECT_EQ(rules().byCode("StorPortExtendedFunction", 100000), nullptr);
  EXPECT_EQ(rules().byCode("ScsiPortNotification", 0x1003), nullptr);
}

TEST(Builtin, NotificationEffectsDependOnTheCode) {
  const Effect &E = effect("StorPortNotification", EffectKind::CompleteRequest);
  ASSERT_TRUE(E.When);
  EXPECT_EQ(E.When->Arg, 0);
  ASSERT_EQ(E.When->Values.size(), 1u);
  EXPECT_EQ(E.When->Values[0], 0);
  EXPECT_EQ(E.SrbArg, 2);
  const Effect &T =
      effect("StorPortNotification", EffectKind::RegisterCallback);
  EXPECT_EQ(T.Role, "HW_TIMER");
  EXPECT_EQ(effect("ScsiPortNotification", EffectKind::RegisterCallback).Role,
            "PHW_TIMER");
}

TEST(Builtin, RegistersAreReadAndWritten) {
  for (StringRef Name : {"READ_REGISTER_ULONG", "READ_PORT_UCHAR"})
    EXPECT_EQ(effect(Name, EffectKind::RegisterRead).Arg, 0) << Name.str();
  for (StringRef Name : {"StorPortReadRegisterUlong", "StorPortReadPortUchar"})
    EXPECT_EQ(effect(Name, EffectKind::RegisterRead).Arg, 1) << Name.str();
  EXPECT_EQ(
      effect("StorPortWriteRegisterUlong", EffectKind::RegisterWrite).ValueArg,
      2);
  const Effect &B =
      effect("StorPortReadRegisterBufferUlong", EffectKind::RegisterRead);
  EXPECT_EQ(B.OutArg, 2);
  EXPECT_EQ(B.LengthArg, 3);
}

TEST(Builtin, InterlockedSpellingsAreAtomic) {
  for (StringRef Name : {"InterlockedIncrement", "_InterlockedIncrement",
                         "InterlockedCompareExchange", "_InterlockedOr64",
                         "InterlockedAndAcquire64", "_InterlockedExchange_acq"})
    EXPECT_EQ(effect(Name, EffectKind::Atomic).Arg, 0) << Name.str();
}

TEST(Builtin, OnlyDocumentedLimitsAreLimits) {
  EXPECT_EQ(routine("StorPortFreePool").Range.Max, Irql::Dispatch);
  EXPECT_EQ(routine("StorPortFreePool").Range.MaxBasis, Basis::Documented);
  EXPECT_EQ(routine("StorPortAcquireSpinLock").Range.MaxBasis, Basis::Hint);
  EXPECT_EQ(routine("StorPortInitialize").Range.MaxBasis, Basis::Derived);
  EXPECT_FALSE(routine("StorPortPause").Range.Max);
}

TEST(Builtin, RestrictionsNameKnownCallBacks) {
  StringSet<> Known = {"*"};
  for (const Role &R : rules().roles())
    Known.insert(R.Routine);
  for (const Routine &R : rules().routines())
    for (ArrayRef<StringRef> List : {R.OnlyFrom, R.NotFrom})
      for (StringRef Name : List)
        EXPECT_TRUE(Known.contains(Name.split('/').first)) << R.Name.str();
  EXPECT_TRUE(is_contained(routine("StorPortAcquireSpinLock").NotFrom,
                           "HwStorStartIo/half-duplex"));
}

TEST(Builtin, ProhibitedRoutines) {
  EXPECT_TRUE(routine("KeGetCurrentIrql").ProhibitedInPhysical);
  EXPECT_TRUE(routine("KeAcquireSpinLockRaiseToDpc").ProhibitedInPhysical);
  EXPECT_FALSE(routine("StorPortStallExecution").ProhibitedInPhysical);
  EXPECT_TRUE(routine("StorPortCompleteRequest").Deprecated);
  EXPECT_FALSE(routine("ScsiPortCompleteRequest").Deprecated);
}

TEST(Builtin, Checks) {
  EXPECT_GE(allChecks().size(), 5u);
  for (const CheckInfo &C : allChecks())
    EXPECT_EQ(lookUpCheck(C.Id), &C);
  const CheckInfo *C = lookUpCheck("miniport-stall-context");
  ASSERT_TRUE(C);
  EXPECT_TRUE(C->OnByDefault);
  const CheckOption *O = C->option("InterruptWarnMicroseconds");
  ASSERT_TRUE(O);
  EXPECT_EQ(O->Default, "50");
  EXPECT_EQ(C->option("Nothing"), nullptr);
  EXPECT_EQ(lookUpCheck("miniport-nothing"), nullptr);
}

} // namespace
