//===- Scenario.cpp - What happens to a driver in a run -------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/Scenario.h"

using namespace llvm;
using namespace miniport::simulator;

const Scenario *miniport::simulator::findScenario(StringRef Name) {
  for (const Scenario &S : scenarios())
    if (Name == S.Name)
      return &S;
  return nullptr;
}

void miniport::simulator::listScenarios(raw_ostream &Out) {
  for (const Scenario &S : scenarios())
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
    if (Result.Started && S.Options.Neighbour)
      S.addNeighbour(S.Options.Neighbour);
    if (Result.Started)
      Which.Run(S, Result);
    else if (!Options.Port.FailCall && !Which.MayNotStart)
      S.M.report("not-started",
                 "the driver did not start: " + S.ThePort->whyNot());
    Result.Finished = true;
    S.M.stop();
  });
  if (!Result.Finished && S.M.empty())
    S.M.report("stuck", "nothing happens any more, and the scenario waits");
  Result.FallibleCalls = S.ThePort->fallibleCalls();
  Result.End = S.M.now();
  Result.LongestInterrupt = S.M.longestInterrupt();
  Result.Records = S.M;
  return Result;
}
