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

/// Interrupt request levels, ordered. Dirql stands for every device level:
/// which one a device gets is not known before it is started.
enum class Irql : uint8_t { Passive, Apc, Dispatch, Dirql, High };
llvm::StringRef toString(Irql Level); // "PASSIVE_LEVEL", ..., "DIRQL"
/// Accepts "DISPATCH" and "DISPATCH_LEVEL", "DIRQL", "HIGH" and "HIGH_LEVEL",
/// ...
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
  StorInterrupt, ///< InterruptLock; contains every message lock in per-message
                 ///< mode
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
constexpr uint32_t maskOf(LockClass C) {
  return 1U << static_cast<unsigned>(C);
}
llvm::StringRef toString(LockClass Class); // "StorDpc", as rules/ spells it
/// As a driver developer says it, for messages: "DpcLock", "spin lock", ...
llvm::StringRef displayName(LockClass Class);
/// The level at which code holding such a lock runs, if it is fixed.
std::optional<Irql> levelUnder(LockClass Class);
/// Whether there is more than one lock of the class. If not (one StartIoLock
/// and one InterruptLock an adapter), Effect::KeyArg says nothing about
/// identity.
bool isKeyed(LockClass Class);

enum class EffectKind : uint8_t {
  AcquireLock, ///< LockSelector
  ReleaseLock,
  RaiseIrql,     ///< Level, or LevelArg; OldIrqlOutArg / OldIrqlReturned
  LowerIrql,     ///< LevelArg
  LimitIrql,     ///< a statement: at most LevelArg from here on
  QueryIrql,     ///< the result, or what OutArg points to, is the current level
  Stall,         ///< busy wait: Arg, Unit
  Wait,          ///< gives up the processor: Arg (time), ObjectArg, Unit
  RegisterRead,  ///< Arg is the address; a buffer form writes OutArg, LengthArg
                 ///< units
  RegisterWrite, ///< Arg is the address, ValueArg the value, or SourceArg and
                 ///< LengthArg
  RunCallback,   ///< calls RoutineArg; Synchronous: before returning
  RegisterCallback, ///< RoutineArg becomes an entry of Role
  RegisterTable, ///< StructArg is a table of call-backs (Struct names its type)
  CompleteRequest, ///< SrbArg
  RequestNext,
  IssueDpc,      ///< Arg is the DPC object
  InitializeDpc, ///< Arg
  Allocate,      ///< OutArg, or the result
  Free,          ///< Arg
  CopyMemory,    ///< DestArg, SourceArg, LengthArg
  FillMemory,    ///< DestArg, LengthArg, ValueArg (absent: zero)
  WriteObject,   ///< writes the object that Arg points to (ValueArg, if given);
                 ///< wins over Direction
  Log,
  DebugPrint,
  NoReturn,
  Assume,     ///< Arg is assumed non-zero from here on
  AssumeLock, ///< _Analysis_assume_lock_*: the lock is "maybe held"
  Assert,     ///< tests, and assumes nothing
  Atomic,     ///< interlocked: the result is fresh every time, Arg is written
  Other,      ///< see Effect::Name
};
llvm::StringRef
toString(EffectKind Kind); // "acquire_lock", as rules/ spells it

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
  int ClassArg =
      -1; ///< class by enumerator (EnumLocks), as StorPortAcquireSpinLock
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
  /// Arg points to the time (LARGE_INTEGER; a negative one is relative).
  bool TimeByPointer = false;
  // Call-backs.
  int RoutineArg = -1, ContextArg = -1, StructArg = -1;
  bool Synchronous = false;
  llvm::StringRef Role;   ///< role of callbacks.yaml
  llvm::StringRef Struct; ///< table type
  /// For each parameter of the call-back the argument of this routine that it
  /// is given; -1 where the port driver supplies it. Empty: not known.
  llvm::ArrayRef<int> CallbackArgs;
  // Memory and others.
  int OutArg = -1, DestArg = -1, SourceArg = -1, LengthArg = -1, ValueArg = -1;
  int ObjectArg = -1, SrbArg = -1;
};

enum class Direction : uint8_t { In, Out, InOut };

struct Parameter {
  llvm::StringRef Name, Type;
  Direction Dir = Direction::In;
  bool NonNull = false; ///< of a role: never NULL on entry
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
  /// Call-back routine names ("HwStorFindAdapter"); after a slash the case that
  /// is meant: a control type, or a word of RoleCase::When
  /// ("HwStorStartIo/half-duplex", "*/dump").
  llvm::ArrayRef<llvm::StringRef> OnlyFrom, NotFrom;
  llvm::ArrayRef<llvm::StringRef> SdvRules;
  llvm::StringRef Port; ///< "storport", "scsiport" or "kernel"
  /// The routine is also spelled Dispatcher(Code, ...); see RuleBase::byCode.
  llvm::StringRef Dispatcher;
  int64_t Code = -1;
  /// In that spelling, the argument (counted as the routine's own) through
  /// which the routine's result comes back; -1: it is the result of the call.
  int CodeResultArg = -1;
  /// A small inline function of a public header: where its body is seen, the
  /// body says more than this row.
  bool YieldsToBody = false;

