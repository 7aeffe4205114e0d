//===- Flow.cpp - Busy, pause, depth, channels ----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "port/Port.h"
#include <cstring>

using namespace llvm;
using namespace miniport::simulator;

enum PerfFlag : uint32_t {
  DpcRedirection = 0x1,
  ConcurrentChannels = 0x2,
  MessageRanges = 0x4
};

/// A unit begins with the depth that the miniport asked for.
Port::Unit &Port::unit(unsigned Lun) {
  auto [Place, New] = Units.try_emplace(Lun);
  if (New) {
    constexpr uint32_t Untold = 20, ScsiDepth = 254;
    Place->second.Depth = Scsi                     ? ScsiDepth
                          : Config.InitialLunDepth ? Config.InitialLunDepth
                                                   : Untold;
  }
  return Place->second;
}

void Port::busy(uint32_t Requests) {
  // Nothing outstanding: nothing could end it.
  BusyUntil = std::min<uint64_t>(Requests, Flights.size());
}

void Port::ready() {
  M.release(Opened);
  BusyUntil = 0;
  M.queueDpc(*M.active(), {0, [this] { pump(); }});
}

void Port::pause(uint32_t Seconds) {
  Paused = true;
  uint64_t Number = ++PauseNumber;
  M.after(Seconds * Second, [this, Number] {
    if (Number != PauseNumber || !Paused)
      return;
    Paused = false;
    M.queueDpc(*M.processors()[0], {0, [this] { pump(); }});
  });
}

void Port::resume() {
  M.release(Opened);
  Paused = false;
  ++PauseNumber;
  M.queueDpc(*M.active(), {0, [this] { pump(); }});
}

void Port::deviceBusy(unsigned Lun, uint32_t Requests) {
  Unit &U = unit(Lun);
  U.BusyUntil = std::min(Requests, U.Outstanding);
}

void Port::pauseDevice(unsigned Lun, uint32_t Seconds) {
  Unit &U = unit(Lun);
  U.Paused = true;
  uint64_t Number = ++U.PauseNumber;
  M.after(Seconds * Second, [this, Lun, Number] {
    if (unit(Lun).PauseNumber != Number)
      return;
    unit(Lun).Paused = false;
    M.queueDpc(*M.processors()[0], {0, [this] { pump(); }});
  });
}

void Port::resumeDevice(unsigned Lun) {
  M.release(Opened);
  unit(Lun).Paused = false;
  unit(Lun).BusyUntil = 0;
  ++unit(Lun).PauseNumber;
  M.queueDpc(*M.active(), {0, [this] { pump(); }});
}

bool Port::setQueueDepth(unsigned Lun, uint32_t Depth) {
  // The adapter's limit for one unit, which it sets in HwStorFindAdapter.
  if (!Depth || Depth > Config.MaxIoPerLun)
    return false;
  unit(Lun).Depth = Depth;
  return true;
}

bool Port::perfOpts(bool Query, AbiPerf &Perf) {
  if (Options.DumpMode || failsNow("StorPortInitializePerfOpts"))
    return false;
  uint32_t Offered = Options.PerfFlags;
  if (!Vectors.granted())
    Offered &= ~uint32_t(MessageRanges);
  if (Query) {
    Perf.Flags = Offered;
    Perf.Channels = Offered & ConcurrentChannels ? Options.Channels : 0;
    return true;
  }
  // All that is asked for has to be offered.
  if (Perf.Flags & ~Offered)
    return false;
  PerfGranted = Perf.Flags;
  if (Perf.Flags & ConcurrentChannels) {
    Perf.Channels = std::min(Perf.Channels, Options.Channels);
    Channels = std::max(Perf.Channels, 1u);
    while (ChannelLocks.size() < Channels)
      ChannelLocks.push_back(std::make_unique<SpinLock>(
          "the token of channel " + std::to_string(ChannelLocks.size())));
  }
  return true;
}

bool Port::startIoParams(void *Srb, uint32_t &Channel, uint32_t &Message) {
  auto Known = Flights.find(reinterpret_cast<uint64_t>(Srb));
  if (Known == Flights.end() || !PerfGranted)
    return false;
  Channel = Known->second->Channel;
  Message = Vectors.granted() ? M.active()->Number % Vectors.granted() : 0;
  return true;
}

void *Port::scatterGather(void *Srb) {
  auto Known = Flights.find(reinterpret_cast<uint64_t>(Srb));
  return Known == Flights.end() ? nullptr : Known->second->SgList;
}

void *Port::systemAddress(void *Srb) {
  auto Known = Flights.find(reinterpret_cast<uint64_t>(Srb));
  return Known == Flights.end() ? nullptr : Known->second->Data;
}

void *Port::unitExtension(unsigned Lun) {
  Unit &U = unit(Lun);
  if (!U.Extension && Config.LuExtensionBytes) {
    U.Extension = Ram.allocate(Config.LuExtensionBytes, MemoryKind::Extension);
    memset(U.Extension, 0, Config.LuExtensionBytes);
  }
  return U.Extension;
}

void *Port::requestOf(unsigned Path, unsigned Target, unsigned Lun, long Tag) {
  for (auto &[Address, F] : Flights) {
    const AbiRequest &Block = F->Request->Block;
    if (Block.Path == Path && Block.Target == Target && Block.Lun == Lun &&
        F->At == State::Given && (Tag == 0xFF || Tag < 0 || Block.Tag == Tag))
      return F->Srb;
  }
  return nullptr;
}
