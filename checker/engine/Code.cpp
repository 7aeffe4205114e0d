//===- Code.cpp - A link unit prepared for simulation ---------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Code.h"
#include "engine/RoutineEffects.h"
#include "engine/TimeParameters.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace miniport;
using namespace miniport::engine;

Code::Code(const LinkUnit &Unit) : Unit(Unit) {
  const ir::Module &M = Unit.module();
  FirstSite.resize(M.Functions.size());
  for (const ir::Function &F : M.Functions)
    Contracts.push_back(F.Annotations.empty()
                            ? nullptr
                            : std::make_unique<Contract>(F, Unit.rules()));
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
  for (uint32_t F = 0; F != M.Functions.size(); ++F) {
    const ir::Function &Fn = M.Functions[F];
    if (!Fn.isAnalyzable())
      continue;
    for (uint32_t B = 0; B != Fn.Blocks.size(); ++B)
      for (uint32_t I = 0; I != Fn.Blocks[B].Instructions.size(); ++I)
        if (const auto &In = Fn.Blocks[B].Instructions[I];
            In.Op == ir::Opcode::Call)
          Calls[site(F, B, I)] = classify(F, B, I, In);
  }
  findNoReturn();
  Flows.resize(M.Functions.size());
  for (uint32_t F = 0; F != M.Functions.size(); ++F)
    if (M.Functions[F].isAnalyzable())
      Flows[F] = std::make_unique<Flow>(M.Functions[F], [&, F = F](uint32_t B) {
        return liveSuccessors(F, B);
      });
  CallsOf.resize(M.Functions.size());
  Briefs.reserve(NumSites);
  for (uint32_t F = 0; F != M.Functions.size(); ++F)
    indexFunction(F);
  GroupSize.resize(M.Functions.size());
  for (const auto &Scc : Unit.bottomUp())
    for (uint32_t F : Scc)
      GroupSize[F] = Scc.size();
  findRunTime();
  findHandles();
  findHandleCopies();
  findInterlocked();
  TimeParams = findTimeParameters(*this);
  DecidingParams = findDecidingParameters(*this);
}

void Code::findRunTime() {
  llvm::SmallVector<uint32_t, 32> Work;
  for (const EntryPoint &E : Unit.entries())
    if (!Unit.isInitialisationRole(*E.Role))
      Work.push_back(E.Function);
  while (!Work.empty()) {
    uint32_t F = Work.pop_back_val();
    if (Exposures[F].RunTime)
      continue;
    Exposures[F].RunTime = true;
    llvm::append_range(Work, Unit.callees(F));
  }
}

/// "PSTOR_LOCK_HANDLE" is a pointer to "STOR_LOCK_HANDLE".
static llvm::StringRef pointee(llvm::StringRef Type) {
  Type = Type.rtrim(" *");
  if (!Type.consume_front("PK"))
    Type.consume_front("P");
  return Type;
}

void Code::findHandles() {
  std::set<llvm::StringRef> Types;
  for (const facts::Routine &R : Unit.rules().routines())
    for (const facts::Effect &E : R.Effects)
      if (E.HandleArg >= 0 &&
          E.HandleArg < static_cast<int>(R.Parameters.size()))
        Types.insert(pointee(R.Parameters[E.HandleArg].Type));
  for (const ir::Record &R : module().Records)
    Handles.push_back(Types.count(R.Name.ltrim('_')));
}

llvm::SmallVector<FieldRef, 2> Code::firstScalar(uint32_t Record) const {
  llvm::SmallVector<FieldRef, 2> Path;
  while (Record != ir::None && !module().Records[Record].Fields.empty()) {
    Path.push_back({Record, 0});
    const ir::RecordField &F = module().Records[Record].Fields[0];
    if (F.Ty.width() || F.Ty.isPtr())
      return Path;
    Record = F.Ty.record();
  }
  return {};
}

llvm::SmallVector<AliasKey, 2> Code::tokenKeys(const Symbols &S) const {
  llvm::SmallVector<AliasKey, 2> Keys;
  if (HandlesCopied)
    for (unsigned Record : Handles.set_bits())
      if (auto Path = firstScalar(Record); !Path.empty())
        Keys.push_back(S.fieldKey(Path.back().Record, Path.back().Field));
  return Keys;
}

uint32_t Code::handleRecord(const facts::Routine &R, int Arg) const {
  if (Arg < 0 || Arg >= static_cast<int>(R.Parameters.size()))
    return ir::None;
  llvm::StringRef Type = pointee(R.Parameters[Arg].Type);
  for (unsigned Record : Handles.set_bits())
    if (module().Records[Record].Name.ltrim('_') == Type)
      return Record;
  return ir::None;
}

uint32_t Code::recordAt(uint32_t F, const ir::Place &P) const {
  for (const ir::Step &S : llvm::reverse(P.Steps)) {
    if (S.Kind == ir::StepKind::Field)
      return module().Records[S.Record].Fields[S.Field].Ty.record();
    if (S.Kind == ir::StepKind::Container)
      return S.Record;
  }
  if (P.Base.Kind == ir::ValueKind::Local)
    return function(F).Locals[P.Base.Index].Ty.record();
  if (P.Base.Kind == ir::ValueKind::Global)
    return module().Globals[P.Base.Index].Ty.record();
  return ir::None;
}

