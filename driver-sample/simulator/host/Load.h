//===- Load.h - A workload on threads of the machine ------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Carries the commands of a Workload to the port, and what it finds to the
// records.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_HOST_LOAD_H
#define MINIPORT_SIMULATOR_HOST_LOAD_H

#include "host/Traffic.h"
#include "host/Workload.h"

namespace miniport::simulator {

class Load {
public:
  /// So many \p Operations in all, on the first units of the device.
  Load(Simulation &S, uint64_t Operations);

  void join() { T->join(); }
  void hold() { T->hold(); }
  void release() { T->release(); }
  bool done() const { return T->done(); }
  uint64_t completed() const { return W.completed(); }
  /// Ends early: what has been issued comes back.
  void finish() { W.finish(); }
  /// A reset, a removal: from now on requests may fail.
  void allowFailure() { W.allowFailure(); }

private:
  bool fill(unsigned Index, IoRequest &R);
  void check(unsigned Index, IoRequest &R);

  Workload W;
  std::vector<std::unique_ptr<Operation>> Current; // By thread.
  std::unique_ptr<Traffic> T;
};

/// Waits until the unit answers TEST UNIT READY; false: it never did.
bool waitReady(Simulation &S, uint8_t Lun);

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_HOST_LOAD_H
