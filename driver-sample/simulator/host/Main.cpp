//===- Main.cpp - The command ---------------------------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Exit status: 0 nothing to record, 1 records, 2 a wrong word or a driver that
// cannot be loaded, 3 the scenario did not come to its end without a record.
//
//===----------------------------------------------------------------------===//

#include "host/Scenario.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"

using namespace llvm;
using namespace miniport::simulator;

static cl::OptionCategory Category("Simulation");
static cl::opt<std::string> Path(cl::Positional, cl::Required,
                                 cl::desc("DRIVER.so"), cl::cat(Category));
static cl::opt<uint64_t> Seed("seed", cl::init(1), cl::cat(Category),
                              cl::desc("decides about everything"));
static cl::opt<uint64_t> Operations("operations", cl::init(1000),
                                    cl::cat(Category));
static cl::opt<std::string> ScenarioName("scenario", cl::init("io"),
                                         cl::cat(Category),
                                         cl::desc("see --list-scenarios"));
static cl::opt<bool> List("list-scenarios", cl::cat(Category));
static cl::opt<std::string> DeviceName("device", cl::init("nvme"),
                                       cl::cat(Category),
                                       cl::desc("nvme, hba or doorbell"));
static cl::opt<unsigned> Processors("processors", cl::init(4),
                                    cl::cat(Category), cl::desc("1 to 7"));
static cl::opt<unsigned>
    MessagesGranted("messages", cl::init(8), cl::cat(Category),
                    cl::desc("interrupt messages granted; 0: the line"));
static cl::opt<unsigned> Queues("queues", cl::init(4), cl::cat(Category),
                                cl::desc("I/O queues of an NVMe controller"));
static cl::opt<unsigned> Threads("streams", cl::init(6), cl::cat(Category),
                                 cl::desc("that issue requests at a time"));
static cl::opt<unsigned> Units("units", cl::init(1), cl::cat(Category),
                               cl::desc("logical units of the device"));
static cl::opt<unsigned>
    Away("away", cl::init(15), cl::cat(Category),
         cl::desc("us for which a processor is away at most, now and then"));
static cl::opt<unsigned>
    InterruptLimit("isr-limit", cl::init(400), cl::cat(Category),
                   cl::desc("us in an interrupt routine that are a record"));
static cl::opt<unsigned>
    Neighbour("neighbour", cl::init(0), cl::cat(Category),
              cl::desc("us between interrupts of a neighbour on the line"));
static cl::opt<bool> Nested("nested-messages", cl::cat(Category),
                            cl::desc("messages of different levels"));
static cl::opt<std::string>
    Perf("perf", cl::init("many"), cl::cat(Category),
         cl::desc("performance options offered: none, one or many channels"));
static cl::opt<bool> NoPassive("refuse-passive", cl::cat(Category),
                               cl::desc("no passive initialisation"));
static cl::opt<bool> StopLow("stop-at-dispatch", cl::cat(Category),
                             cl::desc("stop and restart without a lock"));
static cl::opt<uint64_t> FailCall("fail-call", cl::init(0), cl::cat(Category),
                                  cl::desc("the n-th call that may fail does"));
static cl::opt<bool> FailEach("fail-each", cl::cat(Category),
                              cl::desc("a run for each call that may fail"));
static cl::opt<std::string> Records("records", cl::cat(Category),
                                    cl::desc("JSON lines into this file"));
static cl::list<std::string> Registry("registry", cl::cat(Category),
                                      cl::desc("NAME=NUMBER"));
static cl::opt<std::string>
    MediumFile("medium", cl::cat(Category),
               cl::desc("keep the first namespace in this file, new or empty"));
static cl::list<std::string>
    IoControls("io-control", cl::cat(Category),
               cl::desc("SIGNATURE:CODE:BYTES[:HEX], for the scenario admin"));
static cl::opt<bool> Quiet("quiet", cl::cat(Category));
static cl::opt<bool> Summary("summary", cl::cat(Category));

static bool writeRecords(const RecordSink &Sink) {
  if (Records.empty())
    return true;
  std::error_code Failed;
  raw_fd_ostream Out(Records, Failed, sys::fs::OF_Text);
  if (Failed) {
    errs() << "miniport-simulate: " << Records << ": " << Failed.message()
           << '\n';
    return false;
  }
  Sink.printJson(Out);
  return true;
}

/// MPTNVME:2:528:0200...: the bytes given come first, zeroes follow.
static bool readIoControl(StringRef Words, SimulationOptions &Options) {
  SmallVector<StringRef, 4> Parts;
  Words.split(Parts, ':');
  IoControl Control;
  uint32_t Bytes = 0;
  std::string Given;
  if (Parts.size() < 3 || Parts.size() > 4 || Parts[0].size() > 8 ||
      Parts[1].getAsInteger(0, Control.Code) ||
      Parts[2].getAsInteger(0, Bytes) || Bytes > 1 << 20 ||
      (Parts.size() == 4 && !tryGetFromHex(Parts[3], Given)) ||
      Given.size() > Bytes) {
    errs() << "miniport-simulate: --io-control " << Words << '\n';
    return false;
  }
  Control.Signature = Parts[0].str();
  Control.Signature.resize(8, ' ');
  Control.Data.assign(Given.begin(), Given.end());
  Control.Data.resize(Bytes);
  Options.IoControls.push_back(std::move(Control));
  return true;
}

