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

/// One root, simulated without joins.
struct Engine::Replay {
  std::unique_ptr<Simulator> Sim;
  ContextId Root = 0;
  /// Each context below the root, with the context and node that first used it
  /// (parents come before children).
  struct Reached {
    ContextId Id;
    ContextId Caller;
    SiteId Site;
    uint32_t Node;
  };
  std::vector<Reached> Contexts;
  bool Complete = true; ///< within its budget everywhere

  const Reached *find(ContextId Id) const;
  /// Fills in Contexts.
  void findContexts();
};

} // namespace miniport::engine

#endif // MINIPORT_ENGINE_REPLAY_H
