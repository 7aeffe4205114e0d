//===- Machine.h - A concrete run of driver IR ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One machine is one driver on one adapter: its memory, its globals, its device
// extension. Call-backs run on it one at a time, as a single processor would;
// Subject::Others is what the others may do while it waits for a lock.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_MACHINE_H
#define MINIPORT_ORACLE_MACHINE_H

#include "Frozen.h"
#include "Inputs.h"
#include "Memory.h"
#include "Port.h"
#include <bitset>
#include <string>

namespace miniport::oracle {

enum class FaultKind : uint8_t {
  LeakedLock,
  ReleasedUnheld,
  DoubleAcquire,
  CeilingExceeded,
};
llvm::StringRef toString(FaultKind Kind);

/// Something that went wrong in a run.
struct Violation {
  FaultKind Kind = FaultKind::LeakedLock;
  LockKind Lock = LockKind::None;
  uint8_t Level = 0;     ///< CeilingExceeded: the IRQL at the call
  std::string Routine;   ///< the routine called at Where
  ir::SourcePoint Where; ///< LeakedLock: the acquire; otherwise the call
  /// DoubleAcquire: where the lock was taken before; invalid if at entry.
  ir::SourcePoint Other;
  /// LeakedLock: the returns that the held lock passed, innermost first; the
  /// last is the entry point's.
  std::vector<ir::SourcePoint> Returns;
  /// ReleasedUnheld: Storport holds the lock, but the driver never took it.
  bool OfEntry = false;
  /// No lock was taken twice or released unheld before it in its run. A real
  /// system may not have come as far as the others.
  bool Clean = false;
};

struct LockedStall {
  LockKind Lock = LockKind::None;
  ir::SourcePoint Acquired;
  uint64_t Microseconds = 0;
};

/// A store to the device extension by a run-time call-back that holds locks.
struct LockedStore {
  uint64_t Byte = 0; ///< address
  unsigned BitOffset = 0, BitWidth = 0;
  ir::Type Ty;
  std::vector<Lock> Held;

  friend bool operator<(const LockedStore &A, const LockedStore &B) {
    return std::tie(A.Byte, A.BitOffset, A.Held) <
           std::tie(B.Byte, B.BitOffset, B.Held);
  }
};

struct RunResult {
  bool Completed = false; ///< the entry point returned
  std::string Stuck;      ///< why not
  uint64_t Result = 0;    ///< what it returned; 0 for void
  uint64_t Stalled = 0;   ///< microseconds
  std::vector<Violation> Violations;
  std::vector<LockedStall> LockedStalls;
  std::vector<LockedStore> LockedStores;
};

/// Which (jump, locks held) pairs have been seen, hashed.
using Coverage = std::bitset<1 << 14>;

/// What stays the same for all runs of a module in an environment.
struct Subject {
  Subject(const ir::Module &M, Environment E, llvm::StringRef Extension);

  const ir::Module &M;
  Environment E;
  uint32_t Extension; ///< record of the device extension, or None
  RunTimeStores Stores;
  std::vector<Routine> Routines; ///< by function
  uint64_t MaxSteps = 20000;
  /// What other processors may do while this one waits for a lock.
  std::vector<LockedStore> Others;
};

class Machine {
public:
  Machine(const Subject &S, Inputs &In);

  /// Gives every field that a run-time call-back may store, and every request
  /// field, some value.
  void forgetRunTimeState(Inputs &In);
  RunResult run(uint32_t Function, const EntryRole &Role, Inputs &In,
                Coverage &Seen);

private:
  friend class Execution;
  void randomize(uint64_t Address, uint32_t Record, Inputs &In, bool All);
  uint64_t recordObject(llvm::StringRef Name, uint64_t AtLeast);
  uint64_t dpcObject();

  const Subject &S;
  Memory Mem;
  std::vector<uint64_t> Globals; ///< addresses
  uint64_t Extension = 0, Request = 0, Configuration = 0, Dpc = 0, Other = 0;
};

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_MACHINE_H
