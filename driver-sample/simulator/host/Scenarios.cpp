//===- Scenarios.cpp - What happens, by name ------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "host/Scenarios.h"
#include "devices/NvmeController.h"
#include "devices/SimpleHba.h"
#include "host/Load.h"

using namespace llvm;
using namespace miniport::simulator;

static void nothing(SimulationOptions &) {}

NvmeController *miniport::simulator::controller(Simulation &S) {
  return S.Options.Device == "nvme"
             ? static_cast<NvmeController *>(S.TheDevice.get())
             : nullptr;
}

void miniport::simulator::injectFault(Simulation &S, Fault F) {
  if (NvmeController *C = controller(S)) {
    C->addFault(F);
  } else if (S.Options.Device == "hba") {
    F.Status = ScsiUnit::CheckCondition;
    static_cast<SimpleHba &>(*S.TheDevice).addFault(F);
  }
}

bool miniport::simulator::ready(Simulation &S) {
  if (waitReady(S, 0))
    return true;
  if (!S.Options.Port.FailCall)
    S.M.report("not-ready", "unit 0 does not become ready");
  return false;
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
          S.M.report("request-failed", "a read came back with SRB status " +
                                           Twine(unsigned(R.Result.SrbStatus)));
      });
  T.join();
  Result.Operations = T.completed();
}

static void runIo(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  Load T(S, S.Options.Operations);
  T.join();
  Result.Operations = T.completed();
  S.issueFunction(SrbShutdown);
  S.issueFunction(SrbFlush);
}

/// Settings and questions: mode selects, mode senses, inquiries, an IOCTL.
namespace {
/// SRB_IO_CONTROL, as it lies before the data.
struct IoControlHeader {
  uint32_t HeaderLength = sizeof(IoControlHeader);
  char Signature[8];
  uint32_t Timeout = 10, ControlCode, ReturnCode = Unanswered, Length;
  static constexpr uint32_t Unanswered = ~0U;
};
} // namespace

static void fillIoControl(IoRequest &R, const IoControl &Control) {
  IoControlHeader Header;
  memcpy(Header.Signature, Control.Signature.data(), sizeof(Header.Signature));
  Header.ControlCode = Control.Code;
  Header.Length = Control.Data.size();
  R.Block.Function = SrbIoControl;
  R.Block.Flags = SrbDataIn | SrbDataOut;
  R.Data.resize(sizeof(Header) + Control.Data.size());
  memcpy(R.Data.data(), &Header, sizeof(Header));
  std::copy(Control.Data.begin(), Control.Data.end(),
            R.Data.begin() + sizeof(Header));
}

/// What the codes mean is between a driver and its programs; but there must be
/// one. A driver that is busy says so, and one that knows neither signature nor
/// code refuses.
static void checkIoControl(Simulation &S, const IoRequest &R) {
  uint8_t Status = R.Result.SrbStatus & 0x3F;
  IoControlHeader Header;
  memcpy(&Header, R.Data.data(), sizeof(Header));
  if (Status == SrbSuccess && Header.ReturnCode == IoControlHeader::Unanswered)
    S.M.report("request-failed", "an I/O control of code " +
                                     Twine(Header.ControlCode) +
                                     " came back without a return code");
  else if (Status != SrbSuccess && Status != SrbBusy &&
           Status != SrbInvalidRequest)
    S.M.report("request-failed",
               "an I/O control of code " + Twine(Header.ControlCode) +
                   " came back with SRB status " + Twine(unsigned(Status)));
}

