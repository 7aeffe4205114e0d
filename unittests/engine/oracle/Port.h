//===- Port.h - A small model of Storport ---------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the port driver does at its routines and at the entry of call-backs,
// as far as the oracle needs it. It is written from the public documents, on
// purpose without the rule base: two readings that agree are worth more than
// one reading used twice.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_PORT_H
#define MINIPORT_ORACLE_PORT_H

#include "ir/IR.h"
#include <optional>
#include <tuple>

namespace miniport::oracle {

enum : uint8_t { Passive = 0, Dispatch = 2, LowestDirql = 3 };

/// The interrupt that Storport connected.
enum class InterruptGrant : uint8_t { Line, MessagesAll, PerMessage };

/// How Storport runs the driver.
struct Environment {
  InterruptGrant Interrupt = InterruptGrant::Line;
  bool HalfDuplex = false;
  bool ConcurrentChannels = false;
};

/// In the order in which they nest; Dpc, StartIo and Interrupt have the numbers
/// of STOR_SPINLOCK.
enum class LockKind : uint8_t { None, Dpc, StartIo, Interrupt, Message };
llvm::StringRef toString(LockKind Kind);

struct Lock {
  LockKind Kind = LockKind::None;
  uint64_t Key = 0; ///< Dpc: address of the STOR_DPC; Message: message id
};
inline bool operator<(const Lock &A, const Lock &B) {
  return std::tie(A.Kind, A.Key) < std::tie(B.Kind, B.Key);
}
/// Would taking B while A is held hang?
bool excludes(const Lock &A, const Lock &B, const Environment &E);
/// The level at which the holder runs.
uint8_t levelUnder(LockKind Kind, uint8_t Dirql);

/// What is passed as a parameter of a call-back.
enum class ParamKind : uint8_t {
  Extension,
  Request,
  Dpc,
  MessageId,
  Configuration,
  Other,
};

struct EntryRole {
  llvm::StringRef Name; ///< "HW_STARTIO"
  llvm::ArrayRef<ParamKind> Params;
  bool IsInitialisation = false;
  /// The result that says that initialisation may go on.
  std::optional<uint64_t> Success;
};
/// Null for roles that the oracle does not know.
const EntryRole *findRole(llvm::StringRef Name);

struct EntryState {
  bool Runs = true; ///< Storport calls this role in this environment
  bool AtDirql = false;
  uint8_t Irql = Passive; ///< unless AtDirql
  llvm::SmallVector<LockKind, 2> Held;
};
EntryState entryState(const EntryRole &Role, const Environment &E);

enum class RoutineKind : uint8_t {
  AcquireSpinLock,    ///< (ext, kind, context, handle)
  ReleaseSpinLock,    ///< (ext, handle)
  AcquireMessageLock, ///< (ext, id, &old)
  ReleaseMessageLock, ///< (ext, id, old)
  Stall,              ///< (microseconds)
  QueryIrql,
  Plain,   ///< nothing but a ceiling, perhaps, and a result
  Unknown, ///< not a routine of the port driver
};
struct Routine {
  RoutineKind Kind = RoutineKind::Unknown;
  uint8_t MaxIrql = 255;
};
/// By name; legal at any level unless the documents say otherwise.
Routine findRoutine(llvm::StringRef Name);

/// Layout of STOR_LOCK_HANDLE, as far as the port driver writes it.
struct HandleLayout {
  enum : uint64_t { Kind = 0, Acquisition = 8, OldIrql = 24, Size = 32 };
};

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_PORT_H
