//===- Lifecycle.cpp - From DriverEntry to a running adapter --------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "port/Call.h"
#include "port/Port.h"
#include <cstring>

using namespace llvm;
using namespace miniport::simulator;

Port *miniport::simulator::ThePort;

enum : uint32_t { ReturnFound = 1 };
enum ControlType : uint32_t {
  QuerySupported = 0,
  StopAdapter = 1,
  RestartAdapter = 2,
  AdapterPower = 6,
  SurpriseRemoval = 16,
  ControlTypes = 29,
  UnitPower = 3,
  UnitTypes = 17
};

Port::Port(Machine &M, Memory &Ram, Driver &D, DeviceBus &Bus,
           InterruptLine &Line, Messages &Vectors, PortOptions Options)
    : M(M), Ram(Ram), D(D), Bus(Bus), Line(Line), Vectors(Vectors),
      Options(std::move(Options)) {
  ThePort = this;
}

Port::~Port() { ThePort = nullptr; }

uint32_t Port::initialize(const AbiRoutines &R, void *HwContext,
                          bool ScsiPort) {
  if (R.MustBeNull && !ScsiPort)
    M.report("bad-parameter", "HwDmaStarted and HwAdapterState must be NULL");
  if (!R.FindAdapter || !R.Initialize || !R.StartIo || !R.ResetBus)
    return 0xC000000D; // STATUS_INVALID_PARAMETER
  Routines = R;
  Context = HwContext;
  Scsi = ScsiPort;
  Initialized = true;
  return 0;
}

bool Port::start() {
  void *DriverObject = Ram.allocate(336, MemoryKind::Port);
  void *RegistryPath = Ram.allocate(16, MemoryKind::Port);
  uint8_t Level = Options.DumpMode ? HighLevel : PassiveLevel;
  M.raiseTo(Level);
  uint32_t Status = callDriver<uint32_t>(
      "DriverEntry", D.entry(), Options.DumpMode ? nullptr : DriverObject,
      Options.DumpMode ? nullptr : RegistryPath);
  if (Status & 0x80000000u || !Initialized) {
    WhyNot = ("DriverEntry returned 0x" + Twine::utohexstr(Status)).str();
    return false;
  }
  D.discardInit();
  Extension =
      Ram.allocate(Routines.DeviceExtensionBytes, MemoryKind::Extension);
  memset(Extension, 0, Routines.DeviceExtensionBytes);
  if (!findAdapter(Level))
    return false;
  connectInterrupts();
  if (!callInitialize()) {
    WhyNot = "HwStorInitialize returned FALSE";
    return false;
  }
  if (PassiveRoutine && !callDriver<uint8_t>("HwStorPassiveInitializeRoutine",
                                             PassiveRoutine, Extension)) {
    WhyNot = "the passive initialisation returned FALSE";
    return false;
  }
  Running = true;
  return true;
}

bool Port::findAdapter(uint8_t Level) {
  Config = {};
  Config.RangeStart = Bus.physicalWindow();
  Config.RangeBytes = Bus.windowBytes();
  Config.RangeCount = 1;
  Config.InterruptLevel = DeviceLevel;
  Config.InterruptVector = 0x51;
  Config.DumpMode = Options.DumpMode ? 1 : 0;
  uint32_t Bytes = std::max(abiBytes(AbiStorportConfig), 512u);
  void *Memory = Ram.allocate(Bytes, MemoryKind::Port);
  void *Ranges =
      Ram.allocate(16 * std::max(Routines.AccessRanges, 1u), MemoryKind::Port);
  memset(Ranges, 0, 16 * std::max(Routines.AccessRanges, 1u));
  if (Scsi)
    abiFillScsiPortConfig(Memory, Ranges, &Routines, &Config);
  else
    abiFillStorportConfig(Memory, Ranges, &Routines, &Config);
  char *Arguments = nullptr;
  std::string Text = Options.ArgumentString;
  if (Options.DumpMode)
    Text = "dump=1;" + Text;
  if (!Text.empty()) {
    Arguments =
        static_cast<char *>(Ram.allocate(Text.size() + 1, MemoryKind::Port));
    memcpy(Arguments, Text.c_str(), Text.size() + 1);
  }
  auto *Again = static_cast<uint8_t *>(Ram.allocate(1, MemoryKind::Port));
  *Again = 0;
  InFindAdapter = true;
  uint32_t Found = callDriver<uint32_t>(
      Scsi ? "HwScsiFindAdapter" : "HwStorFindAdapter", Routines.FindAdapter,
      Extension, Context, static_cast<void *>(nullptr), Arguments, Memory,
      Again);
  InFindAdapter = false;
  if (Scsi)
    abiReadScsiPortConfig(Memory, &Config);
  else
    abiReadStorportConfig(Memory, &Config);
  Ram.end(Memory, Shadow::Ended);
  Ram.end(Again, Shadow::Ended);
  if (Found != ReturnFound) {
    WhyNot = ("HwStorFindAdapter returned " + Twine(Found)).str();
    return false;
  }
  if (Config.VirtualDevice)
    M.report("bad-parameter", "VirtualDevice is TRUE in a physical miniport");
  if (Level == PassiveLevel && !Options.DumpMode) {
    Supported = queryTypes("HwStorAdapterControl", Routines.AdapterControl,
                           ControlTypes);
    UnitSupported =
        queryTypes("HwStorUnitControl", Routines.UnitControl, UnitTypes);
  }
  return true;
}