static void runAdmin(Simulation &S, ScenarioResult &Result) {
  if (!ready(S))
    return;
  uint64_t Left = S.Options.Operations;
  Traffic T(
      S, std::max(S.Options.Threads, 18u),
      [&](unsigned, IoRequest &R) {
        if (!Left)
          return false;
        --Left;
        AbiRequest &B = R.Block;
        B.TimeOutSeconds = 10;
        if (!S.Options.IoControls.empty() && S.M.random().oneIn(3)) {
          fillIoControl(R, S.Options.IoControls[S.M.random().below(
                               S.Options.IoControls.size())]);
          return true;
        }
        B.CdbBytes = 6;
        switch (S.M.random().below(8)) {
        case 0:
          B.Cdb[0] = 0x12; // INQUIRY
          B.Cdb[4] = 96;
          B.Flags = SrbDataIn;
          R.Data.assign(96, 0);
          break;
        case 1:
          B.Cdb[0] = 0x1A; // MODE SENSE(6), caching
          B.Cdb[2] = 0x08;
          B.Cdb[4] = 64;
          B.Flags = SrbDataIn;
          R.Data.assign(64, 0);
          break;
        case 2:
          B.Cdb[0] = 0x25; // READ CAPACITY(10)
          B.CdbBytes = 10;
          B.Flags = SrbDataIn;
          R.Data.assign(8, 0);
          break;
        default:
          B.Cdb[0] = 0x15; // MODE SELECT(6): the write cache on or off
          B.Cdb[1] = 0x10;
          B.Cdb[4] = 24;
          B.Flags = SrbDataOut;
          R.Data.assign(24, 0);
          R.Data[4] = 0x08;
          R.Data[5] = 0x12;
          R.Data[6] = S.M.random().oneIn(2) ? 0x04 : 0;
        }
        return true;
      },
      [&](unsigned, IoRequest &R) {
        if (R.Block.Function == SrbIoControl)
          checkIoControl(S, R);
      });
  T.join();
  Result.Operations = T.completed();
}

static void prepareUnits(SimulationOptions &O) {
  O.Units = std::max(O.Units, 3u);
}

/// Several units; one of them comes and goes.
static void runUnits(Simulation &S, ScenarioResult &Result) {
  enum : uint32_t { Start = 2, Remove = 10, SurpriseRemoval = 11 };
  if (!ready(S))
    return;
  for (unsigned Lun = 0; Lun < S.Options.Units; ++Lun)
    S.ThePort->unitControl(Start, Lun);
  Load T(S, S.Options.Operations);
  T.allowFailure();
  while (!T.done()) {
    S.M.sleep(S.M.random().below(2 * Millisecond));
    unsigned Lun = S.M.random().below(S.Options.Units);
    S.ThePort->unitControl(S.M.random().oneIn(2) ? Remove : SurpriseRemoval,
                           Lun);
    S.ThePort->unitControl(Start, Lun);
  }
  T.join();
  Result.Operations = T.completed();
}

static void prepareEarly(SimulationOptions &O) {
  O.RemoveAt = 1 + Random(O.Seed * 77).below(200 * Millisecond);
}

/// The device goes while the adapter starts, or soon after a reset.
static void runEarly(Simulation &S, ScenarioResult &Result) {
  Load T(S, S.Options.Operations);
  T.allowFailure();
  while (!S.Bus.removed()) {
    S.ThePort->resetBus(0);
    S.M.sleep(S.M.random().below(20 * Millisecond));
  }
  S.ThePort->resetBus(0);
  S.M.sleep(S.M.random().below(Second));
  S.ThePort->surpriseRemoval();
  T.finish();
  T.join();
  Result.Operations = T.completed();
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
  IoRequest First; // TEST UNIT READY: it may meet a unit attention.
  First.Block.CdbBytes = 6;
  First.Block.TimeOutSeconds = 10;
  S.issue(First);
  if (First.Result.SrbStatus == SrbPending)
    S.M.fatal("dump-request-lost",
              "the first request of the dump is not completed by polling");
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
    {"errors", "the device fails many requests", nothing, runErrors},
    {"events", "the device reports errors, its health, changes", nothing,
     runEvents},
    {"admin", "settings and questions, many at a time", nothing, runAdmin},
    {"units", "several units, of which some come and go", prepareUnits,
     runUnits},
    {"early-removal", "the device goes while the adapter starts or resets",
     prepareEarly, runEarly, true},
    {"removal", "the device is pulled out", nothing, runRemoval},
    {"spurious", "a busy neighbour, and interrupts that nobody sent", nothing,
     runSpurious},
    {"line", "the same on the line instead of messages", prepareLine,
     runSpurious},
    {"power", "stopped and restarted, four times", nothing, runPower},
    {"dump", "a crash dump: one processor, polled", prepareDump, runDump},
};

ArrayRef<Scenario> miniport::simulator::scenarios() { return Table; }
