//===- IrqlAnnotation.cpp - Calls against the callee's annotation ---------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// miniport-irql-annotation: a function of the driver is called at a level that
// its own annotation excludes, or an _IRQL_limited_to_ is passed above its
// level. One of the two is wrong; the body alone may well be right at that
// level, so it is a warning. The highest level of a function without a body is
// miniport-isr-irql's.
//
//===----------------------------------------------------------------------===//

#include "checks/Check.h"

using namespace miniport;
using engine::Event;
using engine::EventKind;
using engine::SiteId;

namespace {

enum class Fault { None, TooHigh, TooLow };

Fault faultOf(const engine::Code &C, const Event &E) {
  if (E.Ceiling && E.Irql.Low > *E.Ceiling && isOwnLimit(C, E))
    return Fault::TooHigh;
  return E.Floor && E.Irql.High < *E.Floor ? Fault::TooLow : Fault::None;
}

std::string messageOf(const engine::Code &C, const Event &E, Fault How) {
  const ir::Annotation *Said = How == Fault::TooHigh ? E.CeilingBy : E.FloorBy;
  facts::Irql Is = How == Fault::TooHigh ? E.Irql.Low : E.Irql.High;
  if (!Said)
    return ("'_IRQL_limited_to_' states IRQL <= " +
            facts::toString(*E.Ceiling) + ", but the level is " +
            facts::toString(Is) + " here")
        .str();
  return ("'" + C.calleeName(E.Site) + "' is annotated '" + spelling(*Said) +
          "', but is called at " + facts::toString(Is) + " here")
      .str();
}

/// Where the callee says so.
void addNote(Finding &F, const engine::Code &C, const Event &E, Fault How) {
  const ir::Annotation *Said = How == Fault::TooHigh ? E.CeilingBy : E.FloorBy;
  if (!Said || !Said->Loc.isValid())
    return;
  PathNote N;
  N.Where = Said->Loc;
  N.Message = "'" + C.calleeName(E.Site).str() + "' is annotated here";
  if (!Said->From.empty())
    N.Message += " through its type '" + Said->From.str() + "'";
  N.Function = C.calleeName(E.Site).str();
  N.Depth = F.Path.empty() ? 1 : F.Path.back().Depth + 1;
  F.Path.push_back(std::move(N));
}

} // namespace

void miniport::checkIrqlAnnotation(CheckContext &Ctx) {
  engine::Engine &E = Ctx.engine();
  const engine::Code &C = Ctx.code();
  std::map<SiteId, std::vector<const engine::Occurrence *>> Suspects;
  for (const engine::Occurrence &O : E.occurrences()) {
    const engine::Root &R = E.roots()[O.Root];
    if (O.What.Kind == EventKind::Call && !O.What.Tainted && !R.Dump &&
        !R.Orphan && faultOf(C, O.What) != Fault::None)
      Suspects[O.What.Site].push_back(&O);
  }
  for (auto &[Site, List] : Suspects) {
    llvm::stable_sort(
        List, [](const auto *A, const auto *B) { return A->Depth < B->Depth; });
    BestFinding Best;
    for (const engine::Occurrence *O : List) {
      const engine::Root &R = E.roots()[O->Root];
      Severity Grade =
          (R.Case ? R.Case->LevelBasis : R.Entry->Role->LevelBasis) ==
                      facts::Basis::Documented &&
                  !R.Contested
              ? Severity::Warning
              : Severity::Note;
      if (!Best.wants(Grade))
        break;
      engine::Confirmation Seen;
      engine::Verdict V = E.confirm(
          *O,
          [&](const Event &What) { return faultOf(C, What) != Fault::None; },
          Seen);
      if (V != engine::Verdict::Confirmed) {
        ++(V == engine::Verdict::Refuted ? Ctx.count().Refuted
                                         : Ctx.count().Undecided);
        continue;
      }
      Fault How = faultOf(C, Seen.What);
      Finding F = Ctx.make(O->Root, Site, Grade, messageOf(C, Seen.What, How),
                           Seen.How);
      addNote(F, C, Seen.What, How);
      F.FingerprintKey = ("call " + C.calleeName(Site)).str();
      Best.offer(std::move(F), evidenceOf(C, Seen));
    }
    Best.report(Ctx);
  }
}
