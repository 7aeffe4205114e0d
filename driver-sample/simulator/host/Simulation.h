//===- Simulation.h - A machine with an adapter and its driver --*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Puts the parts together for one run. A run is a function of its options.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_HOST_SIMULATION_H
#define MINIPORT_SIMULATOR_HOST_SIMULATION_H

#include "port/Port.h"

namespace miniport::simulator {

/// SRB_FUNCTION_IO_CONTROL: what goes with it, and how many bytes come back.
struct IoControl {
  std::string Signature; // Eight characters.
  uint32_t Code = 0;
  std::vector<uint8_t> Data;
};

struct SimulationOptions {
  uint64_t Seed = 1;
  uint64_t Operations = 1000;
  unsigned Processors = 4;
  unsigned Messages = 8;
  unsigned Queues = 4;
  unsigned Threads = 6;
  unsigned Units = 1;
  Time Neighbour = 0; // Interrupts so often, if there is one.
  Time Away = 15 * Microsecond;
  Time InterruptLimit = 400 * Microsecond;
  Time RemoveAt = 0; // The device leaves then, if not 0.
  bool NestedMessages = false;
  std::string Scenario = "io";
  std::string Device = "nvme";
  std::string MediumFile; // Holds the first namespace's blocks, if not empty.
  /// Requests that only the driver knows (scenario admin).
  std::vector<IoControl> IoControls;
  PortOptions Port;
};

class Simulation {
public:
  Simulation(Driver &D, SimulationOptions Options);
  ~Simulation();

  /// Runs \p Body on a thread of the machine, until all is quiet.
  void run(std::function<void()> Body);

  SimulationOptions Options;
  Machine M;
  Memory Ram;
  InterruptLine Line;
  Messages Vectors;
  DeviceBus Bus;
  std::unique_ptr<Device> TheDevice;
  std::unique_ptr<Port> ThePort;

  /// On a thread: submits and waits.
  void issue(IoRequest &Request);
  /// A request without data and without a command block.
  uint8_t issueFunction(uint32_t Function, uint8_t Lun = 0,
                        uint32_t PowerState = 0, uint32_t PowerAction = 0);
  /// What the specification forbids a driver to do is a record.
  void observeMisuse();
  void removeDevice();
  /// Waits until the adapter has no request.
  void quiesce();
  /// Another device on the line, with an interrupt routine that comes second.
  void addNeighbour(Time Period);

private:
  std::unique_ptr<DeviceBus> NeighbourBus;
  std::unique_ptr<Device> Neighbour;
};

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_HOST_SIMULATION_H
