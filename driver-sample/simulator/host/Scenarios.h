//===- Scenarios.h - The scenarios, by function -----------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Scenarios.cpp holds those in which nothing goes wrong, and the table;
// Troubles.cpp those in which something does.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_HOST_SCENARIOS_H
#define MINIPORT_SIMULATOR_HOST_SCENARIOS_H

#include "host/Scenario.h"

namespace miniport::simulator {

class NvmeController;
struct Fault;

/// The device, if it is an NVMe controller.
NvmeController *controller(Simulation &S);
/// What goes wrong in the device. A status is an NVMe controller's; the host
/// adapter's unit says CHECK CONDITION instead.
void injectFault(Simulation &S, Fault F);
/// Unit 0 answers; if not, and nothing was made to fail, that is a record.
bool ready(Simulation &S);

void prepareLossy(SimulationOptions &O);
void prepareLine(SimulationOptions &O);
void runReset(Simulation &S, ScenarioResult &Result);
void runFaults(Simulation &S, ScenarioResult &Result);
void runErrors(Simulation &S, ScenarioResult &Result);
void runEvents(Simulation &S, ScenarioResult &Result);
void runRemoval(Simulation &S, ScenarioResult &Result);
void runSpurious(Simulation &S, ScenarioResult &Result);
void runPower(Simulation &S, ScenarioResult &Result);

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_HOST_SCENARIOS_H