ir::Type Code::accessType(uint32_t F, const ir::Instruction &I) const {
  if (I.Op != ir::Opcode::Copy && I.Op != ir::Opcode::Zero)
    return I.Ty;
  uint32_t Record = recordAt(F, I.Where);
  if (Record == ir::None && I.Op == ir::Opcode::Copy)
    Record = recordAt(F, I.from());
  return ir::Type::makeAggregate(I.Bytes, Record);
}

/// The record whose address is V, or None.
uint32_t Code::pointedTo(uint32_t F, const ir::Value &V) const {
  if (V.Kind == ir::ValueKind::Local)
    return function(F).Locals[V.Index].Ty.record();
  const ir::Instruction *D =
      V.Kind == ir::ValueKind::Register ? definition(F, V.Index) : nullptr;
  return D && D->Op == ir::Opcode::Addr ? recordAt(F, D->Where) : ir::None;
}

void Code::findHandleCopies() {
  llvm::BitVector Containing = Handles;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t Rec = 0; Rec != module().Records.size(); ++Rec)
      if (!Containing.test(Rec) &&
          llvm::any_of(module().Records[Rec].Fields, [&](const auto &Fd) {
            return Fd.Ty.record() != ir::None &&
                   Containing.test(Fd.Ty.record());
          })) {
        Containing.set(Rec);
        Changed = true;
      }
  }
  // Part by part, too; without the first, the copy would be of no use.
  std::set<FieldRef> First;
  for (unsigned Record : Handles.set_bits())
    if (auto Path = firstScalar(Record); !Path.empty())
      First.insert(Path.back());
  auto MakesHandle = [&](const ir::Instruction &I) {
    if (I.Op != ir::Opcode::Store || I.Args[0].isInt() || I.Where.Steps.empty())
      return false;
    const ir::Step &Last = I.Where.Steps.back();
    return Last.Kind == ir::StepKind::Field &&
           First.count({Last.Record, Last.Field}) != 0;
  };
  // A copy of a handle; or one that is cleared, perhaps while it is in use.
  auto Writes = [&](uint32_t F, const ir::Instruction &I) {
    uint32_t Record = accessType(F, I).record();
    return (I.Op == ir::Opcode::Copy || I.Op == ir::Opcode::Zero) &&
           Record != ir::None && Containing.test(Record);
  };
  for (uint32_t F = 0; F != module().Functions.size(); ++F) {
    if (!function(F).isAnalyzable())
      continue;
    bool Acquires = false; // further up
    for (uint32_t B : flow(F).order())
      for (auto [Index, I] :
           llvm::enumerate(function(F).Blocks[B].Instructions)) {
        ir::Opcode Op = brief(site(F, B, Index)).Op;
        if (Op != ir::Opcode::Call && Op != ir::Opcode::Store &&
            Op != ir::Opcode::Copy && Op != ir::Opcode::Zero)
          continue;
        if (I.Op == ir::Opcode::Call) {
          const facts::Routine *R = call(site(F, B, Index)).Routine;
          Acquires |= R && R->has(facts::EffectKind::AcquireLock);
          HandlesCopied |=
              R && R->has(facts::EffectKind::CopyMemory) &&
              llvm::any_of(I.Args, [&](const ir::Value &V) {
                uint32_t Record = pointedTo(F, V);
                return Record != ir::None && Containing.test(Record);
              });
        }
        HandlesCopied |=
            MakesHandle(I) ||
            ((I.Op == ir::Opcode::Copy || Acquires) && Writes(F, I));
      }
  }
}

unsigned Code::turnsOfInterest(uint32_t F, uint32_t Header) const {
  constexpr uint64_t Most = 64;
  const Flow &Fl = flow(F);
  const Loop &L = Fl.loops()[Fl.loopOf(Header)];
  uint64_t Turns = 2;
  for (unsigned B : L.Blocks.set_bits())
    for (const ir::Instruction &I : function(F).Blocks[B].Instructions) {
      if (I.Op == ir::Opcode::Binary && ir::isComparison(I.Operator))
        for (const ir::Value &V : I.Args)
          if (V.isInt() && V.Bits <= Most)
            Turns = std::max(Turns, V.Bits + 1);
      if (I.Op == ir::Opcode::Switch)
        for (const ir::SwitchCase &K : I.cases())
          if (K.Low >= 0 && static_cast<uint64_t>(K.Low) <= Most)
            Turns = std::max(Turns, static_cast<uint64_t>(K.Low) + 1);
    }
  return Turns;
}

