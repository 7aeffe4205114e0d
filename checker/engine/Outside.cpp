//===- Outside.cpp - Decisions on what was not given ----------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Outside.h"
#include "engine/Engine.h"
#include "engine/RoutineEffects.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;
using ir::Opcode;
using ir::ValueKind;

/// "Lock" in "SpinLock" and "UNLOCK", and not in "Block" or "clock".
static bool hasLockWord(llvm::StringRef Name) {
  std::string Lower = Name.lower();
  for (llvm::StringRef Word : {"acquire", "release", "irql", "synch"})
    if (llvm::StringRef(Lower).contains(Word))
      return true;
  for (size_t At = Lower.find("lock"); At != std::string::npos;
       At = Lower.find("lock", At + 1))
    if (At == 0 || (Lower[At - 1] != 'b' && Lower[At - 1] != 'c'))
      return true;
  return false;
}

bool Code::speaksOfLocks(const CallInfo &Info) const {
  return llvm::any_of(
      Info.Targets, [&](uint32_t T) { return hasLockWord(function(T).Name); });
}

bool Code::mayKnowLocks(const ir::Instruction &Call,
                        const CallInfo &Info) const {
  return speaksOfLocks(Info) ||
         llvm::any_of(llvm::drop_begin(Call.Args), mayReach);
}

bool OutsideNames::isOutside(const ir::Function &F) const {
  return !F.isAnalyzable() && (F.IsUndeclared || !F.IsSystem) &&
         !C.unit().rules().routine(F.Name);
}

bool OutsideNames::endsLoopAround(SiteId Branch, SiteId Site) const {
  Code::Position At = C.position(Branch), Of = C.position(Site);
  if (At.Function != Of.Function)
    return false;
  const Flow &Fl = C.flow(At.Function);
  for (uint32_t L = Fl.loopOf(Of.Block); L != ir::None;
       L = Fl.loops()[L].Parent) {
    const llvm::BitVector &Blocks = Fl.loops()[L].Blocks;
    if (Blocks.test(At.Block) &&
        llvm::any_of(C.instruction(Branch).Targets,
                     [&](uint32_t To) { return !Blocks.test(To); }))
      return true;
  }
  return false;
}

ir::Value OutsideNames::decides(SiteId Branch) const {
  const uint32_t Function = C.position(Branch).Function;
  llvm::SmallVector<ir::Value, 16> Open;
  llvm::append_range(Open, C.instruction(Branch).Args);
  llvm::DenseSet<uint32_t> Registers, Locals;
  while (!Open.empty()) {
    ir::Value Next = Open.pop_back_val();
    if (Next.Kind != ValueKind::Register ||
        !Registers.insert(Next.Index).second)
      continue;
    const ir::Instruction *I = C.definition(Function, Next.Index);
    if (!I)
      continue;
    const ir::Value &From = I->Where.Base;
    switch (I->Op) {
    case Opcode::Call:
      if (I->Args[0].Kind == ValueKind::Function &&
          isOutside(C.function(I->Args[0].Index)))
        return I->Args[0];
      break;
    case Opcode::Load:
      // A constant of a header, or of a source, that is not there.
      if (From.Kind == ValueKind::Global &&
          !C.module().Globals[From.Index].IsDefined &&
          C.module().Globals[From.Index].IsConst)
        return From;
      if (From.Kind == ValueKind::Local && Locals.insert(From.Index).second)
        for (const ir::Instruction *Store : C.stores(Function, From.Index))
          Open.push_back(Store->Args[0]);
      break;
    case Opcode::Binary:
    case Opcode::Cast:
    case Opcode::Opaque:
      llvm::append_range(Open, I->Args);
      break;
    default:
      break;
    }
  }
  return {};
}

/// Whether control comes from one block to another without passing a third.
static bool reaches(const Flow &Fl, uint32_t From, uint32_t To,
                    uint32_t Without) {
  llvm::SmallVector<uint32_t, 16> Open = {From};
  llvm::DenseSet<uint32_t> Seen = {Without};
  while (!Open.empty()) {
    uint32_t Block = Open.pop_back_val();
    if (Block == To)
      return true;
    if (Seen.insert(Block).second)
      llvm::append_range(Open, Fl.successors(Block));
  }
  return false;
}

bool OutsideNames::isNeeded(SiteId Branch, SiteId Event) const {
  if (!decides(Branch) || endsLoopAround(Branch, Event))
    return false;
  Code::Position At = C.position(Branch), Of = C.position(Event);
  const Flow &Fl = C.flow(At.Function);
  unsigned Ways = llvm::count_if(Fl.successors(At.Block), [&](uint32_t To) {
    return reaches(Fl, To, Of.Block, /*Without=*/At.Block);
  });
  return Ways != 0 && Ways != Fl.successors(At.Block).size();
}

/// Does what was seen need an answer from outside? To wait for one is no
/// answer; and an interrupt routine finds out whether the interrupt is its own.
bool Engine::restsOnOutside(const Confirmation &Seen) const {
  OutsideNames Names(*TheCode);
  for (const Confirmation::Frame &F : Seen.Stack) {
    const ir::Function &Fn = TheCode->function(F.Function);
    bool FindsOut = &F == Seen.Stack.data() &&
                    llvm::any_of(Unit.entries(), [&](const EntryPoint &E) {
                      return E.Function == F.Function &&
                             E.Role->ReturnDuty == "claims-interrupt";
                    });
    for (uint32_t B = 0; B != Fn.Blocks.size() && !FindsOut; ++B) {
      const ir::Instruction &End = Fn.Blocks[B].terminator();
      if ((End.Op == ir::Opcode::Branch || End.Op == ir::Opcode::Switch) &&
          TheCode->isLive(F.Function, B) &&
          Names.isNeeded(TheCode->site(F.Function, B,
                                       Fn.Blocks[B].Instructions.size() - 1),
                         F.Site))
        return true;
    }
  }
  return false;
}

/// Does it need two answers of one name?
bool Engine::restsOnOutsideTwice(const Path &How) const {
  OutsideNames Names(*TheCode);
  std::vector<ir::Value> Asked;
  for (const PathStep &P : How)
    if (P.Kind == PathKind::Assume || P.Kind == PathKind::Case)
      if (ir::Value V = Names.decides(P.Site)) {
        if (llvm::is_contained(Asked, V))
          return true;
        Asked.push_back(V);
      }
  return false;
}