static bool readOptions(SimulationOptions &Options) {
  Options.Seed = Seed;
  Options.Operations = Operations;
  Options.Processors = std::clamp(unsigned(Processors), 1u, 7u);
  Options.Messages = MessagesGranted;
  Options.Queues = Queues;
  Options.Threads = Threads;
  Options.Units = Units;
  Options.Neighbour = Neighbour * Microsecond;
  Options.InterruptLimit = InterruptLimit * Microsecond;
  Options.Away = std::max(1u, unsigned(Away)) * Microsecond;
  Options.NestedMessages = Nested;
  Options.Scenario = ScenarioName;
  Options.Device = DeviceName;
  Options.MediumFile = MediumFile;
  for (StringRef Words : IoControls)
    if (!readIoControl(Words, Options))
      return false;
  Options.Port.PassiveInitialization = !NoPassive;
  Options.Port.StopAtDeviceLevel = !StopLow;
  Options.Port.FailCall = FailCall;
  Options.Port.PerfFlags = Perf == "none" ? 0 : Perf == "one" ? 0x5 : 0x7;
  for (StringRef Entry : Registry) {
    auto [Name, Value] = Entry.split('=');
    uint32_t Number = 0;
    if (Value.getAsInteger(0, Number)) {
      errs() << "miniport-simulate: --registry " << Entry << '\n';
      return false;
    }
    Options.Port.Registry[Name.str()] = Number;
  }
  return true;
}

/// A driver that is loaded anew, so that its data is as new.
static Expected<ScenarioResult> runOnce(const Scenario &Chosen,
                                        const SimulationOptions &Options) {
  Expected<std::unique_ptr<Driver>> D = Driver::load(Path);
  if (!D)
    return D.takeError();
  return runScenario(Chosen, **D, Options);
}

static Expected<ScenarioResult> runAll(const Scenario &Chosen,
                                       SimulationOptions Options) {
  Expected<ScenarioResult> Whole = runOnce(Chosen, Options);
  if (!Whole || !FailEach)
    return Whole;
  uint64_t Calls = Whole->FallibleCalls;
  for (uint64_t Call = 1; Call <= Calls; ++Call) {
    Options.Port.FailCall = Call;
    Expected<ScenarioResult> One = runOnce(Chosen, Options);
    if (!One)
      return One;
    for (const Record &R : One->Records.records()) {
      Record Copy = R;
      Copy.Message +=
          " [with fallible call " + std::to_string(Call) + " failing]";
      Whole->Records.add(std::move(Copy));
    }
    Whole->Operations += One->Operations;
    Whole->Finished &= One->Finished;
  }
  return Whole;
}

int main(int Count, char **Words) {
  cl::HideUnrelatedOptions(Category);
  // DRIVER.so is not needed for a list.
  for (int I = 1; I < Count; ++I)
    if (StringRef(Words[I]).ends_with("-list-scenarios")) {
      listScenarios(outs());
      return 0;
    }
  cl::ParseCommandLineOptions(Count, Words,
                              "Runs a miniport in a simulated machine and "
                              "records what Windows would suffer.\n");
  SimulationOptions Options;
  if (!readOptions(Options))
    return 2;
  if (!MediumFile.empty()) {
    int File;
    if (std::error_code Failed = sys::fs::openFileForReadWrite(
            MediumFile, File, sys::fs::CD_OpenAlways, sys::fs::OF_None)) {
      errs() << "miniport-simulate: " << MediumFile << ": " << Failed.message()
             << '\n';
      return 2;
    }
    sys::Process::SafelyCloseFileDescriptor(File);
  }
  const Scenario *Chosen = findScenario(ScenarioName);
  if (!Chosen) {
    errs() << "miniport-simulate: no scenario '" << ScenarioName << "'\n";
    return 2;
  }
  Expected<ScenarioResult> Result = runAll(*Chosen, Options);
  if (!Result) {
    errs() << "miniport-simulate: " << toString(Result.takeError()) << '\n';
    return 2;
  }
  if (!Quiet)
    Result->Records.printText(outs());
  if (Summary)
    outs() << "operations " << Result->Operations << ", virtual time "
           << Result->End / Microsecond << " us, fallible calls "
           << Result->FallibleCalls << ", longest interrupt routine "
           << Result->LongestInterrupt << " ns"
           << (Result->Started ? "" : ", not started") << '\n';
  if (!writeRecords(Result->Records))
    return 2;
  if (!Result->Records.empty())
    return 1;
  if (!Result->Finished) {
    errs() << "miniport-simulate: the scenario did not come to its end\n";
    return 3;
  }
  return 0;
}
