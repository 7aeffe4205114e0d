//===- Program.h - Small structured drivers -------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the generator makes, the mutator spoils and the shrinker cuts down: a
// driver as a tree of statements. emit() lowers it to the text of driver IR as
// a front end would: each read of a local is a load, && and || are jumps.
//
// Numbers are u32 throughout; pointers appear only as the device extension, as
// lock handles and as out-parameters.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_PROGRAM_H
#define MINIPORT_ORACLE_PROGRAM_H

#include "Port.h"
#include <string>
#include <vector>

namespace miniport::oracle {

enum class ExprKind : uint8_t {
  Number,
  Param,    ///< Index
  Local,    ///< Index
  Field,    ///< Index
  Register, ///< a read of the device
  Level,    ///< KeGetCurrentIrql()
  OldLevel, ///< Context.OldIrql of the handle that parameter Index points to
  Binary,   ///< Word: IR mnemonic; a comparison is 0 or 1
  And,      ///< short-circuit
  Or,
  Not,
};

struct Expr {
  ExprKind Kind = ExprKind::Number;
  uint64_t Number = 0;
  unsigned Index = 0;
  std::string Word;
  std::vector<Expr> Kids;

  static Expr number(uint64_t N) { return {ExprKind::Number, N, 0, {}, {}}; }
  static Expr param(unsigned I) { return {ExprKind::Param, 0, I, {}, {}}; }
  static Expr local(unsigned I) { return {ExprKind::Local, 0, I, {}, {}}; }
  static Expr field(unsigned I) { return {ExprKind::Field, 0, I, {}, {}}; }
  static Expr read() { return {ExprKind::Register, 0, 0, {}, {}}; }
  static Expr oldLevel(unsigned I) {
    return {ExprKind::OldLevel, 0, I, {}, {}};
  }
  static Expr level() { return {ExprKind::Level, 0, 0, {}, {}}; }
  static Expr binary(llvm::StringRef Op, Expr A, Expr B) {
    return {ExprKind::Binary, 0, 0, Op.str(), {std::move(A), std::move(B)}};
  }
  static Expr logical(ExprKind Kind, Expr A, Expr B) {
    return {Kind, 0, 0, {}, {std::move(A), std::move(B)}};
  }
  static Expr negation(Expr A) {
    return {ExprKind::Not, 0, 0, {}, {std::move(A)}};
  }
  bool isNumber() const { return Kind == ExprKind::Number; }
  bool isLogical() const {
    return Kind == ExprKind::And || Kind == ExprKind::Or ||
           Kind == ExprKind::Not;
  }
};

/// Where a lock handle, or the place of an old level, lies.
enum class RefKind : uint8_t {
  None,
  Local,   ///< local Index (for a context: its handle)
  Param,   ///< pointer parameter Index
  Queue,   ///< handle of the extension's queue
  QueueOf, ///< handle of the extension's queue, by the number in local Index
};
struct Ref {
  RefKind Kind = RefKind::None;
  unsigned Index = 0;
  friend bool operator==(Ref A, Ref B) {
    return A.Kind == B.Kind && A.Index == B.Index;
  }
};

enum class StmtKind : uint8_t {
  Assign,     ///< Local = Value
  SetField,   ///< Field = Value
  SetPointer, ///< function-pointer field Index = function Callee
  SaveOld,    ///< Handle's Context.OldIrql = (KIRQL) Value
  If,         ///< Value, Bodies[0], Bodies[1]
  Switch,     ///< Value, Cases[i] -> Bodies[i], default -> Bodies.back()
  Loop,       ///< Local counts from 0 while < Value; Bodies[0]
  Poll, ///< until (device & Mask); Stall each; at most Value rounds, 0: any
  Break,
  Continue,
  Return, ///< Value, if HasValue
  Call,   ///< Callee (or pointer field Index), Args; result to Local, if any
  Acquire,
  Release,
  AcquireMessage,
  ReleaseMessage, ///< id Value, old Value2
  Stall,          ///< Value microseconds
  Routine,        ///< Word, with harmless arguments
  CopyHandle,     ///< Handle = From
  ZeroHandle,
  Raw,  ///< Word, as it stands
  Goto, ///< Word
  Label,
};

constexpr unsigned NoIndex = ~0U;

/// One argument of a call of the driver's own function.
struct Arg {
  enum { Extension, Number, Reference, Zero } Kind = Number;
  Expr Value;
  Ref Where;
};

struct Stmt {
  StmtKind Kind = StmtKind::Assign;
  Expr Value, Value2;
  unsigned Local = NoIndex, Field = NoIndex, Callee = NoIndex, Index = NoIndex;
  LockKind Lock = LockKind::None;
  Ref Handle, From;
  uint64_t Mask = 0, StallEach = 0;
  bool HasValue = false;
  std::string Word;
  std::vector<Arg> Args;
  std::vector<uint64_t> Cases;
  std::vector<std::vector<Stmt>> Bodies;

  /// Does it take or give back a lock, itself or through a wrapper?
  bool IsLocking = false;
};
using Body = std::vector<Stmt>;

struct FieldDecl {
  std::string Path; ///< from the extension: "->ADAPTER.Msix"
  unsigned Width = 32;
};

enum class LocalKind : uint8_t {
  Number,
  Once,    ///< a number that is assigned once, before every use: a register
  Handle,  ///< STOR_LOCK_HANDLE
  Context, ///< QUEUE: a record with a handle in it
};

struct Variable {
  std::string Name;
  LocalKind Kind = LocalKind::Number; ///< of locals
  bool IsPointer = false;             ///< of parameters
  bool IsUnused = false;              ///< of locals: not emitted
};

struct FunctionDecl {
  std::string Name, Role; ///< Role may be empty
  std::vector<Variable> Params, Locals;
  unsigned Extension = 0;   ///< the parameter that is the device extension
  unsigned ResultWidth = 0; ///< 0: void
  Body Code;
  bool IsUnused = false; ///< not emitted
};

struct Program {
  std::vector<FieldDecl> Fields;
  std::vector<std::string> PointerFields; ///< paths of function pointers
  std::vector<FunctionDecl> Functions;
};

/// The program as text of driver IR. parse() accepts it, and verify() finds no
/// fault unless a local of kind Once is used where it is not assigned.
std::string emit(const Program &P);

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_PROGRAM_H