  bool has(EffectKind Kind) const;
};

/// When a property of a call-back holds: empty fields mean "any".
struct RoleCase {
  /// "full-duplex", "half-duplex", "concurrent-channels", "virtual", "dump",
  /// "all-messages", "per-message", "restart-unsupported", or the control type
  /// (an enumerator) for which the case holds.
  llvm::StringRef When;
  std::optional<Irql> Level;
  llvm::ArrayRef<LockClass> Held;
  Basis LevelBasis = Basis::Documented;
  bool UpTo = false;        ///< entered at any level up to Level
  bool HeldUnknown = false; ///< neither "held" nor "free" may be concluded
  /// The documents disagree: nothing louder than a note may rest on this case.
  bool Contested = false;
  /// The parameter of the role that identifies the held lock (the MessageId).
  int HeldKeyArg = -1;
  std::optional<int64_t> ControlType; ///< value of When if it is a control type
  llvm::ArrayRef<LockClass> MayAcquire;
};

/// A structure member that registers a call-back:
/// HW_INITIALIZATION_DATA.HwInterrupt.
struct RegistrationMember {
  llvm::StringRef Struct, Member, Role;
  /// What the member registers in a virtual miniport, if that is another role.
  llvm::StringRef VirtualRole;
  llvm::StringRef Port; ///< "storport", "scsiport" or "kernel"
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
  /// What the result means: "claims-interrupt", "find-adapter-status",
  /// "initialized", "passes-request-on", "request-started", "bus-was-reset",
  /// "control-status", "port-initialize-result", "srb-status", "saved",
  /// "passed-through", "none".
  llvm::StringRef ReturnDuty;
  llvm::ArrayRef<Parameter> Parameters;
  llvm::StringRef Source;
  bool UpTo = false;        ///< entered at any level up to Level
  bool HeldUnknown = false; ///< neither "held" nor "free" may be concluded
  int ControlArg = -1; ///< the parameter that RoleCase::ControlType is about
  double BudgetMicroseconds = 0; ///< documented run time at most; 0: none
  llvm::ArrayRef<RegistrationMember> RegisteredBy;
};

/// A named constant of the public headers (STOR_SPINLOCK::InterruptLock, TRUE,
/// ...).
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
  /// The built-in tables with the files of --rules applied in order: a row
  /// adds, with "override: true" replaces the whole row of that name, with
  /// "delete: true" removes it. The error is a list, one line for each mistake
  /// in any of the files: file:line:column, what is wrong, the nearest valid
  /// name.
  static llvm::Expected<std::unique_ptr<RuleBase>>
  withOverrides(llvm::ArrayRef<llvm::StringRef> Files);
  ~RuleBase();

  const Routine *routine(llvm::StringRef Name) const;
  const Role *role(llvm::StringRef Name) const;
  /// The role that a role type stands for under Port. Storport and SCSI port
  /// share the type names: "HW_INTERRUPT" and "PHW_INTERRUPT" both give the
  /// "HW_INTERRUPT" row under "storport", the "PHW_INTERRUPT" row under
  /// "scsiport".
  const Role *role(llvm::StringRef TypeName, llvm::StringRef Port) const;
  /// A leading underscore of Struct (the tag) is ignored. SCSI port and
  /// Storport share HW_INITIALIZATION_DATA: without Port, the Storport meaning
  /// wins.
  const RegistrationMember *registration(llvm::StringRef Struct,
                                         llvm::StringRef Member,
                                         llvm::StringRef Port = "") const;
  const Constant *constant(llvm::StringRef Name) const;
  llvm::ArrayRef<Routine> routines() const;
  llvm::ArrayRef<Role> roles() const;
  llvm::ArrayRef<RegistrationMember> registrations() const;
  llvm::ArrayRef<Constant> constants() const;
  /// For StorPortExtendedFunction(Code, ...) and the like: the routine that the
  /// code stands for, whose arguments begin at call argument 1 as its own 0.
  const Routine *byCode(llvm::StringRef Dispatcher, int64_t Code) const;

private:
  struct Tables;
  explicit RuleBase(std::unique_ptr<Tables> T);
  RuleBase(const RuleBase &) = delete;
  RuleBase &operator=(const RuleBase &) = delete;
  std::unique_ptr<Tables> T;
};

} // namespace miniport::facts

#endif // MINIPORT_FACTS_FACTS_H
