//===- SpinLock.h - Locks, and who waits for whom ---------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A spin lock belongs to a processor, which waits for one lock at most. So the
// wait-for graph is a set of chains, and a processor that begins to wait closes
// a cycle or does not (Coffman et al., "System Deadlocks", 1971). A lock whose
// owner has returned from the routine that took it will never be free.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_MACHINE_SPINLOCK_H
#define MINIPORT_SIMULATOR_MACHINE_SPINLOCK_H

#include "machine/Machine.h"

namespace miniport::simulator {

/// How a lock was taken; it must be released the same way.
enum class LockedBy : uint8_t { Port, SpinLockRoutine, MessageRoutine };

class SpinLock {
public:
  explicit SpinLock(std::string Name) : Name(std::move(Name)) {}

  bool isFree() const { return !Owner; }
  Processor *owner() const { return Owner; }
  LockedBy how() const { return How; }
  const std::string &name() const { return Name; }

  /// Spins on the active processor. Stops the machine if that can not end.
  void acquire(LockedBy How);
  /// By the active processor, which owns it.
  void release();
  /// The routine that took it has returned.
  void abandon() { Abandoned = true; }
  const RawStack &acquiredAt() const { return AcquiredAt; }

private:
  void checkWait();
  void lookAtWait(Processor &Waiter, uint64_t Wait);

  std::string Name;
  Processor *Owner = nullptr;
  LockedBy How = LockedBy::Port;
  bool Abandoned = false;
  Time Since = 0;
  RawStack AcquiredAt;
  VectorClock Clock;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_MACHINE_SPINLOCK_H
