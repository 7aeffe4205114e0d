//===- Port.h - The port driver's side of one adapter -----------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What Storport and SCSI port do with a miniport: who calls what, at which
// IRQL, with which locks (docs/simulator.md lists the documents). The class is
// one; its parts are in files of their own:
//
//   Lifecycle.cpp   from DriverEntry to a running adapter, stop, removal
//   Dispatch.cpp    requests: queues, BuildIo, StartIo, completion
//   TimeOuts.cpp    the time-out of a request and the ladder of resets
//   Locks.cpp       the locks that a miniport may ask for
//   Deferred.cpp    DPCs, timers, work items
//   ScsiPort.cpp    what SCSI port does differently
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_SIMULATOR_PORT_PORT_H
#define MINIPORT_SIMULATOR_PORT_PORT_H

#include "loader/Driver.h"
#include "machine/DeviceBus.h"
#include "machine/SpinLock.h"
#include "port/Abi.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"

namespace miniport::simulator {

/// How the system is that the driver finds itself in.
struct PortOptions {
  bool PassiveInitialization = true;
  bool DumpMode = false;
  /// What StorPortInitializePerfOpts offers, and how many channels at most.
  uint32_t PerfFlags = 0x7;
  uint32_t Channels = 64;
  /// Stop and restart at DIRQL with InterruptLock, or at DISPATCH without.
  bool StopAtDeviceLevel = true;
  /// The device loses requests on purpose: a time-out alone is no record.
  bool ExpectTimeOuts = false;
  /// Which fallible call fails: 0 none, else counted from 1.
  uint64_t FailCall = 0;
  std::string ArgumentString;
  std::map<std::string, uint32_t> Registry;
};

/// A request as the class driver sees it. Data goes to the device when Flags
/// say so (SRB_FLAGS_DATA_OUT), else it is what came back.
struct IoRequest {
  AbiRequest Block = {};
  std::vector<uint8_t> Data;
  std::vector<uint8_t> Sense;
  uint32_t BufferOffset = 0; // Of the data, in its page.
  AbiResult Result = {};
  /// At DISPATCH_LEVEL, no lock held.
  std::function<void(IoRequest &)> Done;
};

enum SrbStatus : uint8_t {
  SrbPending = 0x00,
  SrbSuccess = 0x01,
  SrbAborted = 0x02,
  SrbError = 0x04,
  SrbBusy = 0x05,
  SrbInvalidRequest = 0x06,
  SrbNoDevice = 0x08,
  SrbTimeout = 0x09,
  SrbBusReset = 0x0E,
  SrbRequestFlushed = 0x16
};
enum SrbFlag : uint32_t { SrbDataIn = 0x40, SrbDataOut = 0x80 };
enum SrbFunction : uint32_t {
  SrbExecuteScsi = 0x00,
  SrbIoControl = 0x02,
  SrbShutdown = 0x07,
  SrbFlush = 0x08,
  SrbAbortCommand = 0x10,
  SrbResetBus = 0x12,
  SrbResetDevice = 0x13,
  SrbResetLogicalUnit = 0x20,
  SrbPower = 0x24,
  SrbPnp = 0x25
};

class Port {
public:
  Port(Machine &M, Memory &Ram, Driver &D, DeviceBus &Bus, InterruptLine &Line,
       Messages &Vectors, PortOptions Options);
  ~Port();

  // Lifecycle: on a thread, at PASSIVE_LEVEL.
  /// DriverEntry and all that follows. False: the driver does not run.
  bool start();
  /// What kept it from starting.
  const std::string &whyNot() const { return WhyNot; }
  /// What the driver said it can do.
  const AbiConfig &config() const { return Config; }
  bool stop(uint32_t PowerAction);
  bool restart();
  void surpriseRemoval();
  bool running() const { return Running; }
  bool isScsiPort() const { return Scsi; }
  uint32_t adapterControl(uint32_t Type, void *Parameters);
  bool supportsControl(uint32_t Type) const;
  /// ScsiAdapterPower, if the miniport knows it; states as in SRBs.
  void adapterPower(uint32_t State, uint32_t Action);
  void unitPower(uint8_t Lun, uint32_t State, uint32_t Action);
  /// ScsiUnitStart (2), ScsiUnitRemove (10), ScsiUnitSurpriseRemoval (11).
  void unitControl(uint32_t Type, uint8_t Lun);
  /// Dump mode: calls the interrupt routine until \p Request is done.
  bool poll(const bool &Done, Time Limit);

