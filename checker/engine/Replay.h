//===- Replay.h - Runs without joins, and paths ---------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_ENGINE_REPLAY_H
#define MINIPORT_ENGINE_REPLAY_H

#include "engine/Engine.h"
#include "engine/Goal.h"

namespace miniport::engine {

/// A context below the root, with the context and node that first used it.
struct Engine::ReplayedContext {
  ContextId Id;
  ContextId Caller;
  SiteId Site;
  uint32_t Node;
};

/// Ways kept apart at a block; beyond them they are joined, and what only a
/// joined state shows is not confirmed.
constexpr unsigned ReplayDisjuncts = 8, GuidedDisjuncts = 16;

/// How often a run along one way is tried again with more of the calls beside
/// it followed.
constexpr unsigned MostOpened = 6;

/// One root, simulated for one question.
struct Engine::Replay {
  std::unique_ptr<Goal> Any; ///< of a search that goes on
  std::unique_ptr<Simulator> Sim;
  ContextId Root = 0;
  using Reached = ReplayedContext;
  std::vector<Reached> Contexts; ///< parents come before children
  bool Complete = true;          ///< within its budget everywhere

  const Reached *find(ContextId Id) const;
  /// The first event that reaches the goal, and its context.
  std::pair<const Reached *, const Event *> find(const Goal &G,
                                                 bool Unblurred) const;
  /// Simulates, and fills in Contexts.
  void run(const Context &Start);
};

/// What is relevant to a question, and the runs that answer it.
struct Engine::Focus {
  llvm::SmallVector<SiteId, 8> Targets; ///< calls that are as relevant as locks
  Relevance Rel;
  Inputs In;
  std::map<uint32_t, std::unique_ptr<Replay>> Joined; ///< by root

  Focus(const Code &C, Symbols &S, const MemoryUse &Use, Relevance::Grain G,
        llvm::ArrayRef<SiteId> Targets = {}, llvm::BitVector Calm = {},
        uint32_t Alone = ir::None)
      : Targets(Targets), Rel(C, S, Use, G, Targets, std::move(Calm), Alone),
        In(C, Rel, S) {}
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_REPLAY_H