void Code::indexFunction(uint32_t F) {
  const ir::Function &Fn = function(F);
  Definitions.emplace_back(Fn.NumRegisters, nullptr);
  Stores.emplace_back(Fn.Locals.size());
  Exposures.emplace_back();
  Exposures[F].Unit = &Unit;
  llvm::BitVector &Exposed = Exposures[F].Locals;
  Exposed.resize(Fn.Locals.size());
  auto Use = [&](const ir::Value &V) {
    if (V.Kind == ir::ValueKind::Local)
      Exposed.set(V.Index);
  };
  for (uint32_t B = 0; B != Fn.Blocks.size(); ++B) {
    SiteId Site = FirstSite[F][B];
    for (const ir::Instruction &I : Fn.Blocks[B].Instructions) {
      Briefs.push_back({I.Op, I.Result});
      if (I.Op == ir::Opcode::Call && Flows[F] && isLive(F, B))
        CallsOf[F].push_back({B, Site, &I});
      ++Site;
      if (I.Result != ir::None)
        Definitions[F][I.Result] = &I;
      llvm::for_each(I.Args, Use);
      if (I.Op == ir::Opcode::Addr)
        Use(I.Where.Base);
      if (I.Op == ir::Opcode::Store && I.Where.Steps.empty() && Flows[F] &&
          isLive(F, B) && I.Where.Base.Kind == ir::ValueKind::Local)
        Stores[F][I.Where.Base.Index].push_back(&I);
    }
  }
}

llvm::ArrayRef<CallAt> Code::calls(uint32_t F, uint32_t Block) const {
  llvm::ArrayRef<CallAt> All = CallsOf[F];
  auto Before = [](const CallAt &Call, uint32_t B) { return Call.Block < B; };
  auto First = std::lower_bound(All.begin(), All.end(), Block, Before);
  auto Last = std::lower_bound(First, All.end(), Block + 1, Before);
  return All.slice(First - All.begin(), Last - First);
}

/// The block has a call that does not return.
bool Code::endsInCall(uint32_t F, uint32_t Block) const {
  const auto &Is = function(F).Blocks[Block].Instructions;
  for (uint32_t I = 0; I != Is.size(); ++I)
    if (Is[I].Op == ir::Opcode::Call && call(site(F, Block, I)).NoReturn)
      return true;
  return false;
}

/// No way from the entry to a return without a call that does not.
bool Code::neverReturns(uint32_t F) const {
  llvm::BitVector Seen(function(F).Blocks.size());
  llvm::SmallVector<uint32_t, 16> Work = {0};
  while (!Work.empty()) {
    uint32_t B = Work.pop_back_val();
    if (Seen.test(B))
      continue;
    Seen.set(B);
    llvm::SmallVector<uint32_t, 4> Next = liveSuccessors(F, B);
    if (function(F).Blocks[B].terminator().Op == ir::Opcode::Return &&
        !endsInCall(F, B))
      return false;
    llvm::append_range(Work, Next);
  }
  return true;
}

void Code::findNoReturn() {
  NeverReturns.resize(module().Functions.size());
  for (const auto &Scc : Unit.bottomUp())
    for (uint32_t F : Scc) {
      if (!function(F).isAnalyzable())
        continue;
      for (uint32_t B = 0; B != function(F).Blocks.size(); ++B)
        for (uint32_t I = 0; I != function(F).Blocks[B].Instructions.size();
             ++I) {
          const ir::Instruction &In = function(F).Blocks[B].Instructions[I];
          if (In.Op != ir::Opcode::Call)
            continue;
          CallInfo &Info = Calls[site(F, B, I)];
          Info.NoReturn =
              In.NoReturn ||
              (Info.Routine && engine::neverReturns(*Info.Routine)) ||
              (!Info.Targets.empty() &&
               llvm::all_of(Info.Targets,
                            [&](uint32_t T) { return NeverReturns.test(T); }));
        }
      if (Scc.size() == 1 && neverReturns(F))
        NeverReturns.set(F);
    }
}

llvm::SmallVector<uint32_t, 4> Code::liveSuccessors(uint32_t F,
                                                    uint32_t Block) const {
  const ir::Block &B = function(F).Blocks[Block];
  const ir::Instruction &End = B.terminator();
  if (endsInCall(F, Block))
    return {};
  if (End.Op == ir::Opcode::Branch &&
      End.Args[0].Kind == ir::ValueKind::Register)
    if (auto Known = constant(F, End.Args[0].Index))
      return {End.Targets[*Known ? 0 : 1]};
  llvm::SmallVector<uint32_t, 4> Live;
  for (uint32_t S : ir::successors(B))
    if (Unit.runsNormally(F, S))
      Live.push_back(S);
  return Live;
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
  Info.Undeclared = Target.IsUndeclared && !Target.HasBody;
  Info.Kind = Target.isAnalyzable()                 ? CallKind::Internal
              : Target.IsSystem && !Info.Undeclared ? CallKind::System
                                                    : CallKind::Unknown;
  Info.Promise = Contracts[Callee.Index].get();
  return Info;
}

llvm::StringRef Code::calleeName(SiteId Call) const {
  const CallInfo &Info = call(Call);
  return Info.Routine ? Info.Routine->Name
                      : function(Info.Targets.front()).Name;
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
