//===- Execution.h - Instruction by instruction ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ORACLE_EXECUTION_H
#define MINIPORT_ORACLE_EXECUTION_H

#include "Machine.h"

namespace miniport::oracle {

/// One call of an entry point.
class Execution {
public:
  Execution(Machine &Host, Inputs &In, Coverage &Seen)
      : Host(Host), S(Host.S), Mem(Host.Mem), In(In), Seen(Seen) {}

  RunResult enter(uint32_t Function, const EntryRole &Role,
                  const EntryState &Entry);
  /// The number that stands for a constant: an integer, a global, a function.
  static uint64_t constant(const Machine &Host, const ir::Value &V);

private:
  struct Frame {
    const ir::Function &F;
    llvm::ArrayRef<uint64_t> Args;
    std::vector<uint64_t> Registers, Locals;
  };
  struct Held {
    Lock L;
    uint64_t Acquisition = 0; ///< 0: held at entry
    ir::SourcePoint Where;
    unsigned Depth = 0; ///< of the frame that carries it
    uint64_t StalledBefore = 0;
    std::vector<ir::SourcePoint> Returns;
  };
  /// Where a place lies; BitWidth 0: whole bytes.
  struct Address {
    uint64_t Byte = 0;
    unsigned BitOffset = 0, BitWidth = 0;
  };

  // Execution.cpp. Functions that can fail say so by stopping the run.
  uint64_t call(uint32_t Function, llvm::ArrayRef<uint64_t> Args);
  bool block(Frame &Fr, uint32_t &Block, uint64_t &Result);
  void instruction(Frame &Fr, const ir::Instruction &I);
  uint32_t nextBlock(Frame &Fr, const ir::Instruction &I);
  uint64_t value(const Frame &Fr, const ir::Value &V) const;
  Address place(const Frame &Fr, const ir::Place &P) const;
  uint64_t load(const Address &A, ir::Type Ty);
  void store(const Address &A, ir::Type Ty, uint64_t Bits);
  void note(const Address &A, ir::Type Ty);
  uint64_t binary(const Frame &Fr, const ir::Instruction &I);
  uint64_t opaque(const Frame &Fr, const ir::Instruction &I);
  uint64_t callInstruction(Frame &Fr, const ir::Instruction &I);
  void stop(llvm::StringRef Why);
  void cover(const Frame &Fr, uint32_t From, uint32_t To);

  // PortCalls.cpp
  uint64_t routine(uint32_t Function, const ir::Instruction &I,
                   llvm::ArrayRef<uint64_t> Args);
  void acquire(Lock L, const ir::Instruction &I);
  void waitFor(const Lock &L);
  void acquireSpinLock(const ir::Instruction &I, llvm::ArrayRef<uint64_t> Args);
  void releaseSpinLock(const ir::Instruction &I, llvm::ArrayRef<uint64_t> Args);
  void acquireMessageLock(const ir::Instruction &I,
                          llvm::ArrayRef<uint64_t> Args);
  void releaseMessageLock(const ir::Instruction &I,
                          llvm::ArrayRef<uint64_t> Args);
  void release(size_t Index);
  void leak();
  void passReturn(ir::SourcePoint Where);
  Violation &report(FaultKind Kind, const ir::Instruction *I);

  Machine &Host;
  const Subject &S;
  Memory &Mem;
  Inputs &In;
  Coverage &Seen;
  RunResult Result;
  std::vector<Held> Locks;
  uint8_t Irql = Passive, Dirql = LowestDirql;
  uint64_t Acquisitions = 0, Steps = 0, PureSalt = 0;
  unsigned Depth = 0;
  bool Stopped = false, LockFault = false, IsInitialisation = false;
};

} // namespace miniport::oracle

#endif // MINIPORT_ORACLE_EXECUTION_H
