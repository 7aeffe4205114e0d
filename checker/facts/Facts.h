//===- Facts.h - What the rule base knows of routines and call-backs ------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The product's knowledge is a table (rules/*.yaml). The C++ knows no routine
// by name: whatever the engine or a check does at a call, it does because a
// row here says so. A normal run reads tables generated at build time; only
// --rules FILE parses YAML, on top of them.
//
// All argument indices are 0-based. All times are microseconds.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_FACTS_FACTS_H
#define MINIPORT_FACTS_FACTS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <memory>
#include <optional>

namespace miniport::facts {

/// Interrupt request levels, ordered. Dirql stands for every device level: which
/// one a device gets is not known before it is started.
enum class Irql : uint8_t { Passive, Apc, Dispatch, Dirql, High };
llvm::StringRef toString(Irql Level); // "PASSIVE_LEVEL", ..., "DIRQL"
std::optional<Irql> parseIrql(llvm::StringRef Name);

/// How a limit is known. Only Documented and Derived limits may be reported
/// (Derived one grade lower); Hint is an inference and never reported.
enum class Basis : uint8_t { Documented, Derived, Hint };

/// The levels at which a call is legal; an absent bound is unknown.
struct IrqlRange {
  std::optional<Irql> Min, Max;
  Basis MinBasis = Basis::Documented, MaxBasis = Basis::Documented;
};

/// Locks by what they exclude, not by the routine that takes them.
enum class LockClass : uint8_t {
  None,
  StorDpc,       ///< STOR_SPINLOCK DpcLock; identity: the STOR_DPC
  StorStartIo,   ///< StartIoLock
  StorInterrupt, ///< InterruptLock; contains every message lock in per-message mode
  StorMessage,   ///< per-message MSI spin lock; identity: message id
  StorThreadedDpc,
  StorDpcLevel,
  KernelSpin,   ///< KSPIN_LOCK; identity: its address
  KernelQueued, ///< in-stack queued lock; identity: its address
  KernelInterrupt,
  KernelCancel,
  ExSpin, ///< EX_SPIN_LOCK, reader/writer
  FastMutex,
  Resource,
  GuardedMutex,
  Mutex,
  WdfSpin,
  WdfWait,
  WdfInterrupt,
  WdfObject,
};
llvm::StringRef toString(LockClass Class);
/// The level at which code holding such a lock runs, if it is fixed.
std::optional<Irql> levelUnder(LockClass Class);

enum class EffectKind : uint8_t {
  AcquireLock, ///< LockSelector
  ReleaseLock,
  RaiseIrql, ///< Level, or LevelArg; OldIrqlOutArg / OldIrqlReturned
  LowerIrql, ///< LevelArg
  QueryIrql, ///< the result is the current level
  Stall,     ///< busy wait: Arg, Unit
  Wait,      ///< gives up the processor: Arg (time), ObjectArg, Unit
  RegisterRead,
  RegisterWrite,
  RunCallback,      ///< calls RoutineArg; Synchronous: before returning
  RegisterCallback, ///< RoutineArg becomes an entry of Role
  RegisterTable,    ///< StructArg is a table of call-backs (Struct names its type)
  CompleteRequest,  ///< SrbArg
  RequestNext,
  IssueDpc,      ///< Arg is the DPC object
  InitializeDpc, ///< Arg
  Allocate,      ///< OutArg, or the result
  Free,          ///< Arg
  CopyMemory,    ///< DestArg, SourceArg, LengthArg
  FillMemory,    ///< DestArg, LengthArg, ValueArg (absent: zero)
  WriteObject,   ///< writes the object that Arg points to; wins over Direction
  Log,
  DebugPrint,
  NoReturn,
  Assume,     ///< Arg is assumed non-zero from here on
  AssumeLock, ///< _Analysis_assume_lock_*: the lock is "maybe held"
  Assert,     ///< tests, and assumes nothing
  Atomic,     ///< interlocked: the result is fresh every time, Arg is written
  Other,      ///< see Effect::Name
};

/// A condition on an effect or a limit: argument Arg is (or is not) one of
/// Values; with Arg < 0, on the IRQL at the call.
struct Condition {
  int Arg = -1;
  bool Negated = false;
  llvm::ArrayRef<int64_t> Values; ///< numbers of the enumerators
  std::optional<Irql> AtLeast, Below;
};

struct EnumLock {
  int64_t Value; ///< the enumerator
  LockClass Class;
};

/// One effect of a routine. Absent arguments are -1.
struct Effect {
  EffectKind Kind = EffectKind::Other;
  llvm::StringRef Name; ///< the row's own word for it ("issues_dpc", ...)
  std::optional<Condition> When;

