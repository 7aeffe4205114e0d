//===- Scenario.cpp - What happens to a driver in a run -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/Scenario.h"
#include "host/Traffic.h"

using namespace llvm;
using namespace miniport::simulator;

static void nothing(SimulationOptions &) {}

/// Reads of one block, as fast as they go, without a look at the data.
static void runRaw(Simulation &S, ScenarioResult &Result) {
  uint64_t Left = S.Options.Operations;
  Traffic T(
      S, S.Options.Threads,
      [&](unsigned, IoRequest &R) {
        if (!Left)
          return false;
        --Left;
        R.Block.CdbBytes = 10;
        R.Block.Cdb[0] = 0x28;
        R.Block.Cdb[8] = 1;
        R.Block.Flags = SrbDataIn;
        R.Block.TimeOutSeconds = 5;
        R.Data.assign(512, 0);
        return true;
      },
      [&](unsigned, IoRequest &R) {
        if ((R.Result.SrbStatus & 0x3F) != SrbSuccess)
          S.M.report("request-failed",
                     "a read came back with SRB status " +
                         Twine(unsigned(R.Result.SrbStatus)));
      });
  T.join();
  Result.Operations = T.completed();
}

static const Scenario Scenarios[] = {
    {"raw", "reads, any device", nothing, runRaw},
};

const Scenario *miniport::simulator::findScenario(StringRef Name) {
  for (const Scenario &S : Scenarios)
    if (Name == S.Name)
      return &S;
  return nullptr;
}

void miniport::simulator::listScenarios(raw_ostream &Out) {
  for (const Scenario &S : Scenarios)
    Out << S.Name << "\t" << S.Description << '\n';
}

ScenarioResult miniport::simulator::runScenario(const Scenario &Which,
                                                Driver &D,
                                                SimulationOptions Options) {
  ScenarioResult Result;
  Which.Prepare(Options);
  Simulation S(D, Options);
  S.run([&] {
    Result.Started = S.ThePort->start();
    if (Result.Started)
      Which.Run(S, Result);
    else if (!Options.Port.FailCall)
      S.M.report("not-started", "the driver did not start");
    Result.Finished = true;
    S.M.stop();
  });
  if (!Result.Finished && S.M.empty())
    S.M.report("stuck", "nothing happens any more, and the scenario waits");
  Result.FallibleCalls = S.ThePort->fallibleCalls();
  Result.End = S.M.now();
  Result.Records = S.M;
  return Result;
}
