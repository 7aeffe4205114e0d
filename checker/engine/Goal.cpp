//===- Goal.cpp - One event that a simulation looks for -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Goal.h"
#include "engine/RoutineEffects.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

Goal::Goal(const Code &C, llvm::ArrayRef<SiteId> Sites, Predicate Accept)
    : C(C), Sites(Sites), Accept(Accept), Leads(C.module().Functions.size()) {
  llvm::SmallVector<uint32_t, 16> Work = {C.position(Sites.front()).Function};
  while (!Work.empty()) {
    uint32_t F = Work.pop_back_val();
    if (Leads.test(F))
      continue;
    Leads.set(F);
    llvm::append_range(Work, C.unit().callers(F));
  }
}

bool Goal::leadsOn(uint32_t F, SiteId Call) const {
  const CallInfo &Info = C.call(Call);
  auto DoesLead = [&](uint32_t T) { return Leads.test(T); };
  if (Info.Routine)
    return runsCallback(*Info.Routine) &&
           llvm::any_of(C.unit().callees(F), DoesLead);
  return llvm::any_of(Info.Targets, DoesLead);
}

const Goal::Ways &Goal::ways(uint32_t F) const {
  auto [It, New] = Known.try_emplace(F);
  Ways &W = It->second;
  if (!New)
    return W;
  const ir::Function &Fn = C.function(F);
  const Flow &Fl = C.flow(F);
  W.Ahead.resize(Fn.Blocks.size());
  W.Last.assign(Fn.Blocks.size(), 0);
  llvm::SmallVector<uint32_t, 16> Work;
  for (uint32_t B : Fl.order()) {
    for (uint32_t I = 0; I != Fn.Blocks[B].Instructions.size(); ++I) {
      SiteId Site = C.site(F, B, I);
      if (llvm::is_contained(Sites, Site) ||
          (Fn.Blocks[B].Instructions[I].Op == ir::Opcode::Call &&
           leadsOn(F, Site)))
        W.Last[B] = I + 1;
    }
    if (W.Last[B])
      Work.push_back(B);
  }
  while (!Work.empty()) {
    uint32_t B = Work.pop_back_val();
    if (W.Ahead.test(B))
      continue;
    W.Ahead.set(B);
    llvm::append_range(Work, Fl.predecessors(B));
  }
  return W;
}

bool Goal::isAhead(uint32_t F, uint32_t Block) const {
  return ways(F).Ahead.test(Block);
}

bool Goal::isAheadOf(uint32_t F, uint32_t Block, uint32_t Instruction) const {
  const Ways &W = ways(F);
  return W.Last[Block] > Instruction + 1 ||
         llvm::any_of(C.flow(F).successors(Block),
                      [&](uint32_t S) { return W.Ahead.test(S); });
}
