//===- Agreement.cpp - The engine held against the oracle -----------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Agreement.h"
#include "engine/Engine.h"
#include "ir/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace miniport::oracle {

using engine::EventKind;
using engine::Occurrence;
using engine::SiteId;
using engine::Verdict;

namespace {

std::unique_ptr<LinkUnit> linked(const Scenario &S) {
  ir::ParseOptions Options;
  Options.TextLocations = true;
  std::vector<std::unique_ptr<ir::Module>> Units;
  Units.push_back(llvm::cantFail(ir::parse(S.Text, "scenario.ir", Options)));
  return llvm::cantFail(
      LinkUnit::create(link(std::move(Units)), facts::RuleBase::builtin()));
}

LockKind kindOf(facts::LockClass Class) {
  switch (Class) {
  case facts::LockClass::StorDpc:
    return LockKind::Dpc;
  case facts::LockClass::StorStartIo:
    return LockKind::StartIo;
  case facts::LockClass::StorInterrupt:
    return LockKind::Interrupt;
  case facts::LockClass::StorMessage:
    return LockKind::Message;
  default:
    return LockKind::None;
  }
}

std::optional<FaultKind> faultOf(const Occurrence &O) {
  switch (O.What.Kind) {
  case EventKind::Release:
    return FaultKind::ReleasedUnheld;
  case EventKind::Relock:
    return FaultKind::DoubleAcquire;
  case EventKind::Call:
    if (O.What.Ceiling && O.What.Irql.Low > *O.What.Ceiling)
      return FaultKind::CeilingExceeded;
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

} // namespace

Analysis analyse(const Scenario &S) {
  Analysis A;
  std::unique_ptr<LinkUnit> Unit = linked(S);
  engine::Engine E(*Unit);
  E.run();
  auto Line = [&](SiteId Site) {
    return E.code().instruction(Site).Loc.Spelling.Line;
  };
  // What no entry point reaches does not run.
  auto Runs = [&](uint32_t Root) { return !E.roots()[Root].Orphan; };
  for (uint32_t R = 0; R != E.roots().size(); ++R) {
    if (!Runs(R))
      continue;
    const engine::Leaks &L = E.leaks(R);
    for (const engine::Leak &Found : L.Found) {
      A.LeaksOf.insert(kindOf(Found.Lock.Class));
      A.Reports.insert({FaultKind::LeakedLock, Line(Found.Lock.Acquired),
                        Line(Found.Return)});
    }
    if (!L.Undecided.empty())
      A.Undecided.insert({FaultKind::LeakedLock, 0});
    if (!L.Refuted.empty())
      A.Refuted.insert({FaultKind::LeakedLock, 0});
  }
  for (const Occurrence &O : E.occurrences()) {
    std::optional<FaultKind> Kind = faultOf(O);
    if (!Kind || !Runs(O.Root))
      continue;
    if (O.What.Tainted) {
      A.Tainted = true;
      continue;
    }
    // Through a wrapper, the call is where the loop takes the lock again.
    Report R{*Kind,
             Line(*Kind == FaultKind::DoubleAcquire ? O.What.Lock.Acquired
                                                    : O.What.Site),
             0};
    if (A.Reports.count(R))
      continue;
    engine::Confirmation Seen;
    auto IsIt = [&](const engine::Event &What) {
      return What.Class == O.What.Class &&
             (*Kind != FaultKind::CeilingExceeded ||
              (What.Ceiling && What.Irql.Low > *What.Ceiling));
    };
    switch (E.confirm(O, IsIt, Seen)) {
    case Verdict::Confirmed:
      A.Reports.insert(R);
      break;
    case Verdict::Undecided:
      A.Undecided.insert({*Kind, R.Line});
      break;
    case Verdict::Refuted:
      A.Refuted.insert({*Kind, R.Line});
      break;
    }
  }
  for (engine::ContextId Id = 0; Id != E.simulator().numContexts(); ++Id) {
    const engine::Result &R = E.simulator().result(Id);
    A.OverBudget |= R.OverBudget;
    A.Tainted |= llvm::any_of(
        R.Cases, [](const engine::Case &K) { return K.Out.Tainted; });
  }
  return A;
}

static bool matches(const Report &R, const Violation &V) {
  if (R.Kind != V.Kind || R.Line != V.Where.Line)
    return false;
  return R.Kind != FaultKind::LeakedLock ||
         llvm::any_of(V.Returns, [&](const ir::SourcePoint &P) {
           return P.Line == R.Return;
         });
}

static bool isSeen(const Scenario &S, const Report &R,
                   const ObserveOptions &Options) {
  return llvm::any_of(S.Environments, [&](const Environment &E) {
    return llvm::any_of(
        observe(*S.Module, E, Options).Violations,
        [&](const ObservedViolation &V) { return matches(R, V.What); });
  });
}

/// Looks for it with many runs, last with those of other processors: what needs
/// them is rare.
static bool isSeenAnyHow(const Scenario &S, const Report &R) {
  ObserveOptions Harder;
  Harder.Runs = 20000;
  if (isSeen(S, R, Harder))
    return true;
  Harder.Others = true;
  for (Harder.Seed = 1; Harder.Seed <= 10; ++Harder.Seed)
    if (isSeen(S, R, Harder))
      return true;
  return false;
}

/// The function whose text has that line.
static uint32_t functionAt(const ir::Module &M, uint32_t Line) {
  uint32_t Result = ir::None;
  for (uint32_t F = 0; F != M.Functions.size(); ++F)
    for (const ir::Block &B : M.Functions[F].Blocks)
      for (const ir::Instruction &I : B.Instructions)
        if (I.Loc.Spelling.Line == Line)
          Result = F;
  return Result;
}

static Silence reasonFor(const Analysis &A, const Violation &V) {
  if (V.Kind == FaultKind::DoubleAcquire)
    return Silence::OutOfReach;
  // Who leaves a loop with the lock is told where the loop takes it again.
  if (V.Kind == FaultKind::LeakedLock &&
      A.Reports.count({FaultKind::DoubleAcquire, V.Where.Line, 0}))
    return Silence::None;
  // Who gives back another lock than was taken is told that this one leaks.
  if (V.Kind == FaultKind::ReleasedUnheld && A.LeaksOf.count(V.Lock))
    return Silence::None;
  std::pair<FaultKind, uint32_t> At = {
      V.Kind, V.Kind == FaultKind::LeakedLock ? 0 : V.Where.Line};
  if (A.Undecided.count(At))
    return Silence::Undecided;
  if (A.OverBudget)
    return Silence::OverBudget;
  if (A.Tainted)
    return Silence::Tainted;
  return A.Refuted.count(At) ? Silence::Refuted : Silence::Unknown;
}

Agreement compare(const Scenario &S) {
  Agreement Result;
  Analysis A = analyse(S);
  Result.Reports = A.Reports.size();
  std::vector<Observation> Seen;
  for (const Environment &E : S.Environments)
    Seen.push_back(observe(*S.Module, E));
  auto AnyIn = [&](auto Accept) {
    return llvm::any_of(Seen, [&](const Observation &O) {
      return llvm::any_of(O.Violations, Accept);
    });
  };
  // A driver that never starts shows nothing.
  if (llvm::any_of(Seen, [](const Observation &O) {
        return llvm::all_of(O.Entries, [](const ObservedEntry &E) {
          return E.Role == "HW_FIND_ADAPTER" || E.Role == "HW_INITIALIZE" ||
                 E.Runs == 0;
        });
      }))
    return Result;
  for (const Report &R : A.Reports) {
    if (AnyIn([&](const ObservedViolation &V) { return matches(R, V.What); }))
      continue;
    // Of two releases in one function, one of them wrong, the other is named:
    // what a handle in memory carries is not always known.
    if (R.Kind == FaultKind::ReleasedUnheld &&
        AnyIn([&](const ObservedViolation &V) {
          return V.What.Kind == R.Kind &&
                 functionAt(*S.Module, V.What.Where.Line) ==
                     functionAt(*S.Module, R.Line);
        })) {
      ++Result.Misplaced;
      continue;
    }
    if (!isSeenAnyHow(S, R))
      Result.Against.push_back({true, R});
  }
  std::set<std::pair<FaultKind, ir::SourcePoint>> Counted;
  for (const Observation &O : Seen)
    for (const ObservedViolation &V : O.Violations) {
      if (!V.What.Clean || !Counted.insert({V.What.Kind, V.What.Where}).second)
        continue;
      ++Result.Violations;
      if (llvm::any_of(A.Reports, [&](const Report &R) {
            return R.Kind == V.What.Kind &&
                   (R.Line == V.What.Where.Line ||
                    (R.Kind == FaultKind::ReleasedUnheld &&
                     functionAt(*S.Module, R.Line) ==
                         functionAt(*S.Module, V.What.Where.Line)));
          }))
        continue;
      Silence Why = reasonFor(A, V.What);
      if (Why == Silence::None)
        continue;
      ++Result.Silences[Why];
      if (Why == Silence::Refuted || Why == Silence::Unknown)
        Result.Against.push_back(
            {false,
             {V.What.Kind, V.What.Where.Line,
              V.What.Returns.empty() ? 0 : V.What.Returns.front().Line}});
    }
  return Result;
}

llvm::StringRef toString(Silence Why) {
  switch (Why) {
  case Silence::None:
    return "none";
  case Silence::OutOfReach:
    return "out of reach";
  case Silence::Undecided:
    return "undecided";
  case Silence::OverBudget:
    return "over budget";
  case Silence::Tainted:
    return "tainted";
  case Silence::Refuted:
    return "refuted";
  case Silence::Unknown:
    return "never suspected";
  }
  return "";
}

void print(const Disagreement &D, llvm::raw_ostream &OS) {
  OS << (D.IsFalseAlarm ? "reported and never seen: " : "seen and silent: ")
     << toString(D.What.Kind) << " line " << D.What.Line;
  if (D.What.Return)
    OS << " return " << D.What.Return;
  OS << '\n';
}

} // namespace miniport::oracle
