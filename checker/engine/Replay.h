//===- Replay.h - Runs without joins, and paths
//----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_REPLAY_H
#define MINIPORT_ENGINE_REPLAY_H

#include "engine/Engine.h"

namespace miniport::engine {

/// What is relevant when one call is as relevant as a lock.
struct Engine::Focus {
  SiteId Target;
  Relevance Rel;
  Inputs In;
  Focus(SiteId Target, const Code &C, Symbols &S)
      : Target(Target), Rel(C, S, Target), In(C, Rel, S) {}
};

/// A context below the root, with the context and node that first used it.
struct Engine::ReplayedContext {
  ContextId Id;
  ContextId Caller;
  SiteId Site;
  uint32_t Node;
};

/// One root, simulated for one question.
struct Engine::Replay {
  std::unique_ptr<Simulator> Sim;
  ContextId Root = 0;
  using Reached = ReplayedContext;
  std::vector<Reached> Contexts; ///< parents come before children
  bool Complete = true; ///< within its budget everywhere

  const Reached *find(ContextId Id) const;
  /// The first event that reaches the goal, and its context.
  std::pair<const Reached *, const Event *> find(const Goal &G,
                                                 bool Unblurred) const;
  /// Simulates, and fills in Contexts.
  void run(const Context &Start);
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_REPLAY_H
