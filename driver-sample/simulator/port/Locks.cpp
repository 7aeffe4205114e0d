//===- Locks.cpp - The locks that a miniport may ask for ------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// With a lock for each message, InterruptLock is all of them, taken in the
// order of the messages (page of StorPortAcquireMSISpinLock), behind one of its
// own, which keeps two takers from meeting half-way. Otherwise it is one lock.
//
//===----------------------------------------------------------------------===//

#include "port/Call.h"
#include "port/Port.h"

using namespace llvm;
using namespace miniport::simulator;

enum LockKind : uint32_t {
  DpcKind = 1,
  StartIoKind = 2,
  InterruptKind = 3,
  ThreadedDpcKind = 4,
  DpcLevelKind = 5
};

uint8_t Port::deviceLevel() const {
  return Vectors.granted() ? Vectors.highestLevel() : uint8_t(DeviceLevel);
}

SpinLock &Port::dpcLock(void *Object) {
  auto Known = Dpcs.find(Object);
  if (Known != Dpcs.end())
    return *Known->second.Lock;
  std::unique_ptr<SpinLock> &Lock = OtherLocks[Object];
  if (!Lock)
    Lock = std::make_unique<SpinLock>("a DpcLock");
  return *Lock;
}

void Port::lockInterrupts(LockedBy How) {
  InterruptLock.acquire(How);
  if (perMessage())
    for (const std::unique_ptr<SpinLock> &Lock : MessageLocks)
      Lock->acquire(How);
}

void Port::unlockInterrupts(LockedBy) {
  Processor *Self = M.active();
  if (perMessage())
    for (const std::unique_ptr<SpinLock> &Lock : reverse(MessageLocks))
      if (Lock->owner() == Self)
        Lock->release();
  if (InterruptLock.owner() == Self)
    InterruptLock.release();
}

/// Back to \p OldIrql, whatever the driver made of it.
void Port::lowerFrom(uint8_t OldIrql) {
  if (OldIrql > HighLevel)
    M.fatal("bad-irql",
            "a lock is released to IRQL " + Twine(unsigned(OldIrql)));
  Processor &P = *M.active();
  if (OldIrql < DispatchLevel && P.Level >= DispatchLevel && !P.Held.empty()) {
    M.report("irql-below-lock",
             "the IRQL falls to " + Twine(unsigned(OldIrql)) + " while " +
                 P.Held.back()->name() + " is held",
             nullptr, &P.Held.back()->acquiredAt());
    P.Level = OldIrql;
    return; // A switch of threads now would bury what follows.
  }
  M.lowerTo(OldIrql);
}

uint8_t Port::acquireLock(uint32_t Kind, void *Object, void *Handle,
                          bool &Failed) {
  Processor &P = *M.active();
  uint8_t Old = P.Level;
  SpinLock *Lock = nullptr;
  switch (Kind) {
  case DpcKind:
  case ThreadedDpcKind:
  case DpcLevelKind:
    Lock = &dpcLock(Object);
    break;
  case StartIoKind:
    Lock = &StartIoLock;
    break;
  case InterruptKind:
    Lock = &InterruptLock;
    break;
  default:
    M.report("bad-parameter", "there is no STOR_SPINLOCK " + Twine(Kind));
    Failed = true;
    return Old;
  }
  if (Kind == InterruptKind) {
    M.raiseTo(std::max(Old, deviceLevel()));
    lockInterrupts(LockedBy::SpinLockRoutine);
  } else {
    // The kernel raises to DISPATCH_LEVEL and stops the system if that lowers.
    if (Old > DispatchLevel && !Options.DumpMode)
      M.report("lock-above-dispatch", Lock->name() + " is asked for at IRQL " +
                                          Twine(unsigned(Old)) +
                                          ", above its own DISPATCH_LEVEL");
    M.raiseTo(std::max(Old, uint8_t(DispatchLevel)));
    Lock->acquire(LockedBy::SpinLockRoutine);
  }
  Handles[Handle] = {Kind, Lock};
  return Old;
}

void Port::releaseLock(void *Handle, uint8_t OldIrql) {
  auto Known = Handles.find(Handle);
  if (Known == Handles.end()) {
    M.report("unheld-release", "a lock handle is released with which no lock "
                               "is held");
    return;
  }
  Held Was = Known->second;
  Handles.erase(Known);
  if (Was.Lock->owner() != M.active()) {
    M.report("unheld-release", Was.Lock->name() +
                                   " is released by a processor that does not "
                                   "hold it");
    return;
  }
  if (Was.Kind == InterruptKind)
    unlockInterrupts(LockedBy::SpinLockRoutine);
  else
    Was.Lock->release();
  lowerFrom(OldIrql);
}

bool Port::acquireMessageLock(uint32_t Message, uint8_t &OldIrql) {
  if (!perMessage() || Message >= MessageLocks.size())
    return false;
  OldIrql = M.active()->Level;
  M.raiseTo(std::max(OldIrql, Vectors.highestLevel()));
  MessageLocks[Message]->acquire(LockedBy::MessageRoutine);
  return true;
}

bool Port::releaseMessageLock(uint32_t Message, uint32_t OldIrql) {
  if (!perMessage() || Message >= MessageLocks.size())
    return false;
  SpinLock &Lock = *MessageLocks[Message];
  if (Lock.owner() != M.active()) {
    M.report("unheld-release", Lock.name() + " is released by a processor "
                                             "that does not hold it");
    // The IRQL goes down all the same.
    lowerFrom(OldIrql);
    return true;
  }
  if (Lock.how() != LockedBy::MessageRoutine)
    M.report("mismatched-release",
             Lock.name() +
                 (Lock.how() == LockedBy::Port
                      ? " is released, which the port driver took before it "
                        "called the routine"
                      : " is released alone, which was taken as a part of "
                        "InterruptLock; that one stays locked"),
             nullptr, &Lock.acquiredAt());
  Lock.release();
  lowerFrom(OldIrql);
  return true;
}

bool Port::synchronize(void *Routine, void *RoutineContext) {
  uint8_t Old = M.active()->Level;
  M.raiseTo(std::max(Old, deviceLevel()));
  lockInterrupts(LockedBy::Port);
  bool Result = callDriver<uint8_t>("StorSynchronizedAccess", Routine,
                                    Extension, RoutineContext);
  unlockInterrupts(LockedBy::Port);
  lowerFrom(Old);
  return Result;
}
