//===- FaultPlan.h - What a device does wrong, and when ---------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Injected errors. A plan counts the commands that reach the device, and at
// the n-th one of the kind asked for does what it was told: nothing here is
// random, so that a run that fails can be had again.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_DEVICES_FAULTPLAN_H
#define MINIPORT_SIMULATOR_DEVICES_FAULTPLAN_H

#include "devices/Device.h"
#include <optional>
#include <vector>

namespace miniport::simulator {

struct Fault {
  enum class Effect {
    Fail,    // Completed with Status, nothing done.
    Lost,    // Never answered.
    Fatal,   // The device stops with its fatal status.
    Slow,    // Delay later than otherwise.
    Removal, // The device leaves the bus.
  };
  enum class Queue { Any, Admin, Io };

  Effect What = Effect::Fail;
  Queue Where = Queue::Any;
  std::optional<uint8_t> Opcode = std::nullopt; // Of these commands only.
  uint64_t Nth = 1;    // Counted from 1, since the plan was made.
  uint64_t Times = 1;  // That one and those that follow.
  uint16_t Status = 0; // Of Fail, as the device reports it.
  Time Delay = 0;      // Of Slow.
};

class FaultPlan {
public:
  FaultPlan() = default;
  explicit FaultPlan(std::vector<Fault> Faults) {
    for (const Fault &F : Faults)
      add(F);
  }

  void add(const Fault &F) { Entries.push_back({F, 0}); }
  bool empty() const { return Entries.empty(); }

  /// The fault that the next command meets, if any. Every entry counts every
  /// command of its kind, also those that met an earlier entry.
  const Fault *next(bool Admin, uint8_t Opcode) {
    const Fault *Hit = nullptr;
    for (Entry &E : Entries) {
      if (E.F.Where == (Admin ? Fault::Queue::Io : Fault::Queue::Admin))
        continue;
      if (E.F.Opcode && *E.F.Opcode != Opcode)
        continue;
      ++E.Seen;
      if (!Hit && E.Seen >= E.F.Nth && E.Seen - E.F.Nth < E.F.Times)
        Hit = &E.F;
    }
    return Hit;
  }

private:
  struct Entry {
    Fault F;
    uint64_t Seen;
  };
  std::vector<Entry> Entries;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_DEVICES_FAULTPLAN_H
