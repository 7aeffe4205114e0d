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

#include "ir/Instruction.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/StringSaver.h"
#include <memory>
#include <vector>

namespace miniport::ir {

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
