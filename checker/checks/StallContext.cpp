//===- StallContext.cpp - Busy waits too long for where they run ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// miniport-stall-context. The time of a stall is its longest argument in the
// context, times the bounds of the loops around it, in its function and around
// the calls that lead to it; a loop without a known bound counts once and is
// named. The budget is that of the call-back, or of the interrupt routine where
// InterruptLock or a message lock is held. One finding a site, in its worst
// context.
//
// Stalls of which none is too long by itself may be so together: those of one
// run of an entry point are added up. One finding an entry point, at the
// longest of them.
//
//===----------------------------------------------------------------------===//

#include "checks/Check.h"
#include "engine/StallSums.h"
#include "engine/Time.h"
#include <set>

using namespace miniport;
using engine::EventKind;
using engine::SiteId;
using facts::LockClass;

namespace {

enum class Budget { None, Interrupt, Dispatch, Control };

constexpr uint32_t InterruptMask = facts::maskOf(LockClass::StorInterrupt) |
                                   facts::maskOf(LockClass::StorMessage) |
                                   facts::maskOf(LockClass::KernelInterrupt);

Budget budgetOf(const CheckContext &Ctx, const engine::Root &R,
                const engine::Event &E) {
  if (R.Orphan || R.Dump ||
      Ctx.code().unit().isInitialisationRole(*R.Entry->Role))
    return Budget::None;
  bool HeldKnown = E.Held != ~0U;
  if (E.Irql.Low >= facts::Irql::Dirql ||
      (HeldKnown && (E.Held & InterruptMask)))
    return Budget::Interrupt;
  if (E.Irql.Low < facts::Irql::Dispatch && E.Irql.High < facts::Irql::Dispatch)
    return Budget::None;
  llvm::StringRef Duty = R.Entry->Role->ReturnDuty;
  if (Duty == "bus-was-reset" || Duty == "control-status")
    return Budget::Control;
  return E.Irql.Low >= facts::Irql::Dispatch ? Budget::Dispatch : Budget::None;
}

std::optional<Severity> grade(const CheckContext &Ctx, Budget B,
                              const engine::Duration &D) {
  // No budget is long enough for what only the device ends.
  uint64_t Time = D.Poll ? ~0ULL : static_cast<uint64_t>(D.Microseconds);
  switch (B) {
  case Budget::None:
    return std::nullopt;
  case Budget::Interrupt:
    if (Time >= Ctx.integerOption("InterruptErrorMicroseconds"))
      return Severity::Error;
    if (Time > Ctx.integerOption("InterruptWarnMicroseconds"))
      return Severity::Warning;
    return std::nullopt;
  case Budget::Dispatch:
    if (Time >= Ctx.integerOption("DispatchWarnMicroseconds"))
      return Severity::Warning;
    if (Time > Ctx.integerOption("DispatchNoteMicroseconds"))
      return Severity::Note;
    return std::nullopt;
  case Budget::Control:
    if (Time >= Ctx.integerOption("ControlWarnMicroseconds"))
      return Severity::Warning;
    return std::nullopt;
  }
  return std::nullopt;
}

struct Suspect {
  const engine::Occurrence *O;
  Severity Grade;
  Budget In;
  engine::Duration Time;
};

std::string where(const engine::Root &R, const Suspect &S) {
  const engine::Event &E = S.O->What;
  std::string Role = "'" + R.Entry->Role->Routine.str() + "'";
  if (S.In == Budget::Interrupt && E.Held != ~0U) {
    bool AtEntry =
        llvm::any_of(R.Start.Entry.Held, [](const engine::HeldLock &L) {
          return InterruptMask >> static_cast<unsigned>(L.Class) & 1;
        });
    if (!AtEntry)
      return Role + " with interrupts locked out";
  }
  return Role;
}

/// The longest time that is not worth a warning, in microseconds.
double limit(const CheckContext &Ctx, Budget B) {
  switch (B) {
  case Budget::None:
    break;
  case Budget::Interrupt:
    return Ctx.integerOption("InterruptWarnMicroseconds");
  case Budget::Dispatch:
    return Ctx.integerOption("DispatchWarnMicroseconds") - 1.0;
  case Budget::Control:
    return Ctx.integerOption("ControlWarnMicroseconds") - 1.0;
  }
  return 0;
}

/// What holds where the root is entered.
engine::Event entryOf(const engine::Root &R) {
  engine::Event E;
  E.Irql = R.Start.Entry.Irql;
  E.Held = R.Start.Entry.heldClasses();
  return E;
}

void checkSums(CheckContext &Ctx, engine::LoopBounds &Bounds,
               const std::map<SiteId, std::vector<Suspect>> &Alone) {
  engine::Engine &E = Ctx.engine();
  const std::vector<SiteId> Waits = engine::busyWaits(Ctx.code());
  std::set<uint32_t> Done; // entry points
  /// Entry points and control types that were too much to decide.
  std::set<std::pair<uint32_t, std::optional<int64_t>>> Undecided;
  for (uint32_t Root = 0; Root != E.roots().size(); ++Root) {
    const engine::Root &R = E.roots()[Root];
    uint32_t F = R.Start.Function;
    Budget B = budgetOf(Ctx, R, entryOf(R));
    // What is too much in one configuration is in the others, too; another
    // control type goes another way.
    std::pair<uint32_t, std::optional<int64_t>> Asked(F, std::nullopt);
    if (R.Case)
      Asked.second = R.Case->ControlType;
    if (B == Budget::None || R.Contested || Done.count(F) ||
        Undecided.count(Asked))
      continue;
    // What is too long by itself is said by itself.
    auto Counts = [&](SiteId Site) {
      auto It = Alone.find(Site);
      return It == Alone.end() || llvm::none_of(It->second, [&](auto &S) {
               return E.roots()[S.O->Root].Start.Function == F;
             });
    };
    auto Turns = [&](SiteId Site, llvm::ArrayRef<engine::ValueId> Params) {
      return Counts(Site) ? Bounds.around(E.symbols(), Site, Params).Times : 0;
    };
    engine::StallSums Sums(Ctx.code(), E.symbols(), Bounds, Waits, Counts);
    if (Sums.time(F) <= limit(Ctx, B))
      continue;
    engine::Confirmation Seen;
    engine::Verdict V =
        E.confirmStalls(Root, Sums.longest(F), limit(Ctx, B), Turns, Seen);
    if (V == engine::Verdict::Undecided)
      Undecided.insert(Asked);
    if (V != engine::Verdict::Confirmed) {
      ++(V == engine::Verdict::Refuted ? Ctx.count().Refuted
                                       : Ctx.count().Undecided);
      continue;
    }
    Done.insert(F);
    SiteId Longest = engine::NoId;
    int64_t Most = 0;
    unsigned Stalls = 0;
    for (const engine::PathStep &P : Seen.How)
      if (P.Kind == engine::PathKind::Stall) {
        ++Stalls;
        if (P.CaseValue > Most) {
          Most = P.CaseValue;
          Longest = P.Site;
        }
      }
    engine::Duration All;
    All.Microseconds = Seen.What.Stalled;
    auto G = grade(Ctx, B, All);
    if (Longest == engine::NoId || !G)
      continue;
    std::string Name = Ctx.code().call(Longest).Routine->Name.str();
    Finding Found =
        Ctx.make(Root, Longest, *G,
                 "'" + Name + "' keeps '" + R.Entry->Role->Routine.str() +
                     "' busy for up to " + inWords(All.Microseconds) + ", in " +
                     std::to_string(Stalls) + " stalls of one run",
                 Seen.How);
    Found.FingerprintKey =
        "stalls of " + Ctx.functionOf(Longest).Name.str() + " together";
    // It rests on every call and stall on the way.
    Seen.Stack.clear();
    for (const engine::PathStep &P : Seen.How)
      if (P.Kind == engine::PathKind::Call || P.Kind == engine::PathKind::Stall)
        Seen.Stack.push_back({P.Function, P.Site, {}});
    BestFinding Best;
    Best.offer(std::move(Found), evidenceOf(Ctx.code(), Seen));
    Best.report(Ctx);
  }
}

} // namespace

