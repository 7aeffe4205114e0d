//===- IR.h - Driver IR ---------------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A small, typed, three-address form of C that holds what an analysis of
// control, locks, IRQL, calls and simple values needs, and nothing else.
//
// Places and values are different things. A place is memory: a base address
// and steps into it. Reading one is a load, writing one is a store; facts are
// about values only. A value is a register, a parameter, a constant or an
// address. Registers are assigned once in the text, though a loop runs the
// assignment again; a register is used only where its definition dominates.
//
// Text form, as printed by print() and read by parse() (see Text.h):
//
//   file 0 "src/isr.c"
//   record ADAPTER size 64 {
//     Msix: u8 @0
//     Flags: agg 4 FLAGS @4          ; a nested record, at byte 4
//     Queue: ptr @8 x 4              ; an array of 4
//     PerPort: u32 @40 bits 3 1      ; a bit-field: unit at byte 40, bit 3, 1
//     wide
//   }
//   union WORD size 4 { ... }
//   global @Table: agg 16 OPS const internal init { 0: @Sleep, 8: 5 }
//   declare @StorPortIssueDpc(ptr, ptr, ptr, ptr) -> u8 system
//   func @Isr(%ext: ptr) -> u8 role HW_INTERRUPT {
//     local $old: u32
//     local $lock: agg 24 STOR_LOCK_HANDLE
//   entry:
//     %1 = load u8 %ext->ADAPTER.Msix
//     %2 = ne u8 %1, 0
//     br %2, masked, done "ext->Msix"
//   masked:
//     %3 = addr $lock
//     call @StorPortAcquireSpinLock(%ext, s32 3, ptr 0, %3)
//     %4 = load ptr %ext->ADAPTER.Queue[%1 x 8]     ; element %1, 8 bytes each
//     %5 = addr %4^ITEM.Link                        ; CONTAINING_RECORD
//     store u32 7, $old
//     goto done
//   done:
//     ret u8 0
//   }
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_IR_IR_H
#define MINIPORT_IR_IR_H

#include "ir/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/StringSaver.h"
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

//===----------------------------------------------------------------------===//
// Entities
//===----------------------------------------------------------------------===//

struct RecordField {
  llvm::StringRef Name;
  Type Ty;             ///< of one element
  uint64_t Offset = 0; ///< bytes; of the storage unit for a bit-field
  uint64_t Count = 1;  ///< array elements; 0: flexible
  uint32_t BitOffset = 0, BitWidth = 0; ///< BitWidth 0: not a bit-field
};

struct Record {
  llvm::StringRef Name; ///< unique within the module
  uint64_t Size = 0;    ///< bytes
  bool IsUnion = false;
  std::vector<RecordField> Fields;
};

enum class Linkage : uint8_t { External, Internal, Inline };

struct Initializer {
  uint64_t Offset = 0; ///< bytes
  Value Init;          ///< Int, Global or Function
};

struct Global {
  llvm::StringRef Name;
  llvm::StringRef Usr; ///< with Source, the identity in a link unit
  llvm::StringRef Source;
  Type Ty;
  Linkage Link = Linkage::External;
  bool IsConst = false, IsDefined = true;
  /// Scalars that are initialised; what is not listed is zero if IsDefined.
  std::vector<Initializer> Initializers;
  SourceLocation Loc;
};

/// A SAL annotation of a function or (Param != None) of one of its parameters:
/// _IRQL_requires_max_(DISPATCH_LEVEL). By its present name, levels by theirs,
/// parameters as Function::Params calls them.
struct Annotation {
  llvm::StringRef Name;
  std::vector<llvm::StringRef> Args;
  uint32_t Param = None;
  llvm::StringRef When; ///< holds only then (see Condition.h), or empty
  llvm::StringRef From; ///< the function type that it was inherited from
  SourceLocation Loc;

