//===- StallSums.cpp - The way on which busy waits take longest -----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/StallSums.h"
#include "engine/StaticValue.h"
#include "llvm/ADT/STLExtras.h"

using namespace miniport;
using namespace miniport::engine;

static bool isBusyWait(const facts::Effect &E) {
  return E.Kind == facts::EffectKind::Stall && E.BusyWait;
}

std::vector<SiteId> engine::busyWaits(const Code &C) {
  std::vector<SiteId> Stalls;
  for (uint32_t F = 0; F != C.module().Functions.size(); ++F)
    for (const CallAt &Call : C.calls(F))
      if (const facts::Routine *R = C.call(Call.Site).Routine;
          R && llvm::any_of(R->Effects, isBusyWait))
        Stalls.push_back(Call.Site);
  return Stalls;
}

StallSums::StallSums(const Code &C, Symbols &S, LoopBounds &Bounds,
                     llvm::ArrayRef<SiteId> Stalls,
                     std::function<bool(SiteId)> Counts)
    : C(C), S(S), Bounds(Bounds), Counts(std::move(Counts)),
      Waits(C.module().Functions.size()) {
  findWaiting(Stalls);
}

void StallSums::findWaiting(llvm::ArrayRef<SiteId> Stalls) {
  llvm::SmallVector<uint32_t, 32> Work;
  auto Add = [&](uint32_t F) {
    if (!Waits.test(F))
      Work.push_back(F);
    Waits.set(F);
  };
  for (SiteId Site : Stalls)
    if (Counts(Site))
      Add(C.position(Site).Function);
  while (!Work.empty())
    for (uint32_t Caller : C.unit().callers(Work.pop_back_val()))
      Add(Caller);
}

LongestWay StallSums::longest(uint32_t F) {
  Key K = keyOf(F);
  LongestWay Way;
  Way.Microseconds = summary(K).Microseconds;
  std::set<Key> Seen;
  follow(K, Seen, Way);
  return Way;
}

const StallSums::Summary &StallSums::summary(const Key &K) {
  auto [It, New] = Known.try_emplace(K);
  Summary &Of = It->second;
  if (!New || !Waits.test(K.first) || !C.function(K.first).isAnalyzable())
    return Of;
  size_t Blocks = C.function(K.first).Blocks.size();
  Of.From.assign(Blocks, -1);
  Of.Next.assign(Blocks, ir::None);
  findLongest(K, Of);
  Of.Microseconds = Of.From[0];
  Of.IsOpen = false;
  return Of;
}

/// A loop is passed once, its waits with the turns of it; from its end on, the
/// way goes on where it can be left.
llvm::SmallVector<uint32_t, 4> StallSums::after(uint32_t F,
                                                uint32_t Block) const {
  const Flow &Fl = C.flow(F);
  llvm::SmallVector<uint32_t, 4> After;
  for (uint32_t To : Fl.successors(Block)) {
    if (!Fl.isBackEdge(Block, To)) {
      After.push_back(To);
      continue;
    }
    const llvm::BitVector &Loop = Fl.loops()[Fl.loopOf(To)].Blocks;
    for (unsigned B : Loop.set_bits())
      llvm::copy_if(Fl.successors(B), std::back_inserter(After),
                    [&](uint32_t Out) { return !Loop.test(Out); });
  }
  return After;
}

void StallSums::findLongest(const Key &K, Summary &Of) {
  // What comes after a block first; a function may have many.
  std::vector<std::pair<uint32_t, bool>> Work = {{0, false}};
  while (!Work.empty()) {
    auto [Block, IsReady] = Work.back();
    Work.pop_back();
    if (!IsReady && Of.From[Block] >= 0)
      continue;
    llvm::SmallVector<uint32_t, 4> After = after(K.first, Block);
    if (!IsReady) {
      Of.From[Block] = 0;
      Work.push_back({Block, true});
      for (uint32_t To : After)
        Work.push_back({To, false});
      continue;
    }
    for (uint32_t To : After)
      if (uint32_t &Next = Of.Next[Block];
          Next == ir::None || Of.From[To] > Of.From[Next])
        Next = To;
    double Rest = Of.Next[Block] == ir::None ? 0 : Of.From[Of.Next[Block]];
    Of.From[Block] = Rest + timeOfBlock(K, Block);
  }
}

double StallSums::timeOfBlock(const Key &K, uint32_t Block) {
  if (!C.unit().runsNormally(K.first, Block))
    return 0;
  double Sum = 0;
  for (const CallAt &Call : C.calls(K.first, Block))
    if (double Once = timeOfCall(K, Call.Site))
      Sum += Once * Bounds.around(S, Call.Site, K.second).Times;
  return Sum;
}

double StallSums::timeOfCall(const Key &K, SiteId Call) {
  const CallInfo &Info = C.call(Call);
  double Longest = 0;
  if (Info.Routine && Counts(Call))
    for (const facts::Effect &E : Info.Routine->Effects)
      if (isBusyWait(E))
        if (auto Amount = staticValue(
                C, S, K.first, Code::argument(C.instruction(Call), Info, E.Arg),
                K.second))
          Longest = std::max(Longest, static_cast<double>(*Amount) *
                                          E.MicrosecondsPerUnit);
  for (uint32_t T : Info.Targets)
    if (Waits.test(T))
      Longest = std::max(Longest, summary(callee(K, Call, T)).Microseconds);
  return Longest;
}

StallSums::Key StallSums::callee(const Key &K, SiteId Call,
                                 uint32_t Target) const {
  const ir::Function &T = C.function(Target);
  Key Result = {Target, Params(T.Params.size(), NoId)};
  const auto &Args = C.instruction(Call).Args;
  for (size_t A = 0; A != T.Params.size() && A + 1 < Args.size(); ++A)
    if (C.isTimeParam(Target, A))
      if (auto Known = staticValue(C, S, K.first, Args[A + 1], K.second))
        Result.second[A] = S.integer(
            *Known, T.Params[A].Ty.width() ? T.Params[A].Ty.width() : 64);
  return Result;
}

void StallSums::follow(const Key &K, std::set<Key> &Seen, LongestWay &Out) {
  if (!Seen.insert(K).second || summary(K).From.empty())
    return;
  for (uint32_t B = 0; B != ir::None; B = summary(K).Next[B]) {
    if (uint32_t To = summary(K).Next[B]; To != ir::None)
      Out.Steps.push_back({K.first, B, To});
    for (const CallAt &Call : C.calls(K.first, B)) {
      if (C.call(Call.Site).Routine || timeOfCall(K, Call.Site) == 0)
        continue;
      Out.Calls.push_back(Call.Site);
      for (uint32_t T : C.call(Call.Site).Targets)
        follow(callee(K, Call.Site, T), Seen, Out);
    }
  }
}