void miniport::checkStallContext(CheckContext &Ctx) {
  engine::Engine &E = Ctx.engine();
  engine::LoopBounds Bounds(Ctx.code());
  std::map<SiteId, std::vector<Suspect>> Suspects;
  for (const engine::Occurrence &O : E.occurrences()) {
    if (O.What.Kind != EventKind::Stall || !O.What.Effect->BusyWait)
      continue;
    const engine::Root &R = E.roots()[O.Root];
    Budget B = budgetOf(Ctx, R, O.What);
    if (B == Budget::None)
      continue;
    engine::Duration T = engine::stallTime(E, Bounds, O);
    // A length that is not known here, a replay may tell.
    auto G = O.What.MinAmount ? grade(Ctx, B, T) : Severity::Error;
    if (G)
      Suspects[O.What.Site].push_back(
          {&O, R.Contested ? Severity::Note : *G, B, T});
  }
  for (auto &[Site, List] : Suspects) {
    llvm::stable_sort(List, [](const Suspect &A, const Suspect &B) {
      // The shortest way to the worst is the clearest.
      return std::make_tuple(A.Grade, B.O->Depth, A.Time.Microseconds) >
             std::make_tuple(B.Grade, A.O->Depth, B.Time.Microseconds);
    });
    std::set<uint32_t> Entries;
    for (const Suspect &S : List)
      Entries.insert(E.roots()[S.O->Root].Start.Function);
    BestFinding Best;
    for (Suspect &S : List) {
      if (!Best.wants(S.Grade))
        break;
      const engine::Root &R = E.roots()[S.O->Root];
      engine::Confirmation Seen;
      engine::Verdict V = E.confirm(
          *S.O,
          [&](const engine::Event &What) {
            return budgetOf(Ctx, R, What) == S.In;
          },
          Seen);
      if (V != engine::Verdict::Confirmed) {
        ++(V == engine::Verdict::Refuted ? Ctx.count().Refuted
                                         : Ctx.count().Undecided);
        continue;
      }
      S.Time = engine::stallTime(E, Bounds, Seen);
      auto G = grade(Ctx, S.In, S.Time);
      if (!G) {
        ++Ctx.count().Refuted;
        continue;
      }
      S.Grade = R.Contested ? Severity::Note : *G;
      std::string Message =
          "'" + Ctx.code().call(Site).Routine->Name.str() + "' keeps " +
          where(R, S) + (S.Time.Unbounded ? " busy for " : " busy for up to ") +
          inWords(S.Time.Microseconds);
      if (!S.Time.How.empty())
        Message += " (" + S.Time.How + ")";
      if (S.Time.Unbounded)
        Message += " a turn, in a loop without a known bound";
      Finding F = Ctx.make(S.O->Root, Site, S.Grade, Message, Seen.How);
      F.FingerprintKey = "stall " + Ctx.code().instruction(Site).text().str();
      F.EvidenceRank = 1;
      if (Entries.size() > 1)
        F.Evidence = "also from " + std::to_string(Entries.size() - 1) +
                     " other entry points";
      Best.offer(std::move(F), evidenceOf(Ctx.code(), Seen));
    }
    Best.report(Ctx);
  }
  checkSums(Ctx, Bounds, Suspects);
}
