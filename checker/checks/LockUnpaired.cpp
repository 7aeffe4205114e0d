//===- LockUnpaired.cpp - Locks still held, or released unheld ------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// miniport-lock-unpaired and miniport-msi-lock-unpaired. A lock that an entry
// point still holds when it returns is leaked, wherever it was taken; the
// function to blame is the innermost one that releases such a lock on another
// of its paths. A release without a lock is reported only where no lock of the
// class can be held. Both are shown by a run without joins or not at all.
//
//===----------------------------------------------------------------------===//

#include "checks/Check.h"
#include <set>

using namespace miniport;
using engine::EventKind;
using engine::SiteId;
using facts::LockClass;

namespace {

/// "also from 2 other entry points"
void mentionOthers(Finding &F, unsigned Others) {
  if (Others)
    F.Evidence = "also from " + std::to_string(Others) +
                 (Others == 1 ? " other entry point" : " other entry points");
}

std::string article(LockClass Class) {
  return Class == LockClass::StorMessage ? "the message lock"
                                         : "'" + lockName(Class) + "'";
}

struct LeakFinding {
  Finding F;
  uint32_t Blamed = ir::None;
  std::set<uint32_t> From; ///< entry points
};
/// By acquisition and return.
using LeakFindings = std::map<std::pair<SiteId, SiteId>, LeakFinding>;

LeakFindings findLeaks(CheckContext &Ctx, bool Message) {
  engine::Engine &E = Ctx.engine();
  LeakFindings Found;
  for (uint32_t Root = 0; Root != E.roots().size(); ++Root) {
    if (E.roots()[Root].Dump)
      continue;
    auto IsOurs = [&](LockClass Class) {
      return (Class == LockClass::StorMessage) == Message;
    };
    const engine::Leaks &Leaks = E.leaks(Root);
    Ctx.count().Refuted += llvm::count_if(Leaks.Refuted, IsOurs);
    Ctx.count().Undecided += llvm::count_if(Leaks.Undecided, IsOurs);
    for (const engine::Leak &L : Leaks.Found) {
      if (!IsOurs(L.Lock.Class) || L.Return == engine::NoId)
        continue;
      auto [It, New] = Found.try_emplace({L.Lock.Acquired, L.Return});
      It->second.Blamed = L.Blamed;
      It->second.From.insert(E.roots()[Root].Start.Function);
      if (!New || L.How.empty())
        continue;
      Finding F = Ctx.make(Root, L.Return, Severity::Error,
                           article(L.Lock.Class) + " is still held when '" +
                               Ctx.module().Functions[L.Blamed].Name.str() +
                               "' returns here",
                           L.How);
      F.FingerprintKey =
          ("acquire " + Ctx.code().instruction(L.Lock.Acquired).text() +
           "; return " + Ctx.functionOf(L.Return).Name)
              .str();
      It->second.F = std::move(F);
    }
  }
  return Found;
}

/// What a loop takes again is reported there, unless a function that the loop
/// calls is to blame; then that is.
void reportEvents(CheckContext &Ctx, bool Message, LeakFindings &Leaks) {
  engine::Engine &E = Ctx.engine();
  std::set<std::pair<EventKind, SiteId>> Seen;
  auto IsLeakOf = [&](const auto &Leak, const engine::Event &What) {
    return Leak.first.first == What.Lock.Acquired;
  };
  auto IsBlamed = [&](const auto &Leak, const engine::Event &What) {
    return Leak.second.Blamed == Ctx.code().position(What.Site).Function;
  };
  for (const engine::Occurrence &O : E.occurrences()) {
    bool Unheld = O.What.Kind == EventKind::Release;
    if ((!Unheld && O.What.Kind != EventKind::Relock) || O.What.Tainted ||
        (O.What.Class == LockClass::StorMessage) != Message ||
        (!Unheld && llvm::any_of(Leaks,
                                 [&](const auto &L) {
                                   return IsLeakOf(L, O.What) &&
                                          !IsBlamed(L, O.What);
                                 })) ||
        E.roots()[O.Root].Dump || Seen.count({O.What.Kind, O.What.Site}))
      continue;
    engine::Confirmation Path;
    switch (E.confirm(O, Path)) {
    case engine::Verdict::Refuted:
      ++Ctx.count().Refuted;
      continue;
    case engine::Verdict::Undecided:
      ++Ctx.count().Undecided;
      continue;
    case engine::Verdict::Confirmed:
      break;
    }
    Seen.insert({O.What.Kind, O.What.Site});
    if (!Unheld)
      for (auto L = Leaks.begin(); L != Leaks.end();)
        L = IsLeakOf(*L, O.What) ? Leaks.erase(L) : std::next(L);
    ++Ctx.count().Confirmed;
    std::string Name = O.What.Class == LockClass::None
                           ? std::string("a spin lock")
                           : article(O.What.Class);
    Finding F = Ctx.make(
        O.Root, O.What.Site, Severity::Error,
        Unheld ? Name + " is released here, but is not held"
               : Name + " is acquired here again, but the acquisition of the "
                        "previous iteration was never released",
        Path.How);
    F.FingerprintKey = ((Unheld ? "unheld " : "again ") +
                        Ctx.code().instruction(O.What.Site).text())
                           .str();
    Ctx.report(std::move(F));
  }
}

void check(CheckContext &Ctx, bool Message) {
  LeakFindings Leaks = findLeaks(Ctx, Message);
  reportEvents(Ctx, Message, Leaks);
  for (auto &[Key, Leak] : Leaks) {
    ++Ctx.count().Confirmed;
    mentionOthers(Leak.F, Leak.From.size() - 1);
    Ctx.report(std::move(Leak.F));
  }
}

} // namespace

void miniport::checkLockUnpaired(CheckContext &Ctx) { check(Ctx, false); }

void miniport::checkMsiLockUnpaired(CheckContext &Ctx) { check(Ctx, true); }
