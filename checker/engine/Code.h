//===- Code.h - A link unit prepared for simulation
//------------------------===//
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

  const Flow &flow(uint32_t F) const; ///< of an analysable function
  const CallInfo &call(SiteId Site) const;

  /// The argument of a call to a routine, or a None value if it is not there.
  static ir::Value argument(const ir::Instruction &Call, const CallInfo &Info,
                            int Index);

private:
  CallInfo classify(uint32_t F, uint32_t B, uint32_t I,
                    const ir::Instruction &Call) const;

  const LinkUnit &Unit;
  std::vector<std::vector<SiteId>> FirstSite;
  std::vector<SiteId> FunctionSite, FirstBlockSite;
  uint32_t NumSites = 0;
  std::vector<std::unique_ptr<Flow>> Flows;
  llvm::DenseMap<SiteId, CallInfo> Calls;
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_CODE_H
