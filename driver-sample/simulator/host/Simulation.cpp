//===- Simulation.cpp - A machine with an adapter and its driver ----------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/Simulation.h"
#include "devices/NeighbourDevice.h"
#include "devices/NvmeController.h"
#include "devices/SimpleHba.h"
#include "host/Doorbell.h"
#include "loader/Faults.h"

using namespace llvm;
using namespace miniport::simulator;

static std::unique_ptr<Device> makeDevice(const SimulationOptions &Options,
                                          DeviceBus &Bus) {
  if (Options.Device == "doorbell")
    return std::make_unique<Doorbell>(Bus);
  if (Options.Device == "hba") {
    HbaConfig Config;
    Config.Units.resize(Options.Units);
    return std::make_unique<SimpleHba>(Bus, Config);
  }
  NvmeConfig Config;
  Config.IoQueues = Options.Queues;
  Config.Namespaces.front().File = Options.MediumFile;
  for (unsigned Unit = 1; Unit < Options.Units; ++Unit)
    Config.Namespaces.emplace_back();
  // Controllers differ, and a driver has to do with each.
  Random Numbers(Options.Seed * 31);
  static const Time Slow[] = {1, 4, 20};
  Config.ResetMax *= Slow[Numbers.below(3)];
  Config.ReadyMax *= Slow[Numbers.below(2)];
  Config.ShutdownMax *= Slow[Numbers.below(2)];
  Config.CommandMax *= Slow[Numbers.below(2)];
  Config.DoorbellStride = Numbers.below(3);
  Config.PlainMsi = Numbers.oneIn(4);
  return std::make_unique<NvmeController>(Bus, Config);
}

Simulation::Simulation(Driver &D, SimulationOptions O)
    : Options(std::move(O)), M(Options.Processors, Options.Seed),
      Ram(Options.Seed), Line(M),
      Vectors(M, Options.Messages, Options.NestedMessages),
      Bus(M, Ram, Line, 0, &Vectors) {
  M.setLongestAway(Options.Away);
  M.setInterruptLimit(Options.InterruptLimit);
  TheDriver = &D;
  TheMemory = &Ram;
  M.Symbolize = [&D](const RawStack &Stack) { return D.symbolize(Stack); };
  M.NameOf = [&D](const void *Routine) { return D.nameOf(Routine); };
  M.IsDriverCode = [&D](uint64_t Address) { return D.isCode(Address); };
  D.watchData(Ram);
  TheDevice = makeDevice(Options, Bus);
  Bus.attach(*TheDevice);
  observeMisuse();
  if (Options.RemoveAt)
    M.at(Options.RemoveAt, [this] { removeDevice(); });
  ThePort = std::make_unique<Port>(M, Ram, D, Bus, Line, Vectors, Options.Port);
}

Simulation::~Simulation() {
  TheDriver = nullptr;
  TheMemory = nullptr;
}

void Simulation::observeMisuse() {
  auto Observer = [](Misuse Kind, const std::string &Text) {
    machine().report("device-misuse", name(Kind) + ": " + Text);
  };
  if (Options.Device == "nvme")
    static_cast<NvmeController &>(*TheDevice).setMisuseObserver(Observer);
  else if (Options.Device == "hba")
    static_cast<SimpleHba &>(*TheDevice).setMisuseObserver(Observer);
}

void Simulation::removeDevice() {
  if (Options.Device == "nvme")
    static_cast<NvmeController &>(*TheDevice).remove();
  Bus.remove();
}

void Simulation::run(std::function<void()> Body) {
  // Whatever a scenario waits for takes less, every ladder of resets included.
  constexpr Time End = 900 * Second;
  M.start("scenario", std::move(Body));
  withFaults([this] { M.run(End); });
}

void Simulation::issue(IoRequest &Request) {
  Thread *Waiter = M.thread();
  bool Done = false;
  // The caller's request lives as long as the wait.
  std::shared_ptr<IoRequest> Shared(&Request, [](IoRequest *) {});
  Request.Done = [&](IoRequest &) {
    Done = true;
    M.wake(*Waiter);
  };
  ThePort->submit(Shared);
  if (Options.Port.DumpMode) {
    ThePort->poll(Done, 10 * Second);
    return;
  }
  while (!Done)
    M.block();
}

uint8_t Simulation::issueFunction(uint32_t Function, uint8_t Lun,
                                  uint32_t PowerState, uint32_t PowerAction) {
  IoRequest Request;
  Request.Block.Function = Function;
  Request.Block.Lun = Lun;
  Request.Block.TimeOutSeconds = 30;
  Request.Block.PowerState = PowerState;
  Request.Block.PowerAction = PowerAction;
  issue(Request);
  return Request.Result.SrbStatus & 0x3F;
}

void Simulation::quiesce() {
  while (ThePort->outstanding() || ThePort->queued())
    M.sleep(Millisecond);
}

void Simulation::addNeighbour(Time Period) {
  NeighbourBus = std::make_unique<DeviceBus>(M, Ram, Line, 1, nullptr);
  Neighbour = std::make_unique<NeighbourDevice>(*NeighbourBus, Period);
  NeighbourBus->attach(*Neighbour);
  Line.connect(1, RoleName{"neighbour"}, [this] {
    return NeighbourBus->read(NeighbourBus->window(), 4) != 0;
  });
  NeighbourBus->write(NeighbourBus->window() + 4, 4, 1);
}
