//===- Traffic.h - Threads that issue requests ------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The class driver's part: so many threads, each with one request at a time,
// which is tried again when a reset took it away.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_HOST_TRAFFIC_H
#define MINIPORT_SIMULATOR_HOST_TRAFFIC_H

#include "host/Simulation.h"

namespace miniport::simulator {

class Traffic {
public:
  /// Fills the next request of thread \p Index; false: that thread is done.
  using Next = std::function<bool(unsigned Index, IoRequest &)>;
  /// Looks at what came back.
  using Check = std::function<void(unsigned Index, IoRequest &)>;

  Traffic(Simulation &S, unsigned Threads, Next Fill, Check Look);

  /// Waits until every thread is done.
  void join();
  /// Waits until no request is under way, and lets no new one begin.
  void hold();
  void release();
  bool done() const { return Left == 0; }
  uint64_t completed() const { return Completed; }

private:
  void work(unsigned Index);

  Simulation &S;
  Next Fill;
  Check Look;
  unsigned Left;
  uint64_t Completed = 0;
  Thread *Joining = nullptr;
  bool Held = false;
  unsigned Active = 0; // Requests under way.
  std::vector<Thread *> Waiting;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_HOST_TRAFFIC_H