  // Requests: at most DISPATCH_LEVEL, no lock held.
  void submit(std::shared_ptr<IoRequest> Request);
  void resetBus(uint8_t Path);
  uint64_t outstanding() const { return Flights.size(); }
  uint64_t queued() const { return Waiting.size(); }

  // What the driver calls. Abi.h and the exports come here.
  uint32_t initialize(const AbiRoutines &R, void *Context, bool ScsiPort);
  void complete(void *Srb);
  void completeAll(uint8_t Path, uint8_t Target, uint8_t Lun, uint8_t Status);
  void nextRequest();
  void nextLuRequest(unsigned Lun);
  void requestTimer(void *Routine, uint32_t Microseconds);
  bool enablePassive(void *Routine);
  void busy(uint32_t Requests);
  void ready();
  void pause(uint32_t Seconds);
  void resume();
  void deviceBusy(unsigned Lun, uint32_t Requests);
  void pauseDevice(unsigned Lun, uint32_t Seconds);
  void resumeDevice(unsigned Lun);
  bool setQueueDepth(unsigned Lun, uint32_t Depth);
  void resetDetected() { ++ResetsDetected; }
  void *scatterGather(void *Srb);
  void *systemAddress(void *Srb);
  void *unitExtension(unsigned Lun);
  void *requestOf(unsigned Path, unsigned Target, unsigned Lun, long Tag);
  bool perfOpts(bool Query, AbiPerf &Perf);
  bool startIoParams(void *Srb, uint32_t &Channel, uint32_t &Message);
  bool perMessage() const {
    return Config.MessageRoutine && Config.MessageMode == 2 &&
           Vectors.granted() != 0;
  }

  uint8_t acquireLock(uint32_t Kind, void *Context, void *Handle, bool &Failed);
  void releaseLock(void *Handle, uint8_t OldIrql);
  bool acquireMessageLock(uint32_t Message, uint8_t &OldIrql);
  bool releaseMessageLock(uint32_t Message, uint32_t OldIrql);
  bool synchronize(void *Routine, void *Context);

  void initializeDpc(void *Dpc, void *Routine);
  bool issueDpc(void *Dpc, void *First, void *Second);
  bool cancelDpc(void *Dpc);
  void *newTimer();
  uint32_t setTimer(void *Timer, void *Routine, void *Context, uint64_t Us);
  void freeTimer(void *Timer);
  void *newWorker();
  uint32_t queueWork(void *Worker, void *Routine, void *Context);
  void freeWorker(void *Worker);
  void callEnableInterrupts(void *Routine);
  void callDisableInterrupts(void *Routine);

  /// Counts a call that may fail; true: it is to fail now.
  bool failsNow(llvm::StringRef Name);
  uint64_t fallibleCalls() const { return FallibleCalls; }

  Machine &M;
  Memory &Ram;
  Driver &D;
  DeviceBus &Bus;
  InterruptLine &Line;
  Messages &Vectors;
  PortOptions Options;
  void *Extension = nullptr;
  bool InFindAdapter = false;

private:
  enum class State : uint8_t { Waiting, Building, Given, Done };
  struct Flight {
    std::shared_ptr<IoRequest> Request;
    void *Srb = nullptr, *SrbExtension = nullptr, *SgList = nullptr;
    void *Sense = nullptr, *Buffer = nullptr;
    uint8_t *Data = nullptr; // Within Buffer.
    State At = State::Waiting;
    uint32_t Channel = 0;
    uint64_t Number = 0;
    bool TimedOut = false;
    unsigned Busy = 0; // How often it came back busy.
    RawStack Started;
    VectorClock Clock;
  };
  struct Unit {
    uint32_t Depth, Outstanding = 0, BusyUntil = 0;
    bool Paused = false;
    uint64_t PauseNumber = 0;
    bool Frozen = false; // SCSI port: no NextLuRequest yet.
    void *Extension = nullptr;
  };
  struct Dpc {
    void *Routine;
    std::unique_ptr<SpinLock> Lock;
  };
  struct Timer {
    uint64_t Number = 0; // Of the request that counts.
  };

