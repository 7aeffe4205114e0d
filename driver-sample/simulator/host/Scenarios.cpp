//===- Scenarios.cpp - What happens, by name ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "devices/NvmeController.h"
#include "host/BlockTraffic.h"
#include "host/Scenario.h"

using namespace llvm;
using namespace miniport::simulator;

static void nothing(SimulationOptions &) {}

static NvmeController *controller(Simulation &S) {
  return S.Options.Device == "nvme"
             ? static_cast<NvmeController *>(S.TheDevice.get())
             : nullptr;
}

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

static bool ready(Simulation &S) {
  if (waitReady(S, 0))
    return true;
  if (!S.Options.Port.FailCall)
    S.M.report("not-ready", "unit 0 does not become ready");
  return false;
}

static void runIo(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  BlockTraffic T(S, S.Options.Threads, S.Options.Operations);
  if (S.Options.Port.FailCall)
    T.allowFailure();
  T.join();
  Result.Operations = T.completed();
  S.issueFunction(SrbShutdown);
  S.issueFunction(SrbFlush);
}

/// Requests, while bus and unit are reset every now and then.
static void runReset(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  BlockTraffic T(S, S.Options.Threads, S.Options.Operations);
  T.allowFailure();
  T.allowLoss(); // A write that a reset took away is tried again, or given up.
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

static void prepareLossy(SimulationOptions &O) {
  O.Port.ExpectTimeOuts = true;
}

/// The device loses commands, fails some, and once stops altogether.
static void runFaults(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  if (NvmeController *C = controller(S)) {
    Random &Numbers = S.M.random();
    for (unsigned I = 0; I < 3; ++I) {
      Fault F;
      F.What = Fault::Effect::Lost;
      F.Where = Fault::Queue::Io;
      F.Nth = 1 + Numbers.below(S.Options.Operations);
      C->addFault(F);
      F.What = Fault::Effect::Fail;
      F.Status = 0x0281; // Media: unrecovered read error.
      F.Nth = 1 + Numbers.below(S.Options.Operations);
      C->addFault(F);
    }
    Fault F;
    F.What = Fault::Effect::Fatal;
    F.Where = Fault::Queue::Io;
    F.Nth = 1 + Numbers.below(S.Options.Operations);
    C->addFault(F);
  }
  BlockTraffic T(S, S.Options.Threads, S.Options.Operations);
  T.allowFailure();
  T.allowLoss();
  T.join();
  Result.Operations = T.completed();
}

/// In the middle of requests the device is pulled out.
static void runRemoval(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  BlockTraffic T(S, S.Options.Threads, S.Options.Operations);
  S.M.sleep(Millisecond + S.M.random().below(20 * Millisecond));
  T.allowFailure();
  T.allowLoss();
  if (NvmeController *C = controller(S))
    C->remove();
  S.Bus.remove();
  // Windows notices after a while, or the driver does before.
  S.M.sleep(S.M.random().below(3 * Second));
  S.ThePort->surpriseRemoval();
  T.finish();
  T.join();
  Result.Operations = T.completed();
}

static void prepareLine(SimulationOptions &O) { O.Messages = 0; }

/// A busy neighbour on the line, and interrupts that nobody sent.
static void runSpurious(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  S.addNeighbour(200 * Microsecond);
  BlockTraffic T(S, S.Options.Threads, S.Options.Operations);
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

/// Stopped and started again, with nothing under way, several times.
static void runPower(Simulation &S, ScenarioResult &Result) {
  for (unsigned Cycle = 0; Cycle < 4; ++Cycle) {
    if (!ready(S))
      return;
    BlockTraffic T(S, S.Options.Threads, S.Options.Operations / 4);
    if (S.Options.Port.FailCall)
      T.allowFailure();
    T.join();
    Result.Operations += T.completed();
    S.issueFunction(SrbFlush);
    S.issueFunction(SrbShutdown);
    S.issueFunction(SrbPower, 0, 4 /* D3 */, Cycle % 2 ? 2 : 6);
    S.quiesce();
    if (!S.ThePort->stop(0))
      return;
    S.M.sleep(200 * Millisecond);
    if (!S.ThePort->restart()) {
      if (!S.Options.Port.FailCall)
        S.M.report("not-started", "the adapter did not start again");
      return;
    }
    S.issueFunction(SrbPower, 0, 1 /* D0 */, 0);
  }
}

static void prepareDump(SimulationOptions &O) {
  O.Port.DumpMode = true;
  O.Processors = 1;
  O.Messages = 0;
  O.Threads = 1;
  O.Operations = std::min<uint64_t>(O.Operations, 200);
}

/// A crash dump: one processor at HIGH_LEVEL, the port polls.
static void runDump(Simulation &S, ScenarioResult &Result) {
  auto Request = std::make_shared<IoRequest>();
  for (uint64_t I = 0; I < S.Options.Operations; ++I) {
    // Pages of memory, written one after the other; some are read back.
    bool Back = I % 8 == 7;
    uint64_t Page = Back ? I - 1 : I;
    IoRequest R;
    R.Block.CdbBytes = 10;
    R.Block.Cdb[0] = Back ? 0x28 : 0x2A;
    R.Block.Cdb[4] = (Page * 8) >> 8;
    R.Block.Cdb[5] = Page * 8;
    R.Block.Cdb[8] = 8;
    R.Block.Flags = Back ? SrbDataIn : SrbDataOut;
    R.Block.TimeOutSeconds = 10;
    R.Data.assign(4096, Page);
    if (Back)
      R.Data.assign(4096, 0xEE);
    S.issue(R);
    if (R.Result.SrbStatus == SrbPending) {
      S.M.fatal("dump-request-lost",
                "a request of the dump is not completed by polling");
    }
    if ((R.Result.SrbStatus & 0x3F) != SrbSuccess)
      S.M.report("request-failed", "in the dump, SRB status " +
                                       Twine(unsigned(R.Result.SrbStatus)));
    else if (Back && R.Data[0] != uint8_t(Page))
      S.M.report("data-mismatch", "a page of the dump reads back wrong");
    ++Result.Operations;
  }
}

static const Scenario Table[] = {
    {"raw", "reads, any device; nothing is looked at", nothing, runRaw},
    {"io", "reads and writes on several threads, compared", nothing, runIo},
    {"reset", "the same, under resets of bus and unit", nothing, runReset},
    {"faults", "the device loses commands, fails some, stops once",
     prepareLossy, runFaults},
    {"removal", "the device is pulled out", nothing, runRemoval},
    {"spurious", "a busy neighbour, and interrupts that nobody sent",
     nothing, runSpurious},
    {"line", "the same on the line instead of messages", prepareLine,
     runSpurious},
    {"power", "stopped and restarted, four times", nothing, runPower},
    {"dump", "a crash dump: one processor, polled", prepareDump, runDump},
};

ArrayRef<Scenario> miniport::simulator::scenarios() { return Table; }
