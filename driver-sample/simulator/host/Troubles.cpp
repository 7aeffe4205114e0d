//===- Troubles.cpp - Scenarios in which something goes wrong -------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/NvmeController.h"
#include "host/Load.h"
#include "host/Scenarios.h"

using namespace llvm;
using namespace miniport::simulator;

enum PowerState : uint32_t { DeviceD0 = 1, DeviceD3 = 4 };

/// Requests, while bus and unit are reset every now and then.
void miniport::simulator::runReset(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  Load T(S, S.Options.Operations);
  T.allowFailure();
  while (!T.done()) {
    S.M.sleep(Millisecond + S.M.random().below(20 * Millisecond));
    switch (S.M.random().below(3)) {
    case 0:
      S.ThePort->resetBus(0);
      break;
    case 1:
      S.issueFunction(SrbResetLogicalUnit);
      break;
    default:
      S.issueFunction(SrbResetDevice);
    }
  }
  T.join();
  Result.Operations = T.completed();
}

void miniport::simulator::prepareLossy(SimulationOptions &O) {
  O.Port.ExpectTimeOuts = true;
}

/// The device loses commands, fails some, and once stops altogether.
void miniport::simulator::runFaults(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  Random &Numbers = S.M.random();
  for (unsigned I = 0; I < 3; ++I) {
    Fault F;
    F.What = Fault::Effect::Lost;
    F.Where = Fault::Queue::Io;
    F.Nth = 1 + Numbers.below(S.Options.Operations);
    injectFault(S, F);
    F.What = Fault::Effect::Fail;
    F.Status = 0x0281; // Media: unrecovered read error.
    F.Nth = 1 + Numbers.below(S.Options.Operations);
    injectFault(S, F);
  }
  Fault F;
  F.What = Fault::Effect::Fatal;
  F.Where = Fault::Queue::Io;
  F.Nth = 1 + Numbers.below(S.Options.Operations);
  injectFault(S, F);
  Load T(S, S.Options.Operations);
  T.allowFailure();
  T.join();
  Result.Operations = T.completed();
}

/// In the middle of requests the device is pulled out.
void miniport::simulator::runRemoval(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  Load T(S, S.Options.Operations);
  S.M.sleep(Millisecond + S.M.random().below(20 * Millisecond));
  T.allowFailure();
  S.removeDevice();
  // Windows notices after a while, or the driver does before.
  S.M.sleep(S.M.random().below(3 * Second));
  S.ThePort->surpriseRemoval();
  T.finish();
  T.join();
  Result.Operations = T.completed();
}

/// One request in eight fails in the device, several at a time.
static void addErrors(Simulation &S, uint64_t OneIn) {
  for (uint64_t I = 0; I < S.Options.Operations / OneIn; ++I) {
    Fault F;
    F.What = Fault::Effect::Fail;
    F.Where = Fault::Queue::Io;
    F.Status = S.M.random().oneIn(2) ? 0x0281 : 0x0006;
    F.Nth = 1 + S.M.random().below(S.Options.Operations);
    F.Times = 1 + S.M.random().below(4);
    injectFault(S, F);
  }
}

void miniport::simulator::runErrors(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  addErrors(S, 16);
  Load T(S, S.Options.Operations);
  T.allowFailure();
  T.join();
  Result.Operations = T.completed();
}

/// Asynchronous events: of errors, of health, of namespaces.
void miniport::simulator::runEvents(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  Load T(S, S.Options.Operations);
  T.allowFailure();
  NvmeController *C = controller(S);
  while (!T.done()) {
    S.M.sleep(Millisecond + S.M.random().below(8 * Millisecond));
    if (!C)
      continue;
    switch (S.M.random().below(3)) {
    case 0:
      C->raiseHealth(1u << S.M.random().below(3));
      break;
    case 1:
      C->resizeNamespace(1, 1u << 16);
      break;
    default: {
      // The device reports a doorbell of no queue; it was us.
      C->setMisuseObserver(nullptr);
      C->writeRegister(0x1000 + 4 * 2 * 60, 4, 1);
      S.observeMisuse();
    }
    }
  }
  T.join();
  Result.Operations = T.completed();
}

void miniport::simulator::prepareLine(SimulationOptions &O) { O.Messages = 0; }

/// A busy neighbour on the line, and interrupts that nobody sent.
void miniport::simulator::runSpurious(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  S.addNeighbour(200 * Microsecond);
  Load T(S, S.Options.Operations);
  VectorClock Nothing;
  while (!T.done()) {
    S.M.sleep(S.M.random().below(Millisecond));
    if (!S.Vectors.granted())
      S.Line.spurious();
    else
      S.Vectors.send(S.M.random().below(S.Vectors.granted()), Nothing);
  }
  T.join();
  Result.Operations = T.completed();
}

/// Stopped and started again in the middle of it all, with nothing under way.
void miniport::simulator::runPower(Simulation &S, ScenarioResult &Result) {
  enum : uint32_t { Sleep = 2, PowerOff = 6 };
  if (!ready(S))
    return;
  Load T(S, S.Options.Operations);
  for (unsigned Cycle = 0; Cycle < 4; ++Cycle) {
    S.M.sleep(S.M.random().below(10 * Millisecond));
    T.hold();
    uint32_t Action = Cycle % 2 ? Sleep : PowerOff;
    S.issueFunction(SrbFlush);
    S.issueFunction(SrbShutdown);
    S.ThePort->unitPower(0, DeviceD3, Action);
    S.issueFunction(SrbPower, 0, DeviceD3, Action);
    S.quiesce();
    S.ThePort->adapterPower(DeviceD3, Action);
    if (!S.ThePort->stop(0)) {
      T.release();
      break;
    }
    S.M.sleep(200 * Millisecond);
    if (!S.ThePort->restart()) {
      if (!S.Options.Port.FailCall)
        S.M.report("not-started", "the adapter did not start again");
      return;
    }
    S.ThePort->adapterPower(DeviceD0, 0);
    S.issueFunction(SrbPower, 0, DeviceD0, 0);
    if (!ready(S))
      return;
    T.release();
  }
  T.join();
  Result.Operations = T.completed();
}
