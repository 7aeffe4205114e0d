//===- Scenario.h - What happens to a driver in a run -----------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A scenario is a function that runs on a thread of the machine once all is
// put together: it starts the driver, lets threads issue requests, and does to
// the machine what it is named after.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_HOST_SCENARIO_H
#define MINIPORT_SIMULATOR_HOST_SCENARIO_H

#include "host/Simulation.h"

namespace miniport::simulator {

struct ScenarioResult {
  RecordSink Records;
  uint64_t Operations = 0;
  uint64_t FallibleCalls = 0;
  Time End = 0;
  Time LongestInterrupt = 0;
  bool Started = false;
  bool Finished = false; // The scenario's function came to its end.
};

struct Scenario {
  const char *Name;
  const char *Description;
  /// Before the machine is made.
  void (*Prepare)(SimulationOptions &Options);
  /// On a thread, at PASSIVE_LEVEL.
  void (*Run)(Simulation &S, ScenarioResult &Result);
  bool MayNotStart = false;
};

llvm::ArrayRef<Scenario> scenarios();

const Scenario *findScenario(llvm::StringRef Name);
void listScenarios(llvm::raw_ostream &Out);
ScenarioResult runScenario(const Scenario &Which, Driver &D,
                           SimulationOptions Options);

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_HOST_SCENARIO_H