/// The first type of either routine asks for a list of those it knows.
std::vector<uint8_t> Port::queryTypes(StringRef Role, void *Routine,
                                      uint32_t Most) {
  std::vector<uint8_t> Known(Most, 0);
  if (!Routine)
    return Known;
  void *List = Ram.allocate(4 + Most, MemoryKind::Port);
  abiFillTypeList(List, Most);
  callDriver<uint32_t>(Role, Routine, Extension, uint32_t(QuerySupported),
                       List);
  for (uint32_t Type = 0; Type < Most; ++Type)
    Known[Type] = abiTypeListed(List, Type);
  Ram.end(List, Shadow::Ended);
  return Known;
}

void Port::connectInterrupts() {
  Connected = true;
  if (Options.DumpMode) {
    // Nobody answers interrupts any more: the port polls.
    Vectors.withdraw();
    return;
  }
  if (Config.MessageRoutine && Config.MessageMode != 0 && Vectors.granted()) {
    while (MessageLocks.size() < Vectors.granted())
      MessageLocks.push_back(std::make_unique<SpinLock>(
          "the lock of message " + std::to_string(MessageLocks.size())));
    Vectors.connect([this](unsigned Vector) { serveMessage(Vector); });
    return;
  }
  Vectors.withdraw();
  Line.connect(
      0, {Scsi ? "HwScsiInterrupt" : "HwStorInterrupt", Routines.Interrupt},
      [this] { return serveLine(); });
}

void Port::disconnectInterrupts() {
  Connected = false;
  Vectors.disconnect();
  Line.disconnect(0);
}

bool Port::callInitialize() {
  uint8_t Old = M.active()->Level;
  if (Options.DumpMode)
    return callDriver<uint8_t>("HwStorInitialize", Routines.Initialize,
                               Extension);
  M.raiseTo(deviceLevel());
  lockInterrupts(LockedBy::Port);
  bool Ok = callDriver<uint8_t>(Scsi ? "HwScsiInitialize" : "HwStorInitialize",
                                Routines.Initialize, Extension);
  unlockInterrupts(LockedBy::Port);
  lowerFrom(Old);
  return Ok;
}

bool Port::enablePassive(void *Routine) {
  if (!Options.PassiveInitialization || Options.DumpMode || Running ||
      failsNow("StorPortEnablePassiveInitialization"))
    return false;
  PassiveRoutine = Routine;
  return true;
}

bool Port::serveLine() {
  if (!Routines.Interrupt)
    return false;
  InterruptLock.acquire(LockedBy::Port);
  M.acquire(Bus.clock());
  bool Mine = callDriver<uint8_t>(Scsi ? "HwScsiInterrupt" : "HwStorInterrupt",
                                  Routines.Interrupt, Extension);
  if (InterruptLock.owner() == M.active())
    InterruptLock.release();
  return Mine;
}

void Port::serveMessage(unsigned Vector) {
  SpinLock &Lock = perMessage() ? *MessageLocks[Vector] : InterruptLock;
  Lock.acquire(LockedBy::Port);
  callDriver<uint8_t>("HwMSInterruptRoutine", Config.MessageRoutine, Extension,
                      uint32_t(Vector));
  // Whoever released it in our place has been told of it.
  if (Lock.owner() == M.active())
    Lock.release();
}

bool Port::supportsControl(uint32_t Type) const {
  return Type < Supported.size() && Supported[Type];
}

