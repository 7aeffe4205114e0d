//===- SpinLock.cpp - Locks, and who waits for whom -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "machine/SpinLock.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace miniport::simulator;

/// Other processors may spin for as long as a short critical section takes.
/// A millisecond is the documented end of a stall.
static constexpr Time LongSpin = Millisecond;

void SpinLock::checkWait() {
  Machine &M = machine();
  Processor *Self = M.active();
  if (Owner == Self)
    M.fatal("self-deadlock",
            "the processor waits for " + Name + ", which it holds itself" +
                (Abandoned               ? " since a routine returned without "
                                           "releasing it"
                 : How == LockedBy::Port ? " (taken by the port driver before "
                                           "it called the routine)"
                                         : ""),
            nullptr, &AcquiredAt);
  if (Abandoned)
    M.fatal("deadlock",
            Name + " is never released: the routine that took it has returned",
            nullptr, &AcquiredAt);
  std::string Path = Name;
  for (Processor *P = Owner; P && P->WaitingFor;) {
    Path += ", held by processor " + std::to_string(P->Number) +
            ", which waits for " + P->WaitingFor->Name;
    P = P->WaitingFor->Owner;
    if (P == Self)
      M.fatal("deadlock",
              "processors wait for each other: this one for " + Path +
                  ", held by this one",
              nullptr, &AcquiredAt);
  }
}

/// Looks at a wait that has become long: what is the owner doing?
void SpinLock::lookAtWait(Processor &Waiter, uint64_t Wait) {
  Machine &M = machine();
  if (Waiter.WaitingFor != this || Waiter.Waits != Wait || !Owner)
    return;
  // Only if this owner had it all the time; that it was taken away meanwhile is
  // not its fault.
  Time From = std::max(Since, Owner->AwayUntil);
  // Nor that it waits itself for one who was.
  for (const Processor *P = Owner; P->WaitingFor && P->WaitingFor->Owner;) {
    From = std::max(From, P->WaitingFor->Since);
    P = P->WaitingFor->Owner;
    From = std::max(From, P->AwayUntil);
  }
  if (From + LongSpin > M.now()) {
    M.at(From + LongSpin, [this, &Waiter, Wait] { lookAtWait(Waiter, Wait); });
    return;
  }
  RawStack Stack = M.captureStackOf(*Owner);
  RoleName Role = Owner->Current->Top ? Owner->Current->Top->Name : RoleName();
  M.report("lock-contention",
           "another processor has been spinning for " +
               Twine(LongSpin / Microsecond) + " us on " + Name +
               ", which is held meanwhile",
           &Stack, &AcquiredAt, &Role);
}

void SpinLock::acquire(LockedBy By) {
  Machine &M = machine();
  Processor &P = *M.active();
  uint64_t Wait = ++P.Waits;
  if (Owner && Owner != &P)
    M.after(LongSpin, [this, &P, Wait] { lookAtWait(P, Wait); });
  Time Began = P.Now;
  while (Owner) {
    checkWait();
    M.waitFor(*this);
  }
  // Whoever held it has to answer for that time.
  for (Invocation *I = P.Current->Top; I; I = I->Outer)
    I->Nested += P.Now - Began;
  Owner = &P;
  How = By;
  Abandoned = false;
  Since = P.Now;
  // The port takes it outside of the driver, whatever is interrupted.
  AcquiredAt = By == LockedBy::Port ? RawStack() : M.captureStack();
  P.Held.push_back(this);
  M.acquire(Clock);
}

void SpinLock::release() {
  Machine &M = machine();
  assert(Owner == M.active());
  M.release(Clock);
  erase(Owner->Held, this);
  Owner = nullptr;
  // Those who spin see it at this time.
  for (const std::unique_ptr<Processor> &P : M.processors())
    if (P->WaitingFor == this)
      P->Now = std::max(P->Now, M.now());
}
