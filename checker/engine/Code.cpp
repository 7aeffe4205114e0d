//===- Code.cpp - A link unit prepared for simulation
//----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Code.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

Code::Code(const LinkUnit &Unit) : Unit(Unit) {
  const ir::Module &M = Unit.module();
  FirstSite.resize(M.Functions.size());
  for (auto [F, Fn] : llvm::enumerate(M.Functions)) {
    FunctionSite.push_back(NumSites);
    for (const ir::Block &B : Fn.Blocks) {
      FirstSite[F].push_back(NumSites);
      NumSites += B.Instructions.size();
    }
  }
  SiteId Next = NumSites;
  for (const ir::Function &F : M.Functions) {
    FirstBlockSite.push_back(Next);
    Next += F.Blocks.size();
  }
  Flows.resize(M.Functions.size());
  for (uint32_t F = 0; F != M.Functions.size(); ++F) {
    const ir::Function &Fn = M.Functions[F];
    if (!Fn.isAnalyzable())
      continue;
    Flows[F] = std::make_unique<Flow>(Fn);
    for (uint32_t B = 0; B != Fn.Blocks.size(); ++B)
      for (uint32_t I = 0; I != Fn.Blocks[B].Instructions.size(); ++I)
        if (const auto &In = Fn.Blocks[B].Instructions[I];
            In.Op == ir::Opcode::Call)
          Calls[site(F, B, I)] = classify(F, B, I, In);
  }
}

CallInfo Code::classify(uint32_t F, uint32_t B, uint32_t I,
                        const ir::Instruction &Call) const {
  CallInfo Info;
  const ir::Module &M = Unit.module();
  const ir::Value &Callee = Call.Args[0];
  if (Callee.Kind != ir::ValueKind::Function) {
    const LinkUnit::Targets &T = Unit.targets({F, B, I});
    Info.Indirect = true;
    Info.BySignature = T.BySignature;
    Info.Targets.assign(T.Functions.begin(), T.Functions.end());
    bool AllBodies = !Info.Targets.empty() &&
                     llvm::all_of(Info.Targets, [&](uint32_t Target) {
                       return M.Functions[Target].isAnalyzable();
                     });
    Info.Kind = AllBodies ? CallKind::Internal : CallKind::Unknown;
    return Info;
  }
  const ir::Function &Target = M.Functions[Callee.Index];
  // Header wrappers of port routines are matched by name, not descended into;
  // a driver's own external function of that name is the driver's.
  bool Own = Target.isAnalyzable() && Target.Link == ir::Linkage::External &&
             !Target.IsSystem;
  if (!Own) {
    const facts::RuleBase &Rules = Unit.rules();
    if (Call.Args.size() > 1 && Call.Args[1].isInt())
      if (const facts::Routine *R = Rules.byCode(
              Target.Name, static_cast<int64_t>(Call.Args[1].Bits))) {
        Info.Kind = CallKind::Routine;
        Info.Routine = R;
        Info.Shift = 1;
        return Info;
      }
    if (const facts::Routine *R = Rules.routine(Target.Name)) {
      Info.Kind = CallKind::Routine;
      Info.Routine = R;
      return Info;
    }
  }
  Info.Targets.push_back(Callee.Index);
  Info.Kind = Target.isAnalyzable() ? CallKind::Internal
              : Target.IsSystem     ? CallKind::System
                                    : CallKind::Unknown;
  return Info;
}

Code::Position Code::position(SiteId Site) const {
  uint32_t F = llvm::upper_bound(FunctionSite, Site) - FunctionSite.begin() - 1;
  while (FirstSite[F].empty())
    --F;
  uint32_t B = llvm::upper_bound(FirstSite[F], Site) - FirstSite[F].begin() - 1;
  return {F, B, Site - FirstSite[F][B]};
}

const ir::Instruction &Code::instruction(SiteId Site) const {
  Position P = position(Site);
  return function(P.Function).Blocks[P.Block].Instructions[P.Instruction];
}

const Flow &Code::flow(uint32_t F) const { return *Flows[F]; }

const CallInfo &Code::call(SiteId Site) const {
  return Calls.find(Site)->second;
}

ir::Value Code::argument(const ir::Instruction &Call, const CallInfo &Info,
                         int Index) {
  if (Index < 0 || Index + Info.Shift + 1 >= Call.Args.size())
    return {};
  return Call.Args[Index + Info.Shift + 1];
}