  /// Says the same as A, wherever it stands.
  bool repeats(const Annotation &A) const {
    return Name == A.Name && Args == A.Args && Param == A.Param &&
           When == A.When && From == A.From;
  }
};

struct Parameter {
  llvm::StringRef Name;
  Type Ty;
};

struct Local {
  llvm::StringRef Name; ///< unique within the function
  Type Ty;
  SourceLocation Loc;
};

struct Function {
  llvm::StringRef Name; ///< as called; qualified in C++
  llvm::StringRef Usr;  ///< with Source, the identity in a link unit
  llvm::StringRef Source;
  Type Result;
  std::vector<Parameter> Params;
  bool Variadic = false;
  Linkage Link = Linkage::External;
  /// Declared in a system header, or not at all: it cannot name the driver's
  /// records, and writes only objects whose address it is handed.
  bool IsSystem = false;
  /// Called, and declared nowhere: perhaps a macro of a header that is not in
  /// the tree.
  bool IsUndeclared = false;
  bool NoReturn = false;
  std::vector<llvm::StringRef> RoleTypes; ///< HW_INTERRUPT Isr;
  std::vector<Annotation> Annotations;
  llvm::StringRef Section; ///< code segment, if named
  /// Why the body could not be lowered, or could only in part; empty if whole.
  /// A degraded function keeps the blocks that were lowered, if any, but the
  /// engine does not enter it; Calls lists what it may call.
  llvm::StringRef Degraded;
  std::vector<uint32_t> DegradedCalls; ///< functions named in a degraded body
  bool HasBody = false;
  uint32_t NumRegisters = 0;
  std::vector<Local> Locals;
  std::vector<Block>
      Blocks; ///< the first is the entry, and nothing jumps to it
  SourceLocation Loc, End;
  uint64_t BodyHash = 0; ///< Inline: equal hashes are one entity

  bool isAnalyzable() const {
    return HasBody && Degraded.empty() && !Blocks.empty();
  }
};

struct SourceFile {
  llvm::StringRef Path; ///< as named on the command line or in the database
  bool IsSystem = false;
};

/// An #include that no file answers to.
struct MissingInclude {
  std::string Name; ///< as spelled
  std::string File; ///< that includes it first; empty: a flag does
  uint32_t Line = 0;
  bool IsGenerated = false; ///< of a kind that a build makes: a .tmh, a version
};

/// What one translation unit contributes, or (after linking) a link unit.
class Module {
public:
  Module() : Saver(Allocator) {}
  Module(const Module &) = delete;
  Module &operator=(const Module &) = delete;

  std::vector<SourceFile> Files;
  std::vector<Record> Records;
  std::vector<Global> Globals;
  std::vector<Function> Functions;      ///< definitions and declarations
  std::vector<std::string> Diagnostics; ///< what the front end could not read
  std::vector<MissingInclude> MissingIncludes;

  /// Keeps a string as long as the module lives.
  llvm::StringRef save(llvm::StringRef S) { return Saver.save(S); }
  /// Keeps the strings of another module as long, and nothing else of it.
  void keepStringsOf(std::unique_ptr<Module> Other);

  uint32_t findFunction(llvm::StringRef Name) const; ///< first, or None
  uint32_t findGlobal(llvm::StringRef Name) const;
  uint32_t findRecord(llvm::StringRef Name) const;

private:
  llvm::BumpPtrAllocator Allocator;
  llvm::UniqueStringSaver Saver;
  std::vector<std::unique_ptr<Module>> Others;
};

/// Equal for functions that do the same, wherever they stand; of modules in
/// which entities have other indices, too.
uint64_t hashOf(const Module &M, const Function &F);

/// Checks what the engine relies on: block ends, target and register indices,
/// definitions that dominate uses, operand types. Returns one line per fault.
std::vector<std::string> verify(const Module &M);
std::vector<std::string> verify(const Module &M, const Function &F);

} // namespace miniport::ir

#endif // MINIPORT_IR_IR_H
