//===- Code.h - A link unit prepared for simulation -----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Everything about the code that does not depend on a state: site numbers,
// order and loops, and what each call is.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_CODE_H
#define MINIPORT_ENGINE_CODE_H

#include "engine/Flow.h"
#include "engine/Symbols.h"
#include "program/Contract.h"
#include "program/Program.h"

namespace miniport::engine {

enum class CallKind : uint8_t {
  Routine,  ///< a row of the rule base
  Internal, ///< functions with bodies in this link unit (one, or several
            ///< through a pointer)
  System,   ///< no row, but cannot name the driver's records
  Unknown,  ///< a driver function without a usable body, or an unresolved
            ///< pointer
};

struct CallInfo {
  CallKind Kind = CallKind::Unknown;
  const facts::Routine *Routine = nullptr;
  /// The routine's argument i is the call's argument i + Shift (1 where a code
  /// is passed first, as to StorPortExtendedFunction).
  unsigned Shift = 0;
  llvm::SmallVector<uint32_t, 2> Targets;
  bool Indirect = false;    ///< through a pointer: the value may tell more
  bool BySignature = false; ///< weak evidence
  bool Undeclared = false;  ///< see ir::Function
  bool NoReturn = false;    ///< whatever it calls ends the system
  /// No routine: what the annotations of the only target say, if anything.
  const Contract *Promise = nullptr;
  /// They limit the level at the call.
  bool isLimited() const { return Promise && Promise->limitsLevel(); }
  /// They say what happens to locks and IRQL, and no body does.
  bool isToldOnly() const {
    return Promise && Kind != CallKind::Internal &&
           (Promise->touchesLocks() || Promise->touchesLevel());
  }
};

/// The fields that lead to a place, from its base on; empty if it is none of a
/// record.
using FieldPath = llvm::SmallVector<FieldRef, 2>;
FieldPath fieldPath(const ir::Place &P);

/// A field that other processors change.
struct SharedField {
  FieldRef Field;
  /// The classes of the locks, as masks, of those who write it; 0: none.
  llvm::SmallVector<uint32_t, 2> WrittenUnder;

  /// Whether it may change while a lock of the class is waited for by somebody
  /// who holds locks of the classes in the mask Held.
  bool mayChange(facts::LockClass Taken, uint32_t Held) const;
};

/// Which locals and fields of a function can be reached through a pointer.
struct Exposure {
  llvm::BitVector Locals;
  const LinkUnit *Unit = nullptr;
  /// The function runs when initialisation is over: what is frozen keeps its
  /// value, whoever may have written through whatever pointer.
  bool RunTime = false;
};

/// A call in a block that control can come to.
struct CallAt {
  uint32_t Block;
  SiteId Site;
  const ir::Instruction *I;
};

class Code {
public:
  explicit Code(const LinkUnit &Unit);

  const LinkUnit &unit() const { return Unit; }
  const ir::Module &module() const { return Unit.module(); }
  const ir::Function &function(uint32_t F) const {
    return Unit.module().Functions[F];
  }

  /// Sites of a function are consecutive, in block and instruction order; those
  /// of blocks (for phis) follow all instructions of the module.
  SiteId site(uint32_t F, uint32_t Block, uint32_t Instruction) const {
    return FirstSite[F][Block] + Instruction;
  }
  SiteId blockSite(uint32_t F, uint32_t Block) const {
    return FirstBlockSite[F] + Block;
  }
  uint32_t numSites() const { return NumSites; }
  struct Position {
    uint32_t Function, Block, Instruction;
  };
  Position position(SiteId Site) const;
  const ir::Instruction &instruction(SiteId Site) const;
  /// Of the routine or the function that is called there, by name.
  /// A target's name has a word for locks or IRQL in it.
  bool speaksOfLocks(const CallInfo &Info) const;
  /// A call of what is declared nowhere may find a lock by its arguments, or
  /// says that it does.
  bool mayKnowLocks(const ir::Instruction &Call, const CallInfo &Info) const;
  llvm::StringRef calleeName(SiteId Call) const;

  const Flow &flow(uint32_t F) const; ///< of an analysable function
  /// How often the function may be open on the stack of simulations: a function
  /// that calls itself a little deeper than one of a large group.
  unsigned mostOpen(uint32_t F) const { return GroupSize[F] > 2 ? 1 : 2; }
  /// How often the loop has to run to see what happens in it: twice, or until a
  /// counter has come to what it is compared with.
  unsigned turnsOfInterest(uint32_t F, uint32_t Header) const;
  /// Whether control can come to the block.
  bool isLive(uint32_t F, uint32_t Block) const {
    return Flows[F]->position(Block) != ir::None;
  }
  /// What the register holds whenever it is used, if that is one constant.
  std::optional<uint64_t> constant(uint32_t F, uint32_t Register) const {
    return Unit.normalValue(F, Register);
  }
  const CallInfo &call(SiteId Site) const;
  /// The calls of a function, or of a block, by site.
  llvm::ArrayRef<CallAt> calls(uint32_t F) const { return CallsOf[F]; }
  llvm::ArrayRef<CallAt> calls(uint32_t F, uint32_t Block) const;

