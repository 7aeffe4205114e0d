//===- IsrIrql.cpp - Calls above the level that a routine allows ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// miniport-isr-irql: one check for every context, be it an interrupt routine, a
// region under a lock, HwStorInitialize or a DPC. The lowest level that the
// simulation knows must be above the highest that a document allows; an
// inferred or unknown limit is never reported.
//
//===----------------------------------------------------------------------===//

#include "checks/Check.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace miniport;
using engine::EventKind;
using engine::SiteId;

namespace {

bool isIgnored(llvm::StringRef Name, llvm::StringRef Patterns) {
  for (llvm::StringRef P : llvm::split(Patterns, ';')) {
    P = P.trim();
    if (P.consume_back("*") ? Name.starts_with(P) && !P.empty() : Name == P)
      return true;
  }
  return false;
}

struct Worst {
  const engine::Occurrence *O = nullptr;
  Severity Grade = Severity::Note;
  std::set<uint32_t> Entries;
};

} // namespace

void miniport::checkIsrIrql(CheckContext &Ctx) {
  engine::Engine &E = Ctx.engine();
  std::string Ignored = Ctx.option("IgnoredRoutines");
  std::map<SiteId, std::vector<std::pair<Severity, const engine::Occurrence *>>>
      Suspects;
  for (const engine::Occurrence &O : E.occurrences()) {
    const engine::Root &R = E.roots()[O.Root];
    if (O.What.Kind != EventKind::Call || O.What.Tainted || R.Dump ||
        R.Orphan || !O.What.Ceiling || O.What.Irql.Low <= *O.What.Ceiling ||
        isOwnLimit(Ctx.code(), O.What))
      continue;
    if (isIgnored(Ctx.code().calleeName(O.What.Site), Ignored))
      continue;
    Severity Grade = Severity::Error;
    if (O.What.CeilingBasis == facts::Basis::Derived ||
        (R.Case ? R.Case->LevelBasis : R.Entry->Role->LevelBasis) !=
            facts::Basis::Documented)
      Grade = Severity::Warning;
    if (R.Contested)
      Grade = Severity::Note;
    Suspects[O.What.Site].push_back({Grade, &O});
  }
  for (auto &[Site, List] : Suspects) {
    // The shortest way to the worst is the clearest.
    llvm::stable_sort(List, [](const auto &A, const auto &B) {
      return std::make_pair(A.first, B.second->Depth) >
             std::make_pair(B.first, A.second->Depth);
    });
    std::set<uint32_t> Entries;
    for (const auto &[Grade, O] : List)
      Entries.insert(E.roots()[O->Root].Start.Function);
    BestFinding Best;
    for (const auto &[Grade, O] : List) {
      if (!Best.wants(Grade))
        break;
      engine::Confirmation Seen;
      engine::Verdict V = E.confirm(
          *O,
          [&](const engine::Event &What) {
            return What.Ceiling && What.Irql.Low > *What.Ceiling;
          },
          Seen);
      if (V != engine::Verdict::Confirmed) {
        ++(V == engine::Verdict::Refuted ? Ctx.count().Refuted
                                         : Ctx.count().Undecided);
        continue;
      }
      const facts::Routine *Rt = Ctx.code().call(Site).Routine;
      llvm::StringRef Name = Ctx.code().calleeName(Site);
      Finding F =
          Ctx.make(O->Root, Site, Grade,
                   ("'" + Name + "' requires IRQL <= " +
                    facts::toString(*Seen.What.Ceiling) + ", but runs at " +
                    levelName(Seen.What.Irql) + " here")
                       .str(),
                   Seen.How);
      if (Rt)
        F.HelpUri = Rt->Source.str();
      F.FingerprintKey = ("call " + Name).str();
      if (Entries.size() > 1)
        F.Evidence = "reached from " + std::to_string(Entries.size()) +
                     " entry points above that level";
      Best.offer(std::move(F), evidenceOf(Ctx.code(), Seen));
    }
    Best.report(Ctx);
  }
}
