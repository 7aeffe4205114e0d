//===- TimeParameters.cpp - Parameters that a wait may depend on ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/TimeParameters.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using facts::EffectKind;
using ir::Opcode;
using ir::ValueKind;

namespace {
class Finder {
public:
  /// Of waits, or of the branches of all functions.
  Finder(const Code &C, bool OfBranches)
      : C(C), M(C.module()), OfBranches(OfBranches), Waits(M.Functions.size()) {
    for (const ir::Function &F : M.Functions) {
      Found.emplace_back(F.Params.size());
      Traced.emplace_back(F.NumRegisters);
    }
  }

  std::vector<llvm::BitVector> run() {
    for (const auto &Scc : C.unit().bottomUp())
      do {
        Grew = false;
        for (uint32_t F : Scc)
          if (M.Functions[F].isAnalyzable())
            visit(F);
      } while (Grew);
    return std::move(Found);
  }

private:
  void visit(uint32_t F);
  void visitCall(uint32_t F, uint32_t Block, SiteId Site,
                 const ir::Instruction &I);
  void loopsAround(uint32_t F, uint32_t Block);
  void trace(uint32_t F, const ir::Value &V);
  void waits(uint32_t F) {
    if (!Waits.test(F)) {
      Waits.set(F);
      Grew = true;
    }
  }

  const Code &C;
  const ir::Module &M;
  const bool OfBranches;
  llvm::BitVector Waits;
  std::vector<llvm::BitVector> Found, Traced; ///< parameters; registers
  bool Grew = false;
};
} // namespace

/// Any value that reaches V by casts, arithmetic and locals.
void Finder::trace(uint32_t F, const ir::Value &V) {
  llvm::SmallVector<ir::Value, 8> Work = {V};
  while (!Work.empty()) {
    ir::Value At = Work.pop_back_val();
    if (At.Kind == ValueKind::Param && !Found[F].test(At.Index)) {
      Found[F].set(At.Index);
      Grew = true;
    }
    if (At.Kind != ValueKind::Register || Traced[F].test(At.Index))
      continue;
    Traced[F].set(At.Index);
    const ir::Instruction &D = *C.definition(F, At.Index);
    if (D.Op == Opcode::Binary || D.Op == Opcode::Cast)
      Work.append(D.Args.begin(), D.Args.end());
    if (D.Op == Opcode::Load && D.Where.Steps.empty() &&
        D.Where.Base.Kind == ValueKind::Local)
      for (const ir::Instruction *Store : C.stores(F, D.Where.Base.Index))
        Work.push_back(Store->Args[0]);
  }
}

void Finder::loopsAround(uint32_t F, uint32_t Block) {
  const Flow &Fl = C.flow(F);
  for (uint32_t L = Fl.loopOf(Block); L != ir::None; L = Fl.loops()[L].Parent)
    for (unsigned B : Fl.loops()[L].Blocks.set_bits()) {
      const ir::Instruction &End = M.Functions[F].Blocks[B].terminator();
      bool Leaves = llvm::any_of(Fl.successors(B), [&](uint32_t To) {
        return !Fl.loops()[L].Blocks.test(To);
      });
      if (End.Op == Opcode::Branch && Leaves)
        trace(F, End.Args[0]);
    }
}

void Finder::visitCall(uint32_t F, uint32_t Block, SiteId Site,
                       const ir::Instruction &I) {
  const CallInfo &Info = C.call(Site);
  bool Here = false;
  if (Info.Routine && !OfBranches)
    for (const facts::Effect &E : Info.Routine->Effects)
      if (E.Kind == EffectKind::Stall || E.Kind == EffectKind::Wait) {
        Here = true;
        trace(F, Code::argument(I, Info, E.Arg));
      }
  for (uint32_t T : Info.Targets) {
    Here |= Waits.test(T);
    for (unsigned P : Found[T].set_bits())
      if (P + 1 < I.Args.size())
        trace(F, I.Args[P + 1]);
  }
  if (Here) {
    waits(F);
    loopsAround(F, Block);
  }
}

void Finder::visit(uint32_t F) {
  for (const CallAt &Call : C.calls(F))
    visitCall(F, Call.Block, Call.Site, *Call.I);
  for (uint32_t B = 0; OfBranches && B != M.Functions[F].Blocks.size(); ++B) {
    const ir::Instruction &End = M.Functions[F].Blocks[B].terminator();
    if (C.isLive(F, B) && End.Op == Opcode::Branch)
      trace(F, End.Args[0]);
  }
}

std::vector<llvm::BitVector> engine::findTimeParameters(const Code &C) {
  return Finder(C, /*OfBranches=*/false).run();
}

std::vector<llvm::BitVector> engine::findDecidingParameters(const Code &C) {
  return Finder(C, /*OfBranches=*/true).run();
}