  /// What an instruction is, without a look at it: programs are larger than
  /// caches.
  struct Brief {
    ir::Opcode Op;
    uint32_t Result;
  };
  const Brief &brief(SiteId Site) const { return Briefs[Site]; }

  /// The instruction that defines a register.
  const ir::Instruction *definition(uint32_t F, uint32_t Register) const {
    return Definitions[F][Register];
  }
  /// The live stores to a local as a whole.
  llvm::ArrayRef<const ir::Instruction *> stores(uint32_t F,
                                                 uint32_t Local) const {
    return Stores[F][Local];
  }
  /// Stores are the only writes of the local: its address goes nowhere.
  bool isPlain(uint32_t F, uint32_t Local) const {
    return !Exposures[F].Locals.test(Local);
  }
  const Exposure &exposure(uint32_t F) const { return Exposures[F]; }
  /// Whether the record is a lock handle, by the routines that take one.
  bool isHandle(uint32_t Record) const { return Handles.test(Record); }
  /// A lock handle, or what contains one, is copied somewhere, at once or part
  /// by part: where a handle is does not tell which it is.
  bool copiesHandles() const { return HandlesCopied; }
  /// The fields that lead to the first scalar of a handle: a copy of the handle
  /// has what an acquisition leaves there.
  llvm::SmallVector<FieldRef, 2> firstScalar(uint32_t Record) const;
  /// The keys of these scalars, if handles are copied.
  llvm::SmallVector<AliasKey, 2> tokenKeys(const Symbols &S) const;
  /// The record of the handle that the routine is given there, or None.
  uint32_t handleRecord(const facts::Routine &R, int Arg) const;
  const llvm::BitVector &handleRecords() const { return Handles; }
  /// Fields that the driver changes by interlocked operations: other processors
  /// do so at any time. And those that were added.
  llvm::ArrayRef<SharedField> sharedFields() const { return Shared; }
  void setTestedAgain(std::vector<SharedField> Fields);
  /// The field, outside of locals, by which the branch is decided, or nothing.
  FieldPath fieldTested(SiteId Branch) const;
  /// The length of a wait in the function or below it may depend on it.
  bool isTimeParam(uint32_t F, uint32_t Param) const {
    return Param < TimeParams[F].size() && TimeParams[F].test(Param);
  }
  /// A branch in the function or below it may depend on it.
  bool isDecidingParam(uint32_t F, uint32_t Param) const {
    return Param < DecidingParams[F].size() && DecidingParams[F].test(Param);
  }

  /// The structure or union at the place, or None if nothing tells.
  uint32_t recordAt(uint32_t F, const ir::Place &P) const;
  /// What a load, store, copy or zeroing moves; of a block that is said by the
  /// places.
  ir::Type accessType(uint32_t F, const ir::Instruction &I) const;

  /// The argument of a call to a routine, or a None value if it is not there.
  static ir::Value argument(const ir::Instruction &Call, const CallInfo &Info,
                            int Index);

private:
  llvm::SmallVector<uint32_t, 4> liveSuccessors(uint32_t F,
                                                uint32_t Block) const;
  CallInfo classify(uint32_t F, uint32_t B, uint32_t I,
                    const ir::Instruction &Call) const;

  const LinkUnit &Unit;
  std::vector<std::unique_ptr<Contract>> Contracts; ///< by function, or null
  std::vector<std::vector<SiteId>> FirstSite;
  std::vector<SiteId> FunctionSite, FirstBlockSite;
  uint32_t NumSites = 0;
  std::vector<std::unique_ptr<Flow>> Flows;
  llvm::DenseMap<SiteId, CallInfo> Calls;
  std::vector<std::vector<CallAt>> CallsOf; ///< by function
  std::vector<Brief> Briefs;                ///< by site
  void findNoReturn();
  bool neverReturns(uint32_t F) const;
  bool endsInCall(uint32_t F, uint32_t Block) const;
  void indexFunction(uint32_t F);
  void findRunTime();
  void findHandles();
  uint32_t pointedTo(uint32_t F, const ir::Value &V) const;
  void findHandleCopies();
  std::optional<FieldRef> fieldAt(uint32_t F, const ir::Value &V) const;
  void findInterlocked();
  std::vector<std::vector<const ir::Instruction *>> Definitions;
  std::vector<std::vector<llvm::SmallVector<const ir::Instruction *, 2>>>
      Stores;
  llvm::BitVector NeverReturns;  ///< functions
  std::vector<size_t> GroupSize; ///< of the functions that call each other
  std::vector<llvm::BitVector> TimeParams, DecidingParams;
  std::vector<Exposure> Exposures;
  llvm::BitVector Handles; ///< by record
  bool HandlesCopied = false;
  std::vector<SharedField> Shared; ///< interlocked ones first
  size_t Interlocked = 0;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_CODE_H