  // Lifecycle.
  bool findAdapter(uint8_t Level);
  std::vector<uint8_t> queryTypes(llvm::StringRef Role, void *Routine,
                                  uint32_t Most);
  bool callInitialize();
  void connectInterrupts();
  void disconnectInterrupts();
  bool serveLine();
  void serveMessage(unsigned Vector);

  // Locks.
  SpinLock &dpcLock(void *Dpc);
  void lockInterrupts(LockedBy How);
  void unlockInterrupts(LockedBy How);
  uint8_t deviceLevel() const;
  void lowerFrom(uint8_t OldIrql);

  // Dispatch.
  Unit &unit(unsigned Lun);
  void watchQueue(const std::shared_ptr<Flight> &F);
  bool mayStart(const Flight &F);
  void pump();
  void prepare(Flight &F);
  void dispatch(std::shared_ptr<Flight> F);
  void startIo(Flight &F);
  void finish(std::shared_ptr<Flight> F);
  void runCompletions();
  void takeBack(Flight &F);
  void scsiStart(Flight &F);
  static bool wantsSense(const IoRequest &R);
  void fetchSense(std::shared_ptr<Flight> Failed);

  // Time-outs.
  void watch(const std::shared_ptr<Flight> &F);
  void timedOut(std::shared_ptr<Flight> F);
  void ladder(unsigned Step, uint64_t FlightNumber);
  void sendReset(uint32_t Function, unsigned Step, uint64_t FlightNumber);

  AbiRoutines Routines = {};
  AbiConfig Config = {};
  bool Scsi = false;
  std::string WhyNot;
  bool Initialized = false, Running = false, Connected = false;
  void *Context = nullptr, *PassiveRoutine = nullptr;
  std::vector<uint8_t> Supported, UnitSupported;
  uint64_t ResetsDetected = 0;
  uint32_t Channels = 1;
  uint32_t PerfGranted = 0;
  uint64_t FallibleCalls = 0;

  // Locks.
  SpinLock StartIoLock{"StartIoLock"};
  SpinLock InterruptLock{"InterruptLock"};
  std::vector<std::unique_ptr<SpinLock>> ChannelLocks;
  std::vector<std::unique_ptr<SpinLock>> MessageLocks;
  std::map<void *, Dpc> Dpcs;
  std::map<void *, std::unique_ptr<SpinLock>> OtherLocks;
  struct Held {
    uint32_t Kind;
    SpinLock *Lock;
  };
  std::map<void *, Held> Handles;

  // Requests.
  std::map<uint64_t, std::shared_ptr<Flight>> Flights; // By SRB.
  std::deque<std::shared_ptr<Flight>> Waiting;
  std::deque<std::shared_ptr<Flight>> Completed;
  std::map<unsigned, Unit> Units;
  uint64_t NextFlight = 1;
  /// What the miniport did before it let requests come happened before them.
  VectorClock Opened;
  bool Paused = false;
  uint64_t PauseNumber = 0;
  uint32_t BusyUntil = 0; // Requests that must come back first.
  bool Resetting = false;
  bool ScsiReady = true; // SCSI port: the miniport asked for the next.

  uint64_t TimerNumber = 0;
  std::map<void *, Timer> Timers;
  std::map<void *, bool> Workers; // Queued?
};

/// The adapter of the driver that calls; a driver has one here.
extern Port *ThePort;

} // namespace miniport::simulator

#endif // MINIPORT_SIMULATOR_PORT_PORT_H
