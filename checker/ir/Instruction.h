//===- Instruction.h - Types, values, places and instructions ---*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What function bodies of driver IR are made of; see IR.h.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_INSTRUCTION_H
#define MINIPORT_IR_INSTRUCTION_H

#include "ir/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>
#include <cassert>
#include <memory>
#include <vector>

namespace miniport::ir {

/// Not an index.
constexpr uint32_t None = ~0U;

//===----------------------------------------------------------------------===//
// Types and values
//===----------------------------------------------------------------------===//

enum class TypeKind : uint8_t {
  Void,
  Int,       ///< Width bits, Signed or not; a truth value is u1
  Float,     ///< Width bits; its values are not tracked
  Ptr,       ///< 64 bits; data and function pointers
  Aggregate, ///< a structure, union or array of Bytes bytes
};

/// Every operand has a type, and programs are large: with what else there is to
/// an operand it fills a word.
class [[gnu::packed]] Type {
public:
  TypeKind Kind : 3;
  bool Signed : 1; ///< Int

  Type() : Type(TypeKind::Void, false, 0, 0) {}
  static Type makeVoid() { return {}; }
  static Type makeInt(unsigned Width, bool Signed) {
    return {TypeKind::Int, Signed, static_cast<uint16_t>(Width), 0};
  }
  static Type makeBool() { return makeInt(1, false); }
  static Type makeFloat(unsigned Width) {
    return {TypeKind::Float, false, Width, 0};
  }
  static Type makePtr() { return {TypeKind::Ptr, false, 64, 0}; }
  static Type makeAggregate(uint64_t Bytes, uint32_t Record = None) {
    Type T(TypeKind::Aggregate, false, 0,
           static_cast<uint32_t>(std::min<uint64_t>(Bytes, UINT32_MAX)));
    T.setRecord(Record);
    return T;
  }

  bool isVoid() const { return Kind == TypeKind::Void; }
  bool isInt() const { return Kind == TypeKind::Int; }
  bool isPtr() const { return Kind == TypeKind::Ptr; }
  bool isAggregate() const { return Kind == TypeKind::Aggregate; }
  /// In bits; 0 if it is no scalar.
  unsigned width() const { return isAggregate() ? 0 : Detail; }
  /// The structure or union, if it is one, or None.
  uint32_t record() const {
    return isAggregate() && Detail != NoRecord ? uint32_t(Detail) : None;
  }
  void setRecord(uint32_t Record) {
    assert(isAggregate());
    Detail = std::min(Record, NoRecord);
  }
  /// Size of an aggregate; what is more than 32 bits is cut.
  uint32_t bytes() const { return Bytes; }
  /// Size in memory. A u1 takes a byte.
  uint64_t sizeInBytes() const {
    return isAggregate() ? Bytes : (Detail + 7) / 8;
  }
  friend bool operator==(const Type &A, const Type &B) {
    return A.Kind == B.Kind && A.Signed == B.Signed && A.Detail == B.Detail &&
           A.Bytes == B.Bytes;
  }
  friend bool operator!=(const Type &A, const Type &B) { return !(A == B); }

private:
  /// No record, or one beyond the first million.
  static constexpr uint32_t NoRecord = (1U << 20) - 1;

  Type(TypeKind Kind, bool Signed, unsigned Width, uint32_t Bytes)
      : Kind(Kind), Signed(Signed), Detail(Width), Bytes(Bytes) {}

  uint32_t Detail : 20; ///< of an aggregate the record, else the width
  uint32_t Bytes;
};
static_assert(sizeof(Type) == 7);

enum class ValueKind : uint8_t {
  None,
  Register, ///< Index: number of the register
  Param,    ///< Index: what the caller passed as this parameter
  Int,      ///< Bits, of type Ty (an Int, or a Ptr with a constant address)
  Local,    ///< address of a local
  Global,   ///< address of a global
  Function, ///< address of a function
};

/// An operand: two words.
struct Value {
  ValueKind Kind = ValueKind::None;
  Type Ty;
  union {
    uint64_t Bits = 0; ///< Int: zero-extended from its width
    uint32_t Index;    ///< all others
  };

  Value() = default;
  Value(ValueKind Kind, uint32_t Index, Type Ty)
      : Kind(Kind), Ty(Ty), Index(Index) {}

  static Value reg(uint32_t Index, Type Ty) {
    return {ValueKind::Register, Index, Ty};
  }
  static Value param(uint32_t Index, Type Ty) {
    return {ValueKind::Param, Index, Ty};
  }
  static Value integer(uint64_t Bits, Type Ty);
  static Value null() { return integer(0, Type::makePtr()); }
  static Value local(uint32_t Index) {
    return {ValueKind::Local, Index, Type::makePtr()};
  }
  static Value global(uint32_t Index) {
    return {ValueKind::Global, Index, Type::makePtr()};
  }
  static Value function(uint32_t Index) {
    return {ValueKind::Function, Index, Type::makePtr()};
  }

