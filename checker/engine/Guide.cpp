//===- Guide.cpp - A way that a replay follows ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Guide.h"

using namespace miniport;
using namespace miniport::engine;

/// The block that N came from.
static uint32_t cameFrom(const Result &R, uint32_t N) {
  do
    N = R.Nodes[N].Pred;
  while (N != NoId && R.Nodes[N].Call != NoId);
  return N == NoId ? ir::None : R.Nodes[N].Block;
}

bool Guide::allows(uint32_t F, uint32_t From, uint32_t To) const {
  if (Allowed == Free)
    return true;
  const ir::Block &B = S.code().function(F).Blocks[From];
  SiteId End = S.code().site(F, From, B.Instructions.size() - 1);
  return !Told[F] || (Allowed == Relaxed && !Told[F]->isRelevant(End)) ||
         B.terminator().Op == ir::Opcode::Goto ||
         Steps.contains({{F, From}, To});
}

void Guide::add(const Simulator &Of, ContextId In, uint32_t Node) {
  if (&Of == &S && In == Diversion.In && Node == Diversion.From)
    Node = Diversion.To;
  if (!Added.insert({{&Of, In}, Node}).second)
    return;
  const Result &R = Of.result(In);
  uint32_t F = R.Of.Function;
  const Flow &Fl = S.code().flow(F);
  Told[F] = &Of.relevance();
  uint32_t To = ir::None;
  for (uint32_t N = Node; N != NoId; N = R.Nodes[N].Pred) {
    const engine::Node &At = R.Nodes[N];
    if (At.Call != NoId && At.Callee == NoId)
      continue; // its ways were not told apart
    if (At.Call != NoId) {
      const Result &Callee = Of.result(At.Callee);
      if (Callee.Of.For != Mode::Data && Callee.Cases[At.Case].Exit != NoId)
        add(Of, At.Callee, Callee.Cases[At.Case].Exit);
      continue;
    }
    if (To != ir::None)
      Steps.insert({{F, At.Block}, To});
    To = At.Block;
    // The loop may have to run before it can be left.
    if (Fl.isHeader(At.Block) && Iterated.insert({{&Of, In}, At.Block}).second)
      for (uint32_t Again = 0; Again != R.Nodes.size(); ++Again)
        if (R.Nodes[Again].Call == NoId && R.Nodes[Again].Block == At.Block) {
          uint32_t From = cameFrom(R, Again);
          if (From != ir::None && Fl.isBackEdge(From, At.Block)) {
            add(Of, In, Again);
            break;
          }
        }
  }
}
