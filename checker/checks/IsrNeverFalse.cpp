//===- IsrNeverFalse.cpp - Interrupt routines that never say "not mine" ---===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// miniport-isr-never-false. A level-triggered line is shared: a routine that
// answers TRUE on every path claims its neighbours' interrupts. Message
// routines are not shared and may always answer TRUE. A routine whose result
// is not known on some path is left alone, and so is a stub that touches no
// register at all.
//
//===----------------------------------------------------------------------===//

#include "checks/Check.h"
#include "llvm/ADT/DenseSet.h"
#include <set>

using namespace miniport;
using facts::EffectKind;

namespace {

bool isLineInterrupt(const facts::Role &R) {
  if (R.ReturnDuty != "claims-interrupt" || R.Virtual)
    return false;
  return llvm::none_of(R.Cases, [](const facts::RoleCase &K) {
    return K.HeldKeyArg >= 0; // a message routine
  });
}

/// Does anything below the function touch the hardware?
bool touchesHardware(const engine::Code &C, uint32_t Function) {
  llvm::DenseSet<uint32_t> Seen = {Function};
  llvm::SmallVector<uint32_t, 16> Work = {Function};
  while (!Work.empty()) {
    uint32_t F = Work.pop_back_val();
    const ir::Function &Fn = C.function(F);
    if (!Fn.isAnalyzable())
      continue;
    for (uint32_t B = 0; B != Fn.Blocks.size(); ++B)
      for (uint32_t I = 0; I != Fn.Blocks[B].Instructions.size(); ++I) {
        const ir::Instruction &In = Fn.Blocks[B].Instructions[I];
        if (In.Volatile)
          return true;
        if (In.Op != ir::Opcode::Call)
          continue;
        const engine::CallInfo &Info = C.call(C.site(F, B, I));
        if (Info.Routine && (Info.Routine->has(EffectKind::RegisterRead) ||
                             Info.Routine->has(EffectKind::RegisterWrite)))
          return true;
      }
    for (uint32_t Callee : C.unit().callees(F))
      if (Seen.insert(Callee).second)
        Work.push_back(Callee);
  }
  return false;
}

} // namespace

void miniport::checkIsrNeverFalse(CheckContext &Ctx) {
  engine::Engine &E = Ctx.engine();
  std::set<uint32_t> Done;
  for (uint32_t Root = 0; Root != E.roots().size(); ++Root) {
    const engine::Root &R = E.roots()[Root];
    if (R.Orphan || R.Dump || !isLineInterrupt(*R.Entry->Role) ||
        !Done.insert(R.Start.Function).second)
      continue;
    llvm::ArrayRef<Configuration> Configs = Ctx.code().unit().configurations();
    bool Physical = Configs.empty() || llvm::any_of(Configs, [](const auto &C) {
                      return !C.Virtual && !C.Dump;
                    });
    if (!Physical || !E.alwaysNonZero(Root) ||
        !touchesHardware(Ctx.code(), R.Start.Function))
      continue;
    ++Ctx.count().Confirmed;
    const ir::Function &Fn = Ctx.module().Functions[R.Start.Function];
    Finding F = Ctx.make(
        Root, Ctx.code().site(R.Start.Function, 0, 0), Severity::Warning,
        "interrupt routine '" + Fn.Name.str() +
            "' must return FALSE for an interrupt that its adapter did not "
            "raise, but returns TRUE on every path",
        {});
    F.Where = Fn.Loc;
    for (const ir::Block &B : Fn.Blocks)
      if (B.terminator().Op == ir::Opcode::Return &&
          B.terminator().Loc.isValid())
        F.Path.push_back({B.terminator().Loc,
                          "every return answers TRUE, as here", Fn.Name.str(),
                          0});
    F.FingerprintKey = "never-false";
    Ctx.report(std::move(F));
  }
}