  explicit operator bool() const { return Kind != ValueKind::None; }
  bool isInt() const { return Kind == ValueKind::Int; }
  friend bool operator==(const Value &A, const Value &B) {
    return A.Kind == B.Kind && A.Ty == B.Ty &&
           (A.isInt() ? A.Bits == B.Bits : A.Index == B.Index);
  }
};

static_assert(sizeof(Value) == 16);

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

enum class StepKind : uint8_t {
  Field,     ///< into field Field of record Record
  Index,     ///< to element Index, ElementSize bytes each (may be negative)
  Container, ///< out of field Field to the record Record around it
};

struct Step {
  StepKind Kind = StepKind::Field;
  uint32_t Record = None, Field = None;
  Value Index;
  uint64_t ElementSize = 0;
};

/// The memory at address Base, after the steps. Base is pointer-valued.
struct Place {
  Value Base;
  llvm::SmallVector<Step, 0> Steps;
};

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

enum class Opcode : uint8_t {
  Load,     ///< Result = *Where
  Store,    ///< *Where = Args[0]
  Addr,     ///< Result = address of Where
  Copy,     ///< Bytes bytes from() to Where (aggregates; must not overlap)
  Zero,     ///< Bytes bytes at Where become zero
  Binary,   ///< Result = Args[0] Op Args[1], operands of type OperandType
  Cast,     ///< Result = Args[0] truncated or extended (by its sign) to Ty
  Opaque,   ///< Result = some value; Args are what it was computed from
  Call,     ///< Result = Args[0](Args[1]...)
  ScopeEnd, ///< local Where.Base ends its life
  Assume,   ///< Args[0] is non-zero from here on (__assume)
  // Block ends.
  Goto,        ///< to Targets[0]
  Branch,      ///< Args[0] non-zero: Targets[0], else Targets[1]
  Switch,      ///< by Args[0]: cases(), else Targets[0]
  Return,      ///< Args[0], if there is one
  Unreachable, ///< after a call that does not return, or __assume(0)
};

enum class BinaryOp : uint8_t {
  Add,
  Sub,
  Mul,
  Div,
  Rem,
  And,
  Or,
  Xor,
  Shl,
  Shr, // Shr: by the type's sign
  Eq,
  Ne,
  Lt,
  Le,
  Gt,
  Ge, // result u1
};
inline bool isComparison(BinaryOp Op) { return Op >= BinaryOp::Eq; }

struct SwitchCase {
  int64_t Low = 0, High = 0; ///< inclusive; equal for a plain case
  uint32_t Target = None;
};

/// Up to two blocks.
class TargetList {
public:
  TargetList() = default;
  TargetList(std::initializer_list<uint32_t> List) {
    assert(List.size() <= 2);
    std::copy(List.begin(), List.end(), Blocks);
  }

  uint32_t *begin() { return Blocks; }
  uint32_t *end() { return Blocks + size(); }
  const uint32_t *begin() const { return Blocks; }
  const uint32_t *end() const { return Blocks + size(); }
  size_t size() const { return (Blocks[0] != None) + (Blocks[1] != None); }
  uint32_t &operator[](size_t I) { return Blocks[I]; }
  uint32_t operator[](size_t I) const { return Blocks[I]; }

  friend bool operator==(const TargetList &A, const TargetList &B) {
    return A[0] == B[0] && A[1] == B[1];
  }

private:
  uint32_t Blocks[2] = {None, None};
};

/// What few instructions have.
struct RareParts {
  Place From;                             ///< Copy
  llvm::SmallVector<SwitchCase, 0> Cases; ///< Switch
};

/// Programs are large, and are gone over often: two lines of a cache.
struct Instruction {
  Opcode Op = Opcode::Unreachable;
  BinaryOp Operator = BinaryOp::Add;
  bool Volatile : 1; ///< Load, Store
  /// Call: nothing after it runs. Opaque: a function of Args alone (equal
  /// operands give equal results); otherwise fresh every time.
  bool NoReturn : 1, Pure : 1;
  Type Ty;                ///< of Result, or of what is stored or returned
  uint32_t Result = None; ///< register, or None
  union {
    TargetList Targets = {}; ///< block ends
    Type OperandType;        ///< Binary
    uint64_t Bytes;          ///< Copy, Zero
  };
  Place Where;
  llvm::SmallVector<Value, 1> Args;
  SourceLocation Loc;

  Instruction() : Volatile(false), NoReturn(false), Pure(false) {}
  Instruction(const Instruction &Other);
  Instruction(Instruction &&) = default;
  Instruction &operator=(const Instruction &Other) {
    return *this = Instruction(Other);
  }
  Instruction &operator=(Instruction &&) = default;

  bool isTerminator() const { return Op >= Opcode::Goto; }
  bool movesBlock() const { return Op == Opcode::Copy || Op == Opcode::Zero; }
  /// Branch, Switch: the condition as it stands in the source. Call: the whole
  /// call. Opaque: what it is ("float", "interlocked").
  llvm::StringRef text() const { return Text; }
  /// The text is kept by the module, with a zero behind it.
  void setText(llvm::StringRef Kept) {
    assert(Kept.empty() || Kept.data()[Kept.size()] == 0);
    Text = Kept.empty() ? "" : Kept.data();
  }
  const Place &from() const { return Rare ? Rare->From : noPlace(); }
  llvm::ArrayRef<SwitchCase> cases() const {
    return Rare ? llvm::ArrayRef(Rare->Cases) : std::nullopt;
  }
  /// The memory that it names.
  llvm::SmallVector<Place *, 2> places() {
    return Rare ? llvm::SmallVector<Place *, 2>{&Where, &Rare->From}
                : llvm::SmallVector<Place *, 2>{&Where};
  }
  RareParts *rare() { return Rare.get(); } ///< null if there are none
  RareParts &makeRare() {
    if (!Rare)
      Rare = std::make_unique<RareParts>();
    return *Rare;
  }

private:
  static const Place &noPlace();

  const char *Text = "";
  std::unique_ptr<RareParts> Rare;
};
static_assert(sizeof(Instruction) == 128);

struct Block {
  llvm::StringRef Name;
  std::vector<Instruction>
      Instructions; ///< the last, and only it, ends the block
  const Instruction &terminator() const { return Instructions.back(); }
};

/// Targets of a block end, in order, without duplicates removed.
llvm::SmallVector<uint32_t, 4> successors(const Block &B);

} // namespace miniport::ir

#endif // MINIPORT_IR_INSTRUCTION_H