uint32_t Port::adapterControl(uint32_t Type, void *Parameters) {
  return callDriver<uint32_t>("HwStorAdapterControl", Routines.AdapterControl,
                              Extension, Type, Parameters);
}

void Port::adapterPower(uint32_t State, uint32_t Action) {
  if (!supportsControl(AdapterPower))
    return;
  void *Address = Ram.allocate(16, MemoryKind::Port);
  void *Power = Ram.allocate(64, MemoryKind::Port);
  abiFillAddress(Address, 0, 0, 0);
  abiFillAdapterPower(Power, Address, Action, State);
  uint8_t Old = M.active()->Level;
  if (M.random().oneIn(2))
    M.raiseTo(DispatchLevel); // At most: either is right.
  adapterControl(AdapterPower, Power);
  lowerFrom(Old);
  Ram.end(Power, Shadow::Ended);
  Ram.end(Address, Shadow::Ended);
}

void Port::unitPower(uint8_t Lun, uint32_t State, uint32_t Action) {
  if (UnitSupported.empty() || !UnitSupported[UnitPower])
    return;
  void *Address = Ram.allocate(16, MemoryKind::Port);
  void *Power = Ram.allocate(64, MemoryKind::Port);
  abiFillAddress(Address, 0, 0, Lun);
  abiFillUnitPower(Power, Address, Action, State);
  uint8_t Old = M.active()->Level;
  M.raiseTo(DispatchLevel);
  callDriver<uint32_t>("HwStorUnitControl", Routines.UnitControl, Extension,
                       uint32_t(UnitPower), Power);
  lowerFrom(Old);
  Ram.end(Power, Shadow::Ended);
  Ram.end(Address, Shadow::Ended);
}

void Port::unitControl(uint32_t Type, uint8_t Lun) {
  if (Type >= UnitSupported.size() || !UnitSupported[Type])
    return;
  void *Address = Ram.allocate(16, MemoryKind::Port);
  abiFillAddress(Address, 0, 0, Lun);
  callDriver<uint32_t>("HwStorUnitControl", Routines.UnitControl, Extension,
                       Type, Address);
  Ram.end(Address, Shadow::Ended);
}

bool Port::stop(uint32_t) {
  if (!supportsControl(StopAdapter))
    return false;
  uint8_t Old = M.active()->Level;
  if (Options.StopAtDeviceLevel) {
    M.raiseTo(deviceLevel());
    lockInterrupts(LockedBy::Port);
    adapterControl(StopAdapter, nullptr);
    unlockInterrupts(LockedBy::Port);
  } else {
    M.raiseTo(DispatchLevel);
    adapterControl(StopAdapter, nullptr);
  }
  Running = false;
  disconnectInterrupts();
  lowerFrom(Old);
  return true;
}

bool Port::restart() {
  uint8_t Old = M.active()->Level;
  Bus.resetDevice(); // Power was off.
  connectInterrupts();
  bool Ok = true;
  if (supportsControl(RestartAdapter)) {
    if (Options.StopAtDeviceLevel) {
      M.raiseTo(deviceLevel());
      lockInterrupts(LockedBy::Port);
      Ok = adapterControl(RestartAdapter, nullptr) == 0;
      unlockInterrupts(LockedBy::Port);
    } else {
      M.raiseTo(DispatchLevel);
      Ok = adapterControl(RestartAdapter, nullptr) == 0;
    }
  } else {
    M.raiseTo(DispatchLevel);
    Ok = findAdapter(DispatchLevel) && callInitialize();
  }
  lowerFrom(Old);
  Running = Ok;
  if (Ok) {
    M.raiseTo(DispatchLevel);
    pump();
    M.lowerTo(Old);
  }
  return Ok;
}

void Port::surpriseRemoval() {
  if (supportsControl(SurpriseRemoval))
    adapterControl(SurpriseRemoval, nullptr);
}

bool Port::poll(const bool &Done, Time Limit) {
  Time End = M.now() + Limit;
  while (!Done && M.now() < End && !M.stopped()) {
    if (Routines.Interrupt)
      callDriver<uint8_t>("HwStorInterrupt", Routines.Interrupt, Extension);
    runCompletions();
    M.spend(20 * Microsecond);
  }
  return Done;
}

bool Port::failsNow(StringRef Name) {
  if (++FallibleCalls != Options.FailCall)
    return false;
  if (getenv("MINIPORT_TRACE_FAILURES"))
    errs() << "fails: " << Name << '\n';
  return true;
}