  int Arg = -1;
  // Locks.
  LockClass Lock = LockClass::None; ///< fixed class, if any
  int ClassArg = -1; ///< class by enumerator (EnumLocks), as StorPortAcquireSpinLock
  llvm::ArrayRef<EnumLock> EnumLocks;
  bool ByHandle = false; ///< release: class known only from the handle
  int KeyArg = -1;       ///< identity: message id, lock address, STOR_DPC
  int HandleArg = -1;
  int OldIrqlArg = -1;    ///< release: value of the old level
  int OldIrqlOutArg = -1; ///< acquire: where the old level is written
  bool OldIrqlReturned = false;
  bool ScopedToCall = false; ///< held only while the routine runs its call-back
  bool Shared = false;       ///< reader side
  /// Acquire: held only if the result is SuccessValue / is not zero.
  bool MayFail = false;
  std::optional<int64_t> SuccessValue;
  std::optional<Irql> Level; ///< raised to / run at
  int LevelArg = -1;
  bool RestoresIrql = false;
  // Time.
  double MicrosecondsPerUnit = 1;
  bool BusyWait = false;
  // Call-backs.
  int RoutineArg = -1, ContextArg = -1, StructArg = -1;
  bool Synchronous = false;
  llvm::StringRef Role;   ///< role of callbacks.yaml
  llvm::StringRef Struct; ///< table type
  // Memory and others.
  int OutArg = -1, DestArg = -1, SourceArg = -1, LengthArg = -1, ValueArg = -1;
  int ObjectArg = -1, SrbArg = -1;
};

enum class Direction : uint8_t { In, Out, InOut };

struct Parameter {
  llvm::StringRef Name, Type;
  Direction Dir = Direction::In;
};

/// A limit on the level that holds only under a condition.
struct ConditionalIrql {
  Condition When;
  IrqlRange Range;
};

struct Routine {
  llvm::StringRef Name, Header, Source;
  llvm::StringRef Result; ///< return type, as documented
  IrqlRange Range;
  llvm::ArrayRef<ConditionalIrql> RangeIf;
  llvm::ArrayRef<Parameter> Parameters;
  bool Variadic = false;
  llvm::ArrayRef<Effect> Effects;
  bool ProhibitedInPhysical = false; ///< on SDV's HwStorPortProhibitedDDIs list
  bool Deprecated = false;
  llvm::ArrayRef<llvm::StringRef> OnlyFrom, NotFrom; ///< call-back routine names
  llvm::ArrayRef<llvm::StringRef> SdvRules;

  bool has(EffectKind Kind) const;
};

/// When a property of a call-back holds: empty fields mean "any".
struct RoleCase {
  llvm::StringRef When; ///< "", "full-duplex", "half-duplex", "dump", "concurrent-channels", ...
  std::optional<Irql> Level;
  llvm::ArrayRef<LockClass> Held;
};

struct Role {
  llvm::StringRef Name;    ///< role type: "HW_INTERRUPT"
  llvm::StringRef Routine; ///< "HwStorInterrupt"
  llvm::StringRef Port;    ///< "storport" or "scsiport" or "kernel"
  bool Virtual = false;
  std::optional<Irql> Level; ///< on entry, if the documents agree
  Basis LevelBasis = Basis::Documented;
  llvm::ArrayRef<LockClass> Held;
  llvm::ArrayRef<RoleCase> Cases;
  llvm::ArrayRef<LockClass> MayAcquire;
  llvm::StringRef ReturnType;
  llvm::StringRef ReturnDuty;
  llvm::ArrayRef<Parameter> Parameters;
  llvm::StringRef Source;
};

/// A structure member that registers a call-back: HW_INITIALIZATION_DATA.HwInterrupt.
struct RegistrationMember {
  llvm::StringRef Struct, Member, Role;
};

/// A named constant of the public headers (STOR_SPINLOCK::InterruptLock, TRUE, ...).
struct Constant {
  llvm::StringRef Name, Enumeration;
  int64_t Value;
};

/// The rule base in force: the built-in tables, with the --rules files applied.
/// Immutable once made; look-ups are by binary search and never allocate.
class RuleBase {
public:
  /// The tables generated from rules/*.yaml.
  static const RuleBase &builtin();
  /// The built-in tables with the files of --rules applied in order (a row adds,
  /// replaces, or with "delete: true" removes). Errors carry file:line:column
  /// and the nearest valid name.
  static llvm::Expected<std::unique_ptr<RuleBase>>
  withOverrides(llvm::ArrayRef<llvm::StringRef> Files);
  ~RuleBase();

  const Routine *routine(llvm::StringRef Name) const;
  const Role *role(llvm::StringRef Name) const;
  const RegistrationMember *registration(llvm::StringRef Struct,
                                         llvm::StringRef Member) const;
  const Constant *constant(llvm::StringRef Name) const;
  llvm::ArrayRef<Routine> routines() const;
  llvm::ArrayRef<Role> roles() const;
  llvm::ArrayRef<RegistrationMember> registrations() const;
  /// For StorPortExtendedFunction(Code, ...) and the like: the routine that the
  /// code stands for, whose arguments begin at call argument 1 as its own 0.
  const Routine *byCode(llvm::StringRef Dispatcher, int64_t Code) const;

private:
  struct Tables;
  explicit RuleBase(std::unique_ptr<Tables> T);
  std::unique_ptr<Tables> T;
};

} // namespace miniport::facts

#endif // MINIPORT_FACTS_FACTS_H
