//===- Time.cpp - How long a busy wait can take ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Time.h"
#include "engine/Outside.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

using Factor = LoopBounds::Factor;

/// It ends somewhere: where, a header says that is not there.
static bool hasUndeclaredLimit(const Code &C, uint32_t F, const Loop &L) {
  OutsideNames Names(C);
  return llvm::any_of(L.Blocks.set_bits(), [&](uint32_t Block) {
    const ir::Block &B = C.function(F).Blocks[Block];
    bool MayLeave = llvm::any_of(B.terminator().Targets, [&](uint32_t To) {
      return !L.Blocks.test(To);
    });
    return MayLeave &&
           Names.decides(C.site(F, Block, B.Instructions.size() - 1)).Kind ==
               ir::ValueKind::Global;
  });
}

Factor LoopBounds::around(const Symbols &S, SiteId Site,
                          llvm::ArrayRef<ValueId> Params) {
  Factor R;
  Code::Position P = C.position(Site);
  const Flow &Fl = C.flow(P.Function);
  for (uint32_t L = Fl.loopOf(P.Block); L != ir::None;
       L = Fl.loops()[L].Parent) {
    if (auto N = bound(S, P.Function, L, P.Block, Params)) {
      R.Times *= static_cast<double>(std::max<uint64_t>(*N, 1));
    } else if (!hasUndeclaredLimit(C, P.Function, Fl.loops()[L])) {
      R.Unbounded = true;
      R.Poll |= isPoll(P.Function, L);
    }
  }
  return R;
}

namespace {

/// The loops around the calls on the longest way down to a context.
Factor above(const Engine &E, LoopBounds &Bounds, uint32_t Root, ContextId In) {
  // What is being computed counts as once: a recursion counts once.
  auto [It, New] = Bounds.Above.try_emplace({Root, In});
  if (!New)
    return It->second;
  Factor Most;
  bool Any = false;
  for (const auto &[Caller, Site] : E.usesOf(Root, In)) {
    Factor Here = Bounds.around(E.symbols(), Site,
                                E.simulator().result(Caller).Of.Params);
    Factor Up = above(E, Bounds, Root, Caller);
    Here.Times *= Up.Times;
    Here.Unbounded |= Up.Unbounded;
    Here.Poll |= Up.Poll;
    if (!Any || Here.Times > Most.Times)
      Most = Here;
    Any = true;
  }
  return Bounds.Above[{Root, In}] = Most;
}

Duration duration(const Event &What, Factor F) {
  Duration D;
  if (!What.MinAmount)
    return D;
  double Once =
      static_cast<double>(*What.MinAmount) * What.Effect->MicrosecondsPerUnit;
  D.Microseconds = Once * F.Times;
  D.Unbounded = F.Unbounded;
  D.Poll = F.Poll;
  if (F.Times > 1)
    D.How = std::to_string(static_cast<uint64_t>(F.Times)) + " x " +
            std::to_string(static_cast<uint64_t>(Once)) + " us";
  return D;
}

} // namespace

Duration engine::stallTime(const Engine &E, LoopBounds &Bounds,
                           const Occurrence &O) {
  Factor F = Bounds.around(E.symbols(), O.What.Site,
                           E.simulator().result(O.In).Of.Params);
  Factor Up = above(E, Bounds, O.Root, O.In);
  F.Times *= Up.Times;
  F.Unbounded |= Up.Unbounded;
  F.Poll |= Up.Poll;
  return duration(O.What, F);
}

Duration engine::stallTime(const Engine &E, LoopBounds &Bounds,
                           const Confirmation &C) {
  Factor F;
  for (const Confirmation::Frame &Frame : C.Stack) {
    Factor Here = Bounds.around(E.symbols(), Frame.Site, Frame.Params);
    F.Times *= Here.Times;
    F.Unbounded |= Here.Unbounded;
    F.Poll |= Here.Poll;
  }
  return duration(C.What, F);
}
